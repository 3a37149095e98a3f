package admin_test

import (
	"net/http"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Languages are offered by name while a tag is typed; any other tag can be
// typed too.
func TestLanguagesAreOfferedByName(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		page := w.do(call{method: http.MethodGet, path: "/fr/admin/languages", secret: w.secrets[account.Admin]})
		doc, err := goquery.NewDocumentFromReader(page.Body)
		if err != nil {
			t.Fatal(err)
		}
		field := doc.Find("input[name=locale]")
		list, _ := field.Attr("list")
		offered := map[string]string{}
		doc.Find("datalist#" + list + " option").Each(func(_ int, o *goquery.Selection) {
			value, _ := o.Attr("value")
			offered[value] = o.Text()
		})
		for tag, want := range map[string]string{"sv": "suédois", "pt-BR": "portugais", "zh-Hant": "chinois traditionnel", "fr": "", "de": "", "en-US": ""} {
			if got := offered[tag]; got != want {
				t.Errorf("%s is offered as %q, want %q", tag, got, want)
			}
		}
	})
}
