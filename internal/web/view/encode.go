package view

import (
	"bytes"
	"io"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

const (
	gzipLevel    = 1    // a tenth of a millisecond; what is asked for again is packed harder
	brotliLevel  = 11   // some 27 ms a page: only beside the requests, for pages that stay hot
	brotliWindow = 17   // 128 kB, as long as a page; the usual 4 MB would cost ten times the memory
	gzipFloor    = 1024 // bytes; a shorter body would not leave its packet any sooner
)

// compressible reports whether bodies of this media type shrink.
func compressible(mediaType string) bool {
	kind, _, _ := strings.Cut(mediaType, ";")
	switch kind {
	case "application/javascript", "application/json", "application/xml", "image/svg+xml":
		return true
	}
	return strings.HasPrefix(kind, "text/") ||
		strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "+json")
}

// writers lends gzip writers, which hold some 800 kB of tables each, and best
// those of compressBest with 1.4 MB. One that nobody needs is given up.
var (
	writers = lending(gzipLevel)
	best    = lending(gzip.BestCompression)
)

func lending(level int) *sync.Pool {
	return &sync.Pool{New: func() any {
		w, err := gzip.NewWriterLevel(nil, level)
		if err != nil {
			panic(err) // the levels are constants
		}
		return w
	}}
}

// compress returns body in gzip.
func compress(body []byte) []byte { return compressBy(writers, body) }

// compressBest is compress for bodies that are sent many times: a few percent
// smaller, at twice the cost.
func compressBest(body []byte) []byte { return compressBy(best, body) }

func compressBy(lender *sync.Pool, body []byte) []byte {
	w := lender.Get().(*gzip.Writer)
	defer lender.Put(w)
	var out bytes.Buffer
	out.Grow(len(body) / 3)
	w.Reset(&out)
	_, _ = w.Write(body) // a bytes.Buffer does not fail
	_ = w.Close()
	return bytes.Clone(out.Bytes()) // no larger than it is: caches keep it
}

// expand undoes compress, for the few readers who take no compression.
func expand(body []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil // what compress wrote can be read
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	return plain
}

// squeeze returns body in brotli.
func squeeze(body []byte) []byte {
	var out bytes.Buffer
	w := brotli.NewWriterOptions(&out, brotli.WriterOptions{Quality: brotliLevel, LGWin: brotliWindow})
	_, _ = w.Write(body) // a bytes.Buffer does not fail
	_ = w.Close()
	return bytes.Clone(out.Bytes())
}
