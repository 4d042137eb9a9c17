package mail

import (
	"bytes"
	"io"
	"mime"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
)

// header is the head of a message or of a part of one.
type header struct {
	textproto.MIMEHeader
	size int // of the head, in bytes, with the empty line after it
}

// maxHeader is how much of a head is read, in bytes.
const maxHeader = 256 << 10

// parseHeader reads the head of a message. A line that is no field is passed over: net/mail
// refuses the message for one.
func parseHeader(raw []byte) header {
	h := header{MIMEHeader: textproto.MIMEHeader{}}
	name := ""
	for line := range bytes.Lines(raw[:min(len(raw), maxHeader)]) {
		h.size += len(line)
		text := strings.TrimRight(string(line), "\r\n")
		switch {
		case text == "":
			if len(h.MIMEHeader) > 0 {
				return h
			}
		case text[0] == ' ' || text[0] == '\t':
			if values := h.MIMEHeader[name]; len(values) > 0 {
				values[len(values)-1] += " " + strings.TrimSpace(text)
			}
		default:
			var value string
			var ok bool
			if name, value, ok = field(text); ok {
				h.Add(name, value)
				name = textproto.CanonicalMIMEHeaderKey(name)
			}
		}
	}
	return h
}

// field divides a line of a head.
func field(line string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(line, ":")
	name = strings.TrimRight(name, " \t")
	if !ok || name == "" || len(name) > 76 || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return "", "", false
	}
	return name, strings.TrimSpace(value), true
}

// startsWithField reports whether a text begins with a field of a head.
func startsWithField(raw []byte) bool {
	line, _, _ := bytes.Cut(raw, []byte("\n"))
	_, _, ok := field(string(bytes.TrimRight(line, "\r")))
	return ok
}

// words decodes encoded words (RFC 2047).
var words = mime.WordDecoder{CharsetReader: func(name string, in io.Reader) (io.Reader, error) {
	return charset.NewReaderLabel(name, in)
}}

// text is a field in words: encoded ones are decoded, and bytes that are no ASCII.
func (h header) text(name string) string {
	value := h.Get(name)
	if !utf8.ValidString(value) {
		if decoded, err := intake.DecodeAs([]byte(value), ""); err == nil {
			value = decoded
		}
	}
	if decoded, err := words.DecodeHeader(value); err == nil {
		value = decoded
	}
	return form.Clean(value)
}

// people are the names of those in a field, or their addresses.
func (h header) people(name string) []data.Name {
	parser := mail.AddressParser{WordDecoder: &words}
	list, err := parser.ParseList(h.Get(name))
	if err != nil { // as it is, without the address
		said := h.text(name)
		if before, _, found := strings.Cut(said, "<"); found && strings.TrimSpace(before) != "" {
			said = before
		}
		return container.People(strings.Trim(form.Line(said), `"'<> `))
	}
	var names []string
	for _, a := range list {
		if a.Name == "" {
			a.Name = a.Address
		}
		names = append(names, a.Name)
	}
	return container.People(names...)
}

// sent is when the message was sent, by its sender's clock; zero if that cannot be read.
func (h header) sent() time.Time {
	value := strings.TrimSpace(h.Get("Date"))
	if t, err := mail.ParseDate(value); err == nil && t.Year() > 0 && t.Year() < 10_000 {
		return t
	}
	if seconds := container.Stamp(value); seconds != 0 {
		return time.Unix(seconds, 0).UTC()
	}
	return time.Time{}
}

// address is where the message can be read on the web (RFC 5064).
func (h header) address() string {
	return form.WebAddress(strings.Trim(strings.TrimSpace(h.Get("Archived-At")), "<>"))
}

// list is the name of the list that sent the message.
func (h header) list() string {
	name, _, _ := strings.Cut(h.text("List-Id"), "<")
	return strings.Trim(form.Line(name), `"' `)
}
