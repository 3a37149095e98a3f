package check

import (
	"slices"
	"testing"

	"verso/internal/locale"
	"verso/internal/translation"
)

// An example is a pair and what one check says of it.
type example struct {
	name           string
	kind           translation.Kind // "": a paragraph
	from, to       locale.Tag       // "": en-US and pt-BR
	source, target string
	facts          Facts
	want           string // the message; "" when the check is silent
	at             string // what it is about, in the target, or in the source where the target lacks it
	fix            string
	severity       Severity // "": that of the check
}

// judge runs one check, id, over examples.
func judge(t *testing.T, id string, examples []example) {
	t.Helper()
	i := slices.IndexFunc(All(), func(c Check) bool { return c.ID == id })
	if i < 0 {
		t.Fatalf("no check is called %s", id)
	}
	checked := 0
	for _, e := range examples {
		p := Pair{Kind: e.kind, From: e.from, To: e.to, Source: e.source, Target: e.target}
		if p.Kind == "" {
			p.Kind = translation.Paragraph
		}
		if p.From == "" {
			p.From = "en-US"
		}
		if p.To == "" {
			p.To = "pt-BR"
		}
		var got Finding
		for _, f := range Run(p, e.facts) {
			if f.Check == id && (got.Check == "" || f.MessageID == e.want && got.MessageID != e.want) {
				got = f
				checked++
			}
		}
		if e.want == "" {
			if got.Check != "" {
				t.Errorf("%s: %s of %q, want silence", e.name, got.MessageID, e.target)
			}
			continue
		}
		about := e.target[got.Start:got.End]
		if got.SourceEnd > got.SourceStart {
			about = e.source[got.SourceStart:got.SourceEnd]
		}
		if got.MessageID != e.want || about != e.at || got.Fix != e.fix {
			t.Errorf("%s: %s about %q, fixed as %q; want %s about %q, fixed as %q", e.name, got.MessageID, about, got.Fix, e.want, e.at, e.fix)
		}
		severity := e.severity
		if severity == "" {
			severity = All()[i].Severity
		}
		if got.Severity != severity {
			t.Errorf("%s: the severity is %q, want %q", e.name, got.Severity, severity)
		}
		mendsItself(t, e, p, id, got)
	}
	if checked == 0 {
		t.Errorf("%s found nothing in any example", id)
	}
}

// mendsItself fails when the check still finds what it has mended.
func mendsItself(t *testing.T, e example, p Pair, id string, f Finding) {
	t.Helper()
	if f.Fix == "" {
		return
	}
	p.Target = f.Fix
	facts := e.facts
	facts.Fault, facts.Slug = "", Slug{}
	for _, again := range Run(p, facts) {
		if again.Check == id && again.MessageID == f.MessageID {
			t.Errorf("%s: the fix %q has the same fault", e.name, f.Fix)
		}
	}
}

func TestEveryCheckHasANameAndASeverity(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range All() {
		if c.ID == "" || seen[c.ID] || c.Severity.rank() < 0 {
			t.Errorf("the check %q has the severity %q, or is there twice", c.ID, c.Severity)
		}
		seen[c.ID] = true
	}
}

func TestFindingsComeWorstFirst(t *testing.T) {
	findings := Run(Pair{
		Kind: translation.Paragraph, From: "en-US", To: "pt-BR",
		Source: "See [the list](/en-us/list), number 7.[^1]", Target: "Veja  a lista, número 8.",
	}, Facts{})
	var got []string
	for _, f := range findings {
		got = append(got, string(f.Severity)+" "+f.Check)
	}
	want := []string{"error footnote", "warning link-missing", "warning number-missing", "info double-space", "info number-added"}
	slices.Sort(got[1:3])
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if w := Worst(findings); w != Error {
		t.Errorf("the worst is %q, want an error", w)
	}
	if w := Worst(nil); w != "" {
		t.Errorf("the worst of nothing is %q", w)
	}
}

// Case 82.
func TestADismissedFindingReturnsWithTheText(t *testing.T) {
	p := Pair{Kind: translation.Paragraph, From: "en-US", To: "de", Source: "It has 3 doors.", Target: "Es hat Türen."}
	fingerprint := func() string {
		t.Helper()
		for _, f := range Run(p, Facts{}) {
			if f.Check == "number-missing" {
				return f.Fingerprint(p)
			}
		}
		t.Fatalf("nothing is missing in %q", p.Target)
		return ""
	}
	dismissed := fingerprint()
	p.Target = "Es hat viele Türen."
	if fingerprint() == dismissed {
		t.Error("the finding stays dismissed after an edit of the translation")
	}
	p.Target = "Es hat Türen."
	if fingerprint() != dismissed {
		t.Error("the finding is back although the text is what it was")
	}
	p.Source = "It has 3 red doors."
	if fingerprint() == dismissed {
		t.Error("the finding stays dismissed after an edit of the source")
	}
	if Fingerprint("a", "b", "c") == Fingerprint("b", "b", "c") || len(dismissed) != 32 {
		t.Error("two checks have one fingerprint, or it is not of 32 digits")
	}
}
