package urls

import (
	"net/url"
	"strconv"

	"verso/internal/content"
)

// previewWord begins the addresses of previews below a locale; it is no slug.
const previewWord = "preview"

// PreviewRoute is the pattern of previews: of a post by its identifier, or of
// a text that is no post yet, "new".
const PreviewRoute = "/:locale/" + previewWord + "/:id"

// Preview returns where a post is shown as it would be to readers, whatever
// its status: "/pt-br/preview/12". token opens it to whoever has it; "" is for
// those who may see it anyway (rule 63).
func (b Builder) Preview(p content.Summary, token string) string {
	id := "new"
	if p.ID != 0 {
		id = strconv.FormatInt(int64(p.ID), 10)
	}
	path := join(p.Locale.Path(), previewWord, id)
	if token == "" {
		return path
	}
	return path + "?" + url.Values{"token": {token}}.Encode()
}
