// Package problem turns an error into a status and into the page, or the RFC 9457 JSON, that tells a client what went wrong.
//
// Domain and store name kinds of failure (package errs); only this package
// knows their HTTP status, and no client ever reads an error's own text.
package problem

import (
	"context"
	"errors"
	"net/http"

	"verso/internal/errs"
)

// Status returns the HTTP status that reports err.
func Status(err error) int {
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		return refusal.Status
	}
	if _, ok := errors.AsType[errs.Invalid](err); ok {
		return http.StatusUnprocessableEntity
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return http.StatusRequestEntityTooLarge
	}
	for _, kind := range kinds {
		if errors.Is(err, kind.err) {
			return kind.status
		}
	}
	return http.StatusInternalServerError
}

var kinds = []struct {
	err    error
	status int
}{
	{errs.NotFound, http.StatusNotFound},
	{errs.Gone, http.StatusGone},
	{errs.Conflict, http.StatusConflict},
	{errs.Forbidden, http.StatusForbidden},
	{errs.Unavailable, http.StatusServiceUnavailable},
	{context.DeadlineExceeded, http.StatusServiceUnavailable},
	{context.Canceled, http.StatusServiceUnavailable}, // the reader has left, or the server stops
}
