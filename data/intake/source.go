package intake

import "tarikh.org/tarikh/data/intake/web"

// Source is what a reader hands in: a file, an address, or bytes that were
// pasted or saved. Make one with File, Address, Pasted or Saved.
type Source struct {
	Path  string // a file
	URL   string // an http or https address as the reader typed it, or that Data came from
	Data  []byte // bytes pasted or saved: plain text or the source of a page
	Media string // the media type of Data where it is known ("text/html"); otherwise empty
	// Embedded finds what Data refers to, where it is a part of a file; nil: nothing.
	Embedded Embedded
	// LeadPicture says that the picture which stands for a page of the web is fetched with it.
	LeadPicture bool
	Named       bool // the reader has not typed URL, a file or a page names it: see web.Client.GetNamed
}

// File is a file of any of the formats that are read, recognised by its content.
func File(path string) Source { return Source{Path: path} }

// Address is an http or https address.
func Address(address string) Source { return Source{URL: address} }

// Named is an http or https address that is of a file or a page.
func Named(address string) Source { return Source{URL: address, Named: true} }

// Pasted is text from the clipboard, plain or the source of a page.
func Pasted(text string) Source { return Source{Data: []byte(text)} }

// PastedHTML is rich text from the clipboard, see ClipboardHTML.
func PastedHTML(html []byte) Source { return Source{Data: html, Media: "text/html"} }

// Saved is a page or another document that came from an address once and was kept; media
// is its media type as it was received, "" if unknown.
func Saved(address, media string, body []byte) Source {
	return Source{URL: address, Data: body, Media: media}
}

// Name is what to call the source in a report: its path or its address
// without a name and password, "" for pasted text.
func (s Source) Name() string {
	if s.Path != "" {
		return s.Path
	}
	return web.WithoutUser(s.URL)
}

// Progress reports how many bytes of a source were read; total is -1 where it is
// not known. It is called from the goroutine that reads.
type Progress func(done, total int64)

// received is a source's bytes, before they are read.
type received struct {
	raw    []byte
	media  string // as the server said
	url    string // after redirects
	robots string
	name   string // of the file
	pasted bool
	files  Embedded
}
