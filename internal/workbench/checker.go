package workbench

import (
	"context"
	"regexp"
	"strings"

	"verso/internal/content"
	"verso/internal/markdown"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/translation/check"
)

// A checker looks for faults in translations of one text. What only links and
// notes need is read when the first of them comes.
type checker struct {
	s         *Service
	from, to  content.Post
	working   string
	taken     *translation.Document // working, where the caller has taken it apart
	dismissed map[string]bool
	links     map[string]check.Link
	slug      check.Slug
	around    *around
}

// An around is what both texts define.
type around struct {
	source, target  check.Around
	read, hasAnchor bool
}

// checkerOf reads what the checks have to know of a text that is worked on.
func (s *Service) checkerOf(ctx context.Context, db dismissals, p pair, working string) (checker, error) {
	dismissed, err := db.Dismissals(ctx, p.target.ID)
	return checker{s: s, from: p.source, to: p.target, working: working, dismissed: dismissed, around: &around{}}, err
}

// dismissals is what a transaction and the database read alike.
type dismissals interface {
	Dismissals(ctx context.Context, target content.PostID) (map[string]bool, error)
}

// all returns every finding in a translation, the dismissed ones too.
func (c checker) all(source store.SourceSegment, text string, fault translation.Fault) (check.Pair, []check.Finding) {
	pair := check.Pair{Kind: source.Kind, From: c.from.Locale, To: c.to.Locale, Source: source.Text, Target: text}
	facts := check.Facts{Fault: fault, Links: c.links, Slug: c.slug}
	if strings.Contains(source.Text, "[") || strings.Contains(text, "[") {
		facts.SourceText, facts.TargetText = c.texts(strings.Contains(text, "](#"))
	}
	return pair, check.Run(pair, facts)
}

// open returns the findings that nobody has dismissed. An error cannot be.
func (c checker) open(source store.SourceSegment, row store.TargetSegment) []check.Finding {
	pair, found := c.all(source, row.Text, row.Fault)
	var open []check.Finding
	for _, f := range found {
		if f.Severity == check.Error || !c.dismissed[f.Fingerprint(pair)] {
			open = append(open, f)
		}
	}
	return open
}

// texts returns what the texts define, with the places of the page if asked
// for.
func (c checker) texts(anchors bool) (source, target check.Around) {
	a := c.around
	if !a.read {
		a.source, a.target, a.read = c.defined(c.from.Body), c.defined(c.working), true
	}
	if anchors && !a.hasAnchor && c.s.markdown != nil {
		a.target.Anchors = append(c.s.places(c.from, c.from.Body), c.s.places(c.to, c.working)...)
		a.hasAnchor = true
	}
	return a.source, a.target
}

// defined returns what a text defines for its segments. Nothing is known of
// one that markdown refuses.
func (c checker) defined(body string) check.Around {
	doc, err := c.taken, error(nil)
	if doc == nil || doc.Source != body {
		doc, err = c.s.recent.parse(body)
	}
	if err != nil {
		return check.Around{}
	}
	return check.Around{References: doc.References, Known: true}
}

// idForm matches the ids of a page that is made of a text.
var idForm = regexp.MustCompile(` id="([^"]+)"`)

// places returns what can be linked to within a text. The headings of a
// translation have the ids of its source's, and their own.
func (s *Service) places(p content.Post, body string) []string {
	places := []string{}
	page, err := s.markdown.Render(markdown.TrimTitle(body, p.Title), p.Locale)
	if err != nil {
		return places // of a text that is shown as it was written
	}
	for _, m := range idForm.FindAllStringSubmatch(string(page.HTML(markdown.Fill{})), -1) {
		places = append(places, m[1])
	}
	return places
}

// leads returns where the links of some texts lead that are within the site.
// It asks the database beside any transaction, so none waits for it.
func (s *Service) leads(ctx context.Context, target content.Post, texts ...string) (map[string]check.Link, error) {
	if s.links == nil {
		return nil, nil
	}
	var hrefs []string
	known := map[string]bool{}
	for _, text := range texts {
		if !strings.ContainsAny(text, "[<") {
			continue
		}
		for _, piece := range markdown.Pieces(text, markdown.References{}) {
			if piece.Kind != markdown.PieceLink {
				continue
			}
			href, _, _ := strings.Cut(piece.Dest, "#")
			if href != "" && !known[href] {
				known[href] = true
				hrefs = append(hrefs, href)
			}
		}
	}
	if len(hrefs) == 0 {
		return nil, nil
	}
	return s.links(ctx, target, hrefs)
}

// leadsOf is leads for a text of a post that is not read yet.
func (s *Service) leadsOf(ctx context.Context, target content.PostID, text string) (map[string]check.Link, error) {
	if s.links == nil || !strings.ContainsAny(text, "[<") {
		return nil, nil
	}
	p, err := s.db.Post(ctx, target)
	if err != nil {
		return nil, err
	}
	return s.leads(ctx, p, text)
}

// leadsIn is leads for all that is translated into a post.
func (s *Service) leadsIn(ctx context.Context, target content.PostID) (map[string]check.Link, error) {
	if s.links == nil {
		return nil, nil
	}
	p, err := s.db.Post(ctx, target)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.TargetSegments(ctx, target)
	if err != nil {
		return nil, err
	}
	texts := make([]string, 0, len(rows))
	for _, row := range rows {
		texts = append(texts, row.Text)
	}
	return s.leads(ctx, p, texts...)
}
