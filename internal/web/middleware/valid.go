package middleware

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"verso/internal/web/problem"
)

// Valid answers 400 to a path or query that is no text: NUL, or bytes that are
// not UTF-8, lone surrogates and overlong forms included (T34). The two
// databases would each make something else of them. It also answers 405 to
// methods that nothing here serves, TRACE above all (T36).
func Valid(pages *problem.Pages) gin.HandlerFunc {
	return func(c *gin.Context) {
		r := c.Request
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut,
			http.MethodPatch, http.MethodDelete, http.MethodOptions:
		default:
			pages.Show(c, problem.MethodNotAllowed(http.MethodGet, http.MethodHead))
			return
		}
		if !strings.HasPrefix(r.URL.Path, "/") || !isText(r.URL.Path) {
			pages.Show(c, problem.Refuse(http.StatusBadRequest, "the path is not text"))
			return
		}
		if r.URL.RawQuery == "" {
			return
		}
		query, err := url.QueryUnescape(r.URL.RawQuery)
		if err != nil || !isText(query) {
			pages.Show(c, problem.Refuse(http.StatusBadRequest, "the query is not text"))
		}
	}
}

func isText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsRune(s, 0)
}
