package main

import (
	"context"
	"fmt"

	"verso/migrations"
)

type migrateGroup struct {
	Up     migrateUp     `cmd:"" help:"Bring the database to this program's schema."`
	Status migrateStatus `cmd:"" help:"List the migrations, applied and not; change nothing."`
}

type migrateUp struct{}

// Run migrates and says what the schema is now.
func (migrateUp) Run(ctx context.Context, p *program) error {
	db, err := p.migrated(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	steps, err := db.Migrations(ctx, migrations.FS)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "schema %d\n", steps[len(steps)-1].Version)
	return err
}

type migrateStatus struct{}

// Run prints one line per migration.
func (migrateStatus) Run(ctx context.Context, p *program) error {
	db, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	steps, err := db.Migrations(ctx, migrations.FS)
	if err != nil {
		return err
	}
	for _, step := range steps {
		state := "pending"
		if step.Applied {
			state = "applied"
		}
		if _, err := fmt.Fprintf(p.stdout, "%s  %s\n", state, step.Name); err != nil {
			return err
		}
	}
	return nil
}
