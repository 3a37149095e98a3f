package message

import (
	"testing"

	"verso/locales"
)

func TestShippedCatalogsHaveNoProblem(t *testing.T) {
	for _, p := range Check(locales.FS) {
		t.Error(p)
	}
}
