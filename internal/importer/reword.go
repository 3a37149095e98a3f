package importer

import "strings"

// tomlErrors are what a parser of TOML says, by how that begins, and what a
// writer can do about it.
var tomlErrors = []struct{ says, means string }{
	{"expected keyword", "a value is expected behind the =: text stands between quotes, as in title = \"Hello\"; without quotes only true, false, numbers and dates do"},
	{"unexpected character", "a value is expected behind the =: text stands between quotes, as in title = \"Hello\"; without quotes only true, false, numbers and dates do"},
	{"strings must be quoted", "text stands between quotes, as in title = \"Hello\""},
	{"expected value", "a value is missing: text stands between quotes, as in title = \"Hello\""},
	{"expected '=' after key", "an = is expected between a key and its value, as in title = \"Hello\" (with a colon it is YAML, which stands between lines of ---)"},
	{"expected newline", "the line should end behind its value; is a quotation mark missing, or one too many inside the text?"},
	{"basic strings cannot have new lines", "the closing \" of a text is missing on this line"},
	{"literal strings cannot have new lines", "the closing ' of a text is missing on this line"},
	{"expected ',' or ']'", "a comma or the closing ] of a list is missing"},
	{"array is incomplete", "the closing ] of a list is missing"},
	{"inline table is incomplete", "the closing } of a table is missing"},
	{"expected ']' to close", "the closing ] of a table's name is missing"},
	{"integers cannot have leading zeroes", "a number cannot begin with 0; put it between quotes"},
	{"invalid character at start of key", "a key is expected at the beginning of the line, as in title = \"Hello\""},
	{"invalid escape character", "a \\ inside of \"…\" begins an escape; write \\\\ for the sign itself, or put the text between '…'"},
}

// reword says in words to act on what keeps a header from being read.
func reword(reason string) string {
	for _, e := range tomlErrors {
		if strings.HasPrefix(reason, e.says) {
			return e.means
		}
	}
	return reason
}
