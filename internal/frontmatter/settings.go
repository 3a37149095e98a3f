package frontmatter

import "fmt"

// ParseAll reads a whole file in one notation, such as the settings of a
// generator: YAML, TOML or JSON. The error is a Problem.
func ParseAll(kind Kind, src []byte) (Header, error) {
	var warnings []Problem // what a site's own settings repeat is not our concern
	if len(src) > maxHeader {
		return nil, Problem{1, "the file is longer than 64 kB"}
	}
	switch kind {
	case YAML:
		return parseYAML(unixLines(src), 1, &warnings)
	case TOML:
		return parseTOML(unixLines(src), 1, &warnings)
	case JSON:
		doc, err := parseJSONFile(src, 0, 1)
		return doc.Header, err
	}
	return nil, Problem{0, fmt.Sprintf("settings are not written in %q", kind)}
}
