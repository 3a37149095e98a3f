package importer

import (
	"net/url"
	"path"
	"strings"

	"verso/internal/frontmatter"
	"verso/internal/locale"
)

// An Alias is an old address of a post, as its file gives it.
type Alias struct {
	From string
	Line int
	Root bool // it begins at the root of the site, with a slash or without
}

// aliasKeys are the keys that name old addresses. Aliases are relative to the
// section of the text; the others say where the text itself was.
var aliasKeys = []struct {
	name string
	root bool
}{
	{"aliases", false}, {"alias", false}, {"redirect_from", true}, {"url", true}, {"permalink", true}, {"path", true},
}

// addresses returns the old addresses that the file itself names. A key whose
// values all became redirects is used up: the site keeps them.
func (f *fields) addresses() []Alias {
	var old []Alias
	for _, key := range aliasKeys {
		field, ok := f.h.First(key.name)
		if !ok {
			continue
		}
		all := true
		for _, v := range list(field.Value) {
			from := frontmatter.Text(v)
			if from == "" || strings.Contains(from, "://") || strings.Contains("/"+from, "/:") {
				all = false // another site's, or a pattern such as /:year/:title/
				continue
			}
			old = append(old, Alias{From: from, Line: field.Line, Root: key.root})
		}
		if all {
			f.used = append(f.used, key.name)
		}
	}
	return old
}

// formerLocale returns the address that the post had below a name of its
// locale that says nothing to this site: "/jp/blog/a" for ja-JP.
func (v *Variant) formerLocale() []Alias {
	tag, err := locale.Parse(v.spelling)
	if v.spelling == "" || err == nil && tag.Base() == v.Post.Locale.Base() {
		return nil
	}
	return []Alias{{From: "/" + v.spelling + "/" + v.Address, Root: true}}
}

// paths returns the addresses that an alias of a post stands for. Without a
// slash at its head it may have been below the locale, or not.
func (a Alias) paths(v Variant) []string {
	from := a.From
	if decoded, err := url.PathUnescape(from); err == nil {
		from = decoded
	}
	if strings.HasPrefix(from, "/") {
		return []string{nfc(path.Clean(from))}
	}
	if !a.Root {
		from = path.Join(path.Dir(v.work), from)
	}
	from = path.Join("/", from)
	if v.spelling == "" {
		return []string{nfc(from)}
	}
	return []string{nfc(path.Join("/", v.spelling, from)), nfc(from)}
}
