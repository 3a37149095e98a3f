package admin

import (
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/store"
)

// A shareList is the preview links of a post.
type shareList struct {
	Href  string // where one is made
	Links []shareLink
}

type shareLink struct {
	Href   string // that is shared
	Until  string
	Revoke string
}

func (a *Admin) shares(c *gin.Context, p content.Post) (shareList, error) {
	v := visitOf(c)
	list := shareList{Href: v.post(p.ID, "share")}
	links, err := a.DB.PreviewLinks(c.Request.Context(), p.ID, a.Now())
	for _, l := range links {
		list.Links = append(list.Links, shareLink{
			Href: v.Abs(v.Preview(p.Summary(), publishing.PreviewToken(l))), Until: v.words.DateTime(v.in(l.ExpiresAt), message.Medium),
			Revoke: v.href("shares", decimal(int64(l.ID))),
		})
	}
	return list, err
}

// sharePost serves POST /:locale/admin/posts/:id/share.
func (a *Admin) sharePost(c *gin.Context) error {
	v := visitOf(c)
	p, _, err := a.postOf(c, policy.SharePreview)
	if err != nil {
		return err
	}
	if _, err := a.Writing.Share(c.Request.Context(), v.person, p.ID, sharedFor); err != nil {
		return err
	}
	return a.done(c, v.post(p.ID)+"#share", note{ID: "AdminShared"})
}

// sharedFor is how long a preview link lasts.
const sharedFor = 7 * 24 * time.Hour

// unshare serves POST /:locale/admin/shares/:id.
func (a *Admin) unshare(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	link, err := a.DB.PreviewLink(c.Request.Context(), store.PreviewID(id))
	if err != nil {
		return err
	}
	if err := a.Writing.Unshare(c.Request.Context(), v.person, link.ID); err != nil {
		return err
	}
	return a.done(c, v.post(link.PostID), note{ID: "AdminUnshared"})
}
