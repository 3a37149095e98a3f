package importer

import (
	"net/url"
	"path"
	"strings"

	"verso/internal/content"
)

// openFiles are the files that this import made posts of which readers can
// open, by path and by address: a link to one of them need not be looked up.
type openFiles map[string]bool

func (r *run) openFiles() openFiles {
	open := openFiles{}
	for _, g := range r.plan.Groups {
		written := false
		for i := range g.Variants {
			v := &g.Variants[i]
			w := r.work[v.Path]
			written = written || (w.act == create || w.act == update) && w.post.Status == content.Published && r.words.Set.Has(w.post.Locale)
		}
		if !written {
			continue
		}
		for i := range g.Variants { // a reader is led to the variant there is
			v := &g.Variants[i]
			if w := r.work[v.Path]; w.post.ID != 0 {
				open[w.name], open[v.Address] = true, true
			}
		}
	}
	return open
}

// leads reports whether a link in the text of the named file surely leads to an open file. It
// knows a part of what web/links does; the rest is asked there.
func (o openFiles) leads(name, href string) bool {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return false
	}
	if rooted, ok := strings.CutPrefix(u.Path, "/"); ok {
		return o[strings.Trim(path.Clean("/"+rooted), "/")]
	}
	return o[path.Join(path.Dir(name), u.Path)]
}
