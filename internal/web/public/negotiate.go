package public

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
)

// localeCookie holds a reader's own choice of language, in path form (rule 54).
const localeCookie = "lang"

// yearOfSeconds is how long a choice is remembered.
const yearOfSeconds = 365 * 24 * 60 * 60

// negotiate serves GET /: to the locale the reader chose before, else to the
// best for the browser's languages (rules 1 to 13).
func (s *Site) negotiate(c *gin.Context) error {
	set := s.Current().Set
	l := set.Match(strings.Join(c.Request.Header.Values("Accept-Language"), ","))
	if chosen, err := c.Request.Cookie(localeCookie); err == nil {
		if t, exact, _, ok := set.ByPath(chosen.Value); ok && exact {
			l = t
		}
	}
	if l == "" {
		return errs.NotFound // a site without a locale
	}
	h := c.Writer.Header()
	h.Set("Vary", "Accept-Language, Cookie")
	h.Set("Cache-Control", "private, no-cache")
	return s.redirect(c, http.StatusFound, urls.New(s.Current(), s.Base).Home(l))
}

// rememberLocale serves POST /locale: the same page in the chosen language,
// which is remembered (rule 54).
func (s *Site) rememberLocale(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	b := urls.New(s.Current(), s.Base)
	l, exact, _, ok := b.Site().Set.ByPath(form.Get("locale"))
	if !ok || !exact {
		return problem.Refuse(http.StatusBadRequest, "unknown locale")
	}
	to, err := s.counterpart(c.Request.Context(), b, form.Get("next"), l)
	if err != nil {
		return err
	}
	http.SetCookie(c.Writer, &http.Cookie{
		Name: localeCookie, Value: l.Path(), Path: "/", MaxAge: yearOfSeconds,
		SameSite: http.SameSiteLaxMode, Secure: s.Base.Scheme == "https",
	})
	h := c.Writer.Header()
	h.Set("Location", to)
	h.Set("Cache-Control", "no-store")
	c.Status(http.StatusSeeOther)
	c.Writer.WriteHeaderNow()
	return nil
}

// counterpart returns where the page at next is in locale l. What is no page
// of this site leads to the home (trust T11): the answer is always made here,
// never copied from the request.
func (s *Site) counterpart(ctx context.Context, b urls.Builder, next string, l locale.Tag) (string, error) {
	if !content.ValidTarget(next) || !strings.HasPrefix(next, "/") {
		return b.Home(l), nil
	}
	next, _, _ = strings.Cut(next, "#")
	path, query, _ := strings.Cut(next, "?")
	a := b.Parse(path)
	v := s.visitOf(b, a, path)
	switch a.What {
	case urls.Work:
		return s.workIn(ctx, v, l)
	case urls.Tag:
		term, err := s.term(ctx, v.locale, a.Slug)
		if errors.Is(err, errs.NotFound) {
			return b.Home(l), nil
		}
		return v.tagTurn(a.Slug, term)(l).path, err
	case urls.Year:
		years, err := s.DB.YearsEverywhere(ctx, content.Article)
		return v.yearTurn(a.Year, years)(l).path, err
	case urls.List:
		return b.Section(l, a.Section), nil // the page number is dropped
	case urls.ContactForm:
		a.Locale = l
		return b.Path(a), nil
	case urls.Search:
		values, _ := url.ParseQuery(query) // what cannot be read is not sought
		sought := urls.SoughtIn(values)
		_, term, err := s.soughtTag(ctx, v, sought.Tag)
		return v.searchTurn(sought, term)(l).path, err
	}
	return b.Home(l), nil
}

// workIn returns the address in l of the work that the visit's address means.
func (s *Site) workIn(ctx context.Context, v visit, l locale.Tag) (string, error) {
	f, err := s.find(ctx, v, v.locale, v.address.Kind, v.address.Slug)
	if errors.Is(err, errs.NotFound) || errors.Is(err, errs.Gone) {
		return v.Home(l), nil
	}
	if err != nil {
		return "", err
	}
	known := append([]content.Summary{f.post, f.moved}, f.missing...)
	for _, p := range known {
		if p.ID == 0 {
			continue
		}
		variants, err := s.DB.Variants(ctx, p.GroupID)
		if err != nil {
			return "", err
		}
		owners, err := s.DB.PostsBySlug(ctx, p.Kind, p.Slug)
		if err != nil {
			return "", err
		}
		if own, ok := in(v.readable(variants), l); ok {
			return v.Post(own), nil
		}
		return v.missingPath(l, p, owners), nil
	}
	return v.Home(l), nil
}
