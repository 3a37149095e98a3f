package importer

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"verso/internal/content"
)

// unchain lets redirects that follow one another lead to the last place
// (rule 22b): kept are those of the site, and changed is what becomes of them.
// Those that lead in a circle are left out, with those that lead into it. Both
// are reported.
func (r *run) unchain(wanted []Redirect, kept []content.Redirect) (straight []Redirect, changed []content.Redirect) {
	all := rules{exact: map[string]content.Redirect{}}
	for _, w := range wanted {
		all.add(w.Redirect)
	}
	kept = slices.DeleteFunc(slices.Clone(kept), func(k content.Redirect) bool { return !all.add(k) })
	for _, w := range wanted {
		last, ok := w.Redirect, true
		if w.Post == "" {
			last, ok = all.last(w.Redirect)
		}
		switch {
		case !ok:
			r.warnRedirect(w, content.ErrRedirectLoop.Error())
			continue
		case last.To != w.To:
			r.warnRedirect(w, fmt.Sprintf("leads to another redirect, %s; it was kept as one to %s", w.To, last.To))
		}
		w.Redirect = last
		straight = append(straight, w)
	}
	for _, k := range kept {
		if last, ok := all.last(k); ok && last.To != k.To {
			changed = append(changed, last)
		}
	}
	return straight, changed
}

func (r *run) warnRedirect(w Redirect, why string) {
	r.plan.Warnings = append(r.plan.Warnings, Problem{File: w.File, Line: w.Line, Reason: w.From + ": " + why})
}

// rules finds the redirect that answers for a path.
type rules struct {
	exact    map[string]content.Redirect // by path without end slash
	prefixes []content.Redirect
}

// add takes a redirect, unless one for its address is there.
func (r *rules) add(redirect content.Redirect) bool {
	if redirect.Prefix {
		same := func(p content.Redirect) bool { return p.From == redirect.From }
		if slices.ContainsFunc(r.prefixes, same) {
			return false
		}
		r.prefixes = append(r.prefixes, redirect)
		return true
	}
	key := strings.TrimSuffix(redirect.From, "/")
	if _, there := r.exact[key]; there {
		return false
	}
	r.exact[key] = redirect
	return true
}

// at returns the redirect for a path: the exact one, else that with the
// longest prefix.
func (r *rules) at(path string) (found content.Redirect, ok bool) {
	if found, ok = r.exact[strings.TrimSuffix(nfc(path), "/")]; ok {
		return found, true
	}
	for _, p := range r.prefixes {
		if p.Matches(path) && len(p.From) > len(found.From) {
			found, ok = p, true
		}
	}
	return found, ok
}

// last returns a redirect with the place where those after it lead in the
// end; ok is false when that is nowhere. One step that is temporary makes the
// whole way so.
func (r *rules) last(redirect content.Redirect) (last content.Redirect, ok bool) {
	last = redirect
	for range len(r.exact) + len(r.prefixes) + 1 {
		path, local := targetPath(last.To)
		if !local {
			return last, true
		}
		next, found := r.at(path)
		if !found {
			return last, true
		}
		last.To, last.Status = next.Target(path), max(last.Status, next.Status)
	}
	return redirect, false
}

// targetPath returns the path, decoded, of a target on this site.
func targetPath(to string) (path string, local bool) {
	if !strings.HasPrefix(to, "/") {
		return "", false
	}
	to, _, _ = strings.Cut(to, "#")
	to, _, _ = strings.Cut(to, "?")
	if decoded, err := url.PathUnescape(to); err == nil {
		to = decoded
	}
	return to, true
}
