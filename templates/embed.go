// Package templates holds the HTML of every page, for embedding.
package templates

import "embed"

// FS holds layout, partial and public, and error.html, which needs none of them.
//
//go:embed layout partial public error.html
var FS embed.FS
