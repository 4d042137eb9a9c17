package pane

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// notesLayer is the name of the marks of notes in the reader, and of the notes on the
// article as a whole under its head.
const notesLayer = "notes"

// ShowNotes shows the notes on the open article in the reader, until the panes are
// built again.
func (e *Env) ShowNotes() {
	show := func() {
		e.Reading.SetMarks(notesLayer, e.noteMarks())
		e.Reading.SetNotice(notesLayer, e.wholeNotes())
	}
	show()
	e.Ending = append(e.Ending, e.Session.Open().Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.ArticleOpened:
			show()
		case library.PassageFocused, library.EventSelected:
			e.Reading.SetMarks(notesLayer, e.noteMarks())
		default:
		}
	}), e.Reading.OnPressed(func(p reading.Press) {
		if p.Layer == notesLayer {
			e.readNote(p.ID.(data.ID))
		}
	}))
}

// noteMarks are the passages of the open article with notes on them.
func (e *Env) noteMarks() []reading.Mark {
	a := e.Session.Article()
	if a == nil {
		return nil
	}
	var marks []reading.Mark
	for _, n := range a.Notes {
		start, end, ok := e.Reading.Passage(n.Anchor, n.Doubt)
		if !ok || !n.OnPassage() {
			continue
		}
		title := n.Text
		if title == "" {
			title = n.Anchor.Exact
		}
		marks = append(marks, reading.Mark{Title: control.OneLine(title, 40), Highlight: text.Highlight{
			Start: start, End: end, Colour: n.Colour, ID: n.ID, Emphasis: n.ID == e.Session.Active().Note, Bar: true, Dashed: n.Doubt.State == data.CheckMe,
		}})
	}
	return marks
}

// readNote shows a note of the open article.
func (e *Env) readNote(id data.ID) {
	for _, n := range e.Session.Article().Notes {
		if n.ID == id {
			e.Session.ReadNote(n)
			return
		}
	}
}

// wholeNotes are the notes on the open article as a whole, nil where there are none.
func (e *Env) wholeNotes() fyne.CanvasObject {
	a := e.Session.Article()
	if a == nil {
		return nil
	}
	const most = 3
	column, shown := control.Column(0), 0
	for _, n := range a.Notes {
		if n.Parent != (data.ID{}) || n.Article != a.ID || n.OnPassage() {
			continue
		}
		if shown++; shown <= most {
			column.Add(e.whole(n))
		}
	}
	if shown > most {
		column.Add(e.Kit.Pad(30, 0, 30, 8, e.Kit.Muted(e.Kit.Locale.TN("notes.more", shown-most))))
	}
	if shown == 0 {
		return nil
	}
	return column
}

// whole is a note on the article as a whole, in one line.
func (e *Env) whole(n data.Annotation) fyne.CanvasObject {
	k := e.Kit
	shown, _ := readLinks(n.Text)
	words := k.Written(control.OneLine(shown, 200), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22, Lines: 1, Shrink: true, Base: direction(n.Dir)})
	row := k.Row(10, 1, control.NewBar(control.Mark(n.Colour), 3, 20, 1.5), words, k.Text(e.signed(n), text.LabelStyle{
		Size: control.SizeCaption, Lines: 1, Colour: fynetheme.ColorNamePlaceHolder,
	}))
	return control.Column(0, control.NewTapArea(k.Pad(22, 7, 22, 7, row), func() { e.showNote(n) },
		func(at fyne.Position) { e.noteMenu(n, at) }), control.HLine())
}
