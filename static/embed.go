// Package static holds the built style sheets and scripts, and the icons, for embedding.
package static

import "embed"

// FS holds dist, which scripts/build-assets.mjs fills, and the icon that
// browsers ask for at a fixed address, img/favicon.ico.
//
//go:embed all:dist img/favicon.ico
var FS embed.FS
