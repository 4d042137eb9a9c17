package timelineproject

import (
	"regexp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/offer"
)

// The names of elements.
const (
	tagTimeline   = "timeline"
	tagVersion    = "version"
	tagTimetype   = "timetype"
	tagEras       = "eras"
	tagEra        = "era"
	tagCategories = "categories"
	tagCategory   = "category"
	tagEvents     = "events"
	tagEvent      = "event"

	tagName   = "name"
	tagColour = "color"
	tagParent = "parent"

	tagStart       = "start"
	tagEnd         = "end"
	tagText        = "text"
	tagProgress    = "progress"
	tagFuzzy       = "fuzzy"
	tagFuzzyStart  = "fuzzy_start"
	tagFuzzyEnd    = "fuzzy_end"
	tagLocked      = "locked"
	tagEndsToday   = "ends_today"
	tagDescription = "description"
	tagLabels      = "labels"
	tagIcon        = "icon"
	tagHyperlink   = "hyperlink"
	tagDefault     = "default_color"
	tagMilestone   = "milestone"
)

// readTags are the elements of an event that are read.
var readTags = []string{
	tagStart, tagEnd, tagText, tagFuzzy, tagFuzzyStart, tagFuzzyEnd, tagEndsToday, tagCategory, tagCategories, tagDescription, tagLabels, tagHyperlink, tagMilestone,
}

// unsaid are what other elements are by default; then there is nothing to count.
var unsaid = map[string]string{tagProgress: "0", tagLocked: "False", tagDefault: "200,200,200"}

// ofContainer is how the text of a container begins, and that of an event in one: with its
// number. A text of the user's that begins alike has a space before it.
var ofContainer = regexp.MustCompile(`^(?:\[(\d+)\]|\((\d+)\))`)

// event adds an event to the document, or says why not.
func (r *reader) event(place form.Place, e element) {
	text, importance := e.one(tagText), data.DefaultImportance
	container, part := "", ""
	if m := ofContainer.FindStringSubmatch(text); m != nil {
		container, part, text = m[1], m[2], text[len(m[0]):]
	}
	date, ok := r.dated(place, e)
	if !ok {
		return
	}
	title, description := form.Headline(text, e.one(tagDescription))
	if title == "" {
		title, description = form.Headline(description, "")
	}
	if title == "" {
		r.doc.Skip(place, form.NoTitle, "")
		return
	}
	names := r.categoriesOf(e)
	tags := r.tags(names)
	if container != "" {
		importance = data.DefaultImportance + 1
		r.containers[container] = title
	} else if part != "" {
		if name, known := r.containers[part]; known {
			tags = append(tags, name)
		} else {
			r.doc.Skip(place, form.Unknown, "container ("+part+")")
		}
	}
	for _, label := range strings.Fields(e.one(tagLabels)) {
		tags = append(tags, strings.Trim(label, ",;"))
	}
	links, words := hyperlinks(e)
	description = form.Paragraphs(description, words)
	row := form.Event{
		Event: data.Event{
			ID: data.NewID(), Title: r.doc.Fit(place, tagText, title, data.MaxTitle), Date: date, Importance: importance,
			Description: r.doc.Fit(place, tagDescription, description, data.MaxText), Tags: r.doc.FitTags(place, tags),
			Links: r.doc.FitLinks(place, links),
		},
		Source: form.Source{Key: r.key(e), Place: place},
	}
	if len(names) > 0 {
		row.Track = r.doc.TrackNamed(shortName(names[0]), "")
	}
	r.doc.Events = append(r.doc.Events, row)
	for _, c := range e.Children {
		if c.Name == tagIcon && strings.TrimSpace(c.Text) != "" {
			offer.Base64(&r.doc, c.Text, data.Picture{Event: row.ID}, place)
			continue
		}
		words := strings.TrimSpace(c.Text)
		if !slices.Contains(readTags, c.Name) && (words != "" && words != unsaid[c.Name] || len(c.Children) > 0) {
			r.doc.Drop(c.Name)
		}
	}
}

// key is the id of an event, "" for one that another has already.
func (r *reader) key(e element) string {
	id := e.id()
	if id == "" || len(id) > data.MaxForeign || r.keys[id] {
		return ""
	}
	r.keys[id] = true
	return id
}

// texts are those of elements.
func texts(elements []form.Element) (all []string) {
	for _, e := range elements {
		all = append(all, e.Text)
	}
	return all
}

// categoriesOf are the names of the categories of an event; the first one is its track.
func (r *reader) categoriesOf(e element) []string {
	names := texts(e.All(tagCategory))
	for _, c := range e.Children {
		if c.Name == tagCategories {
			names = append(names, texts(c.All(tagCategory))...)
		}
	}
	var out []string
	for _, name := range names {
		if name = form.Line(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// tags are the further categories of an event, and the parents of all.
func (r *reader) tags(names []string) []string {
	var tags []string
	if len(names) > 1 {
		tags = slices.Clone(names[1:])
	}
	for _, name := range names {
		for range len(r.categories) { // parents may go in a circle
			parent := r.categories[name].parent
			if parent == "" {
				break
			}
			tags = append(tags, parent)
			name = parent
		}
	}
	return tags
}

// hyperlinks are the addresses of an event, and what is none in words: most are files.
func hyperlinks(e element) (links []form.Link, words string) {
	for _, text := range strings.Split(e.one(tagHyperlink), ";") {
		text = form.Line(text)
		if address := form.WebAddress(text); address != "" {
			links = append(links, form.Link{URL: address})
		} else {
			words = form.Paragraphs(words, form.Said("Hyperlink", text))
		}
	}
	return links, words
}

// era adds a span of time with a name to the document.
func (r *reader) era(place form.Place, e element) {
	date, ok := r.dated(place, e)
	if !ok {
		return
	}
	name := form.Clean(e.one(tagName))
	if name == "" {
		r.doc.Skip(place, form.NoTitle, "")
		return
	}
	name = r.doc.Fit(place, tagName, name, data.MaxText)
	r.doc.Notes = append(r.doc.Notes, form.Era(date, name, form.Colour(e.one(tagColour)), form.Source{Place: place}))
	r.drop(e, tagName, tagColour, tagStart, tagEnd, tagEndsToday)
}

// tidyTracks leaves out the tracks of categories that no event has; those of parents are
// tags.
func (r *reader) tidyTracks() {
	used := map[data.ID]bool{}
	for _, e := range r.doc.Events {
		used[e.Track] = true
	}
	r.doc.Tracks = slices.DeleteFunc(r.doc.Tracks, func(t data.Track) bool { return !used[t.ID] })
	for i := range r.doc.Tracks {
		r.doc.Tracks[i].Order = i
	}
}
