package pane

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/text"
)

// This file is what the reader decides on a candidate. Each decision is one edit.

// open returns the candidate that is shown if something can be done with it.
func (p *Found) open() *propose.Candidate {
	c, _ := p.env.Session.Candidate()
	if c == nil || p.env.readOnly() || p.env.Session.Article() == nil {
		return nil
	}
	return c
}

// event is a candidate as an event on the chosen track; where the library has none
// yet, track names the first.
func (p *Found) event(c *propose.Candidate) (e data.Event, track string) {
	return data.Event{ID: data.NewID(), Title: c.Title, Date: p.date(c), Track: p.trackID(), Importance: data.DefaultImportance}, p.env.Kit.T("track.first")
}

// Accept makes the candidate that is shown an event, or ties it to the one of the
// library that it seems to be.
func (p *Found) Accept() {
	if c := p.open(); c != nil && c.Event != (data.ID{}) {
		p.env.Session.Attach(*c, c.Event)
		return
	}
	p.acceptNew()
}

// acceptNew makes it an event in any case.
func (p *Found) acceptNew() {
	if c := p.open(); c != nil {
		e, track := p.event(c)
		p.env.Session.Accept(*c, e, track, nil)
	}
}

// Edit asks for the event before it is made, of the candidate that is shown now.
func (p *Found) Edit() {
	c := p.open()
	if c == nil {
		return
	}
	candidate, words := *c, p.env.Session.Article().Text[c.Start:c.End]
	e, _ := p.event(c)
	p.env.Later(func() { // the letter that the key types must not land in the form
		p.env.Events.Ask(events.Form{Title: "found.edit.title", Event: e, Passage: words, Write: func(after data.Event, track string, done func(error)) {
			p.env.Session.Accept(candidate, after, track, done)
		}})
	})
}

// Dismiss keeps the candidate that is shown away for good.
func (p *Found) Dismiss() {
	if c := p.open(); c != nil {
		p.env.Session.Dismiss(*c)
	}
}

func (p *Found) restore(c propose.Candidate) {
	if !p.env.readOnly() {
		p.env.Session.Restore(c)
	}
}

// mostNear is how many events of its time a candidate is offered to be merged with.
const mostNear = 8

// Merge asks what else reports the same event: the next candidate, the selected
// event, or one of the same time.
func (p *Found) Merge() {
	c := p.open()
	if c == nil {
		return
	}
	s, k, candidate := p.env.Session, p.env.Kit, *c
	n := s.Library()
	_, at := s.Candidate()
	var places []int
	date := p.date(c)
	from, _ := slices.BinarySearch(n.Columns.Lo, date.Lo)
	for i := from; i < n.Columns.Len() && n.Columns.Lo[i] < date.Hi && len(places) < mostNear; i++ {
		places = append(places, i)
	}
	s.LoadTitles(places, func() {
		items := []control.Item{
			{Text: k.T("found.merge.next"), Disabled: at >= len(p.shown.Candidates)-1, Run: s.JoinNext},
			{Text: k.T("found.merge.event")},
		}
		head := len(items)
		offer := func(id data.ID, title, colour string) {
			items = append(items, control.Item{Text: control.OneLine(title, 48), Colour: colour, Run: func() { s.Attach(candidate, id) }})
		}
		selected := s.Event()
		if selected != nil {
			offer(selected.ID, selected.Title, selected.TrackRow.Colour)
		}
		for _, i := range places {
			if title, ok := s.Title(i); ok && (selected == nil || selected.ID != n.Columns.IDs[i]) {
				offer(n.Columns.IDs[i], title, n.Tracks[n.Columns.Track[i]].Colour)
			}
		}
		if len(items) == head {
			items = append(items, control.Item{Text: k.T("found.merge.none"), Disabled: true, Run: func() {}})
		}
		at := k.Over(p.head).SubtractXY(0, p.head.Size().Height/2)
		if k.RTL() {
			at.X += p.head.Size().Width
		}
		k.ShowMenu(p.env.Canvas, at, items)
	})
}

// sure are the candidates that can be accepted at once.
func (p *Found) sure() (all []propose.Candidate) {
	for _, c := range p.shown.Candidates {
		if c.Sure() {
			all = append(all, c)
		}
	}
	return all
}

// AcceptSure asks whether to accept all that are likely, and makes an edit of each.
func (p *Found) AcceptSure() {
	all := p.sure()
	if len(all) == 0 || p.env.readOnly() {
		return
	}
	k := p.env.Kit
	k.Confirm(p.env.Canvas, k.T("found.all.title"), k.Locale.TN("found.all.text", len(all), "percent", k.Locale.Count(int(propose.SureFrom*100))),
		k.T("found.accept.plain"), k.T("button.cancel"), func() {
			for _, c := range all {
				e, track := p.event(&c)
				p.env.Session.Accept(c, e, track, nil)
			}
		})
}

// trackID is the track that events go to: the one chosen last, else that of most
// events which the article reports, else the first; zero where there is none.
func (p *Found) trackID() data.ID {
	n, a := p.env.Session.Library(), p.env.Session.Article()
	if n == nil || len(n.Tracks) == 0 {
		return data.ID{}
	}
	if slices.ContainsFunc(n.Tracks, func(t data.Track) bool { return t.ID == p.track }) {
		return p.track
	}
	best := n.Tracks[0].ID
	if a != nil {
		counts := map[data.ID]int{}
		for _, x := range a.Excerpts {
			counts[x.EventRow.Track]++
		}
		for _, t := range n.Tracks {
			if counts[t.ID] > counts[best] {
				best = t.ID
			}
		}
	}
	return best
}

// trackLine is the track that the event goes to, and the menu to choose another.
func (p *Found) trackLine() fyne.CanvasObject {
	k, n := p.env.Kit, p.env.Session.Library()
	if n == nil || len(n.Tracks) == 0 {
		return k.Wrap(0)
	}
	now := p.trackID()
	at := max(0, slices.IndexFunc(n.Tracks, func(t data.Track) bool { return t.ID == now }))
	var b *control.Button
	b = k.Button(control.Quiet, k.T("found.track", "track", strings.TrimSpace(n.Tracks[at].Name)), nil, func() {
		items := make([]control.Item, len(n.Tracks))
		for i, t := range n.Tracks {
			items[i] = control.Item{Text: t.Name, Colour: t.Colour, Run: func() {
				p.track = t.ID
				p.show()
			}}
		}
		k.ShowMenu(p.env.Canvas, k.Over(b), items)
	})
	return k.Row(2, -1, control.NewBar(control.Mark(n.Tracks[at].Colour), 10, 10, 5), b)
}

// tip is the date of a find in words, in EDTF and why, for the pointer.
func (e *Env) tip(words string, lines ...string) fyne.CanvasObject {
	k := e.Kit
	column := control.Column(1, k.Text(words, text.LabelStyle{Size: control.SizeSmall, Bold: true, LineHeight: 21}))
	for _, l := range lines {
		if l != "" {
			column.Add(k.Text(l, text.LabelStyle{Size: control.SizeCaption, LineHeight: 19, Colour: fynetheme.ColorNamePlaceHolder}))
		}
	}
	return control.Stack(control.NewSurface(control.Raised, control.Line, 8), k.Pad(tipPadding, 8, tipPadding, 8, column))
}
