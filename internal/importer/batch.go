package importer

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/store"
)

// batchPosts is about how many posts one transaction writes: a commit costs
// as much as several posts, and other writers wait for it no longer than a
// blink.
const batchPosts = 150

// applyGroups writes the groups, several to a transaction.
func (r *run) applyGroups(ctx context.Context, progress func(done, total int)) error {
	groups := r.plan.Groups
	done, total := 0, 0
	for i := range groups {
		total += len(groups[i].Variants)
	}
	for len(groups) > 0 {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("the import was stopped; what was imported stays, run it again for the rest: %w", err)
		}
		n, posts := 0, 0
		for n < len(groups) && posts < batchPosts {
			posts += len(groups[n].Variants)
			n++
		}
		if err := r.applyBatch(ctx, groups[:n]); err != nil {
			return err
		}
		groups = groups[n:]
		done += posts
		progress(done, total)
	}
	return nil
}

// applyBatch writes groups in one transaction. When the site cannot take one
// of them, each gets a transaction of its own, and the files of those that
// fail are skipped.
func (r *run) applyBatch(ctx context.Context, groups []Group) error {
	before := r.state(groups)
	var pending []*Group
	for i := range groups {
		if g := &groups[i]; r.count(g) > 0 {
			pending = append(pending, g)
		}
	}
	if len(pending) == 0 {
		return nil
	}
	if err := r.analyse(ctx, pending); err != nil {
		return err
	}
	r.fresh = newMemo()
	err := r.db.Tx(ctx, func(tx *store.Tx) error { return r.writeGroups(ctx, tx, pending) })
	switch {
	case err == nil:
		r.memo.take(r.fresh)
		r.forgetTexts(pending)
		return nil
	case !refusal(err):
		return err
	}
	r.restart(before)
	if len(groups) == 1 {
		r.refuse(&groups[0], err)
		return nil
	}
	for i := range groups {
		if err := r.applyBatch(ctx, groups[i:i+1]); err != nil {
			return err
		}
	}
	return nil
}

// refusal reports whether err is about what was written, not about the
// database.
func refusal(err error) bool {
	_, invalid := errors.AsType[errs.Invalid](err)
	return invalid || errors.Is(err, errs.Conflict) || errors.Is(err, errs.NotFound)
}

// refuse skips the files of a group that the site cannot take.
func (r *run) refuse(g *Group, err error) {
	for i := range g.Variants {
		switch w := r.work[g.Variants[i].Path]; w.act {
		case keep:
			r.unchanged++
		case create, update:
			w.act = refuse
			r.plan.Skipped = append(r.plan.Skipped, Problem{File: g.Variants[i].Path, Reason: "could not be kept: " + err.Error()})
		}
	}
}

// state is what writing groups changes in a run.
type state struct {
	created, updated, unchanged, warnings int
	acts                                  map[*work]act
}

func (r *run) state(groups []Group) state {
	s := state{r.created, r.updated, r.unchanged, len(r.plan.Warnings), map[*work]act{}}
	for _, g := range groups {
		for i := range g.Variants {
			w := r.work[g.Variants[i].Path]
			s.acts[w] = w.act
		}
	}
	return s
}

// restart puts a run back to where it was before a transaction that failed.
func (r *run) restart(s state) {
	r.created, r.updated, r.unchanged = s.created, s.updated, s.unchanged
	r.plan.Warnings = r.plan.Warnings[:s.warnings]
	for w, act := range s.acts {
		w.act = act
	}
}

// A memo is what an import knows of the site because it wrote it.
type memo struct {
	tags  map[tagKey]content.TagID
	slugs map[slugKey]bool
}

type tagKey struct {
	locale locale.Tag
	slug   string
}

func newMemo() memo { return memo{map[tagKey]content.TagID{}, map[slugKey]bool{}} }

// take adds what a transaction that was committed wrote.
func (m memo) take(fresh memo) {
	maps.Copy(m.tags, fresh.tags)
	maps.Copy(m.slugs, fresh.slugs)
}
