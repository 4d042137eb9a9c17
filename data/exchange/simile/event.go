package simile

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// The names of members.
const (
	fieldStart       = "start"
	fieldLatest      = "latestStart"
	fieldEarliest    = "earliestEnd"
	fieldEnd         = "end"
	fieldIsDuration  = "isDuration" // of XML
	fieldDuration    = "durationEvent"
	fieldTitle       = "title"
	fieldDescription = "description"
	fieldLink        = "link"
	fieldImage       = "image"
	fieldCaption     = "caption"
	fieldColour      = "color"
	fieldID          = "eventID"
	fieldIDJSON      = "id"
)

// shorts are the short names of JSON.
var shorts = map[string]string{
	"eid": fieldID, "s": fieldStart, "e": fieldEnd, "ls": fieldLatest, "ee": fieldEarliest, "d": fieldDescription, "de": fieldDuration,
	"t": fieldTitle, "c": "classname", "id": fieldID,
}

// looks are members that say how an event is shown.
var looks = []string{"icon", "textColor", "classname", "trackNum", "track", "tapeImage", "tapeRepeat", "hoverText", fieldColour}

// event adds an event to the document, or says why not.
func (r *reader) event(place form.Place, m map[string]string) error {
	date, more, ok := r.dated(place, m)
	if !ok {
		return nil
	}
	title, links := plain(m[fieldTitle])
	text, inText := plain(m[fieldDescription])
	caption, _ := plain(m[fieldCaption])
	links = append(links, inText...)
	if address := form.WebAddress(m[fieldLink]); address != "" {
		links = append([]form.Link{{URL: address}}, links...)
	} else {
		more = append(more, form.Said("Link", form.Line(m[fieldLink])))
	}
	if address := form.WebAddress(m[fieldImage]); address != "" {
		links = append(links, form.Link{URL: address, Title: caption})
	} else {
		more = append(more, form.Said("Image", form.Line(m[fieldImage])), form.Said("Caption", caption))
	}
	if form.WebAddress(r.wiki) != "" && title != "" {
		links = append(links, form.Link{URL: form.WebAddress(strings.TrimSuffix(r.wiki, "/") + "/" + strings.ReplaceAll(title, " ", "_"))})
	}
	more = append(more, r.rest(m)...)
	return r.Event(form.Draft{
		Title: title, Text: text, More: more, Date: date, Links: links,
		Key: m[fieldID], At: place,
	})
}

// plain is a text that is HTML, whose entities may be written twice.
func plain(text string) (string, []form.Link) {
	once, links := form.PlainHTML(text)
	if strings.Contains(once, "<") || strings.Contains(once, "&") && strings.Contains(once, ";") {
		again, more := form.PlainHTML(once)
		return again, append(links, more...)
	}
	return once, links
}

// readFields are the members that are read.
var readFields = []string{fieldStart, fieldLatest, fieldEarliest, fieldEnd, fieldIsDuration, fieldDuration, fieldTitle, fieldDescription, fieldLink, fieldImage, fieldCaption, fieldID, fieldIDJSON}

// rest keeps the words of members that the format does not have, and counts the others.
func (r *reader) rest(m map[string]string) (lines []string) {
	for _, name := range slices.Sorted(maps.Keys(m)) {
		words := form.Line(m[name])
		switch {
		case slices.Contains(readFields, name) || words == "":
		case strings.ContainsFunc(words, unicode.IsLetter) && !slices.Contains(looks, name):
			said, _ := plain(m[name])
			lines = append(lines, form.Said(form.Line(name), said))
		default:
			r.Drop(name)
		}
	}
	return lines
}

// dated reads the date of an event; more are the bounds that its EDTF does not say.
func (r *reader) dated(place form.Place, m map[string]string) (date dates.Date, more []string, ok bool) {
	start, okStart := r.moment(place, m, fieldStart)
	end, okEnd := r.moment(place, m, fieldEnd)
	latest, okLatest := r.moment(place, m, fieldLatest)
	earliest, okEarliest := r.moment(place, m, fieldEarliest)
	if !okStart { // the other bound of it is known all the same
		start, okStart, okLatest = latest, okLatest, false
	}
	if !okEnd && okEarliest {
		end, okEnd, okEarliest = earliest, true, false
	}
	if !okStart {
		if strings.TrimSpace(m[fieldStart]) == "" {
			r.Skip(place, form.NoDate, form.Line(m[fieldTitle]))
		}
		return date, nil, false
	}
	from := within(start, latest, okLatest)
	if !okEnd {
		date, ok = r.parsed(place, from, start.EDTF())
		return date, saidBounds(m, from, ""), ok
	}
	if !lasts(m) {
		date, ok = r.parsed(place, within(start, end, true), start.EDTF())
		return date, saidBounds(m, "[", "["), ok
	}
	to := ended(start, end).EDTF()
	if okEarliest {
		to = within(earliest, end, true)
	}
	edtf := spanned(from, to)
	date, ok = r.parsed(place, edtf, start.EDTF())
	return date, saidBounds(m, from, to), ok
}

