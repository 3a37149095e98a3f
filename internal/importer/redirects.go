package importer

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"verso/internal/content"
)

// A Redirect is an old address with the place it leads to: a post of the
// import, or what its file says.
type Redirect struct {
	content.Redirect        // To is "" when it leads to Post
	Post             string // path of the file it leads to, or ""
	File             string
	Line             int
}

// collectRedirects gathers the aliases of the posts, then the rules of the
// "_redirects" files. The first to claim an address has it; the source of a
// group comes before its translations.
func (p *Plan) collectRedirects(files []File) {
	type claim struct{ file, work string }
	claimed := map[string]claim{} // by address
	add := func(r Redirect, work string) {
		key := strings.TrimSuffix(r.From, "/") + strconv.FormatBool(r.Prefix)
		if first, ok := claimed[key]; ok {
			if first.work != work { // translations often repeat the aliases of their source
				p.Warnings = append(p.Warnings, Problem{File: r.File, Line: r.Line, Reason: fmt.Sprintf("%s is already redirected by %s", r.From, first.file)})
			}
			return
		}
		claimed[key] = claim{r.File, work}
		p.Redirects = append(p.Redirects, r)
	}
	for _, g := range p.Groups {
		order := []int{g.Source}
		for i := range g.Variants {
			if i != g.Source {
				order = append(order, i)
			}
		}
		for _, i := range order {
			v := g.Variants[i]
			for _, alias := range v.Aliases {
				for _, from := range alias.paths(v) {
					add(Redirect{content.Redirect{From: from, Status: 301}, v.Path, v.Path, alias.Line}, g.Key)
				}
			}
		}
	}
	for _, f := range files {
		rules, problems := parseRedirects(f)
		p.Warnings = append(p.Warnings, problems...)
		for _, r := range rules {
			add(r, f.Path)
		}
	}
}

// parseRedirects reads a "_redirects" file as Netlify and Cloudflare write
// it: from, to and an optional status on each line. What Verso does not do is
// a problem.
func parseRedirects(f File) (rules []Redirect, problems []Problem) {
	line := 0
	for text := range strings.Lines(string(f.Data)) {
		line++
		text, _, _ = strings.Cut(" "+text, " #")
		words := strings.Fields(text)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		rule, why := parseRule(words)
		if why != "" {
			problems = append(problems, Problem{File: f.Path, Line: line, Reason: why})
			continue
		}
		rules = append(rules, Redirect{Redirect: rule, File: f.Path, Line: line})
	}
	return rules, problems
}

func parseRule(words []string) (r content.Redirect, why string) {
	if len(words) < 2 {
		return r, "a redirect has two addresses"
	}
	r = content.Redirect{From: words[0], To: words[1], Status: 301}
	for _, word := range words[2:] {
		switch code := strings.TrimSuffix(word, "!"); code {
		case "301", "308":
			r.Status = 301
		case "302", "307":
			r.Status = 302
		default:
			return r, fmt.Sprintf("%q is not supported; only redirects with 301 or 302 are", word)
		}
	}
	if decoded, err := url.PathUnescape(r.From); err == nil {
		r.From = decoded
	}
	r.From = nfc(r.From)
	if rest, ok := strings.CutSuffix(r.From, "*"); ok {
		r.From, r.Prefix = rest, true
	}
	if strings.ContainsAny(r.From, "*:?") || strings.Contains(strings.ReplaceAll(r.To, ":splat", ""), "/:") {
		return r, "of the placeholders only \"*\" at the end and \":splat\" are supported"
	}
	if err := r.Validate(); err != nil {
		return r, words[0] + ": " + err.Error()
	}
	return r, ""
}
