package workbench_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"verso/internal/content"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
)

// begin publishes a text and starts its translation.
func begin(t *rapid.T, d *desk) *life {
	l := &life{T: t, d: d, ctx: t.Context(), saved: map[string]bool{}, seen: map[translation.SegmentID]bool{}}
	for range rapid.IntRange(1, 5).Draw(t, "blocks") {
		l.blocks = append(l.blocks, l.block())
	}
	p, err := d.writing.Create(l.ctx, editor, publishing.NewPost{
		Kind: content.Article, Locale: "en-US", Fields: content.Fields{Title: "The guide", Body: l.body()},
	})
	l.must(err)
	_, err = d.writing.Move(l.ctx, editor, publishing.Step{Status: content.Published}, p.ID)
	l.must(err)
	started, _, err := d.writing.Start(l.ctx, editor, "pt-BR", p.GroupID)
	l.must(err)
	l.source, l.target = p.ID, started.Posts[0].ID
	return l
}

// live lets everybody act in turn. After every act the document is the truth:
// the notes fit it, byte for byte, and no text that was saved is lost.
func live(t *rapid.T, d *desk) {
	l := begin(t, d)
	acts := []func(){l.edit, l.edit, l.translate, l.translate, l.paste, l.publish, l.batch, l.restore, l.forget}
	for range rapid.IntRange(2, 8).Draw(t, "acts") {
		d.now = d.now.Add(time.Duration(rapid.IntRange(0, 40).Draw(t, "minutes")) * time.Minute)
		acts[rapid.IntRange(0, len(acts)-1).Draw(t, "act")]()
		l.open()
		if err := d.Verify(l.ctx, l.target); err != nil {
			t.Fatal(err)
		}
	}
	l.kept()
}

// kept fails when a text that somebody saved is nowhere any more: it stands in
// the translation, or in the history of its segment.
func (l *life) kept() {
	history := map[string]bool{}
	for id := range l.seen {
		events, err := l.d.db.SegmentEvents(l.ctx, l.target, id, 1000)
		l.must(err)
		for _, e := range events {
			history[e.NewText], history[e.OldText] = true, true
		}
	}
	body := l.open().Working.Body
	for text := range l.saved {
		if !history[text] && !strings.Contains(body, text) {
			l.Fatalf("%q is lost", text)
		}
	}
}

func TestWhateverHappensTheDocumentIsTheTruthAndNothingIsLost(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR", "ja")
		d := newDesk(t, db)
		rapid.Check(t, func(t *rapid.T) { live(t, d) })
	})
}

func FuzzWhateverHappensNothingIsLost(f *testing.F) {
	db := storetest.SQLite(f)
	storetest.Locales(f, db, "en-US", "pt-BR", "ja")
	for seed := range byte(8) { // lives that are long enough to change
		data := make([]byte, 4<<10)
		_, _ = rand.NewChaCha8([32]byte{seed}).Read(data) // fails never
		f.Add(data)
	}
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) { live(t, newDesk(f, db)) }))
}
