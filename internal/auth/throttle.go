package auth

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"verso/internal/store"
)

// Throttled is returned after too many tries.
type Throttled struct{ Wait time.Duration }

// Error says how long to wait.
func (t *Throttled) Error() string { return fmt.Sprintf("too many tries; again in %s", t.Wait) }

// Limits of tries within the window (trust T18): for one account from one
// network, for one network in all, and of letters to one address.
const (
	window     = 15 * time.Minute
	perAccount = 10
	perNetwork = 100
	perLetters = 10
)

// A limit bounds the tries under a name within the window.
type limit struct {
	name string
	most int
}

// signIns bounds the tries to sign in from where v is.
func signIns(v Visitor) limit { return limit{"sign-in:" + network(v.Address), perNetwork} }

// network returns what of an IP address somebody cannot change at will: the
// first half of one of version 6, of which every household has 2^64.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	prefix, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}

// attempt counts a try, or refuses it with *Throttled. Tries at the same time
// are counted one after the other, so that not one more comes through; those
// that are refused write nothing. The narrowest limit comes first, everywhere:
// so nobody waits for each other.
func (s *Service) attempt(ctx context.Context, limits ...limit) error {
	now := s.Now()
	if err := exceeded(ctx, s.DB.Attempts, limits, now); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		for _, l := range limits {
			if err := tx.LockAttempts(ctx, l.name); err != nil {
				return err
			}
		}
		if err := exceeded(ctx, tx.Attempts, limits, now); err != nil {
			return err
		}
		for _, l := range limits {
			if err := tx.AddAttempt(ctx, l.name, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// exceeded returns *Throttled when one of the limits is reached.
func exceeded(
	ctx context.Context, tries func(context.Context, string, time.Time) (int, time.Time, error), limits []limit, now time.Time,
) error {
	for _, l := range limits {
		n, first, err := tries(ctx, l.name, now.Add(-window))
		if err != nil {
			return err
		}
		if n >= l.most {
			return &Throttled{Wait: first.Add(window).Sub(now)}
		}
	}
	return nil
}
