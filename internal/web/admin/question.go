package admin

import (
	"github.com/gin-gonic/gin"

	"verso/internal/content"
)

// A questionRow is what a translator asks the author of a source.
type questionRow struct {
	Who    string
	When   string
	Source string // the segment that it is about
	Text   string
	Href   string // a workbench where it can be answered; "" when none is left
}

// questions returns what was asked about a source and is not resolved
// (translation 2.13). All translations of it share the question; the way to an
// answer is by the first.
func (a *Admin) questions(c *gin.Context, p content.Post, variants []content.Summary) ([]questionRow, error) {
	v, ctx := visitOf(c), c.Request.Context()
	found, err := a.DB.Questions(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	who := a.namer(ctx)
	var rows []questionRow
	for _, k := range found {
		segment, err := a.DB.SourceSegment(ctx, p.ID, k.UID)
		if err != nil {
			return nil, err
		}
		row := questionRow{Who: who(k.UserID), When: v.when(k.At), Source: segment.Text, Text: k.Text}
		for _, other := range variants {
			if t, err := a.DB.Translation(ctx, other.ID); err == nil && t.SourceID == p.ID && row.Href == "" {
				row.Href = v.post(other.ID, "translate") + "?segment=" + decimal(int64(k.UID))
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}
