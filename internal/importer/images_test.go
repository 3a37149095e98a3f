package importer_test

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/store/storetest"
)

// png is the smallest picture.
var png = func() string {
	data, err := base64.StdEncoding.DecodeString(
		"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	if err != nil {
		panic(err)
	}
	return string(data)
}()

const illustrated = `---
title: T
cover: img/cover.png
---
![beside](one.png) ![below](img/two%20parts.png "Title") ![](<img/two parts.png>)
<img src="../shared/three.png"> ![rooted](/four.png) ![from elsewhere](https://x.test/five.png)
![defined][six]

[six]: six.png

` + "`![code](no.png)`" + `

![svg](drawing.svg) ![lost](lost.png)
`

func TestPicturesBesideTheTextBecomeMedia(t *testing.T) { // FACTS 37
	db := storetest.SQLite(t)
	dir := folder(t, map[string]string{
		"en-us/blog/post.md": illustrated, "en-us/blog/one.png": png, "en-us/blog/img/two parts.png": png,
		"en-us/shared/three.png": png, "static/four.png": png, "en-us/blog/six.png": png, "en-us/blog/img/cover.png": png,
		"en-us/blog/drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
	})
	r := imported(t, db, dir, importer.Options{Layout: importer.FolderLayout})
	p := postAt(t, db, "en-US", content.Article, "post")
	if p.Cover != "img/cover.png" {
		t.Errorf("cover %q", p.Cover)
	}
	pictures, err := db.MediaOf(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"../shared/three.png", "/four.png", "img/cover.png", "img/two parts.png", "img/two%20parts.png", "one.png", "six.png"}
	if got := slices.Sorted(maps.Keys(pictures)); !slices.Equal(got, want) {
		t.Errorf("references %q, want %q", got, want)
	}
	if m := pictures["one.png"]; m.Type != "image/png" || m.Width != 1 || m.Height != 1 {
		t.Errorf("picture %+v", m)
	}
	w := reasons(r.Warnings)
	for _, problem := range []string{"en-us/blog/drawing.svg: is an SVG", `en-us/blog/post.md: the picture "lost.png" is not in the folder`} {
		if strings.Count(w, problem) != 1 {
			t.Errorf("warnings:\n%s\nwant once %q", w, problem)
		}
	}
}

func TestAChangedPictureIsAChange(t *testing.T) {
	db := storetest.SQLite(t)
	dir := folder(t, map[string]string{"blog/a/index.md": "# A\n\nA text.\n\n![](x.png)\n", "blog/a/x.png": png, "blog/a/unnamed.png": png})
	imported(t, db, dir, importer.Options{})
	p := postAt(t, db, "en-US", content.Article, "a")
	before, _ := db.MediaOf(t.Context(), p.ID)
	if len(before) != 2 {
		t.Fatalf("pictures of the bundle: %+v, want both", before)
	}
	// A grey pixel instead of the other one.
	other, err := base64.StdEncoding.DecodeString(
		"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"blog/a/x.png": string(other)})
	if r := imported(t, db, dir, importer.Options{}); r.Updated != 1 {
		t.Errorf("report %+v, want one update", r)
	}
	after, _ := db.MediaOf(t.Context(), p.ID)
	if after["x.png"].Hash == before["x.png"].Hash || after["unnamed.png"].Hash != before["unnamed.png"].Hash {
		t.Errorf("pictures %+v, were %+v", after, before)
	}
	if again := postAt(t, db, "en-US", content.Article, "a"); again.Revision != p.Revision {
		t.Errorf("revision %d of a text that did not change, was %d", again.Revision, p.Revision)
	}
}
