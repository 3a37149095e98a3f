//go:build browser

package browser

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"verso/internal/media"
	"verso/internal/server"
	"verso/internal/welcome"
	"verso/locales"
)

// picture keeps what the window shows as a picture of the documentation, when
// VERSO_PICTURES names a folder for them (scripts/picture does).
func (b *tab) picture(name string) {
	b.t.Helper()
	folder := os.Getenv("VERSO_PICTURES")
	if folder == "" {
		return
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.fonts.ready.then(() => {})`, chromedp.EvalAwaitPromise))
	shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), shot, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// newWelcome opens a site as the program starts one.
func newWelcome(t *testing.T) studio {
	t.Helper()
	s := newStudioIn(t, "en-US", "pt-BR")
	pictures, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer pictures.Close()
	files, err := server.NewImporter(s.db, pictures, locales.FS, clock)
	if err != nil {
		t.Fatal(err)
	}
	if err := welcome.Texts(t.Context(), s.db, files); err != nil {
		t.Fatal(err)
	}
	return s
}

// What docs/first-steps.md tells: the first admin, a post in two languages,
// both published in one act, and somebody invited.
func TestFirstSteps(t *testing.T) {
	t.Parallel()
	s := newWelcome(t)
	b := newTab(t, screen(1280, 800))
	link, err := s.site.Setup(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b.wantStatus(http.StatusOK, navigate(link))
	b.await("the cursor in the name", `document.activeElement.name === "name"`)
	b.do(types("Ana Prado"), types(kb.Tab), types("ana@example.org"))
	b.picture("first-admin")
	b.do(types(kb.Tab), types(password))
	b.wantStatus(http.StatusOK, types(kb.Enter))
	b.says("Overview")
	b.picture("overview")

	b.wantStatus(http.StatusOK, navigate(s.admin("en-US", "articles", "new")+"?locale=en-us"))
	b.edits()
	b.do(types("Where the river bends"), types(kb.Enter), dictates("The path leaves the road behind the **old mill**.\n\n## After an hour\n\nThe valley opens, and one hears the water before one sees it."), control("s"))
	b.await("the first save", `/\/posts\/\d+/.test(location.pathname)`)
	b.edits()
	b.do(click("[popovertarget=also-menu]"), click("#also-menu [name=empty]"))
	b.await("both languages", `document.querySelectorAll(".cm-content").length === 2`)
	b.do(focus("section:nth-of-type(2) [name=title]"), control("a"), types("Onde o rio faz a curva"))
	b.await("the address of the title", `document.querySelector("section:nth-of-type(2) [name=slug]").value === "onde-o-rio-faz-a-curva"`)
	b.do(types(kb.Enter), dictates("O caminho deixa a estrada atrás do **velho moinho**.\n\n## Uma hora depois\n\nO vale se abre, e se ouve a água antes de vê-la."), control("s"))
	b.await("both saved", `document.querySelector("[popovertarget=together-menu]")`)
	b.picture("two-languages")
	b.do(click("[popovertarget=together-menu]"), click("#together-menu button.primary"))
	b.told("2 published.")
	b.quiet()

	reader := newTab(t, screen(1280, 800))
	reader.wantStatus(http.StatusOK, navigate(s.public("pt-BR", "onde-o-rio-faz-a-curva")))
	reader.says("velho moinho")
	reader.picture("published")
	reader.wantStatus(http.StatusOK, click(`header a[hreflang=en-US]`))
	reader.says("old mill")

	b.wantStatus(http.StatusOK, navigate(s.admin("en-US", "people", "new")))
	b.do(write("#field-name", "Rui Silva"), write("#field-email", "rui@example.org"), click("#field-role-translator"))
	b.picture("invite")
	b.do(click("main form button.primary"))
	b.told("Rui Silva")
	b.quiet()
}
