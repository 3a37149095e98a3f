package admin_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// hostile is text that tries to leave every place it can be put in: an
// attribute, an element, a script, a comment, CDATA, a template, a URL.
const hostile = `"'>--></title></textarea></script><x-pwned onload=1 style=1>]]>{{printf "%s" .}}<%= 1 %>`

// An offence is a work in two languages whose every word is hostile, with all
// that can stand around one.
type offence struct {
	article, page, project, draft content.Post
	picture                       content.Media
	tag                           content.Tag
	letter                        int64
	person                        account.User
}

// offend fills the site with hostile words, past every check of a form.
func (w *world) offend() (o offence) {
	w.t.Helper()
	person := w.people[account.Author]
	person.Name = hostile
	w.change(person)
	o.person = person
	text := content.Post{
		Locale: en, Title: hostile, Excerpt: hostile, Author: hostile, Translator: hostile, CoverAlt: hostile, SEOTitle: hostile, SEODescription: hostile,
		Body: hostile + "\n\n# " + hostile + "\n\n[" + hostile + "](javascript:alert(1) \"" + hostile + "\")\n\n```" + hostile + "\n" + hostile + "\n```\n",
		Link: "javascript:alert(1)", Icon: hostile, Extra: `{"a":"</script><x-pwned>"}`, AuthorID: person.ID,
	}
	of := func(slug string, kind content.Kind, status content.Status) content.Post {
		one, other := text, text
		one.Slug, one.Kind, one.Status = slug, kind, status
		other.Slug, other.Kind, other.Status, other.Locale = slug, kind, status, fr
		return storetest.Work(w.t, w.db, one, other)[0]
	}
	o.article, o.page = of("article", content.Article, ""), of("page", content.Page, "")
	o.project, o.draft = of("project", content.Project, ""), of("draft", content.Article, content.Draft)
	storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) (err error) {
		if o.picture, err = tx.AddMedia(ctx, content.Media{Hash: strings.Repeat("ab", 32), Name: hostile, Type: "image/png", Width: 1, Height: 1, Bytes: 1, UserID: person.ID}, storetest.Now); err != nil {
			return err
		}
		if o.tag, err = tx.AddTag(ctx, content.Tag{Locale: en, Name: hostile, Slug: "tag"}); err != nil {
			return err
		}
		return errors.Join(
			tx.SaveMediaText(ctx, o.picture.ID, content.MediaText{Locale: en, Alt: hostile, Caption: hostile}),
			tx.SavePostTags(ctx, o.article.Summary(), []content.TagID{o.tag.ID}),
			tx.SaveMenu(ctx, []site.MenuItem{{Kind: site.ToWork, Group: o.page.GroupID, Labels: map[locale.Tag]string{en: hostile}}}),
			tx.AddMessage(ctx, content.Message{Locale: en, Name: hostile, Email: hostile, Subject: hostile, Body: hostile}, storetest.Now),
			tx.AddNearPair(ctx, store.Pair(o.article.ID, o.page.ID), storetest.Now),
			tx.SaveLocale(ctx, site.Locale{Tag: de, Name: hostile, Position: 2, Enabled: true}),
			tx.SaveDraft(ctx, store.Draft{UserID: person.ID, Key: "post:" + strconv.FormatInt(int64(o.draft.ID), 10), Fields: content.Fields{Title: hostile, Body: hostile}, UpdatedAt: storetest.Now}),
		)
	})
	storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) (err error) {
		for _, name := range []site.Setting{site.Name, site.Tagline, site.Hero, site.Author} {
			if err := tx.SaveSetting(ctx, site.Value{Key: name, Value: hostile}); err != nil {
				return err
			}
		}
		o.article.Body, o.article.Title = "Changed.\n\n"+o.article.Body, "Changed "+hostile
		o.article, err = tx.SavePost(ctx, o.article)
		return err
	})
	letters, err := w.db.Messages(w.t.Context(), store.Arrived, 1, 0)
	if err != nil || len(letters) != 1 {
		w.t.Fatal(letters, err)
	}
	o.letter = letters[0].ID
	return o
}

