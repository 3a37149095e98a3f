package workbench

import (
	"sync"

	"verso/internal/translation"
)

// parsed remembers the last few long texts that were taken apart: whoever
// translates one comes back to it with the next segment. It is safe for use by
// many goroutines; documents do not change.
type parsed struct {
	mu   sync.Mutex
	docs [4]*translation.Document // the last used first
}

// longEnough is how long a text has to be to be remembered, in bytes.
const longEnough = 16 << 10

// parse returns a text taken apart, as the function parse does.
func (p *parsed) parse(body string) (*translation.Document, error) {
	if len(body) < longEnough {
		return parse(body)
	}
	p.mu.Lock()
	for _, doc := range p.docs {
		if doc != nil && doc.Source == body {
			p.mu.Unlock()
			p.keep(doc)
			return doc, nil
		}
	}
	p.mu.Unlock()
	doc, err := parse(body)
	if err == nil {
		p.keep(doc)
	}
	return doc, err
}

// keep remembers a text.
func (p *parsed) keep(doc *translation.Document) {
	if len(doc.Source) < longEnough {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.docs) - 1
	for i, known := range p.docs {
		if known != nil && known.Source == doc.Source {
			last = i
			break
		}
	}
	copy(p.docs[1:last+1], p.docs[:last])
	p.docs[0] = doc
}
