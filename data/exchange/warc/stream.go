package warc

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// stream is a file of records, in the archive itself or in a zip.
type stream struct {
	name     string // in a zip
	size     int64
	seekable io.ReaderAt                   // nil where it is packed as a whole
	open     func() (io.ReadCloser, error) // that, from its beginning

	last *reader // of the page that was opened last
}

// spot is where a record is: the bytes before the member of gzip that it is in, and those
// before it in there; where nothing is packed, the bytes before it.
type spot struct {
	stream *stream
	member int64
	inside int64
}

func (s *stream) place(n int, at spot) string {
	where := fmt.Sprintf("record %d, byte %d", n, at.member)
	if s.name != "" {
		where = s.name + ", " + where
	}
	return where
}

// reader reads records one after the other.
type reader struct {
	ctx    context.Context
	stream *stream
	raw    *counter
	source io.Closer
	packed *gzip.Reader // nil where records are not packed
	from   *counter     // of the member, or of the stream
	member int64        // where the member begins
	record *record      // that was read last
}

// from is a reader of the records from a place on.
func (s *stream) from(ctx context.Context, at int64) (*reader, error) {
	r := &reader{ctx: ctx, stream: s}
	if s.seekable != nil {
		r.raw = newCounter(io.NewSectionReader(s.seekable, at, s.size-at), at)
		return r, r.begin()
	}
	source, err := s.open()
	if err != nil {
		return nil, err
	}
	r.source, r.raw = source, newCounter(source, 0)
	if err := r.discard(r.raw, at); err != nil {
		return nil, errors.Join(err, source.Close())
	}
	if err := r.begin(); err != nil {
		return nil, errors.Join(err, source.Close())
	}
	return r, nil
}

// begin opens what is at the place that is reached: a member of gzip, or a record.
func (r *reader) begin() error {
	r.member = r.raw.n
	head, _ := r.raw.Peek(2)
	if !bytes.Equal(head, []byte("\x1f\x8b")) {
		r.packed, r.from = nil, r.raw
		return nil
	}
	var err error
	if r.packed == nil {
		r.packed, err = gzip.NewReader(r.raw)
	} else {
		err = r.packed.Reset(r.raw)
	}
	if err != nil {
		return fmt.Errorf("it is packed and cannot be unpacked: %w", err)
	}
	r.packed.Multistream(false)
	r.from = newCounter(r.packed, 0)
	return nil
}

// place is how far the stream is read, as in spot.
func (r *reader) place() (member, inside int64) {
	if r.packed == nil {
		return r.raw.n, 0
	}
	return r.member, r.from.n
}

