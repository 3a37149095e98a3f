package workbench

import (
	"context"
	"errors"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/translation/check"
)

// A View is a translation as it is opened.
type View struct {
	Source    content.Post
	Target    content.Post   // as stored; what translators have made of it since is Working
	Working   content.Fields // the text that is worked on, and the fields beside it
	Public    bool           // readers see Target
	Changed   bool           // Working is not what Target says
	May       Rights
	Review    bool            // somebody else approves: in this language, or because it was submitted
	Policy    site.Publishing // what becomes of untranslated segments
	Segments  []Segment       // of the source: fields first, then in the order of the text
	Slots     []Slot          // of Working, in its own order
	Conflicts []translation.SkeletonConflict
	Banner    Banner
	Progress  translation.Progress
	Present   []store.SegmentPresence // who else is here
	Stamp     string                  // names the state of Working, for SaveDocument
}

// Rights are what somebody may do with a translation.
type Rights struct {
	Suggest, Translate, Approve, Publish, Edit bool
	Source                                     bool // change the text of the source
}

// A Segment is one unit of work.
type Segment struct {
	ID                  translation.SegmentID
	Kind                translation.Kind
	Path, Note, Context string
	Skip                bool // the author wants it left as it is
	Idle                bool // there is nothing to translate in it, such as a number
	Words               int
	Source              string // as it is now
	Then                string // as it was when it was translated; "" if it never was
	Text                string // the translation; "" if there is none
	Offer               string // another text that may help
	Draft               string // what the person typed and has not saved
	HasDraft            bool
	DraftVersion        int64 // of the segment that Draft was written over
	State               translation.State
	Reason              translation.Reason
	Origin              translation.Origin
	Drift               translation.Drift
	Outdated            bool              // Source is not Then
	New                 bool              // it came into the source after both were last in step
	Missing             bool              // the text has no place for it
	Omitted             bool              // on purpose
	Fault               translation.Fault // why Text is not in the document
	Split               bool              // Text may be several blocks
	Version             int64             // for Edit.Version
	EditorID            content.UserID
	EditedAt            *time.Time
	ReviewerID          content.UserID
	ReviewedAt          *time.Time
	Rejection           string // what the reviewer said, while Reason is Rejected
	Findings            []check.Finding
	Suggestions         int // open ones
	Comments            int // open ones
}

// A Slot is a place in the text that is worked on.
type Slot struct {
	Segment    translation.SegmentID // 0: it stands in this language only
	Orphan     bool                  // the source has it no more
	Kind       translation.Kind
	Text       string
	Blocks     int // one segment may be several
	Start, End int // bytes of Working.Body
}

// A Banner says what happened since the translation was last in step.
type Banner struct {
	Segments, Changed, New, Removed, Missing int
	Code                                     int // blocks of code and the like
	Since                                    time.Time
	From, To                                 int // revisions of the source
}

// Open returns a translation for somebody who may at least suggest, brought up
// to date with both its texts. A post that is no translation is NotFound.
func (s *Service) Open(ctx context.Context, by account.User, target content.PostID) (*View, error) {
	p, err := s.pairOf(ctx, s.db, by, target)
	if err != nil {
		return nil, err
	}
	if err := p.check(by, policy.Suggest); err != nil {
		return nil, err
	}
	if err := s.bring(ctx, by, p); err != nil {
		return nil, err
	}
	v, err := s.view(ctx, by, target)
	if err == nil {
		v.offerSlug()
	}
	return v, err
}

// bring brings a translation up to date. It costs two reads when nothing has
// changed.
func (s *Service) bring(ctx context.Context, by account.User, p pair) error {
	translates := policy.Allows(by, policy.Translate, p.object)
	t, err := s.db.Translation(ctx, p.target.ID)
	if err != nil && !errors.Is(err, errs.NotFound) {
		return err
	}
	g, err := s.db.Segmentation(ctx, p.source.ID)
	if err != nil && !errors.Is(err, errs.NotFound) {
		return err
	}
	apart := !public(p.target) && (t.Body != nil || t.Fields != nil)
	if follows(t, p.source, p.target, g) && (!translates || t.MergedVersion == g.Version && !apart) {
		return nil
	}
	return s.do(ctx, func(tx *store.Tx) error {
		w, err := s.follow(ctx, tx, p.source, p.target.ID)
		if err != nil || !translates {
			return err
		}
		return s.merge(ctx, tx, w, by.ID)
	})
}
