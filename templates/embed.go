// Package templates holds the HTML of every page, for embedding.
package templates

import "embed"

// FS holds layout, partial and public, and what needs none of them: error.html,
// and feed.html, the text of an entry.
//
//go:embed layout partial public error.html feed.html
var FS embed.FS
