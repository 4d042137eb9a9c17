package pdf

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strconv"
)

// file writes objects. Small ones are collected and written together, compressed (object
// streams, 7.5.7); where each is is told at the end (cross-reference stream, 7.5.8).
type file struct {
	out  *bufio.Writer
	sum  hash.Hash // of everything that was written
	size int64
	err  error // the first of writing
	at   []place

	packed  []byte // the objects of the next object stream
	members []member
	zip     *zlib.Writer
	zipped  bytes.Buffer
}

// place is where an object is: from a byte of the file on, or as one of an object stream.
type place struct {
	offset int64
	stream Ref // 0: it is an object of its own
	index  int
}

// member is an object of the next object stream, from a byte of it on.
type member struct {
	ref  Ref
	from int
}

// mostPacked is how many objects are written together, mostBytes how long they are.
const mostPacked, mostBytes = 200, 1 << 16

func newFile(w io.Writer) *file {
	f := &file{out: bufio.NewWriterSize(w, 1<<16), sum: sha256.New(), at: make([]place, 1)}
	f.zip = zlib.NewWriter(&f.zipped)
	f.print("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	return f
}

// alloc returns the number of an object that is to be written.
func (f *file) alloc() Ref {
	f.at = append(f.at, place{})
	return Ref(len(f.at) - 1)
}

func (f *file) print(s string) { f.write([]byte(s)) }

func (f *file) write(b []byte) {
	f.sum.Write(b)
	f.size += int64(len(b))
	if _, err := f.out.Write(b); err != nil && f.err == nil {
		f.err = err
	}
}

// pack writes an object without a stream.
func (f *file) pack(r Ref, body string) {
	f.members = append(f.members, member{r, len(f.packed)})
	f.packed = append(append(f.packed, body...), '\n')
	if len(f.members) >= mostPacked || len(f.packed) >= mostBytes {
		f.flush()
	}
}

// add writes an object without a stream that is new.
func (f *file) add(body string) Ref {
	r := f.alloc()
	f.pack(r, body)
	return r
}

// flush writes the collected objects.
func (f *file) flush() {
	if len(f.members) == 0 {
		return
	}
	var head []byte
	stream := f.alloc()
	for i, m := range f.members {
		head = strconv.AppendInt(head, int64(m.ref), 10)
		head = append(head, ' ')
		head = strconv.AppendInt(head, int64(m.from), 10)
		head = append(head, ' ')
		f.at[m.ref] = place{stream: stream, index: i}
	}
	n, first := len(f.members), len(head)
	body := append(head, f.packed...)
	f.packed, f.members = f.packed[:0], f.members[:0]
	f.stream(stream, fmt.Sprintf("/Type /ObjStm /N %d /First %d", n, first), body)
}

// stream writes a stream, compressed; entries are those of its dictionary.
func (f *file) stream(r Ref, entries string, data []byte) {
	f.zipped.Reset()
	f.zip.Reset(&f.zipped)
	_, err := f.zip.Write(data)
	if e := f.zip.Close(); err == nil {
		err = e
	}
	if err != nil && f.err == nil {
		f.err = err
	}
	f.plain(r, entries+" /Filter /FlateDecode", f.zipped.Bytes())
}

// plain writes a stream as it is.
func (f *file) plain(r Ref, entries string, data []byte) {
	f.at[r] = place{offset: f.size}
	f.print(fmt.Sprintf("%d 0 obj\n<< %s /Length %d >>\nstream\n", r, entries, len(data)))
	f.write(data)
	f.print("\nendstream\nendobj\n")
}

// finish writes where the objects are, and what leads to the first of them.
func (f *file) finish(catalog, info Ref) error {
	f.flush()
	id := f.sum.Sum(nil)[:16]
	xref := f.alloc()
	from := f.size
	f.at[xref] = place{offset: from}
	// Rows of a kind, a place in five bytes and an index in two; each less the one before
	// (PNG predictor Up), which compresses well.
	const columns = 8
	rows := make([]byte, 0, len(f.at)*(columns+1))
	var before, row [columns]byte
	for i, p := range f.at {
		kind, where, index := byte(1), p.offset, p.index
		switch {
		case i == 0 || p == place{}: // none, or a number that was never used
			kind, where, index = 0, 0, 1<<16-1
		case p.stream != 0:
			kind, where = 2, int64(p.stream)
		}
		row = [columns]byte{kind, byte(where >> 32), byte(where >> 24), byte(where >> 16), byte(where >> 8), byte(where), byte(index >> 8), byte(index)}
		rows = append(rows, 2)
		for j := range row {
			rows = append(rows, row[j]-before[j])
		}
		before = row
	}
	f.stream(xref, fmt.Sprintf("/Type /XRef /Size %d /W [1 5 2] /DecodeParms << /Predictor 12 /Columns %d >> /Root %s /Info %s /ID [<%x> <%x>]",
		len(f.at), columns, catalog, info, id, id), rows)
	f.print(fmt.Sprintf("startxref\n%d\n%%%%EOF\n", from))
	if err := f.out.Flush(); err != nil && f.err == nil {
		f.err = err
	}
	return f.err
}
