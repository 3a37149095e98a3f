package markdown

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTimesOfARecordingLinkToThemselves(t *testing.T) { // FACTS 39, 40
	cases := []struct{ src, want string }{
		{`\[04:13\]`, `<a id="t253" href="#t253"><time datetime="PT4M13S">04:13</time></a>`},
		{`\{04:13\}`, `<a id="t253" href="#t253"><time datetime="PT4M13S">04:13</time></a>`},
		{`[04:13]`, `<a id="t253" href="#t253"><time datetime="PT4M13S">04:13</time></a>`},
		{`\[04:13.50\]`, `<a id="t253" href="#t253"><time datetime="PT4M13.50S">04:13.50</time></a>`},
		{`\[1:02:03\]`, `<a id="t3723" href="#t3723"><time datetime="PT1H2M3S">1:02:03</time></a>`},
		{`\[72:15\]`, `<a id="t4335" href="#t4335"><time datetime="PT72M15S">72:15</time></a>`},
		{`\[unintelligible 00:12:33.22\]`, `[unintelligible <a id="t753" href="#t753"><time datetime="PT12M33.22S">00:12:33.22</time></a>]`},
		{`[00:00] [00:00]`, `<a id="t0" href="#t0"><time datetime="PT0S">00:00</time></a> <a id="t0-1" href="#t0-1"><time datetime="PT0S">00:00</time></a>`},
		// Not times.
		{`\[laughs\]`, `[laughs]`},
		{`\[04:63\]`, `[04:63]`},
		{`\[1:72:00\]`, `[1:72:00]`},
		{`\[04:13\}`, `[04:13}`},
		{`\\[x]`, `\[x]`},
		{"`[04:13]`", `<code>[04:13]</code>`},
		{`[04:13](/a)`, `<a href="/a">04:13</a>`},
		{`[see \[04:13\]](/a)`, `<a href="/a">see <time datetime="PT4M13S">04:13</time></a>`},
	}
	for _, c := range cases {
		if got := bare(t, c.src); got != "<p>"+c.want+"</p>" {
			t.Errorf("Render(%s)\n got %s\nwant <p>%s</p>", c.src, got, c.want)
		}
	}
}

func TestATextWithSpeakersWhoReturnIsATranscript(t *testing.T) { // FACTS 39
	cases := []struct {
		name, src     string
		turns, pauses int
	}{
		{"a conversation", "**A:** a\n\n**B:** b\n\nmore\n\n**A:** c\n\n**B:** d", 4, 0},
		{"with the colon outside", "**A**: a\n\n**B**: b\n\n**A**: c\n\n**B**: d", 0, 0},
		{"in full width", "**A：** a\n\n**B：** b\n\n**A：** c\n\n**B：** d", 4, 0},
		{"names on their own lines", "**A:**\n\na\n\n**B:**\n\nb\n\n**Break:**\n\n**A:**\n\nc\n\n**B:**\n\nd", 4, 1},
		{"with a timed break and a line of stars", "**A:** a\n\n**Break:** \\[01:00\\]\n\n**B:** b\n\n\\* \\* \\*\n\n**A:** c\n\n**B:** d", 4, 2},
		{"three turns only", "**A:** a\n\n**B:** b\n\n**A:** c", 0, 0},
		{"four remarks of an article", "**Note:** a\n\n**Tip:** b\n\n**Pro:** c\n\n**Con:** d", 0, 0},
		{"a list of terms", "- **A:** a\n- **B:** b\n- **A:** c\n- **B:** d", 0, 0},
		{"bold beginnings", strings.Repeat("**This is a sentence that somebody made bold because it matters a lot:** a\n\n", 5), 0, 0},
	}
	for _, c := range cases {
		out := bare(t, c.src)
		if turns, pauses := strings.Count(out, `<div class="turn">`), strings.Count(out, `<div class="pause">`); turns != c.turns || pauses != c.pauses {
			t.Errorf("%s: %d turns and %d pauses, want %d and %d:\n%s", c.name, turns, pauses, c.turns, c.pauses, out)
		}
	}
}

func TestRealTranscriptsKeepTheirTurns(t *testing.T) { // FACTS 39
	root := os.Getenv("VERSO_CORPUS")
	if root == "" {
		t.Skip("VERSO_CORPUS is unset: no real transcripts to render")
	}
	for _, set := range []string{"transcripts", "seeds"} {
		var expected struct {
			Files map[string]struct {
				Turns  int            `json:"speaker_turns"`
				Times  int            `json:"time_marks"`
				Breaks map[string]int `json:"speakers"`
			}
		}
		b, err := os.ReadFile(filepath.Join(root, set, "expected.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &expected); err != nil || len(expected.Files) == 0 {
			t.Fatalf("%s: no files expected: %v", set, err)
		}
		for name, want := range expected.Files {
			src, err := os.ReadFile(filepath.Join(root, set, name))
			if err != nil {
				t.Fatal(err)
			}
			out := bare(t, string(src))
			if got := strings.Count(out, `<div class="turn">`); got != want.Turns {
				t.Errorf("%s: %d turns, want %d", name, got, want.Turns)
			}
			if got := strings.Count(out, `<time datetime="PT`); got < want.Times {
				t.Errorf("%s: %d times, want at least %d", name, got, want.Times)
			}
			if strings.Contains(out, `\`) {
				t.Errorf("%s: a backslash is printed", name)
			}
		}
	}
}
