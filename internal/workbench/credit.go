package workbench

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"verso/internal/content"
	"verso/internal/errs"
)

// translators returns the names of those whose words a translation is made of, who
// wrote most of it first, as readers are told (translation 2.20). The author
// of the source is named there already.
func (s *Service) translators(ctx context.Context, v *View) (string, error) {
	words := map[content.UserID]int{}
	for _, seg := range v.Segments {
		if seg.State.Done() && !seg.Idle && seg.EditorID != 0 {
			words[seg.EditorID] += max(1, seg.Words)
		}
	}
	delete(words, v.Source.AuthorID)
	ids := slices.SortedFunc(maps.Keys(words), func(a, b content.UserID) int {
		if words[a] != words[b] {
			return words[b] - words[a]
		}
		return int(a - b)
	})
	names := ""
	for _, id := range ids {
		u, err := s.db.User(ctx, id)
		if errors.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return "", err
		}
		longer := strings.TrimPrefix(names+", "+u.Name, ", ")
		if utf8.RuneCountInString(longer) > content.MaxName {
			break
		}
		names = longer
	}
	return names, nil
}
