package content_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"verso/internal/content"
	"verso/internal/errs"
)

func TestSlugifyKeepsLettersOfEveryLanguage(t *testing.T) {
	for title, want := range map[string]string{
		"Olá, mundo!":             "olá-mundo",
		"Introdução":              "introdução",
		"日本語 の 記事":                "日本語-の-記事",
		"v1.0 — “Trio”":           "v1-0-trio",
		"don’t panic":             "dont-panic",
		"  --  ":                  "",
		"../../etc/passwd":        "etc-passwd",
		`"><svg/onload=1>`:        "svg-onload-1",
		"C++ & Go?":               "c-plus-plus-go",
		"C#":                      "c-sharp",
		"Step #1":                 "step-1",
		"مرحبا بالعالم":           "مرحبا-بالعالم",
		strings.Repeat("ab-", 80): strings.TrimSuffix(strings.Repeat("ab-", 33), "-"),
	} {
		if got := content.Slugify(title); got != want {
			t.Errorf("Slugify(%q) = %q, want %q", title, got, want)
		}
	}
}

// Trust T6.
func TestValidSlugRefusesWhatCouldMeanSomethingElse(t *testing.T) {
	for _, bad := range []string{"", ".", "..", "a/b", "a b", `"><svg>`, "Ola", "feed.xml", "-a", "a-", "a?b", "a#b", "e\u0301", "a\x00"} {
		if content.ValidSlug(bad) == nil {
			t.Errorf("ValidSlug(%q) accepts it", bad)
		}
	}
	for _, good := range []string{"ola-mundo", "introdução", "日本語", "2024", "a--b"} {
		if err := content.ValidSlug(good); err != nil {
			t.Errorf("ValidSlug(%q): %v", good, err)
		}
	}
}

func FuzzSlugify(f *testing.F) {
	for _, seed := range []string{"Olá, mundo!", "İstanbul", "ﬁ", "ß", "👩‍👩‍👧 family", "a\u0301", "\xff\xfe"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, title string) {
		slug := content.Slugify(title)
		if slug == "" {
			return
		}
		if err := content.ValidSlug(slug); err != nil {
			t.Errorf("Slugify(%q) = %q: %v", title, slug, err)
		}
		if !norm.NFC.IsNormalString(slug) || uniseg.GraphemeClusterCount(slug) > 100 {
			t.Errorf("Slugify(%q) = %q is not in NFC or too long", title, slug)
		}
		if again := content.Slugify(slug); again != slug {
			t.Errorf("Slugify(%q) = %q, and of that %q", title, slug, again)
		}
	})
}

func TestPublishKeepsTheFirstDateAndSchedulesTheFuture(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	var p content.Post
	p.Publish(now)
	p.Publish(now.Add(time.Hour))
	if p.Status != content.Published || !p.PublishedAt.Equal(now) || !p.FirstPublishedAt.Equal(now) {
		t.Errorf("published twice: %s at %v, first %v; want published at the first time", p.Status, p.PublishedAt, p.FirstPublishedAt)
	}
	tomorrow := now.AddDate(0, 0, 1)
	later := content.Post{PublishedAt: &tomorrow}
	later.Publish(now)
	if later.Status != content.Scheduled || later.FirstPublishedAt != nil {
		t.Errorf("dated tomorrow: %s, first public %v; want scheduled", later.Status, later.FirstPublishedAt)
	}
	later.Publish(tomorrow)
	if later.Status != content.Published {
		t.Errorf("at its time: %s, want published", later.Status)
	}
}

func TestValidateNamesEveryFieldToMend(t *testing.T) {
	err := content.Post{Slug: "Bad Slug", Body: "nul\x00", Excerpt: strings.Repeat("x", 3000)}.Validate()
	bad, ok := errors.AsType[errs.Invalid](err)
	if !ok {
		t.Fatalf("Validate: %v, want Invalid", err)
	}
	for _, field := range []string{"title", "slug", "body", "excerpt"} {
		if bad[field] == "" {
			t.Errorf("Validate says nothing of %s: %v", field, bad)
		}
	}
}

