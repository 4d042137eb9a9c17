package intake

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake/web"
)

// maxText is the most bytes of a text that a program may print.
const maxText = data.MaxArticle

// Source is what a reader hands in: a file, an address, or bytes that were
// pasted. Make one with File, Address or Pasted.
type Source struct {
	Path  string // a file
	URL   string // an http or https address as the reader typed it
	Data  []byte // bytes pasted: plain text or the source of a page
	Media string // the media type of Data where it is known ("text/html"); otherwise empty
}

// File is a file of any of the formats that are read, told by its content.
func File(path string) Source { return Source{Path: path} }

// Address is an http or https address.
func Address(address string) Source { return Source{URL: address} }

// Pasted is text from the clipboard, plain or the source of a page.
func Pasted(text string) Source { return Source{Data: []byte(text)} }

// PastedHTML is rich text from the clipboard, see ClipboardHTML.
func PastedHTML(html []byte) Source { return Source{Data: html, Media: "text/html"} }

// Name is what to call the source in a report: its path or address, "" for pasted text.
func (s Source) Name() string {
	if s.Path != "" {
		return s.Path
	}
	return s.URL
}

// Progress tells how many bytes of a source have come; total is -1 where it is
// not known. It is called from the goroutine that reads.
type Progress func(done, total int64)

// Reader turns sources into drafts. The zero Reader but for Files is ready for
// use, and may be used by many goroutines at once.
type Reader struct {
	Files afero.Fs
	// Proxy names the proxy for a request; nil: that of the environment
	// (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
	Proxy func(*http.Request) (*url.URL, error)
	// Lookup resolves a host name; nil: the system's resolver.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	// Now is the clock that dates pages as received; nil: time.Now.
	Now func() time.Time
}

// received is a source's bytes, before they are read.
type received struct {
	raw    []byte
	media  string // as the server said
	url    string // after redirects
	robots string
	name   string // of the file
	pasted bool
}

// Read turns one source into a draft. Every error is an *Error and names the
// source, but ctx.Err() when cancelled. progress may be nil.
func (r Reader) Read(ctx context.Context, s Source, progress Progress) (Draft, error) {
	got, err := r.receive(ctx, s, progress)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return Draft{}, named(s, err)
	}
	d, err := r.draft(ctx, s, got)
	if err != nil {
		return Draft{}, named(s, err)
	}
	return d, nil
}

// named makes an *Error that names the source of any error but that of a
// cancelled context. A server that took too long is not one.
func named(s Source, err error) error {
	fetched, ok := errors.AsType[*web.Error](err)
	if slow := ok && fetched.Kind == web.Slow; !slow && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)) {
		return err
	}
	refused, ok := errors.AsType[*Error](err)
	if !ok {
		refused = &Error{Kind: Unreadable, Offset: -1, Reason: "it cannot be read: " + cause(err).Error(), Err: err}
		if fetched, ok := errors.AsType[*web.Error](err); ok {
			refused.Kind, refused.Reason = Kind(fetched.Kind), fetched.Reason
		}
	}
	refused.Path = s.Name()
	return refused
}

func (r Reader) receive(ctx context.Context, s Source, progress Progress) (received, error) {
	switch {
	case s.URL != "":
		client := web.Client{Proxy: r.Proxy, Lookup: r.Lookup}
		answer, err := client.Get(ctx, s.URL, progress)
		return received{raw: answer.Body, media: answer.Media, url: answer.URL, robots: answer.Robots}, err
	case s.Path != "":
		raw, err := readFile(ctx, r.Files, s.Path, progress)
		return received{raw: raw, name: s.Path}, err
	case len(s.Data) > data.MaxArticle:
		return received{}, tooLarge(int64(len(s.Data)))
	}
	return received{raw: s.Data, media: s.Media, pasted: true}, nil
}

// page is the source as it is kept beside the text.
func (r Reader) page(got received, media string) data.Page {
	now := time.Now
	if r.Now != nil {
		now = r.Now
	}
	if got.media != "" {
		media = strings.Map(func(r rune) rune {
			if r < ' ' || r > '~' {
				return -1 // media types are ASCII
			}
			return r
		}, got.media)
	}
	return data.NewPage(got.raw, fmt.Sprintf("%.200s", media), got.url, now().Unix())
}
