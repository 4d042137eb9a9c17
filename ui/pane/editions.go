package pane

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// editions is the dialog of an article's texts, the present one first. Of an earlier
// one it shows what the text that came after it changed.
type editions struct {
	env    *Env
	now    string // the present text
	all    []data.Edition
	list   *control.LongList
	diff   *control.Scroll
	dialog *control.Dialog
	wanted int
}

// ShowEditions opens the dialog for the open article.
func (e *Env) ShowEditions() {
	k, a := e.Kit, e.Session.Article()
	if a == nil {
		return
	}
	v := &editions{env: e, now: a.Text, diff: e.Kit.Scroll()}
	still := k.Dialogs.Still()
	e.Session.Editions(a.ID, func(all []data.Edition) {
		switch {
		case !still():
			return
		case len(all) == 0:
			k.Tell(e.Canvas, k.T("command.article.editions"), k.T("editions.none"), k.T("button.ok"))
			return
		}
		v.all = all
		v.open()
	})
}

const editionHeight = 44

func (v *editions) open() {
	k := v.env.Kit
	v.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return k.StepRow() }, Fill: v.fill, Row: editionHeight,
		Pressed: func(i int, _ control.Press) { v.show(i) }, Moved: func(i int, _ fyne.KeyModifier) { v.show(i) },
	})
	rows := min(len(v.all), 5)
	const height = 360
	body := control.Column(10, k.Muted(k.T("editions.hint")), k.Well(float32(rows*editionHeight+6), v.list), k.Well(height, v.diff))
	v.dialog = k.ShowDialog(v.env.Canvas, k.T("command.article.editions"), 760, body, control.Action{Text: k.T("button.close"), Primary: true})
	v.list.SetCount(len(v.all), true)
	v.list.SetCurrent(0)
	v.show(0)
	v.env.Canvas.Focus(v.list)
}

func (v *editions) fill(i int, o fyne.CanvasObject) {
	k, now := v.env.Kit, v.env.Now()
	ed := v.all[i]
	o.(*control.StepRow).Set(k.T("edition.until", "when", k.Locale.Timestamp(ed.Replaced, now.Location())), k.Locale.TN("count.bytes", ed.Length), false, i == v.list.Current(), "")
}

// show compares a text with the one that took its place.
func (v *editions) show(i int) {
	v.wanted = i
	compare := func(old data.Edition, next string) {
		if v.wanted == i {
			v.diff.SetContent(v.env.Kit.Pad(14, 10, 20, 10, v.env.difference(old.Text, next)), true)
			v.list.Update()
		}
	}
	s := v.env.Session
	s.Edition(v.all[i].ID, func(old data.Edition) {
		if i == 0 {
			compare(old, v.now)
			return
		}
		s.Edition(v.all[i-1].ID, func(next data.Edition) { compare(old, next.Text) })
	})
}

// mostParagraphs bounds how many changed paragraphs a difference shows.
const mostParagraphs = 300

// difference shows what has changed between two texts: the paragraphs that differ,
// with the words that went and came marked, and how many stayed between them.
func (e *Env) difference(old, now string) fyne.CanvasObject {
	k := e.Kit
	column := control.Column(10)
	shown := 0
	for _, part := range diffText(old, now) {
		if part.same > 0 {
			column.Add(k.Muted(k.Locale.TN("diff.same", part.same)))
			continue
		}
		if shown++; shown > mostParagraphs {
			column.Add(k.Muted(k.T("diff.more")))
			break
		}
		label := k.Written(part.text, text.LabelStyle{LineHeight: 25})
		label.SetSpans(part.spans)
		column.Add(label)
	}
	if shown == 0 {
		return k.Muted(k.T("diff.none"))
	}
	return column
}
