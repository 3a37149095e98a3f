// Package message renders the interface's words, dates, numbers and lists in a reader's locale.
package message

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"verso/internal/locale"
	"verso/internal/site"
)

// A Catalog holds the interface's messages in every language they were
// written in. Those of a language are read when it is first spoken: most sites
// speak a few. It is safe for use by many goroutines.
type Catalog struct {
	tags    []locale.Tag // en-US first, then by tag
	words   map[locale.Tag]func() *words
	log     *slog.Logger
	missing sync.Map // [2]string{catalog, id} already reported

	mu         sync.RWMutex
	localizers map[locale.Tag]*Localizer
}

// words is one catalog: its messages, by ID.
type words struct {
	tag      locale.Tag
	messages map[string]message
}

// A message holds its forms; one that counts nothing has only other.
type message struct {
	other  phrase
	counts map[form]phrase // the other forms
}

// An Option changes how a Catalog is loaded.
type Option func(*Catalog)

// Log makes the catalog report missing messages to l instead of slog.Default.
func Log(l *slog.Logger) Option {
	return func(c *Catalog) { c.log = l }
}

// Load finds every catalog at the root of fsys: TOML files named by their
// locale, of which en-US.toml must be one. What Check would find fault with
// is not an error here: a missing message shows its en-US text, and all of a
// catalog that cannot be read are missing.
func Load(fsys fs.FS, options ...Option) (*Catalog, error) {
	names, err := findFiles(fsys)
	if err != nil {
		return nil, err
	}
	c := &Catalog{
		words:      map[locale.Tag]func() *words{},
		log:        slog.Default(),
		localizers: map[locale.Tag]*Localizer{},
	}
	for _, option := range options {
		option(c)
	}
	for _, n := range names {
		c.tags = append(c.tags, n.tag)
		c.words[n.tag] = sync.OnceValue(func() *words { return c.read(fsys, n) })
	}
	if c.words[locale.EnglishUS] == nil {
		return nil, errors.New("load catalogs: no en-US.toml")
	}
	return c, nil
}

// read reads the messages of one catalog.
func (c *Catalog) read(fsys fs.FS, n name) *words {
	f, err := readFile(fsys, n)
	if err != nil {
		c.log.Error("catalog cannot be read", "error", err)
	}
	w := &words{tag: n.tag, messages: make(map[string]message, len(f.messages))}
	for _, source := range f.messages {
		w.messages[source.ID] = compile(source)
	}
	return w
}

func compile(source *i18n.Message) (m message) {
	for f, text := range formTexts(source) {
		if f == other {
			m.other = parsePhrase(text)
			continue
		}
		if m.counts == nil {
			m.counts = map[form]phrase{}
		}
		m.counts[f] = parsePhrase(text)
	}
	return m
}

// Tags returns the locales that have a catalog, en-US first.
func (c *Catalog) Tags() []locale.Tag { return slices.Clone(c.tags) }

// For returns the localizer for l. Its words are those of l's own catalog,
// else of the first catalog in l's language, else of en-US (rule 71).
func (c *Catalog) For(l locale.Tag) *Localizer {
	c.mu.RLock()
	z := c.localizers[l]
	c.mu.RUnlock()
	if z != nil {
		return z
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if z := c.localizers[l]; z != nil {
		return z
	}
	z = newLocalizer(c, l, c.wordsFor(l))
	c.localizers[l] = z
	return z
}

func (c *Catalog) wordsFor(l locale.Tag) *words {
	if read := c.words[l]; read != nil {
		return read()
	}
	for _, tag := range c.tags {
		if tag.Base() == l.Base() {
			return c.words[tag]()
		}
	}
	return c.words[locale.EnglishUS]()
}

// Sections returns the words that stand for the site's sections in l's URLs,
// as the catalog for l has them.
func (c *Catalog) Sections(l locale.Tag) map[site.Section]string {
	z := c.For(l)
	words := map[site.Section]string{}
	for _, section := range site.Sections() {
		words[section] = z.Text(sectionID(section))
	}
	return words
}

// report logs, once for each catalog and message, that something is amiss.
func (c *Catalog) report(catalog locale.Tag, id, fault string) {
	if _, known := c.missing.LoadOrStore([2]string{string(catalog), id}, true); known {
		return
	}
	c.log.Error(fmt.Sprintf("message %s", fault), "id", id, "catalog", string(catalog))
}
