package page

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data/dates"
)

// element is one whose name says that it holds a date.
type element struct {
	texts   []string // its words, title and stamps
	purpose purpose
	after   bool // stands below the first heading
}

// day is the first day in the texts of an element.
func (e element) day(lang string) dates.Date {
	for _, text := range e.texts {
		if day := ParseDay(text, lang); !day.IsZero() {
			return day
		}
		// The day of the week stands anywhere: "Dec 28 Sat 2013".
		words := slices.DeleteFunc(strings.Fields(text), func(w string) bool { return weekdays()[strings.ToLower(strings.Trim(w, ".,،"))] })
		if day := ParseDay(strings.Join(words, " "), lang); !day.IsZero() {
			return day
		}
	}
	return dates.Date{}
}

// dateElement reads an element whose class or id says that it holds the date of the
// article, in few words.
func (d *metadata) dateElement(n *html.Node) {
	if len(d.dated) >= maxEach {
		return
	}
	switch n.DataAtom {
	case atom.Time, atom.Meta, atom.Body, atom.Html, atom.Input:
		return
	}
	names := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	if len(names) > 500 || !dateName(names) && n.DataAtom != atom.Abbr {
		return
	}
	for _, other := range []string{"bday", "dtstart", "access", "retriev", "reference", "nowrap"} {
		if strings.Contains(names, other) {
			return // of a person or event that the article is on, or of a visit to a source
		}
	}
	e := element{purpose: namedPurpose(names), after: len(d.headings) > 0}
	e.read(n)
	for _, name := range []string{"title", "datetime", "data-datetime", "data-date", "data-time", "data-timestamp", "data-utime", "data-published", "content"} {
		if value := attr(n, name); value != "" && len(value) <= 100 && strings.ContainsFunc(value, unicode.IsDigit) {
			e.texts = append(e.texts, value)
		}
	}
	if len(e.texts) > 0 {
		d.dated = append(d.dated, e)
	}
}

// read takes in the words of an element, if they are few and hold a figure, and what they
// or those before it say of the day.
func (e *element) read(n *html.Node) {
	text := textOf(n)
	if len(text) > 160 || !strings.ContainsFunc(text, unicode.IsDigit) {
		return
	}
	if label := labelled(text); label != unnamed {
		e.purpose = label
	} else if label := labelled(wordsBefore(n)); label != unnamed {
		e.purpose = label
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '•' || r == '·' }) {
		e.texts = append(e.texts, strings.TrimSpace(part))
	}
}

// dateName reports the words by which pages name an element with a date.
func dateName(names string) bool {
	for name := range strings.FieldsSeq(names) {
		for _, w := range cut(name) {
			switch w {
			case "date", "dates", "datum", "fecha", "data", "tarih", "datetime", "dateline", "timestamp", "time", "published", "publish", "publication", "pubdate", "postdate", "posted",
				"created", "submitted", "updated", "modified", "meta", "byline", "subline", "postmeta", "entrymeta", "articlemeta", "postinfo", "parution", "calendar", "clock",
				"info", "detail", "details", "dtreviewed":
				return true
			}
			if strings.HasSuffix(w, "date") || strings.HasPrefix(w, "date") && w != "dates" {
				return true
			}
		}
	}
	return false
}

// labelledDay is the first day in a line that its words say is of the wanted purpose.
func labelledDay(line, lang string, wanted purpose) dates.Date {
	at := 0
	for _, f := range findDates(line, lang) {
		if f.Start < at {
			continue
		}
		if isDay(f) && labelled(line[at:f.Start]) == wanted {
			return dayOf(f.Date)
		}
		at = f.End
	}
	return dates.Date{}
}

// announcedDay is the day in a short line near the text, or anywhere in it, that says it
// is that of publication: "Published: 3 May 2019", "Veröffentlicht am …".
func announcedDay(m mainText, lang string) dates.Date {
	for _, p := range slices.Concat(m.above, m.below, m.text) {
		if p.words > 20 || p.inside&foreign != 0 || labelled(p.text) == unnamed {
			continue
		}
		if day := labelledDay(p.text, lang, ofPublication); !day.IsZero() {
			return day
		}
	}
	return dates.Date{}
}

