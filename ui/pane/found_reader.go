package pane

import (
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// datesLayer is the name of the marks of dates in the reader, and of the tip at one.
const datesLayer = "dates"

// textDates shows in the reader which dates the text names: dots under the words, the
// date at the pointer, the passage of the candidate that is shown, and on the
// timeline where the text that is read is in time.
type textDates struct {
	env   *Env
	timer *fyne.Animation // until the tip shows
	told  dates.Date      // that the timeline was told of; zero for none
}

// dateColour is that of the dots, and of a candidate's passage.
const dateColour = "slate"

// ShowDates shows the dates of the open article in the reader, until the panes are
// built again.
func (e *Env) ShowDates() {
	f := &textDates{env: e}
	e.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicLibrary:
			f.follow() // another library, or another timeline
		case session.TopicProposals:
			f.hide()
			f.mark()
			f.follow()
		case session.TopicProposal:
			f.mark()
			if c, _ := e.Session.Candidate(); c != nil {
				e.Reading.Reveal(c.Find.Start, c.Find.End)
			}
		default:
		}
	})
	e.Ending = append(e.Ending, e.Session.Open().Subscribe(func(c library.Change) {
		if c.Kind == library.ArticleOpened {
			f.mark()
			f.follow()
		}
	}), e.Reading.OnPressed(f.pressed), e.Reading.OnPointed(f.pointed), e.Reading.OnMoved(func() {
		f.hide()
		f.follow()
	}))
	f.mark()
}

// mark marks the dates, and the passage that is reviewed.
func (f *textDates) mark() {
	s := f.env.Session
	found := s.Proposals()
	if a := s.Article(); found == nil || a == nil || found.Article != a.ID {
		f.env.Reading.SetMarks(datesLayer, nil)
		return
	}
	var marks []reading.Mark
	c, _ := s.Candidate()
	if c != nil {
		for _, p := range c.Passages() {
			marks = append(marks, reading.Mark{Highlight: text.Highlight{Start: p.Start, End: p.End, Colour: dateColour, Quiet: true}})
		}
	}
	reported := map[int]bool{}
	for _, c := range found.Candidates {
		for _, p := range c.Passages() {
			reported[p.Find.Start] = true
		}
	}
	for i := range found.Finds {
		at := &found.Finds[i]
		marks = append(marks, reading.Mark{Alone: reported[at.Start], Highlight: text.Highlight{
			Start: at.Start, End: at.End, Colour: dateColour, ID: at.Start, Dotted: true,
			Emphasis: c != nil && c.Find.Start == at.Start,
		}})
	}
	f.env.Reading.SetMarks(datesLayer, marks)
}

// pressed shows the candidate of a date.
func (f *textDates) pressed(p reading.Press) {
	if p.Layer == datesLayer && f.env.Session.ShowFind(p.ID.(int)) {
		f.env.ShowTab("found")
	}
}

// tipDelay is how long the pointer rests on a date before its tip shows.
const tipDelay = 180 * time.Millisecond

// pointed shows the date that the pointer has come on, soon.
func (f *textDates) pointed(on []reading.Press) {
	f.hide()
	proposals := f.env.Session.Proposals()
	if proposals == nil { // another article is on its way
		return
	}
	for _, p := range on {
		if p.Layer != datesLayer {
			continue
		}
		for _, found := range proposals.Finds {
			if found.Start == p.ID.(int) {
				f.wait(found)
				return
			}
		}
	}
}

func (f *textDates) wait(at find.Find) {
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

func (f *textDates) hide() {
	if f.timer != nil {
		f.timer.Stop()
		f.timer = nil
	}
	f.env.Reading.SetFloat(datesLayer, nil)
}

// tipWidth is the most that a tip is wide, tipPadding the room at the sides of its
// words, in units.
const tipWidth, tipPadding = 300, 12

// show shows a date under its words: in words, in EDTF, and why it is that.
func (f *textDates) show(at find.Find) {
	k := f.env.Kit
	lines := []string{k.Join(at.Date.EDTF, f.env.why(at))}
	for _, other := range at.Readings {
		lines = append(lines, k.T("found.or", "date", k.Locale.DateLong(other.Date)))
	}
	head := k.Locale.DateLong(at.Date)
	w := k.Measure(head, control.SizeSmall, true)
	for _, l := range lines {
		w = max(w, k.Measure(l, control.SizeCaption, false))
	}
	f.env.Reading.SetFloat(datesLayer, &reading.Float{
		Start: at.Start, End: at.End, Object: f.env.tip(head, lines...), Width: min(w+2*tipPadding+2, tipWidth), Below: true,
	})
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
func (f *textDates) follow() {
	date := dates.Date{}
	if at, ok := f.env.Reading.OffsetAt(readingLine); ok {
		date, _ = f.env.Session.Around(at)
	}
	if date != f.told {
		f.told = date
		f.env.ReadAt(date)
	}
}
