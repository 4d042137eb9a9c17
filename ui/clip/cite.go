package clip

import (
	"html"
	"strings"

	"tarikh.org/tarikh/data/cite"
)

// Citations are citations, one below the other; titles are in italics where there is
// formatting. Each has the direction of the language in use, whose words are in it, even
// where it begins with a name of the other direction.
func (w Words) Citations(all []cite.Text) Content {
	var text, page strings.Builder
	page.WriteString(charset)
	rtl := w.Locale.RTL()
	mark := "\u200e"
	if rtl {
		mark = "\u200f"
	}
	for _, citation := range all {
		whole := clean(citation.String())
		if (line{pieces: []piece{{text: whole}}}).rtl(rtl) != rtl {
			text.WriteString(mark)
		}
		text.WriteString(whole + "\n")
		page.WriteString(`<p dir="` + direction(rtl) + `">`)
		for _, run := range citation {
			words := html.EscapeString(clean(run.Text))
			if run.Italic {
				words = "<i>" + words + "</i>"
			}
			page.WriteString(words)
		}
		page.WriteString("</p>")
	}
	return Content{strings.TrimSuffix(text.String(), "\n"), page.String()}
}
