package pane

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// doubted is a passage of which the reader should judge: that of a note, or that of
// an excerpt. One of the two is set.
type doubted struct {
	note    *data.Annotation
	excerpt *data.Excerpt
}

func (d doubted) doubt() data.Doubt {
	if d.note != nil {
		return d.note.Doubt
	}
	return d.excerpt.Doubt
}

func (d doubted) anchor() anchor.Selector {
	if d.note != nil {
		return d.note.Anchor
	}
	return d.excerpt.Anchor
}

// doubtsOf are the passages of an article of which the reader should judge, in the
// order of the text, those that were not found last.
func doubtsOf(a *session.ArticleView) []doubted {
	var check, orphans []doubted
	add := func(d doubted) {
		switch d.doubt().State {
		case data.CheckMe:
			check = append(check, d)
		case data.Orphan:
			orphans = append(orphans, d)
		case data.Sure:
		}
	}
	for i := range a.Excerpts {
		add(doubted{excerpt: &a.Excerpts[i].Excerpt})
	}
	for i := range a.Notes {
		add(doubted{note: &a.Notes[i]})
	}
	return append(check, orphans...)
}

// accept, detach and move are what the reader can decide.
func (e *Env) accept(d doubted) {
	if d.note != nil {
		e.Session.Do(app.AcceptAnchor(*d.note), nil)
	} else {
		e.Session.Do(app.AcceptAnchor(*d.excerpt), nil)
	}
}

func (e *Env) detach(d doubted) {
	if d.note != nil {
		e.Session.Do(app.DetachAnchor(*d.note), nil)
	} else {
		e.Session.Do(app.DetachAnchor(*d.excerpt), nil)
	}
}

func (e *Env) move(d doubted) { e.Session.Place(session.Placing{Note: d.note, Excerpt: d.excerpt}) }

// moveNote lets the reader choose another passage for a note.
func (e *Env) moveNote(n data.Annotation) { e.move(doubted{note: &n}) }

// attachPassage puts what waits for a passage at the bytes that are selected.
func (e *Env) attachPassage(start, end int) {
	s := e.Session
	p, a := s.Placing(), s.Article()
	if p == nil || a == nil || a.ID != p.Article() {
		return
	}
	var edit data.Edit
	var err error
	if p.Note != nil {
		edit, err = app.MoveAnchor(*p.Note, a.Article, start, end)
	} else {
		edit, err = app.MoveAnchor(*p.Excerpt, a.Article, start, end)
	}
	if err != nil {
		e.Fail(err)
		return
	}
	s.EndPlacing()
	s.Do(edit, nil)
}

// doubtOf says in a card what is not sure about a passage: its words before and now,
// and what can be decided.
func (e *Env) doubtOf(d doubted) fyne.CanvasObject {
	k := e.Kit
	was, now := e.compared(d)
	head := k.Text(e.doubtWord(d.doubt()), text.LabelStyle{Size: control.SizeCaption, Bold: true, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNameWarning})
	body := control.Column(5, head, k.Muted(k.T("doubt.was")), k.Quote(control.Line, was))
	if now != nil {
		body.Add(k.Muted(k.T("doubt.now")))
		body.Add(k.Quote(control.Warn, now))
	}
	if !e.readOnly() {
		body.Add(e.decisions(d, func() {}))
	}
	return control.Stack(control.NewSurface(control.Ground, control.None, 8), k.Pad(10, 8, 10, 8, body))
}

// decisions are the buttons for what can be decided about a passage; done follows.
func (e *Env) decisions(d doubted, done func()) *fyne.Container {
	k := e.Kit
	row := k.Wrap(6)
	add := func(kind control.Kind, key string, run func(doubted)) {
		row.Add(k.Button(kind, k.T(key), nil, func() { run(d); done() }))
	}
	if d.doubt().State == data.CheckMe {
		add(control.Outline, "doubt.accept", e.accept)
		add(control.Quiet, "doubt.move", e.move)
		add(control.Quiet, "doubt.detach", e.detach)
	} else {
		add(control.Outline, "doubt.attach", e.move)
	}
	return row
}

