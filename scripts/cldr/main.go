// Command cldr writes the table of date, number and list formats from the
// npm packages of the Unicode CLDR.
//
// Usage: cldr NODE_MODULES OUTPUT.go
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: cldr NODE_MODULES OUTPUT.go")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "cldr:", err)
		os.Exit(1)
	}
}

func run(modules, output string) error {
	src, err := table(modules)
	if err != nil {
		return err
	}
	return os.WriteFile(output, src, 0o644)
}

// locales are those of the catalogs, shipped or to come, and the regions of
// their languages that most readers beside them live in. An ancestor such as
// en-001 stands for all regions that write as it does.
func locales() []string {
	return []string{
		"ar", "ar-EG", "ar-SA", "de", "de-AT", "de-CH", "en", "en-001", "en-CA", "es", "es-419",
		"es-MX", "fr", "fr-CA", "he", "ja", "pt", "pt-PT",
	}
}
