package publishing_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestSeveralLanguagesArePublishedInOneAct(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		en := d.write(ana, "en-US", "Hello")
		pt := d.begin(ana, publishing.NewPost{Locale: "pt-BR", Group: en.GroupID, From: en.ID})
		before := len(d.changes())
		saved, act, err := d.SaveAll(t.Context(), ana, []publishing.Edit{
			d.edit(en.ID, func(f *content.Fields) { f.Body = "Both." }),
			d.edit(pt.ID, func(f *content.Fields) { f.Body = "Ambos." }),
		}, &publishing.Step{Status: content.Published})
		if err != nil || saved[0].Status != content.Published || saved[1].Status != content.Published || saved[1].Body != "Ambos." {
			t.Fatalf("published both: %v", err)
		}
		if changes := len(d.changes()) - before; changes != 1 {
			t.Errorf("%d changes of the site, want one", changes)
		}
		_, _, err = d.SaveAll(t.Context(), ana, []publishing.Edit{
			d.edit(en.ID, func(f *content.Fields) { f.Body = "Lost?" }),
			{Post: pt.ID, Revision: 1, Fields: content.Fields{Title: "Stale"}},
		}, nil)
		if _, stale := errors.AsType[*publishing.Stale](err); !stale || d.post(en.ID).Body != "Both." {
			t.Errorf("one of two is stale: %v and %q, want Stale and neither saved", err, d.post(en.ID).Body)
		}
		if drafts, err := d.db.Drafts(t.Context(), ana.ID); len(drafts) != 2 || err != nil {
			t.Errorf("%d drafts, %v; want both texts kept", len(drafts), err)
		}
		d.undo(ana, act)
		if a, b := d.post(en.ID), d.post(pt.ID); a.Status != content.Draft || b.Status != content.Draft || a.Body != "Both." || a.PublishedAt != nil {
			t.Errorf("undone: %s and %s, want both drafts again, with their texts", a.Status, b.Status)
		}
	})
}

func TestStatusesFollowOneAnother(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		tomorrow := d.clock.now.Add(hours(24))
		p := d.write(ana, "en-US", "Hello")
		for _, step := range []struct {
			to   publishing.Step
			want error
		}{
			{publishing.Step{Status: content.InReview}, nil},
			{publishing.Step{Status: content.Draft}, nil},
			{publishing.Step{Status: content.Scheduled, At: tomorrow, UTCOffset: -180}, nil},
			{publishing.Step{Status: content.Scheduled, At: tomorrow.Add(hours(1))}, nil},
			{publishing.Step{Status: content.InReview}, publishing.ErrStatus},
			{publishing.Step{Status: content.Published}, nil},
			{publishing.Step{Status: content.Published}, nil},
			{publishing.Step{Status: content.Scheduled, At: tomorrow}, publishing.ErrStatus},
			{publishing.Step{Status: content.InReview}, publishing.ErrStatus},
			{publishing.Step{Status: content.Archived}, nil},
			{publishing.Step{Status: content.Draft}, nil},
			{publishing.Step{Status: content.Trashed}, nil},
			{publishing.Step{Status: content.Published}, publishing.ErrStatus},
			{publishing.Step{Status: content.Draft}, publishing.ErrStatus},
		} {
			before := d.post(p.ID)
			act, err := d.Move(t.Context(), ana, step.to, p.ID)
			after := d.post(p.ID)
			switch {
			case !errors.Is(err, step.want):
				t.Errorf("from %s to %s: %v, want %v", before.Status, step.to.Status, err, step.want)
			case err != nil && after.Revision != before.Revision:
				t.Errorf("from %s to %s was refused and changed the post", before.Status, step.to.Status)
			case err == nil && after.Status != step.to.Status:
				t.Errorf("from %s to %s: it is %s", before.Status, step.to.Status, after.Status)
			case err == nil && (act.ID == 0) != (after.Revision == before.Revision):
				t.Errorf("from %s to %s: act %d, revision %d to %d", before.Status, step.to.Status, act.ID, before.Revision, after.Revision)
			}
		}
		_, err := d.Move(t.Context(), ana, publishing.Step{Status: "gone"}, p.ID)
		rejects(t, err, "status", "PostStatusUnknown")
		other := d.write(ana, "en-US", "Late")
		_, err = d.Move(t.Context(), ana, publishing.Step{Status: content.Scheduled, At: d.clock.now}, other.ID)
		rejects(t, err, "at", "ScheduleInPast")
	})
}

