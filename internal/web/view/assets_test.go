package view

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestAssetsAreServedUnderTheirHashedNames(t *testing.T) {
	assets, err := LoadAssets(fstest.MapFS{
		"manifest.json":       {Data: []byte(`{"public.css": "public-4F7DJZGH.css"}`)},
		"public-4F7DJZGH.css": {},
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := assets.Href("public.css")
	if want := "/static/public-4F7DJZGH.css"; got != want || err != nil {
		t.Errorf("Href(public.css) = %q, %v, want %q", got, err, want)
	}
	if got, err := assets.Href("admin.css"); err == nil {
		t.Errorf("Href of an asset that was not built = %q, want an error", got)
	}
}

func TestLoadAssetsSaysWhatIsWrong(t *testing.T) {
	tests := map[string]struct {
		dist fstest.MapFS
		want string
	}{
		"nothing built":  {fstest.MapFS{".gitkeep": {}}, "npm run build"},
		"not JSON":       {fstest.MapFS{"manifest.json": {Data: []byte("{")}}, "manifest.json"},
		"a missing file": {fstest.MapFS{"manifest.json": {Data: []byte(`{"public.css": "gone.css"}`)}}, "public.css"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := LoadAssets(test.dist)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("LoadAssets: %v, want an error that names %s", err, test.want)
			}
		})
	}
}