// guessed is the likeliest day of publication of those anywhere in the page, from
// what scripts are given down to the year of a copyright.
func (d *metadata) guessed(m mainText, lang string) DateField {
	for _, look := range []func() dates.Date{
		func() dates.Date { return d.inScripts(lang) },
		func() dates.Date { return labelledInLines(m.short, lang) },
		func() dates.Date { return d.inFields(m, lang) },
		d.inAddresses,
		func() dates.Date { return earliest(m.short, lang) },
		func() dates.Date { return plausible(m.rights) },
	} {
		if day := look(); !day.IsZero() {
			return DateField{day, Guess}
		}
	}
	return DateField{}
}

// inScripts is the first day that scripts are given.
func (d *metadata) inScripts(lang string) dates.Date {
	for _, said := range d.scripted {
		if day := recent(ParseDay(said, lang)); !day.IsZero() {
			return day
		}
	}
	return dates.Date{}
}

// labelledInLines is the first day in some lines that is called that of publication or,
// without one, of a change.
func labelledInLines(lines []string, lang string) dates.Date {
	for _, wanted := range [...]purpose{ofPublication, ofChange} {
		for _, line := range lines {
			if day := recent(labelledDay(line, lang, wanted)); !day.IsZero() {
				return day
			}
		}
	}
	return dates.Date{}
}

// inFields is the first day, to the day, in stamps, title and short lines of the text.
func (d *metadata) inFields(m mainText, lang string) dates.Date {
	all := d.stamps(func(s stamp) bool { return s.purpose() == unnamed && (s.after || len(d.headings) == 0) })
	all = append(all, Field{d.tag, Guess}, Field{d.title.Value, Guess})
	for _, p := range slices.Concat(m.below, m.text) {
		if p.words <= 15 && p.inside&foreign == 0 && !strings.HasSuffix(p.text, ".") {
			all = append(all, Field{p.text, Guess})
		}
	}
	for _, f := range all {
		if day := recent(ParseDay(f.Value, lang)); !day.IsZero() && exact(day) {
			return day
		}
	}
	return dates.Date{}
}

// inAddresses is the first day in the addresses of the page and its picture.
func (d *metadata) inAddresses() dates.Date {
	for _, address := range []string{d.canonical, d.said("og:image", "og:image:url", "twitter:image"), d.base.String()} {
		if day := recent(anyInAddress(address)); !day.IsZero() {
			return day
		}
	}
	return dates.Date{}
}

// earliest is the earliest of the days in short lines, which is least likely one of the
// visit.
func earliest(lines []string, lang string) (first dates.Date) {
	for _, line := range lines {
		if strings.HasSuffix(line, ".") && strings.Count(line, " ") > 5 {
			continue // a sentence
		}
		if day := recent(firstDay(line, lang)); !day.IsZero() && (first.IsZero() || day.Lo < first.Lo) {
			first = day
		}
	}
	return first
}

// recent is a day that is plausible and not before the web, or the zero Date.
func recent(day dates.Date) dates.Date {
	if day = plausible(day); early(day) {
		return dates.Date{}
	}
	return day
}

// scriptDate finds what scripts are given as the day of publication.
var scriptDate = regexp.MustCompile(`(?i)"(?:date_?published|published_?(?:at|on|date|time)?|publish_?(?:date|time|ed)|publication_?date|first_?publi(?:shed|cation)(?:_?(?:at|on|date))?|pub_?date|posted_?(?:at|on|date)?|date_?posted|display_?date|created_?(?:at|on|date)|date_?created)"\s*:\s*"?(\d{4}-\d\d-\d\d[^"]{0,20}|\d{10}(?:\d{3})?)\b`)

