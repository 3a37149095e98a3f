package check

import (
	"testing"

	"verso/internal/translation"
)

func TestSlug(t *testing.T) {
	examples := []example{
		{name: "good", source: "a-cat", target: "um-gato"},
		{name: "letters of any script", to: "ar", source: "a-cat", target: "قطة-نائمة"},
		{name: "empty", source: "a-cat", target: "", facts: Facts{Slug: Slug{Offer: "um-gato"}}, want: "CheckSlugEmpty", fix: "um-gato"},
		{name: "not of a slug", source: "a-cat", target: "Um gato!", want: "PostSlugInvalid", at: "Um gato!", fix: "um-gato"},
		{name: "nothing to make one of", source: "a-cat", target: "!!", want: "PostSlugInvalid", at: "!!"},
		{name: "a word of the site", source: "a-cat", target: "admin", facts: Facts{Slug: Slug{Reserved: true, Offer: "admin-2"}}, want: "PostSlugReserved", at: "admin", fix: "admin-2"},
		{name: "another's", source: "a-cat", target: "um-gato", facts: Facts{Slug: Slug{Taken: true, Offer: "um-gato-2"}}, want: "PostSlugTaken", at: "um-gato", fix: "um-gato-2"},
	}
	for i := range examples {
		examples[i].kind = translation.FieldSlug
	}
	judge(t, "slug", examples)
}
