package check

import "verso/internal/markdown"

// aroundOf returns what a Markdown text defines for its segments.
func aroundOf(body string) Around {
	tree, err := markdown.Structure(body)
	if err != nil {
		panic(err)
	}
	return Around{References: tree.References, Known: true}
}
