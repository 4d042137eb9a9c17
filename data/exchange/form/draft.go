package form

import (
	"cmp"
	"maps"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// MostEvents is how many events and eras of one file are read.
const MostEvents = 2_000_000

// Draft is an event or an era as a file says it, before it is brought within the limits of
// the library.
type Draft struct {
	Title, Text string
	More        []string // lines for the end of the text, which are no title
	Date        dates.Date
	Place       string
	Source      string
	Track       string // its name; "" for the one that the caller chooses
	Colour      string // of the track, one of data.Colours, or ""
	Importance  int    // 0 for the usual one
	Tags        []string
	Links       []Link
	Key         string
	At          Place
	Pictures    []Named // without what they belong to
}

// Drafts take drafts into a document.
type Drafts struct {
	*Document
	file   File
	keys   map[string]bool
	tracks map[string]data.ID
}

// NewDrafts takes the drafts of a file into a document.
func NewDrafts(file File, d *Document) *Drafts {
	return &Drafts{Document: d, file: file, keys: map[string]bool{}, tracks: map[string]data.ID{}}
}

// Event adds an event; one without any words is skipped. The error is that there are too
// many, of type *Error.
func (d *Drafts) Event(e Draft) error {
	title, text := Headline(e.Title, e.Text)
	if title == "" {
		title, text = Headline(text, "")
	}
	if title == "" {
		d.Skip(e.At, NoTitle, "")
		return nil
	}
	text = Clean(Paragraphs(append([]string{text}, e.More...)...))
	row := Event{
		Event: data.Event{
			ID: data.NewID(), Title: d.Fit(e.At, "title", title, data.MaxTitle), Date: e.Date, Importance: cmp.Or(e.Importance, data.DefaultImportance),
			Description: d.Fit(e.At, "text", text, data.MaxText), Tags: d.FitTags(e.At, e.Tags), Links: d.FitLinks(e.At, e.Links),
			Place: d.Fit(e.At, "place", Line(e.Place), data.MaxTitle), Source: d.Fit(e.At, "source", Line(e.Source), data.MaxTitle),
		},
		Source: Source{Key: d.key(e.Key), Place: e.At},
	}
	if name := d.Fit(e.At, "track", Line(e.Track), data.MaxTitle); name != "" {
		id, known := d.tracks[name]
		if !known {
			id = d.TrackNamed(name, e.Colour)
			d.tracks[name] = id
		}
		row.Track = id
	}
	d.Events = append(d.Events, row)
	for _, n := range e.Pictures {
		n.Event, n.Where = row.ID, e.At
		d.Named = append(d.Named, n)
	}
	return d.enough(e.At)
}

// Era adds a span of time with a name; one without any words is skipped. The error is that
// of Event.
func (d *Drafts) Era(e Draft) error {
	text := Paragraphs(append([]string{Clean(e.Title), Clean(e.Text)}, e.More...)...)
	for _, l := range e.Links {
		text = Paragraphs(text, l.URL)
	}
	if text = Clean(text); text == "" {
		d.Skip(e.At, NoTitle, "")
		return nil
	}
	note := Era(e.Date, d.Fit(e.At, "text", text, data.MaxText), e.Colour, Source{Key: d.key(e.Key), Place: e.At})
	note.Tags = d.FitTags(e.At, e.Tags)
	d.Notes = append(d.Notes, note)
	return d.enough(e.At)
}

// enough is the error of too many rows.
func (d *Drafts) enough(at Place) error {
	if len(d.Events)+len(d.Notes) > MostEvents {
		return d.file.Fail(at, "it has more than %d events; that is the most that is read", MostEvents)
	}
	return nil
}

// key is the id of a row, "" for one that another has already.
func (d *Drafts) key(key string) string {
	key = Line(key)
	if key == "" || len(key) > data.MaxForeign || d.keys[key] {
		return ""
	}
	d.keys[key] = true
	return key
}

// DatedBy parses EDTF and notes where that is no date of a library.
func (d *Document) DatedBy(at Place, edtf, said string) (dates.Date, bool) {
	date, err := dates.Parse(edtf)
	if err != nil {
		d.Skip(at, BadDate, cmp.Or(said, edtf))
	}
	return date, err == nil
}

// DropAll counts the names of members that no row has a field for, in their order.
func (d *Document) DropAll(members map[string]any, prefix string, read ...string) {
	for _, name := range slices.Sorted(maps.Keys(members)) {
		switch v := members[name].(type) {
		case nil, bool:
		case string:
			if v != "" && !slices.Contains(read, name) {
				d.Drop(prefix + name)
			}
		case []any:
			if len(v) > 0 && !slices.Contains(read, name) {
				d.Drop(prefix + name)
			}
		default:
			if !slices.Contains(read, name) {
				d.Drop(prefix + name)
			}
		}
	}
}
