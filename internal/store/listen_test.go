package store

import (
	"context"
	"testing"
	"time"
)

// R5: a program that stops does not wait for a database that is away.
func TestListeningEndsWithItsContextWhileTheDatabaseIsAway(t *testing.T) {
	nobody := &DB{reads: reads{dialect: postgresDialect}, address: "postgres://127.0.0.1:1/verso?sslmode=disable"}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		nobody.Listen(ctx, make(chan bool))
	}()
	select {
	case <-ended:
		t.Fatal("Listen gave up although its context goes on")
	case <-time.After(50 * time.Millisecond):
	}
	stop()
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Fatal("Listen still waits for the database")
	}
}
