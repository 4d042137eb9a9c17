// Package vis reads and writes the items of vis-timeline.
//
//	[{"id", "content": HTML, "start", "end", "type": "box|point|range|background",
//	  "group", "title", "className", "style", "subgroup"}]
//	{"items": […], "groups": [{"id", "content", "nestedGroups", "treeLevel", "order"}]}
//
// The one idea behind it: such data is made by scripts, so that dates are whatever a script
// takes for one. A group is a track, the groups around it are tags; what is drawn behind the
// others is an era. An end is an instant that is no part of the item.
package vis

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "vis", Title: "vis-timeline", Endings: []string{".json", ".js"},
		Likeness: likeness, Read: read, Group: form.GroupData, Write: write, Asked: true, Loses: loses(),
	}
}

const maxBytes = 256 << 20

func likeness(p *form.Probe) int {
	script := len(p.Keys) == 0 && bytes.Contains(p.Head, []byte("vis.DataSet"))
	switch {
	case p.Array && p.Has("content", "start"):
		return 85
	case !p.Array && p.Has("items") && (p.Has("groups") || bytes.Contains(p.Head, []byte(`"start"`)) && bytes.Contains(p.Head, []byte(`"content"`))):
		return 70
	case script && bytes.Contains(p.Head, []byte("start")) && bytes.Contains(p.Head, []byte("content")):
		return 80
	}
	return 0
}

// group is a row of items.
type group struct {
	name, colour string
	nested       []string // the ids of those in it
}

// reader reads one file.
type reader struct {
	*form.Drafts
	doc    form.Document
	groups map[string]group
	nested map[string][]string // names of the groups around each
	items  []item
}

// item is an item with its place; it is read once the groups are known.
type item struct {
	place form.Place
	of    form.Object
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{groups: map[string]group{}, nested: map[string][]string{}}
	r.Drafts = form.NewDrafts(file, &r.doc)
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.Drop(form.NotUTF8)
	}
	j := form.NewJSON(file, form.ScriptJSON(text), &r.doc)
	list := func(path string, add func(place form.Place, o form.Object)) error {
		_, err := j.List(path, func(i int, place form.Place) error {
			if i%1024 == 0 {
				if o.Progress != nil {
					o.Progress(j.Part())
				}
				if ctx.Err() != nil {
					return ctx.Err()
				}
			}
			if i == form.MostEvents {
				return file.Fail(place, "it has more than %d items; that is the most that is read", form.MostEvents)
			}
			v, err := j.Any()
			if err != nil {
				return err
			}
			if members, ok := v.(map[string]any); ok {
				add(place, members)
			} else {
				r.Skip(place, form.Unreadable, "it is not an object")
			}
			return nil
		})
		return err
	}
	items := func(place form.Place, o form.Object) { r.items = append(r.items, item{place, o}) }
	if j.Peek() == '[' {
		err = list("items", items)
	} else {
		found := false
		err = j.Object("", func(name string) error {
			switch name {
			case "items":
				found = true
				return list(name, items)
			case "groups":
				return list(name, r.group)
			}
			r.Drop(name)
			_, err := j.Any()
			return err
		})
		if err == nil && !found {
			err = file.Fail(form.Place{}, `it has no list of "items"`)
		}
	}
	for i := 0; err == nil && i < len(r.items); i++ {
		err = r.item(r.items[i].place, r.items[i].of)
		r.items[i].of = nil
	}
	if err != nil {
		return form.Document{}, err
	}
	return r.doc, nil
}

// group notes a group.
func (r *reader) group(place form.Place, o form.Object) {
	id := o.Text("id")
	if _, known := r.groups[id]; id == "" || known {
		r.Skip(place, form.Unreadable, "a group without an id of its own")
		return
	}
	name, _ := form.PlainHTML(o.Text("content"))
	g := group{name: form.Line(name), colour: colourOf(o.Text("style"))}
	if g.name == "" {
		g.name = id
	}
	nested, _ := o["nestedGroups"].([]any)
	for _, n := range nested {
		g.nested = append(g.nested, form.Object{"id": n}.Text("id"))
	}
	r.groups[id] = g
	r.DropAll(o, "groups.", "id", "content", "nestedGroups", "order", "value", "style", "className", "treeLevel", "title")
}

