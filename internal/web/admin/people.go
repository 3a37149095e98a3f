package admin

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/locale"
	"verso/internal/policy"
)

// peopleRoutes are those of who works here.
func (a *Admin) peopleRoutes() []route {
	return []route{
		get("/people", policy.ManagePeople, a.showPeople),
		get("/people/new", policy.ManagePeople, a.showInvite),
		post("/people", policy.ManagePeople, a.invite),
		get("/people/:id", policy.ManagePeople, a.showPerson),
		post("/people/:id", policy.ManagePeople, a.savePerson),
		post("/people/:id/invite", policy.ManagePeople, a.inviteAgain),
		post("/people/:id/disable", policy.ManagePeople, a.disablePerson),
		post("/people/:id/enable", policy.ManagePeople, a.enablePerson),
		post("/people/:id/remove", policy.ManagePeople, a.removePerson),
	}
}

// peoplePage is the template "admin/people".
type peoplePage struct {
	Page
	List
	Rows    []personRow
	NewHref string
	MailOff bool
}

// A personRow is one person in the list.
type personRow struct {
	Href    string
	Name    string
	Email   string
	RoleID  string
	Locales []grantView
	StateID string // message: "AdminPersonActive"
	State   string // "published" is in, "draft" invited, "off" out
	Self    bool
}

// A grantView is a language of a translator.
type grantView struct {
	Name      string
	Lang      locale.Tag
	MayReview bool
}

// showPeople serves GET /:locale/admin/people.
func (a *Admin) showPeople(c *gin.Context) error {
	users, err := a.DB.Users(c.Request.Context())
	if err != nil {
		return err
	}
	v := visitOf(c)
	list := listOf(c, List{
		SearchID: "AdminPeopleSearch",
		Filters: []Filter{
			{Name: "role", LabelID: "AdminRole", AnyID: "AdminRoleAny", Options: roleOptions("")},
			{Name: "state", LabelID: "AdminState", AnyID: "AdminStateAny", Options: []Option{
				{Value: "active", LabelID: "AdminPersonActive"}, {Value: "invited", LabelID: "AdminPersonInvited"}, {Value: "disabled", LabelID: "AdminPersonDisabled"},
			}},
		},
		Columns: []Column{
			{LabelID: "AdminName", Sort: "name"}, {LabelID: "AdminRole", Sort: "role"}, {LabelID: "AdminLanguages"}, {LabelID: "AdminState"},
		},
		Empty: Empty{TextID: "AdminPeopleEmpty", Href: v.href("people", "new"), ActionID: "AdminPeopleInvite"},
	}, "name")
	found := sifted(list, users, v)
	list.paged(len(found), perPage)
	page := peoplePage{Page: a.page(c, "AdminNavPeople"), List: list, NewHref: v.href("people", "new"), MailOff: !a.Mails}
	page.Live = []string{"admin:people"}
	if len(found) > 0 {
		found = found[list.Pager.First-1 : list.Pager.Last]
	}
	for _, u := range found {
		page.Rows = append(page.Rows, rowOf(v, u))
	}
	return a.show(c, "people", page)
}

// sifted returns the people that a list asks for, in its order. They are few:
// the database has read them all.
func sifted(l List, users []account.User, v *visit) []account.User {
	sought := strings.ToLower(l.Sought)
	users = slices.DeleteFunc(users, func(u account.User) bool {
		return !strings.Contains(strings.ToLower(u.Name+"\n"+u.Email), sought) ||
			l.Filter("role") != "" && l.Filter("role") != roleValue(u.Role) ||
			l.Filter("state") != "" && l.Filter("state") != stateOf(u)
	})
	by, down := l.Descending()
	roles := account.Roles()
	slices.SortStableFunc(users, func(x, y account.User) int {
		order := v.words.Compare(x.Name, y.Name)
		if by == "role" {
			order = cmp.Or(cmp.Compare(slices.Index(roles, x.Role), slices.Index(roles, y.Role)), order)
		}
		if down {
			return -order
		}
		return order
	})
	return users
}

// stateOf returns whether somebody can come in: "active", "invited" while they
// have no password, or "disabled".
func stateOf(u account.User) string {
	switch {
	case u.DisabledAt != nil:
		return "disabled"
	case u.PasswordHash == "":
		return "invited"
	}
	return "active"
}

func rowOf(v *visit, u account.User) personRow {
	row := personRow{
		Href: v.href("people", strconv.FormatInt(int64(u.ID), 10)), Name: u.Name, Email: u.Email,
		RoleID: roleID(u.Role), Self: u.ID == v.person.ID,
	}
	switch stateOf(u) {
	case "active":
		row.State, row.StateID = "published", "AdminPersonActive"
	case "invited":
		row.State, row.StateID = "draft", "AdminPersonInvited"
	default:
		row.State, row.StateID = "off", "AdminPersonDisabled"
	}
	for _, g := range u.Grants {
		row.Locales = append(row.Locales, grantView{Name: v.Site().LanguageName(g.Locale), Lang: g.Locale, MayReview: g.MayReview})
	}
	return row
}
