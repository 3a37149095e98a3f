package admin

import (
	"verso/internal/content"
	"verso/internal/locale"
)

// translatePage is the template "admin/translate": the segments of a
// translation, to be worked on in one of several ways.
type translatePage struct {
	Page
	Mode     string // "segment", "list", "pair" or "document"
	Modes    []modeLink
	Source   benchSide
	Target   benchSide
	Progress progressView
	Banner   []bannerPart // what changed in the source, when something did
	Since    string       // for Banner: from when to which revision
	Lines    []segmentLine
	List     // search, filters and pages of Lines
	Segments []segmentView
	Between  int // segments in the page's window
	Aside    *asideView
	Document *documentView // of the document mode
	Pairs    []pairView    // of the pair mode
	PairHref string        // where both sides are sent

	benchScript

	BackHref    string
	PublishHref string    // "" for those who may not
	PublishID   string    // message of the button
	SubmitHref  string    // hands it in for review by somebody who may publish
	Waiting     []string  // segments that the person may approve at once
	ApproveHref string    // approves what is translated; "" for those who may not, or when nothing waits
	ProblemID   string    // message: why something was not saved
	Held        *heldView // why it was not published
	DraftsCount int       // segments with a draft that is not saved
	DraftsHref  string    // where all of them are saved
	AllHref     string
}

// A benchScript is what the script of the workbench needs of a page.
type benchScript struct {
	PersonID   string
	Words      string // what it says, as JSON
	Unseen     string // names of characters that nobody sees, as JSON
	Shortcuts  []shortcut
	Characters []Character
}

// A modeLink is one way to work on a translation.
type modeLink struct {
	Href    string
	LabelID string
	Name    string
	Current bool
}

// A benchSide is one of the two texts.
type benchSide struct {
	Lang     locale.Tag
	Name     string // of the language
	Title    string
	Status   content.Status
	StatusID string
	EditHref string // the free editor; "" for those who may not
	ViewHref string // the public page, or its preview
	Changed  bool   // the working copy is not what readers see
}

// Dir returns the writing direction of the side.
func (s benchSide) Dir() string { return s.Lang.Dir() }

// A progressView is how much is done, in words.
type progressView struct {
	Percent int // floored: 99.9 is not 100
	Done    int // words
	Words   int
	Left    int // segments that are not finished
	Stale   int // segments whose source has changed since
	Waiting int // segments that wait for a reviewer
}

// A bannerPart is one number of what changed, which leads to its segments.
type bannerPart struct {
	Href string
	ID   string // message with plural forms
	N    int
}

// A segmentLine is a segment in the list at the side.
type segmentLine struct {
	ID       string
	Number   int
	Href     string
	State    string
	StateID  string
	ReasonID string
	Words    string // the first of its source
	Level    int    // of a heading; 0 for anything else
	Current  bool
	Open     bool // not finished, and nobody else is at it
	Draft    bool
	Talk     int // open comments and suggestions
	Errors   int
	Warnings int
}

// A segmentView is a segment to work on.
type segmentView struct {
	ID        string
	Number    int
	Href      string // this segment alone
	Action    string
	DraftHref string
	SeenHref  string // presence
	AsideHref string // history, comments, suggestions and other languages
	Kind      string
	KindID    string // message
	Level     int
	State     string
	StateID   string
	ReasonID  string
	Reason    string // of a rejection, in the reviewer's words
	Note      string
	Context   string
	Skip      bool
	Missing   bool // the translation has no place for it
	Omitted   bool // left out on purpose
	Outdated  bool
	Improved  bool // it was made better while its source stayed as it was
	Opaque    bool // code: shown in a fixed width
	Splits    bool // an empty line may begin another paragraph
	Split     bool // it is several already
	Source    sourceView
	Lang      locale.Tag // of the target
	Tongue    string     // its name in its own words
	Text      string     // in the field: the draft, else what is saved
	Saved     string     // what is saved
	Offer     string
	OfferID   string // message above it
	Rows      int
	Version   int64
	Over      int64  // the version that Text was written over
	Said      string // "saved 12:04"
	Draft     bool   // Text is a draft
	Problem   string // message: why it could not be saved as it should
	Findings  []findingView
	Pieces    []pieceView
	Present   string // who else is here
	Talk      int
	Current   bool
	Open      bool // not finished
	May       segmentRights
	Query     benchQuery
	Review    bool  // the screen is that of a reviewer
	Approved  []Run // against what was approved last
}

