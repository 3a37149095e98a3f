package translation

import (
	"crypto/sha256"
	"encoding/hex"
)

// SourceChanged works out what an edit of the source does to the translation.
// before and now are the text of the segment in the source; k is its kind now.
// Text stays as it is, but for the destinations of links that are carried over
// with a trifle.
func (t *Target) SourceChanged(k Kind, change Change, before, now string) What {
	switch {
	case t.State == Untranslated || t.SrcHash == "":
		return ""
	case t.isAsPinned(k, now):
		t.SrcHash = Hash(k, now) // of another class, perhaps
		return t.restore(WasRestored)
	case Hash(k, before) == Hash(k, now):
		return ""
	case fromSource(t.Reason) && t.WasState != "" && t.carries(k, now):
		t.restore(WasCarried)
		return WasCarried
	}
	switch change {
	case Trivial:
		// Of a translation that was behind already the pin stays where it is.
		if !t.isAsPinned(k, before) {
			return ""
		}
		if t.carries(k, now) {
			return WasCarried
		}
		return t.outdate(SourceChanged)
	case Changed, MovedChanged:
		return t.outdate(SourceChanged)
	case Split:
		return t.outdate(SourceSplit)
	case Merged:
		return t.outdate(SourceMerged)
	}
	return ""
}

// carries brings the translation up to date with a source that differs in a
// trifle from what was translated, if it does and its links can be taken over.
func (t *Target) carries(k Kind, now string) bool {
	if (Keyed{Kind: k, Text: t.SrcText}).plain() != (Keyed{Kind: k, Text: now}).plain() {
		return false
	}
	if !k.Opaque() {
		text, _, ok := CarryLinks(t.SrcText, now, t.Text)
		if !ok {
			return false
		}
		t.Text = text
	}
	t.pin(k, now)
	return true
}

// fromSource reports whether a reason is that the source changed.
func fromSource(r Reason) bool { return r == SourceChanged || r == SourceSplit || r == SourceMerged }

// isAsPinned reports whether a text of the source is what was translated.
func (t *Target) isAsPinned(k Kind, source string) bool {
	return Keyed{Kind: k, Text: t.SrcText}.folded() == Keyed{Kind: k, Text: source}.folded()
}

// outdate asks for an edit, for a reason of the source. What needs one for
// another reason keeps that.
func (t *Target) outdate(why Reason) What {
	switch {
	case t.State.Done():
		t.WasState, t.WasReason = t.State, ""
	case !fromSource(t.Reason) || t.Reason == why:
		return ""
	}
	t.State, t.Reason = NeedsEdit, why
	return SourceMoved
}

// restore gives the state back that an edit of the source took.
func (t *Target) restore(what What) What {
	if !fromSource(t.Reason) || t.WasState == "" {
		return ""
	}
	t.State, t.Reason, t.WasState, t.WasReason = t.WasState, t.WasReason, "", ""
	t.Offer = ""
	return what
}

// Carry says, with the author of the source, that its meaning is what it was:
// the state is kept, or comes back, and the translation is up to date.
func (t *Target) Carry(k Kind, now string) What {
	if t.State == Untranslated || !t.Outdated(k, now) && !fromSource(t.Reason) {
		return ""
	}
	t.pin(k, now)
	t.restore(WasCarried)
	return WasCarried
}

// AskAgain says, with the author, that what looked like a trifle was none.
// before is the text of the source that was translated.
func (t *Target) AskAgain(k Kind, before, now string) What {
	if !t.State.Done() {
		return ""
	}
	if !t.Outdated(k, now) {
		t.pin(k, before)
	}
	t.outdate(SourceChanged)
	return WasAskedAgain
}

// PutInStep says that both sides mean the same, as somebody who edited both
// does.
func (t *Target) PutInStep(k Kind, source string) What {
	before := *t
	if !visible(t.Text) {
		return ""
	}
	if t.State == Untranslated {
		t.State, t.Origin = Translated, ByHuman
	}
	t.pin(k, source)
	t.SyncedHash = Meaning(k, t.Text)
	t.restore(WasPutInStep)
	if *t == before {
		return ""
	}
	return WasPutInStep
}

// Meaning returns a hash of what the meaning of a text hangs on: it stays
// while punctuation, case, blanks and the destinations of links change.
func Meaning(k Kind, text string) string {
	sum := sha256.Sum256([]byte("m1\x00" + k.Class() + "\x00" + Keyed{Kind: k, Text: text}.plain()))
	return hex.EncodeToString(sum[:16])
}
