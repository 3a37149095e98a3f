package public

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/publishing"
)

// beingWritten returns a post with what a person has typed into its form. id
// is the post's, or "new" for one that is not begun; that may name the "kind"
// of its work and, when it has one, its "group". Fields that are not in the
// form are as they were saved.
func (s *Site) beingWritten(ctx context.Context, by account.User, l locale.Tag, id string, form url.Values) (content.Post, []content.Tag, error) {
	p, err := s.begun(ctx, by, l, id, form)
	if err != nil {
		return p, nil, err
	}
	f := p.Fields(nil)
	for name := range form {
		if text := f.Text(name); text != nil {
			*text = printable(form.Get(name))
		}
	}
	if form.Has("published_at") {
		f.PublishedAt, f.UTCOffset = clock(form.Get("published_at"), by)
	}
	p = p.With(f)
	if form.Has("tags") {
		return p, typedTags(p.Locale, form["tags"]), nil
	}
	tags, err := s.DB.TagsOf(ctx, p.ID)
	return p, tags, err
}

// begun returns the post that is written, if by may.
func (s *Site) begun(ctx context.Context, by account.User, l locale.Tag, id string, form url.Values) (content.Post, error) {
	p := content.Post{Kind: content.Article, Locale: l, AuthorID: by.ID}
	may := policy.CreatePost
	if id == "new" {
		if kind := content.Kind(form.Get("kind")); kind == content.Page || kind == content.Project {
			p.Kind = kind
		}
		if group, err := strconv.ParseInt(form.Get("group"), 10, 64); err == nil && group != 0 {
			p.GroupID, p.AuthorID, may = content.GroupID(group), 0, policy.AddVariant
		}
	} else {
		number, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return p, errs.NotFound
		}
		if p, err = s.DB.Post(ctx, content.PostID(number)); err != nil {
			return p, err
		}
		may = policy.ReadPost
	}
	variants, err := s.DB.Variants(ctx, p.GroupID)
	if err != nil {
		return p, err
	}
	return p, policy.Check(by, may, publishing.Object(by, p.Summary(), variants))
}

// printable returns a text without what no page can show.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// clock reads the time on a person's clock, or a moment as RFC 3339 has it;
// what is neither is no date yet.
func clock(written string, by account.User) (*time.Time, int) {
	if at, err := time.Parse(time.RFC3339, written); err == nil {
		_, seconds := at.Zone()
		return &at, seconds / 60
	}
	m, err := content.ReadClock(written, by.Zone())
	if err != nil {
		return nil, 0
	}
	return &m.At, m.UTCOffset
}

// typedTags returns tags by their names, each a value of its own or several
// with commas between them; they need not be there yet.
func typedTags(l locale.Tag, values []string) []content.Tag {
	var tags []content.Tag
	for _, value := range values {
		for name := range strings.SplitSeq(printable(value), ",") {
			name = strings.Join(strings.Fields(name), " ")
			if slug := content.SlugifyIn(name, l); slug != "" {
				tags = append(tags, content.Tag{Locale: l, Slug: slug, Name: name})
			}
		}
	}
	return tags
}

// skippedLines returns how many lines of a text stand before what is left of
// it, its end.
func skippedLines(text, left string) int {
	return strings.Count(strings.TrimSuffix(text, left), "\n")
}
