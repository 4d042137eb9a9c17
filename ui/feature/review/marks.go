package review

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/strip"
	"tarikh.org/tarikh/ui/text"
)

// layer is the name of the marks of dates in the reader, and of the tip at one.
const layer = "dates"

// dateColour is that of the dots, and of a candidate's passage.
const dateColour = "slate"

// Strip is the timeline: it shows where the text that is read is in time, the zero Date:
// nowhere that is known; and during a review, what is found.
type Strip interface {
	ReadAt(d dates.Date)
	ShowFound(all []strip.Found, shown data.ID, chosen func(data.ID))
	HideFound()
}

// marks shows in the reader which dates the text names: dots under the words, the date
// at the pointer, the passage of the candidate that is shown, and on the timeline where
// the text that is read is in time.
type marks struct {
	model   *model
	reading *reading.Feature
	strip   Strip
	actions actions
	timer   *fyne.Animation // until the tip shows; nil where none is to
	readAt  dates.Date      // that the timeline was told of; zero for none
}

// told follows the model.
func (m *marks) told(c Change) {
	m.mark()
	switch c {
	case ProposalsChanged:
		m.hide()
		m.follow()
	case CandidateShown:
		if c, _ := m.model.shown(); c != nil {
			m.reading.Reveal(c.Find.Start, c.Find.End)
		}
	}
}

// opened is for when an article is shown in the reader, or none.
func (m *marks) opened() {
	m.mark()
	m.follow()
}

// moved is for when the text has moved in the view.
func (m *marks) moved() {
	m.hide()
	m.follow()
}

// mark marks the dates, and the passage of the candidate that is shown.
func (m *marks) mark() {
	m.reading.SetMarks(layer, m.all())
	m.reading.SetNumbers(m.numbers())
}

// numbers are those of the candidates before their passages; where several share one, each
// but the first before its date. They are there while a review goes on.
func (m *marks) numbers() (all []text.Number) {
	if !m.model.reviewing {
		return nil
	}
	k := m.model.host.Kit()
	taken := map[int]bool{}
	for i := range m.model.items {
		c := &m.model.items[i]
		at := c.Start
		if taken[at] {
			at = c.Find.Start
		}
		taken[at] = true
		_, _, track := m.actions.looks(c)
		n := text.Number{At: at, Text: k.Locale.Count(c.number), Colour: m.actions.colour(track)}
		switch {
		case i == m.model.at:
			n.State = text.NumberShown
		case c.decision == propose.Accepted:
			n.State = text.NumberFilled
		case c.decision == propose.Dismissed:
			n.State = text.NumberBare
		}
		all = append(all, n)
	}
	return all
}

// numbered shows the candidate of the number at a byte of the text, and reports whether
// there is one.
func (m *marks) numbered(at int) bool {
	for i, n := range m.numbers() {
		if n.At == at {
			m.model.showAt(i)
			return true
		}
	}
	return false
}

func (m *marks) all() []reading.Mark {
	left := m.model.left
	if left == nil {
		return nil
	}
	var all []reading.Mark
	shown, at := m.model.shown()
	for i := range m.model.items {
		c := &m.model.items[i]
		_, _, track := m.actions.looks(c)
		for _, p := range c.Passages() {
			h := text.Highlight{Start: p.Start, End: p.End, Colour: m.actions.colour(track), Quiet: true}
			switch {
			case i == at && m.model.reviewing:
				h.Passage, h.Emphasis = true, true
			case i == at:
				h.Colour = dateColour
			case m.model.reviewing && c.decision == propose.Undecided:
				h.Outlined = true
			default:
				continue
			}
			all = append(all, reading.Mark{Highlight: h})
		}
	}
	pressed := map[int]bool{} // finds of candidates, by their Start
	for i := range m.model.items {
		for _, p := range m.model.items[i].Passages() {
			pressed[p.Find.Start] = true
		}
	}
	for i := range left.Finds {
		at := &left.Finds[i]
		title := ""
		if pressed[at.Start] { // in the bubble of the highlight that it lies in
			title = m.model.host.Kit().T("found.offer", "date", m.model.host.Kit().Locale.DateLong(at.Date))
		}
		all = append(all, reading.Mark{Title: title, Alone: pressed[at.Start], Highlight: text.Highlight{
			Start: at.Start, End: at.End, Colour: dateColour, ID: at.Start, Dotted: true,
			Emphasis: shown != nil && shown.Find.Start == at.Start,
		}})
	}
	return all
}

// tipDelay is how long the pointer rests on a date before its tip shows.
const tipDelay = 180 * time.Millisecond

// pointed shows the date that the pointer has come on, soon.
func (m *marks) pointed(on []reading.Press) {
	m.hide()
	if m.model.left == nil { // another text is on its way
		return
	}
	for _, p := range on {
		if p.Layer != layer {
			continue
		}
		for _, found := range m.model.left.Finds {
			if found.Start == p.ID.(int) {
				m.wait(found)
				return
			}
		}
	}
}

func (m *marks) wait(at find.Find) {
	timer := fyne.NewAnimation(tipDelay, nil)
	timer.Tick = func(done float32) {
		if done == 1 && m.timer == timer {
			m.timer = nil
			m.show(at)
		}
	}
	m.timer = timer
	timer.Start()
}

// hide shows no tip.
func (m *marks) hide() {
	if m.timer != nil {
		m.timer.Stop()
		m.timer = nil
	}
	m.reading.SetFloat(layer, nil)
}

// tipWidth is the most that a tip is wide, tipPadding the room at the sides of its
// words, in units.
const tipWidth, tipPadding = 300, 12

// show shows a date under its words: in words, in EDTF, and why it is that.
func (m *marks) show(at find.Find) {
	k := m.model.host.Kit()
	lines := []string{k.Join(at.Date.EDTF, why(k, at))}
	for _, other := range at.Readings {
		lines = append(lines, k.T("found.or", "date", k.Locale.DateLong(other.Date)))
	}
	head := k.Locale.DateLong(at.Date)
	width := k.Measure(head, control.SizeSmall, true)
	column := control.Column(1, k.Text(head, text.LabelStyle{Size: control.SizeSmall, Bold: true, LineHeight: 21}))
	for _, l := range lines {
		width = max(width, k.Measure(l, control.SizeCaption, false))
		column.Add(k.Text(l, text.LabelStyle{Size: control.SizeCaption, LineHeight: 19, Colour: fynetheme.ColorNamePlaceHolder}))
	}
	m.reading.SetFloat(layer, &reading.Float{
		Object: control.Stack(control.NewSurface(control.Raised, control.Line, 8), k.Pad(tipPadding, 8, tipPadding, 8, column)),
		Start:  at.Start, End: at.End, Width: min(width+2*tipPadding+2, tipWidth), Below: true,
	})
}

// readingLine is where the eye is in the view, as a share of its height.
const readingLine = 1.0 / 3

// follow tells the timeline where the text at the reading line is in time.
func (m *marks) follow() {
	date := dates.Date{}
	if at, ok := m.reading.OffsetAt(readingLine); ok {
		date, _ = m.model.dateAround(at)
	}
	if date != m.readAt {
		m.readAt = date
		m.strip.ReadAt(date)
	}
}