// around are the names of the groups around one.
func (r *reader) around(id string) []string {
	if names, known := r.nested[id]; known || len(r.groups) > maxNested {
		return names
	}
	var names []string
	for inner := id; len(names) < maxDepth; {
		parent := ""
		for other, g := range r.groups {
			if slices.Contains(g.nested, inner) && (parent == "" || other < parent) {
				parent = other
			}
		}
		if parent == "" || slices.Contains(names, r.groups[parent].name) {
			break
		}
		names = append(names, r.groups[parent].name)
		inner = parent
	}
	r.nested[id] = names
	return names
}

// Groups in each other that are followed, and among how many they are looked for.
const (
	maxDepth  = 20
	maxNested = 1000
)

// item adds an item to the document, or says why not.
func (r *reader) item(place form.Place, o form.Object) error {
	date, ok := r.dated(place, o)
	if !ok {
		return nil
	}
	words, links := form.PlainHTML(o.Text("content"))
	tip, more := form.PlainHTML(o.Text("title"))
	if tip == words {
		tip = ""
	}
	d := form.Draft{Title: words, Text: tip, Date: date, Links: append(links, more...), Key: o.Text("id"), At: place}
	if id := o.Text("group"); id != "" {
		g, known := r.groups[id]
		if !known {
			g = group{name: id}
		}
		d.Track, d.Colour, d.Tags = g.name, g.colour, r.around(id)
	}
	r.DropAll(o, "", "id", "content", "start", "end", "group", "title", "type", "style", "className", "subgroup", "subgroupOrder", "editable", "selectable", "align", "order")
	if o.Text("type") == "background" {
		d.Colour = colourOf(o.Text("style"))
		return r.Era(d)
	}
	return r.Event(d)
}

// newYear is the first instant of a year, with which a span ends that holds the year before
// as a whole.
var newYear = regexp.MustCompile(`-01-01(T00:00(:00([.]0+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?$`)

// dated reads the date of an item.
func (r *reader) dated(place form.Place, o form.Object) (date dates.Date, ok bool) {
	text := o.Text("start")
	if text == "" {
		r.Skip(place, form.NoDate, form.Line(o.Text("content")))
		return date, false
	}
	start, ok := form.ScriptDate(stamp(o["start"], text))
	if !ok {
		r.Skip(place, form.BadDate, "start: "+text)
		return date, false
	}
	endText := o.Text("end")
	end, okEnd := r.end(place, o, endText)
	// To the second, midnight is how scripts write a day.
	if start.Midnight() && start.Clock.Seconds && (!okEnd || end.Midnight() || !end.Clock.Said) {
		start, end = start.DayOnly(), end.DayOnly()
	}
	if !okEnd || end.Begins() <= start.Begins() {
		if okEnd && end != start {
			r.Skip(place, form.BadDate, "end: "+endText)
		}
		date, err := dates.Parse(start.EDTF())
		return date, err == nil
	}
	if end.Day == 0 && newYear.MatchString(endText) { // far away there are years alone
		end.Year--
	}
	if end.Day > 0 && !end.Clock.Said && start.Day > 0 {
		end = end.Eve()
	}
	date, err := form.Span(start.EDTF(), end.EDTF())
	if err != nil {
		r.Skip(place, form.BadDate, start.EDTF()+"/"+end.EDTF())
		date, err = dates.Parse(start.EDTF())
	}
	return date, err == nil
}

// end is the end of an item; that it cannot be read is noted.
func (r *reader) end(place form.Place, o form.Object, text string) (form.Moment, bool) {
	if text == "" {
		return form.Moment{}, false
	}
	end, ok := form.ScriptDate(stamp(o["end"], text))
	if !ok {
		r.Skip(place, form.BadDate, "end: "+text)
	}
	kind := o.Text("type")
	return end, ok && kind != "point" && kind != "box" // these are shown at their start
}

// stamp is a date as ScriptDate reads it: a number is milliseconds, whatever its size.
func stamp(v any, text string) string {
	if _, number := v.(json.Number); number {
		whole, _, _ := strings.Cut(text, ".")
		return "Date(" + whole + ")"
	}
	return text
}

// colourOf is the colour of a style in CSS, "" for none.
func colourOf(style string) string {
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, _ := strings.Cut(declaration, ":")
		if name = strings.TrimSpace(name); name == "background-color" || name == "background" || name == "color" {
			if c := form.Colour(strings.TrimSpace(value)); c != "" {
				return c
			}
		}
	}
	return ""
}