// compared are the words of a passage before its text changed and now, with what is
// different marked; now is nil for an orphan, which stands nowhere.
func (e *Env) compared(d doubted) (was, now *text.Label) {
	k := e.Kit
	style := text.LabelStyle{Size: control.SizeSmall, LineHeight: 23}
	doubt := d.doubt()
	old := doubt.Was
	if old == "" {
		old = d.anchor().Exact
	}
	if doubt.State == data.Orphan {
		return k.Written(control.OneLine(old, 400), style), nil
	}
	oldText, newText := control.OneLine(old, 400), control.OneLine(d.anchor().Exact, 400)
	was, now = k.Written(oldText, style), k.Written(newText, style)
	gone, come := diffSpans(oldText, newText)
	was.SetSpans(gone)
	now.SetSpans(come)
	return was, now
}

// ReviewDoubts shows the passages of the open article of which the reader should
// judge, one after the other, with the words of before and now side by side.
func (e *Env) ReviewDoubts() {
	k, a := e.Kit, e.Session.Article()
	if a == nil {
		return
	}
	all := doubtsOf(a)
	if len(all) == 0 {
		k.Tell(e.Canvas, k.T("command.doubts"), k.T("doubts.none"), k.T("button.ok"))
		return
	}
	at := 0
	var d *control.Dialog
	page := control.Column(12)
	var row *fyne.Container
	var show func()
	next := func() {
		if at++; at >= len(all) {
			d.Close()
			return
		}
		show()
	}
	show = func() {
		now := all[at]
		page.Objects = e.reviewed(now, at, len(all))
		if !e.readOnly() {
			row = e.decisions(now, func() {
				if e.Session.Placing() != nil {
					d.Close()
					return
				}
				next()
			})
			row.Add(k.Button(control.Quiet, k.T("doubt.skip"), nil, next))
		} else {
			row = k.Wrap(6, k.Button(control.Outline, k.T("doubt.skip"), nil, next))
		}
		page.Add(row)
		if d != nil {
			d.Refit()
			e.Canvas.Focus(row.Objects[0].(*control.Button)) // Enter decides, Tab goes to the others
		}
		if s := now.anchor(); now.doubt().State == data.CheckMe {
			e.Session.ShowPassage(s.Start, s.End)
		}
	}
	show()
	d = k.ShowDialog(e.Canvas, k.T("command.doubts"), 720, page, control.Action{Text: k.T("button.close")})
	d.Refit()
	e.Canvas.Focus(row.Objects[0].(*control.Button))
}

// reviewed is one passage of the review: whose it is, and its words side by side.
func (e *Env) reviewed(d doubted, at, of int) []fyne.CanvasObject {
	k := e.Kit
	what := k.T("doubt.of.excerpt")
	about := ""
	if d.note != nil {
		what, about = k.T("doubt.of.note"), d.note.Text
	} else if a := e.Session.Article(); a != nil {
		for _, x := range a.Excerpts {
			if x.ID == d.excerpt.ID {
				about = x.EventRow.Title
			}
		}
	}
	head := k.Row(8, 1, k.Text(e.doubtWord(d.doubt()), text.LabelStyle{Bold: true, Lines: 1, Colour: fynetheme.ColorNameWarning}),
		k.Muted(k.Join(what, k.Given(control.OneLine(about, 60)))), k.Muted(k.T("doubt.count", "n", k.Locale.Count(at+1), "m", k.Locale.Count(of))))
	was, now := e.compared(d)
	column := func(key string, bar control.Role, words fyne.CanvasObject) fyne.CanvasObject {
		return control.Column(5, k.Muted(k.T(key)), k.Quote(bar, words))
	}
	objects := []fyne.CanvasObject{head}
	if now == nil {
		objects = append(objects, column("doubt.was", control.Line, was), k.Muted(k.T("doubt.orphan.hint")))
	} else {
		objects = append(objects, control.Pair(k, 24, column("doubt.was", control.Line, was), column("doubt.now", control.Warn, now)))
		objects = append(objects, k.Muted(k.T("doubt.method."+d.doubt().Method, "percent", k.Locale.Count(int(d.doubt().Score*100)))))
	}
	return objects
}
