package message

import (
	"fmt"
	"regexp"
	"strings"
)

// placeholder matches the one action a message may hold: "{{.Name}}". Nothing
// else is executed, so no text in a catalog can call, loop or include.
var placeholder = regexp.MustCompile(`\{\{\s*\.(\p{L}[\p{L}\p{N}_]*)\s*\}\}`)

// A phrase is one form of a message, cut at its placeholders.
type phrase struct {
	source string
	parts  []part // nil when there is no placeholder
}

// A part is a literal or, when name is set, the place of an argument.
type part struct{ literal, name string }

func parsePhrase(source string) phrase {
	p := phrase{source: source}
	end := 0
	for _, at := range placeholder.FindAllStringSubmatchIndex(source, -1) {
		if at[0] > end {
			p.parts = append(p.parts, part{literal: source[end:at[0]]})
		}
		p.parts = append(p.parts, part{name: source[at[2]:at[3]]})
		end = at[1]
	}
	if p.parts != nil && end < len(source) {
		p.parts = append(p.parts, part{literal: source[end:]})
	}
	return p
}

// fill puts the arguments, alternating name and value, in their places. An
// argument that was not given leaves its place empty.
func (p phrase) fill(f *format, args []any) string {
	if p.parts == nil {
		return p.source
	}
	out := make([]byte, 0, len(p.source)+32)
	for _, part := range p.parts {
		if part.name == "" {
			out = append(out, part.literal...)
			continue
		}
		out = appendValue(out, f, argument(args, part.name))
	}
	return string(out)
}

// argument returns the value that follows name in args. The last one wins, so
// that a caller's arguments go before those that must not be overridden.
func argument(args []any, name string) any {
	for i := len(args) - 2 + len(args)%2; i >= 0; i -= 2 {
		if args[i] == name && i+1 < len(args) {
			return args[i+1]
		}
	}
	return nil
}

// appendValue writes integers in the locale's digits without grouping, since
// most are pages and years; a caller wanting grouping passes Number's result.
func appendValue(out []byte, f *format, value any) []byte {
	switch v := value.(type) {
	case nil:
		return out
	case string:
		return append(out, v...)
	case int:
		return f.appendInt(out, int64(v), 1)
	case int64:
		return f.appendInt(out, v, 1)
	case fmt.Stringer:
		return append(out, v.String()...)
	}
	return fmt.Append(out, value)
}

// names returns the placeholders of a message's form, without repetition, and
// whether everything between double braces is a placeholder.
func names(source string) (found []string, clean bool) {
	seen := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(source, -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			found = append(found, m[1])
		}
	}
	rest := placeholder.ReplaceAllString(source, "")
	return found, !strings.Contains(rest, "{{") && !strings.Contains(rest, "}}")
}