// Dir returns the writing direction of the target.
func (s segmentView) Dir() string { return s.Lang.Dir() }

// segmentRights is what the person may do to a segment.
type segmentRights struct {
	Translate bool
	Suggest   bool // and no more than that
	Approve   bool
	Reject    bool
	Still     bool // say that the translation is still right
	Omit      bool
}

// A sourceView is the source of a segment.
type sourceView struct {
	Lang    locale.Tag
	Name    string // of the language
	Title   string // of the whole text, on the reviewer's screen
	Text    string
	Now     []Run
	Changes []Run // since it was translated; nil when it is the same
	Then    []Run
}

// Dir returns the writing direction of the source.
func (s sourceView) Dir() string { return s.Lang.Dir() }

// A findingView is what a check found.
type findingView struct {
	Severity   string // "error", "warning" or "info"
	SeverityID string
	Check      string // its id
	Text       string // in the words of the interface
	Start, End int    // of what it points to, in UTF-16 units; equal for nothing
	Fixed      string // the text with it mended
	HasFix     bool
	MayDismiss bool
}

// A pieceView is something of the source that can be put into the target.
type pieceView struct {
	Key  int // 1 to 9; 0 for those that come after
	Text string
	LTR  bool
}

// A benchQuery is where in the list one was, for the way back.
type benchQuery struct{ Mode, Show, Sought, Page string }

// An asideView is what is known of a segment beside its text.
type asideView struct {
	ID          string // of the segment
	Action      string // where comments and suggestions go: below the segment's address
	History     []eventView
	Suggestions []suggestionView
	ForSource   []suggestionView
	Source      sourceView // what another text can be suggested for
	Suggest     string     // where that is sent
	Comments    []commentView
	Others      []otherView
	MayTalk     bool
	Query       benchQuery
}

// An eventView is one entry in a segment's history.
type eventView struct {
	WhatID string
	Who    string
	When   string
	Lang   locale.Tag // of Runs
	Runs   []Run      // what changed in the text
	Text   string     // as it was then, to be taken back; "" when it is that of now
	Note   string
}

// Dir returns the writing direction of the text.
func (e eventView) Dir() string { return e.Lang.Dir() }

// A suggestionView is a text that somebody suggests.
type suggestionView struct {
	ID      string
	Who     string
	When    string
	Text    string
	Runs    []Run // against the text as it is
	StateID string
	Reason  string
	Open    bool
	Mine    bool
	On      string // the segment
	Lang    locale.Tag
	Accept  string // where it is accepted or rejected; "" for those who may not
	Version int64
	Query   benchQuery
}

// Dir returns the writing direction of the suggestion.
func (s suggestionView) Dir() string { return s.Lang.Dir() }

// A commentView is a remark about a segment.
type commentView struct {
	Who      string
	When     string
	Text     string
	OnSource bool
	Resolved bool
	Resolve  string // where it is resolved, or opened again; "" for those who may not
}

// An otherView is the segment in another language.
type otherView struct {
	Lang    locale.Tag
	Name    string
	Runs    []Run
	State   string
	StateID string
}

// Dir returns the writing direction of the other language.
func (o otherView) Dir() string { return o.Lang.Dir() }

// A heldView says why a translation is not published.
type heldView struct {
	Untranslated int
	Href         string // the untranslated segments
	Errors       []segmentLine
}

// A documentView is the whole text as Markdown with the page it makes.
type documentView struct {
	Action  string // "" for those who may not write it
	Preview string
	Body    string
	Title   string
	Stamp   string       // of what was seen
	Lines   string       // lines of the text with the segments that begin there, as JSON for the script
	To      string       // where a segment is worked on, before its number
	Theirs  []compareRow // what somebody else has saved meanwhile, against Body
}

// A pairView is a segment with both of its texts to be written.
type pairView struct {
	ID       string
	Number   int
	StateID  string // in step, newer on one side
	State    string
	KindID   string
	Source   string // in the field
	Target   string
	Version  int64
	Rows     int
	MayWrite bool // the source too

	SourceWas, TargetWas string // as they are saved
	Theirs               string // what somebody else has saved since
}

// A shortcut is a key with what it does.
type shortcut struct {
	Name    string // of the act, for the script
	LabelID string
	Keys    string // "Mod+Enter"
}
