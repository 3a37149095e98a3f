package admin

import (
	"encoding/json"

	"verso/internal/store"
	"verso/internal/translation"
)

// stateID returns the message that names a state.
func stateID(s translation.State) string {
	switch s {
	case translation.NeedsEdit:
		return "AdminStateNeedsEdit"
	case translation.Translated:
		return "AdminStateTranslated"
	case translation.Approved:
		return "AdminStateApproved"
	}
	return "AdminStateUntranslated"
}

// reasonID returns the message that says why a segment needs an edit.
func reasonID(r translation.Reason) string {
	return map[translation.Reason]string{
		translation.SourceChanged: "AdminReasonSourceChanged",
		translation.SourceSplit:   "AdminReasonSplit",
		translation.SourceMerged:  "AdminReasonMerged",
		translation.MemoryFuzzy:   "AdminReasonFuzzy",
		translation.MemoryExact:   "AdminReasonExact",
		translation.Machine:       "AdminReasonMachine",
		translation.Imported:      "AdminReasonImported",
		translation.AlignedGuess:  "AdminReasonGuess",
		translation.FreeformEdit:  "AdminReasonFreeform",
		translation.CheckError:    "AdminReasonCheck",
		translation.Rejected:      "AdminReasonRejected",
		translation.Unsure:        "AdminReasonUnsure",
		translation.Conflict:      "AdminReasonConflict",
	}[r]
}

// kindID returns the message that says what a segment is.
func kindID(k translation.Kind) string {
	if k.Heading() > 0 {
		return "AdminKindHeading"
	}
	id := map[translation.Kind]string{
		translation.Item:                "AdminKindItem",
		translation.Quote:               "AdminKindQuote",
		translation.Footnote:            "AdminKindFootnote",
		translation.Definition:          "AdminKindDefinition",
		translation.Term:                "AdminKindTerm",
		translation.HeaderCell:          "AdminKindCell",
		translation.Cell:                "AdminKindCell",
		translation.ImageAlt:            "AdminKindImageAlt",
		translation.ImageTitle:          "AdminKindImageTitle",
		translation.RefTitle:            "AdminKindImageTitle",
		translation.ImageSrc:            "AdminKindImageSrc",
		translation.HTML:                "AdminKindHTML",
		translation.Code:                "AdminKindCode",
		translation.FieldTitle:          "AdminTitle",
		translation.FieldSlug:           "AdminSlug",
		translation.FieldExcerpt:        "AdminExcerpt",
		translation.FieldCoverAlt:       "AdminCoverAlt",
		translation.FieldSEOTitle:       "AdminSEOTitle",
		translation.FieldSEODescription: "AdminSEODescription",
	}[k]
	if id == "" {
		return "AdminKindParagraph"
	}
	return id
}

// eventID returns the message for an entry of a segment's history.
func eventID(what translation.What) string {
	id := map[translation.What]string{
		translation.WasSaved:       "AdminEventSaved",
		translation.WasCleared:     "AdminEventCleared",
		translation.WasApproved:    "AdminStateApproved",
		translation.WasRejected:    "AdminEventRejected",
		translation.WasConfirmed:   "AdminEventConfirmed",
		translation.WasPrefilled:   "AdminEventPrefilled",
		translation.WasFreeform:    "AdminEventFreeform",
		translation.SourceMoved:    "AdminEventSource",
		translation.WasCarried:     "AdminEventCarried",
		translation.WasRestored:    "AdminEventRestored",
		translation.WasPutInStep:   "AdminEventConfirmed",
		translation.WasAskedAgain:  "AdminEventAgain",
		translation.WasMadeToMatch: "AdminEventMatched",
		store.SetAside:             "AdminEventSetAside",
	}[what]
	if id == "" {
		return "AdminEventOther"
	}
	return id
}

// shortcuts are the keys of the workbench as they are until a person changes
// them (translation 2.14). "Mod" is Ctrl, and Cmd on a Mac.
func shortcuts() []shortcut {
	return []shortcut{
		{"next", "AdminBenchSaveNext", "Mod+Enter"},
		{"approve", "AdminBenchApprove", "Mod+Shift+Enter"},
		{"needs-edit", "AdminBenchUnsure", "Mod+Alt+Enter"},
		{"save", "AdminSave", "Mod+S"},
		{"reject", "AdminBenchReject", "Mod+Alt+Backspace"},
		{"previous-segment", "AdminKeyPrevious", "Alt+ArrowUp"},
		{"next-segment", "AdminKeyFollowing", "Alt+ArrowDown"},
		{"previous-unfinished", "AdminKeyPreviousOpen", "Alt+PageUp"},
		{"next-unfinished", "AdminKeyNextOpen", "Alt+PageDown"},
		{"first", "AdminKeyFirst", "Alt+Home"},
		{"last", "AdminKeyLast", "Alt+End"},
		{"copy", "AdminBenchCopy", "Mod+Shift+C"},
		{"clear", "AdminBenchClear", "Mod+Shift+Backspace"},
		{"previous-match", "AdminKeyPreviousMatch", "Mod+Shift+ArrowUp"},
		{"next-match", "AdminKeyNextMatch", "Mod+Shift+ArrowDown"},
		{"pieces", "AdminBenchInsert", "Mod+/"},
		{"bold", "AdminToolBold", "Mod+B"},
		{"italic", "AdminToolItalic", "Mod+I"},
		{"code", "AdminToolCode", "Mod+E"},
		{"link", "AdminToolLink", "Mod+K"},
		{"search", "AdminBenchSearch", "Mod+Shift+F"},
		{"markdown", "AdminBenchMarkdown", "Mod+Shift+M"},
		{"keys", "AdminBenchKeys", "Mod+Shift+K"},
		{"leave", "AdminKeyLeave", "Escape"},
	}
}

// benchScript returns what the script of the workbench needs of a page.
func (v *visit) benchScript() benchScript {
	return benchScript{PersonID: decimal(int64(v.person.ID)), Words: v.benchWords(), Unseen: v.unseenNames(), Shortcuts: shortcuts()}
}

// benchWords returns what the script of the workbench says, as JSON.
func (v *visit) benchWords() string {
	said := map[string]string{}
	for name, id := range map[string]string{
		"sending": "AdminBenchSending", "retrying": "AdminBenchRetrying", "unsent": "AdminBenchUnsent", "refused": "AdminBenchRefused",
		"conflict": "AdminBenchConflict", "newer": "AdminBenchNewer", "done": "AdminBenchDone", "pressKeys": "AdminBenchPressKeys",
	} {
		said[name] = v.words.Text(id)
	}
	return asJSON(said)
}

// unseenNames returns the names and signs of the characters that nobody sees,
// as JSON for the script.
func (v *visit) unseenNames() string {
	names := map[string][2]string{}
	for c, u := range unseen {
		if c != '\n' { // a field shows its lines
			names[string(c)] = [2]string{v.words.Text(u.id), u.sign}
		}
	}
	return asJSON(names)
}

// asJSON returns strings, numbers and what is made of them as JSON.
func asJSON(value any) string {
	data, err := json.Marshal(value)
	if err != nil {
		return "{}"
	}
	return string(data)
}
