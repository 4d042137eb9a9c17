package sources

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/report"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Measures in units: of the dialog, and the least of a report beside others.
const sheetWidth, leastReport = 1040, 280

// mostShown is how many reports are laid side by side.
const mostShown = 12

// statement is a line of the table: who says what of one thing.
type statement struct {
	name     string
	values   []value
	span     string // the value from the first to the last, "" for none
	open     string // what leaving it open carries
	kept     string // in words
	disputed bool
	keep     func(value string, open bool, by []data.ID)
	whole    dates.Date // of the row of dates: the span
	oneOf    dates.Date
}

// value is what some passages say.
type value struct {
	words string
	by    []int
	date  dates.Date
}

// sheet is the comparison as it is shown.
type sheet struct {
	*Feature
	kit    *control.Kit
	c      *comparison
	body   *fyne.Container
	why    *control.Entry
	dialog *control.Dialog
	lines  []statement
	at     int // the line that keys decide on
	busy   bool
}

func show(f *Feature, c *comparison) {
	k := f.host.Kit()
	s := &sheet{Feature: f, kit: k, c: c, body: control.Stack(), why: k.Entry(1, "", k.T("compare.why"))}
	s.dialog = k.ShowDialog(f.host.Canvas, k.T("compare.title", "title", k.Given(control.OneLine(c.event.Title, 80))), sheetWidth, s.body, control.Action{Text: k.T("button.close"), Primary: true})
	s.why.OnCancel = f.host.Canvas.Unfocus
	for i, name := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9} {
		s.dialog.OnKey(name, func() { s.choose(i) })
	}
	s.dialog.OnKey(fyne.KeyS, func() { s.chooseSpan() })
	s.dialog.OnKey(fyne.KeyO, func() { s.leaveOpen() })
	s.dialog.OnKey(fyne.KeyJ, func() { s.step(1) })
	s.dialog.OnKey(fyne.KeyK, func() { s.step(-1) })
	s.build()
}

// letter names a report.
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return fmt.Sprint(i + 1)
}

func (s *sheet) build() {
	k := s.kit
	s.lines = s.statements()
	s.at = min(s.at, len(s.lines)-1)
	differ := 0
	for _, l := range s.lines {
		if l.disputed {
			differ++
		}
	}
	first := s.c.told[0]
	head := control.Column(2,
		k.Text(k.Join(k.Locale.TN("compare.reports", s.c.reports), k.Locale.TN("count.excerpts", len(s.c.told)), k.T("compare.differ", "n", k.Locale.Count(differ), "all", k.Locale.Count(len(s.lines)))), text.LabelStyle{Size: control.SizeSmall, Bold: true}),
		k.Muted(k.T("compare.first", "source", feature.SourceLine(k, first.article))))
	var cells []fyne.CanvasObject
	column := control.Column(16, head)
	for i := range s.c.told[:min(len(s.c.told), mostShown)] {
		if cells = append(cells, s.report(i)); len(cells) == 3 {
			column.Add(k.Even(18, leastReport, cells...))
			cells = nil
		}
	}
	if len(cells) > 0 {
		column.Add(k.Even(18, leastReport, cells...))
	}
	if n := len(s.c.told) - mostShown; n > 0 {
		column.Add(k.Muted(k.Locale.TN("merge.more", n)))
	}
	column.Add(control.HLine())
	for i := range s.lines {
		column.Add(s.line(i))
	}
	column.Add(k.Field("compare.reason", s.why))
	s.body.Objects = []fyne.CanvasObject{column}
	s.body.Refresh()
	s.dialog.Refit()
}

// report is a source with its words; a press goes to them.
func (s *sheet) report(i int) fyne.CanvasObject {
	k, t := s.kit, s.c.told[i]
	words := k.Written(t.Anchor.Exact, text.LabelStyle{LineHeight: 24, Lines: 8})
	var spans []text.Span
	for _, one := range s.c.spans[i] {
		mark := text.Span{Start: one.start, End: one.end, Ink: fynetheme.ColorNameSuccess, Line: text.Under}
		if one.differs {
			mark = text.Span{Start: one.start, End: one.end, Ground: "amber"}
		}
		spans = append(spans, mark)
	}
	words.SetSpans(spans)
	column := control.Column(3, k.Name(letter(i)+"  "+t.article.Title, text.LabelStyle{Bold: true, Lines: 2}),
		k.Muted(k.Join(feature.SourceLine(k, t.article), s.relation(i))), words)
	if !t.Date.IsZero() {
		column.Add(k.Muted(k.T("compare.gives", "date", k.Locale.Date(t.Date))))
	}
	return k.TapArea(column, func() {
		s.dialog.Close()
		s.host.Library.ReadExcerpt(t.Excerpt)
	}, nil)
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
	case i == 0:
		return k.T("compare.is.first")
	}
	return ""
}

