package feed

import (
	"errors"
	"fmt"
	"html"
	"strings"

	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
)

// feed is what a feed says.
type feed struct {
	title, lang string
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
	place              form.Place
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
