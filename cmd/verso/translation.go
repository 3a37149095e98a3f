package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/message"
	"verso/internal/store"
	"verso/internal/watch"
	"verso/internal/workbench"
	"verso/locales"
)

type translationGroup struct {
	Verify  translationVerify  `cmd:"" help:"Tell whether what is kept of every translation agrees with its text."`
	Rebuild translationRebuild `cmd:"" help:"Forget what is kept of the translations of a post, and work it out again from their texts."`
}

type translationVerify struct{}

// Run prints what does not agree, and fails if anything does not.
func (c *translationVerify) Run(ctx context.Context, p *program) error {
	return p.bench(ctx, func(db *store.DB, s *workbench.Service) error {
		const batch = 500
		seen, wrong := 0, 0
		for after := content.PostID(0); ; {
			targets, err := db.Kept(ctx, after, batch)
			if err != nil {
				return err
			}
			for _, target := range targets {
				after = target
				seen++
				if err := s.Verify(ctx, target); err != nil {
					wrong++
					fmt.Fprintf(p.stdout, "%d: %v\n", target, err)
				}
			}
			if len(targets) < batch {
				break
			}
		}
		if wrong > 0 {
			return fmt.Errorf("%d of %d translations do not agree with their texts (verso translation rebuild mends them)", wrong, seen)
		}
		fmt.Fprintf(p.stdout, "%d translations agree with their texts\n", seen)
		return nil
	})
}

type translationRebuild struct {
	Post content.PostID `arg:"" help:"The number of the post that was translated, as in the address of its editor."`
}

// Run forgets states and history of the translations; no text changes.
func (c *translationRebuild) Run(ctx context.Context, p *program) error {
	return p.bench(ctx, func(db *store.DB, s *workbench.Service) error {
		translations, err := db.TranslationsOf(ctx, c.Post)
		if err != nil {
			return err
		}
		if len(translations) == 0 {
			return fmt.Errorf("nobody has translated post %d in the workbench: there is nothing to make again", c.Post)
		}
		err = s.Rebuild(ctx, account.Operator(), c.Post)
		if errors.Is(err, errs.Conflict) {
			return errors.New("a translation holds changes that readers do not see yet: publish them or take them back first")
		}
		return err
	})
}

// bench runs act with the workbench of the migrated database.
func (p *program) bench(ctx context.Context, act func(*store.DB, *workbench.Service) error) error {
	db, err := p.migrated(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	catalog, err := message.Load(locales.FS)
	if err != nil {
		return err
	}
	current, err := watch.New(ctx, db, catalog.Sections, p.logger())
	if err != nil {
		return err
	}
	return act(db, workbench.New(workbench.Config{DB: db, Site: current.Current, Now: time.Now, Log: p.logger()}))
}
