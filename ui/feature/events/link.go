package events

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/library"
)

// link links the chosen words to the selected event; where none is selected, or the words
// report it already, it asks for one.
func (f *Feature) link() {
	l := f.host.Library
	words, ok := f.reading.Chosen()
	if !ok {
		return
	}
	if l.Selected() == (data.ID{}) || f.reports(words) {
		f.askEvent()
		return
	}
	f.linkTo(words, l.Selected())
}

// reports reports whether words of the open article report the selected event already.
func (f *Feature) reports(words anchor.Selector) bool {
	l := f.host.Library
	return slices.ContainsFunc(l.Event().Excerpts, func(x library.ExcerptView) bool {
		return x.Article == l.Article().ID && x.Anchor.Compare(words) == 0
	})
}

// linkTo links words of the open article to an event.
func (f *Feature) linkTo(words anchor.Selector, event data.ID) {
	l := f.host.Library
	x := data.Excerpt{ID: data.NewID(), Event: event, Article: l.Article().ID, Anchor: words}
	if e := l.Event(); e != nil && e.ID == event {
		x.Date = app.DateGiven(l.Article().Article, words.Exact, e.Date)
	}
	l.Do(data.Edit{Label: "edit.excerpt.add", Excerpts: []data.Change[data.Excerpt]{data.Insert(x)}}, nil)
	f.reading.ClearSelection()
}

// unlink takes a passage from its event; a highlight is left.
func (f *Feature) unlink(x data.Excerpt) {
	now := f.host.Now().Unix()
	mark := data.Annotation{ID: data.NewID(), Colour: f.host.State.HighlightColour(), Author: f.choices.Author(), Created: now, Changed: now}
	library.Use(f.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.Unlink(ctx, x, mark) }, nil)
}

// framed is the excerpt of the open article that was pressed.
func (f *Feature) framed() (data.Excerpt, bool) {
	p, _, ok := f.reading.Framed()
	if a := f.host.Library.Article(); ok && p.Layer == layer && a != nil {
		for _, x := range a.Excerpts {
			if x.ID == p.ID {
				return x.Excerpt, true
			}
		}
	}
	return data.Excerpt{}, false
}

// offer is what can be done with an excerpt in the text.
func (f *Feature) offer(any) reading.Offer {
	h, k := f.host, f.host.Kit()
	var row []fyne.CanvasObject
	menu := []control.Item{}
	for _, id := range []string{"passage.across", "note.add", "passage.link", "excerpt.unlink"} {
		item := h.Item(id)
		menu = append(menu, item)
		if id != "passage.across" { // to press it was to go there
			row = append(row, k.Button(control.Quiet, item.Text, nil, item.Run))
		}
	}
	return reading.Offer{Rows: []fyne.CanvasObject{k.Row(2, -1, row...)}, Menu: menu}
}

// reported is the event that the chosen words report: of the excerpts that they overlap,
// that of the nearest in length.
func (f *Feature) reported() (data.ID, bool) {
	a := f.host.Library.Article()
	words, ok := f.reading.Chosen()
	if !ok || a == nil {
		return data.ID{}, false
	}
	words.Start, words.End, _ = f.reading.Passage(words, data.Doubt{})
	var best data.ID
	least := -1
	for _, x := range a.Excerpts {
		start, end, there := f.reading.Passage(x.Anchor, x.Doubt)
		off := max(start-words.Start, words.Start-start) + max(end-words.End, words.End-end)
		if there && start < words.End && words.Start < end && (least < 0 || off < least) {
			best, least = x.Event, off
		}
	}
	return best, least >= 0
}

// passageOf is the passage of the selected event to go to: the one that was shown last,
// else one in the open article, else the first.
func (f *Feature) passageOf() (data.Excerpt, bool) {
	l := f.host.Library
	e, active := l.Event(), l.Active().Excerpt
	if e == nil || len(e.Excerpts) == 0 {
		return data.Excerpt{}, false
	}
	best := e.Excerpts[e.Best].Excerpt
	for _, x := range e.Excerpts {
		switch a := l.Article(); {
		case x.ID == active:
			return x.Excerpt, true
		case a != nil && x.Article == a.ID && best.Article != a.ID:
			best = x.Excerpt
		}
	}
	return best, true
}

func (f *Feature) canCross() bool {
	event, there := f.reported()
	if there && event != f.host.Library.Selected() {
		return true
	}
	_, there = f.passageOf()
	return there
}

// cross goes from the chosen passage to the event that it reports, and from the selected
// event to its passage.
func (f *Feature) cross() {
	l := f.host.Library
	if event, there := f.reported(); there && event != l.Selected() {
		l.Select(event)
		return
	}
	if x, there := f.passageOf(); there {
		l.ReadExcerpt(x)
	}
}

// nothing says, in place of the open article, that nothing reports the selected event.
func (f *Feature) nothing() fyne.CanvasObject {
	k, l := f.host.Kit(), f.host.Library
	a := l.Article()
	if a == nil {
		return nil
	}
	back := k.Button(control.Outline, k.T("event.nothing.back", "title", control.OneLine(a.Title, 50)), nil, func() { f.reading.Cover(nil) })
	return k.Pad(30, 40, 30, 30, control.Column(10, k.Heading(k.T("event.nothing.title")),
		k.Muted(k.T("event.nothing.hint", "key", f.host.Key("selection.link"))), control.Gap(0, 4), k.Wrap(8, back)))
}

// linking is the dialog that asks for the event of a passage.
type linking struct {
	f      *Feature
	words  anchor.Selector
	picker *feature.EventPicker
	dialog *control.Dialog
}

// askEvent asks which event the chosen words report. The article stays open.
func (f *Feature) askEvent() { f.showLinking() }

func (f *Feature) showLinking() *linking {
	words, ok := f.reading.Chosen()
	if !ok {
		return nil
	}
	k := f.host.Kit()
	d := &linking{f: f, words: words}
	d.picker = f.host.EventPicker(k.T("passage.link.field"), f.near, d.pick)
	body := control.Column(10, k.Quote(control.Accent, k.Passage(words.Exact, 200)), d.picker.Entry, d.picker.List.Root)
	d.dialog = k.ShowDialog(f.host.Canvas, k.T("passage.link.title"), 520, body, control.Action{Text: k.T("button.cancel")})
	d.picker.Attach(d.dialog)
	return d
}

// near are the events to offer before words are typed: the selected one and those of the
// open article.
func (f *Feature) near() []data.Event {
	l := f.host.Library
	var all []data.Event
	add := func(e data.Event) {
		if len(all) < feature.MostEvents && !slices.ContainsFunc(all, func(o data.Event) bool { return o.ID == e.ID }) {
			all = append(all, e)
		}
	}
	if e := l.Event(); e != nil {
		add(e.Event)
	}
	for _, x := range l.Article().Excerpts {
		add(x.EventRow)
	}
	return all
}

func (d *linking) pick(e data.Event) {
	d.dialog.Close()
	if a := d.f.host.Library.Article(); a != nil {
		d.f.linkTo(d.words, e.ID)
	}
}
