package urls_test

import (
	"net/url"
	"strings"
	"testing"

	"verso/internal/web/urls"
)

func TestAdminAddressesAreReadGenerously(t *testing.T) { // T1: nothing below /:locale/admin reaches the public pages
	b := builder(t, "en-US", "pt-BR")
	for path, want := range map[string]urls.AdminAddress{
		"/pt-br/admin":          {Locale: "pt-BR", Exact: true},
		"/pt-br/admin/posts/12": {Locale: "pt-BR", Exact: true, Rest: "/posts/12"},
		"/pt-br/admin/":         {Locale: "pt-BR"},
		"/PT_BR/admin":          {Locale: "pt-BR"},
		"/pt/admin/x":           {Locale: "pt-BR", Bare: true, Rest: "/x"},
		"/pt-br/ADMIN/x":        {Locale: "pt-BR", Rest: "/x"},
		"/pt-br/%61dmin/x":      {Locale: "pt-BR", Rest: "/x"},
		"//pt-br//admin//x":     {Locale: "pt-BR", Rest: "//x"},
		"/pt-br/admin/%zz":      {Locale: "pt-BR", Exact: true, Rest: "/%zz"},
		"/pt-br/admin/..%2f..":  {Locale: "pt-BR", Exact: true, Rest: "/..%2f.."},
	} {
		if got, ok := b.ParseAdmin(path); !ok || got != want {
			t.Errorf("ParseAdmin(%q) = %+v, %t, want %+v", path, got, ok, want)
		}
	}
	for _, path := range []string{"", "/", "/pt-br", "/pt-br/", "/pt-br/administrator", "/xx/admin", "/admin", "/pt-br/artigos/admin", "/pt-br%2fadmin"} {
		if got, ok := b.ParseAdmin(path); ok {
			t.Errorf("ParseAdmin(%q) = %+v, want no address of the admin", path, got)
		}
	}
}

func TestNextLeadsBackIntoTheAdmin(t *testing.T) { // T11
	b := builder(t, "en-US", "pt-BR")
	for _, next := range []string{"/pt-br/admin", "/en-us/admin/posts/12?tab=seo&x=%2F", "/pt-br/admin/articles?q=%C3%A9"} {
		if got := b.Next(next, "en-US"); got != next {
			t.Errorf("Next(%q) = %q, want it back", next, got)
		}
	}
	for _, next := range []string{
		"", "/", "//e", "///e", `/\e`, `\/e`, "/%5Ce", "/%09/e", "https:e", "http:///e", "https://e/pt-br/admin", "/..//e", "\t//e", "/\t/e",
		"javascript:1", "@e", "/" + strings.Repeat("a", 8192), "/pt-br/admin/\x00", "/pt-br/admin\r\nX: y", "/pt-br/admin#//e",
		"/pt-br/admin/..//e", "/pt-br/admin/../../..//e", "/pt-br/admin/%2e%2e//e", `/pt-br/admin\..\e`, "//e/pt-br/admin", "/pt-br/artigos", "/xx/admin",
		"pt-br/admin", " /pt-br/admin", "/pt-br/admin//e", "/pt-br/admin/é",
	} {
		if got := b.Next(next, "en-US"); got != "/en-us/admin" {
			t.Errorf("Next(%q) = %q, want the start page", next, got)
		}
	}
}

func FuzzNextNeverLeavesTheSite(f *testing.F) { // T11
	for _, seed := range []string{"/pt-br/admin", "//e", `/\e`, "/%5Ce", "/..//e", "/pt-br/admin/../..//e", "/pt-br/admin?x=//e"} {
		f.Add(seed)
	}
	b := builder(f, "en-US", "pt-BR")
	base, err := url.Parse("https://ex.test/pt-br/admin/sign-in")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, next string) {
		got := b.Next(next, "en-US")
		to, err := base.Parse(got)
		if err != nil || to.Scheme != "https" || to.Host != "ex.test" || to.User != nil {
			t.Fatalf("Next(%q) = %q, which leads to %v, %v", next, got, to, err)
		}
		if strings.ContainsAny(got, "\\\t\r\n ") || strings.HasPrefix(got, "//") {
			t.Fatalf("Next(%q) = %q, which a browser may read as another host", next, got)
		}
		if _, ok := b.ParseAdmin(strings.SplitN(to.EscapedPath(), "?", 2)[0]); !ok {
			t.Fatalf("Next(%q) = %q, which is no address of the admin", next, got)
		}
	})
}
