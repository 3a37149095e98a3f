package server_test

import (
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Translation case 66: where the site shows what nobody has translated, the
// block says in which language it is; once it is translated and published, it
// says nothing any more.
func TestCase66AnUntranslatedBlockHasTheLanguageOfItsSource(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		d := newStaleDesk(t, db)
		if err := d.writing.SetSetting(t.Context(), account.Operator(), site.PublishPolicy, "", string(site.Fallback)); err != nil {
			t.Fatal(err)
		}
		d.rewrite("Boats come in.\n\nThe lamp is lit at six.\n\nNobody asks why.\n")
		d.open()
		h := cached(t, db)
		const foreign, native = `<p lang="en-US" dir="ltr">The lamp is lit at six.</p>`, `<p>Os barcos entram.</p>`
		if body := get(h, "/pt-br/artigos/porto").Body.String(); strings.Contains(body, "lamp") || !strings.Contains(body, native) {
			t.Errorf("readers see what nobody published:\n%s", body)
		}
		d.publish()
		if body := get(h, "/pt-br/artigos/porto").Body.String(); !strings.Contains(body, foreign) || !strings.Contains(body, native) {
			t.Errorf("no %s, %s in:\n%s", foreign, native, body)
		}
		d.translate("The lamp is lit at six.", "A luz se acende às seis.")
		d.publish()
		body := get(h, "/pt-br/artigos/porto").Body.String()
		if !strings.Contains(body, "<p>A luz se acende às seis.</p>") || strings.Contains(body, `<p lang="en-US"`) {
			t.Errorf("translated and published it is:\n%s", body)
		}
	})
}
