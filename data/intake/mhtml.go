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
	if err := a.part(textproto.MIMEHeader(m.Header), m.Body, 0, &parts); err != nil {
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
		for a.page == nil {
			p, err := r.NextRawPart()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			id := strings.Trim(p.Header.Get("Content-ID"), "<>")
			if start := strings.Trim(params["start"], "<>"); start != "" && id != start && depth == 0 {
				continue
			}
			if err := a.part(p.Header, p, depth+1, parts); err != nil {
				return err
			}
		}
	case media == "text/html", media == "application/xhtml+xml":
		switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		}
		// What is decoded is no longer than what was read, and that is bounded.
		page, err := io.ReadAll(body)
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
