//go:build browser

package browser

import "github.com/chromedp/chromedp"

// A desk is one kind of page of the admin, or one state of it.
type desk struct {
	route  string    // below /:locale/admin: "/posts/:id"
	name   string    // of the state, where a route has several
	path   string    // the address there, with "$en" and its like for what the site has; "" is the route
	status int64     // of the answer; 0 is 200
	empty  bool      // its form is sent with nothing in it, and refused
	steps  []setting // what is done there first; such a state needs scripts
}

// parts are the addresses that are no page: what the scripts of a page ask for.
var parts = map[string]string{
	"/events":                  "a stream",
	"/slug":                    "a word",
	"/links":                   "a list in a box of the editor",
	"/pictures":                "a list in a box of the editor",
	"/posts/:id/segments/:uid": "a part of the workbench",
}

// beginnings are the pages of a site without an admin.
func beginnings() []desk {
	return []desk{
		{route: "/setup", name: "where its link is"},
		{route: "/setup", path: "/setup?token=$setup"},
		{route: "/setup", name: "too late", path: "/setup?token=none", status: 422},
	}
}

// gates are the pages before the door.
func gates() []desk {
	return []desk{
		{route: "/sign-in"},
		{route: "/sign-in", name: "refused", empty: true},
		{route: "/reset"},
		{route: "/reset", name: "by letter", path: "/reset?token=$reset"},
		{route: "/reset", name: "too late", path: "/reset?token=none", status: 422},
		{route: "/invitation", path: "/invitation?token=$invitation"},
		{route: "/invitation", name: "too late", status: 422},
	}
}

// opened is a step: a box over the editor is open and has something to choose.
func opened(tool, box string) []setting {
	return []setting{
		click(`[data-act=` + tool + `]`),
		awaits(`document.querySelector("dialog.` + box + `[open] [role=option]")`),
	}
}

// desks are the pages behind the door, as an admin sees them.
func desks() []desk {
	return []desk{
		{route: ""},
		{route: "", name: "not found", path: "/zzz", status: 404},
		{route: "/articles"},
		{route: "/articles", name: "nothing found", path: "/articles?q=xyzzy"},
		{route: "/articles", name: "what to begin", steps: []setting{click("[popovertarget=new-menu]")}},
		{route: "/articles/new", path: "/articles/new?locale=pt-br"},
		{route: "/pages"},
		{route: "/pages/new"},
		{route: "/projects"},
		{route: "/projects/new"},
		{route: "/posts/:id", path: "/posts/$en"},
		{route: "/posts/:id", name: "everything open", path: "/posts/$en", steps: []setting{click(".particulars summary"), click(".beside summary"), click("[popovertarget=also-menu]")}},
		{route: "/posts/:id", name: "the link picker", path: "/posts/$en", steps: opened("link", "links")},
		{route: "/posts/:id", name: "the pictures", path: "/posts/$en", steps: opened("picture", "pictures")},
		{route: "/posts/:id", name: "two languages", path: "/posts/$en?with=pt-br"},
		{route: "/posts/:id", name: "right to left", path: "/posts/$ar"},
		{route: "/posts/:id", name: "missing", path: "/posts/999999", status: 404},
		{route: "/posts/:id/history", path: "/posts/$en/history"},
		{route: "/posts/:id/history/:revision", path: "/posts/$en/history/1"},
		{route: "/posts/:id/relate", path: "/posts/$en/relate"},
		{route: "/posts/:id/relate", name: "found", path: "/posts/$alone/relate?q=a"},
		{route: "/posts/:id/changes", path: "/posts/$en/changes"},
		{route: "/posts/:id/translate", path: "/posts/$pt/translate"},
		{route: "/posts/:id/translate", name: "a list", path: "/posts/$pt/translate?mode=list"},
		{route: "/posts/:id/translate", name: "paired", path: "/posts/$pt/translate?mode=pair"},
		{route: "/posts/:id/translate", name: "as one text", path: "/posts/$pt/translate?mode=document"},
		{route: "/posts/:id/translate/compare", path: "/posts/$pt/translate/compare"},
		{route: "/pairs"},
		{route: "/review"},
		{route: "/translations"},
		{route: "/translations/drafts"},
		{route: "/translations/figures"},
		{route: "/media"},
		{route: "/media/:id", path: "/media/$file"},
		{route: "/tags"},
		{route: "/tags/new"},
		{route: "/tags/merge", path: "/tags/merge?row=$tag&row=$other"},
		{route: "/tags/:id", path: "/tags/$tag"},
		{route: "/menu"},
		{route: "/menu/:id", path: "/menu/$item"},
		{route: "/messages"},
		{route: "/messages/:id", path: "/messages/$message"},
		{route: "/settings"},
		{route: "/languages"},
		{route: "/languages/:tag", path: "/languages/pt-br"},
		{route: "/people"},
		{route: "/people/new"},
		{route: "/people/new", name: "refused", empty: true},
		{route: "/people/:id", path: "/people/$person"},
		{route: "/profile"},
	}
}

// awaits is the step that waits until an expression is true.
func awaits(expression string) setting {
	return chromedp.Evaluate[chromedp.Void](soon(expression), chromedp.EvalAwaitPromise)
}
