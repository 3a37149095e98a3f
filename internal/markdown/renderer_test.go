package markdown

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"verso/internal/locale"
)

func labelsOf(l Labels) func(locale.Tag) Labels { return func(locale.Tag) Labels { return l } }

func TestATextIsRenderedOncePerLocale(t *testing.T) {
	r := newTestRenderer()
	first, _ := r.Render(`a "b"`, "en-US")
	again, _ := r.Render(`a "b"`, "en-US")
	other, _ := r.Render(`a "b"`, "de")
	if first != again {
		t.Error("the same text in the same locale is rendered twice")
	}
	if first == other || first.HTML(Fill{}) == other.HTML(Fill{}) {
		t.Error("another locale gets the same document")
	}
}

func TestManyWhoAskAtOnceShareOneRendering(t *testing.T) {
	var mu sync.Mutex
	renderings := 0
	r := New(Config{Labels: func(locale.Tag) Labels {
		mu.Lock()
		defer mu.Unlock()
		renderings++
		return testLabels
	}})
	src := strings.Repeat("## A heading\n\n```go\nfunc f() {}\n```\n\n", 200)
	documents := make([]*Document, 16)
	var wg sync.WaitGroup
	for i := range documents {
		wg.Go(func() {
			for n := range 4 {
				if _, err := r.Render(src+strconv.Itoa(n), "en-US"); err != nil {
					t.Error(err)
				}
			}
			documents[i], _ = r.Render(src, "en-US")
			documents[i].HTML(Fill{})
		})
	}
	wg.Wait()
	for _, d := range documents {
		if d != documents[0] {
			t.Error("two documents of one text")
		}
	}
	if renderings != 5 {
		t.Errorf("%d renderings of five texts", renderings)
	}
}

func TestTheCacheKeepsToItsBytes(t *testing.T) {
	c := newCache[string](4 * (entryBytes + 10 + 1))
	for i := range 10 {
		c.put(strconv.Itoa(i), "v", 10)
		c.get("0")
		if c.bytes > c.limit {
			t.Fatalf("%d bytes, allowed are %d", c.bytes, c.limit)
		}
	}
	if _, ok := c.get("0"); !ok {
		t.Error("the value used all the time is gone")
	}
	if _, ok := c.get("6"); ok {
		t.Error("the value longest unused is there")
	}
	if len(c.byKey) != 4 || c.recent.Len() != 4 {
		t.Errorf("%d values, want 4", len(c.byKey))
	}
	c.put("0", "w", 20)
	if v, _ := c.get("0"); v != "w" {
		t.Errorf("a value put again is %q, want w", v)
	}
	c.put("big", "v", 1<<20)
	if _, ok := c.get("big"); ok {
		t.Error("a value larger than the cache is kept")
	}
}

func TestOddTextsAreRead(t *testing.T) { // FACTS 28, 29
	for src, want := range map[string]string{
		"\ufeffa":       "<p>a</p>",
		"a\r\n\r\nb\rc": "<p>a</p>\n<p>b\nc</p>",
		"a\x00b":        "<p>a\ufffdb</p>",
		"a\xffb":        "<p>a\ufffdb</p>",
		"":              "",
		"نم\u200cدار":   "<p>نم\u200cدار</p>",
		"---\n\na":      "<hr>\n<p>a</p>",
		"# a\n\n\n\n\n": `<h2 id="a">a</h2>`,
	} {
		if got := bare(t, src); got != want {
			t.Errorf("Render(%q) = %q, want %q", src, got, want)
		}
	}
}

func TestCodeIsHighlightedByClassesThatAreAllowed(t *testing.T) { // trust T25
	for _, class := range highlightClasses() {
		if !permits("span", "class", class) {
			t.Errorf("the class %q is not allowed", class)
		}
	}
	for lang, code := range map[string]string{"go": "var a = 1 // b", "elixir": "def a, do: :b", "html": "<a href='b'>c</a>", "json": `{"a": 1}`, "ts": "let a: string", "c++": "int a;"} {
		out := bare(t, "```"+lang+"\n"+code+"\n```")
		if !strings.Contains(out, `<span class="`) || !strings.Contains(out, `<code class="language-`+lang) {
			t.Errorf("%s is not highlighted: %s", lang, out)
		}
		checkSafe(t, code, out)
	}
	for _, long := range []string{strings.Repeat("a := 1\n", maxHighlight/7+1), "a := " + strings.Repeat("1", maxCodeLine)} {
		if out := bare(t, "```go\n"+long+"\n```"); strings.Contains(out, "<span class=\"m") {
			t.Errorf("code of %d bytes is highlighted", len(long))
		}
	}
}
