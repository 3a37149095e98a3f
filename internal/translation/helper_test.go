package translation

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// parse takes a text apart that has to be taken apart.
func parse(t testing.TB, src string) *Document {
	t.Helper()
	d, err := Parse(src)
	if err != nil {
		t.Fatalf("Parse(%.80q): %v", src, err)
	}
	return d
}

// listed returns "kind text" of each segment that is not skipped.
func listed(d *Document) []string {
	var all []string
	for _, s := range d.Segments {
		if !s.Skip {
			all = append(all, fmt.Sprintf("%s %s", s.Kind, s.Text))
		}
	}
	return all
}

// segmentsAre checks the segments of src and that it comes back.
func segmentsAre(t *testing.T, src string, want ...string) *Document {
	t.Helper()
	d := parse(t, src)
	if diff := cmp.Diff(want, listed(d)); diff != "" {
		t.Errorf("segments of %q (-want +got):\n%s", src, diff)
	}
	comesBack(t, src)
	return d
}

// splice returns src with a text in the place of segment i.
func splice(t testing.TB, src string, i int, text string) *Document {
	t.Helper()
	d, _, err := parse(t, src).Splice(map[int]Edit{i: {Text: text}})
	if err != nil {
		t.Fatalf("%q in the place of segment %d of %q: %v", text, i, src, err)
	}
	return d
}

// becomes checks what src is with a text in the place of segment i.
func becomes(t *testing.T, src string, i int, text, want string) {
	t.Helper()
	if got := splice(t, src, i, text).Source; got != want {
		t.Errorf("%q in the place of segment %d of %q gives\n%q, want\n%q", text, i, src, got, want)
	}
}

// refused checks that a text does not fit.
func refused(t *testing.T, src string, i int, text string, want Fault) {
	t.Helper()
	d, _, err := parse(t, src).Splice(map[int]Edit{i: {Text: text}})
	structure, ok := errors.AsType[*StructureError](err)
	if !ok || structure.Fault != want || structure.Segment != i {
		t.Errorf("%q in the place of segment %d of %q: %v, want fault %q", text, i, src, err, want)
		if err == nil {
			t.Logf("it gave %q", d.Source)
		}
	}
}
