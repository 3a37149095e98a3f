package view

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

// StaticPath is where the files of static/dist are served, names hashed.
const StaticPath = "/static/"

// Assets knows the hashed name of every built style sheet, script and image.
type Assets struct {
	hashed map[string]string // "public.css": "public-4F7DJZGH.css"
}

// LoadAssets reads manifest.json from the built assets (static/dist). Without
// one it says how to build them.
func LoadAssets(dist fs.FS) (*Assets, error) {
	manifest, err := fs.ReadFile(dist, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("load assets: this binary was built without its style sheets and scripts; " +
			"run `make build`, or `npm ci && npm run build` before `go build`")
	}
	if err != nil {
		return nil, fmt.Errorf("load assets: %w", err)
	}
	a := &Assets{}
	if err := json.Unmarshal(manifest, &a.hashed); err != nil {
		return nil, fmt.Errorf("load assets: manifest.json: %w", err)
	}
	for name, hashed := range a.hashed {
		if _, err := fs.Stat(dist, hashed); err != nil {
			return nil, fmt.Errorf("load assets: %s: %w", name, err)
		}
	}
	return a, nil
}

// Href returns the address of an asset: "/static/public-4F7DJZGH.css" for
// "public.css".
func (a *Assets) Href(name string) (string, error) {
	hashed, ok := a.hashed[name]
	if !ok {
		return "", fmt.Errorf("asset %q is not in the manifest", name)
	}
	return StaticPath + hashed, nil
}