// scriptDates reads the days of publication that a script is given.
func (d *metadata) scriptDates(n *html.Node) {
	if n.FirstChild == nil || len(d.scripted) >= maxEach {
		return
	}
	text := n.FirstChild.Data
	for _, m := range scriptDate.FindAllStringSubmatch(text[:min(len(text), maxJSON)], 5) {
		d.scripted = append(d.scripted, m[1])
	}
}

// copyrightYear finds the years of a copyright.
var copyrightYear = regexp.MustCompile(`(?i)(?:©|\(c\)|copyright|حقوق النشر|الحقوق محفوظة)\D{0,40}((?:199|20[0-4])\d)(?:\s*[-–—]\s*((?:199|20[0-4])\d))?`)

// yearOfCopyright is the last year of a copyright in a line, or the zero Date.
func yearOfCopyright(line string) dates.Date {
	m := copyrightYear.FindStringSubmatch(line)
	if m == nil {
		return dates.Date{}
	}
	year := m[1]
	if m[2] != "" {
		year = m[2]
	}
	day, err := dates.Parse(year)
	if err != nil {
		return dates.Date{}
	}
	return day
}

func parsed(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil {
		return &url.URL{}
	}
	return u
}

// inAddress is the day, or the month, in the parts of an address: "/2016/04/10/",
// "/2016/apr/10/", "/2016-04-10/", "/20160410/".
func inAddress(u *url.URL) dates.Date {
	parts := strings.Split(u.Path, "/")
	for i, part := range parts {
		if whole := digitsDay(part); !whole.IsZero() {
			return whole
		}
		if len(part) == 7 && (part[4] == '-' || part[4] == '_') && i+1 < len(parts) {
			parts = slices.Concat(parts[:i], []string{part[:4], part[5:]}, parts[i+1:])
			part = parts[i]
		}
		if len(part) != 4 || part < "1990" || part > "2200" || i+1 >= len(parts) {
			continue
		}
		month := monthNumber(parts[i+1])
		if month == "" {
			continue
		}
		if i+2 < len(parts) && len(parts[i+2]) >= 1 && len(parts[i+2]) <= 2 {
			if day := ParseDay(part+"-"+month+"-"+("0" + parts[i+2])[len(parts[i+2])-1:], ""); !day.IsZero() {
				return day
			}
		}
		if i+2 < len(parts) { // the last part may be a season, or a page
			return ParseDay(part+"-"+month, "")
		}
	}
	return dates.Date{}
}

// monthNumber is a month of two digits, from that or an English name.
func monthNumber(s string) string {
	s = strings.ToLower(s)
	if len(s) == 2 && s >= "01" && s <= "12" {
		return s
	}
	if len(s) >= 3 {
		if i := strings.Index("jan01feb02mar03apr04may05jun06jul07aug08sep09oct10nov11dec12", s[:3]); i >= 0 && i%5 == 0 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" && len(s) <= 9 {
			return "jan01feb02mar03apr04may05jun06jul07aug08sep09oct10nov11dec12"[i+3 : i+5]
		}
	}
	return ""
}

// digitsDay is a part of an address that is a day: "2016-04-10", "2016_04_10", "20160410".
func digitsDay(part string) dates.Date {
	part = strings.ReplaceAll(part, "_", "-")
	if (len(part) == 10 && part[4] == '-' && part[7] == '-' || len(part) == 8 && strings.Trim(part, "0123456789") == "") && part >= "1990" && part < "2200" {
		return ParseDay(part, "")
	}
	return dates.Date{}
}

// dayWithin finds a day within the parts of an address.
var dayWithin = regexp.MustCompile(`(?:^|\D)((?:199|20[0-4])\d)[-_/.]?(0[1-9]|1[0-2])[-_/.]?(0[1-9]|[12]\d|3[01])(?:\D|$)`)

// anyInAddress is a day anywhere in an address: of a picture, within a name.
func anyInAddress(address string) dates.Date {
	if m := dayWithin.FindStringSubmatch(address); m != nil {
		return ParseDay(m[1]+"-"+m[2]+"-"+m[3], "")
	}
	return inAddress(parsed(address))
}
