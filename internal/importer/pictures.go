package importer

import (
	"context"
	"crypto/sha256"
	"maps"
	"path"
	"slices"

	"verso/internal/content"
	"verso/internal/media"
	"verso/internal/store"
)

// pictures reads the pictures of the folder, and remembers of each what it
// found.
type pictures struct {
	tree   *Tree
	hashes map[string][sha256.Size]byte // by file
	bad    map[string]string            // by file: why it cannot be kept, or ""
}

func newPictures(t *Tree) *pictures {
	return &pictures{tree: t, hashes: map[string][sha256.Size]byte{}, bad: map[string]string{}}
}

// hash returns the hash of a picture; one that cannot be read has none.
func (p *pictures) hash(name string) [sha256.Size]byte {
	if sum, known := p.hashes[name]; known {
		return sum
	}
	data, err := p.tree.Image(name)
	if err == nil {
		p.hashes[name] = sha256.Sum256(data)
	}
	return p.hashes[name]
}

// check says why a picture cannot be kept. fresh is true the first time.
func (p *pictures) check(name string) (why string, fresh bool) {
	if why, known := p.bad[name]; known {
		return why, false
	}
	data, err := p.tree.Image(name)
	if err == nil {
		err = media.Check(data)
	}
	if err != nil {
		why = reason(err)
	}
	p.bad[name] = why
	return why, true
}

// dropPictures takes the pictures that cannot be kept out of a text's
// references. Each is reported once, however many texts show it.
func (r *run) dropPictures(v *Variant) {
	for _, ref := range slices.Sorted(maps.Keys(v.Images)) {
		name := v.Images[ref]
		why, fresh := r.pics.check(name)
		if why == "" {
			continue
		}
		delete(v.Images, ref)
		if fresh {
			r.plan.Warnings = append(r.plan.Warnings, Problem{File: name, Reason: why})
		}
	}
}

// savePictures keeps the pictures of a text and says what its references mean.
func (r *run) savePictures(ctx context.Context, tx *store.Tx, v *Variant, w *work) error {
	if r.media == nil || v.Images == nil {
		return nil
	}
	kept := map[string]content.MediaID{} // by file
	ids := map[string]content.MediaID{}
	for _, ref := range slices.Sorted(maps.Keys(v.Images)) {
		name := v.Images[ref]
		if kept[name] == 0 {
			data, err := r.tree.Image(name)
			if err != nil {
				return err
			}
			m, err := r.media.Add(ctx, tx, v.pictureName(name, path.Base(name)), data, r.now)
			if err != nil {
				return err
			}
			kept[name] = m.ID
		}
		ids[ref] = kept[name]
	}
	return tx.SavePostMedia(ctx, w.post.ID, ids)
}
