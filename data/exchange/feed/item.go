package feed

import (
	"errors"
	"fmt"
	"html"
	"net/url"
	"strings"

	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
)

// feed is what a feed says.
type feed struct {
	title, lang string
	page        string // its own address, by which those of items are read that are not whole; may be ""
	items       []item
	broken      error // why what follows is not read
	place       form.Place
}

// item is an item of a feed, with texts as they are there.
type item struct {
	id, title, url     string
	content, summary   string // HTML
	published, changed string
	people, tags       []string
	lang               string
	base               string // the address by which its own is read; "" for that of the feed
	place              form.Place
}

// address is an address of the web, read by that of the page that it is on; "" for any other.
func address(said, of string) string {
	if base, err := url.Parse(of); err == nil && said != "" {
		if whole, err := base.Parse(said); err == nil {
			said = whole.String()
		}
	}
	return form.WebAddress(said)
}

// maxDepth is how deep elements may be nested.
const maxDepth = 500

var (
	errDeep = fmt.Errorf("its elements are nested more than %d deep", maxDepth)
	errMany = fmt.Errorf("it has more than %d items", container.MaxEntries)
	errNone = errors.New("there is no feed in it")
)

// text is a title, which may have markup in it, as a line.
func text(title string) string {
	words, _ := form.PlainHTML(title)
	return form.Line(words)
}

// paragraphs is plain text as HTML.
func paragraphs(plain string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(strings.ReplaceAll(plain, "\r\n", "\n"), "\n\n") {
		if strings.TrimSpace(part) != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(part), "\n", "<br>") + "</p>\n")
		}
	}
	return b.String()
}
