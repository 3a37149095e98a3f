package admin

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/errs"
	"verso/internal/policy"
)

// A route is one address of the admin. The admin answers GET and POST alone;
// another method is 405, HEAD included.
type route struct {
	Method string
	Path   string        // below /:locale/admin: "" or "/posts/:id"
	Action policy.Action // the right that it takes; without one, and not Open, it is for nobody
	Open   bool          // for people who are not signed in
	Handle func(*gin.Context) error
}

// get returns a route that shows something to whoever may do action.
func get(path string, action policy.Action, handle func(*gin.Context) error) route {
	return route{Method: http.MethodGet, Path: path, Action: action, Handle: handle}
}

// post returns a route that changes something for whoever may do action.
func post(path string, action policy.Action, handle func(*gin.Context) error) route {
	return route{Method: http.MethodPost, Path: path, Action: action, Handle: handle}
}

// open returns a route for people who are not signed in.
func open(r route) route {
	r.Open = true
	return r
}

// allow returns the handler of a route behind its right. What depends on the
// object at hand, such as whose post it is, the services ask.
func (a *Admin) allow(r route) func(*gin.Context) error {
	return func(c *gin.Context) error {
		if c.IsAborted() { // the guard has answered
			return nil
		}
		if !r.Open && !policy.Somewhere(personOf(c), r.Action) {
			return errs.Forbidden
		}
		return r.Handle(c)
	}
}

// Routes returns the method and the path, below /:locale/admin, of every
// address of the admin: tests visit each of them.
func Routes() (all [][2]string) {
	for _, r := range (&Admin{}).routes() {
		all = append(all, [2]string{r.Method, r.Path})
	}
	return all
}
