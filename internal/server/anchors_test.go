package server_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
	"verso/internal/web/webtest"
)

// The texts of one work. The Portuguese one has a section of its own.
var manual = map[locale.Tag]string{
	en: "Begin.\n\n## Install\n\nGet it.\n\n### Update\n\nGet it again.\n",
	pt: "Comece em [instalação](#install).\n\n## Instalação\n\nBaixe.\n\n### Atualizar\n\nBaixe de novo.\n\n## Só aqui\n\nMais.\n",
	fr: "Commencez.\n\n## Installer\n\nPrenez-le.\n\n### Renouveler\n\nReprenez-le.\n\n## Seulement ici\n\nPlus.\n",
	ko: "시작.\n\n## 설치\n\n받기.\n\n### 갱신\n\n다시 받기.\n",
}

// translated adds the work in four languages: English is the source, French
// was translated from Portuguese.
func translated(t testing.TB, db *store.DB) []content.Post {
	t.Helper()
	storetest.Locales(t, db, en, pt, fr, ko)
	posts := storetest.Work(t, db,
		content.Post{Locale: en, Slug: "tool", Title: "The tool", Body: manual[en]},
		content.Post{Locale: pt, Slug: "ferramenta", Title: "A ferramenta", Body: manual[pt]},
		content.Post{Locale: fr, Slug: "outil", Title: "L'outil", Body: manual[fr]},
		content.Post{Locale: ko, Slug: "도구", Title: "도구", Body: manual[ko]})
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
		for i, source := range map[int]content.PostID{1: posts[0].ID, 2: posts[1].ID} {
			posts[i].SourceID = &source
			if posts[i], err = tx.SavePost(ctx, posts[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return posts
}

func TestCase95ALinkToASectionWorksInEveryLanguage(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		translated(t, db)
		webtest.Run(t, serve(t, db), scripts+"anchors/*.txt")
	})
}

// edit saves a post with another body.
func edit(t testing.TB, db *store.DB, id content.PostID, change func(*content.Post)) {
	t.Helper()
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		p, err := tx.Post(ctx, id)
		if err != nil {
			return err
		}
		change(&p)
		_, err = tx.SavePost(ctx, p)
		return err
	})
}

// A kept page has the new places at the next request.
func TestTheSectionsOfAKeptTranslationFollowItsSource(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		posts := translated(t, db)
		h := cached(t, db)
		has := func(path, want, not string) {
			t.Helper()
			if body := get(h, path).Body.String(); !strings.Contains(body, want) || strings.Contains(body, not) {
				t.Errorf("%s: want %s and not %s in:\n%s", path, want, not, body)
			}
		}
		has("/pt-br/artigos/ferramenta", `<h2 id="install">`, `<h2 id="setup">`)
		has("/fr/articles/outil", `<h2 id="install">`, `<h2 id="setup">`)
		edit(t, db, posts[0].ID, func(p *content.Post) { p.Body = strings.Replace(p.Body, "Install", "Setup", 1) })
		has("/pt-br/artigos/ferramenta", `<h2 id="setup">`, `<h2 id="install">`)
		has("/fr/articles/outil", `<h2 id="setup">`, `<h2 id="install">`)
		edit(t, db, posts[0].ID, func(p *content.Post) { p.Status = content.Archived })
		has("/fr/articles/outil", `<h2 id="instalação">`, `<h2 id="setup">`) // a text nobody can read tells nothing
		has("/pt-br/artigos/ferramenta", `<h2 id="instalação">`, `<h2 id="setup">`)
	})
}

// The notes of the translators know better than the order of the blocks.
func TestSectionsAreLinkedAsTheTranslatorsNotesSay(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		posts := translated(t, db)
		source, target := posts[0], posts[1]
		target.Body = "Comece.\n\n## Atualizar\n\nBaixe de novo.\n\n## Instalação\n\nBaixe.\n"
		edit(t, db, target.ID, func(p *content.Post) { p.Body = target.Body })
		h := cached(t, db)
		get(h, "/pt-br/artigos/ferramenta")
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			return note(ctx, tx, source.ID, target.ID, 0, 3, 4, 1, 2)
		})
		body := get(h, "/pt-br/artigos/ferramenta").Body.String()
		for _, want := range []string{`<h2 id="update"><span id="atualizar">`, `<h2 id="install"><span id="instalação">`} {
			if !strings.Contains(body, want) {
				t.Errorf("no %s in:\n%s", want, body)
			}
		}
	})
}

// note keeps which segments of a source the blocks of a target translate, by
// their places.
func note(ctx context.Context, tx *store.Tx, source, target content.PostID, order ...int) error {
	from, err := tx.Post(ctx, source)
	if err != nil {
		return err
	}
	to, err := tx.Post(ctx, target)
	if err != nil {
		return err
	}
	doc, err := translation.Parse(from.Body)
	if err != nil {
		return err
	}
	if _, err := tx.LockSegmentation(ctx, source); err != nil {
		return err
	}
	if err := tx.SaveSegmentation(ctx, store.Segmentation{PostID: source, Revision: from.Revision, Segmenter: 1, Version: 1}); err != nil {
		return err
	}
	segments := make([]store.SourceSegment, len(doc.Segments))
	for i, s := range doc.Segments {
		segments[i] = store.SourceSegment{PostID: source, Ord: i, Kind: s.Kind, Path: s.Path, Text: s.Text, Hash: translation.Hash(s.Kind, s.Text)}
	}
	if err := tx.SaveSourceSegments(ctx, segments); err != nil {
		return err
	}
	var slots []translation.Slot
	for _, i := range order {
		slots = append(slots, translation.Slot{ID: segments[i].UID, Count: 1})
	}
	data, err := json.Marshal(slots)
	if err != nil {
		return err
	}
	return tx.SaveTranslation(ctx, store.Translation{
		TargetID: target, SourceID: source, TargetRevision: to.Revision, BaseRevision: from.Revision,
		MergedVersion: 1, Segmenter: 1, Slots: string(data), Version: 1, ChangedAt: storetest.Now,
	})
}
