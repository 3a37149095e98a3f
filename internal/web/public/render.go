package public

import (
	"context"
	"errors"
	"strings"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/message"
	"verso/internal/web/links"
)

// render turns a post's text into a document and says what its links and
// images are for this reader (rule 70). A text over the limits is shown as it
// was written; a work without a text, as small projects are, shows what is said
// of it in lists.
func (s *Site) render(ctx context.Context, v visit, p content.Post, media map[string]content.Media, render renderer) (*markdown.Document, markdown.Fill, error) {
	if strings.TrimSpace(p.Body) == "" && p.Excerpt != "" {
		return markdown.Paragraph(p.Excerpt), markdown.Fill{}, nil
	}
	body := markdown.TrimTitle(p.Body, p.Title)
	document, err := render(body, p.Locale)
	if limit, over := errors.AsType[*markdown.LimitError](err); over {
		s.Log.WarnContext(ctx, "a text is shown as it was written", "post", p.ID, "reason", limit)
		document, err = markdown.AsWritten(body), nil
	}
	if err != nil {
		return nil, markdown.Fill{}, err
	}
	text := links.Text{Locale: v.locale}
	file, err := s.DB.ImportFileOf(ctx, p.ID)
	if err == nil {
		text.File, text.Address = file.Path, file.Address
	} else if !errors.Is(err, errs.NotFound) {
		return nil, markdown.Fill{}, err
	}
	targets, err := links.New(s.DB, v.Builder).Resolve(ctx, text, document.Links)
	if err != nil {
		return nil, markdown.Fill{}, err
	}
	return document, markdown.Fill{
		Link:  func(href string) markdown.Link { return link(href, targets) },
		Image: func(src string) markdown.Image { return v.image(src, media) },
	}, nil
}

// A renderer is what makes a document of a text: Render of markdown.Renderer,
// or its Live.
type renderer func(body string, l locale.Tag) (*markdown.Document, error)

// link fills the slot of a link.
func link(href string, targets map[string]links.Target) markdown.Link {
	t, internal := targets[href]
	switch {
	case !internal:
		return markdown.Link{Href: href}
	case t.Dead:
		return markdown.Link{Drop: true}
	}
	return markdown.Link{Href: t.Href, Hreflang: string(t.Locale)}
}

// Labels returns the words inside the texts of a locale, for a
// markdown.Renderer.
func Labels(catalog *message.Catalog) func(locale.Tag) markdown.Labels {
	return func(l locale.Tag) markdown.Labels {
		words := catalog.For(l)
		labels := markdown.Labels{
			Footnotes: words.Text("FootnotesTitle"),
			Backlink:  words.Text("FootnoteBack", "Number", "{number}"),
			Anchors:   true,
			Table:     words.Text("TableLabel"),
			Done:      words.Text("TaskDone"),
			Undone:    words.Text("TaskOpen"),
			Note:      words.Text("AlertNote"),
			Tip:       words.Text("AlertTip"),
			Important: words.Text("AlertImportant"),
			Warning:   words.Text("AlertWarning"),
			Caution:   words.Text("AlertCaution"),
		}
		if words.Foreign() {
			labels.Lang = words.Catalog()
		}
		return labels
	}
}
