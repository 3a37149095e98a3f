package problem

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A Refusal is a request turned down for its form, before any work is looked
// for: a method, a length, a rate.
type Refusal struct {
	Status int
	Reason string      // for the log
	Header http.Header // fields the status calls for, such as Allow
}

// Error returns the status in words and the reason.
func (r *Refusal) Error() string { return http.StatusText(r.Status) + ": " + r.Reason }

// Refuse returns the refusal with this status. reason is for the log.
func Refuse(status int, reason string) error {
	return &Refusal{Status: status, Reason: reason}
}

// MethodNotAllowed refuses a method where only the given ones are served; 405
// must name them (RFC 9110 15.5.6).
func MethodNotAllowed(served ...string) error {
	allow := strings.Join(served, ", ")
	return &Refusal{
		Status: http.StatusMethodNotAllowed,
		Reason: "served here: " + allow,
		Header: http.Header{"Allow": {allow}},
	}
}

// TooManyRequests refuses a client until wait has passed.
func TooManyRequests(wait time.Duration) error {
	seconds := strconv.Itoa(max(1, int(math.Ceil(wait.Seconds()))))
	return &Refusal{
		Status: http.StatusTooManyRequests,
		Reason: "again in " + seconds + " s",
		Header: http.Header{"Retry-After": {seconds}},
	}
}
