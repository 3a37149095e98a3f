package importer

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"verso/internal/locale"
)

// A LinkedText is a text whose links are asked about.
type LinkedText struct {
	Locale  locale.Tag
	File    string   // its name in the ledger
	Address string   // on the old site
	Links   []string // as written
}

// DeadLinks returns for each text those of its links that nothing answers
// (rule 70).
type DeadLinks func(context.Context, []LinkedText) ([][]string, error)

// linksAtOnce is about how many links are looked up together.
const linksAtOnce = 400

// checkLinks reports the links of new texts that nothing answers.
func (r *run) checkLinks(ctx context.Context) error {
	if r.dead == nil {
		return nil
	}
	open := r.openFiles()
	var texts []LinkedText
	var variants []*Variant
	links := 0
	for _, v := range r.plan.variants() {
		w := r.work[v.Path]
		if w.act != create && w.act != update {
			continue
		}
		unsure := slices.DeleteFunc(slices.Clone(w.links), func(href string) bool { return open.leads(w.name, href) })
		if len(unsure) == 0 {
			continue
		}
		texts = append(texts, LinkedText{w.post.Locale, w.name, v.Address, unsure})
		variants = append(variants, v)
		if links += len(unsure); links < linksAtOnce {
			continue
		}
		if err := r.warnDead(ctx, texts, variants); err != nil {
			return err
		}
		texts, variants, links = nil, nil, 0
	}
	return r.warnDead(ctx, texts, variants)
}

// warnDead reports the dead links of texts, which are those of the variants.
func (r *run) warnDead(ctx context.Context, texts []LinkedText, variants []*Variant) error {
	if len(texts) == 0 {
		return nil
	}
	dead, err := r.dead(ctx, texts)
	if err != nil {
		return err
	}
	for i, v := range variants {
		for _, href := range dead[i] {
			r.warn(v, v.lineOf(href), "the link to %s leads nowhere; its words are shown without a link", href)
		}
	}
	return nil
}

// lineOf returns the line of the file on which ref stands in its text, or 0.
func (v *Variant) lineOf(ref string) int {
	decoded, err := url.PathUnescape(ref)
	if err != nil {
		decoded = ref
	}
	for _, spelling := range []string{ref, decoded} {
		if at := strings.Index(v.Post.Body, spelling); at >= 0 {
			return v.fileLine(strings.Count(v.Post.Body[:at], "\n"))
		}
	}
	return 0
}
