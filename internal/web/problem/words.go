package problem

import "net/http"

// words are the messages that tell a reader about a status.
type words struct{ title, text string }

// TextID returns the message that tells a reader about a status, for a page
// that shows it beside its own words.
func TextID(status int) string { return wordsOf(status).text }

// wordsOf returns the message IDs for status. A status without words of its
// own borrows those of its class: a fault of the request, or one of ours.
func wordsOf(status int) words {
	switch status {
	case http.StatusUnauthorized:
		return words{"SignedOutTitle", "SignedOutText"}
	case http.StatusForbidden:
		return words{"ForbiddenTitle", "ForbiddenText"}
	case http.StatusNotFound:
		return words{"NotFoundTitle", "NotFoundText"}
	case http.StatusMethodNotAllowed:
		return words{"MethodNotAllowedTitle", "MethodNotAllowedText"}
	case http.StatusGone:
		return words{"GoneTitle", "GoneText"}
	case http.StatusRequestEntityTooLarge, http.StatusRequestURITooLong:
		return words{"TooLargeTitle", "TooLargeText"}
	case http.StatusMisdirectedRequest:
		return words{"MisdirectedTitle", "MisdirectedText"}
	case http.StatusTooManyRequests:
		return words{"TooManyRequestsTitle", "TooManyRequestsText"}
	case http.StatusServiceUnavailable:
		return words{"ErrorBusyTitle", "ErrorBusyText"}
	}
	if status < http.StatusInternalServerError {
		return words{"BadRequestTitle", "BadRequestText"}
	}
	return words{"ErrorTitle", "ErrorText"}
}
