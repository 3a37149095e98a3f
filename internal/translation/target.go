package translation

// A Target is what became of a segment in one language. Its methods are the
// rules of its states; each returns what happened, for the history.
type Target struct {
	Text   string
	State  State
	Reason Reason // of NeedsEdit, else ""
	Origin Origin
	// SrcText is the text of the source that Text was translated from, and
	// SrcHash its Hash: through every later edit of the source, so that what
	// changed is always what changed since this translation.
	SrcText, SrcHash string
	// WasState and WasReason come back when the source does; "" if it has not
	// moved.
	WasState  State
	WasReason Reason
	// SyncedHash is the Meaning of Text when both sides were last in step.
	SyncedHash string
	Offer      string // another text that may help
}

// An Origin says who wrote a translation.
type Origin string

// The origins.
const (
	ByHuman   Origin = "human"
	ByMemory  Origin = "tm"
	ByMachine Origin = "machine"
	ByImport  Origin = "import"
)

// What happened to a Target; "" is nothing.
type What string

// What may happen.
const (
	WasSaved       What = "saved"
	WasCleared     What = "cleared"
	WasApproved    What = "approved"
	WasRejected    What = "rejected"
	WasConfirmed   What = "confirmed" // "still correct"
	WasPrefilled   What = "prefilled"
	WasFreeform    What = "freeform"       // edited in the whole text
	SourceMoved    What = "source-changed" // it needs an edit
	WasCarried     What = "carried"        // the source changed, its meaning did not
	WasRestored    What = "restored"       // the source is again what it was translated from
	WasPutInStep   What = "in-step"
	WasAskedAgain  What = "ask-again" // the author says that a trifle was none
	WasMadeToMatch What = "aligned"   // linked with a source by a guess
)

// A SaveAs is a text that a translator saves.
type SaveAs struct {
	Text   string
	Source string // the text of the source now
	Seen   string // and as the translator saw it
	Unsure bool
	Draft  bool // of a translation that no reader has yet
	Error  bool // a check of severity E found something, or the text does not fit its place
	Origin Origin
}

// Save keeps a text and works out its state. A text with errors is kept too.
func (t *Target) Save(k Kind, in SaveAs) What {
	if !visible(in.Text) && visible(in.Source) {
		return t.clear(in.Text)
	}
	next := *t
	next.Text, next.Origin = in.Text, in.Origin
	if next.Origin == "" {
		next.Origin = ByHuman
	}
	next.pin(k, in.Seen)
	next.State, next.Reason = Translated, ""
	next.WasState, next.WasReason = "", ""
	switch {
	case in.Error:
		next.State, next.Reason = NeedsEdit, CheckError
	case in.Unsure:
		next.State, next.Reason = NeedsEdit, Unsure
	case next.Outdated(k, in.Source):
		next.State, next.Reason = NeedsEdit, SourceChanged
		next.WasState = Translated
	case t.State == Approved && t.Text == next.Text && t.SrcHash == next.SrcHash:
		next.State = Approved
	}
	if next.State.Done() {
		next.Offer = ""
		// An edit of a finished translation that readers have, of the same source,
		// makes it better than the source is; anything else brings both in step.
		if in.Draft || !t.State.Done() || t.SrcHash != next.SrcHash || t.SyncedHash == "" {
			next.SyncedHash = Meaning(k, next.Text)
		}
	}
	if next == *t {
		return ""
	}
	*t = next
	return WasSaved
}

// clear takes the text away; the offers stay.
func (t *Target) clear(text string) What {
	if t.State == Untranslated && t.Text == text {
		return ""
	}
	*t = Target{Text: text, State: Untranslated, Offer: t.Offer}
	return WasCleared
}

// pin notes what text of the source it was translated from.
func (t *Target) pin(k Kind, source string) { t.SrcText, t.SrcHash = source, Hash(k, source) }

// Outdated reports whether the source has changed since.
func (t *Target) Outdated(k Kind, source string) bool {
	return t.State != Untranslated && t.SrcHash != "" && t.SrcHash != Hash(k, source)
}

// Approve finishes what is translated and up to date. It reports whether it
// may be approved.
func (t *Target) Approve(k Kind, source string) (What, bool) {
	switch {
	case t.Outdated(k, source):
		return "", false
	case t.State == Approved:
		return "", true
	case t.State != Translated:
		return "", false
	}
	t.State = Approved
	return WasApproved, true
}

// Reject sends a text back to its translator.
func (t *Target) Reject() What {
	if t.State == Untranslated || t.Reason == Rejected {
		return ""
	}
	t.State, t.Reason, t.WasState, t.WasReason = NeedsEdit, Rejected, "", ""
	return WasRejected
}

// StillCorrect says of a text that needs an edit that it needs none. An error
// and a rejection want an edit nevertheless.
func (t *Target) StillCorrect(k Kind, source string) What {
	if t.State != NeedsEdit || t.Reason == CheckError || t.Reason == Rejected {
		return ""
	}
	t.State, t.Reason, t.WasState, t.WasReason, t.Offer = Translated, "", "", "", ""
	t.pin(k, source)
	t.SyncedHash = Meaning(k, t.Text)
	return WasConfirmed
}

// Prefill puts a text in an empty place: MemoryExact, MemoryFuzzy, Machine or
// Imported. Only a person makes it translated.
func (t *Target) Prefill(k Kind, text, source string, why Reason) What {
	if t.State != Untranslated || !visible(text) {
		return ""
	}
	origin := map[Reason]Origin{MemoryExact: ByMemory, MemoryFuzzy: ByMemory, Machine: ByMachine, Imported: ByImport}[why]
	*t = Target{Text: text, State: NeedsEdit, Reason: why, Origin: origin, Offer: t.Offer}
	t.pin(k, source)
	return WasPrefilled
}

// Freeform keeps what became of the text in an edit of the whole document. Of
// somebody who may translate, and says that it is one, it is translated.
func (t *Target) Freeform(k Kind, text, source string, translates bool) What {
	switch {
	case text == t.Text && (t.State != Untranslated || text == ""), t.State == Untranslated && text == source:
		return ""
	case translates:
		if t.Save(k, SaveAs{Text: text, Source: source, Seen: source}) == "" {
			return ""
		}
		return WasFreeform
	case !visible(text) && visible(source):
		return t.clear(text)
	}
	t.Text, t.Origin = text, ByHuman
	t.State, t.Reason, t.WasState, t.WasReason = NeedsEdit, FreeformEdit, "", ""
	if t.SrcHash == "" {
		t.pin(k, source)
	}
	return WasFreeform
}
