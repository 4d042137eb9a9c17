package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strings"
)

var (
	errNoRecord = errors.New("there is no record here")
	errCut      = errors.New("the file is cut off here")
	errBroken   = errors.New("the record is cut off")
)

// counter is a buffered reader that counts what is taken of it.
type counter struct {
	*bufio.Reader
	n int64
}

func newCounter(r io.Reader, at int64) *counter {
	return &counter{bufio.NewReaderSize(r, 64<<10), at}
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte is that of io.ByteReader: so gzip takes no more than its member.
func (c *counter) ReadByte() (byte, error) {
	b, err := c.Reader.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// Limits of the head of a record and of an answer, in bytes.
const (
	maxLine = 64 << 10
	maxHead = 1 << 20
)

// line reads a line of at most limit bytes.
func (c *counter) line(limit int) (string, error) {
	var line []byte
	for {
		b, err := c.ReadByte()
		if err != nil {
			return string(line), err
		}
		if line = append(line, b); b == '\n' {
			return strings.TrimRight(string(line), "\r\n"), nil
		}
		if len(line) > limit {
			return "", fmt.Errorf("its head has a line of more than %d KB", maxLine>>10)
		}
	}
}

// fields reads a head to the empty line after it; lines that are no field are passed over.
func fields(from *counter) (textproto.MIMEHeader, error) {
	head, name := textproto.MIMEHeader{}, ""
	for size := 0; ; {
		line, err := from.line(maxLine)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return head, errCut
		}
		if err != nil {
			return head, err
		}
		if size += len(line) + 2; size > maxHead {
			return head, fmt.Errorf("its head has more than %d MB", maxHead>>20)
		}
		if line == "" {
			return head, nil
		}
		if values := head[name]; len(values) > 0 && (line[0] == ' ' || line[0] == '\t') {
			values[len(values)-1] += " " + strings.TrimSpace(line)
			continue
		}
		said, value, ok := strings.Cut(line, ":")
		if name = ""; ok && strings.TrimSpace(said) != "" {
			name = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(said))
			head.Add(name, strings.TrimSpace(value))
		}
	}
}
