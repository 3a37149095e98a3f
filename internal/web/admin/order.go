package admin

import (
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// orderRoutes are those that put pages and projects into the owner's order.
func (a *Admin) orderRoutes() []route {
	var routes []route
	for _, s := range shelves() {
		if s.ordered() {
			routes = append(routes, post("/"+s.path+"/order", policy.ManageMenu, func(c *gin.Context) error { return a.orderWorks(c, s) }))
		}
	}
	return routes
}

// ordered reports whether the owner puts the works of a shelf into an order;
// articles stand in that of time.
func (s shelf) ordered() bool { return s.kind != content.Article }

// order returns the usual order of a shelf.
func (s shelf) order() string {
	if s.ordered() {
		return string(store.ByPosition)
	}
	return "-" + string(store.ByUpdated)
}

// place gives rows, of works in order, what moves them; the zero Place where
// they are not movable now.
func place(rows []workRow, works []store.Work, path string, movable bool) {
	ids := make([]string, len(works))
	for i, w := range works {
		ids[i] = decimal(int64(w.ID))
	}
	for i, p := range placesOf(path, ids) {
		rows[i].Place = &Place{}
		if movable {
			rows[i].Place = &p
		}
	}
}

// A Place is where a row stands in an order that can be changed: its id, and
// the orders, of two rows, that a button sends.
type Place struct {
	ID   string
	Path string // where an order is sent
	Up   string // "12,7" puts 12 before 7; "" at the beginning
	Down string // "" at the end
}

// placesOf returns the places of rows in order.
func placesOf(path string, ids []string) []Place {
	places := make([]Place, len(ids))
	for i, id := range ids {
		places[i] = Place{ID: id, Path: path}
		if i > 0 {
			places[i].Up = id + "," + ids[i-1]
		}
		if i < len(ids)-1 {
			places[i].Down = ids[i+1] + "," + id
		}
	}
	return places
}

// orderWorks serves POST /:locale/admin/pages/order and its like: the works
// that "order" names, in their new order.
func (a *Admin) orderWorks(c *gin.Context, s shelf) error {
	v := visitOf(c)
	ids, err := orderIn(c)
	if err != nil {
		return err
	}
	groups := make([]content.GroupID, len(ids))
	for i, id := range ids {
		groups[i] = content.GroupID(id)
	}
	act, err := a.Writing.Arrange(c.Request.Context(), v.person, s.kind, groups...)
	if err != nil {
		return err
	}
	back := v.href(s.path)
	if from, ok := v.back(c); ok {
		back = from
	}
	return a.done(c, back, note{ID: "AdminOrderSaved", Act: int64(act.ID)})
}

// orderIn reads an order: "3,1,2".
func orderIn(c *gin.Context) ([]int64, error) {
	form, err := problem.Form(c.Request)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for word := range strings.SplitSeq(form.Get("order"), ",") {
		id, err := number64(word)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}
