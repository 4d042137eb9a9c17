package sources

import (
	"context"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Measures in units: of the dialog, and the least of a report beside others.
const sheetWidth, leastReport = 1040, 280

// perPage is how many reports are laid side by side.
const perPage = 12

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
	page   int // of the reports
	busy   bool
}

func show(f *Feature, c *comparison) *sheet {
	k := f.host.Kit()
	s := &sheet{Feature: f, kit: k, c: c, body: control.Stack(), why: k.Entry(1, "", k.T("compare.why"))}
	s.dialog = k.ShowDialog(f.host.Canvas, k.T("compare.title", "title", k.Given(control.OneLine(c.event.Title, 80))), sheetWidth, s.body, control.Action{Text: k.T("button.close"), Primary: true})
	s.why.OnCancel = f.host.Canvas.Unfocus
	for i, name := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9} {
		s.dialog.OnKey(name, func() { s.choose(i) })
	}
	for name, run := range map[fyne.KeyName]func(){
		fyne.KeyS: s.chooseSpan, fyne.KeyO: s.leaveOpen, fyne.KeyE: func() { f.host.Later(func() { s.writeOwn() }) },
		fyne.KeyV: func() { f.host.Later(s.judgeOne) },
		fyne.KeyJ: func() { s.step(1) }, fyne.KeyK: func() { s.step(-1) },
		fyne.KeyLeftBracket: func() { s.turn(-1) }, fyne.KeyRightBracket: func() { s.turn(1) },
	} {
		s.dialog.OnKey(name, run)
	}
	s.build()
	return s
}

func (s *sheet) build() {
	k := s.kit
	s.lines = statements(k, s.c)
	s.at = min(s.at, len(s.lines)-1)
	s.page = min(s.page, (len(s.c.told)-1)/perPage)
	column := control.Column(16, s.head())
	if a := axis(k, s.c); a != nil {
		column.Add(a)
	}
	if len(s.c.told) > perPage {
		column.Add(s.pages())
	}
	column.Objects = append(column.Objects, s.reports()...)
	column.Add(control.HLine())
	for i := range s.lines {
		column.Add(s.line(i))
	}
	column.Add(k.Field("compare.reason", s.why))
	s.body.Objects = []fyne.CanvasObject{column}
	s.body.Refresh()
	s.dialog.Refit()
}

// reports are those of the page, in rows of three.
func (s *sheet) reports() (rows []fyne.CanvasObject) {
	const across = 3
	from := s.page * perPage
	to := min(from+perPage, len(s.c.told))
	for ; from < to; from += across {
		var cells []fyne.CanvasObject
		for i := from; i < min(from+across, to); i++ {
			cells = append(cells, s.report(i))
		}
		for len(rows) > 0 && len(cells) < across { // as wide as those above
			cells = append(cells, control.Gap(1, 1))
		}
		rows = append(rows, s.kit.Even(18, leastReport, cells...))
	}
	return rows
}

// head says how many reports there are, which was the first, how many statements differ, and
// what the marks mean.
func (s *sheet) head() fyne.CanvasObject {
	k := s.kit
	differ := 0
	for _, l := range s.lines {
		if l.disputed {
			differ++
		}
	}
	column := control.Column(2,
		k.Text(k.Join(k.Locale.TN("compare.reports", s.c.reports), k.Locale.TN("count.excerpts", len(s.c.told)), k.T("compare.differ", "n", k.Locale.Count(differ), "all", k.Locale.Count(len(s.lines)))), text.LabelStyle{Size: control.SizeSmall, Bold: true}))
	first := feature.SourceLine(k, s.c.told[0].article)
	switch n := s.c.first; {
	case n == 1:
		column.Add(k.Muted(k.T("compare.first", "source", first)))
	case n > 1:
		column.Add(k.Muted(k.T("compare.firsts", "n", k.Locale.Count(n), "date", k.Locale.Date(s.c.told[0].article.Published))))
	}
	column.Add(s.legend())
	return column
}

// pages goes from some reports to others.
func (s *sheet) pages() fyne.CanvasObject {
	k, all := s.kit, len(s.c.told)
	back, on := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
	if k.RTL() {
		back, on = on, back
	}
	from := s.page * perPage
	earlier := k.IconButton(back, k.T("compare.page.back"), func() { s.turn(-1) })
	later := k.IconButton(on, k.T("compare.page.on"), func() { s.turn(1) })
	if from == 0 {
		earlier.Disable()
	}
	if from+perPage >= all {
		later.Disable()
	}
	return k.Row(4, 0, k.Muted(k.T("compare.page", "from", k.Locale.Count(from+1), "to", k.Locale.Count(min(from+perPage, all)), "all", k.Locale.Count(all))),
		earlier, k.KeyChip("["), later, k.KeyChip("]"))
}

