package importer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/markdown"
	"verso/internal/site"
	"verso/internal/store"
)

// run is one import on its way. It lives as long as the call that made it.
type run struct {
	*Importer
	tree        *Tree
	pics        *pictures
	plan        Plan
	export      *export // what the folder is an export of; nil for other folders
	prune       bool    // archive the posts of files that vanished
	now         time.Time
	empty       bool
	siteLocales []site.Locale
	words       *site.Site                  // with the locales of the import: for section words
	ledger      map[string]store.ImportFile // by path
	byHash      map[string][]string         // names in the ledger
	place       place                       // where the folder lies in the ledger
	gone        []store.ImportFile          // of this folder, and no longer in it
	work        map[string]*work            // by path
	kinds       map[string]*seen            // what texts hold that no page shows
	memo, fresh memo                        // what was written; what the transaction on its way wrote

	created, updated, unchanged int
}

// An act is what becomes of a file.
type act int

const (
	keep   act = iota // as it was at the last import
	create            // a new post
	update            // a post that is there
	hold              // not yet translated: remembered, no post
	refuse            // cannot be imported; it is among the skipped
)

// work is what an import has to do for one file.
type work struct {
	act       act
	hash      string
	name      string            // in the ledger, from now on
	prior     store.ImportFile  // what the ledger says; Path is "" for a new file
	renamed   bool              // it had another name
	elsewhere bool              // prior is a file of another folder with the same bytes
	newer     bool              // the post has changed since the file was exported
	text      *markdown.Reading // of a text that is to be written, until it is
	unread    error             // why there is none
	links     []string          // hrefs of the text
	added     store.NewPost     // what a new post will be, before its transaction
	post      content.Post      // once written
}

// seen counts a kind of thing in texts, for one line in the report.
type seen struct {
	files int
	first string
}

// readWork notes what the files hold and looks for them in the ledger.
func (r *run) readWork(ctx context.Context) error {
	r.work, r.kinds, r.memo = map[string]*work{}, map[string]*seen{}, newMemo()
	for _, v := range r.plan.variants() {
		r.work[v.Path] = &work{hash: r.fingerprint(v)}
	}
	return r.recognise(ctx)
}

// prepare decides what becomes of each file and reads the texts that are new,
// to know their pictures and whether they can be shown.
func (r *run) prepare(ctx context.Context) error {
	if err := r.match(ctx); err != nil {
		return err
	}
	var written []*Variant
	for _, v := range r.plan.variants() {
		w := r.work[v.Path]
		if w.act = decide(v, w); w.act == create || w.act == update {
			written = append(written, v)
		}
	}
	if err := eachAtOnce(ctx, written, func(v *Variant) { r.work[v.Path].read(v) }); err != nil {
		return err
	}
	for _, v := range written {
		w := r.work[v.Path]
		if why := r.inspect(v, w); why != "" {
			w.act = refuse
			r.plan.Skipped = append(r.plan.Skipped, Problem{File: v.Path, Reason: why})
		}
	}
	return nil
}

// eachAtOnce calls act for each, on as many processors as there are.
func eachAtOnce[T any](ctx context.Context, all []T, act func(T)) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, one := range all {
		g.Go(func() error {
			act(one)
			return ctx.Err()
		})
	}
	return g.Wait()
}

// read reads the text of a file, once.
func (w *work) read(v *Variant) {
	if w.text == nil && w.unread == nil {
		w.text, w.unread = markdown.Read(v.Post.Body, v.Post.Locale)
	}
}

// decide compares a file with what the ledger remembers of it.
func decide(v *Variant, w *work) act {
	state := store.FilePost
	if v.Held {
		state = store.FileUntranslated
	}
	same := w.prior.Hash == w.hash && w.prior.State == state && w.prior.Locale == v.Post.Locale
	switch {
	case w.newer, same && !(w.renamed && w.prior.PostID != nil):
		return keep
	case v.Held:
		return hold
	case w.prior.PostID != nil:
		return update
	}
	return create
}

// changes reports whether there is anything to write.
func (r *run) changes() bool {
	for w := range maps.Values(r.work) {
		if w.act == create || w.act == update {
			return true
		}
	}
	return false
}

// fingerprint is what the ledger remembers of a file: the hash of its bytes
// and of the pictures it refers to.
func (r *run) fingerprint(v *Variant) string {
	h := sha256.New()
	h.Write(v.Raw)
	for _, ref := range slices.Sorted(maps.Keys(v.Images)) {
		sum := r.pics.hash(v.Images[ref])
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// inspect tells of what a text holds: its links, pictures and words; why says
// what keeps it from being shown.
func (r *run) inspect(v *Variant, w *work) (why string) {
	w.read(v)
	text, err := w.text, w.unread
	if err != nil && v.saved != nil {
		r.note("cannot be shown as it is ("+err.Error()+"); an exported text is kept all the same", v.Path)
		text, err = &markdown.Reading{Words: markdown.CountWords(v.Post.Body, v.Post.Locale)}, nil
	}
	if err != nil {
		return "cannot be shown: " + tooMuch(err)
	}
	v.Post.Words, w.links = text.Words, text.Links
	for _, kind := range text.Removed {
		r.note(kind+" is left out of pages", v.Path)
	}
	for _, kind := range v.Syntax {
		r.note(kind, v.Path)
	}
	for _, kind := range text.Shortcodes {
		r.note(kind+" is a tag of another generator; it is shown as text", v.Path)
	}
	if text.BareImages {
		r.note("a picture has no alternative text for those who cannot see it", v.Path)
	}
	if v.standIn && v.Post.Kind == content.Article {
		r.note("has no date; it is shown on the day of its first import, in the order of the paths", v.Path)
	}
	r.dropPictures(v)
	for _, src := range text.Images { // as the page will ask: percent-encoded
		if _, known := v.Images[src]; known {
			continue
		}
		if ref, err := url.PathUnescape(src); err == nil && v.Images[ref] != "" {
			v.Images[src] = v.Images[ref]
		}
	}
	p := v.Post
	if bad, invalid := errors.AsType[errs.Invalid](p.Validate()); invalid {
		return "cannot be kept: " + notValid(bad)
	}
	return ""
}

// note counts a kind of thing; the report tells of each kind once.
func (r *run) note(kind, file string) {
	if r.kinds[kind] == nil {
		r.kinds[kind] = &seen{first: file}
	}
	r.kinds[kind].files++
}

func (r *run) warn(v *Variant, line int, format string, args ...any) {
	r.plan.Warnings = append(r.plan.Warnings, Problem{File: v.Path, Line: line, Reason: fmt.Sprintf(format, args...)})
}

// report tells what was done. Files that were refused are in no group.
func (r *run) report() Report {
	for kind, s := range r.kinds {
		reason := kind
		if s.files > 1 {
			reason += fmt.Sprintf(" (in %d files)", s.files)
		}
		r.plan.Warnings = append(r.plan.Warnings, Problem{File: s.first, Reason: reason})
	}
	for i := range r.plan.Groups {
		g := &r.plan.Groups[i]
		g.Variants = slices.DeleteFunc(g.Variants, func(v Variant) bool { return r.work[v.Path].act == refuse })
	}
	r.plan.Groups = slices.DeleteFunc(r.plan.Groups, func(g Group) bool { return len(g.Variants) == 0 })
	sortProblems(r.plan.Skipped)
	sortProblems(r.plan.Warnings)
	report := newReport(&r.plan)
	report.Created, report.Updated, report.Unchanged = r.created, r.updated, r.unchanged
	return report
}
