package admin

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/locale"
)

// perPage is how many rows a list shows at once.
const perPage = 50

// A List is what stands around the rows of a table: search and filters, which
// the address holds, columns to sort by, acts for chosen rows, and pages. A
// page struct embeds it beside its own Rows, and its template defines "row"
// for one of them; {{template "list" .}} draws the whole.
type List struct {
	Path     string // of the list, without a query
	SearchID string // message: what one can look for here; "" for a list without search
	Filters  []Filter
	Columns  []Column
	BulkPath string // where chosen rows are sent to
	Bulk     []Act
	Empty    Empty // shown when there is nothing at all
	Pager    Pager
	Kept     []Kept // of the address: what is neither sought nor narrowed

	Sought string // what is looked for
	Order  string // name of the column it is sorted by, after "-" when downwards
	Page   int    // from 1
	Beyond bool   // the page asked for comes after the last
	query  url.Values
}

// A Filter narrows a list to one of several values.
type Filter struct {
	Name    string
	LabelID string   // message
	AnyID   string   // message of the choice that narrows nothing
	Options []Option // the chosen one is marked by listOf
}

// Narrows reports whether something is chosen.
func (f Filter) Narrows() bool {
	return slices.ContainsFunc(f.Options, func(o Option) bool { return o.Chosen })
}

// A Column is the head of a column.
type Column struct {
	LabelID string     // message; "" for a column of acts
	Label   string     // instead of LabelID, a name
	Lang    locale.Tag // of Label
	Sort    string     // name to sort by; "" when it cannot be sorted
	Down    bool       // sorted downwards first: dates, numbers
	Class   string     // "number"

	Href   string // sorts by it
	Sorted string // "ascending", "descending" or ""
}

// A Kept value stays in the address whatever is looked for.
type Kept struct{ Name, Value string }

// An Act is a button for chosen rows: the field "act" has its name.
type Act struct {
	Name    string
	LabelID string // message
	Danger  bool
}

// An Empty teaches what belongs into an empty list: one sentence, one act.
type Empty struct {
	TextID   string
	Href     string // "" when the person may not do it
	ActionID string
}

// mostPages is more pages than any list has, and few enough that the rows
// before them can be counted.
const mostPages = 1_000_000

// A Pager leads to the pages of a list.
type Pager struct {
	First, Last, Count int // the rows shown, from 1, and of how many
	PrevHref, NextHref string
}

// listOf returns a list as the request asks for it: whatever it does not
// offer, such as an unknown column, is not asked for (T26).
func listOf(c *gin.Context, l List, order string) List {
	l.query = c.Request.URL.Query()
	l.Path = visitOf(c).path
	l.Sought = strings.TrimSpace(readable(l.query.Get("q")))
	l.Page, _ = strconv.Atoi(l.query.Get("page"))
	l.Page = min(max(1, l.Page), mostPages)
	l.Order = order
	for _, column := range l.Columns {
		if asked := l.query.Get("order"); column.Sort != "" && strings.TrimPrefix(asked, "-") == column.Sort {
			l.Order = asked
		}
	}
	for i := range l.Filters {
		for j := range l.Filters[i].Options {
			o := &l.Filters[i].Options[j]
			o.Chosen = o.Value == l.query.Get(l.Filters[i].Name)
		}
	}
	l.Columns = slices.Clone(l.Columns)
	for i := range l.Columns {
		l.head(&l.Columns[i])
	}
	return l
}

// head says how a column is sorted and where another sorting is.
func (l List) head(column *Column) {
	if column.Sort == "" {
		return
	}
	up, down := column.Sort, "-"+column.Sort
	next := up
	if column.Down {
		next = down
	}
	switch l.Order {
	case up:
		column.Sorted, next = "ascending", down
	case down:
		column.Sorted, next = "descending", up
	}
	column.Href = l.with("order", next)
}

// Filter returns what a filter is set to; "" for anything.
func (l List) Filter(name string) string {
	for _, f := range l.Filters {
		for _, o := range f.Options {
			if f.Name == name && o.Chosen {
				return o.Value
			}
		}
	}
	return ""
}

// Narrowed reports whether the list shows less than there is.
func (l List) Narrowed() bool {
	return l.Sought != "" || slices.ContainsFunc(l.Filters, Filter.Narrows)
}

// Descending reports whether the list is sorted downwards, and by what.
func (l List) Descending() (by string, down bool) {
	by, down = strings.CutPrefix(l.Order, "-")
	return by, down
}

// Ordered returns the order for the form of search and filters to keep, or ""
// for the usual one.
func (l List) Ordered() string {
	if l.query.Get("order") == l.Order {
		return l.Order
	}
	return ""
}

// with returns the address of the list with one value changed, from its first
// page on. An empty value is dropped.
func (l List) with(name, value string) string {
	query := url.Values{}
	set := func(name, value string) {
		if value != "" {
			query.Set(name, value)
		}
	}
	set("q", l.Sought)
	set("order", l.Ordered())
	for _, f := range l.Filters {
		set(f.Name, l.Filter(f.Name))
	}
	for _, kept := range l.Kept {
		set(kept.Name, kept.Value)
	}
	query.Del(name)
	set(name, value)
	if len(query) == 0 {
		return l.Path
	}
	return l.Path + "?" + query.Encode()
}

// paged fills the pager of a list of count things, size at a time.
func (l *List) paged(count, size int) {
	last := max(1, (count+size-1)/size)
	l.Beyond = count > 0 && l.Page > last
	l.Page = min(l.Page, last)
	l.Pager = Pager{First: (l.Page-1)*size + 1, Last: min(l.Page*size, count), Count: count}
	if l.Page > 1 {
		l.Pager.PrevHref = l.with("page", number(l.Page-1))
	}
	if l.Page < last {
		l.Pager.NextHref = l.with("page", number(l.Page+1))
	}
}

// number returns a page number for an address; the first needs none.
func number(page int) string {
	if page <= 1 {
		return ""
	}
	return strconv.Itoa(page)
}
