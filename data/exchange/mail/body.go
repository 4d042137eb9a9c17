package mail

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"

	"tarikh.org/tarikh/data/intake"
)

// Bounds on a message, for one may hold another, and so on.
const (
	maxParts = 2000
	maxDepth = 12
)

// body is the text of a message: the first HTML, and the first plain text.
type body struct {
	html  []byte
	media string // of html
	plain string
	left  int // parts
}

// part looks for the text in a part and those within it. What is cut off or damaged is
// read as far as it goes.
func (b *body) part(h header, from io.Reader, depth int) {
	if b.left--; b.left < 0 || depth > maxDepth {
		return
	}
	media, params := mediaOf(h)
	attached := strings.HasPrefix(strings.ToLower(strings.TrimSpace(h.Get("Content-Disposition"))), "attachment")
	switch {
	case strings.HasPrefix(media, "multipart/") && params["boundary"] != "":
		r := multipart.NewReader(from, params["boundary"])
		for b.left > 0 && b.html == nil {
			p, err := r.NextRawPart()
			if err != nil {
				return
			}
			b.part(header{MIMEHeader: p.Header}, p, depth+1)
		}
	case attached:
	case media == "message/rfc822" && depth > 0 && b.plain == "": // forwarded whole
		raw, _ := io.ReadAll(decoded(h, from))
		inner := parseHeader(raw)
		b.part(inner, bytes.NewReader(raw[inner.size:]), depth+1)
	case media == "text/html" || media == "application/xhtml+xml":
		if raw, _ := io.ReadAll(decoded(h, from)); b.html == nil && len(bytes.TrimSpace(raw)) > 0 {
			b.html, b.media = raw, h.Get("Content-Type")
		}
	case media == "text/plain" && b.plain == "":
		raw, _ := io.ReadAll(decoded(h, from))
		b.plain = plainText(raw, h.Get("Content-Type"), params)
	}
}

// mediaOf is the media type of a part, which is plain text where it does not say.
func mediaOf(h header) (media string, params map[string]string) {
	said := h.Get("Content-Type")
	media, params, err := mime.ParseMediaType(said)
	if err != nil && media == "" {
		media, _, _ = strings.Cut(strings.ToLower(said), ";")
		media = strings.TrimSpace(media)
	}
	if media == "" {
		media = "text/plain"
	}
	return media, params
}

// plainText is a part of plain text; "" where it is none.
func plainText(raw []byte, media string, params map[string]string) string {
	text, err := intake.DecodeAs(raw, media)
	if err != nil {
		return ""
	}
	if strings.EqualFold(params["format"], "flowed") {
		text = flowed(text, strings.EqualFold(params["delsp"], "yes"))
	}
	return strings.TrimSpace(strings.ReplaceAll(text, "\x00", ""))
}

// decoded undoes the transfer encoding; what follows a fault in it is not there.
func decoded(h header, from io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return quotedprintable.NewReader(from)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, &alphabet{from})
	}
	return from
}

// alphabet passes on the letters of base64 alone, as RFC 2045 wants it.
type alphabet struct{ from io.Reader }

func (a *alphabet) Read(p []byte) (int, error) {
	for {
		n, err := a.from.Read(p)
		kept := 0
		for _, c := range p[:n] {
			if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
				p[kept] = c
				kept++
			}
		}
		if kept > 0 || err != nil {
			return kept, err
		}
	}
}

// flowed joins the lines of paragraphs that were broken for sending (RFC 3676).
func flowed(text string, withoutSpace bool) string {
	var b strings.Builder
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		soft := strings.HasSuffix(line, " ") && line != "-- " && i+1 < len(lines) && quotes(line) == quotes(lines[i+1])
		if i > 0 && quotes(line) == 0 {
			line = strings.TrimPrefix(line, " ") // stuffed
		}
		if soft && withoutSpace {
			line = line[:len(line)-1]
		}
		b.WriteString(line)
		if !soft {
			b.WriteString("\n")
			continue
		}
		if quotes(lines[i+1]) > 0 {
			lines[i+1] = strings.TrimLeft(lines[i+1], "> ")
		}
	}
	return b.String()
}

// quotes is how deep a line is quoted.
func quotes(line string) int { return len(line) - len(strings.TrimLeft(line, ">")) }
