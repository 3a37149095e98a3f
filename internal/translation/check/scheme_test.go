package check

import (
	"testing"

	"verso/internal/translation"
)

// Trust T7.
func TestScheme(t *testing.T) {
	judge(t, "scheme", []example{
		{name: "as it should be", source: "[a](https://ex.test)", target: "[a](https://ex.test) e <mailto:a@ex.test>"},
		{name: "a script", source: "[a](https://ex.test)", target: "[a](javascript:alert(1))", want: "CheckScheme", at: "[a](javascript:alert(1))"},
		{name: "in disguise", source: "[a](/b)", target: "[a](java&#x0A;script:x)", want: "CheckScheme", at: "[a](java&#x0A;script:x)"},
		{name: "a picture", source: "a ![b](c.png)", target: "a ![b](data:image/svg+xml,x)", want: "CheckScheme", at: "![b](data:image/svg+xml,x)"},
		{name: "raw HTML", kind: translation.HTML, source: `<a href="/b">c</a>`, target: `<a href='VBScript:x'>c</a>`, want: "CheckScheme", at: "href='VBScript:x'"},
		{name: "a tag within prose", source: `a <a href="/b">c</a>`, target: `a <a href=data:x>c</a>`, want: "CheckScheme", at: "href=data:x"},
		{name: "what the source has too", source: "[a](irc://ex.test)", target: "[b](irc://ex.test)"},
		{name: "a path with a colon", source: "[a](b/c:d)", target: "[a](b/c:d)"},
	})
}
