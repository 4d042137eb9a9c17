package form

import (
	"fmt"
	"html"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/picture"
)

// DisplayDate is a date in words for formats whose dates say less; "" where its parts say
// all of it. The words are those that Human reads as the same date; where people have
// none, they are EDTF.
func DisplayDate(d dates.Date, lang string) string {
	p := PlainOf(d)
	start, end, interval := d.Parts()
	season := start.Precision == dates.PrecisionSeason || end.Precision == dates.PrecisionSeason
	if p.Certain && !p.OpenStart && !p.OpenEnd && !season {
		return ""
	}
	w, known := wordsOf[lang]
	if !known {
		w = wordsOf["en"]
	}
	var said string
	switch {
	case interval && p.OpenEnd:
		said = fmt.Sprintf(w.since, w.point(start))
	case interval && p.OpenStart:
		said = fmt.Sprintf(w.until, w.point(end))
	case d.Kind() == dates.KindPoint && start.Qualifier == dates.Approximate:
		said = fmt.Sprintf(w.about, w.point(start))
	case d.Kind() == dates.KindPoint && season:
		said = w.point(start)
	}
	if read, one := Human(said, dates.Civil{}); one && read.EDTF == d.EDTF {
		return said
	}
	return d.EDTF
}

// dateWords are how a language says dates.
type dateWords struct {
	since, until, about, before string // a format of the rest; before the common era
	months                      [12]string
	seasons                     [4]string
}

var wordsOf = map[string]dateWords{
	"en": {
		"since %s", "until %s", "about %s", "%s BCE",
		[12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		[4]string{"spring", "summer", "autumn", "winter"},
	},
	"ar": {
		"منذ %s", "حتى %s", "نحو %s", "%s ق.م",
		[12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
		[4]string{"ربيع", "صيف", "خريف", "شتاء"},
	},
}

// point is a point without its doubts, "" for one that has no words here.
func (w dateWords) point(p dates.Point) string {
	if p.X != 0 || p.Significant != 0 || p.Precision > dates.PrecisionDay {
		return ""
	}
	said := fmt.Sprint(p.Year)
	if p.Year <= 0 {
		said = fmt.Sprintf(w.before, fmt.Sprint(1-p.Year))
	}
	switch season := int(p.Season) - 21; {
	case p.Precision == dates.PrecisionSeason && season >= 0 && season < len(w.seasons):
		return w.seasons[season] + " " + said
	case p.Precision == dates.PrecisionSeason:
		return ""
	}
	if p.Month > 0 {
		said = w.months[p.Month-1] + " " + said
	}
	if p.Day > 0 {
		said = fmt.Sprint(p.Day) + " " + said
	}
	return said
}

// SlideDated is a date as TimelineJS has it: a moment with an end or without, and words
// for what that does not say.
type SlideDated struct {
	From, To Moment
	HasEnd   bool
	Display  string
}

// SlideDate is a date for TimelineJS. One point of time that is in doubt is its earliest
// bound.
func SlideDate(d dates.Date, lang string) SlideDated {
	p := PlainOf(d)
	kind := d.Kind()
	return SlideDated{
		From: p.From, To: p.To, Display: DisplayDate(d, lang),
		HasEnd: p.To != p.From && (p.Certain || kind == dates.KindInterval || kind == dates.KindAllOf),
	}
}

// Zoned reports whether the clocks of the date are told by an offset.
func (s SlideDated) Zoned() bool { return s.From.Offset+s.To.Offset != "" }

// HTML is a plain text as a fragment of HTML.
func HTML(text string) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(Clean(text), "\n\n") {
		if paragraph = strings.Trim(paragraph, "\n"); paragraph != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(paragraph), "\n", "<br>") + "</p>")
		}
	}
	return b.String()
}

// Slide is the text of an event as a fragment of HTML: its description, where it was and
// who says so, its addresses, and the passages that report it.
func (t Taken) Slide(e TakenEvent, articles map[data.ID]data.Article) string {
	var b strings.Builder
	b.WriteString(HTML(e.Description))
	b.WriteString(HTML(Where(e.Event)))
	for _, l := range e.Links {
		if address := WebAddress(l.URL); address != "" {
			title := l.Title
			if title == "" {
				title = address
			}
			b.WriteString("<p>" + anchored(address, title) + "</p>")
		}
	}
	for _, x := range e.Excerpts {
		a := articles[x.Article]
		source := html.EscapeString(SourceOf(a))
		if address := WebAddress(a.URL); address != "" {
			a.URL = ""
			source = anchored(address, SourceOf(a))
		}
		b.WriteString("<blockquote>" + HTML(x.Anchor.Exact) + "<p>— " + source + "</p></blockquote>")
	}
	return b.String()
}

func anchored(address, words string) string {
	return `<a href="` + html.EscapeString(address) + `">` + html.EscapeString(Line(words)) + "</a>"
}

// SlideGroup is the name of a group for TimelineJS, which takes it for HTML twice: what reads
// it takes tags away and puts characters for entities, and what it shows is set as HTML. So
// neither escaping nor leaving it as it is does no harm: tags and entities get a space.
func SlideGroup(name string) string {
	if html.UnescapeString(name) != name {
		name = strings.ReplaceAll(name, "&", "& ")
	}
	return tagStart.ReplaceAllString(name, "< $1")
}

// tagStart is where HTML sees a tag, a comment or the like.
var tagStart = regexp.MustCompile("<([A-Za-z/!?])")

// PictureOf is the first address of an event that is a picture, with its words; the zero
// Link for none.
func PictureOf(e data.Event) Link {
	for _, l := range e.Links {
		path, _, _ := strings.Cut(strings.ToLower(WebAddress(l.URL)), "?")
		for _, ending := range picture.Endings() {
			if strings.HasSuffix(path, ending) {
				return l
			}
		}
	}
	return Link{}
}
