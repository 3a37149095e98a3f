package publishing

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// How long a preview link may be in force.
const (
	minPreview = time.Hour
	maxPreview = 90 * 24 * time.Hour
)

// Share makes a link by which whoever has it can read a post as it is now and
// will be, public or not, until the link expires or is revoked (rule 63).
func (s *Service) Share(ctx context.Context, by account.User, id content.PostID, lasts time.Duration) (store.PreviewLink, error) {
	if lasts < minPreview || lasts > maxPreview {
		return store.PreviewLink{}, errs.Invalid{"lasts": "PreviewTooLong"}
	}
	now := s.now().UTC().Truncate(time.Second)
	link := store.PreviewLink{
		PostID: id, UserID: by.ID, Secret: rand.Text() + rand.Text(), CreatedAt: now, ExpiresAt: now.Add(lasts),
	}
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := s.subjectOf(ctx, tx, by, policy.SharePreview, id)
		if err != nil {
			return err
		}
		link, err = tx.AddPreviewLink(ctx, link)
		return err
	})
	return link, err
}

// Unshare revokes a link, whoever made it.
func (s *Service) Unshare(ctx context.Context, by account.User, id store.PreviewID) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		link, err := tx.PreviewLink(ctx, id)
		if err != nil {
			return err
		}
		if _, err := s.subjectOf(ctx, tx, by, policy.SharePreview, link.PostID); err != nil {
			return err
		}
		return tx.RevokePreviewLink(ctx, link, s.now())
	})
}

// PreviewToken returns what opens a link: its number, signed.
func PreviewToken(l store.PreviewLink) string {
	mac := hmac.New(sha256.New, []byte(l.Secret))
	fmt.Fprintf(mac, "preview %d of post %d until %d", l.ID, l.PostID, l.ExpiresAt.Unix())
	return strconv.FormatInt(int64(l.ID), 10) + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// OpenPreview reports whether a token opens a post. It returns errs.NotFound
// for one that does not, whatever the reason.
func (s *Service) OpenPreview(ctx context.Context, id content.PostID, token string) error {
	number, _, _ := strings.Cut(token, ".")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return fmt.Errorf("preview token: %w", errs.NotFound)
	}
	link, err := s.db.PreviewLink(ctx, store.PreviewID(n))
	if err != nil {
		return err
	}
	opens := hmac.Equal([]byte(token), []byte(PreviewToken(link)))
	if !opens || link.PostID != id || link.RevokedAt != nil || !s.now().Before(link.ExpiresAt) {
		return fmt.Errorf("preview link %d: %w", n, errs.NotFound)
	}
	return nil
}
