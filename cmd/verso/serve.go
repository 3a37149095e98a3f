package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"verso/internal/config"
)

type serveCommand struct {
	config.HTTP `group:"http"`
}

// Run serves the site until a signal asks it to stop.
func (c *serveCommand) Run(p *program) error {
	db, err := p.migrated()
	if err != nil {
		return err
	}
	defer db.Close()
	return nil
}

// untilSignal returns a context that ends with SIGTERM or an interrupt; a
// second signal then ends the process at once.
func untilSignal(ctx context.Context) context.Context {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx
}
