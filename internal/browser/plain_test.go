//go:build browser

package browser

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
)

// Without a script one signs in, writes, saves and publishes.
func TestAnArticleIsWrittenWithoutScripts(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	b := s.writer(t, "Ana", scripts(false))
	b.wantStatus(http.StatusOK, navigate(s.admin("en-US", "articles", "new")+"?locale=pt-br"))
	b.do(write(title, "A"+kb.Enter+"maré"), write("[name=body]", "Ela vem."))
	b.wantStatus(http.StatusOK, click("[data-save]"))
	p, err := s.db.PostBySlug(t.Context(), "pt-BR", content.Article, "a-maré")
	if err != nil || p.Status != content.Draft {
		t.Fatalf("saved is %s, %v; want a draft", p.Status, err)
	}
	if got := b.location(); got != s.editor("en-US", p.ID)+"?saved=pt-br&begun=1" {
		t.Errorf("after the first save the page is %s", got)
	}
	b.do(write("[name=body]", " Ela vai."))
	b.wantStatus(http.StatusOK, click("[data-save]"))
	b.wantStatus(http.StatusOK, click("[value=published]"))
	b.quiet()

	reader := newTab(t, scripts(false))
	reader.wantStatus(http.StatusOK, navigate(s.public("pt-BR", "a-maré")))
	if got := value[string](reader, `document.querySelector("main").innerText`); !strings.Contains(got, "Ela vem.") || !strings.Contains(got, "Ela vai.") {
		t.Errorf("readers see %q", got)
	}
}
