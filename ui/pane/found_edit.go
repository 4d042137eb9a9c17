package pane

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
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

// do writes an edit, or shows why not.
func (p *Found) do(edit data.Edit, err error) {
	if err != nil {
		p.env.Fail(err)
		return
	}
	p.env.Session.Do(edit, nil)
}

// event is a candidate as an event on the chosen track.
func (p *Found) event(c *propose.Candidate) (data.Event, []data.Change[data.Track]) {
	e := data.Event{ID: data.NewID(), Title: c.Title, Date: p.date(c), Importance: data.DefaultImportance}
	var tracks []data.Change[data.Track]
	if e.Track = p.trackID(); e.Track == (data.ID{}) {
		e.Track, tracks = p.env.track(p.env.Kit.T("track.first"))
	}
	return e, tracks
}

// Accept makes the candidate that is shown an event, or ties it to the one of the
// library that it seems to be.
func (p *Found) Accept() {
	if c := p.open(); c != nil && c.Event != (data.ID{}) {
		p.attach(c.Event)
		return
	}
	p.acceptNew()
}

// acceptNew makes it an event in any case.
func (p *Found) acceptNew() {
	if c := p.open(); c != nil {
		e, tracks := p.event(c)
		p.do(propose.Accept(p.env.Session.Article().Article, *c, e, tracks))
	}
}

// Edit asks for the event before it is made.
func (p *Found) Edit() {
	c := p.open()
	if c == nil {
		return
	}
	a := p.env.Session.Article().Article
	from, err := anchor.Make(a.Text, c.Start, c.End)
	if err != nil {
		p.env.Fail(err)
		return
	}
	e, _ := p.event(c)
	e.Track = p.trackID()
	candidate := *c
	p.env.eventForm("found.edit.title", e, &data.Excerpt{Article: a.ID, Anchor: from}, func(after data.Event, tracks []data.Change[data.Track]) (data.Edit, error) {
		return propose.Accept(a, candidate, after, tracks)
	})
}

// Dismiss keeps the candidate that is shown away for good.
func (p *Found) Dismiss() {
	if c := p.open(); c != nil {
		p.do(propose.Dismiss(p.env.Session.Article().Article, *c))
	}
}

func (p *Found) restore(c propose.Candidate) {
	if found := p.env.Session.Proposals(); found != nil && !p.env.readOnly() {
		p.env.Session.Do(found.Restored(c), nil)
	}
}

// attach ties the passages of the candidate that is shown to an event.
func (p *Found) attach(event data.ID) {
	if c := p.open(); c != nil {
		p.do(propose.Attach(p.env.Session.Article().Article, *c, event))
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
	s, k := p.env.Session, p.env.Kit
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
			items = append(items, control.Item{Text: quote(title, 48), Colour: colour, Run: func() { p.attach(id) }})
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

// sureFrom is the confidence from which all candidates can be accepted at once.
const sureFrom = 0.8

// sure counts the candidates that can be accepted at once: those that are likely
// and of no event that is there.
func (p *Found) sure() (n int) {
	for i := range p.shown.Candidates {
		if p.surely(&p.shown.Candidates[i]) {
			n++
		}
	}
	return n
}

func (p *Found) surely(c *propose.Candidate) bool {
	return c.Confidence >= sureFrom && c.Event == (data.ID{}) && len(c.Find.Readings) == 0
}

// AcceptSure asks whether to accept all that are likely, and makes an edit of each.
func (p *Found) AcceptSure() {
	n := p.sure()
	if n == 0 || p.env.readOnly() {
		return
	}
	k, article := p.env.Kit, p.env.Session.Article()
	all := p.shown.Candidates
	k.Confirm(p.env.Canvas, k.T("found.all.title"), k.Locale.TN("found.all.text", n, "percent", k.Locale.Count(int(sureFrom*100))),
		k.T("found.accept.plain"), k.T("button.cancel"), func() {
			track, tracks := p.trackID(), []data.Change[data.Track](nil)
			if track == (data.ID{}) {
				track, tracks = p.env.track(k.T("track.first"))
			}
			for i := range all {
				if p.surely(&all[i]) {
					e := data.Event{ID: data.NewID(), Title: all[i].Title, Date: p.date(&all[i]), Track: track, Importance: data.DefaultImportance}
					p.do(propose.Accept(article.Article, all[i], e, tracks))
					tracks = nil
				}
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
			column.Add(k.Text(l, text.LabelStyle{Size: control.SizeCaption, LineHeight: 19, Colour: mutedText.Colour}))
		}
	}
	return control.Stack(control.NewSurface(control.Raised, control.Line, 8), k.Pad(tipPadding, 8, tipPadding, 8, column))
}
