// Package view turns page structs into HTML, in the language of the page.
package view
