package workbench

import (
	"time"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/translation"
)

// What happens to segments beside what translation tells.
const (
	wasSuggested translation.What = "suggested"
	wasAccepted  translation.What = "accepted" // a suggestion
	wasOmitted   translation.What = "omitted"
	wasPutBack   translation.What = "put-back" // a batch was undone
	wasSetAside                   = store.SetAside
)

// eventOf writes down how a segment changed.
func eventOf(was, is store.TargetSegment, what translation.What, by content.UserID, at time.Time) store.SegmentEvent {
	return store.SegmentEvent{
		TargetID: is.TargetID, UID: is.UID, UserID: by, At: at, What: what, OldText: was.Text, NewText: is.Text,
		OldState: was.State, NewState: is.State, Reason: is.Reason, Version: is.Version,
	}
}

// nowPointer returns the time, for a column that may have none.
func (s *Service) nowPointer() *time.Time {
	now := s.now()
	return &now
}
