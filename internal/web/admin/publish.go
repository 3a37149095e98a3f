package admin

import (
	"errors"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/workbench"
)

// heldBack is the refusal to publish a translation that is not ready.
type heldBack struct {
	*workbench.Held
	post content.PostID
}

// Unwrap makes it what Held is.
func (e *heldBack) Unwrap() error { return e.Held }

// publish takes posts a step further, all or none. Translations are asked
// whether they may be at readers' eyes, if that is where the step leads: it
// returns *heldBack for the first that may not.
func (a *Admin) publish(c *gin.Context, to publishing.Step, ids ...content.PostID) (store.Act, error) {
	ctx, by := c.Request.Context(), personOf(c)
	if !shows(to) {
		return a.Writing.Move(ctx, by, to, ids...)
	}
	var edits []publishing.Edit
	for _, id := range ids {
		ready, err := a.Bench.Ready(ctx, by, id)
		if held, ok := errors.AsType[*workbench.Held](err); ok {
			return store.Act{}, &heldBack{Held: held, post: id}
		}
		if err != nil {
			return store.Act{}, err
		}
		if ready != nil {
			edits = append(edits, publishing.Edit{Post: ready.Post, Revision: ready.Revision, Fields: ready.Fields})
		}
	}
	if len(edits) > 0 {
		if _, _, err := a.Writing.SaveAll(ctx, by, edits, nil); err != nil {
			return store.Act{}, err
		}
	}
	return a.Writing.Move(ctx, by, to, ids...)
}

// saveAndMove saves a text and takes its post a step further: in one
// transaction, but for a step that a translation has to be ready for. Whether
// it is shows when it is saved: it stays saved, and is returned, when the step
// fails.
func (a *Admin) saveAndMove(c *gin.Context, edit publishing.Edit, to *publishing.Step) ([]content.Post, store.Act, error) {
	ctx, by := c.Request.Context(), personOf(c)
	edits := []publishing.Edit{edit}
	if to == nil || !shows(*to) {
		return a.Writing.SaveAll(ctx, by, edits, to)
	}
	asks, err := a.Bench.Asks(ctx, by, edit.Post)
	if err != nil {
		return nil, store.Act{}, err
	}
	if !asks {
		return a.Writing.SaveAll(ctx, by, edits, to)
	}
	posts, _, err := a.Writing.SaveAll(ctx, by, edits, nil)
	if err != nil {
		return nil, store.Act{}, err
	}
	act, err := a.publish(c, *to, edit.Post)
	if err != nil {
		return posts, act, err
	}
	p, err := a.DB.Post(ctx, edit.Post)
	return []content.Post{p}, act, err
}

// shows reports whether a step leads to readers' eyes.
func shows(to publishing.Step) bool {
	return to.Status == content.Published || to.Status == content.Scheduled
}