// Trust T32: a title must not turn the text that follows it.
func TestTitlesAndNamesHoldNoControlsOfDirection(t *testing.T) {
	const hostile = "abc\u202efdp.exe"
	good := content.Post{Title: "x", Slug: "x", Body: hostile, Excerpt: hostile} // isolated by their elements
	for name, kept := range map[string]string{
		"Persian": "می\u200cخواهم", "emoji": "👩\u200d👧", "a mark": "C\u200e++", "Arabic": "مرحبا (Go)",
	} {
		p := good
		p.Title, p.Author, p.Translator = kept, kept, kept
		if err := p.Validate(); err != nil {
			t.Errorf("%s: %v, want no error", name, err)
		}
	}
	for _, r := range "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n" {
		p, line := good, "a"+string(r)+"b"
		p.Title, p.Author, p.Translator = line, line, line
		bad, _ := errors.AsType[errs.Invalid](p.Validate())
		for _, field := range []string{"title", "author", "translator"} {
			if bad[field] != "TextInvalid" {
				t.Errorf("%s with %U: %v, want TextInvalid", field, r, bad)
			}
		}
		if len(bad) != 3 {
			t.Errorf("with %U: %v, want three fields", r, bad)
		}
	}
	message := content.Message{Name: hostile, Subject: hostile, Email: "ana@ex.test", Body: hostile}
	bad, _ := errors.AsType[errs.Invalid](message.Validate())
	if len(bad) != 2 || bad["name"] == "" || bad["subject"] == "" {
		t.Errorf("message: %v, want its name and subject", bad)
	}
	if content.ValidSlug(hostile) == nil {
		t.Error("a slug may turn the text that follows")
	}
}

// Trust T22 and T39.
func TestMessageRefusesWhatCouldBecomeAHeader(t *testing.T) {
	good := content.Message{Name: "Ana", Email: "ana@ex.test", Body: "Olá"}
	if err := good.Validate(); err != nil {
		t.Fatalf("a good message: %v", err)
	}
	for field, change := range map[string]func(*content.Message){
		"name":    func(m *content.Message) { m.Name = "a\r\nBcc: x@y.test" },
		"subject": func(m *content.Message) { m.Subject = "a\nb" },
		"email":   func(m *content.Message) { m.Email = "Ana <ana@ex.test>" },
		"message": func(m *content.Message) { m.Body = strings.Repeat("x", content.MaxMessageBody+1) },
	} {
		m := good
		change(&m)
		bad, _ := errors.AsType[errs.Invalid](m.Validate())
		if bad[field] == "" {
			t.Errorf("bad %s: %v, want a reason for it", field, bad)
		}
	}
}

func TestSourceIsTheRecordedPostElseTheDefaultLocaleElseTheOldest(t *testing.T) {
	posts := []content.Summary{{ID: 7, Locale: "ja"}, {ID: 3, Locale: "de"}, {ID: 9, Locale: "en-US"}}
	seven := content.PostID(7)
	if got := content.Source(posts, &seven, "en-US"); got.ID != 7 {
		t.Errorf("recorded source: post %d, want 7", got.ID)
	}
	if got := content.Source(posts, nil, "en-US"); got.ID != 9 {
		t.Errorf("default locale: post %d, want 9", got.ID)
	}
	if got := content.Source(posts, nil, "fr"); got.ID != 3 {
		t.Errorf("oldest: post %d, want 3", got.ID)
	}
}

// Rule 22b and trust T11.
func TestRedirectTargetsStayOnThisSiteOrAreHTTPS(t *testing.T) {
	for _, bad := range []string{"//e", `/\e`, "javascript:1", "https:e", "http:///e", "\t//e", "mailto:a@b", "/a\r\nb", "/a\x00", "https://u@h/"} {
		if content.ValidTarget(bad) {
			t.Errorf("ValidTarget(%q) accepts it", bad)
		}
	}
	r := content.Redirect{From: "/blog/", Prefix: true, To: "/en-us/articles/:splat", Status: 301}
	for path, want := range map[string]string{
		"/blog/x": "/en-us/articles/x", "/blog/a b": "/en-us/articles/a%20b", "/blog//evil.test": "/en-us/articles/evil.test",
		"/blog/x/": "/en-us/articles/x", "/blog": "/en-us/articles", "/blog/": "/en-us/articles",
	} {
		if got := r.Target(path); got != want {
			t.Errorf("target of %s is %s, want %s", path, got, want)
		}
	}
	if r.Matches("/blog/../../x") {
		t.Error("a path that climbs out of the prefix matches it")
	}
	open := content.Redirect{From: "/out/", Prefix: true, To: "/:splat", Status: 301}
	if got := open.Target(`/out/\evil.test`); !content.ValidTarget(got) {
		t.Errorf("the rest of a path became another host: %s", got)
	}
}

func TestRedirectsThatLoopOrFollowOneAnotherAreRefused(t *testing.T) {
	if err := (content.Redirect{From: "/a", To: "/a/", Status: 301}).Validate(); !errors.Is(err, content.ErrRedirectLoop) {
		t.Errorf("a to itself: %v, want ErrRedirectLoop", err)
	}
	ab := content.Redirect{From: "/a", To: "/b", Status: 301}
	if err := (content.Redirect{From: "/b", To: "/c", Status: 301}).Chain([]content.Redirect{ab}); !errors.Is(err, content.ErrRedirectChain) {
		t.Errorf("a to b to c: %v, want ErrRedirectChain", err)
	}
	if err := (content.Redirect{From: "/b", To: "/a", Status: 301}).Chain([]content.Redirect{ab}); !errors.Is(err, content.ErrRedirectLoop) {
		t.Errorf("a to b to a: %v, want ErrRedirectLoop", err)
	}
}

