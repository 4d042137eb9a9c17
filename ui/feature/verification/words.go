package verification

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/report"
	"tarikh.org/tarikh/data/verify"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Card is the state of an event by its sign, its name and the reason for it.
func (v *Verdicts) Card(e *library.EventView) fyne.CanvasObject {
	k := v.host.Kit()
	s := e.Standing
	ask := k.Button(control.Link, k.T("verdict.ask"), nil, func() { v.host.Run("verdict") })
	if !v.host.Library.Writable() {
		ask.Disable()
	}
	head := k.Row(8, 1, text.NewSignView(k.Typesetter, SignOf(s.State), e.TrackRow.Colour), k.Text(Word(k, s.State), text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1}), ask)
	column := control.Column(2, head)
	for _, line := range v.reasons(e) {
		column.Add(k.Muted(line))
	}
	if s.Again {
		column.Add(k.Quote(control.Warn, k.Text(k.T("verify.again"), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22})))
	}
	return column
}

// reasons say why an event is in its state, a line each.
func (v *Verdicts) reasons(e *library.EventView) []string {
	k, s := v.host.Kit(), e.Standing
	said := k.T("verify.none")
	switch {
	case s.Reports > 0:
		said = k.Locale.TN("verify.reports", s.Reports)
		if repeats := repeated(s); repeats > 0 {
			said = k.Join(said, k.Locale.TN("verify.repeats", repeats))
		}
	case len(s.Sources) > 0:
		said = k.T("verify.none.counts")
	}
	if datesDiffer(e) {
		said = k.Join(said, k.T("verify.dates"))
	}
	lines := []string{said}
	if !s.Decided.IsZero() {
		if d := v.decided(s.Decided); d != "" {
			lines = append(lines, d)
		}
	} else if e.Verdict.State == data.StateUnverified {
		lines = append(lines, k.T("verify.reset", "what", v.decided(e.Verdict)))
	}
	return lines
}

// repeated is how many sources that count are no report of their own.
func repeated(s verify.Standing) int {
	n := -s.Reports
	for _, one := range s.Sources {
		if one.Without == verify.Counts {
			n++
		}
	}
	return n
}

// datesDiffer reports whether a source gives another date than the event has.
func datesDiffer(e *library.EventView) bool {
	for _, x := range e.Excerpts {
		if !x.Date.IsZero() && x.Date != e.Date {
			return true
		}
	}
	return false
}

// OfSource says what a source of an event is to its state, "" for a report of its own.
func (v *Verdicts) OfSource(e *library.EventView, x library.ExcerptView) string {
	k, s := v.host.Kit(), e.SourceOf(x.ID)
	switch said := k.Join(Word(k, x.Verdict.State), v.decided(x.Verdict)); s.Without {
	case verify.Refuted, verify.Disputed:
		return said
	case verify.Changed:
		return k.T("verify.changed")
	case verify.Counts:
		if x.Verdict.State == data.StateConfirmed {
			return said
		}
	}
	switch s.Report.Why {
	case report.SamePublisher:
		return k.T("verify.same.publisher")
	case report.SameAgency:
		return k.T("verify.same.agency")
	case report.SameWords:
		return k.T("verify.same.words", "source", v.source(e, s.Report.Of))
	case report.Own:
	}
	return ""
}

// source names the publisher of a source at a place in the standing.
func (v *Verdicts) source(e *library.EventView, at int) string {
	for _, x := range e.Excerpts {
		if x.ID == e.Linked[at] {
			if by := verify.Publisher(x.Source.Publisher, x.Source.URL); by != "" {
				return by
			}
			return x.Source.Title
		}
	}
	return ""
}

// SignOf is the form by which a state is shown, as on the timeline.
func SignOf(s data.State) text.Sign {
	switch s {
	case data.StateSingleSource:
		return text.SignDotted
	case data.StateCorroborated:
		return text.SignDisc
	case data.StateConfirmed:
		return text.SignChecked
	case data.StateDisputed:
		return text.SignDiamond
	case data.StateRefuted:
		return text.SignCrossed
	case data.StateUnverified:
	}
	return text.SignRing
}