// parsed is the date of the first text that is one.
func (r *reader) parsed(place form.Place, edtf, otherwise string) (dates.Date, bool) {
	if date, err := dates.Parse(edtf); err == nil {
		return date, true
	}
	r.Skip(place, form.BadDate, edtf)
	date, err := dates.Parse(otherwise)
	return date, err == nil
}

// lasts reports whether an event is said to take all of its time.
func lasts(m map[string]string) bool {
	yes := func(name string) bool {
		v := strings.ToLower(strings.TrimSpace(m[name]))
		return v == "true" || v == "1"
	}
	return yes(fieldIsDuration) || yes(fieldDuration)
}

// moment reads a member that is a date; that it cannot be read is noted.
func (r *reader) moment(place form.Place, m map[string]string, name string) (form.Moment, bool) {
	text := strings.TrimSpace(m[name])
	if text == "" {
		return form.Moment{}, false
	}
	moment, ok := form.ScriptDate(text)
	if !ok {
		why := form.BadDate
		if n, err := strconv.ParseFloat(text, 64); err == nil && (n > float64(dates.MaxYear) || n < float64(dates.MinYear)) {
			why = form.OutOfRange
		}
		r.Skip(place, why, name+": "+text)
		return moment, false
	}
	if moment.Midnight() {
		moment = moment.DayOnly() // a day is written so
	}
	return moment, true
}

// ended is the last unit of an event that ends at an instant; a year or a month counts
// whole.
func ended(start, end form.Moment) form.Moment {
	if end.Day == 0 || end.Clock.Said || end.Begins() <= start.Begins() {
		return end
	}
	return end.Eve()
}

// within is the EDTF of one point of time from a to b: the unit that is just that, else one
// of its days or years. A bound that is not known leaves the other one alone.
func within(a, b form.Moment, known bool) string {
	if !known || a == b || b.Begins() <= a.Begins() {
		return a.EDTF()
	}
	last := ended(a, b.DayOnly())
	from, to := a.DayOnly(), last
	switch {
	case from.Day == 1 && to.Day > 0 && from.Year == to.Year && from.Month == to.Month && to.Day == dates.DaysIn(to.Year, to.Month):
		return form.Moment{Year: from.Year, Month: from.Month}.EDTF()
	case from.Day == 1 && from.Month == 1 && to.Day == 31 && to.Month == 12 && from.Year == to.Year:
		return form.Year(from.Year)
	}
	if from.Day == 1 && from.Month == 1 && to.Day == 31 && to.Month == 12 {
		from, to = form.Moment{Year: from.Year}, form.Moment{Year: to.Year}
	}
	if from == to {
		return from.EDTF()
	}
	return "[" + from.EDTF() + ".." + to.EDTF() + "]"
}

// spanned is a span whose ends may each be one of several units: then they are about.
func spanned(from, to string) string {
	first, last := outer(from, false), outer(to, true)
	if first == last {
		return from
	}
	return first + "/" + last
}

// outer is the first or the last of some units, marked as about then; one unit stays.
func outer(edtf string, end bool) string {
	inner, set := strings.CutPrefix(edtf, "[")
	if !set {
		return edtf
	}
	a, b, _ := strings.Cut(strings.TrimSuffix(inner, "]"), "..")
	if end {
		return b + "~"
	}
	return a + "~"
}

// saidBounds are the inner bounds of ends that are only about.
func saidBounds(m map[string]string, from, to string) (lines []string) {
	if strings.HasPrefix(from, "[") && to != "" {
		lines = append(lines, form.Said("Latest start", form.Line(m[fieldLatest])))
	}
	if strings.HasPrefix(to, "[") {
		lines = append(lines, form.Said("Earliest end", form.Line(m[fieldEarliest])))
	}
	return lines
}
