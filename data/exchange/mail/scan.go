package mail

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"tarikh.org/tarikh/data/exchange/form"
)

// piece is where a message is in a mailbox, in bytes.
type piece struct{ from, to int64 }

// scanner goes through a mailbox line by line.
type scanner struct {
	lines  *bufio.Reader
	offset int64 // of the line that is read next
	found  bool  // the line before was one that begins a message
}

func newScanner(file form.File) *scanner {
	return &scanner{lines: bufio.NewReaderSize(io.NewSectionReader(file, 0, file.Size), 1<<20)}
}

// line reads a line, or as much of it as fits the buffer.
func (s *scanner) line() ([]byte, error) {
	line, err := s.lines.ReadSlice('\n')
	s.offset += int64(len(line))
	if errors.Is(err, bufio.ErrBufferFull) || err != nil && len(line) > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}

// message finds the next message, and returns where it is, without the line that begins
// it, and its head. The error is io.EOF after the last one.
func (s *scanner) message(ctx context.Context) (piece, []byte, error) {
	for !s.found { // what comes before the first
		line, err := s.line()
		if err != nil {
			return piece{}, nil, err
		}
		s.found = isFrom(line)
	}
	at := piece{from: s.offset}
	var head []byte
	inHead, empty := true, false
	for n := 0; ; n++ {
		if n%100_000 == 0 && ctx.Err() != nil {
			return at, nil, ctx.Err()
		}
		at.to = s.offset
		line, err := s.line()
		if errors.Is(err, io.EOF) {
			if s.found = false; at.to == at.from {
				return at, nil, io.EOF
			}
			return at, head, nil
		}
		if err != nil {
			return at, nil, err
		}
		blank := len(bytes.TrimRight(line, "\r\n")) == 0
		if empty && isFrom(line) {
			return at, head, nil
		}
		if inHead && len(head)+len(line) <= maxHeader {
			head = append(head, line...)
		}
		inHead = inHead && !blank
		empty = blank
	}
}

// isFrom reports a line that begins a message: "From sender Tue Feb  1 10:00:00 2022".
func isFrom(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("From "))
	fields := bytes.Fields(rest)
	if !ok || len(fields) < 2 {
		return false
	}
	for _, f := range fields { // a time of day, or a year
		if bytes.Count(f, []byte(":")) >= 1 && f[0] >= '0' && f[0] <= '9' {
			return true
		}
	}
	return false
}
