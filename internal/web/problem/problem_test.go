package problem_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"verso/internal/errs"
	"verso/internal/web/problem"
)

func TestStatusOfEachKindOfFailure(t *testing.T) {
	for _, test := range []struct {
		err  error
		want int
	}{
		{errs.NotFound, 404},
		{fmt.Errorf("post 7: %w", errs.NotFound), 404},
		{errs.Gone, 410},
		{errs.Conflict, 409},
		{errs.Forbidden, 403},
		{errs.Unavailable, 503},
		{errs.Invalid{"title": "PostTitleRequired"}, 422},
		{fmt.Errorf("save: %w", errs.Invalid{"title": "PostTitleRequired"}), 422},
		{fmt.Errorf("read form: %w", &http.MaxBytesError{Limit: 1}), 413},
		{fmt.Errorf("query: %w", context.DeadlineExceeded), 503},
		{context.Canceled, 503},
		{problem.Refuse(400, "no text"), 400},
		{problem.MethodNotAllowed("GET"), 405},
		{fmt.Errorf("login: %w", problem.TooManyRequests(time.Second)), 429},
		{errors.New("anything else"), 500},
	} {
		if got := problem.Status(test.err); got != test.want {
			t.Errorf("Status(%v) = %d, want %d", test.err, got, test.want)
		}
	}
}

func TestRefusalsCarryTheFieldTheirStatusNeeds(t *testing.T) {
	for _, test := range []struct {
		err         error
		name, value string
	}{
		{problem.MethodNotAllowed("GET", "HEAD"), "Allow", "GET, HEAD"},
		{problem.TooManyRequests(90 * time.Second), "Retry-After", "90"},
		{problem.TooManyRequests(1200 * time.Millisecond), "Retry-After", "2"},
		{problem.TooManyRequests(0), "Retry-After", "1"},
	} {
		refusal, ok := errors.AsType[*problem.Refusal](test.err)
		if !ok {
			t.Fatalf("%v is no Refusal", test.err)
		}
		if got := refusal.Header.Get(test.name); got != test.value {
			t.Errorf("%v: %s = %q, want %q", test.err, test.name, got, test.value)
		}
	}
}