// statements are the lines of the table: the date, then what the passages claim.
func (s *sheet) statements() []statement {
	k := s.kit
	all, by := s.c.dates()
	day := statement{name: k.T("field.date"), disputed: len(all) > 1, kept: k.Locale.Date(s.c.event.Date)}
	for i, d := range all {
		day.values = append(day.values, value{k.Locale.Date(d), by[i], d})
	}
	if len(all) > 1 {
		if d, err := app.Spanning(all); err == nil {
			day.whole, day.span = d, k.Locale.Date(d)
		}
		if d, err := app.OneOf(all); err == nil {
			day.oneOf, day.open = d, k.Locale.Date(d)
		}
	}
	lines := []statement{day}
	for _, t := range s.c.topics {
		l := statement{name: k.Locale.ClaimSubject(t.Subject), disputed: t.Differ(), keep: s.keeper(t.Subject)}
		for _, v := range t.Variants() {
			one := value{words: k.Locale.Claim(t.Subject, t.Claims[v[0]].Value)}
			for _, i := range v {
				if p := t.Claims[i].Passage; !slices.Contains(one.by, p) {
					one.by = append(one.by, p)
				}
			}
			if one.words != "" {
				l.values = append(l.values, one)
			}
		}
		if sum, ok := t.Summary(); ok && len(l.values) > 1 {
			l.span = k.Locale.Claim(t.Subject, sum)
			l.open = l.span
		}
		switch c := s.c.carried(t.Subject); {
		case c.Open:
			l.kept = k.T("compare.left.open", "value", c.Value)
		default:
			l.kept = k.Given(c.Value)
		}
		if len(l.values) > 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// line is a statement with who says what, what is kept, and what can be.
func (s *sheet) line(at int) fyne.CanvasObject {
	k, l := s.kit, s.lines[at]
	writable := s.host.Library.Writable()
	said := k.Wrap(6)
	add := func(words, key string, run func()) {
		if at == s.at && key != "" {
			words += "  (" + key + ")"
		}
		b := k.Button(control.Outline, words, nil, func() {
			s.at = at
			run()
		})
		if !writable {
			b.Disable()
		}
		said.Add(b)
	}
	for i, v := range l.values {
		who := ""
		for j, p := range v.by {
			if j > 0 {
				who += " "
			}
			who += letter(p)
		}
		add(k.Join(k.Given(v.words), who), k.Locale.Count(i+1), func() { s.choose(i) })
	}
	if l.span != "" {
		add(k.T("compare.span", "value", l.span), "S", s.chooseSpan)
	}
	if l.open != "" {
		add(k.T("compare.open"), "O", s.leaveOpen)
	}
	name := text.LabelStyle{Bold: at == s.at}
	if l.disputed {
		name.Colour = fynetheme.ColorNameWarning
	}
	kept := l.kept
	if kept == "" {
		kept = k.T("compare.undecided")
	}
	return control.Columns(k, 12, 150, 260, 220, k.Text(l.name, name), said, k.Text(k.T("compare.kept", "value", kept), text.LabelStyle{Size: control.SizeSmall}))
}

// step goes to another statement.
func (s *sheet) step(by int) {
	s.at = (s.at + by + len(s.lines)) % len(s.lines)
	s.build()
}

// choose keeps a value of the statement.
func (s *sheet) choose(i int) {
	l := s.lines[s.at]
	if i >= len(l.values) {
		return
	}
	v := l.values[i]
	var by []data.ID
	for _, p := range v.by {
		by = append(by, s.c.told[p].ID)
	}
	if l.keep == nil {
		s.date(v.date, false, by)
		return
	}
	l.keep(v.words, false, by)
}

// chooseSpan keeps all that is said as a span.
func (s *sheet) chooseSpan() {
	switch l := s.lines[s.at]; {
	case l.span == "":
	case l.keep == nil:
		s.date(l.whole, false, nil)
	default:
		l.keep(l.span, false, nil)
	}
}

// leaveOpen says that it is not decided, and between what.
func (s *sheet) leaveOpen() {
	switch l := s.lines[s.at]; {
	case l.open == "":
	case l.keep == nil:
		s.date(l.oneOf, true, nil)
	default:
		l.keep(l.open, true, nil)
	}
}

// decision is what the reader decides, with the reason that was typed.
func (s *sheet) decision(value string, open bool, by []data.ID) data.Claim {
	return data.Claim{Value: value, Open: open, Why: s.why.Text(), By: s.choices.Author(), At: s.host.Now().Unix(), Excerpts: by}
}

func (s *sheet) keeper(subject claims.Subject) func(string, bool, []data.ID) {
	return func(value string, open bool, by []data.ID) {
		c := s.decision(value, open, by)
		c.Subject = string(subject)
		s.write(func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.DecideClaim(ctx, s.c.event.ID, c)
		})
	}
}

func (s *sheet) date(d dates.Date, open bool, by []data.ID) {
	c := s.decision("", open, by)
	s.write(func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.DecideDate(ctx, s.c.event.ID, d, c)
	})
}

// write writes a decision, and shows what is kept then.
func (s *sheet) write(use func(context.Context, *app.Library) (data.Edit, error)) {
	if s.busy || !s.host.Library.Writable() {
		return
	}
	s.busy = true
	library.Use(s.host.Library, use, func(_ data.Edit, err error) {
		if s.busy = false; err != nil {
			s.dialog.Fail(s.host.Say(err))
			return
		}
		id := s.c.event.ID
		library.Load(s.host.Library, &s.reading, func(ctx context.Context, store data.Store) (*comparison, error) { return read(ctx, store, id) }, func(c *comparison) {
			if len(c.told) == 0 {
				s.dialog.Close()
				return
			}
			s.c = c
			s.why.SetText("")
			s.build()
		})
	})
}
