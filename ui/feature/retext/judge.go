package retext

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/text"
)

// judge shows passages in doubt with what the reader can decide about them.
type judge struct {
	host    *feature.Host
	reading *reading.Feature
}

// Move lets the reader select other words for a passage.
func (j judge) Move(d Doubted) {
	j.reading.Ask(reading.Question{Article: d.article(), Words: d.anchor().Exact, Chosen: func(a data.Article, start, end int) error {
		edit, err := d.moved(a, start, end)
		if err == nil {
			j.host.Library.Do(edit, nil)
		}
		return err
	}})
}

// Card shows what is in doubt about a passage: its words before and now, and what can
// be decided.
func (j judge) Card(d Doubted) fyne.CanvasObject {
	k := j.host.Kit()
	was, now := compared(k, d)
	head := k.Text(Word(k, d.doubt()), text.LabelStyle{Size: control.SizeCaption, Bold: true, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNameWarning})
	body := control.Column(5, head, k.Muted(k.T("doubt.was")), k.Quote(control.Line, was))
	if now != nil {
		body.Add(k.Muted(k.T("doubt.now")))
		body.Add(k.Quote(control.Warn, now))
	}
	if j.host.Library.Writable() {
		body.Add(j.decisions(d, func() {}))
	}
	return control.Stack(control.NewSurface(control.Ground, control.None, 8), k.Pad(10, 8, 10, 8, body))
}

// decisions are the buttons for what can be decided about a passage; done follows.
func (j judge) decisions(d Doubted, done func()) *fyne.Container {
	k, do := j.host.Kit(), j.host.Library.Do
	row := k.Wrap(6)
	add := func(kind control.Kind, key string, run func()) {
		row.Add(k.Button(kind, k.T(key), nil, func() { run(); done() }))
	}
	if d.doubt().State == data.CheckMe {
		add(control.Outline, "doubt.accept", func() { do(d.accepted(), nil) })
		add(control.Quiet, "doubt.move", func() { j.Move(d) })
		add(control.Quiet, "doubt.detach", func() { do(d.detached(), nil) })
	} else {
		add(control.Outline, "doubt.attach", func() { j.Move(d) })
	}
	return row
}

// compared are the words of a passage before its text changed and now, with what is
// different marked; now is nil for a passage that was not found.
func compared(k *control.Kit, d Doubted) (was, now *text.Label) {
	const most = 400
	style := text.LabelStyle{Size: control.SizeSmall, LineHeight: 23}
	doubt := d.doubt()
	old := doubt.Was
	if old == "" {
		old = d.anchor().Exact
	}
	oldText, newText := control.OneLine(old, most), control.OneLine(d.anchor().Exact, most)
	was = k.Written(oldText, style)
	if doubt.State == data.Orphan {
		return was, nil
	}
	now = k.Written(newText, style)
	gone, come := diffSpans(oldText, newText)
	was.SetSpans(gone)
	now.SetSpans(come)
	return was, now
}
