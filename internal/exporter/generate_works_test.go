package exporter_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"time"

	"pgregory.net/rapid"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func (g *generator) works(ctx context.Context, tx *store.Tx) error {
	for range rapid.IntRange(1, 4).Draw(g.T, "works") {
		if err := g.work(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

func (g *generator) work(ctx context.Context, tx *store.Tx) error {
	kind := pick(g, "kind", content.Kinds()...)
	group, err := tx.AddGroup(ctx, content.Group{
		Kind: kind, Position: pick(g, "position", 0, 0, 1, 12),
		Key: pick(g, "group key", "", "", "blog/x", store.KeyPrefix+"blog/x", store.KeyPrefix+"en-us/articles/a", store.KeyPrefix+g.text("group key")),
	})
	if err != nil {
		return err
	}
	g.groups = append(g.groups, group.ID)
	var posts []content.Post
	for _, l := range g.locales {
		if len(posts) > 0 && g.chance("not in this locale") {
			continue
		}
		p, err := tx.AddPost(ctx, g.post(group.ID, kind, l))
		if err != nil {
			return err
		}
		if g.chance("renamed") {
			p.Slug = g.slug(l, kind)
			if p, err = tx.SavePost(ctx, p); err != nil {
				return err
			}
		}
		posts = append(posts, p)
		if err := g.attach(ctx, tx, p); err != nil {
			return err
		}
	}
	if g.chance("deleted") && len(posts) > 1 {
		if err := tx.RemovePost(ctx, posts[0].ID); err != nil {
			return err
		}
		posts = posts[1:]
	}
	if g.chance("source") {
		group.SourceID = &posts[0].ID
		if err := tx.SaveGroup(ctx, group); err != nil {
			return err
		}
		return tx.SaveSource(ctx, posts[len(posts)-1].ID, &posts[0].ID)
	}
	return nil
}

func (g *generator) post(group content.GroupID, kind content.Kind, l locale.Tag) content.Post {
	p := content.Post{
		GroupID: group, Kind: kind, Locale: l, Slug: g.slug(l, kind), Title: g.line("title") + pick(g, "title", "x", "?", "é"),
		Excerpt: g.text("excerpt"), Body: g.body(), Author: g.line("author"), Translator: g.line("translator"),
		CanonicalURL: pick(g, "canonical", "", "https://other.test/a?b=c#d"), Link: pick(g, "link", "", "https://ex.test/"), Icon: g.text("icon"),
		SEOTitle: g.line("seo title"), SEODescription: g.text("seo description"),
		Cover: g.text("cover"), CoverAlt: g.text("cover alt"), Extra: g.extra(), CreatedAt: g.time("created"), UpdatedAt: g.time("updated"),
		Status:    pick(g, "status", content.Draft, content.InReview, content.Scheduled, content.Published, content.Archived, content.Trashed),
		UTCOffset: pick(g, "offset", 0, -480, 330, 840, -30),
	}
	if p.Status == content.Trashed && g.chance("known when") {
		trashed := g.time("trashed")
		p.TrashedAt = &trashed
	}
	at := g.time("date")
	switch {
	case p.Status == content.Scheduled:
		at = storetest.Now.Add(time.Duration(rapid.IntRange(1, 1_000_000).Draw(g.T, "later")) * time.Second)
		p.PublishedAt = &at
	case p.Status == content.Published || g.chance("dated"):
		p.PublishedAt = &at
	}
	if p.Status == content.Published || g.chance("was public") {
		first := g.time("first published")
		p.FirstPublishedAt = &first
	}
	return p
}

// attach gives a post tags, pictures and a file of an earlier import.
func (g *generator) attach(ctx context.Context, tx *store.Tx, p content.Post) error {
	if known := g.tags[p.Locale]; len(known) > 0 && g.chance("tagged") {
		tags := rapid.SliceOfNDistinct(rapid.SampledFrom(known), 0, 3, rapid.ID).Draw(g.T, "tags")
		if err := tx.SavePostTags(ctx, p.Summary(), tags); err != nil {
			return err
		}
	}
	if g.chance("imported") {
		g.paths++
		file := store.ImportFile{
			Path: pick(g, "path", "en-us/articles/a.md", "en-us/articles/post.md", "content/blog/"+g.text("path")+".md"),
			Hash: "x", State: store.FilePost, Locale: p.Locale, Address: pick(g, "address", "", "articles/a", "blog/x y"), PostID: &p.ID,
		}
		if g.paths > 1 {
			file.Path = fmt.Sprintf("%d/%s", g.paths, file.Path)
		}
		if err := tx.SaveImportFile(ctx, file); err != nil {
			return err
		}
	}
	media := map[string]content.MediaID{}
	for range rapid.IntRange(0, 3).Draw(g.T, "pictures") {
		name := pick(g, "picture name", "a.png", "b c.png", "é.png")
		m, err := g.pictures.Add(ctx, tx, name, dot(uint8(rapid.IntRange(0, 3).Draw(g.T, "picture"))), storetest.Now)
		if err != nil {
			return err
		}
		ref := pick(g, "ref", "a.png", "A.png", "img/a.png", "a.png/b.png", "/a.png", "/img/a.png", "/a.png/b.png", "../a.png", "./a.png", "a%20b.png", "a b.png",
			"../../../etc/passwd", "/../x.png", "https://ex.test/a.png", "index.md", ".hidden.png", "_index.png", "C:\\a.png", "x/../a.png",
			strings.Repeat("l", 120)+".png", " a.png", "a.png?w=1", g.text("ref"), "/media/"+m.Hash+".png")
		media[ref] = m.ID
	}
	return tx.SavePostMedia(ctx, p.ID, media)
}

// shelf draws what the library says of pictures, some of which no text shows,
// and a menu.
func (g *generator) shelf(ctx context.Context, tx *store.Tx) error {
	for shade := range uint8(rapid.IntRange(0, 5).Draw(g.T, "shelved")) {
		m, err := g.pictures.Add(ctx, tx, pick(g, "shelf name", "a.png", "b c.png", "é.png"), dot(shade), storetest.Now)
		if err != nil {
			return err
		}
		for _, l := range g.locales {
			text := content.MediaText{Locale: l, Alt: g.line("alt"), Caption: g.line("caption")}.Trimmed()
			if !g.chance("described") || text.Validate() != nil {
				continue
			}
			if err := tx.SaveMediaText(ctx, m.ID, text); err != nil {
				return err
			}
		}
	}
	var menu []site.MenuItem
	for range rapid.IntRange(0, 4).Draw(g.T, "menu") {
		item := site.MenuItem{ID: int64(len(menu) + 1), Labels: map[locale.Tag]string{}}
		switch kind := pick(g, "leads to", site.ToSection, site.ToWork, site.ToAddress); kind {
		case site.ToSection:
			item.Kind, item.Section = kind, pick(g, "section", site.InMenu()...)
		case site.ToWork:
			item.Kind, item.Group = kind, pick(g, "work", g.groups...)
		default:
			item.Kind, item.Address = kind, pick(g, "target", "/en-us/x", "https://ex.test/?a=b&c", "/é")
		}
		for _, l := range g.locales {
			if label := g.line("label"); g.chance("labelled") {
				item.Labels[l] = label
			}
		}
		menu = append(menu, item)
	}
	return tx.SaveMenu(ctx, menu)
}

// dot is a picture of one pixel.
func dot(shade uint8) []byte {
	img := image.NewGray(image.Rect(0, 0, 1, 1))
	img.Set(0, 0, color.Gray{Y: shade})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}
