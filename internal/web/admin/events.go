package admin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/live"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// eventRoutes are those by which open pages hear of what others do.
func (a *Admin) eventRoutes() []route {
	return []route{
		get("/events", policy.Enter, a.streamEvents),
		post("/posts/:id/presence", policy.EditPost, a.seeAtPost),
	}
}

const (
	heartbeat  = 15 * time.Second
	slowest    = 10 * time.Second // a reader that takes longer to take an event is dropped (T31)
	retryAfter = 3 * time.Second  // when a browser comes back after the stream has ended
	keyPrefix  = "admin:"
)

// streamEvents serves GET /:locale/admin/events: the names of what changed, as
// server-sent events. It carries no content: a page that shows what a name
// stands for asks for it again, under the rights of then.
func (a *Admin) streamEvents(c *gin.Context) error {
	v := visitOf(c)
	stream, err := a.Live.Open(int64(v.person.ID), c.ClientIP())
	if errors.Is(err, live.ErrFull) {
		c.Writer.Header().Set("Retry-After", "60")
		return problem.Refuse(http.StatusServiceUnavailable, err.Error())
	}
	defer stream.Close()
	defer a.watchman.enter(stream, a.session.Value(c.Request), v.person)()
	h := c.Writer.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no") // nginx would wait for more
	w := eventWriter{to: c.Writer, control: http.NewResponseController(c.Writer)}
	if err := w.send(fmt.Sprintf("retry: %d\n\n", retryAfter.Milliseconds())); err != nil {
		return nil // the reader has left
	}
	a.resume(c, stream)
	a.pass(c, stream, w)
	return nil
}

// resume adds what changed since the event that the browser saw last: anything,
// where that is too long ago to say. After one that it cannot have seen there
// is nothing (T31).
func (a *Admin) resume(c *gin.Context, s *live.Stream) {
	after, err := strconv.ParseInt(c.GetHeader("Last-Event-ID"), 10, 64)
	if err != nil || after <= 0 {
		return
	}
	changes, complete, err := a.DB.Changes(c.Request.Context(), after)
	if err != nil || len(changes) == 0 {
		return
	}
	if !complete {
		s.Add(changes[len(changes)-1].Version, []string{string(store.AllKeys)})
		return
	}
	for _, change := range changes {
		s.Add(change.Version, a.watched(change.Keys))
	}
}

// watched returns the keys that pages of the admin show; a change of
// everything is one of settings.
func (a *Admin) watched(keys []store.Key) []string {
	var names []string
	for _, key := range keys {
		if key == store.AllKeys || strings.HasPrefix(string(key), keyPrefix) {
			names = append(names, string(key))
		}
	}
	return names
}

// Tell passes a change on to the open pages.
func (a *Admin) Tell(change store.Change) {
	if names := a.watched(change.Keys); len(names) > 0 {
		a.Live.Publish(change.Version, names)
	}
}

// pass sends what changes until somebody has enough.
func (a *Admin) pass(c *gin.Context, s *live.Stream, w eventWriter) {
	ctx, person := c.Request.Context(), personOf(c)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
			err = w.send(": still here\n\n")
		case <-s.Wake():
			e, open := s.Take()
			if !open {
				return
			}
			if keys := a.allowed(ctx, person, e.Keys); len(keys) > 0 {
				data, _ := json.Marshal(keys) // strings alone
				err = w.send(fmt.Sprintf("id: %d\nevent: changed\ndata: %s\n\n", e.Version, data))
			}
		}
		if err != nil {
			return
		}
	}
}

// allowed returns the keys that a person may hear of: of a post, that it
// changed only if they may read it.
func (a *Admin) allowed(ctx context.Context, u account.User, keys []string) []string {
	var heard []string
	for _, key := range keys {
		name := strings.TrimPrefix(key, keyPrefix)
		kind, id, _ := strings.Cut(name, ":")
		may := true
		switch kind {
		case "messages":
			may = policy.Allows(u, policy.ReadMessages, policy.Object{})
		case "people":
			may = policy.Allows(u, policy.ManagePeople, policy.Object{})
		case "post", "presence", "translation":
			may = a.mayHear(ctx, u, id)
		}
		if may {
			heard = append(heard, key)
		}
	}
	return heard
}

func (a *Admin) mayHear(ctx context.Context, u account.User, id string) bool {
	if u.Role == account.Admin || u.Role == account.Editor {
		return true
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return false
	}
	p, err := a.DB.Post(ctx, content.PostID(n))
	if err != nil {
		return false
	}
	variants, err := a.DB.Variants(ctx, p.GroupID)
	return err == nil && policy.Allows(u, policy.ReadPost, publishing.Object(u, p.Summary(), variants))
}

// An eventWriter sends one event after the other, each in its time.
type eventWriter struct {
	to      http.ResponseWriter
	control *http.ResponseController
}

func (w eventWriter) send(event string) error {
	if err := w.control.SetWriteDeadline(time.Now().Add(slowest)); err != nil {
		return err
	}
	if _, err := w.to.Write([]byte(event)); err != nil {
		return err
	}
	return w.control.Flush()
}

// present is who else writes at a post, in words.
type present struct {
	Text string `json:"text"`
}

// seeAtPost serves POST /:locale/admin/posts/:id/presence, every few seconds
// while the editor is open, and once with "gone" when it is left.
func (a *Admin) seeAtPost(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	p, _, err := a.postOf(c, policy.EditPost)
	if err != nil {
		return err
	}
	if err := a.Writing.Attend(ctx, v.person, p.ID, form.Get("gone") == ""); err != nil {
		return err
	}
	names, err := a.DB.Present(ctx, p.ID, v.person.ID, a.Now())
	if err != nil {
		return err
	}
	answer := present{}
	if len(names) > 0 {
		answer.Text = v.words.Plural("AdminPresent", len(names), "Names", v.words.List(names), "Language", v.Site().LanguageName(p.Locale))
	}
	return answerJSON(c, answer)
}
