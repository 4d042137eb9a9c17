package retext

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/wording"
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
	j.reading.Ask(reading.Question{Article: d.article(), Words: d.anchor().Exact, Chosen: func(to anchor.Selector) {
		j.host.Library.Do(d.moved(to), nil)
	}})
}

// Card shows what is in doubt about a passage: its words before and now, and what can
// be decided.
func (j judge) Card(d Doubted) fyne.CanvasObject {
	k := j.host.Kit()
	was, now := compared(k, d.words())
	head := k.Text(Word(k, d.doubt(), d.anchor().Exact, j.names(d)), text.LabelStyle{Size: control.SizeCaption, Bold: true, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNameWarning})
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

// names are what the library calls a name, as far as they are loaded.
func (j judge) names(d Doubted) wording.Names {
	if a := j.host.Library.Article(); a != nil && a.ID == d.article() {
		return a.Names
	}
	if e := j.host.Library.Event(); e != nil {
		return e.Names
	}
	return nil
}

// comparison is the words of a passage before its text changed and now; none now for a
// passage that was not found.
type comparison struct{ was, now string }

// words are those of a passage, and a negation that is beside them now.
func (d Doubted) words() comparison {
	c := comparison{d.doubt().Was, d.anchor().Exact}
	if c.was == "" {
		c.was = d.anchor().Exact
	}
	switch {
	case d.doubt().State == data.Orphan:
		c.now = ""
	case d.doubt().Method == app.Negated:
		before, after := wording.Negated(d.anchor().Prefix, d.anchor().Suffix)
		c.now = before + c.now + after
	}
	return c
}

// compared shows words before and now, with what is different marked; now is nil where
// there are none.
func compared(k *control.Kit, c comparison) (was, now *text.Label) {
	style := text.LabelStyle{Size: control.SizeSmall, LineHeight: 23}
	old, new := windows(c.was, c.now)
	was = k.Written(old, style)
	if c.now == "" {
		return was, nil
	}
	now = k.Written(new, style)
	gone, come := diffSpans(old, new)
	was.SetSpans(gone)
	now.SetSpans(come)
	return was, now
}

// windows are two wordings in one line each, of long ones the part around where they
// begin to differ.
func windows(was, now string) (string, string) {
	const most, before = 400, 100
	was, now = strings.Join(strings.Fields(was), " "), strings.Join(strings.Fields(now), " ")
	cut := func(s string, at int) string {
		from := 0
		if at = min(at, len(s)); len(s) > most && at > before {
			if from = strings.LastIndexByte(s[:at-before], ' ') + 1; from > 0 {
				return "… " + control.OneLine(s[from:], most)
			}
		}
		return control.OneLine(s, most)
	}
	changes := wording.Changes(was, now, nil)
	if now == "" || len(changes) == 0 {
		return cut(was, 0), cut(now, 0)
	}
	return cut(was, changes[0].Old.Start), cut(now, changes[0].New.Start)
}
