package public

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/markdown"
)

// foreign returns the parts of a translation that are in the language of
// its source: where the site shows what nobody has translated yet (translation
// 2.1, case 66). They are counted in the text as it is rendered, without the
// heading that is its title.
func (s *Site) foreign(ctx context.Context, f family, p content.Post) (markdown.Foreign, error) {
	parent, ok := f.parent(p.ID)
	if !ok {
		return markdown.Foreign{}, nil
	}
	notes, err := s.DB.Translation(ctx, p.ID)
	if errors.Is(err, errs.NotFound) {
		return markdown.Foreign{}, nil
	}
	if err != nil {
		return markdown.Foreign{}, err
	}
	if notes.SourceID != parent.ID || notes.TargetRevision != p.Revision || notes.ForeignParts == "" {
		return markdown.Foreign{}, nil
	}
	cut := len(p.Body) - len(markdown.TrimTitle(p.Body, p.Title))
	other := markdown.Foreign{Locale: parent.Locale}
	for field := range strings.FieldsSeq(notes.ForeignParts) {
		from, to, _ := strings.Cut(field, "-")
		start, err := strconv.Atoi(from)
		if err != nil {
			return markdown.Foreign{}, err
		}
		end, err := strconv.Atoi(to)
		if err != nil {
			return markdown.Foreign{}, err
		}
		other.Parts = append(other.Parts, markdown.Span{Start: start - cut, End: end - cut})
	}
	return other, nil
}
