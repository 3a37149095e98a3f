package store

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"verso/internal/content"
	"verso/internal/locale"
)

// A Key names something that pages show; what a page read, and what an act
// changed, are sets of keys. They are the surrogate keys by which cached pages
// are purged: a read notes its keys by itself, so no page can forget one.
type Key string

// AllKeys stands for everything: an act that changes the site's settings, or
// more than is worth naming.
const AllKeys Key = "*"

func postKey(id content.PostID) Key            { return Key("post:" + strconv.FormatInt(int64(id), 10)) }
func groupKey(id content.GroupID) Key          { return Key("group:" + strconv.FormatInt(int64(id), 10)) }
func besideKey(id content.PostID) Key          { return Key("beside:" + strconv.FormatInt(int64(id), 10)) }
func tagKey(id content.TagID) Key              { return Key("tag:" + strconv.FormatInt(int64(id), 10)) }
func termKey(id content.TermID) Key            { return Key("term:" + strconv.FormatInt(int64(id), 10)) }
func slugKey(slug string) Key                  { return Key("slug:" + slug) }
func tagSlugKey(slug string) Key               { return Key("tagslug:" + slug) }
func fileKey(address string) Key               { return Key("file:" + address) }
func redirectKey(path string) Key              { return Key("redirect:" + strings.TrimSuffix(path, "/")) }
func listKey(l locale.Tag, k content.Kind) Key { return Key("list:" + string(l) + ":" + string(k)) }
func countKey(k content.Kind) Key              { return Key("count:" + string(k)) }
func deskKey(id content.PostID) Key            { return Key("admin:post:" + strconv.FormatInt(int64(id), 10)) }

// Keys of what concerns the whole site.
const (
	tagsKey    Key = "tags"    // the tags that are in use
	sitemapKey Key = "sitemap" // what search engines may list
)

// deskPosts is what the lists of the admin show of posts. Keys that begin with
// "admin:" purge no public page; they reach those who work on every instance.
const deskPosts Key = "admin:posts"

// What the admin shows of files, of tags and of the menu.
const (
	deskMedia Key = "admin:media"
	deskTags  Key = "admin:tags"
	deskMenu  Key = "admin:menu"
)

// Uses gathers the keys of everything that is read under its context. It is
// safe for use by many goroutines.
type Uses struct {
	mu   sync.Mutex
	keys map[Key]struct{}
}

type usesKey struct{}

// WithUses returns a context whose reads note their keys in the result.
func WithUses(ctx context.Context) (context.Context, *Uses) {
	uses := &Uses{keys: map[Key]struct{}{}}
	return context.WithValue(ctx, usesKey{}, uses), uses
}

// Note adds keys, such as those of a part that was read before and kept.
func (u *Uses) Note(keys ...Key) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, key := range keys {
		u.keys[key] = struct{}{}
	}
}

// Keys returns what was read, in order.
func (u *Uses) Keys() []Key {
	u.mu.Lock()
	defer u.mu.Unlock()
	keys := make([]Key, 0, len(u.keys))
	for key := range u.keys {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// NoteUse adds keys to those gathered under ctx, if any are.
func NoteUse(ctx context.Context, keys ...Key) {
	if uses, ok := ctx.Value(usesKey{}).(*Uses); ok {
		uses.Note(keys...)
	}
}

// noteEach adds the key of each item.
func noteEach[T any](ctx context.Context, items []T, key func(T) Key) {
	uses, ok := ctx.Value(usesKey{}).(*Uses)
	if !ok {
		return
	}
	for _, item := range items {
		uses.Note(key(item))
	}
}

// notePosts adds the keys of the posts that a read returned.
func notePosts(ctx context.Context, posts []content.Summary) {
	noteEach(ctx, posts, func(p content.Summary) Key { return postKey(p.ID) })
}

// touchesAll reports whether the act changes so much that everything is
// purged.
func (tx *Tx) touchesAll() bool { return len(tx.touched) > maxChangeKeys }

// touch notes that the act changes what is known under keys.
func (tx *Tx) touch(keys ...Key) {
	if tx.touchesAll() {
		return
	}
	for _, key := range keys {
		tx.touched[key] = struct{}{}
	}
}

// touchPost notes that p changes, comes or goes: what shows it, lists it,
// links to it or stands beside it. An update calls it before and after.
func (tx *Tx) touchPost(ctx context.Context, p content.Post) error {
	tx.touchAlone(p)
	return tx.touchBeside(ctx, p)
}

// touchAlone is the part of touchPost that asks nothing.
func (tx *Tx) touchAlone(p content.Post) {
	tx.touch(postKey(p.ID), groupKey(p.GroupID), slugKey(p.Slug), deskPosts, deskKey(p.ID))
	if p.Status == content.Published {
		tx.touch(listKey(p.Locale, p.Kind), sitemapKey, besideKey(p.ID))
	}
}

// touchBeside notes that the posts beside a published article change.
func (tx *Tx) touchBeside(ctx context.Context, p content.Post) error {
	if p.Status != content.Published || p.Kind != content.Article || tx.touchesAll() {
		return nil
	}
	before, after, err := tx.Neighbours(ctx, p)
	tx.touch(besideKey(before.ID), besideKey(after.ID))
	return err
}

// touchTag notes that a tag changes, or how many articles carry it.
func (tx *Tx) touchTag(t content.Tag) {
	tx.touch(tagKey(t.ID), termKey(t.TermID), tagSlugKey(t.Slug), tagsKey, deskTags)
}

// touchTagsOf notes that the tags of a post change.
func (tx *Tx) touchTagsOf(ctx context.Context, id content.PostID) error {
	tags, err := tx.TagsOf(ctx, id)
	for _, t := range tags {
		tx.touchTag(t)
	}
	return err
}
