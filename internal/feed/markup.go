package feed

import (
	"bytes"
	"encoding/xml"
	"time"
)

// markup writes XML, one element a line.
type markup struct{ bytes.Buffer }

// element writes an element that holds text alone. attrs are names and values
// in turn; an attribute without a value is left out.
func (m *markup) element(name, text string, attrs ...string) {
	m.tag(name, attrs)
	m.WriteByte('>')
	m.escape(text)
	m.WriteString("</" + name + ">\n")
}

// optional writes an element unless it would be empty.
func (m *markup) optional(name, text string) {
	if text != "" {
		m.element(name, text)
	}
}

// empty writes an element that holds nothing.
func (m *markup) empty(name string, attrs ...string) {
	m.tag(name, attrs)
	m.WriteString("/>\n")
}

// open begins an element that holds others; WriteString ends it.
func (m *markup) open(name string, attrs ...string) {
	m.tag(name, attrs)
	m.WriteString(">\n")
}

func (m *markup) tag(name string, attrs []string) {
	m.WriteString("<" + name)
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i+1] == "" {
			continue
		}
		m.WriteString(" " + attrs[i] + `="`)
		m.escape(attrs[i+1])
		m.WriteByte('"')
	}
}

// escape writes text that nothing in it can end; what XML cannot hold becomes
// U+FFFD.
func (m *markup) escape(text string) {
	_ = xml.EscapeText(m, []byte(text)) // a bytes.Buffer does not fail
}

// timestamp is a moment as RFC 3339 has it, in its own zone.
func timestamp(t time.Time) string { return t.Format(time.RFC3339) }
