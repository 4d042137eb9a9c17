package sources

import (
	"fmt"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/text/report"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// letter names a report.
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return fmt.Sprint(i + 1)
}

// headed is a title behind the letter of its report. The letter is isolated: the title says in
// which direction both are read.
func headed(i int, title string) string { return "\u2068" + letter(i) + "\u2069  " + title }

// report is a source with its words; a press goes to them.
func (s *sheet) report(i int) fyne.CanvasObject {
	k, t := s.kit, s.c.told[i]
	words := k.Written(t.Anchor.Exact, text.LabelStyle{LineHeight: 24, Lines: 8})
	var spans []text.Span
	for _, one := range s.c.spans[i] {
		spans = append(spans, looks(one))
	}
	words.SetSpans(spans)
	column := control.Column(3, k.Name(headed(i, t.article.Title), text.LabelStyle{Bold: true, Lines: 2}),
		k.Muted(k.Join(feature.SourceLine(k, t.article), s.relation(i))), words)
	if !t.Date.IsZero() {
		column.Add(k.Muted(k.T("compare.gives", "date", k.Locale.Date(t.Date))))
	}
	if to := t.nearest.To; to >= 0 && len(t.nearest.Changes) > 0 {
		column.Add(k.Muted(k.T("compare.beside", "source", letter(to))))
	}
	if said := s.verdicts.OfLink(t.Excerpt); said != "" {
		column.Add(k.Muted(said))
	}
	if s.host.Library.Writable() {
		column.Add(k.Wrap(0, k.Button(control.Link, k.T("verdict.source.ask"), nil, func() { s.judge(i) })))
	}
	return k.TapArea(column, func() {
		s.dialog.Close()
		s.host.Library.ReadExcerpt(t.Excerpt)
	}, nil)
}

// judge asks for the state of a source.
func (s *sheet) judge(i int) {
	s.verdicts.AskSource(s.c.told[i].Excerpt, s.again)
}

// judgeOne asks for the state of a source that is chosen, of the only one there is.
func (s *sheet) judgeOne() {
	if !s.host.Library.Writable() {
		return
	}
	if len(s.c.told) == 1 {
		s.judge(0)
		return
	}
	var items []control.Item
	for i, t := range s.c.told {
		items = append(items, control.Item{Text: headed(i, t.article.Title), Run: func() { s.judge(i) }})
	}
	size := s.host.Canvas.Size()
	s.kit.ShowMenu(s.host.Canvas, fyne.NewPos(size.Width/2, size.Height/3), items)
}

// looks is how a span is shown.
func looks(s span) text.Span {
	out := text.Span{Start: s.start, End: s.end}
	switch {
	case s.differs:
		out.Ground = "amber"
	case s.reworded:
		out.Ground = "blue"
	default:
		out.Ink, out.Line = fynetheme.ColorNameSuccess, text.Under
	}
	return out
}

// legend says what the marks in the words mean, each marked so.
func (s *sheet) legend() fyne.CanvasObject {
	k := s.kit
	row := k.Wrap(14)
	for _, one := range []struct {
		key  string
		look span
	}{{"compare.mark.differs", span{differs: true}}, {"compare.mark.agrees", span{}}, {"compare.mark.words", span{reworded: true}}} {
		words := k.T(one.key)
		one.look.end = len(words)
		label := k.Text(words, text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder})
		label.SetSpans([]text.Span{looks(one.look)})
		row.Add(label)
	}
	return row
}

// relation is what a source has to do with an earlier one.
func (s *sheet) relation(i int) string {
	k, what := s.kit, s.c.told[i].what
	switch {
	case what.Why == report.SameWords:
		return k.T("compare.same.words", "source", letter(what.Of))
	case what.Why == report.SameAgency:
		return k.T("compare.same.agency", "source", letter(what.Of))
	case what.Why == report.SamePublisher:
		return k.T("compare.same.publisher", "source", letter(what.Of))
	case what.Quotes >= 0:
		return k.T("compare.quotes", "source", letter(what.Quotes))
	case i == 0 && s.c.first == 1:
		return k.T("compare.is.first")
	}
	return ""
}
