package content

import "time"

// A Revision is a post as it was from one save to the next.
type Revision struct {
	PostID PostID
	Number int // counts from 1
	Fields Fields
	Whole  bool // every field is known; where not, only title, slug, excerpt, text and author
	Status Status
	By     UserID // who made it; 0: nobody in particular
	At     time.Time
}
