package pane

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// finds shows in the reader which dates the text names: dots under the words, the
// date at the pointer, the passage of the candidate that is shown, and on the
// timeline where the text that is read is in time.
type finds struct {
	reader *Reader
	tip    *fyne.Container // at the pointer, empty while it is on no date
	timer  *fyne.Animation // until the tip shows
	told   dates.Date      // that the timeline was told of; zero for none
}

// findID is what a dotted highlight stands for: the find that starts there.
type findID struct{ start int }

// findColour is that of the dots, and of a candidate's passage.
const findColour = "slate"

func newFinds(r *Reader) *finds {
	f := &finds{reader: r, tip: container.NewWithoutLayout()}
	r.env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicProposals:
			f.hide()
			r.highlight()
			f.follow()
		case session.TopicProposal:
			r.highlight()
			f.scroll()
		case session.TopicArticle:
			f.follow()
		default:
		}
	})
	return f
}

// marks are the highlights of the dates, and of the passage that is reviewed.
func (f *finds) marks() []text.Highlight {
	s := f.reader.env.Session
	found := s.Proposals()
	if found == nil || found.Article != f.reader.shown {
		return nil
	}
	var marks []text.Highlight
	c, _ := s.Candidate()
	if c != nil {
		for _, p := range c.Passages() {
			marks = append(marks, text.Highlight{Start: p.Start, End: p.End, Colour: findColour, Quiet: true})
		}
	}
	for i := range found.Finds {
		at := &found.Finds[i]
		marks = append(marks, text.Highlight{
			Start: at.Start, End: at.End, Colour: findColour, ID: findID{at.Start}, Dotted: true,
			Emphasis: c != nil && c.Find.Start == at.Start,
		})
	}
	return marks
}

// scroll brings the date of the candidate that is shown into view, if it is not.
func (f *finds) scroll() {
	c, _ := f.reader.env.Session.Candidate()
	if c == nil {
		return
	}
	const edge = 24
	at, size, ok := f.reader.text.RectOf(c.Find.Start, c.Find.End)
	if !ok || at.Y < edge || at.Y+size.Height > f.reader.text.Size().Height-edge {
		f.reader.text.ScrollTo(c.Find.Start)
	}
}

// tapped shows the candidate of a find among what was tapped, and returns what
// else was tapped: nothing where a candidate is shown.
func (f *finds) tapped(ids []any) []any {
	var rest []any
	for _, id := range ids {
		at, ok := id.(findID)
		if !ok {
			rest = append(rest, id)
			continue
		}
		if f.reader.env.Session.ShowFind(at.start) {
			f.reader.env.ShowTab("found")
			return nil
		}
	}
	return rest
}

// tipDelay is how long the pointer rests on a date before its tip shows.
const tipDelay = 180 * time.Millisecond

// hovered shows the date that the pointer has come on, soon.
func (f *finds) hovered(ids []any) {
	f.hide()
	proposals := f.reader.env.Session.Proposals()
	if proposals == nil { // another article is on its way
		return
	}
	for _, id := range ids {
		at, ok := id.(findID)
		if !ok {
			continue
		}
		for _, found := range proposals.Finds {
			if found.Start == at.start {
				f.wait(found)
				return
			}
		}
	}
}

func (f *finds) wait(at find.Find) {
	timer := fyne.NewAnimation(tipDelay, nil)
	timer.Tick = func(done float32) {
		if done == 1 && f.timer == timer {
			f.timer = nil
			f.show(at)
		}
	}
	f.timer = timer
	timer.Start()
}

func (f *finds) hide() {
	if f.timer != nil {
		f.timer.Stop()
		f.timer = nil
	}
	if len(f.tip.Objects) > 0 {
		f.tip.Objects = nil
		f.tip.Refresh()
	}
}

// tipWidth is the most that a tip is wide, tipPadding the room at the sides of its
// words, in units.
const tipWidth, tipPadding = 300, 12

// show shows a date under its words: in words, in EDTF, and why it is that.
func (f *finds) show(at find.Find) {
	r := f.reader
	k := r.env.Kit
	area, size, ok := r.text.RectOf(at.Start, at.End)
	if !ok {
		return
	}
	lines := []string{k.Join(at.Date.EDTF, r.env.why(at))}
	for _, other := range at.Readings {
		lines = append(lines, k.T("found.or", "date", k.Locale.DateLong(other.Date)))
	}
	head := k.Locale.DateLong(at.Date)
	box := r.env.tip(head, lines...)
	room := r.Root.Size()
	w := k.Measure(head, control.SizeSmall, true)
	for _, l := range lines {
		w = max(w, k.Measure(l, control.SizeCaption, false))
	}
	w = min(w+2*tipPadding+2, tipWidth, room.Width-16)
	h := control.HeightFor(box, w)
	driver := fyne.CurrentApp().Driver()
	origin := driver.AbsolutePositionForObject(r.text).Subtract(driver.AbsolutePositionForObject(r.Root))
	x := origin.X + area.X + (size.Width-w)/2
	y := origin.Y + area.Y + size.Height + 4
	if y+h > room.Height-8 {
		y = origin.Y + area.Y - h - 4
	}
	box.Move(fyne.NewPos(max(8, min(x, room.Width-w-8)), y))
	box.Resize(fyne.NewSize(w, h))
	f.tip.Objects = []fyne.CanvasObject{box}
	f.tip.Refresh()
}

// why says why a find is the date that it is: what sort of words name it, where
// there is but one way to read them.
func (e *Env) why(f find.Find) string {
	if f.Why == find.NoteWords {
		return e.Kit.T("found.kind." + string(f.Kind))
	}
	return e.Kit.Locale.DateNote(f.Why)
}

// readingLine is where the eye is in the view, as a share of its height.
const readingLine = 1.0 / 3

// follow tells the timeline where the text at the reading line is in time.
func (f *finds) follow() {
	r := f.reader
	s := r.env.Session
	date := dates.Date{}
	if a := s.Article(); a != nil && a.ID == r.shown && r.text.Size().Height > 0 {
		date, _ = s.Around(r.text.OffsetAt(r.text.Size().Height * readingLine))
	}
	if date != f.told {
		f.told = date
		r.env.ReadAt(date)
	}
}

// HighlightHovered is the text's word of what the pointer is on.
func (p *Reader) HighlightHovered(ids []any) { p.finds.hovered(ids) }
