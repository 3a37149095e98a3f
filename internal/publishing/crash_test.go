package publishing_test

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/migrations"
)

// writerEnv makes this test binary a program that writes to a database until
// it is killed, and tells on stdout what the database has acknowledged.
const writerEnv = "VERSO_TEST_WRITER"

func TestMain(m *testing.M) {
	if address := os.Getenv(writerEnv); address != "" {
		if err := writeUntilKilled(address); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// writeUntilKilled begins, publishes and edits articles. It returns only when
// something is wrong.
func writeUntilKilled(address string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, address)
	if err != nil {
		return err
	}
	s := service(db, &clock{storetest.Now})
	for n := 0; ; n++ {
		fields := content.Fields{Title: fmt.Sprint("Title ", n%7), Body: "Some words.", Tags: []string{"Sea", "Wind"}}
		p, err := s.Create(ctx, editor, publishing.NewPost{Kind: content.Article, Locale: "en-US", Fields: fields})
		if err != nil {
			return err
		}
		fmt.Println(p.ID, p.Revision)
		if _, err := s.Move(ctx, editor, publishing.Step{Status: content.Published}, p.ID); err != nil {
			return err
		}
		fmt.Println(p.ID, p.Revision+1)
		fields.Slug, fields.Body, fields.Tags = p.Slug, "Other words.", []string{"Wind", "Sea"}
		if p, err = s.Save(ctx, editor, publishing.Edit{Post: p.ID, Revision: p.Revision + 1, Fields: fields}); err != nil {
			return err
		}
		fmt.Println(p.ID, p.Revision)
	}
}

// Trust R1: what was acknowledged survives kill -9, and nothing is there by
// half. VERSO_KILLS says how often; a release is checked with 100.
func TestWhatWasAcknowledgedSurvivesAKill(t *testing.T) {
	addresses := map[string]string{"sqlite": "sqlite:" + filepath.Join(t.TempDir(), "verso.db")}
	if os.Getenv("VERSO_TEST_POSTGRES") != "" {
		addresses["postgres"] = storetest.PostgresURL(t)
	}
	for name, address := range addresses {
		t.Run(name, func(t *testing.T) {
			db, err := store.Open(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := db.Migrate(t.Context(), migrations.FS); err != nil {
				t.Fatal(err)
			}
			storetest.Locales(t, db, "en-US")
			acknowledged := map[content.PostID]int{}
			for range kills(t) {
				told := killWhileWriting(t, address)
				survives(t, db, told)
				maps.Copy(acknowledged, told)
			}
			survives(t, db, acknowledged)
			storetest.Whole(t, address)
			if t.Logf("%d posts were acknowledged", len(acknowledged)); len(acknowledged) == 0 {
				t.Error("nothing was written before the kills")
			}
		})
	}
}

func kills(t *testing.T) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("VERSO_KILLS")); err == nil {
		return n
	}
	return 8
}

// killWhileWriting runs the writer, kills it at some moment after it began to
// write and returns the revisions that it was told of.
func killWhileWriting(t *testing.T, address string) map[content.PostID]int {
	t.Helper()
	acknowledged := map[content.PostID]int{}
	writer := exec.Command(os.Args[0])
	writer.Env = append(os.Environ(), writerEnv+"="+address)
	writer.Stderr = os.Stderr
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for told := 0; lines.Scan(); told++ {
		if told == 0 {
			time.AfterFunc(time.Duration(rand.Int64N(int64(40*time.Millisecond))), func() { _ = writer.Process.Kill() })
		}
		var id content.PostID
		var revision int
		if _, err := fmt.Sscan(lines.Text(), &id, &revision); err == nil { // the last line may be cut
			acknowledged[id] = max(acknowledged[id], revision)
		}
	}
	_ = writer.Wait() // it was killed
	return acknowledged
}

// survives reports what was acknowledged and is not there.
func survives(t *testing.T, db *store.DB, acknowledged map[content.PostID]int) {
	t.Helper()
	for id, revision := range acknowledged {
		p, err := db.Post(t.Context(), id)
		if err != nil || p.Revision < revision {
			t.Errorf("post %d at revision %d, %v; %d was acknowledged", id, p.Revision, err, revision)
		}
		if tags, err := db.TagsOf(t.Context(), id); err != nil || len(tags) != 2 {
			t.Errorf("post %d has %d tags, %v; want 2", id, len(tags), err)
		}
	}
}
