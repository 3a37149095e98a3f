package check

import "testing"

func TestCode(t *testing.T) {
	judge(t, "code-missing", []example{
		{name: "kept", source: "Run `go test`.", target: "Rode `go test`."},
		{name: "lost", source: "Run `go test`.", target: "Rode go test.", want: "CheckCodeMissing", at: "`go test`"},
		{name: "changed", source: "Run `go test`.", target: "Rode `go teste`.", want: "CheckCodeMissing", at: "`go test`"},
		{name: "blanks folded", source: "Run `go  test`.", target: "Rode ``go test``."},
		{name: "once of twice", source: "`a` or `a`", target: "`a`"},
	})
	judge(t, "code-added", []example{
		{name: "kept", source: "Run `go test`.", target: "Rode `go test`."},
		{name: "one more", source: "Run go test.", target: "Rode `go test`.", want: "CheckCodeAdded", at: "`go test`"},
	})
}