// Rule 22b: one path has many spellings, and a loop in any of them is one.
func TestALoopIsSeenHoweverItIsSpelled(t *testing.T) {
	for from, to := range map[string]string{
		"/olá":       "/ol%C3%A1",
		"/ola\u0301": "/ol%C3%A1/?x=1#y",
		"/caf\u00e9": "/cafe%CC%81",
		"/a":         "/b/../a",
		"/a/b":       "/a/%2e/b",
	} {
		r := content.Redirect{From: from, To: to, Status: 301}
		if err := r.Validate(); !errors.Is(err, content.ErrRedirectLoop) {
			t.Errorf("%s to %s: %v, want ErrRedirectLoop", from, to, err)
		}
		other := content.Redirect{From: from, To: "/elsewhere", Status: 301}
		if err := (content.Redirect{From: "/z", To: to, Status: 301}).Chain([]content.Redirect{other}); !errors.Is(err, content.ErrRedirectChain) {
			t.Errorf("z to %s, which leads on: %v, want ErrRedirectChain", to, err)
		}
	}
}

func TestATargetAtTheSitesOwnOriginIsAPath(t *testing.T) { // rule 22b
	const origin = "https://ex.test"
	for to, want := range map[string]string{
		"https://ex.test/a":            "/a",
		"http://EX.test:80/a?b=c#d":    "/a?b=c#d",
		"https://ex.test":              "/",
		"https://ex.test//evil.test":   "/evil.test",
		"https://ex.test/x/:splat":     "/x/:splat",
		"https://ex.test:8443/a":       "https://ex.test:8443/a",
		"https://other.test/a":         "https://other.test/a",
		"/a":                           "/a",
		"https://ex.test/ol%C3%A1%2Fb": "/ol%C3%A1%2Fb",
	} {
		if got := (content.Redirect{From: "/x", To: to, Status: 301}).Within(origin).To; got != want {
			t.Errorf("%s within %s is %s, want %s", to, origin, got, want)
		}
	}
	self := content.Redirect{From: "/a", To: "https://ex.test/a", Status: 301}
	if err := self.Within(origin).Validate(); !errors.Is(err, content.ErrRedirectLoop) {
		t.Errorf("a to itself by its whole address: %v, want ErrRedirectLoop", err)
	}
}

func TestARedirectIsFoundInEitherFormOfAccents(t *testing.T) {
	const composed, decomposed = "/caf\u00e9", "/cafe\u0301"
	for _, from := range []string{composed, decomposed} {
		exact := content.Redirect{From: from, To: "/x", Status: 301}
		below := content.Redirect{From: from + "/", To: "/x/:splat", Status: 301, Prefix: true}
		for _, path := range []string{composed, decomposed} {
			if !exact.Matches(path) {
				t.Errorf("%q does not match %q", from, path)
			}
			if got := below.Target(path + "/y"); got != "/x/y" {
				t.Errorf("%q sends %q to %s, want /x/y", from, path, got)
			}
		}
		if got := exact.Folded().From; got != composed {
			t.Errorf("%q is kept as %q, want NFC", from, got)
		}
	}
}

func TestSourcesThatNoReaderAsksForAreRefused(t *testing.T) { // rule 22b, T28
	for name, from := range map[string]string{
		"a query":    "/a?b",
		"a fragment": "/a#b",
		"too long":   "/" + strings.Repeat("a", 1024),
		"too deep":   strings.Repeat("/a", 33),
		"a host":     "//ex.test/a",
	} {
		if err := (content.Redirect{From: from, To: "/x", Status: 301}).Validate(); !errors.Is(err, content.ErrRedirectFrom) {
			t.Errorf("%s: %v, want ErrRedirectFrom", name, err)
		}
	}
	for _, from := range []string{"/" + strings.Repeat("a", 1023), strings.Repeat("/a", 32)} {
		if err := (content.Redirect{From: from, To: "/x", Status: 301}).Validate(); err != nil {
			t.Errorf("%d bytes: %v, want no error", len(from), err)
		}
	}
}

func FuzzRedirectTarget(f *testing.F) {
	for _, seed := range []string{"x", "//evil", `\evil`, "%2F%2Fevil", "\t/evil", "@evil", ":splat"} {
		f.Add(seed)
	}
	r := content.Redirect{From: "/blog/", Prefix: true, To: "/:splat", Status: 301}
	f.Fuzz(func(t *testing.T, rest string) {
		if got := r.Target("/blog/" + rest); !content.ValidTarget(got) && content.CleanText(rest) && len(rest) < 500 {
			t.Errorf("target of /blog/%q is %q, which may leave the site", rest, got)
		}
	})
}
