package workbench

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/translation/check"
)

// maxText is how long the text of one segment may be, in bytes.
const maxText = 64 << 10

// An Unreadable is the refusal of a text that no page can show, with the place
// where it begins to be. It is Invalid in its field "text".
type Unreadable struct{ Offset int } // in bytes

// Error says where.
func (e *Unreadable) Error() string { return fmt.Sprintf("byte %d cannot be shown", e.Offset) }

// Unwrap makes it Invalid.
func (e *Unreadable) Unwrap() error { return errs.Invalid{"text": "TextInvalid"} }

// cleaned returns a text as it is kept: in NFC, with one kind of line ends and
// no blanks around it.
func cleaned(text string) (string, error) {
	if len(text) > maxText {
		return "", errs.Invalid{"text": "SegmentTooLong"}
	}
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 || unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return "", &Unreadable{Offset: i}
		}
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if blank(text) {
		return "", nil
	}
	return strings.TrimSpace(norm.NFC.String(text)), nil
}

// blank reports whether nothing of a text is seen: spaces, also those that do
// not break, and characters without width.
func blank(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsSpace(r) && !strings.ContainsRune("\u200b\u200c\u200d\u2060\ufeff\u00ad", r)
	})
}

// put puts a text in the segment's place, if it fits, and returns what is wrong
// with it.
func (h *hand) put(ctx context.Context, tx *store.Tx, e Edit) ([]check.Finding, error) {
	h.row.Text, h.row.Fault, h.row.Split = e.Text, "", false
	if h.source.Kind.Field() {
		return h.putField(ctx, tx, e.Text)
	}
	if err := h.putBlock(ctx, tx, e); err != nil {
		return nil, err
	}
	return h.findings(ctx, tx, h.row.Text, h.row.Fault)
}

// putOnly is put where nobody asks what is wrong with the text.
func (h *hand) putOnly(ctx context.Context, tx *store.Tx, e Edit) error {
	h.row.Text, h.row.Fault, h.row.Split = e.Text, "", false
	if h.source.Kind.Field() {
		_, err := h.putField(ctx, tx, e.Text)
		return err
	}
	return h.putBlock(ctx, tx, e)
}

// putBlock splices a text into the body. Where nothing is translated the text
// of the source stands.
func (h *hand) putBlock(ctx context.Context, tx *store.Tx, e Edit) error {
	text := e.Text
	if text == "" {
		text = h.source.Text
	}
	if h.w.text.Index(h.source.UID) < 0 {
		if err := h.place(ctx, tx); err != nil {
			return err
		}
	}
	slot := h.w.text.Index(h.source.UID)
	if slot < 0 {
		h.row.Fault = translation.FaultStructure
		return nil
	}
	next, err := h.w.text.Put(slot, text, e.Split)
	if fault, ok := errors.AsType[*translation.StructureError](err); ok {
		h.row.Fault = fault.Fault
		return nil
	}
	if err != nil {
		return err
	}
	h.moved = h.moved || next.Doc.Source != h.w.text.Doc.Source
	h.w.text = next
	if slot = next.Index(h.source.UID); slot >= 0 && e.Text != "" {
		h.row.Text, h.row.Split = next.Text(slot), next.Slots[slot].Count > 1 // with its escapes
	}
	return nil
}

// place makes a place for a segment that the text has none for.
func (h *hand) place(ctx context.Context, tx *store.Tx) error {
	segments, err := tx.SourceSegments(ctx, h.w.source.ID, false)
	if err != nil {
		return err
	}
	rows, err := tx.TargetSegments(ctx, h.w.target.ID)
	if err != nil {
		return err
	}
	before := h.w.text.Doc.Source
	err = h.w.insert(segments, rows, h.source.UID)
	h.moved = h.moved || h.w.text.Doc.Source != before
	return err
}

// putField changes a field beside the body. The slug of what readers have
// never seen waits until it is published, and is only checked here.
func (h *hand) putField(ctx context.Context, tx *store.Tx, text string) ([]check.Finding, error) {
	name := h.source.Kind.Name()
	if h.source.Kind != translation.FieldExcerpt && h.source.Kind != translation.FieldSEODescription && h.source.Kind != translation.FieldCoverAlt {
		text = strings.Join(strings.Fields(text), " ")
	}
	h.row.Text = text
	next := h.fields
	if *next.Text(name) = text; text == "" && h.source.Kind != translation.FieldSlug {
		*next.Text(name) = h.source.Text
	}
	if refused(h.w.target, next, name) {
		h.row.Fault = translation.FaultLimit
	}
	findings, err := h.findings(ctx, tx, text, h.row.Fault)
	if err != nil || h.row.Fault != "" {
		return findings, err
	}
	if h.source.Kind == translation.FieldSlug && (text == "" || !public(h.w.target) || check.Worst(findings) == check.Error) {
		return findings, nil
	}
	h.moved = h.moved || *next.Text(name) != *h.fields.Text(name)
	h.fields = next
	return findings, nil
}

// refused reports whether a post could not be kept with a field.
func refused(p content.Post, f content.Fields, name string) bool {
	return name != "slug" && faults(p, f)[name] != ""
}

// faults returns why a post could not be kept with what is changed of it. What
// an import brought and nobody has touched is no fault.
func faults(p content.Post, f content.Fields) errs.Invalid {
	was := p.Fields(nil)
	faults := errs.Invalid{}
	for _, err := range []error{p.With(f).Validate(), f.Validate()} {
		bad, _ := errors.AsType[errs.Invalid](err)
		for name, id := range bad {
			if is, known := f.Text(name), was.Text(name); is == nil || known == nil || *is != *known {
				faults[name] = id
			}
		}
	}
	return faults
}

// slugs is what a transaction and the database read alike.
type slugs interface {
	PostBySlug(ctx context.Context, l locale.Tag, kind content.Kind, slug string) (content.Post, error)
}

// slugFacts returns what the site says of a slug for a post.
func (s *Service) slugFacts(ctx context.Context, db slugs, p content.Post, slug string) (check.Slug, error) {
	var facts check.Slug
	if p.Kind == content.Page {
		_, _, _, isLocale := s.site().Set.ByPath(slug)
		facts.Reserved = isLocale || s.site().ReservedIn(p.Locale, slug)
	}
	owner, err := db.PostBySlug(ctx, p.Locale, p.Kind, slug)
	if errors.Is(err, errs.NotFound) {
		return facts, nil
	}
	facts.Taken = err == nil && owner.ID != p.ID
	return facts, err
}
