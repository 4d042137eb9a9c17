package events

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/text"
)

// Form asks for an event.
type Form struct {
	Title    string     // message key
	Event    data.Event // as proposed
	Passage  string     // that reports it, "" for none
	Untitled bool       // the title is one in name only: what is typed takes its place
	// Write writes what was typed, on the track with a name, and calls done.
	Write func(e data.Event, track string, done func(error))
}

// form is the dialog of a Form.
type form struct {
	host   *feature.Host
	kit    *control.Kit
	asked  Form
	tracks []data.Track

	title, track, about, source *control.Entry
	place                       *feature.PlaceField
	date                        *feature.DateField
	importance                  *control.Choice
	tags                        *tags.Field
	dialog                      *control.Dialog
}

func showForm(h *feature.Host, asked Form) *form {
	event := asked.Event
	k, n := h.Kit(), h.Library.Snapshot()
	f := &form{
		host: h, kit: k, asked: asked, tracks: n.Tracks,
		title: k.Entry(1, event.Title, ""), date: h.ZonedDateField(event.Date, event.Zone), place: h.PlaceField(event.Place, asked.Passage),
		about: k.Entry(3, event.Description, ""), source: k.Entry(1, event.Source, ""),
	}
	f.track = k.Entry(1, f.trackName(), "")
	var levels []string
	for i := data.MinImportance; i <= data.MaxImportance; i++ {
		levels = append(levels, strconv.Itoa(i))
	}
	f.importance = k.Words(levels, levels, strconv.Itoa(event.Importance), nil)
	f.tags = tags.NewField(h, event.Tags, tags.Options{})
	before := f.state()
	save := func() bool {
		f.tags.Finish()
		after, err := f.read()
		if err != nil {
			f.dialog.Fail(h.Say(err))
			return false
		}
		if wrong := f.place.Wrong(); wrong != "" {
			f.dialog.Fail(wrong)
			return false
		}
		asked.Write(after, strings.TrimSpace(f.track.Text()), h.Submitted(f.dialog, func() { h.Library.Select(after.ID) }))
		return false
	}
	f.dialog = k.ShowDialog(h.Canvas, k.T(asked.Title), 560, f.body(),
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	h.Guard(f.dialog, func() bool { return before != f.state() })
	f.dialog.Attach(f.title, f.date.Entry, f.track, f.place.Entry, f.about, f.source, f.tags.Entry)
	if asked.Untitled {
		f.title.Do(text.SelectAll)
	}
	return f
}

// body is the lines of the form.
func (f *form) body() fyne.CanvasObject {
	k := f.kit
	body := control.Column(10)
	if f.asked.Passage != "" {
		body.Add(k.Quote(control.Accent, k.Passage(f.asked.Passage, 200)))
	}
	chips := k.Wrap(6)
	for _, t := range f.tracks {
		chips.Add(k.Button(control.Quiet, t.Name, nil, func() { f.track.SetText(t.Name) }))
	}
	for _, o := range []fyne.CanvasObject{
		k.Field("field.title", f.title), k.Field("field.date", f.date.Body), k.Field("field.track", control.Column(4, f.track, chips)),
		k.Field("field.place", f.place.Root), k.Field("field.description", f.about),
		k.Field("field.tags", f.tags.Root), k.Field("field.source", f.source), k.Field("field.importance", f.importance.Root),
	} {
		body.Add(o)
	}
	return body
}

// state is all that can be typed, to know whether something was.
func (f *form) state() [8]string {
	return [8]string{strings.Join(f.tags.Tags(), ","), f.title.Text(), f.date.Entry.Text(), f.track.Text(), f.place.Entry.Text(), f.about.Text(), f.source.Text(), f.importance.Value}
}

// read is the event that was typed, without its track.
func (f *form) read() (data.Event, error) {
	e := f.asked.Event
	date, err := f.date.Date()
	if err != nil {
		return e, err
	}
	typed := func(entry *control.Entry) string { return strings.TrimSpace(entry.Text()) }
	e.Title, e.Date, e.Zone, e.Track = typed(f.title), date, f.date.Zone(), data.ID{}
	e.Place, e.Description, e.Source = typed(f.place.Entry), typed(f.about), typed(f.source)
	e.Tags = f.tags.Tags()
	e.Importance, err = strconv.Atoi(f.importance.Value)
	return e, err
}

// trackName is the name of the event's track; for a new event that of the first one.
func (f *form) trackName() string {
	if i := slices.IndexFunc(f.tracks, func(t data.Track) bool { return t.ID == f.asked.Event.Track }); i >= 0 {
		return f.tracks[i].Name
	}
	if v := f.host.Library.Event(); v != nil {
		return v.TrackRow.Name
	}
	if len(f.tracks) > 0 {
		return f.tracks[0].Name
	}
	return f.kit.T("track.first")
}
