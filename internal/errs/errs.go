// Package errs names the ways an operation fails that a caller may act on.
package errs

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// The kinds of failure. Test for them with errors.Is; only web/problem knows
// the HTTP status of each.
var (
	NotFound    = errors.New("not found")
	Gone        = errors.New("gone")        // was there, deleted on purpose
	Conflict    = errors.New("conflict")    // somebody else holds the name or saved first
	Forbidden   = errors.New("forbidden")   // known, but not allowed
	Unavailable = errors.New("unavailable") // the database is away or busy; try again
)

// Invalid says which fields a person must mend: field name to message ID.
type Invalid map[string]string

// Error lists the fields in order, for logs; people read the messages.
func (v Invalid) Error() string {
	parts := make([]string, 0, len(v))
	for _, field := range slices.Sorted(maps.Keys(v)) {
		parts = append(parts, field+": "+v[field])
	}
	return "invalid: " + strings.Join(parts, ", ")
}
