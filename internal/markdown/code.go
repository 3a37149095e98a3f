package markdown

import (
	"bytes"
	"crypto/sha256"
	"regexp"
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// What is highlighted: chroma's expressions backtrack, so code unlike what
// people write is shown plain.
const (
	maxHighlight = 16 << 10               // bytes of one block
	maxCodeLine  = 1000                   // bytes of one line
	patience     = 300 * time.Millisecond // for all the code of one text
)

// languageForm is what the name of a language may be (trust T8).
var languageForm = regexp.MustCompile(`^[a-z0-9+-]{1,32}$`)

// languageAliases are names that languageForm does not allow.
var languageAliases = map[string]string{"c#": "csharp", "f#": "fsharp"}

// language returns the language of a fenced block's info string, "" for none
// or one that is not a name. What generators write behind it is dropped:
// "rust,ignore", "js{1,3}", "go:main.go".
func language(info string) string {
	name, _, _ := strings.Cut(info, " ")
	if end := strings.IndexAny(name, "{,:\t"); end >= 0 {
		name = name[:end]
	}
	name = strings.ToLower(name)
	if alias, ok := languageAliases[name]; ok {
		return alias
	}
	if !languageForm.MatchString(name) {
		return ""
	}
	return name
}

// A highlighter marks up code with the short classes of chroma ("k" keyword,
// "s" string, "c" comment, …) and keeps the result by language and code.
type highlighter struct {
	done *cache[string]
}

func newHighlighter(maxBytes int) *highlighter {
	return &highlighter{done: newCache[string](maxBytes)}
}

// html returns code as HTML: in spans when chroma knows the language, and there
// is time left. It takes off left what it needs. A nil highlighter leaves code
// as it is.
func (h *highlighter) html(lang, code string, left *time.Duration) string {
	if h == nil {
		return escapeText(code)
	}
	lexer := lexerFor(lang)
	if lexer == nil || len(code) > maxHighlight || longestLine(code) > maxCodeLine || *left <= 0 {
		return escapeText(code)
	}
	sum := sha256.Sum256([]byte(lang + "\n" + code))
	key := string(sum[:])
	if found, ok := h.done.get(key); ok {
		return found
	}
	start := time.Now()
	out, ok := highlight(lexer, code, start.Add(*left))
	*left -= time.Since(start)
	if !ok {
		return escapeText(code)
	}
	h.done.put(key, out, len(out))
	return out
}

func longestLine(code string) int {
	longest := 0
	for line := range strings.Lines(code) {
		longest = max(longest, len(line))
	}
	return longest
}

// lexerFor returns the lexer of a language by name or alias, or nil. It does
// not look for file names: lexers.Get would try every pattern.
func lexerFor(lang string) chroma.Lexer {
	switch lang {
	case "", "text", "txt", "plain", "plaintext":
		return nil
	}
	return lexers.GlobalLexerRegistry.Get(lang)
}

// highlight runs lexer over code. ok is false when the lexer fails or is not
// done by the deadline.
func highlight(lexer chroma.Lexer, code string, deadline time.Time) (out string, ok bool) {
	defer func() {
		if recover() != nil { // chroma's iterators panic on a broken lexer
			out, ok = "", false
		}
	}()
	next, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	for token := next(); token != chroma.EOF; token = next() {
		if time.Now().After(deadline) {
			return "", false
		}
		class := classOf(token.Type)
		if class == "" || strings.TrimSpace(token.Value) == "" {
			b.WriteString(escapeText(token.Value))
			continue
		}
		b.WriteString(`<span class="` + class + `">` + escapeText(token.Value) + `</span>`)
	}
	return b.String(), true
}

// classOf returns chroma's class for a token, "" for one in the colour of
// plain text: names, punctuation, white space.
func classOf(t chroma.TokenType) string {
	switch t {
	case chroma.Name, chroma.NameOther, chroma.Punctuation, chroma.Other, chroma.Text, chroma.TextWhitespace, chroma.None:
		return ""
	}
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			return class
		}
	}
	return ""
}

func (w writer) fencedCode(b util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		block := n.(*ast.FencedCodeBlock)
		info := ""
		if block.Info != nil {
			info = string(bytes.TrimSpace(block.Info.Segment.Value(source)))
		}
		w.block(b, language(info), block.Lines().Value(source))
	}
	return ast.WalkSkipChildren, nil
}

func (w writer) indentedCode(b util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.block(b, "", n.Lines().Value(source))
	}
	return ast.WalkSkipChildren, nil
}

// block writes a block of code, with the name of its language before it.
func (w writer) block(b util.BufWriter, lang string, code []byte) {
	put(b, `<div class="code">`)
	if lang == "" {
		put(b, `<pre class="chroma"><code>`)
	} else {
		name := lang
		if lexer := lexerFor(lang); lexer != nil {
			name = lexer.Config().Name
		}
		put(b, `<span class="code-lang" dir="ltr" translate="no">`, escapeText(name),
			`</span><pre class="chroma"><code class="language-`, lang, `">`)
	}
	put(b, w.code.html(lang, string(code), w.left), "</code></pre></div>\n")
}
