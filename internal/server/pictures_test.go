package server_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/webtest"
)

// album fills db with an article in two languages that shows two pictures of
// the library, one with a text in each, and a project whose icon is one.
func album(t *testing.T, db *store.DB) (boat content.Media) {
	t.Helper()
	storetest.Locales(t, db, en, pt)
	at := time.Date(2024, 2, 1, 12, 0, 0, 0, time.UTC)
	posts := storetest.Work(t, db,
		content.Post{Locale: en, Slug: "harbour", Title: "The harbour", PublishedAt: &at, Cover: "harbour.jpg",
			Body: "![](boat.png)\n\n" + strings.Repeat("Words, ", 100) + "and ![Mine](boat.png) in a line."},
		content.Post{Locale: pt, Slug: "porto", Title: "O porto", PublishedAt: &at, Cover: "harbour.jpg", CoverAlt: "O porto", Body: "![](boat.png)"})
	tool := storetest.Work(t, db, content.Post{Locale: en, Slug: "tool", Kind: content.Project, Icon: "harbour.jpg"})
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		harbour, err := tx.AddMedia(ctx, content.Media{Hash: "aaaa", Name: "harbour.jpg", Type: "image/jpeg", Width: 4000, Height: 3000}, at)
		if err != nil {
			return err
		}
		boat, err = tx.AddMedia(ctx, content.Media{Hash: "bbbb", Name: "boat.png", Type: "image/png", Width: 800, Height: 600}, at)
		files := map[string]content.MediaID{"harbour.jpg": harbour.ID, "boat.png": boat.ID}
		return errors.Join(err,
			tx.SaveMediaSizes(ctx, harbour.ID, content.SizesOf("jpg", 480, 960, 1600)),
			tx.SaveMediaSizes(ctx, boat.ID, content.SizesOf("png", 480)),
			tx.SaveMediaText(ctx, harbour.ID, content.MediaText{Locale: en, Alt: "The harbour from above", Caption: "Seen in May"}),
			tx.SaveMediaText(ctx, boat.ID, content.MediaText{Locale: en, Alt: "A <boat>", Caption: "Hers & mine"}),
			tx.SaveMediaText(ctx, boat.ID, content.MediaText{Locale: pt, Alt: "Um barco"}),
			tx.SavePostMedia(ctx, posts[0].ID, files), tx.SavePostMedia(ctx, posts[1].ID, files), tx.SavePostMedia(ctx, tool[0].ID, files))
	})
	return boat
}

func TestPicturesAreShownWithTheirSizesAndWords(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		album(t, db)
		webtest.Run(t, serve(t, db), scripts+"pictures/*.txt")
	})
}

// A page that was kept has what the library says now, and the copies that were
// made since.
func TestAKeptPageHasTheNewWordsAndSizesOfAPicture(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		boat := album(t, db)
		visited := cached(t, db)
		if body := get(visited, "/pt-br/artigos/porto").Body.String(); !strings.Contains(body, `alt="Um barco"`) {
			t.Fatal("the page does not say what the picture shows")
		}
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			return errors.Join(
				tx.SaveMediaText(ctx, boat.ID, content.MediaText{Locale: pt, Alt: "Uma barca", Caption: "Em maio"}),
				tx.SaveMediaSizes(ctx, boat.ID, content.SizesOf("png", 480, 640)))
		})
		body := get(visited, "/pt-br/artigos/porto").Body.String()
		for _, want := range []string{`alt="Uma barca"`, "<figcaption>Em maio</figcaption>", "/media/bbbb-640.png 640w"} {
			if !strings.Contains(body, want) {
				t.Errorf("the page has no %s", want)
			}
		}
	})
}
