package main

import (
	"fmt"

	"verso/internal/message"
	"verso/locales"
)

type catalogGroup struct {
	Check catalogCheck `cmd:"" help:"Check that every locale has every message, with its plural forms and placeholders."`
}

type catalogCheck struct{}

// Run prints one line per fault of the catalogs that are built in, and fails
// if there is one.
func (catalogCheck) Run(p *program) error {
	problems := message.Check(locales.FS)
	for _, problem := range problems {
		if _, err := fmt.Fprintln(p.stdout, problem); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return fmt.Errorf("the catalogs have %d faults", len(problems))
	}
	_, err := fmt.Fprintln(p.stdout, "the catalogs are complete")
	return err
}
