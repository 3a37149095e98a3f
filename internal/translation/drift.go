package translation

// A Drift says which side of a segment has moved since both were in step.
type Drift string

// The drifts.
const (
	InStep              Drift = "in-step"
	TranslationOutdated Drift = "outdated" // only the source changed
	TranslationImproved Drift = "improved" // only the translation did: the source may want the same
	CheckBoth           Drift = "both"
)

// Drift compares both sides with what they were. Trifles in the translation
// are no improvement.
func (t *Target) Drift(k Kind, source string) Drift {
	if t.State == Untranslated {
		return InStep
	}
	behind := t.Outdated(k, source)
	ahead := t.SyncedHash != "" && t.SyncedHash != Meaning(k, t.Text)
	switch {
	case behind && ahead:
		return CheckBoth
	case behind:
		return TranslationOutdated
	case ahead:
		return TranslationImproved
	}
	return InStep
}
