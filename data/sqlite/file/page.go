package file

import (
	"bytes"
	"errors"
	"os"
	"sync"
)

// Page watches a file that this process writes: another program that writes over it, in
// place, or cuts it short changes its beginning, its size or another part that is
// watched. It is open as long as SQLite has the file open, since closing it drops
// SQLite's locks (see CheckHeader). A nil Page is of no file.
type Page struct {
	mu   sync.Mutex
	file *os.File
	also int64 // where a page begins that is watched, too; 0 for none
	seen seen
}

// seen is what is compared of a file.
type seen struct {
	header, also []byte
	size         int64
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

// Also watches the page that begins at an offset. Nothing may write it but what runs in
// During.
func (p *Page) Also(at int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.also = at
	p.seen = p.read()
}

// Look notes the file as it is now.
func (p *Page) Look() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = p.read()
}

// During runs what may change the file by this process.
func (p *Page) During(run func() error) error {
	if p == nil {
		return run()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	err := run()
	p.seen = p.read()
	return err
}

// Changed reports whether the file is another than at the last Look, or shorter: a
// transaction that is under way may make it longer.
func (p *Page) Changed() bool {
	if p == nil {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.read()
	return now.size < p.seen.size || !bytes.Equal(now.header, p.seen.header) || !bytes.Equal(now.also, p.seen.also)
}

// Cut reports whether a file that has changed is still itself, as far as it goes.
func (p *Page) Cut() bool {
	if p == nil {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.read()
	return now.size < p.seen.size && len(now.header) == HeaderSize && bytes.Equal(now.header, p.seen.header)
}

// Stamp is that of the file now; zero if it is not known.
func (p *Page) Stamp() Stamp {
	info, err := p.file.Stat()
	if err != nil {
		return Stamp{}
	}
	return StampOf(info)
}

// Clone gives an empty file the content of this one, whose blocks on the disk they share.
// Most file systems cannot do that.
func (p *Page) Clone(to string) error {
	f, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(cloneInto(f, p.file), f.Close())
}

func (p *Page) read() (now seen) {
	part := func(at int64, size int) []byte { // what cannot be read is nothing
		b := make([]byte, size)
		n, _ := p.file.ReadAt(b, at)
		return b[:n]
	}
	now.header = part(0, HeaderSize)
	if p.also > 0 {
		now.also = part(p.also, pageSize)
	}
	if info, err := p.file.Stat(); err == nil {
		now.size = info.Size()
	}
	return now
}

// pageSize is that of libraries, in bytes.
const pageSize = 4096

func (p *Page) Close() error { return p.file.Close() }
