package workbench_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/markdown"
	"verso/internal/translation"
	"verso/internal/translation/check"
	"verso/internal/workbench"
)

// finds reports whether a check finds something in a segment.
func finds(seg workbench.Segment, id string) bool {
	return slices.ContainsFunc(seg.Findings, func(f check.Finding) bool { return f.Check == id })
}

func invalid(err error) errs.Invalid {
	found, _ := errors.AsType[errs.Invalid](err)
	return found
}

// Case 82: a finding that was let stand returns when the text is edited, and is
// silent when the text is as it was.
func TestCase82ADismissedFindingReturnsWithAnotherText(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		const source = "It has 3 doors, and a roof."
		_, target := d.begin(source+"\n", source, "Tem portas e telhado.")
		seg := d.segment(target, source)
		if !finds(seg, "number-missing") {
			t.Fatalf("found %+v", seg.Findings)
		}
		if err := d.Dismiss(t.Context(), tess, target, seg.ID, "number-missing", seg.Text); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			text string
			want bool
		}{{"", false}, {"Tem portas e um telhado.", true}, {"Tem portas e telhado.", false}} {
			if step.text != "" {
				d.save(tess, target, source, step.text)
			}
			if seg := d.segment(target, source); finds(seg, "number-missing") != step.want {
				t.Errorf("%q: found %v, want %v", seg.Text, !step.want, step.want)
			}
		}
		d.save(tess, target, source, "[Tem] (/a) portas.")
		if err := d.DismissAll(t.Context(), tess, target, "link-added"); err != nil {
			t.Error(err)
		}
		if err := d.Dismiss(t.Context(), tess, target, seg.ID, "number-missing", "Tem duas portas."); err != nil {
			t.Error(err)
		}
		d.save(tess, target, source, "Tem duas portas.")
		if seg = d.segment(target, source); finds(seg, "number-missing") {
			t.Error("what was let stand while it was typed is found when it is saved")
		}
		d.save(tess, target, source, "Tem 3 portas.\u202e")
		if seg = d.segment(target, source); !finds(seg, "bidi-control") {
			t.Fatalf("found %+v", seg.Findings)
		}
		if err := d.Dismiss(t.Context(), tess, target, seg.ID, "bidi-control", seg.Text); invalid(err)["check"] == "" {
			t.Errorf("dismissing an error: %v, want Invalid", err)
		}
	})
}

// Case 79: where links lead is asked of the site, for what is opened, saved,
// typed and reviewed alike.
func TestCase79LinksAreCheckedAgainstTheSite(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.Service = workbench.New(workbench.Config{
			DB: d.db, Site: d.site, Now: d.Now, Log: slog.New(slog.DiscardHandler), Markdown: markdown.New(markdown.Config{}),
			Links: func(_ context.Context, to content.Post, hrefs []string) (map[string]check.Link, error) {
				if to.Locale != "pt-BR" || !slices.Equal(hrefs, []string{"/en-us/articles/other"}) {
					t.Errorf("asked for %q in %s", hrefs, to.Locale)
				}
				return map[string]check.Link{"/en-us/articles/other": {Locale: "en-US", Public: true, Here: "/pt-br/artigos/outro"}}, nil
			},
		})
		const source, text = "Read [the other](/en-us/articles/other#end) first.", "Leia antes [o outro](/en-us/articles/other#end)."
		_, target := d.begin(source + "\n")
		saved := d.save(tess, target, source, text)
		opened := d.segment(target, source)
		typed, err := d.Check(t.Context(), tess, target, opened.ID, text, false)
		if err != nil {
			t.Fatal(err)
		}
		for name, findings := range map[string][]check.Finding{"saved": saved.Segment.Findings, "opened": opened.Findings, "typed": typed.Findings} {
			if len(findings) != 1 || findings[0].Check != "link-locale" || findings[0].Fix != "Leia antes [o outro](/pt-br/artigos/outro#end)." {
				t.Errorf("%s: found %+v", name, findings)
			}
		}
	})
}

// Check anchor-dead: a translation may link to the sections of its source by
// their ids, and to its own.
func TestCase95PlacesOfTheTextAreThoseOfItsPage(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.Service = workbench.New(workbench.Config{
			DB: d.db, Site: d.site, Now: d.Now, Log: slog.New(slog.DiscardHandler), Markdown: markdown.New(markdown.Config{}),
		})
		const source = "See [how to](#install) begin."
		_, target := d.begin(paragraphs("## Install", source), "Install", "Instalação")
		for link, dead := range map[string]bool{"#install": false, "#instalação": false, "#instalar": true} {
			d.save(tess, target, source, "Veja [como]("+link+") começar.")
			if seg := d.segment(target, source); finds(seg, "anchor-dead") != dead {
				t.Errorf("%s: found %v, want %v: %+v", link, !dead, dead, seg.Findings)
			}
		}
	})
}

// Case 96: one word of two thousand is missing, and nothing says 100.
func TestCase96WhatIsNotFinishedIsNever100(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		long := strings.TrimSpace(strings.Repeat("word ", 998))
		source := d.write("Guide", paragraphs(long, long+" end", "One."))
		target := d.start(source)
		d.save(tess, target, "Guide", "Guia")
		d.save(tess, target, long, "palavra")
		d.save(tess, target, long+" end", "palavra fim")
		v := d.open(target)
		kept, err := d.db.Translation(t.Context(), target)
		if err != nil || kept.Words != 1999 || kept.UntranslatedWords != 1 {
			t.Fatalf("counts %+v, %v", kept.Counts, err)
		}
		if v.Progress.Percent() != 99 || kept.Percent() != 99 {
			t.Errorf("%d %% and %d %%, want 99", v.Progress.Percent(), kept.Percent())
		}
		d.save(tess, target, "One.", "Um.")
		if kept, _ := d.db.Translation(t.Context(), target); d.open(target).Progress.Percent() != 100 || kept.Percent() != 100 {
			t.Errorf("finished it is %d %%", kept.Percent())
		}
		state(t, d.segment(target, "One."), translation.Translated, "")
	})
}
