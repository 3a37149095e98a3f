package importer

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"verso/internal/content"
)

// listedProject is one entry of data/projects.json, an object of locale to
// list. What else an entry holds is for another site's design.
type listedProject struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Link        string `json:"link"`
	Icon        string `json:"icon"`
}

// listProjects adds the projects of the list. Entries at one position of
// their lists are one work.
func (p *Plan) listProjects(data []byte, names spellings) {
	if data == nil {
		return
	}
	var lists map[string][]json.RawMessage
	if err := json.Unmarshal(data, &lists); err != nil {
		p.Skipped = append(p.Skipped, Problem{File: projectsFile, Reason: "is not an object of locale to list: " + err.Error()})
		return
	}
	for _, spelling := range slices.Sorted(maps.Keys(lists)) {
		tag, ok := names.declared(spelling)
		if !ok || !slices.Contains(p.Locales, tag) {
			p.Skipped = append(p.Skipped, Problem{File: projectsFile, Reason: fmt.Sprintf("%q is not a locale of this folder", spelling)})
			continue
		}
		for i, entry := range lists[spelling] {
			v, err := listedVariant(entry)
			v.Path = fmt.Sprintf("%s#%s/%d", projectsFile, spelling, i+1)
			v.Post.Locale = tag
			if err != nil {
				p.Skipped = append(p.Skipped, Problem{File: v.Path, Reason: err.Error()})
				continue
			}
			p.addListed(i, v)
		}
	}
}

func listedVariant(entry json.RawMessage) (Variant, error) {
	v := Variant{Raw: entry}
	var e listedProject
	if err := json.Unmarshal(entry, &e); err != nil {
		return v, fmt.Errorf("is not a project: %w", err)
	}
	v.Post.Kind = content.Project
	v.Post.Status = content.Published
	v.Post.Title = cutTo(oneLine(e.Name), content.MaxTitle)
	v.Post.Excerpt = cutTo(oneLine(e.Description), content.MaxExcerpt)
	v.Post.Icon = oneLine(e.Icon)
	if content.ValidTarget(e.Link) && strings.Contains(e.Link, "://") {
		v.Post.Link = e.Link
	}
	if v.Post.Title == "" {
		return v, fmt.Errorf("has no name")
	}
	if v.wanted = content.Slugify(v.Post.Title); v.wanted == "" {
		v.wanted = fmt.Sprintf("project-%x", sha256.Sum256([]byte(v.Post.Title)))[:16]
	}
	return v, nil
}

// addListed adds v to the work at position i of the list.
func (p *Plan) addListed(i int, v Variant) {
	key := fmt.Sprintf("%s#%d", projectsFile, i+1)
	at := slices.IndexFunc(p.Groups, func(g Group) bool { return g.Listed && g.Key == key })
	if at < 0 {
		at = len(p.Groups)
		p.Groups = append(p.Groups, Group{Key: key, Kind: content.Project, Position: i + 1, Listed: true})
	}
	v.Position = i + 1
	p.Groups[at].Variants = append(p.Groups[at].Variants, v)
}
