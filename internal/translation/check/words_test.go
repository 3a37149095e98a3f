package check

import (
	"testing"

	"verso/internal/message"
	"verso/locales"
)

// Every message that a finding may have is in the catalogs, with what it names.
func TestFindingsHaveWords(t *testing.T) {
	catalog, err := message.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	english := catalog.For("en-US")
	for _, p := range hostilePairs() {
		for _, f := range Run(p, Facts{TargetText: aroundOf("")}) {
			if text := english.Text(f.MessageID, f.Args...); text == f.MessageID || text == "" {
				t.Errorf("the finding %s of %s has no words", f.MessageID, f.Check)
			}
		}
	}
}
