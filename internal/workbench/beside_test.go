package workbench_test

import (
	"context"
	"testing"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
)

// Translation 2.12: what somebody saves at the moment in which an edit of the
// source is worked out stays, on a database where many write at once.
func TestWhatIsSavedWhileAnEditOfTheSourceIsWorkedOutStays(t *testing.T) {
	storetest.RunPostgres(t, func(t *testing.T) {
		address := storetest.PostgresURL(t)
		db := storetest.Open(t, address)
		storetest.Locales(t, db, "en-US", "pt-BR")
		d := newDesk(t, db)
		source := d.write("Guide", threeParagraphs)
		target := d.start(source)
		seg := d.save(tess, target, "First paragraph here.", "O primeiro.").Segment
		d.edit(editor, source.ID, func(f *content.Fields) {
			f.Body = "# Install\n\nFirst paragraph there.\n\n- One item\n- Two items\n\n```sh\nmake\n```\n\nLast paragraph of it.\n"
		})
		caughtUp := make(chan struct{})
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			if err := tx.LockPosts(ctx, target); err != nil {
				return err
			}
			if _, err := tx.LockTranslation(ctx, target); err != nil {
				return err
			}
			row, err := tx.TargetSegment(ctx, target, seg.ID)
			if err != nil {
				return err
			}
			row.Text, row.Version = "O primeiro parágrafo.", row.Version+1
			if err := tx.SaveTargetSegments(ctx, row); err != nil {
				return err
			}
			go func() {
				defer close(caughtUp)
				d.CatchUp(context.WithoutCancel(ctx))
			}()
			storetest.AwaitLock(t, address)
			return nil
		})
		<-caughtUp
		row, err := db.TargetSegment(t.Context(), target, seg.ID)
		if err != nil || row.Text != "O primeiro parágrafo." || row.State != translation.NeedsEdit {
			t.Errorf("%q is %s, %v; want the text that was saved, to be edited", row.Text, row.State, err)
		}
	})
}
