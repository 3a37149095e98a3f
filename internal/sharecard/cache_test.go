package sharecard

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/image/font/gofont/goregular"
)

// cache returns a cache over a folder that draws in Latin letters.
func cache(t *testing.T, folder *os.Root) *Cache {
	t.Helper()
	p, err := New(fstest.MapFS{"latin.woff": {Data: goregular.TTF}})
	if err != nil {
		t.Fatal(err)
	}
	return NewCache(p, folder, slog.New(slog.DiscardHandler))
}

func folder(t *testing.T) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func picture(t *testing.T, c *Cache, card Card) []byte {
	t.Helper()
	data, err := c.Picture(t.Context(), card)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var tides = Card{Title: "Tides", Locale: "en-US", Site: "Verso", Language: "English"}

func TestPictureIsReadFromTheFileOfAnEarlierRun(t *testing.T) {
	root := folder(t)
	drawn := picture(t, cache(t, root), tides)
	name := tides.Hash() + ".png"
	info, err := root.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 { // T36
		t.Errorf("the file is %v, want it for its owner alone", info.Mode())
	}
	other, err := cache(t, nil).painter.Draw(Card{Title: "Another", Locale: "en-US"})
	if err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile(name, other, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := picture(t, cache(t, root), tides); !bytes.Equal(got, other) {
		t.Error("the picture was drawn again")
	}
	if err := root.WriteFile(name, drawn[:len(drawn)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if got := picture(t, cache(t, root), tides); !bytes.Equal(got, drawn) {
		t.Error("half a file passes for a picture")
	}
}

func TestPictureIsKeptInMemoryWithoutAFolder(t *testing.T) {
	c := cache(t, nil)
	first, second := picture(t, c, tides), picture(t, c, tides)
	if &first[0] != &second[0] {
		t.Error("the picture was drawn twice")
	}
}

func TestManyAskAtOnceAndFewAreDrawn(t *testing.T) {
	c := cache(t, folder(t))
	var wait sync.WaitGroup
	pictures := make([][]byte, 24)
	for i := range pictures {
		wait.Go(func() {
			card := tides
			card.Title = fmt.Sprintf("Tides %d", i%3)
			pictures[i], _ = c.Picture(context.Background(), card)
		})
	}
	wait.Wait()
	for i, got := range pictures {
		if len(got) == 0 || &got[0] != &pictures[i%3][0] {
			t.Errorf("request %d got a picture of its own, or none", i)
		}
	}
}

func TestWhoLeavesDoesNotWait(t *testing.T) {
	c := cache(t, nil)
	for range drawings {
		c.slots <- struct{}{} // others are drawing
	}
	ctx, leave := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer leave()
	if _, err := c.Picture(ctx, tides); err == nil {
		t.Error("a picture came although nobody could draw")
	}
	<-c.slots
	if len(picture(t, c, tides)) == 0 {
		t.Error("the picture was not made for the next")
	}
}

func TestTrimRemovesTheOldest(t *testing.T) {
	root := folder(t)
	for i := range 10 {
		name := fmt.Sprintf("%d.png", i)
		if err := root.WriteFile(name, make([]byte, 100), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(int64(1000-i), 0) // the first is the newest
		if err := root.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if used, err := trim(root, 1000); used != 1000 || err != nil {
		t.Errorf("trim within the limit: %d, %v, want 1000", used, err)
	}
	if used, err := trim(root, 800); used != 600 || err != nil {
		t.Errorf("trim over the limit: %d, %v, want three quarters of it", used, err)
	}
	left, err := fs.Glob(root.FS(), "*.png")
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 6 || left[0] != "0.png" || left[5] != "5.png" {
		t.Errorf("%v are left, want the newest", left)
	}
}
