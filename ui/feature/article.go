package feature

import (
	"cmp"
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

// Address is where an article is on the web: its own address, else that of its DOI; nil
// for none.
func Address(a data.Article) *url.URL {
	if link := WebLink(a.URL); link != nil {
		return link
	}
	if doi := data.NormalDOI(a.Citation.DOI); doi != "" {
		return (&url.URL{Scheme: "https", Host: "doi.org"}).JoinPath(doi)
	}
	return nil
}

// CitationType is a type of sources in words.
func CitationType(k *control.Kit, of string) string {
	return k.T("citation.type." + strings.NewReplacer("-", ".", "_", ".").Replace(of))
}

// SourceLine returns the source of an article in one line: publisher, byline, date. A byline
// that is the name of the publisher is not said twice.
func SourceLine(k *control.Kit, a data.Article) string {
	publisher, by := cmp.Or(a.Publisher, a.Citation.Container), a.Authors()
	if strings.EqualFold(by, publisher) {
		by = ""
	}
	return k.Join(k.Given(publisher), k.Given(by), k.Locale.Date(a.Published))
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
