package ical

import (
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// colour is that of a calendar, "" where it says none.
func (c *component) colour() string {
	for _, name := range []string{"X-APPLE-CALENDAR-COLOR", "COLOR"} {
		if colour := form.Colour(c.text(name)); colour != "" {
			return colour
		}
	}
	return ""
}

// unreadOf counts the properties of a calendar that have no field: those of the first one
// are what the document says of itself.
func (r *reader) unreadOf(c *component, first bool, name string) {
	for _, p := range c.properties {
		switch p.name {
		case "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "NAME":
		case "X-WR-CALDESC":
			if !first {
				r.doc.Drop(p.name)
			}
		case "X-APPLE-CALENDAR-COLOR", "COLOR":
			if name == "" {
				r.doc.Drop(p.name)
			}
		default:
			r.unread(p)
		}
	}
	r.unreadLines(c)
}

// description is what an event says of itself; the text beside it in HTML is the same as a
// rule, and counts where there is no other.
func (r *reader) description(c *component) (text string, links []form.Link) {
	value := c.text("DESCRIPTION")
	if r.own {
		return form.Clean(value), nil
	}
	if form.Clean(value) == "" {
		return form.PlainHTML(c.text("X-ALT-DESC"))
	}
	text, links = form.PlainHTML(value)
	if !strings.Contains(text, "\n") { // HTML without breaks has its lines as other texts have them
		return form.PlainHTML(strings.ReplaceAll(form.Clean(value), "\n", "<br>\n"))
	}
	return text, links
}

// readProperties are those that are read, or that say only how the calendar is kept.
var readProperties = map[string]bool{
	"UID": true, "SUMMARY": true, "DESCRIPTION": true, "DTSTART": true, "DTEND": true, "DURATION": true, "DUE": true,
	"RRULE": true, "RDATE": true, "EXDATE": true, "RECURRENCE-ID": true, "DTSTAMP": true, "SEQUENCE": true, "CREATED": true,
	"LAST-MODIFIED": true, "TRANSP": true,
}

// unread counts a property that has no field.
func (r *reader) unread(p property) {
	if !readProperties[p.name] {
		r.doc.Drop(p.name)
	}
}

// unreadParts counts what is in a component besides its properties.
func (r *reader) unreadParts(c *component) {
	for _, part := range c.parts {
		r.doc.Drop(part.name)
	}
	r.unreadLines(c)
}

// unreadLines counts the lines of a component that are none, and bytes in it that are no
// text.
func (r *reader) unreadLines(c *component) {
	for range c.broken {
		r.doc.Drop("lines that are not of iCalendar")
	}
	for range c.wrong {
		r.doc.Drop(form.NotUTF8)
	}
}
