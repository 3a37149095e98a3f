package problem_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"verso/internal/web/problem"
)

func TestFormReadsTheBodyAlone(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/locale?next=/query&locale=en", strings.NewReader("locale=pt-br&name=Jo%C3%A3o+%26+Ana"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	form, err := problem.Form(r)
	if err != nil {
		t.Fatal(err)
	}
	if got := form.Encode(); got != "locale=pt-br&name=Jo%C3%A3o+%26+Ana" {
		t.Errorf("form = %s, want the fields of the body", got)
	}
}

func TestFormThatCannotBeReadIsTheClientsFault(t *testing.T) { // T28, T30, T34
	for _, test := range []struct {
		name, mediaType, body string
		want                  int
	}{
		{"JSON", "application/json", "{}", 415},
		{"a file", "multipart/form-data; boundary=x", "--x--", 415},
		{"no media type at all", "form", "a=1", 415},
		{"a broken escape", "application/x-www-form-urlencoded", "a=%zz", 400},
		{"a semicolon", "application/x-www-form-urlencoded", "a=1;b=2", 400},
		{"too many fields", "application/x-www-form-urlencoded", strings.Repeat("a&", 100_000), 400},
		{"too long", "application/x-www-form-urlencoded", "a=" + strings.Repeat("x", 1<<20), 413},
	} {
		r := httptest.NewRequest(http.MethodPost, "/locale", strings.NewReader(test.body))
		r.Header.Set("Content-Type", test.mediaType)
		r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, 1<<20)
		form, err := problem.Form(r)
		if err == nil || problem.Status(err) != test.want {
			t.Errorf("%s: %d fields, %v, want a status of %d", test.name, len(form), err, test.want)
		}
	}
}

func TestEmptyFormHasNoFields(t *testing.T) {
	form, err := problem.Form(httptest.NewRequest(http.MethodPost, "/locale", nil))
	if err != nil || len(form) != 0 {
		t.Errorf("Form of an empty body = %v, %v, want no fields", form, err)
	}
}
