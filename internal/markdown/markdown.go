// Package markdown turns Markdown into safe HTML with an outline, and into plain text.
package markdown

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	"golang.org/x/sync/singleflight"

	"verso/internal/locale"
)

// Version names the shape of the HTML that Render makes; it changes when the
// same text gives other HTML.
const Version = "3"

// A Config says how a Renderer speaks and how much it remembers.
type Config struct {
	// Labels returns the interface words for texts in l, the same each time.
	// nil leaves out what they name.
	Labels func(l locale.Tag) Labels
	// CacheBytes bounds the memory of rendered texts; 0 means 32 MiB.
	CacheBytes int
}

const (
	defaultCacheBytes = 32 << 20
	codeCacheBytes    = 8 << 20 // of highlighted code
)

// A Renderer renders texts and remembers them. It is safe for concurrent use.
type Renderer struct {
	labels func(locale.Tag) Labels
	code   *highlighter
	done   *cache[*Document]
	flight singleflight.Group
}

// New returns a Renderer with an empty memory.
func New(cfg Config) *Renderer {
	if cfg.Labels == nil {
		cfg.Labels = func(locale.Tag) Labels { return Labels{} }
	}
	if cfg.CacheBytes == 0 {
		cfg.CacheBytes = defaultCacheBytes
	}
	return &Renderer{
		labels: cfg.Labels,
		code:   newHighlighter(codeCacheBytes),
		done:   newCache[*Document](cfg.CacheBytes),
	}
}

// Render returns src, Markdown in locale l, as HTML that is safe to show. The
// same text is rendered once as long as it is remembered, however many ask
// at a time. The only error is a *LimitError (trust 0.7).
func (r *Renderer) Render(src string, l locale.Tag) (*Document, error) {
	return r.RenderAs(src, l, nil)
}

// RenderAs is Render of a translation: its headings have the ids of another
// text's, so that a link to a place in one leads to it in the other
// (translation 2.19). ids[i] is that of heading i, as Headings counts them; ""
// leaves it its own. A heading is found by its own id too.
func (r *Renderer) RenderAs(src string, l locale.Tag, ids []string) (*Document, error) {
	return r.RenderPartly(src, l, ids, Foreign{})
}

// RenderPartly is RenderAs of a translation that is finished in part: other
// are its blocks that are in another language still.
func (r *Renderer) RenderPartly(src string, l locale.Tag, ids []string, other Foreign) (*Document, error) {
	if len(src) > maxBytes {
		return nil, &LimitError{Limit: "bytes", Max: maxBytes}
	}
	sum := sha256.Sum256([]byte(Version + "\n" + string(l) + "\n" + strings.Join(ids, " ") + "\n" + other.key() + "\n" + src))
	key := string(sum[:])
	if d, ok := r.done.get(key); ok {
		return d, nil
	}
	d, err, _ := r.flight.Do(key, func() (any, error) {
		d, err := r.compose(src, l, manner{ids: ids, other: other})
		if err == nil {
			r.done.put(key, d, d.size())
		}
		return d, err
	})
	if err != nil {
		return nil, err
	}
	return d.(*Document), nil
}

// Kept returns the bytes of the documents that are kept.
func (r *Renderer) Kept() int { return r.done.size() }

func (r *Renderer) render(src string, l locale.Tag) (*Document, error) {
	return r.compose(src, l, manner{})
}

// A manner is how a text is rendered beside what its source and locale say.
type manner struct {
	lines  lines
	ids    []string // of its headings, from another text
	prefix string   // begins every id, so that two texts may stand on one page
	other  Foreign
}

func (r *Renderer) compose(src string, l locale.Tag, m manner) (*Document, error) {
	source := clean(src)
	doc, err := body.parse(source)
	if err != nil {
		return nil, err
	}
	p := page{
		source: source, doc: doc, locale: l, labels: r.labels(l),
		ids: ids{}, removed: kinds{}, shortcodes: kinds{}, inherited: m.ids,
	}
	plain := readPlain(doc, source)
	words := countWords(plain.text)
	lead := plain.lead(maxExcerpt)
	outline := p.shape()
	m.other.mark(doc, src)
	if m.lines.wanted() {
		m.lines.mark(doc, source)
	}

	var raw bytes.Buffer
	left := patience
	w := writer{labels: p.labels, rtl: l.Dir() == "rtl", code: r.code, left: &left, lines: m.lines}
	if err := w.renderer().Render(&raw, source, doc); err != nil {
		return nil, err // a bytes.Buffer takes everything: this is goldmark's own
	}
	d := &Document{
		Parts:      cutSlots(policy.SanitizeReader(&raw).String(), p.labels, p.ids, m),
		Outline:    outline,
		Headings:   p.headingIDs(),
		Words:      words,
		Removed:    p.removed.sorted(),
		Shortcodes: p.shortcodes.sorted(),
		lead:       lead,
	}
	d.list()
	return d, nil
}

// renderer returns goldmark's renderer with w's nodes. Raw HTML goes through:
// the whole result is sanitised.
func (w writer) renderer() renderer.Renderer {
	return renderer.NewRenderer(
		renderer.WithNodeRenderers(
			util.Prioritized(html.NewRenderer(html.WithUnsafe()), 1000),
			util.Prioritized(extension.NewTableHTMLRenderer(), 500),
			util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
			util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
			util.Prioritized(w, 100), // the lowest wins
		),
	)
}

// list fills Links and Images from the parts.
func (d *Document) list() {
	var links, images listed
	for _, part := range d.Parts {
		switch part := part.(type) {
		case LinkOpen:
			links.add(part.Href)
		case Image:
			images.add(part.Src)
		}
	}
	d.Links, d.Images = links.list, images.list
}

// clean makes a text what goldmark reads: valid UTF-8, lines that end in one
// line feed, no NUL and no byte order mark.
func clean(src string) []byte {
	if !utf8.ValidString(src) {
		src = strings.ToValidUTF8(src, "\ufffd")
	}
	src = strings.TrimPrefix(src, "\ufeff")
	if strings.ContainsAny(src, "\r\x00") {
		src = lineEnds.Replace(src)
	}
	return []byte(src)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\ufffd")
