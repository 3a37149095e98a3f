// Package arch holds the code to docs/architecture.md: which package imports
// which, who may use a library, and the shape of every file.
//
// It has tests only, and they read the files themselves. A test that asked the
// go command would be answered from the test cache, which does not see what a
// child process reads.
package arch
