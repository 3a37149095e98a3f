package check

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// Fingerprint names what a finding was found in. Whoever dismisses a finding
// dismisses its fingerprint: when either text changes the finding is back, and
// when the text is what it was the finding stays dismissed.
func (f Finding) Fingerprint(p Pair) string { return Fingerprint(f.Check, p.Source, p.Target) }

// Fingerprint is that of every finding of a check in two texts: 32 hexadecimal
// digits.
func Fingerprint(check, source, target string) string {
	from, to := sha256.Sum256([]byte(source)), sha256.Sum256([]byte(target))
	sum := sha256.Sum256(slices.Concat([]byte(check), from[:], to[:]))
	return hex.EncodeToString(sum[:16])
}
