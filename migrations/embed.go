// Package migrations holds the schema, one folder per database with the same file names in both.
package migrations

import "embed"

// FS has the folders sqlite and postgres.
//
//go:embed sqlite/*.sql postgres/*.sql
var FS embed.FS
