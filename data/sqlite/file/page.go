package file

import (
	"bytes"
	"os"
	"sync"
)

// Page watches the beginning of a file that this process writes: another program that
// writes over the whole file, in place, changes it too. It is open as long as SQLite has
// the file open, since closing it drops SQLite's locks (see CheckHeader). A nil Page is
// of no file.
type Page struct {
	mu     sync.Mutex
	file   *os.File
	header []byte
}

func OpenPage(path string) (*Page, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	p := &Page{file: f}
	p.Look()
	return p, nil
}

// Look notes the beginning as it is now.
func (p *Page) Look() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.header = p.read()
}

// During runs what may change the file by this process.
func (p *Page) During(run func() error) error {
	if p == nil {
		return run()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	err := run()
	p.header = p.read()
	return err
}

// Changed reports whether the beginning is another than at the last Look.
func (p *Page) Changed() bool {
	if p == nil {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return !bytes.Equal(p.read(), p.header)
}

func (p *Page) read() []byte {
	header := make([]byte, HeaderSize)
	n, _ := p.file.ReadAt(header, 0) // what cannot be read is nothing
	return header[:n]
}

func (p *Page) Close() error { return p.file.Close() }
