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
	if wait, ok := s.throttle.allow(c.ClientIP()); !ok {
		return problem.TooManyRequests(wait)
	}
	// No person sees this field; what fills it in is told that all went well.
	if form.Get("website") != "" {
		return s.sent(c, v)
	}
	m := content.Message{
		Locale:  v.locale,
		Name:    strings.TrimSpace(form.Get("name")),
		Email:   strings.TrimSpace(form.Get("email")),
		Subject: strings.TrimSpace(form.Get("subject")),
		Body:    strings.TrimSpace(form.Get("message")),
	}
	err = s.Inbox.Receive(c.Request.Context(), m)
	if bad, ok := errors.AsType[errs.Invalid](err); ok {
		return s.refuseMessage(c, v, m, bad)
	}
	if err != nil {
		return err
	}
	return s.sent(c, v)
}

// sent leads to the page that thanks, so that a reload sends nothing again.
func (s *Site) sent(c *gin.Context, v visit) error {
	c.Writer.Header().Set("Cache-Control", "no-store")
	return s.redirect(c, http.StatusSeeOther, v.Section(v.locale, site.ContactForm)+"?"+sentMark)
}

// refuseMessage shows the form again with what was typed and what to mend.
func (s *Site) refuseMessage(c *gin.Context, v visit, m content.Message, bad errs.Invalid) error {
	page, err := s.contactPage(c, v)
	if err != nil {
		return err
	}
	page.Form = contactForm{Name: readable(m.Name), Email: readable(m.Email), Subject: readable(m.Subject), Message: readable(m.Body)}
	page.Errors = bad
	page.Head.NoIndex = true
	return s.sendAs(c, v, http.StatusUnprocessableEntity, "public/contact", page, view.Meta{
		Language: v.locale, CacheControl: "no-store",
	})
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
