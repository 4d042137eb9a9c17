package notes

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/notes/links"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/text"
)

// layer is the name of the marks of notes in the reader, and of the notes on the article
// as a whole under its head.
const layer = "notes"

// marks are the passages of the open article with notes on them.
func marks(b *actions) []reading.Mark {
	a := b.library.Article()
	if a == nil {
		return nil
	}
	var all []reading.Mark
	for _, n := range a.Notes {
		start, end, ok := b.reading.Passage(n.Anchor, n.Doubt)
		if !ok || !n.OnPassage() {
			continue
		}
		title := n.Text
		if title == "" {
			title = n.Anchor.Exact
		}
		all = append(all, reading.Mark{Title: control.OneLine(title, 40), Highlight: text.Highlight{
			Start: start, End: end, Colour: n.Colour, ID: n.ID, Emphasis: n.ID == b.library.Active().Note, Bar: true, Dashed: n.Doubt.State == data.CheckMe,
		}})
	}
	return all
}

// readMarked shows the note of a mark.
func readMarked(b *actions, p reading.Press) {
	a := b.library.Article()
	if p.Layer != layer || a == nil {
		return
	}
	if i := slices.IndexFunc(a.Notes, func(n data.Annotation) bool { return n.ID == p.ID }); i >= 0 {
		b.library.ReadNote(a.Notes[i])
	}
}

// onWhole are the notes on the open article as a whole, each in one line; nil where
// there are none.
func onWhole(b *actions) fyne.CanvasObject {
	a := b.library.Article()
	if a == nil {
		return nil
	}
	const most = 3
	k, column, shown := b.host.Kit(), control.Column(0), 0
	for _, n := range a.Notes {
		if n.Parent != (data.ID{}) || n.Article != a.ID || n.OnPassage() {
			continue
		}
		if shown++; shown <= most {
			column.Add(line(b, n))
		}
	}
	if shown > most {
		column.Add(k.Pad(30, 0, 30, 8, k.Muted(k.Locale.TN("notes.more", shown-most))))
	}
	if shown == 0 {
		return nil
	}
	return column
}

// line is a note in one line.
func line(b *actions, n data.Annotation) fyne.CanvasObject {
	k := b.host.Kit()
	shown, _ := links.Read(n.Text)
	words := k.Written(control.OneLine(shown, 200), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22, Lines: 1, Shrink: true, Base: Direction(n.Dir)})
	row := k.Row(10, 1, control.NewBar(control.Mark(n.Colour), 3, 20, 1.5), words, k.Text(signed(b.host, n), text.LabelStyle{
		Size: control.SizeCaption, Lines: 1, Colour: fynetheme.ColorNamePlaceHolder,
	}))
	return control.Column(0, control.NewTapArea(k.Pad(22, 7, 22, 7, row), func() { b.Show(n) },
		func(at fyne.Position) { b.Menu(n, at) }), control.HLine())
}
