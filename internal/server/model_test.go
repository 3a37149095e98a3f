package server_test

import (
	"context"
	"fmt"
	"log/slog"

	"pgregory.net/rapid"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
)

// write does one random thing that people do in the admin; what is refused
// changes nothing.
func (m *model) write(t *rapid.T) {
	ctx, by := context.Background(), account.Operator()
	s := publishing.New(m.db, clock, modelWords, slog.New(slog.DiscardHandler))
	m.n++
	if len(m.posts) < 6 {
		m.begin(ctx, t, s, by)
		return
	}
	id, other := m.pick(t), m.pick(t)
	switch rapid.IntRange(0, 9).Draw(t, "deed") {
	case 0:
		m.keep(s.Link(ctx, by, id, other))
	case 1:
		m.keep(s.Unlink(ctx, by, id))
	case 2:
		m.keep(s.ChangeLocale(ctx, by, id, rapid.SampledFrom(modelLocales).Draw(t, "into")))
	case 3:
		p, err := s.Create(ctx, by, publishing.NewPost{From: id, Locale: rapid.SampledFrom(modelLocales).Draw(t, "copied into")})
		if err == nil {
			m.posts = append(m.posts, p.ID)
		}
	case 4:
		statuses := []content.Status{content.Published, content.Published, content.Draft, content.Archived, content.Trashed}
		m.keep(s.Move(ctx, by, publishing.Step{Status: rapid.SampledFrom(statuses).Draw(t, "to")}, id, other))
	case 5:
		m.keep(s.Restore(ctx, by, id))
	case 6:
		if len(m.done) > 0 {
			_ = s.Undo(ctx, by, rapid.SampledFrom(m.done).Draw(t, "undone").ID)
		}
	case 7:
		p, err := m.db.Post(ctx, id)
		if err == nil {
			_, _ = s.RestoreRevision(ctx, by, id, rapid.IntRange(1, p.Revision).Draw(t, "revision"), p.Revision)
		}
	case 8:
		m.keep(m.lead(ctx, t, s, by, id))
	default:
		m.edit(ctx, t, s, by, id)
	}
}

// lead adds to the menu, or leaves it to the site again.
func (m *model) lead(ctx context.Context, t *rapid.T, s *publishing.Service, by account.User, id content.PostID) (store.Act, error) {
	p, err := m.db.Post(ctx, id)
	if err != nil {
		return store.Act{}, err
	}
	items := []site.MenuItem{
		{Kind: site.ToWork, Group: p.GroupID},
		{Kind: site.ToAddress, Address: "/en-us/articles/" + m.slug(t), Labels: map[locale.Tag]string{pt: "Um texto"}},
		{Kind: site.ToSection, Section: site.Tags},
	}
	n := rapid.IntRange(0, len(items)).Draw(t, "item")
	if n == len(items) {
		return s.ClearMenu(ctx, by)
	}
	_, act, err := s.SaveMenuItem(ctx, by, items[n])
	return act, err
}

// begin writes an article, or one more language of one, and publishes it.
func (m *model) begin(ctx context.Context, t *rapid.T, s *publishing.Service, by account.User) {
	n := publishing.NewPost{Kind: content.Article, Locale: rapid.SampledFrom(modelLocales).Draw(t, "begun in")}
	n.Fields = content.Fields{Title: fmt.Sprintf("Title %d", m.n), Body: m.body(t), Tags: []string{m.slug(t)}}
	if before, err := m.db.Post(ctx, m.pick(t)); err == nil && rapid.Bool().Draw(t, "one more language") {
		n.Group = before.GroupID
	}
	p, err := s.Create(ctx, by, n)
	if err != nil {
		return
	}
	m.posts = append(m.posts, p.ID)
	m.keep(s.Move(ctx, by, publishing.Step{Status: content.Published}, p.ID))
}

// keep notes an act that was done, to be undone later.
func (m *model) keep(act store.Act, err error) {
	if err == nil && act.ID != 0 {
		m.done = append(m.done, act)
	}
}

// edit saves a post with another text, tags and address.
func (m *model) edit(ctx context.Context, t *rapid.T, s *publishing.Service, by account.User, id content.PostID) {
	p, err := m.db.Post(ctx, id)
	if err != nil {
		return
	}
	tags := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"s0", "s1", "s2"}), 0, 2, rapid.ID).Draw(t, "tags")
	f := p.Fields(tags)
	f.Title, f.Body, f.Slug = fmt.Sprintf("Title %d", m.n), m.body(t), rapid.SampledFrom([]string{p.Slug, m.slug(t)}).Draw(t, "address")
	f.SEOTitle, f.PublishedAt = rapid.SampledFrom([]string{"", "For machines"}).Draw(t, "seo"), m.date(t)
	_, _ = s.Save(ctx, by, publishing.Edit{Post: id, Revision: p.Revision, Fields: f})
}

func modelWords(l locale.Tag) map[site.Section]string {
	return map[site.Section]string{site.Articles: map[bool]string{true: "artigos", false: "articles"}[l == pt]}
}
