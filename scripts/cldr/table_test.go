package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

const committed = "../../internal/message/format_table.go"

func TestCommittedTableIsThatOfThePackages(t *testing.T) {
	got, err := table("../../node_modules")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(committed)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the npm packages give: run go generate ./internal/message", committed)
	}
}

func TestTableSaysWhichPackageIsMissing(t *testing.T) {
	_, err := table(t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "npm ci installs cldr-dates-full") {
		t.Errorf("table of an empty folder: %v, want an error that names the package", err)
	}
}

func TestPatternsWithUnknownFieldsAreRefused(t *testing.T) {
	for pattern, known := range map[string]bool{
		"d 'de' MMMM 'de' y": true,
		"y年M月d日":             true,
		"h:mm a":             true,
		"EEEE, d MMMM y":     false,
		"LLLL y":             false,
		"h:mm B":             false,
		"'d'":                false,
	} {
		if err := checkFields(pattern); (err == nil) != known {
			t.Errorf("checkFields(%q): %v, want known %t", pattern, err, known)
		}
	}
}
