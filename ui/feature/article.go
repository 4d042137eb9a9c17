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

// TextParts are the blocks of an article as the reader sets them.
func TextParts(blocks []data.Block) []text.Part {
	kinds := map[data.BlockKind]text.PartKind{
		data.Heading: text.Heading, data.Subheading: text.Subheading, data.Quotation: text.Quotation, data.ListItem: text.Item, data.PictureCaption: text.Caption,
	}
	all := make([]text.Part, len(blocks))
	for i, b := range blocks {
		all[i] = text.Part{Start: b.Start, End: b.End, Kind: kinds[b.Kind]}
	}
	return all
}
