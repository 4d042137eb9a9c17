package page

import (
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/dates"
)

// Origin says where a field came from.
type Origin string

// The sources of a page's fields.
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
	Guess     Origin = "guess"     // the likeliest of the dates anywhere in the page
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

// pick is the first of the fields that has a value.
func pick(all ...Field) Field {
	for _, f := range all {
		if f.Value != "" {
			return f
		}
	}
	return Field{}
}

// maxField is the most bytes of a field.
const maxField = 1000

// oneLine makes a field of a text: white space collapsed, control characters
// and invisible marks at its ends dropped, cut at maxField bytes.
func oneLine(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if len(s) <= maxField {
		return s
	}
	s = s[:maxField]
	return strings.ToValidUTF8(s[:strings.LastIndexByte(" "+s, ' ')], "")
}
