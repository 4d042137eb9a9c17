package pane

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// NewEvent asks for an event on a track, the first where it is zero; from is the passage
// that reports it, or nil.
func (e *Env) NewEvent(date dates.Date, track data.ID, from *data.Excerpt) {
	event := data.Event{ID: data.NewID(), Date: date, Track: track, Importance: data.DefaultImportance}
	if from != nil {
		event.Title = control.OneLine(strings.Trim(from.Anchor.Exact, " \n«»\"“”.,،؛:;"), 60)
	}
	e.eventForm("command.event.new", event, from, func(after data.Event, track string, done func(error)) {
		e.writeEvent(func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.AddEvent(ctx, after, track, from)
		}, done)
	})
}

// EditEvent changes an event.
func (e *Env) EditEvent(old data.Event) {
	e.eventForm("command.event.edit", old, nil, func(after data.Event, track string, done func(error)) {
		e.writeEvent(func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.ChangeEvent(ctx, old, after, track)
		}, done)
	})
}

// writeEvent runs a use case that writes an event.
func (e *Env) writeEvent(use func(context.Context, *app.Library) (data.Edit, error), done func(error)) {
	library.Use(e.Session.Open(), use, func(_ data.Edit, err error) { done(err) })
}

// eventFields are the entries of the form.
type eventFields struct {
	title, track, place, about, source *control.Entry
	date                               *feature.DateField
	weight                             *control.Choice
}

func (f *eventFields) state() [7]string {
	return [7]string{f.title.Text(), f.date.Entry.Text(), f.track.Text(), f.place.Text(), f.about.Text(), f.source.Text(), f.weight.Value}
}

// eventForm asks for an event; write writes what was typed, on the track with a name.
func (e *Env) eventForm(title string, event data.Event, from *data.Excerpt, write func(after data.Event, track string, done func(error))) {
	k := e.Kit
	n := e.Session.Library()
	if n == nil {
		return
	}
	f := &eventFields{
		title: k.Entry(1, event.Title, ""), date: e.Host.DateField(event.Date),
		track: k.Entry(1, e.trackName(event.Track), ""), place: k.Entry(1, event.Place, ""),
		about: k.Entry(3, event.Description, ""), source: k.Entry(1, event.Source, ""),
	}
	var levels []string
	for i := data.MinImportance; i <= data.MaxImportance; i++ {
		levels = append(levels, strconv.Itoa(i))
	}
	f.weight = k.Words(levels, levels, strconv.Itoa(event.Importance), nil)
	chips := k.Wrap(6)
	for _, t := range n.Tracks {
		chips.Add(k.Button(control.Quiet, t.Name, nil, func() { f.track.SetText(t.Name) }))
	}
	body := control.Column(10)
	if from != nil {
		body.Add(k.Quote(control.Accent, k.Passage(from.Anchor.Exact, 200)))
	}
	for _, o := range []fyne.CanvasObject{
		e.Kit.Field("field.title", f.title), e.Kit.Field("field.date", f.date.Body), e.Kit.Field("field.track", control.Column(4, f.track, chips)),
		e.Kit.Field("field.place", f.place), e.Kit.Field("field.description", f.about),
		e.Kit.Field("field.source", f.source), e.Kit.Field("field.importance", f.weight.Root),
	} {
		body.Add(o)
	}
	before := f.state()
	var d *control.Dialog
	save := func() bool {
		after, err := f.event(event)
		if err != nil {
			d.Fail(e.Say(err))
			return false
		}
		write(after, strings.TrimSpace(f.track.Text()), e.Host.Submitted(d, func() { e.Session.SelectID(after.ID, false) }))
		return false
	}
	d = k.ShowDialog(e.Canvas, k.T(title), 560, body,
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	e.Host.Guard(d, func() bool { return before != f.state() })
	d.Attach(f.title, f.date.Entry, f.track, f.place, f.about, f.source)
}

// event is what was typed of an event, without its track.
func (f *eventFields) event(e data.Event) (data.Event, error) {
	date, err := f.date.Date()
	if err != nil {
		return e, err
	}
	e.Title, e.Date, e.Track = strings.TrimSpace(f.title.Text()), date, data.ID{}
	e.Place, e.Description, e.Source = strings.TrimSpace(f.place.Text()), strings.TrimSpace(f.about.Text()), strings.TrimSpace(f.source.Text())
	e.Importance, err = strconv.Atoi(f.weight.Value)
	return e, err
}

func (e *Env) trackName(id data.ID) string {
	tracks := e.Session.Library().Tracks
	if i := slices.IndexFunc(tracks, func(t data.Track) bool { return t.ID == id }); i >= 0 {
		return tracks[i].Name
	}
	if v := e.Session.Event(); v != nil {
		return v.TrackRow.Name
	}
	if len(tracks) > 0 {
		return tracks[0].Name
	}
	return e.Kit.T("track.first")
}

// LinkPassage ties a passage of the open article to the selected event.
func (e *Env) LinkPassage(s anchor.Selector) {
	a, v := e.Session.Article(), e.Session.Event()
	if a == nil || v == nil {
		return
	}
	x := data.Excerpt{ID: data.NewID(), Event: v.ID, Article: a.ID, Anchor: s}
	e.Session.Do(data.Edit{Label: "edit.excerpt.add", Excerpts: []data.Change[data.Excerpt]{data.Insert(x)}}, nil)
}
