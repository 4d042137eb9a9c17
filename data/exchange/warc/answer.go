package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
)

// opening is how an answer begins.
type opening struct {
	media string
	code  int
	start []byte // of the body, unpacked
}

// peekSize is how much of a page is looked at for its title, in bytes.
const peekSize = 16 << 10

// peek reads the head of the answer in a record, and the beginning of its body.
func (rec *record) peek() (opening, error) {
	a, err := rec.begin()
	if err != nil {
		return opening{}, err
	}
	h := opening{media: a.media, code: a.code}
	if h.page() {
		h.start, _ = io.ReadAll(io.LimitReader(a.from, peekSize)) // what can be read of it
	}
	return h, nil
}

// page reports whether it is a page that was there.
func (h opening) page() bool {
	media, _, err := mime.ParseMediaType(h.media)
	if err != nil && media == "" {
		media, _, _ = strings.Cut(strings.ToLower(h.media), ";")
	}
	return h.code == 200 && (media == "text/html" || media == "application/xhtml+xml")
}

// picture reports whether it is a picture that was there.
func (h opening) picture() bool {
	return h.code == 200 && strings.HasPrefix(strings.ToLower(strings.TrimSpace(h.media)), "image/")
}

// title is that of the page, "" where its beginning has none.
func (h opening) title() string {
	text, err := intake.DecodeAs(h.start, h.media)
	if err != nil {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(1 << 20)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken:
			if t := z.Token(); t.DataAtom == atom.Title && z.Next() == html.TextToken {
				return form.Shorten(form.Line(string(z.Text())), data.MaxTitle)
			}
		}
	}
}

// answer is a page as a server sent it.
type answer struct {
	media string
	body  []byte
}

// answer reads the page in a record. What is cut off is read as far as it goes.
func (rec *record) answer() (answer, error) {
	a, err := rec.begin()
	if err != nil {
		return answer{}, err
	}
	body, err := io.ReadAll(io.LimitReader(a.from, intake.MaxText+1))
	switch {
	case len(body) > intake.MaxText:
		return answer{}, fmt.Errorf("its page is over %d MB", intake.MaxText>>20)
	case err != nil && len(body) == 0:
		return answer{}, fmt.Errorf("the page cannot be unpacked: %w", err)
	}
	return answer{a.media, body}, nil
}

// body is the body of an answer, to be read.
type body struct {
	media string
	code  int
	from  io.Reader
}

// begin reads the head of the answer: of a response that of HTTP, of a resource that of
// the record.
func (rec *record) begin() (body, error) {
	in := newCounter(rec, 0)
	media := rec.head.Get("Content-Type")
	if rec.head.Get("Warc-Type") == "resource" && !strings.HasPrefix(media, "application/http") {
		return body{media, 200, in}, nil
	}
	status, err := in.line(maxLine)
	if err != nil {
		return body{}, err
	}
	parts := strings.Fields(status)
	if len(parts) < 2 || !strings.HasPrefix(parts[0], "HTTP") {
		return body{}, errors.New("it is no answer of HTTP")
	}
	code, _ := strconv.Atoi(parts[1])
	fields, err := fields(in)
	if err != nil {
		return body{}, err
	}
	b := body{media: fields.Get("Content-Type"), code: code, from: in}
	if strings.Contains(strings.ToLower(fields.Get("Transfer-Encoding")), "chunked") {
		b.from = newChunks(in)
	}
	for _, coding := range strings.Split(strings.ToLower(strings.Join(fields.Values("Content-Encoding"), ",")), ",") {
		b.from = unpacked(b.from, strings.TrimSpace(coding))
	}
	return b, nil
}

// unpacked undoes a coding, where the bytes are in it: archives often hold what was
// unpacked already.
func unpacked(from io.Reader, coding string) io.Reader {
	in := bufio.NewReaderSize(from, 32<<10)
	head, _ := in.Peek(4)
	switch coding {
	case "gzip", "x-gzip":
		if bytes.HasPrefix(head, []byte("\x1f\x8b")) {
			if z, err := gzip.NewReader(in); err == nil {
				return z
			}
		}
	case "deflate":
		if len(head) > 1 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			if z, err := zlib.NewReader(in); err == nil {
				return z
			}
		} else if !markup(head) {
			return flate.NewReader(in)
		}
	case "br":
		if !markup(head) {
			return brotli.NewReader(in)
		}
	}
	return in
}

// markup reports bytes with which a page begins.
func markup(head []byte) bool {
	text := strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n")
	return text == "" || text[0] == '<'
}

// chunks undoes the chunked coding of HTTP, as far as the bytes are in it: what is no
// chunk is the rest of the body as it is.
type chunks struct {
	in    *bufio.Reader
	left  int64
	plain bool
	begun bool
}

func newChunks(from io.Reader) *chunks { return &chunks{in: bufio.NewReaderSize(from, 32<<10)} }

func (c *chunks) Read(p []byte) (int, error) {
	if !c.plain && c.left == 0 {
		if err := c.next(); err != nil {
			return 0, err
		}
	}
	if c.plain {
		return c.in.Read(p)
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// next reads the length of a chunk.
func (c *chunks) next() error {
	const longest = 1024
	head, _ := c.in.Peek(longest)
	rest := head
	if c.begun {
		rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
	}
	line, _, found := bytes.Cut(rest, []byte("\n"))
	digits, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(";"))
	n, err := strconv.ParseInt(string(bytes.TrimSpace(digits)), 16, 64)
	switch {
	case !found || err != nil || n < 0:
		if c.begun && len(bytes.TrimSpace(head)) == 0 {
			return io.EOF
		}
		c.plain = true
		return nil
	case n == 0:
		return io.EOF
	}
	_, err = c.in.Discard(len(head) - len(rest) + len(line) + 1)
	c.left, c.begun = n, true
	return err
}