// seek is a reader before the record at a spot: where the last one ended before it in the
// same member, or where the stream cannot be read elsewhere, that one goes on.
func (s *stream) seek(ctx context.Context, at spot) (*reader, error) {
	r := s.last
	if r != nil {
		if r.ctx = ctx; r.settle() != nil {
			r = nil
		}
	}
	if r != nil {
		member, inside := r.place()
		if onward := member == at.member && inside <= at.inside || s.seekable == nil && member < at.member; !onward {
			r = nil
		}
	}
	if r == nil {
		s.release()
		var err error
		if r, err = s.from(ctx, at.member); err != nil {
			return nil, err
		}
		s.last = r
	}
	for {
		member, inside := r.place()
		var err error
		switch {
		case member >= at.member:
			return r, r.discard(r.from, at.inside-inside)
		case r.packed != nil:
			err = r.nextMember()
		default:
			if err = r.discard(r.raw, at.member-member); err == nil {
				err = r.begin()
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// release closes what seek has left open.
func (s *stream) release() {
	if s.last != nil {
		s.last.close()
		s.last = nil
	}
}

func (r *reader) close() {
	if r.source != nil {
		_ = r.source.Close() // it was only read
	}
}

// done is how many bytes of the stream have been read.
func (r *reader) done() int64 { return r.raw.n }

// settle passes over what is left of the record that was read last.
func (r *reader) settle() error {
	rec := r.record
	if r.record = nil; rec == nil {
		return nil
	}
	return rec.end()
}

// discard passes over some bytes.
func (r *reader) discard(of io.Reader, n int64) error {
	const piece = 4 << 20
	for n > 0 {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		m, err := io.CopyN(io.Discard, of, min(n, piece))
		switch n -= m; {
		case errors.Is(err, io.EOF) && n > 0:
			return io.ErrUnexpectedEOF
		case err != nil && n > 0:
			return err
		}
	}
	return nil
}

// nextMember goes on with the member of gzip after this one; the error is io.EOF after the
// last.
func (r *reader) nextMember() error {
	if err := r.discard(r.from, math.MaxInt64); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if _, err := r.raw.Peek(1); err != nil {
		return io.EOF
	}
	return r.begin()
}

// goesOn goes on with the next member, and reports whether what is in it is no record of its
// own but the rest of the one before: some programs begin a member after the head.
func (r *reader) goesOn() bool {
	if r.packed == nil || r.nextMember() != nil || r.packed == nil {
		return false
	}
	head, _ := r.from.Peek(len("WARC/"))
	return len(head) > 0 && !bytes.HasPrefix(head, []byte("WARC/"))
}

// next reads the head of the next record. Of a record that cannot be read, at says where
// it is. The error is io.EOF after the last one.
func (r *reader) next() (*record, error) {
	rec := &record{reader: r, head: textproto.MIMEHeader{}}
	if r.record != nil {
		rec.at = r.record.at
	}
	if err := r.settle(); err != nil {
		return rec, err
	}
	version := ""
	for version == "" { // the empty lines after a record
		rec.at.stream = r.stream
		rec.at.member, rec.at.inside = r.place()
		var err error
		version, err = r.from.line(maxLine)
		switch {
		case errors.Is(err, io.EOF) && r.packed != nil && strings.TrimSpace(version) == "":
			if err := r.nextMember(); err != nil {
				return rec, err
			}
		case errors.Is(err, io.EOF) && strings.TrimSpace(version) == "":
			return rec, io.EOF
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return rec, errCut
		case err != nil:
			return rec, err
		}
	}
	if !strings.HasPrefix(version, "WARC/") {
		return rec, errNoRecord
	}
	if err := rec.readHead(); err != nil {
		return rec, err
	}
	r.record = rec
	return rec, nil
}

// The bytes with which a member of gzip and a record begin.
var beginnings = [][]byte{[]byte("\x1f\x8b\x08"), []byte("WARC/1.")}

// resync goes on with the record after a fault: the next member, or the next bytes with
// which one begins. The error is io.EOF if there is none.
func (r *reader) resync() error {
	if r.packed != nil && r.nextMember() == nil {
		return nil
	}
	for {
		r.packed, r.from = nil, r.raw
		_, err := r.raw.Peek(len("WARC/1."))
		seen, _ := r.raw.Peek(r.raw.Buffered())
		if err != nil && len(seen) < len("\x1f\x8b\x08") {
			return io.EOF
		}
		next := max(len(seen)-len("WARC/1.")+1, 1)
		for _, b := range beginnings {
			if i := bytes.Index(seen, b); i >= 0 {
				next = min(next, i)
			}
		}
		if err := r.discard(r.raw, int64(next)); err != nil {
			return err
		}
		if r.atBeginning() {
			if r.begin() == nil {
				return nil
			}
			if err := r.discard(r.raw, 1); err != nil {
				return err
			}
		}
	}
}

// atBeginning reports whether a record or a member may begin at the place that is reached.
func (r *reader) atBeginning() bool {
	head, _ := r.raw.Peek(len("WARC/1."))
	return slices.ContainsFunc(beginnings, func(b []byte) bool { return bytes.HasPrefix(head, b) })
}

// record is a record whose head was read.
type record struct {
	reader *reader
	at     spot
	head   textproto.MIMEHeader
	length int64 // of its block, as it says
	left   int64 // of that
}

// readHead reads the fields of a record.
func (rec *record) readHead() error {
	head, err := fields(rec.reader.from)
	if err != nil {
		return err
	}
	rec.head = head
	n, err := strconv.ParseInt(strings.TrimSpace(head.Get("Content-Length")), 10, 64)
	if err != nil || n < 0 {
		return fmt.Errorf("its length is %q", form.Shorten(head.Get("Content-Length"), 40))
	}
	rec.length, rec.left = n, n
	return nil
}

// Read reads the block. One that goes on in the next member is read on there.
func (rec *record) Read(p []byte) (int, error) {
	if rec.left <= 0 {
		return 0, io.EOF
	}
	n, err := rec.reader.from.Read(p[:min(int64(len(p)), rec.left)])
	if rec.left -= int64(n); errors.Is(err, io.EOF) && rec.left > 0 {
		if err = io.ErrUnexpectedEOF; rec.reader.goesOn() {
			err = nil
		}
	}
	return n, err
}

// end passes over what is left of the record. A record in a member of its own ends with
// that, whatever it says of its length.
func (rec *record) end() error {
	r := rec.reader
	err := r.discard(rec, rec.left)
	rec.left = 0
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) && r.packed == nil:
		return errCut
	case err != nil && r.ctx.Err() == nil:
		return fmt.Errorf("%w: %w", errBroken, err)
	}
	return err
}