// turn shows other reports.
func (s *sheet) turn(by int) {
	if next := s.page + by; next >= 0 && next*perPage < len(s.c.told) {
		s.page = next
		s.build()
	}
}

// line is a statement with who says what, what is kept, and what can be.
func (s *sheet) line(at int) fyne.CanvasObject {
	k, l := s.kit, s.lines[at]
	writable := s.host.Library.Writable()
	said := k.Wrap(6)
	add := func(kind control.Kind, words, key string, run func()) {
		if at == s.at && key != "" {
			words += "  (" + key + ")"
		}
		if k.RTL() { // parts that are all isolated have no direction of their own
			words = "\u200f" + words
		}
		b := k.Button(kind, words, nil, func() {
			s.at = at
			run()
		})
		if !writable {
			b.Disable()
		}
		said.Add(b)
	}
	for i, v := range l.values[:min(len(l.values), mostValues)] {
		add(control.Outline, k.Join(k.Given(v.words), letters(k, v.by)), k.Locale.Count(i+1), func() { s.choose(i) })
	}
	if n := len(l.values) - mostValues; n > 0 {
		said.Add(k.Muted(k.T("compare.others", "n", k.Locale.Count(n))))
	}
	if l.span != "" {
		add(control.Outline, k.T("compare.span", "value", l.span), "S", s.chooseSpan)
	}
	switch {
	case l.open != "" && l.subject == claims.Day:
		add(control.Outline, k.T("compare.one.of", "value", l.open), "O", s.leaveOpen)
	case l.open != "":
		add(control.Outline, k.T("compare.open"), "O", s.leaveOpen)
	}
	add(control.Quiet, k.T("compare.own"), "E", func() { s.writeOwn() })
	name := text.LabelStyle{Bold: at == s.at}
	if l.disputed {
		name.Colour = fynetheme.ColorNameWarning
	}
	kept := l.kept
	if kept == "" {
		kept = k.T("compare.undecided")
	}
	words := control.Column(0, k.Text(k.T("compare.kept", "value", kept), text.LabelStyle{Size: control.SizeSmall}))
	if l.why != "" {
		words.Add(k.Written(l.why, text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Lines: 3}))
	}
	return control.Columns(k, 12, 150, 260, 220, k.Text(l.name, name), said, words)
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
	if l.subject == claims.Day {
		s.date(v.date, false, by)
		return
	}
	s.keep(l.subject, v.words, false, by)
}

// chooseSpan keeps all that is said as a span.
func (s *sheet) chooseSpan() {
	switch l := s.lines[s.at]; {
	case l.span == "":
	case l.subject == claims.Day:
		s.date(l.whole, false, nil)
	default:
		s.keep(l.subject, l.span, false, nil)
	}
}

// leaveOpen says that it is not decided, and between what.
func (s *sheet) leaveOpen() {
	switch l := s.lines[s.at]; {
	case l.open == "":
	case l.subject == claims.Day:
		s.date(l.oneOf, true, nil)
	default:
		s.keep(l.subject, l.open, true, nil)
	}
}

// decision is what the reader decides, with the reason that was typed.
func (s *sheet) decision(value string, open bool, by []data.ID) data.Claim {
	return data.Claim{Value: value, Open: open, Why: s.why.Text(), By: s.choices.Author(), At: s.host.Now().Unix(), Excerpts: by}
}

// keep writes what the event carries of a subject.
func (s *sheet) keep(subject claims.Subject, value string, open bool, by []data.ID) {
	c := s.decision(value, open, by)
	c.Subject = string(subject)
	seen := s.c.event
	s.write(func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.DecideClaim(ctx, seen, c)
	})
}

// date writes the date of the event.
func (s *sheet) date(d dates.Date, open bool, by []data.ID) {
	c := s.decision("", open, by)
	seen := s.c.event
	s.write(func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.DecideDate(ctx, seen, d, c)
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
		s.why.SetText("")
		s.again()
	})
}

// again compares the sources as they are now.
func (s *sheet) again() {
	s.load(s.c.event.ID, func(c *comparison) {
		if len(c.told) == 0 {
			s.dialog.Close()
			return
		}
		s.c = c
		s.build()
	})
}
