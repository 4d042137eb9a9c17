// Package page extracts the parts of an article from a web page: its main text, and
// what it says of itself.
//
// The one idea behind it: no single source is trusted. Each field is looked for in
// one source after the other, the most formal first (JSON-LD, microdata, OpenGraph,
// meta, <time>, words beside the heading, the dateline in the text), and says which
// one it came from. The main text has several candidates, too (what Readability finds,
// the element that says it holds the article, the text in JSON-LD), and is checked
// paragraph by paragraph: what was lost in between is put back, what was let through is
// dropped, and what may have been text is counted.
// No script of a page is run, and nothing that it links to is fetched.
package page

import (
	"context"
	"net/url"
	"strings"

	"tarikh.org/tarikh/data"
)

// Page is what was read in a page. Fields are single lines without control
// characters, at most maxField bytes long.
type Page struct {
	Title, Byline, Publisher Field
	// Lang is the language that the page says it is in, a BCP 47 tag: often
	// that of the site's template, so compare it with the text.
	Lang               Field
	URL                Field // canonical, http or https; not the address that it was read from
	Published, Changed DateField
	Citation           data.Citation
	// Text are the paragraphs of the main text, in Blocks those that are more than
	// that, as data.Article wants them.
	Text   string
	Blocks []data.Block
	// Pictures are those of the main text, in its order; Lead is the address of the picture that
	// the page says stands for it, or "".
	Pictures []Picture
	Lead     string

	Told      bool   // Text is what the page's JSON-LD gives, and lacks in the page itself
	Thin      bool   // Text has little of what the page says it is about
	Refused   int    // paragraphs that read as text and were left out, and other candidates for the text
	Whole     bool   // the main text could not be recognised: Text is all of the page's
	Scripts   bool   // the page has scripts, which may make text that is not in it
	Paywalled bool   // it says that it is not free to read
	Robots    string // what it asks of robots that keep pages: "noarchive, noai"
}

// Read reads a page that was decoded to UTF-8. address is where it came from, or
// empty. Errors are those above, or ctx.Err() when cancelled.
func Read(ctx context.Context, markup, address string) (Page, error) {
	b, err := parse(ctx, markup)
	if err != nil {
		return Page{}, err
	}
	base, _ := url.Parse(address)
	if base == nil {
		base = &url.URL{}
	}
	d := b.collect(base)
	d.title = d.decideTitle()
	b.prepare(b.root)
	scripts := b.strip(b.root)
	boundTitles(b.root)
	m, err := b.findMain(ctx, d)
	switch {
	case err != nil:
		return Page{}, err
	case len(m.text) == 0 && scripts:
		return Page{}, ErrScripts
	case len(m.text) == 0:
		return Page{}, ErrEmpty
	}
	p := d.page(m)
	p.Scripts = scripts
	return p, nil
}

// page takes every field from the metadata; m is the main text and what is next
// to it.
func (d *metadata) page(m mainText) Page {
	m = d.credits(m)
	if text := trim(m.text); len(text) > 0 {
		m.text = text // what stood below the credits
	}
	p := Page{
		Title: d.title, Byline: d.byline(m), Publisher: d.publisher(), Lang: d.language(), URL: d.address(),
		Paywalled: d.graph.closed(), Robots: Requests(strings.Join(d.meta["robots"], ",")),
	}
	p.Citation = d.citation()
	p.Published, p.Changed = d.published(m, p.Lang.Value)
	if p.Changed.Value == p.Published.Value {
		p.Changed = DateField{}
	}
	p.Whole, p.Told, p.Thin, p.Refused = m.whole, m.told, m.thin, m.refused
	p.Text, p.Blocks, p.Pictures = placed(m.text, m.pictures)
	for i := range p.Pictures {
		p.Pictures[i].absolute(d.base)
	}
	p.Lead = d.leadPicture()
	return p
}
