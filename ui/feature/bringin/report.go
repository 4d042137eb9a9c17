package bringin

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// reportHeight is the height of the report's list, reportRow that of a line of it,
// in units.
const reportHeight, reportRow = 300, 56

// report opens the list of sources with how far each has come.
func (b *batch) report() {
	k := b.f.host.Kit()
	b.head, b.lines = k.Muted(b.summary()), map[fyne.CanvasObject]*reportLine{}
	b.list = k.LongList(control.LongRows{
		New: b.newLine, Fill: b.fillLine, Row: reportRow,
		Pressed: func(i int, _ control.Press) { b.open(i) },
		Chosen:  b.open,
	})
	b.hint, b.foot = k.Muted(k.T("bringin.all.hint")), k.Wrap(8)
	body := control.Column(10, b.head,
		k.Well(min(reportHeight, float32(len(b.items))*reportRow+6), b.list), b.hint, k.Pad(0, 0, 0, 2, b.foot))
	b.dialog = k.ShowDialog(b.f.host.Canvas, k.T("bringin.title"), 620, body, control.Action{Text: k.T("button.close"), Run: func() bool {
		b.dialog.Leave(b.dialog.Close)
		return false
	}})
	b.dialog.Guard(func() bool { return !b.over || b.count(ready) > 0 }, func(lose func()) {
		k.Confirm(b.f.host.Canvas, k.T("bringin.leave.title"), k.T("bringin.leave.text"), k.T("bringin.leave.yes"), k.T("button.cancel"), func() {
			b.stop()
			lose()
		})
	})
	b.list.SetCount(len(b.items), true)
	b.refoot()
}

// open opens the form of a line, or says in full why it could not be read.
func (b *batch) open(i int) {
	switch s := b.items[i]; {
	case s.stage == ready:
		b.ask(i)
	case s.stage == refused:
		k, words := b.f.host.Kit(), b.f.host.Say(s.err)
		b.f.host.Later(func() { k.Tell(b.f.host.Canvas, sourceName(k, s.source), words, k.T("button.ok")) })
	}
}

// summary says how far all of it has come.
func (b *batch) summary() string {
	k := b.f.host.Kit()
	n := len(b.items)
	if left := b.count(waiting) + b.count(beingRead); left > 0 && !b.stopped {
		return k.T("bringin.reading", "n", k.Locale.Count(n-left), "m", k.Locale.Count(n))
	}
	part := func(key string, at stage) string {
		if c := b.count(at); c > 0 {
			return k.Locale.TN(key, c)
		}
		return ""
	}
	return k.Join(part("bringin.count.ready", ready), part("bringin.count.added", added), part("bringin.count.refused", refused),
		part("bringin.count.left", leftOut), part("bringin.count.waiting", waiting))
}

// refoot shows what can be done now.
func (b *batch) refoot() {
	if b.dialog == nil {
		return
	}
	k := b.f.host.Kit()
	b.foot.RemoveAll()
	b.hint.Hide()
	switch n := b.count(ready); {
	case !b.over:
		b.foot.Add(k.Button(control.Outline, k.T("bringin.stop"), nil, b.stop))
	case n > 0:
		look := k.Button(control.Primary, k.Locale.TN("bringin.look", n), nil, func() { b.ask(b.next()) })
		b.foot.Add(look)
		if k.Dialogs.Top() == b.dialog {
			b.f.host.Canvas.Focus(look)
		}
		if n > 1 {
			b.hint.Show()
			b.foot.Add(k.Button(control.Outline, k.T("bringin.all"), nil, b.addAll))
		}
	}
	b.foot.Refresh()
	b.head.SetText(b.summary())
	b.dialog.Refit()
}

// reportLine are the parts of a line of the report.
type reportLine struct {
	name       *text.Label
	state, bad *text.Label // of the two, one has words
}

func (b *batch) newLine() fyne.CanvasObject {
	k := b.f.host.Kit()
	style := text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 20, Shrink: true, Colour: theme.ColorNamePlaceHolder}
	l := &reportLine{
		name:  k.Name("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true, Align: k.Start()}),
		state: k.Text("", style),
	}
	style.Colour = theme.ColorNameError
	l.bad = k.Text("", style)
	line := k.Pad(12, 6, 12, 6, control.Column(0, l.name, control.Stack(l.state, l.bad)))
	b.lines[line] = l
	return line
}

func (b *batch) fillLine(i int, o fyne.CanvasObject) {
	l, s := b.lines[o], b.items[i]
	l.name.SetText(sourceName(b.f.host.Kit(), s.source))
	words, bad := b.state(s), ""
	if s.stage == refused {
		words, bad = "", words
	}
	l.state.SetText(words)
	l.bad.SetText(bad)
	o.Refresh()
}

// state puts how far a source has come into words.
func (b *batch) state(s *sourced) string {
	k := b.f.host.Kit()
	switch s.stage {
	case beingRead:
		if b.stopped {
			return k.T("bringin.state.stopping")
		}
		if s.total > 0 {
			return k.T("bringin.state.part", "percent", k.Locale.Count(int(min(s.done*100/s.total, 100))))
		}
		return k.T("bringin.state.reading")
	case ready:
		return k.T("bringin.state.ready", "title", k.Given(control.OneLine(s.draft.Title.Value, 80)))
	case refused:
		if errors.Is(s.err, context.Canceled) {
			return k.T("bringin.state.stopped")
		}
		first, _, _ := strings.Cut(b.f.host.Say(s.err), "\n") // the rest is for the one that is asked about
		return control.OneLine(first, 160)
	case added:
		return k.T("bringin.state.added", "title", k.Given(control.OneLine(s.draft.Title.Value, 80)))
	case leftOut:
		return k.T("bringin.state.left")
	}
	if b.stopped {
		return k.T("bringin.state.stopped")
	}
	return k.T("bringin.state.waiting")
}
