// Package policy says who may do what to which: one table, one function (trust, section 2).
package policy

import (
	"fmt"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
)

// An Action is something that people do in the admin.
type Action string

// The actions.
const (
	Enter   Action = "enter"   // see the admin at all
	Profile Action = "profile" // change what is one's own

	CreatePost   Action = "create-post"   // a new work
	AddVariant   Action = "add-variant"   // start an existing work in another locale
	ReadPost     Action = "read-post"     // see what is not published: editor, history, preview
	EditPost     Action = "edit-post"     // text and fields, drafts, restoring a revision
	ArrangePost  Action = "arrange-post"  // slug, date, tags, author, canonical address; link, unlink, move
	PublishPost  Action = "publish-post"  // publish, schedule, take back
	RemovePost   Action = "remove-post"   // archive, trash
	SharePreview Action = "share-preview" // make and revoke preview links
	SubmitPost   Action = "submit-post"   // draft to in review and back

	Suggest            Action = "suggest"             // another text for a segment; comments
	Translate          Action = "translate"           // the text of segments
	Approve            Action = "approve"             // segments that others translated; or reject them
	PublishTranslation Action = "publish-translation" // what was translated since readers last got it
	ReadMedia          Action = "read-media"          // see the library
	AddMedia           Action = "add-media"           // upload
	DescribeMedia      Action = "describe-media"      // alternative text and caption in a locale
	RemoveMedia        Action = "remove-media"
	ManageTags         Action = "manage-tags" // names, slugs, merging
	ManageMenu         Action = "manage-menu" // menu, order of pages and projects
	EditCatalog        Action = "edit-catalog"
	ReadMessages       Action = "read-messages" // of the contact form; archive and delete too
	ManagePeople       Action = "manage-people"
	ManageSite         Action = "manage-site" // settings, languages, import, export
)

// Actions lists every action.
func Actions() []Action {
	return []Action{
		Enter, Profile, CreatePost, AddVariant, ReadPost, EditPost, ArrangePost, PublishPost, RemovePost, SharePreview,
		SubmitPost, Suggest, Translate, Approve, PublishTranslation, ReadMedia, AddMedia, DescribeMedia, RemoveMedia, ManageTags, ManageMenu, EditCatalog, ReadMessages,
		ManagePeople, ManageSite,
	}
}

// An Object is what an action is done to; what does not matter stays zero.
type Object struct {
	Owner     content.UserID // who wrote it or brought it in
	WorkOwner content.UserID // who owns another variant of the same work; 0 when nobody does
	Locale    locale.Tag
	Variant   bool // the work exists in another locale too: a translator may work on it
	Source    bool // a translator reads it as the other side of a work in a locale of theirs
}

// A rule says whether a person may do something to an object.
type rule func(u account.User, o Object) bool

func always(account.User, Object) bool  { return true }
func own(u account.User, o Object) bool { return u.ID != 0 && (o.Owner == u.ID || o.WorkOwner == u.ID) }

// mine is what a person made alone; another variant of the work does not count.
func mine(u account.User, o Object) bool { return u.ID != 0 && o.Owner == u.ID }

// granted is a text in a locale that the translator holds, of a work that
// exists elsewhere.
func granted(u account.User, o Object) bool   { return o.Variant && u.Translates(o.Locale) }
func reviewing(u account.User, o Object) bool { return o.Variant && u.Reviews(o.Locale) }
func inLocale(u account.User, o Object) bool  { return u.Translates(o.Locale) }

// beside is granted, or the other side of it.
func beside(u account.User, o Object) bool { return o.Source || granted(u, o) }

// table is who may do what. What is not in it is forbidden.
var table = map[Action]map[account.Role]rule{
	Enter:        {account.Admin: always, account.Editor: always, account.Author: always, account.Translator: always},
	Profile:      {account.Admin: always, account.Editor: always, account.Author: always, account.Translator: always, account.None: always},
	CreatePost:   {account.Admin: always, account.Editor: always, account.Author: always},
	AddVariant:   {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: granted},
	ReadPost:     {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: beside},
	EditPost:     {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: granted},
	SubmitPost:   {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: granted},
	ArrangePost:  {account.Admin: always, account.Editor: always, account.Author: own},
	PublishPost:  {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: reviewing},
	RemovePost:   {account.Admin: always, account.Editor: always, account.Author: own},
	SharePreview: {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: granted},

	Suggest:            {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: granted},
	Translate:          {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: granted},
	Approve:            {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: reviewing},
	PublishTranslation: {account.Admin: always, account.Editor: always, account.Author: own, account.Translator: reviewing},

	ReadMedia:     {account.Admin: always, account.Editor: always, account.Author: always, account.Translator: always},
	AddMedia:      {account.Admin: always, account.Editor: always, account.Author: always},
	DescribeMedia: {account.Admin: always, account.Editor: always, account.Author: mine, account.Translator: inLocale},
	RemoveMedia:   {account.Admin: always, account.Editor: always, account.Author: mine},
	ManageTags:    {account.Admin: always, account.Editor: always},
	ManageMenu:    {account.Admin: always, account.Editor: always},
	EditCatalog:   {account.Admin: always, account.Editor: always, account.Translator: inLocale},
	ReadMessages:  {account.Admin: always, account.Editor: always},
	ManagePeople:  {account.Admin: always},
	ManageSite:    {account.Admin: always},
}

// Allows reports whether u may do a to o. Nobody may do nothing, and so may
// somebody who is disabled.
func Allows(u account.User, a Action, o Object) bool {
	if u.Nobody() || u.DisabledAt != nil {
		return false
	}
	allowed := table[a][u.Role]
	return allowed != nil && allowed(u, o)
}

// Check returns errs.Forbidden unless u may do a to o.
func Check(u account.User, a Action, o Object) error {
	if Allows(u, a, o) {
		return nil
	}
	return fmt.Errorf("%s by %d: %w", a, u.ID, errs.Forbidden)
}

// Somewhere reports whether u may do a to anything at all: whether a page that
// offers it makes sense. A translator is asked about a text of others in each
// of their locales.
func Somewhere(u account.User, a Action) bool {
	best := Object{Owner: u.ID, WorkOwner: u.ID, Variant: true, Source: true}
	if Allows(u, a, best) {
		return true
	}
	for _, g := range u.Grants {
		best.Locale = g.Locale
		if Allows(u, a, best) {
			return true
		}
	}
	return false
}
