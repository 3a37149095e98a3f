package importer

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"verso/internal/frontmatter"
)

// A document is a file taken apart, before its locale is known.
type document struct {
	Path           string
	Header         frontmatter.Header
	Body           string // line ends as "\n", no control characters
	BodyLine       int
	Lang           string // "lang" or "locale" of the header
	TranslationKey string
	Index          bool     // describes a section; no post
	Syntax         []string // what of other generators was left out, a sentence for each kind
	Warnings       []Problem
	Raw            []byte
	lost           []int // numbers of the lines, from 0, that Body no longer has
}

// readDocuments takes every file apart. A file whose header cannot be read is
// a problem and stops nothing.
func readDocuments(files []File) (docs []document, broken []Problem) {
	for _, f := range files {
		d, err := readDocument(f)
		if err != nil {
			p := Problem{File: f.Path, Reason: err.Error()}
			if at, ok := errors.AsType[frontmatter.Problem](err); ok {
				p.Line, p.Reason = at.Line, reword(at.Reason)
			}
			broken = append(broken, p)
			continue
		}
		docs = append(docs, d)
	}
	return docs, broken
}

func readDocument(f File) (document, error) {
	parsed, err := frontmatter.Parse(f.Data)
	if err != nil {
		return document{}, err
	}
	d := document{
		Path:     f.Path,
		Header:   parsed.Header,
		BodyLine: parsed.BodyLine,
		Lang:     parsed.Header.Text("lang", "locale"),
		Index:    sectionIndex(f.Path),
		Raw:      f.Data,
		// "language" may be a programming language; it is not asked.
		TranslationKey: oneLine(parsed.Header.Text(keysOfWork...)),
	}
	for _, w := range parsed.Warnings {
		d.warn(w.Line, w.Reason)
	}
	var controls int
	d.Body, controls = cleanText(string(parsed.Body))
	if controls > 0 {
		d.warn(0, "control characters were left out of the text")
	}
	return d, nil
}

func (d *document) warn(line int, why string) {
	d.Warnings = append(d.Warnings, Problem{File: d.Path, Line: line, Reason: why})
}

// cleanText ends lines with "\n" and drops the control characters that no
// page can show; n is how many.
func cleanText(s string) (clean string, n int) {
	if strings.IndexByte(s, '\r') >= 0 {
		s = lineEnds.Replace(s)
	}
	if strings.IndexFunc(s, dropped) < 0 {
		return s, 0
	}
	clean = strings.Map(func(r rune) rune {
		if dropped(r) {
			n++
			return -1
		}
		return r
	}, s)
	return clean, n
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func dropped(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// oneLine makes a title or name of s: no line ends, no control characters.
func oneLine(s string) string {
	s, _ = cleanText(s)
	return strings.Join(strings.Fields(s), " ")
}

// heading is a first-level heading, with number signs or underlined.
var heading = regexp.MustCompile(`(?m)^ {0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$|^(\S.*)\n=+[ \t]*$`)

// takeHeading returns the first first-level heading of a text, and the text
// without it when it stood at the top: pages show the title themselves.
func takeHeading(body string) (title, rest string) {
	at := heading.FindStringSubmatchIndex(withoutCode(body))
	if at == nil {
		return "", body
	}
	for _, group := range [][2]int{{at[2], at[3]}, {at[4], at[5]}} {
		if group[0] >= 0 {
			title = oneLine(body[group[0]:group[1]])
		}
	}
	if strings.TrimSpace(body[:at[0]]) == "" {
		return title, body[at[1]:]
	}
	return title, body
}
