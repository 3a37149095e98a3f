package store

import (
	"context"

	"verso/internal/content"
)

// A ShelvedMedia is a file that texts alone do not tell of: somebody said what
// it shows, or no text refers to it.
type ShelvedMedia struct {
	content.Media
	Texts []content.MediaText // by locale
}

// ShelvedMedia returns those files, by what they hold.
func (r reads) ShelvedMedia(ctx context.Context) ([]ShelvedMedia, error) {
	var files []ShelvedMedia
	err := r.q.SelectContext(ctx, &files, `
		SELECT `+mediaColumns+` FROM media
		WHERE removed_at IS NULL AND (
			EXISTS (SELECT 1 FROM media_texts WHERE media_texts.media_id = media.id)
			OR NOT EXISTS (SELECT 1 FROM post_media WHERE post_media.media_id = media.id))
		ORDER BY hash`)
	if err != nil {
		return nil, wrap(err, "media beside texts")
	}
	var rows []struct {
		MediaID content.MediaID
		content.MediaText
	}
	if err := r.q.SelectContext(ctx, &rows, `SELECT media_id, locale, alt, caption FROM media_texts ORDER BY locale`); err != nil {
		return nil, wrap(err, "texts of media")
	}
	texts := map[content.MediaID][]content.MediaText{}
	for _, row := range rows {
		texts[row.MediaID] = append(texts[row.MediaID], row.MediaText)
	}
	for i := range files {
		files[i].Texts = texts[files[i].ID]
	}
	return files, nil
}
