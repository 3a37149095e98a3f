package public

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web/problem"
	"verso/internal/web/view"
)

// sentMark is the query by which the form knows that it was sent.
const sentMark = "sent"

// showContact serves GET /:locale/<contact>.
func (s *Site) showContact(c *gin.Context, v visit) error {
	page, err := s.contactPage(c, v)
	if err != nil {
		return err
	}
	page.Sent = c.Request.URL.Query().Has(sentMark)
	page.Head.NoIndex = page.Sent
	return s.send(c, v, "public/contact", page)
}

// receiveMessage serves POST /:locale/<contact>.
func (s *Site) receiveMessage(c *gin.Context, v visit) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	m := content.Message{
		Locale:  v.locale,
		Name:    strings.TrimSpace(form.Get("name")),
		Email:   strings.TrimSpace(form.Get("email")),
		Subject: strings.TrimSpace(form.Get("subject")),
		Body:    strings.TrimSpace(form.Get("message")),
	}
	if wait, ok := s.throttle.allow(c.ClientIP()); !ok {
		return s.refuseMessage(c, v, m, problem.TooManyRequests(wait))
	}
	// No person sees this field; what fills it in is told that all went well.
	if form.Get("website") != "" {
		return s.sent(c, v)
	}
	if err := s.Inbox.Receive(c.Request.Context(), m); err != nil {
		return s.refuseMessage(c, v, m, err)
	}
	return s.sent(c, v)
}

// sent leads to the page that thanks, so that a reload sends nothing again.
func (s *Site) sent(c *gin.Context, v visit) error {
	c.Writer.Header().Set("Cache-Control", "no-store")
	return s.redirect(c, http.StatusSeeOther, v.Section(v.locale, site.ContactForm)+"?"+sentMark)
}

// refuseMessage shows the form again with what was typed, and what to mend or
// when to try again.
func (s *Site) refuseMessage(c *gin.Context, v visit, m content.Message, why error) error {
	page, err := s.contactPage(c, v)
	if err != nil {
		page.Page = s.bare(v, v.words.Text("ContactTitle"), v.homes) // the database may be away
	}
	page.Action = v.Section(v.locale, site.ContactForm)
	page.Form = contactForm{Name: readable(m.Name), Email: readable(m.Email), Subject: readable(m.Subject), Message: readable(m.Body)}
	page.Head.NoIndex = true
	status := problem.Status(why)
	meta := view.Meta{Language: v.locale, CacheControl: "no-store", Header: problem.Header(why)}
	if bad, ok := errors.AsType[errs.Invalid](why); ok {
		page.Errors = bad
	} else {
		page.Notice = problem.TextID(status)
		s.Log.WarnContext(c.Request.Context(), "a message was not taken", "status", status, "error", why)
	}
	return s.sendAs(c, v, status, "public/contact", page, meta)
}

// readable drops what no page can show.
func readable(s string) string { return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "�") }

func (s *Site) contactPage(c *gin.Context, v visit) (page contactPage, err error) {
	title := v.words.Text("ContactTitle")
	path := func(l locale.Tag) string { return v.Section(l, site.ContactForm) }
	if page.Page, err = s.page(c.Request.Context(), v, title, everywhere(path)); err != nil {
		return page, err
	}
	page.Head = v.head(path(v.locale), title, page.Site.Tagline, v.Alternates(v.Everywhere(path), ""))
	page.Action = path(v.locale)
	return page, nil
}
