package importer

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/frontmatter"
	"verso/internal/store"
)

// maxDrift is how far the dates of two names may be apart for one work: those
// of a translation published later in the week. What comes back every year
// under one name is several works.
const maxDrift = 7 * 24 * time.Hour

var signs = regexp.MustCompile(`[\s._-]+`)

// A nameOfWork is what the name of a group says, apart from how it is spelled.
type nameOfWork struct {
	key  string // folder and name without date, folded
	date time.Time
}

// workName reads the name of a group; it is not one when it comes from a
// translationKey.
func workName(g *Group) nameOfWork {
	date, name := splitName(path.Base(g.Key))
	n := nameOfWork{key: strings.ToLower(nfc(path.Dir(g.Key) + "/" + signs.ReplaceAllString(name, "-")))}
	if date != "" {
		n.date, _, _ = frontmatter.ParseDate(date)
	}
	return n
}

// near reports whether two names may be one work's.
func (n nameOfWork) near(other nameOfWork) bool {
	if n.date.IsZero() || other.date.IsZero() {
		return n.date.Equal(other.date)
	}
	return n.date.Sub(other.date).Abs() <= maxDrift
}

// offerNearMisses names pairs of groups that are likely one work: no locale
// has both, and their names differ only in how the date, capitals or the
// signs between words are written. They are not linked; people decide.
func (p *Plan) offerNearMisses() {
	seen := map[string][]*Group{}
	for i := range p.Groups {
		g := &p.Groups[i]
		n := workName(g)
		for _, other := range seen[n.key] {
			shared := func(v Variant) bool { return other.in(v.Post.Locale) >= 0 }
			if n.near(workName(other)) && !slices.ContainsFunc(g.Variants, shared) {
				p.Warnings = append(p.Warnings, nearMiss(g, other))
				p.near = append(p.near, nearPair{g.Variants[0].Path, other.Variants[0].Path})
				break
			}
		}
		seen[n.key] = append(seen[n.key], g)
	}
}

// A nearPair names a file of each of two groups.
type nearPair [2]string

// offerPairs has the admin offer the near misses among which this import
// wrote something. Those that people have decided on stay decided.
func (r *run) offerPairs(ctx context.Context) error {
	var found []store.NearPair
	for _, near := range r.plan.near {
		a, b := r.work[near[0]], r.work[near[1]]
		if a == nil || b == nil || a.act == keep && b.act == keep {
			continue
		}
		if a, b := a.written(), b.written(); a != 0 && b != 0 {
			found = append(found, store.Pair(a, b))
		}
	}
	if len(found) == 0 {
		return nil
	}
	return r.db.Tx(ctx, func(tx *store.Tx) error {
		for _, pair := range found {
			if err := tx.AddNearPair(ctx, pair, r.now); err != nil {
				return err
			}
		}
		return nil
	})
}

// written returns the post that a file is, or 0.
func (w *work) written() content.PostID {
	if w.post.ID == 0 && w.prior.PostID != nil {
		return *w.prior.PostID
	}
	return w.post.ID
}

// nearMiss says which files two groups have and how to make one of them.
func nearMiss(g, other *Group) Problem {
	few, many := g, other
	if len(few.Variants) >= len(many.Variants) {
		few, many = many, few
	}
	_, name := splitName(path.Base(many.Key))
	key := content.Slugify(name)
	reason := fmt.Sprintf("may be the same work as %s: only the way the name is written differs. They were not linked; "+
		"to link them, name the files alike, or write \"translationKey: %s\" in each, or accept them in the admin", files(many), key)
	if len(few.Variants) > 1 {
		reason = fmt.Sprintf("with %s, %s", files(&Group{Variants: few.Variants[1:]}), reason)
	}
	return Problem{File: few.Variants[0].Path, Reason: reason}
}

// files lists the files of a group.
func files(g *Group) string {
	var paths []string
	for _, v := range g.Variants {
		paths = append(paths, v.Path)
	}
	return strings.Join(paths, ", ")
}
