package feature

import (
	"net/url"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// WebLink returns the link of an article if it may be opened in a browser: http or
// https, with a host; else nil.
func WebLink(words string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(words))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil
	}
	return u
}

// SourceLine returns the source of an article in one line: publisher, byline, date.
func SourceLine(k *control.Kit, a data.Article) string {
	return k.Join(k.Given(a.Publisher), k.Given(a.Byline), k.Locale.Date(a.Published))
}

// Headings returns the headings among the blocks of an article.
func Headings(blocks []data.Block) []text.Heading {
	var all []text.Heading
	for _, b := range blocks {
		if b.Kind == data.Heading || b.Kind == data.Subheading {
			all = append(all, text.Heading{Start: b.Start, End: b.End, Lesser: b.Kind == data.Subheading})
		}
	}
	return all
}