// pages are the addresses where hostile words are shown.
func (o offence) pages() []string {
	id := func(n int64) string { return strconv.FormatInt(n, 10) }
	q := url.QueryEscape(hostile)
	pages := []string{
		"/en-us/", "/fr/", "/de/", "/en-us/articles", "/en-us/articles/article", "/fr/articles/article", "/de/articles/article", "/en-us/page",
		"/en-us/projects", "/en-us/projects/project", "/en-us/tags", "/en-us/tags/tag", "/en-us/archive", "/en-us/archive/2026", "/en-us/contact",
		"/en-us/search?q=" + q, "/en-us/search?q=changed", "/en-us/" + url.PathEscape(hostile), "/" + url.PathEscape(hostile), "/en-us/articles/none?x=" + q,
		"/en-us/feed.xml", "/en-us/rss.xml", "/en-us/feed.json", "/en-us/tags/tag/feed.xml", "/sitemap.xml", "/robots.txt",
		"/en-us/opensearch.xml", "/en-us/preview/" + id(int64(o.draft.ID)),
	}
	for _, path := range []string{
		"", "/articles", "/articles?q=" + q, "/pages", "/projects", "/articles/new?title=" + q, "/posts/{post}", "/posts/{draft}",
		"/posts/{post}/history", "/posts/{post}/history/1", "/posts/{post}/history/2", "/posts/{post}/relate", "/posts/{post}/relate?q=x-pwned", "/pairs",
		"/links?q=x-pwned", "/slug?title=" + q + "&locale=en-US", "/media", "/media/{picture}", "/tags", "/tags/{tag}", "/tags/new?name=" + q,
		"/tags/merge?id={tag}", "/menu", "/menu/1", "/messages", "/messages/{letter}", "/settings", "/settings?locale=fr", "/languages", "/languages/de",
		"/people", "/people/{person}", "/profile", "/none/" + url.PathEscape(hostile), "/sign-in?next=" + q, "/reset?token=" + q, "/invitation?token=" + q,
	} {
		pages = append(pages, "/en-us/admin"+strings.NewReplacer(
			"{post}", id(int64(o.article.ID)), "{draft}", id(int64(o.draft.ID)), "{picture}", id(int64(o.picture.ID)), "{tag}", id(int64(o.tag.ID)),
			"{letter}", id(o.letter), "{person}", id(int64(o.person.ID)),
		).Replace(path))
	}
	return pages
}

// calls are the requests whose answers hold hostile words: every page, and the
// forms that come back with what was typed.
func (o offence) calls(secret string) (all []call) {
	for _, path := range o.pages() {
		all = append(all, call{method: http.MethodGet, path: path, secret: secret})
	}
	post, draft := strconv.FormatInt(int64(o.article.ID), 10), strconv.FormatInt(int64(o.draft.ID), 10)
	form := url.Values{"locale": {"en-US"}, "revision": {"1"}}
	for _, field := range []string{
		"title", "slug", "body", "excerpt", "name", "email", "subject", "message", "label", "address", "next", "token", "tagline", "accent", "author", "tags",
		"password", "published_at", "canonical_url", "link", "cover", "tag", "act", "role", "language", "time_zone",
	} {
		form.Set(field, hostile)
	}
	for _, path := range []string{
		"/en-us/contact", "/en-us/preview/" + draft, "/en-us/preview/new", "/en-us/admin/posts/" + post, "/en-us/admin/posts/" + draft, "/en-us/admin/articles/new",
		"/en-us/admin/tags/new", "/en-us/admin/menu", "/en-us/admin/settings", "/en-us/admin/languages", "/en-us/admin/people", "/en-us/admin/profile",
	} {
		all = append(all, call{method: http.MethodPost, path: path, secret: secret, form: form})
	}
	stale := url.Values{"revision": {"1"}, "title": {hostile}, "body": {hostile}} // 409, with both texts
	all = append(all, call{method: http.MethodPost, path: "/en-us/admin/posts/" + post, secret: secret, form: stale})
	for _, path := range []string{"/en-us/admin/sign-in", "/en-us/admin/setup", "/en-us/admin/invitation", "/en-us/admin/reset", "/en-us/admin/reset/password"} {
		all = append(all, call{method: http.MethodPost, path: path, form: form}, call{method: http.MethodGet, path: path + "?" + form.Encode()})
	}
	return all
}

// T4, T5, T25, T32, T38: whatever anybody wrote anywhere is text, on every page
// that shows it, in the feeds and for machines, and turns nothing around that
// stands beside it; no page brings a style or a script of its own, and none
// lets itself be framed.
func TestWhatPeopleWriteIsTextEverywhere(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		o := w.offend()
		shown := 0
		for _, c := range o.calls(w.secrets[account.Admin]) {
			answer, path := w.do(c), c.path
			body := answer.Body.String()
			if answer.Code >= http.StatusInternalServerError {
				t.Errorf("%s: %d", path, answer.Code)
			}
			kind, _, _ := strings.Cut(answer.Header().Get("Content-Type"), ";")
			switch {
			case kind == "text/html":
				shown += w.checkPage(path, answer.Header(), body)
			case strings.HasSuffix(kind, "xml"):
				shown += checkXML(t, path, body)
			case strings.HasSuffix(kind, "json"):
				if !json.Valid([]byte(body)) {
					t.Errorf("%s is no JSON: %s", path, body)
				}
				shown += strings.Count(body, "x-pwned")
			}
		}
		if shown < 500 {
			t.Errorf("hostile words are shown %d times: they were not where the test looked", shown)
		}
	})
}
