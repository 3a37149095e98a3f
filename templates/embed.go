// Package templates holds the HTML of every page, for embedding.
package templates

import "embed"

// FS holds layout, partial, public and admin, and what needs none of them: error.html,
// and feed.html, the text of an entry.
//
//go:embed layout partial public admin error.html feed.html
var FS embed.FS