func TestPublishingNowTakesTheClockOfWhoPublishes(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		future, past := d.clock.now.Add(hours(5)), d.clock.now.Add(-hours(5))
		p := d.write(ana, "en-US", "Later")
		d.save(ana, p.ID, func(f *content.Fields) { f.PublishedAt = &future })
		d.publish(p.ID)
		if got := d.post(p.ID); !got.PublishedAt.Equal(d.clock.now) || got.UTCOffset != -180 {
			t.Errorf("dated %v, %d min; want now on São Paulo's clock", got.PublishedAt, got.UTCOffset)
		}
		old := d.write(ana, "en-US", "Older")
		d.save(ana, old.ID, func(f *content.Fields) { f.PublishedAt, f.UTCOffset = &past, 60 })
		d.publish(old.ID)
		if got := d.post(old.ID); !got.PublishedAt.Equal(past) || got.UTCOffset != 60 {
			t.Errorf("dated %v, %d min; want the author's own date", got.PublishedAt, got.UTCOffset)
		}
		_, err := d.Save(t.Context(), ana, d.edit(old.ID, func(f *content.Fields) { f.PublishedAt = &future }))
		rejects(t, err, "date", "PostDateFuture")
		kept := d.save(ana, old.ID, func(f *content.Fields) { f.PublishedAt = nil; f.Body = "New." })
		if !kept.PublishedAt.Equal(past) {
			t.Error("a form without a date took the date of what is public")
		}
	})
}

func TestManyAreMovedAllOrNone(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		a, b, c := d.write(ana, "en-US", "A"), d.write(ana, "en-US", "B"), d.write(bob, "en-US", "C")
		if _, err := d.Move(t.Context(), ana, publishing.Step{Status: content.Published}, a.ID, b.ID, c.ID); !errors.Is(err, errs.Forbidden) {
			t.Errorf("with another's among them: %v, want Forbidden", err)
		}
		if d.post(a.ID).Status != content.Draft {
			t.Error("one of them was published all the same")
		}
		act := d.publish(a.ID, b.ID, c.ID, a.ID)
		d.save(bob, c.ID, func(f *content.Fields) { f.Body = "New." })
		if err := d.Undo(t.Context(), editor, act.ID); !errors.Is(err, publishing.ErrMovedOn) || !errors.Is(err, errs.Conflict) {
			t.Errorf("undone after one was edited: %v, want ErrMovedOn", err)
		}
		if d.post(a.ID).Status != content.Published {
			t.Error("a part of an act was undone")
		}
	})
}

func TestAnActIsUndoneOnceAndByWhoDidIt(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "A")
		act := d.publish(p.ID)
		if err := d.Undo(t.Context(), ana, act.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("another's act: %v, want NotFound", err)
		}
		d.undo(editor, act)
		if err := d.Undo(t.Context(), editor, act.ID); !errors.Is(err, publishing.ErrMovedOn) {
			t.Errorf("twice: %v, want ErrMovedOn", err)
		}
		if err := d.Undo(t.Context(), editor, 999); !errors.Is(err, errs.NotFound) {
			t.Errorf("an act that is none: %v, want NotFound", err)
		}
		d.move(ana, content.Trashed, p.ID)
		again := d.write(ana, "en-US", "B")
		second := d.move(ana, content.Trashed, again.ID)
		demoted := ana
		demoted.Role = reader.Role
		if err := d.Undo(t.Context(), demoted, second.ID); !errors.Is(err, errs.Forbidden) {
			t.Errorf("by somebody who lost the right: %v, want Forbidden", err)
		}
	})
}

func TestTheTrashGivesBackWhatWasThere(t *testing.T) { // rule 34a
	atDesk(t, func(t *testing.T, d desk) {
		soon := d.clock.now.Add(hours(1))
		published, draft, waiting := d.write(ana, "en-US", "P"), d.write(ana, "en-US", "D"), d.write(ana, "en-US", "W")
		d.publish(published.ID)
		if _, err := d.Move(t.Context(), ana, publishing.Step{Status: content.Scheduled, At: soon}, waiting.ID); err != nil {
			t.Fatal(err)
		}
		all := []content.PostID{published.ID, draft.ID, waiting.ID}
		d.move(editor, content.Trashed, all...)
		if got := d.post(draft.ID).TrashedAt; got == nil || !got.Equal(d.clock.now) {
			t.Errorf("trashed at %v, want now", got)
		}
		d.clock.now = d.clock.now.Add(hours(2))
		if n, err := d.PublishDue(t.Context()); n != 0 || err != nil {
			t.Errorf("%d published out of the trash, %v", n, err)
		}
		if _, err := d.Restore(t.Context(), editor, all...); err != nil {
			t.Fatal(err)
		}
		for i, want := range []content.Status{content.Published, content.Draft, content.Draft} {
			if got := d.post(all[i]); got.Status != want || got.TrashedAt != nil {
				t.Errorf("post %d is %s, trashed at %v; want %s", i, got.Status, got.TrashedAt, want)
			}
		}
		if _, err := d.Restore(t.Context(), editor, draft.ID); !errors.Is(err, publishing.ErrStatus) {
			t.Errorf("restored what is not in the trash: %v, want ErrStatus", err)
		}
	})
}

