package storetest

import (
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
)

// wholeness are questions whose answer is 0 in a database of which no act was
// done by half.
var wholeness = map[string]string{
	"posts without one revision for each save, but for those of a session in the workbench": `
		SELECT COUNT(*) FROM posts WHERE revision <> (SELECT COUNT(*) FROM revisions WHERE post_id = posts.id)
			AND NOT EXISTS (SELECT 1 FROM revisions WHERE post_id = posts.id AND begun_at IS NOT NULL)`,
	"posts without their newest revision": `
		SELECT COUNT(*) FROM posts WHERE revision <> COALESCE((SELECT MAX(revision) FROM revisions WHERE post_id = posts.id), 0)`,
	"posts whose newest revision has another text": `
		SELECT COUNT(*) FROM posts JOIN revisions ON post_id = posts.id AND revisions.revision = posts.revision
		WHERE revisions.body <> posts.body OR revisions.status <> posts.status`,
	"works without posts": `
		SELECT COUNT(*) FROM post_groups WHERE NOT EXISTS (SELECT 1 FROM posts WHERE group_id = post_groups.id)`,
	"tags that count other articles than carry them": `
		SELECT COUNT(*) FROM tags WHERE posts <> (SELECT COUNT(*) FROM post_tags JOIN posts AS p ON p.id = post_tags.post_id
			WHERE tag_id = tags.id AND p.status = 'published' AND p.kind = 'article')`,
	"published posts that lists do not count": `
		SELECT (SELECT COUNT(*) FROM posts WHERE status = 'published') - (SELECT COALESCE(SUM(posts), 0) FROM post_counts)`,
	"published posts that searches do not find": `
		SELECT (SELECT COUNT(*) FROM posts WHERE status = 'published') - (SELECT COUNT(*) FROM post_words)`,
	"changes that are not of a version": `
		SELECT COUNT(*) FROM changes WHERE version > (SELECT version FROM site_version)`,
}

// Whole reports what is broken in the database at an address of store.Open
// (trust R1).
func Whole(t testing.TB, address string) {
	t.Helper()
	driver, dsn := "postgres", address
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, dsn = "sqlite", path
	}
	db, err := sqlx.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if driver == "sqlite" {
		var verdict string
		if err := db.Get(&verdict, `PRAGMA integrity_check`); err != nil || verdict != "ok" {
			t.Errorf("integrity: %s, %v", verdict, err)
		}
	}
	for what, question := range wholeness {
		var n int
		if err := db.Get(&n, question); err != nil || n != 0 {
			t.Errorf("%s: %d, %v", what, n, err)
		}
	}
}
