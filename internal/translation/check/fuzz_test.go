package check

import (
	"slices"
	"testing"
	"unicode/utf8"

	"verso/internal/locale"
	"verso/internal/translation"
)

// hostilePairs are pairs that every check has something to say of, or could
// stumble over.
func hostilePairs() []Pair {
	var all []Pair
	texts := []string{
		"", " ", "\xff\xfe", "\x00a\x1b", "a\u202eb", "**a", "`", "[a](", "[a] (/b)", "![](a)", "[^1]", "[a](javascript:b)",
		"<b", "<a href='", "a|b\n\nc", "<<<<<<< x", "See **[the list](/en/list)** `a` number 7, https://ex.test a@ex.test.[^1]",
		"The quick brown fox (jumps over the the dog", "Что это такое и зачем?", "«a» ; b ! \u200b", "a  b…", "{#x}", "猫 と , 犬 。",
		"![a](b) <b>c</b> ~~d~~ 12 34", "a...", "¡", "\u2066\u2067\u2069", "x\u0301\u0301", "］（/a）", "「", "]\\[", "] (#)", "\\",
	}
	kinds := []translation.Kind{
		translation.Paragraph, translation.Heading2, translation.Cell, translation.HTML, translation.FieldTitle,
		translation.FieldSlug, translation.ImageAlt, translation.FieldSEODescription,
	}
	tags := []locale.Tag{"pt-BR", "fr", "ja", "ar", "es", "el", "zh-CN"}
	for i, source := range texts {
		for j, target := range texts {
			all = append(all, Pair{
				Kind: kinds[(i+j)%len(kinds)], From: "en-US", To: tags[(i+2*j)%len(tags)], Source: source, Target: target,
			})
			all = append(all, Pair{Kind: translation.Paragraph, From: "en-US", To: tags[j%len(tags)], Source: source, Target: target})
		}
	}
	return all
}

// hold fails when a finding of p is about bytes that are not there.
func hold(t *testing.T, p Pair, f Finding) {
	t.Helper()
	if f.Start < 0 || f.Start > f.End || f.End > len(p.Target) || f.SourceStart < 0 || f.SourceStart > f.SourceEnd || f.SourceEnd > len(p.Source) {
		t.Errorf("%s of %+v is about [%d:%d] and [%d:%d] of the source", f.Check, p, f.Start, f.End, f.SourceStart, f.SourceEnd)
	}
	if f.Fix == p.Target && f.Fix != "" {
		t.Errorf("%s of %+v is mended by what it is", f.Check, p)
	}
	if utf8.ValidString(p.Target) && utf8.ValidString(p.Source) && !utf8.ValidString(f.Fix) {
		t.Errorf("%s of %+v is mended as %q, which is not UTF-8", f.Check, p, f.Fix)
	}
	if len(f.Args)%2 != 0 || f.MessageID == "" || f.Severity.rank() < 0 {
		t.Errorf("%s of %+v is incomplete: %+v", f.Check, p, f)
	}
}

func TestFindingsAreAboutBytesThatAreThere(t *testing.T) {
	for _, p := range hostilePairs() {
		for _, f := range Run(p, Facts{}) {
			hold(t, p, f)
		}
	}
}

// Section 4: checks never panic on arbitrary UTF-8.
func FuzzRun(f *testing.F) {
	for _, p := range hostilePairs() {
		f.Add(p.Source, p.Target, string(p.Kind), string(p.To))
	}
	f.Fuzz(func(t *testing.T, source, target, kind, to string) {
		tag, err := locale.Parse(to)
		if err != nil {
			tag = "pt-BR"
		}
		p := Pair{Kind: translation.Kind(kind), From: "en-US", To: tag, Source: source, Target: target}
		facts := Facts{
			TargetText: Around{Known: true, Anchors: []string{"a"}},
			Links:      map[string]Link{"/b": {Group: 1, Locale: "en-US", Here: "/c"}},
			Slug:       Slug{Taken: true, Offer: "a"},
		}
		findings := Run(p, facts)
		for _, found := range findings {
			hold(t, p, found)
		}
		again := Run(p, facts)
		if !slices.EqualFunc(findings, again, func(a, b Finding) bool { return a.Check == b.Check && a.Start == b.Start && a.Fix == b.Fix }) {
			t.Errorf("%+v is judged in two ways", p)
		}
	})
}
