package importer

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"

	"verso/internal/content"
	"verso/internal/store"
)

// fileRedirects is the state of a "_redirects" file in the ledger.
const fileRedirects = "redirects"

// applyRedirects keeps the old addresses that new and changed files name.
func (r *run) applyRedirects(ctx context.Context) error {
	changed := r.changedRules()
	var wanted []Redirect
	for _, redirect := range r.plan.Redirects {
		w := r.work[redirect.Post]
		switch {
		case redirect.Post == "" && changed[redirect.File] != "":
		case w != nil && (w.act == create || w.act == update):
			redirect.To = r.address(r.words, w.post.Summary())
			if lands(redirect.From, redirect.To) {
				continue // the old address is the new one
			}
		default:
			continue
		}
		wanted = append(wanted, redirect)
	}
	if len(wanted) == 0 && len(changed) == 0 {
		return nil
	}
	return r.db.Tx(ctx, func(tx *store.Tx) error {
		kept, err := tx.Redirects(ctx)
		if err != nil {
			return err
		}
		wanted, retargeted := r.unchain(wanted, kept)
		for _, redirect := range retargeted {
			if err := tx.SaveRedirect(ctx, redirect); err != nil {
				return err
			}
		}
		if len(retargeted) > 0 {
			if kept, err = tx.Redirects(ctx); err != nil {
				return err
			}
		}
		for _, redirect := range wanted {
			kept, err = r.saveRedirect(ctx, tx, redirect, kept)
			if err != nil {
				return err
			}
		}
		for file, hash := range changed {
			if err := tx.SaveImportFile(ctx, store.ImportFile{Path: r.place.name(file), Hash: hash, State: fileRedirects}); err != nil {
				return err
			}
		}
		return nil
	})
}

// changedRules returns the "_redirects" files that are new or changed, with
// their hashes.
func (r *run) changedRules() map[string]string {
	changed := map[string]string{}
	for _, f := range r.tree.Redirects {
		sum := sha256.Sum256(f.Data)
		known := r.ledger[r.place.name(f.Path)]
		if name, ok := r.place.former(f.Path); ok && known.Path == "" {
			known = r.ledger[name]
		}
		if hash := hex.EncodeToString(sum[:]); known.Hash != hash {
			changed[f.Path] = hash
		}
	}
	return changed
}

// saveRedirect keeps one redirect, or reports why it cannot be: a loop or a
// chain is refused (rule 22b).
func (r *run) saveRedirect(ctx context.Context, tx *store.Tx, redirect Redirect, kept []content.Redirect) ([]content.Redirect, error) {
	if why := against(redirect, kept); why != "" {
		r.warnRedirect(redirect, why)
		return kept, nil
	}
	same := func(k content.Redirect) bool { return k.From == redirect.From && k.Prefix == redirect.Prefix }
	if i := slices.IndexFunc(kept, same); i >= 0 {
		kept = slices.Delete(kept, i, i+1)
	}
	return append(kept, redirect.Redirect), tx.SaveRedirect(ctx, redirect.Redirect)
}

// against says why a redirect cannot stand beside those kept, or "".
func against(redirect Redirect, kept []content.Redirect) string {
	if err := cmp.Or(redirect.Validate(), redirect.Chain(kept)); err != nil {
		return err.Error()
	}
	return ""
}

// lands reports whether an old address is the path a post now has.
func lands(from, to string) bool {
	decoded, err := url.PathUnescape(to)
	return err == nil && strings.EqualFold(strings.TrimSuffix(from, "/"), strings.TrimSuffix(decoded, "/"))
}
