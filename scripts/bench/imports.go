package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"verso/scripts/bench/seed"
)

// importedPosts is how many files each import reads.
const importedPosts = 2000

// measureImports measures how fast a folder of Markdown comes in, on one core.
func measureImports(ctx context.Context, b *bench) ([]row, error) {
	plain, code := filepath.Join(b.dir, "plain"), filepath.Join(b.dir, "code")
	if _, err := seed.New(importedPosts).WriteFolder(plain); err != nil {
		return nil, err
	}
	if _, err := seed.New(importedPosts / 4).WithCode().WriteFolder(code); err != nil {
		return nil, err
	}
	var rows []row
	if b.wants("9") {
		r, err := b.measureImport(ctx, "9", "import, one core, SQLite", atLeast(400, 800, " posts/s"), b.newSQLite("import.db"), plain)
		if err != nil {
			return rows, err
		}
		rows = append(rows, r)
	}
	if b.wants("9b") && b.postgres != "" {
		address, err := b.postgres.create(ctx)
		if err != nil {
			return rows, err
		}
		defer b.postgres.drop(context.WithoutCancel(ctx), address) //nolint:errcheck // the next run makes its own
		r, err := b.measureImport(ctx, "9b", "import, PostgreSQL", atLeast(200, 400, " posts/s"), address, plain)
		if err != nil {
			return rows, err
		}
		rows = append(rows, r)
	}
	if !b.wants("9c") {
		return rows, nil
	}
	address := b.newSQLite("code.db")
	r, err := b.measureImport(ctx, "9c", "import of texts full of programs, SQLite (highlighting waits until a page is first made)", atLeast(150, 250, " posts/s"), address, code)
	if err != nil {
		return rows, err
	}
	verso, err := b.serve(ctx, address)
	if err != nil {
		return rows, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	began := time.Now()
	if err := visit(ctx, verso, articlesWithCode()); err != nil {
		return rows, err
	}
	r.measured += fmt.Sprintf("; then %.0f pages/s made for the first time", importedPosts/4/time.Since(began).Seconds())
	return append(rows, r), nil
}

// articlesWithCode are the addresses of the imported texts.
func articlesWithCode() []string {
	site := seed.New(importedPosts / 4).WithCode()
	var paths []string
	for {
		w, ok := site.Next()
		if !ok {
			return paths
		}
		for _, t := range w.Texts {
			paths = append(paths, t.Address())
		}
	}
}

func (b *bench) newSQLite(name string) string { return "sqlite:" + filepath.Join(b.dir, name) }

// measureImport imports a folder with one core and reads how much came in.
func (b *bench) measureImport(ctx context.Context, number, what string, bounds bound, address, folder string) (row, error) {
	if out, err := b.command(ctx, address, "migrate", "up").CombinedOutput(); err != nil {
		return row{}, fmt.Errorf("migrate: %w: %s", err, out)
	}
	c := exec.CommandContext(ctx, "taskset", "-c", strconv.Itoa(b.contest.Cores.Server), b.binary, "import", folder, "--json")
	c.Env = append(b.command(ctx, address).Env, "PATH="+os.Getenv("PATH"))
	c.Stderr = os.Stderr
	began := time.Now()
	out, err := c.Output()
	took := time.Since(began)
	if err != nil {
		return row{}, fmt.Errorf("import: %w", err)
	}
	var report struct{ Files, Created int }
	if err := json.Unmarshal(out, &report); err != nil {
		return row{}, fmt.Errorf("report of the import: %w", err)
	}
	if report.Created == 0 || report.Created != report.Files {
		return row{}, fmt.Errorf("imported %d of %d files", report.Created, report.Files)
	}
	used := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	rate := float64(report.Created) / took.Seconds()
	return line(number, what, bounds, rate, "%.0f posts/s (%d posts, %s of processor each)", rate, report.Created, ms(used/time.Duration(report.Created))), nil
}
