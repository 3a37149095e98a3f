package problem

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
)

const formType = "application/x-www-form-urlencoded"

// Form reads the fields of a form from the body of r, which the server has
// limited. Another media type is refused with 415, what cannot be read with
// 400 (T28, T34); a body over the limit stays *http.MaxBytesError, for 413.
func Form(r *http.Request) (url.Values, error) {
	if given := r.Header.Get("Content-Type"); given != "" {
		mediaType, _, err := mime.ParseMediaType(given)
		if err != nil || mediaType != formType {
			return nil, Refuse(http.StatusUnsupportedMediaType, "the body is no form")
		}
	}
	err := r.ParseForm()
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
		return nil, err
	}
	if err != nil {
		return nil, Refuse(http.StatusBadRequest, err.Error())
	}
	return r.PostForm, nil
}
