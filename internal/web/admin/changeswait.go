package admin

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/policy"
)

// A changesWait says that an edit changed segments of which there are
// translations (translation 2.7).
type changesWait struct {
	N     int
	Since int    // the revision before the edit
	Href  string // where its author says which have a new meaning
}

// changesWait returns what an edit of a text that readers have means for its
// translators; nil for nothing.
func (a *Admin) changesWait(c *gin.Context, p content.Post, since int) (*changesWait, error) {
	ctx := c.Request.Context()
	if p.Status != content.Published || since <= 0 || since >= p.Revision {
		return nil, nil
	}
	translations, err := a.DB.TranslationsOf(ctx, p.ID)
	if err != nil || len(translations) == 0 {
		return nil, err
	}
	found, err := a.Bench.Changes(ctx, personOf(c), p.ID, since)
	if err != nil || len(found.Segments) == 0 {
		return nil, err
	}
	return &changesWait{N: len(found.Segments), Since: since, Href: visitOf(c).post(p.ID, "changes") + "?since=" + strconv.Itoa(since)}, nil
}

// translates fills in what a desk says of translating.
func (a *Admin) translates(c *gin.Context, d *desk, p content.Post, variants []content.Summary) error {
	v := visitOf(c)
	group, err := a.DB.Group(c.Request.Context(), p.GroupID)
	if err != nil {
		return err
	}
	source := content.Source(variants, group.SourceID, v.Site().Set.Default())
	object := policy.ObjectOf(v.person, p.Summary(), variants)
	switch {
	case len(variants) < 2:
	case source.ID != p.ID:
		if policy.Allows(v.person, policy.Suggest, object) {
			d.Bench = v.post(p.ID, "translate")
		}
	case policy.Allows(v.person, policy.EditPost, object):
		d.Changes = v.post(p.ID, "changes")
		since, _ := strconv.Atoi(c.Query("since"))
		d.Changed, err = a.changesWait(c, p, since)
	}
	return err
}
