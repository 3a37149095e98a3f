//go:build unix

package store

import (
	"fmt"
	"os"
	"syscall"
)

// lockFile waits until no other process holds the file at path; unlock lets
// go, and so does the end of the process.
func lockFile(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("migration lock: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		f.Close()
		return nil, fmt.Errorf("migration lock: %w", err)
	}
	return func() { f.Close() }, nil
}