func TestTheTrashIsEmptiedAfterThirtyDays(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		old, fresh := d.write(ana, "en-US", "Old"), d.write(ana, "en-US", "Fresh")
		d.publish(old.ID)
		d.move(editor, content.Trashed, old.ID)
		d.clock.now = d.clock.now.Add(hours(29 * 24))
		d.move(editor, content.Trashed, fresh.ID)
		if n, err := d.PurgeTrash(t.Context()); n != 0 || err != nil {
			t.Errorf("after 29 days %d went, %v; want none", n, err)
		}
		d.clock.now = d.clock.now.Add(hours(25))
		if n, err := d.PurgeTrash(t.Context()); n != 1 || err != nil {
			t.Errorf("after 30 days %d went, %v; want one", n, err)
		}
		if _, err := d.db.Post(t.Context(), old.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("the old one: %v, want NotFound", err)
		}
		past, err := d.db.PastSlugs(t.Context(), "article", "old")
		if err != nil || len(past) != 1 || past[0].Owner.Valid {
			t.Errorf("its address: %v, %v; want it known as gone", past, err)
		}
		d.post(fresh.ID)
	})
}

// Trust R10: three instances, and a process that was down.
func TestAScheduledPostIsPublishedOnceHoweverManyLook(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "Soon")
		at := d.clock.now.Add(hours(1))
		if _, err := d.Move(t.Context(), ana, publishing.Step{Status: content.Scheduled, At: at}, p.ID); err != nil {
			t.Fatal(err)
		}
		before := len(d.changes())
		d.clock.now = at.Add(hours(3)) // nobody was there at its time
		total := make(chan int)
		for range 3 {
			instance := service(d.db, &clock{d.clock.now})
			go func() {
				n, err := instance.PublishDue(t.Context())
				if err != nil {
					t.Error(err)
				}
				total <- n
			}()
		}
		if sum := <-total + <-total + <-total; sum != 1 {
			t.Errorf("three instances published it %d times, want once", sum)
		}
		got := d.post(p.ID)
		if events := len(d.changes()) - before; events != 1 || got.Revision != 3 {
			t.Errorf("%d changes of the site and revision %d, want 1 and 3", events, got.Revision)
		}
		if got.Status != content.Published || !got.PublishedAt.Equal(at) || got.EditorID != ana.ID {
			t.Errorf("%s at %v by %d; want published with its own date by who scheduled it", got.Status, got.PublishedAt, got.EditorID)
		}
	})
}

// Everything that lists show of a post reaches those who work on it.
func TestActsTellWhoWorksAndOnlyThem(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "Draft")
		has := func(c store.Change, key store.Key) bool {
			for _, k := range c.Keys {
				if k == key {
					return true
				}
			}
			return false
		}
		changes := d.changes()
		last := changes[len(changes)-1]
		if !has(last, "admin:posts") || !has(last, "admin:post:1") || has(last, store.AllKeys) || has(last, "list:en-US:article") {
			t.Errorf("a new draft touched %v", last.Keys)
		}
		err := d.SaveDraft(t.Context(), ana, store.Draft{Key: publishing.DraftKey(p.ID), Fields: content.Fields{Title: "Typing"}})
		if err != nil || len(d.changes()) != len(changes) {
			t.Errorf("a draft that was kept changed the site, %v", err)
		}
	})
}

// Trust R10: the work beside the requests publishes what was due while nobody
// was there, at its start.
func TestTheWorkBesideTheRequestsPublishesWhatIsDue(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "Soon")
		if _, err := d.Move(t.Context(), ana, publishing.Step{Status: content.Scheduled, At: d.clock.now.Add(hours(1))}, p.ID); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		late := service(d.db, &clock{d.clock.now.Add(hours(2))})
		go func() {
			defer close(ended)
			late.Run(ctx)
		}()
		for d.post(p.ID).Status != content.Published {
			time.Sleep(time.Millisecond) // the test's own deadline ends this
		}
		stop()
		<-ended
	})
}

// Performance 7: a save at the server.
func BenchmarkSave(b *testing.B) {
	db := storetest.SQLite(b)
	storetest.Locales(b, db, "en-US", "pt-BR")
	s := service(db, &clock{storetest.Now})
	body := strings.Repeat("Some words of a text that goes on. ", 800)
	p, err := s.Create(b.Context(), editor, publishing.NewPost{Kind: content.Article, Locale: "en-US", Fields: content.Fields{Title: "A", Body: body, Tags: []string{"x"}}})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f := p.Fields([]string{"x"})
		f.Body = body + p.UpdatedAt.String() + strconv.Itoa(p.Revision)
		if p, err = s.Save(b.Context(), editor, publishing.Edit{Post: p.ID, Revision: p.Revision, Fields: f}); err != nil {
			b.Fatal(err)
		}
	}
}
