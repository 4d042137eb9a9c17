package table

import (
	"fmt"
	"html"
	"strconv"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// slide is the row of an event in the sheet of TimelineJS.
func (l *listing) slide(e form.TakenEvent) []string {
	row := make([]string, len(slideColumns()))
	date := form.SlideDate(e.Date, l.from.Lang)
	dateCells(row, date)
	row[slideHeadline], row[slideText] = entities(form.Line(e.Title)), l.from.Slide(e, l.articles)
	row[slideGroup] = form.Harmless(form.SlideGroup(l.names[e.Track]))
	picture := form.PictureOf(e.Event)
	row[slideMedia], row[slideCaption] = picture.URL, entities(form.Line(picture.Title))
	l.lost.Lose(form.LosesTags, len(e.Tags))
	for _, lost := range []struct {
		lost bool
		what string
	}{{e.Importance != data.DefaultImportance, form.LosesImportance}, {date.Zoned(), form.LosesZones}} {
		if lost.lost {
			l.lost.Lose(lost.what, 1)
		}
	}
	for _, link := range e.Links {
		if form.WebAddress(link.URL) == "" {
			l.lost.Lose(form.LosesLinks, 1)
		}
	}
	return row
}

// dateCells puts a date into the cells of a row.
func dateCells(row []string, d form.SlideDated) {
	momentCells(row[slideStart:], d.From)
	if d.HasEnd {
		momentCells(row[slideEnd:], d.To)
	}
	row[slideDisplay] = form.Harmless(d.Display)
}

// momentCells puts a moment into the first four cells: years before 1 are counted without
// a year 0.
func momentCells(cells []string, m form.Moment) {
	year := m.Year
	if year <= 0 {
		year--
	}
	cells[0] = strconv.FormatInt(year, 10)
	if m.Month > 0 {
		cells[1] = strconv.Itoa(m.Month)
	}
	if m.Day > 0 {
		cells[2] = strconv.Itoa(m.Day)
	}
	if m.Clock.Said {
		cells[3] = fmt.Sprintf("%02d:%02d", m.Clock.Hour, m.Clock.Minute)
		if m.Clock.Seconds {
			cells[3] += fmt.Sprintf(":%02d", m.Clock.Second)
		}
	}
}

// entities is a text as HTML that no spreadsheet takes for a formula.
func entities(text string) string {
	escaped := html.EscapeString(text)
	if form.IsFormula(escaped) {
		return fmt.Sprintf("&#%d;%s", escaped[0], escaped[1:])
	}
	return escaped
}
