package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// calendar is what we read of dates.calendars.gregorian.
type calendar struct {
	Months struct {
		Format struct{ Wide, Abbreviated map[string]string }
	}
	DayPeriods struct {
		Format struct{ Abbreviated map[string]string }
	}
	DateFormats     styles
	TimeFormats     styles
	DateTimeFormats struct {
		AvailableFormats map[string]string
	}
	AtTime struct{ Standard styles } `json:"dateTimeFormats-atTime"`
}

type styles struct{ Long, Medium, Short string }

// numbers is what we read of numbers, for the default numbering system.
type numbers struct {
	zero           rune
	decimalPattern string
	group, minus   string
	minGrouping    string
}

// list holds the patterns of listPattern-type-standard.
type list struct {
	Two                string `json:"2"`
	Start, Middle, End string
}

// read decodes what stands at the dotted path of main.LOCALE in one file of a
// CLDR package.
func read(modules, pkg, locale, file, path string, into any) error {
	name := filepath.Join(modules, pkg, "main", locale, file)
	src, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("%w (npm ci installs %s)", err, pkg)
	}
	for _, key := range append([]string{"main", locale}, strings.Split(path, "/")...) {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(src, &object); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		src = object[key]
		if src == nil {
			return fmt.Errorf("%s: no %q on the way to %s", name, key, path)
		}
	}
	if err := json.Unmarshal(src, into); err != nil {
		return fmt.Errorf("%s: %s: %w", name, path, err)
	}
	return nil
}

func readCalendar(modules, locale string) (c calendar, err error) {
	err = read(modules, "cldr-dates-full", locale, "ca-gregorian.json", "dates/calendars/gregorian", &c)
	return c, err
}

func readList(modules, locale string) (l list, err error) {
	err = read(modules, "cldr-misc-full", locale, "listPatterns.json", "listPatterns/listPattern-type-standard", &l)
	return l, err
}

func readNumbers(modules, locale string) (numbers, error) {
	const pkg, file = "cldr-numbers-full", "numbers.json"
	var n numbers
	var system string
	var symbols struct{ Group, MinusSign string }
	var decimal struct{ Standard string }
	if err := read(modules, pkg, locale, file, "numbers/defaultNumberingSystem", &system); err != nil {
		return n, err
	}
	if err := read(modules, pkg, locale, file, "numbers/minimumGroupingDigits", &n.minGrouping); err != nil {
		return n, err
	}
	if err := read(modules, pkg, locale, file, "numbers/symbols-numberSystem-"+system, &symbols); err != nil {
		return n, err
	}
	if err := read(modules, pkg, locale, file, "numbers/decimalFormats-numberSystem-"+system, &decimal); err != nil {
		return n, err
	}
	switch system {
	case "latn":
		n.zero = '0'
	case "arab":
		n.zero = '\u0660'
	default:
		return n, fmt.Errorf("%s: digits of the numbering system %q are not known here", locale, system)
	}
	n.group, n.minus, n.decimalPattern = symbols.Group, symbols.MinusSign, decimal.Standard
	return n, nil
}
