package intake

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
)

// webArchive is the page in an MHTML file, RFC 2557: a mail whose first part, or
// the one that "start" names, is the page, and whose others are its pictures.
type webArchive struct {
	page    []byte
	media   string
	url     string
	subject string
	files   map[string][]byte // pictures, by their addresses and their ids ("cid:…")
}

// file returns a picture of the archive.
func (a *webArchive) file(address string) ([]byte, bool) {
	raw, ok := a.files[address]
	return raw, ok
}

// Bounds on an archive, for a mail may hold a mail, and so on.
const (
	maxParts = 2000
	maxDepth = 8
)

var errNoPage = errors.New("there is no page in it")

// isMHTML reports bytes that begin as a mail does and say that they are an
// archive of a page.
func isMHTML(raw []byte) bool {
	head := raw[:min(len(raw), 4096)]
	line, _, _ := bytes.Cut(head, []byte("\n"))
	name, _, header := bytes.Cut(line, []byte(":"))
	if !header || len(name) == 0 || len(name) > 60 || bytes.ContainsAny(name, " \t<") {
		return false
	}
	lower := bytes.ToLower(head)
	return bytes.Contains(lower, []byte("mime-version:")) &&
		(bytes.Contains(lower, []byte("multipart/related")) || bytes.Contains(lower, []byte("content-type: text/html")))
}

func readArchive(raw []byte) (webArchive, error) {
	head := raw[:min(len(raw), maxHeader)]
	if !bytes.Contains(head, []byte("\n\n")) && !bytes.Contains(head, []byte("\n\r\n")) && len(raw) > len(head) {
		return webArchive{}, fmt.Errorf("its header is over %d MB", maxHeader>>20)
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return webArchive{}, err
	}
	a := webArchive{subject: subject(m.Header.Get("Subject"))}
	a.url = m.Header.Get("Snapshot-Content-Location")
	if a.url == "" {
		a.url = m.Header.Get("Content-Location")
	}
	parts := maxParts
	a.files = map[string][]byte{}
	if err := a.part(textproto.MIMEHeader(m.Header), m.Body, 0, &parts); err != nil && a.page == nil {
		return webArchive{}, err
	}
	if a.page == nil {
		return webArchive{}, errNoPage
	}
	return a, nil
}

// subject decodes a title; what is no encoded word stays as it is.
func subject(header string) string {
	d := mime.WordDecoder{}
	if text, err := d.DecodeHeader(header); err == nil {
		return text
	}
	return header
}

// part looks for the page in one part and the parts within it.
func (a *webArchive) part(header textproto.MIMEHeader, body io.Reader, depth int, parts *int) error {
	if *parts--; *parts < 0 || depth > maxDepth {
		return errors.New("it has too many parts")
	}
	media, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil && media == "" {
		media = "text/plain"
	}
	switch {
	case strings.HasPrefix(media, "multipart/"):
		r := multipart.NewReader(body, params["boundary"])
		for {
			p, err := r.NextRawPart()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if depth == 0 && a.page == nil && elsewhere(p.Header, params["start"]) {
				continue
			}
			if err := a.part(p.Header, p, depth+1, parts); err != nil {
				return err
			}
		}
	case isPicture(header):
		a.picture(header, body)
	case a.page == nil && (media == "text/html" || media == "application/xhtml+xml"):
		page, err := decoded(header, body)
		if err != nil {
			return err
		}
		a.page, a.media = page, header.Get("Content-Type")
		if location := header.Get("Content-Location"); a.url == "" {
			a.url = location
		}
	}
	return nil
}

// elsewhere reports a part that is neither a picture nor the one that "start" names as the page.
func elsewhere(header textproto.MIMEHeader, start string) bool {
	start = strings.Trim(start, "<>")
	return start != "" && strings.Trim(header.Get("Content-ID"), "<>") != start && !isPicture(header)
}

// isPicture reports the header of a picture.
func isPicture(header textproto.MIMEHeader) bool {
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(header.Get("Content-Type"))), "image/")
}

// decoded is the body of a part. What is decoded is no longer than what was read, and that is
// bounded.
func decoded(header textproto.MIMEHeader, body io.Reader) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	return io.ReadAll(body)
}

// picture keeps a picture under its address and its id; the page is whole without one that is
// damaged.
func (a *webArchive) picture(header textproto.MIMEHeader, body io.Reader) {
	raw, err := decoded(header, body)
	if err != nil {
		return
	}
	if location := header.Get("Content-Location"); location != "" {
		a.files[location] = raw
	}
	if id := strings.Trim(header.Get("Content-ID"), "<>"); id != "" {
		a.files["cid:"+id] = raw
	}
}
