// Package page reads a web page for what an article is made of: its main text,
// and what it says of itself.
//
// The one idea behind it: nothing is believed alone. Each field is asked of one
// witness after the other, the most formal first (JSON-LD, microdata, OpenGraph,
// meta, <time>, words beside the heading, the dateline in the text), and carries
// the name of the witness. The main text is what Readability finds, looked over
// paragraph by paragraph: what it lost in between is brought back, what it let
// through is dropped. Nothing of a page is run, and nothing that it points to is
// fetched.
package page

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// Origin says where a field came from.
type Origin string

// The witnesses of a page.
const (
	JSONLD    Origin = "jsonld"    // <script type="application/ld+json">
	Microdata Origin = "microdata" // itemprop="…"
	OpenGraph Origin = "opengraph" // <meta property="og:…"> and "article:…"
	Meta      Origin = "meta"      // other <meta>, <link rel="canonical">, <html lang>
	Time      Origin = "time"      // <time>
	Heading   Origin = "heading"   // a heading above the text
	TitleTag  Origin = "titletag"  // <title>
	Beside    Origin = "beside"    // words beside the heading: a byline, a date
	Dateline  Origin = "dateline"  // the head of the main text
	Address   Origin = "address"   // the page's own address
)

// Field is a value and where it came from; both are empty if there is none.
type Field struct {
	Value string
	From  Origin
}

// DateField is a day and where it came from; both are zero if there is none.
type DateField struct {
	Value dates.Date
	From  Origin
}

// Page is what was read in a page. Fields are single lines without control
// characters, at most maxField bytes long.
type Page struct {
	Title, Byline, Publisher Field
	// Lang is the language that the page says it is in, a BCP 47 tag: often
	// that of the site's template, so compare it with the text.
	Lang               Field
	URL                Field // canonical, http or https; not the address that it was read from
	Published, Changed DateField
	// Text are the paragraphs of the main text, in Blocks those that are more than
	// that, as data.Article wants them.
	Text   string
	Blocks []data.Block

	Whole     bool   // the main text could not be told from the rest: it is all there is
	Scripts   bool   // the page has scripts, which may make text that is not in it
	Paywalled bool   // it says that it is not free to read
	Robots    string // what it asks of robots that keep pages: "noarchive, noai"
}

// The bounds of what is read.
const (
	// MaxPage is the most bytes that a page may have: parsed, it takes some ten
	// times that.
	MaxPage = 16 << 20
	// maxElements is the most elements of a page. A long article of an encyclopedia
	// has 30,000.
	maxElements = 100_000
	// maxField is the most bytes of a field.
	maxField = 1000
)

// Reasons for which there is no article in a page.
var (
	ErrDeep    = errors.New("its tags are nested more than 512 deep")
	ErrTooBig  = fmt.Errorf("it is a page of more than %d MB or %d elements", MaxPage>>20, maxElements)
	ErrEmpty   = errors.New("there is no text in the page")
	ErrScripts = errors.New("the page is made by scripts only, which are not run; there is no text in it")
)

// Read reads a page that was decoded to UTF-8. address is where it came from, or
// empty. Errors are those above, or ctx.Err() when cancelled.
func Read(ctx context.Context, markup, address string) (Page, error) {
	doc, err := parse(ctx, markup)
	if err != nil {
		return Page{}, err
	}
	base, _ := url.Parse(address)
	if base == nil {
		base = &url.URL{}
	}
	b, ok := measure(doc)
	if !ok {
		return Page{}, ErrTooBig
	}
	w := b.listen(base)
	scripts := b.strip(doc)
	m, err := b.findMain(ctx, w)
	switch {
	case err != nil:
		return Page{}, err
	case len(m.text) == 0 && scripts:
		return Page{}, ErrScripts
	case len(m.text) == 0:
		return Page{}, ErrEmpty
	}
	p := w.page(m)
	p.Scripts = scripts
	return p, nil
}

// parse parses a page that is not too big.
func parse(ctx context.Context, markup string) (*html.Node, error) {
	// Tags are counted before they take memory; an element has two, mostly.
	if len(markup) > MaxPage || strings.Count(markup, "<") > 3*maxElements {
		return nil, ErrTooBig
	}
	doc, err := html.Parse(&patient{ctx, strings.NewReader(markup)})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, ErrDeep // the parser fails for nothing else
	}
	return doc, nil
}

// patient hands a text to the parser, which cannot be cancelled, piece by piece.
type patient struct {
	ctx  context.Context
	rest *strings.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.rest.Read(b)
}
