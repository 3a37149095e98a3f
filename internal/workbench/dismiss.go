package workbench

import (
	"context"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/translation/check"
)

// Dismiss lets the findings of a check in a segment stand, for as long as
// neither text changes. The translation is the one that the person sees, be it
// saved or not. An error cannot be dismissed.
func (s *Service) Dismiss(ctx context.Context, by account.User, target content.PostID, id translation.SegmentID, checkID, text string) error {
	return s.dismiss(ctx, by, target, checkID, func(row *store.TargetSegment) bool {
		if row.Text != text {
			row.Text, row.Fault = text, ""
		}
		return row.UID == id
	})
}

// DismissAll is Dismiss for every segment of a translation, as it is saved.
func (s *Service) DismissAll(ctx context.Context, by account.User, target content.PostID, checkID string) error {
	return s.dismiss(ctx, by, target, checkID, func(*store.TargetSegment) bool { return true })
}

func (s *Service) dismiss(ctx context.Context, by account.User, target content.PostID, checkID string, chosen func(*store.TargetSegment) bool) error {
	links, err := s.leadsIn(ctx, target)
	if err != nil {
		return err
	}
	return s.do(ctx, func(tx *store.Tx) error {
		p, err := s.pairOf(ctx, tx, by, target)
		if err != nil {
			return err
		}
		if err := p.check(by, policy.Translate); err != nil {
			return err
		}
		w, err := s.follow(ctx, tx, p.source, target)
		if err != nil {
			return err
		}
		checks, err := s.checkerOf(ctx, tx, pair{source: w.source, target: w.target}, w.text.Doc.Source)
		if err != nil {
			return err
		}
		checks.links = links
		sources, err := tx.SourceSegments(ctx, w.source.ID, false)
		if err != nil {
			return err
		}
		rows, err := tx.TargetSegments(ctx, target)
		if err != nil {
			return err
		}
		var found []store.Dismissal
		for _, source := range sources {
			row := rows[source.UID]
			row.UID = source.UID
			if !chosen(&row) || row.Text == "" {
				continue
			}
			of, findings := checks.all(source, row.Text, row.Fault)
			for _, f := range findings {
				switch {
				case f.Check != checkID:
				case f.Severity == check.Error:
					return errs.Invalid{"check": "CheckErrorStays"}
				default:
					found = append(found, store.Dismissal{
						TargetID: target, Fingerprint: f.Fingerprint(of), UID: source.UID, CheckID: checkID, UserID: by.ID, DismissedAt: s.now(),
					})
				}
			}
		}
		return tx.AddDismissals(ctx, found...)
	})
}
