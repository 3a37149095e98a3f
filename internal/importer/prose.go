package importer

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	comment = regexp.MustCompile(`(?s)<!--.*?-->`)
	markup  = regexp.MustCompile(`(?s)<!--.*?-->|<[^<>\n]*>|\]\([^)\n]*\)|\{\{.*?\}\}|\{%.*?%\}|https?://\S+`)
	blanks  = regexp.MustCompile(`\s+`)
)

// prose returns the words of a text for people: no code, tags, addresses or
// shortcodes.
func prose(body string) string {
	return blanks.ReplaceAllString(markup.ReplaceAllString(withoutCode(body), " "), " ")
}

var (
	imageLink = regexp.MustCompile(`!\[[^\]\n]*\]\(\s*(?:<([^<>\n]+)>|([^\s()]+(?:\([^\s()]*\)[^\s()]*)*))`)
	imageTag  = regexp.MustCompile(`(?i)<(?:img|source)\b[^<>]*?\bsrc\s*=\s*(?:"([^"]+)"|'([^']+)')`)
	imageDef  = regexp.MustCompile(`(?m)^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)>?`)
)

// imageRefs returns the references to pictures in a text, as spelled, each
// once, in the order they appear.
func imageRefs(body string) []string {
	if !strings.Contains(body, "![") && !strings.Contains(body, "<") && !strings.Contains(body, "]:") {
		return nil
	}
	text := withoutCode(body)
	var refs []string
	add := func(groups []string) {
		for _, ref := range groups {
			if ref != "" && !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
		}
	}
	for _, pattern := range []*regexp.Regexp{imageLink, imageTag} {
		for _, m := range pattern.FindAllStringSubmatch(text, -1) {
			add(m[1:])
		}
	}
	for _, m := range imageDef.FindAllStringSubmatch(text, -1) {
		if isImage(m[1]) {
			add(m[1:])
		}
	}
	return refs
}

// fileOf returns the path below the folder that ref, in the file at from, may
// mean: beside the file, below root, or where static files are kept. ok is
// false when it is not a reference to a file of the folder, outside when it
// leads out of it.
func fileOf(ref, from, root string, there func(string) bool) (name string, ok, outside bool) {
	u, err := url.Parse(ref)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return "", false, false
	}
	var places []string
	if rest, absolute := strings.CutPrefix(u.Path, "/"); absolute {
		places = []string{rest, path.Join(root, rest), path.Join("static", rest), path.Join("public", rest)}
	} else {
		places = []string{path.Join(path.Dir(from), u.Path), path.Join(root, strings.TrimPrefix(u.Path, "@/"))}
	}
	for i, place := range places {
		if place == ".." || strings.HasPrefix(place, "../") {
			outside = outside || i == 0
			continue
		}
		if there(place) {
			return place, true, false
		}
	}
	return places[0], false, outside
}
