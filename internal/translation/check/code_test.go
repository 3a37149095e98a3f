package check

import "testing"

func TestCode(t *testing.T) {
	judge(t, "code-missing", []example{
		{name: "kept", source: "Run `go test`.", target: "Rode `go test`."},
		{name: "lost", source: "Run `go test`.", target: "Rode go test.", want: "CheckCodeMissing", at: "`go test`"},
		{name: "changed", source: "Run `go test`.", target: "Rode `go teste`.", want: "CheckCodeMissing", at: "`go test`"},
		{name: "blanks folded", source: "Run `go  test`.", target: "Rode ``go test``."},
		{name: "a label", source: "`Part of $TITLE`", target: "`Parte de $TITLE`", want: "CheckCodeMissing", at: "`Part of $TITLE`", severity: Info},
		{name: "a name in other letters", to: "zh-CN", source: "See `https://<USERNAME>.ex.test/`.", target: "见 `https://<用户名>.ex.test/`。", want: "CheckCodeMissing", at: "`https://<USERNAME>.ex.test/`", severity: Info},
		{name: "one of two in other letters", to: "zh-CN", source: "See `a` and `b`.", target: "见 `甲`。", want: "CheckCodeMissing", at: "`a`"},
		{name: "once of twice", source: "`a` or `a`", target: "`a`"},
	})
	judge(t, "code-added", []example{
		{name: "kept", source: "Run `go test`.", target: "Rode `go test`."},
		{name: "one more", source: "Run go test.", target: "Rode `go test`.", want: "CheckCodeAdded", at: "`go test`"},
	})
}
