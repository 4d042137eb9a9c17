package page

import (
	"html"
	"strings"
)

// mostListed is how many events are listed for those who see the page without scripts.
const mostListed = 2_000

// escape makes a text one of HTML, in elements and in attributes.
func escape(text string) string { return html.EscapeString(text) }

// list returns the events as a plain list, by year.
func (c *contents) list() string {
	var out strings.Builder
	year := "\x00"
	for i, title := range c.Titles {
		if i == mostListed {
			break
		}
		date := c.edtf[i]
		if y := yearIn(date); y != year {
			year = y
			out.WriteString("<h2><bdi>" + escape(year) + "</bdi></h2>\n")
		}
		out.WriteString("<article><h3 dir=\"auto\">" + escape(title) + "</h3><p>" + timeIn(date) +
			" <bdi>" + escape(c.Tracks[c.Track[i]].Name) + "</bdi></p>")
		if text := c.Texts[i]; text != "" {
			out.WriteString("<p dir=\"auto\">" + escape(text) + "</p>")
		}
		for _, x := range c.Excerpts[i] {
			a := c.Articles[x.Article]
			out.WriteString("<blockquote dir=\"auto\">" + escape(x.Exact) + "</blockquote><p dir=\"auto\">" + escape(a.Title))
			if a.Publisher != "" {
				out.WriteString(" (<bdi>" + escape(a.Publisher) + "</bdi>)")
			}
			out.WriteString("</p>")
		}
		out.WriteString("</article>\n")
	}
	if more := len(c.Titles) - mostListed; more > 0 {
		out.WriteString("<p>…</p>\n")
	}
	return out.String()
}

// timeIn is a date as an element, which machines read where it is a day, month or year
// with a four-digit year, or a time (HTML, "valid date string").
func timeIn(edtf string) string {
	plain := edtf != "" && !strings.ContainsAny(edtf, "?~%X[]{}/SY") && edtf[0] != '-' && !strings.HasPrefix(edtf, "0000") && !season(edtf)
	if !plain {
		return "<time><bdi>" + escape(edtf) + "</bdi></time>"
	}
	return "<time datetime=\"" + escape(edtf) + "\"><bdi>" + escape(edtf) + "</bdi></time>"
}

// season reports whether a date is a part of a year that is no month.
func season(edtf string) bool { return len(edtf) == len("2020-21") && edtf[5] >= '2' }

// yearIn is the year that a date begins with, as it is written.
func yearIn(edtf string) string {
	edtf = strings.TrimLeft(edtf, "[{.?~%/")
	for i := 1; i < len(edtf); i++ {
		if strings.IndexByte("-/.,?~%]}T", edtf[i]) >= 0 {
			return edtf[:i]
		}
	}
	return edtf
}
