// Package welcome is what a new site starts with: two locales and a few texts, until a first import takes their place.
package welcome

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"

	"verso/internal/account"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
)

//go:embed content
var texts embed.FS

// Locales gives a site that speaks no language yet the two that every new one
// speaks, English by default.
func Locales(ctx context.Context, db *store.DB, s *publishing.Service) error {
	locales, err := db.Locales(ctx)
	if err != nil || len(locales) > 0 {
		return err
	}
	for _, l := range []locale.Tag{locale.EnglishUS, "pt-BR"} {
		if err := s.AddLocale(ctx, account.Operator(), l); err != nil {
			return err
		}
	}
	return nil
}

// Texts fills a site in which nothing was ever written with the texts of a
// new one. They come the way every text comes, by an import, so that they are
// one more example of it; the ledger marks them, for the next import to know.
func Texts(ctx context.Context, db *store.DB, files *importer.Importer) error {
	fresh, err := db.Fresh(ctx)
	if err != nil || !fresh {
		return err
	}
	dir, err := os.MkdirTemp("", "verso-welcome-")
	if err != nil {
		return fmt.Errorf("welcome texts: %w", err)
	}
	defer os.RemoveAll(dir)
	content, err := fs.Sub(texts, "content")
	if err != nil {
		return fmt.Errorf("welcome texts: %w", err)
	}
	if err := os.CopyFS(dir, content); err != nil {
		return fmt.Errorf("welcome texts: %w", err)
	}
	if _, err := files.Import(ctx, dir, importer.Options{Default: locale.EnglishUS}); err != nil {
		return fmt.Errorf("welcome texts: %w", err)
	}
	return db.Tx(ctx, func(tx *store.Tx) error {
		for _, v := range settings() {
			if err := tx.SaveWelcomeSetting(ctx, v); err != nil {
				return err
			}
		}
		return tx.MarkWelcome(ctx)
	})
}

// settings are who writes on a new site, in its two languages.
func settings() []site.Value {
	return []site.Value{
		{Key: site.Tagline, Locale: "en-US", Value: "One text, two languages, face to face."},
		{Key: site.Tagline, Locale: "pt-BR", Value: "Um texto, dois idiomas, frente a frente."},
		{Key: site.Hero, Locale: "en-US", Value: "Here you say who you are and what you write about, in two sentences. " +
			"The second one is the one people remember."},
		{Key: site.Hero, Locale: "pt-BR", Value: "Aqui você diz quem é e sobre o que escreve, em duas frases. " +
			"A segunda é a que fica na memória."},
	}
}
