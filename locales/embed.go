// Package locales holds the message catalogs: one TOML file for each locale the interface speaks.
package locales

import "embed"

// FS holds the catalogs, named by their BCP 47 tag: "pt-BR.toml".
//
//go:embed *.toml
var FS embed.FS
