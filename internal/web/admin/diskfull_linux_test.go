package admin_test

import (
	"bytes"
	"image"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"syscall"
	"testing"

	"verso/internal/store"
	"verso/internal/store/storetest"
)

// smallDisk mounts a disk of 64 kB; ok is false where the machine lets nobody
// mount one.
func smallDisk(t *testing.T) (dir string, ok bool) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Logf("no small disk: %v", err)
		return "", false
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir, true
}

// noise is a PNG of about 200 kB.
func noise(t *testing.T) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 450, 450))
	chance := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = byte(chance.Uint32())
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Trust R3 and the status rules: where the disk is full an upload is 507, and
// nothing of it stays; once there is room the same upload is kept.
func TestAnUploadOnAFullDiskIs507AndLeavesNothing(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		dir, ok := smallDisk(t)
		if !ok {
			return
		}
		w := withPictures(t, db, dir)
		large := sent{"a.png", "image/png", noise(t)}
		before := storetest.Dump(t, db)
		if got := w.upload(large).Code; got != http.StatusInsufficientStorage {
			t.Errorf("an upload that does not fit: %d, want 507", got)
		}
		if changed := changedTables(before, storetest.Dump(t, db)); len(changed) > 0 {
			t.Errorf("it changed %v", changed)
		}
		if left, err := fs.ReadDir(os.DirFS(dir), "."); err != nil || len(left) > 0 {
			t.Errorf("%v is left behind, %v", left, err)
		}
		if got := w.upload(sent{"b.png", "image/png", pngOf(t, 4, 3)}).Code; got != http.StatusSeeOther {
			t.Errorf("a small one: %d, want 303", got)
		}
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=1m"); err != nil {
			t.Fatal(err)
		}
		if got := w.upload(large).Code; got != http.StatusSeeOther {
			t.Errorf("once there is room: %d, want 303", got)
		}
	})
}
