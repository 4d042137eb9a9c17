package pane

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// placing reports whether words are to be chosen for a note or an excerpt here.
func (p *Reader) placing() bool {
	w, a := p.env.Session.Placing(), p.env.Session.Article()
	return w != nil && a != nil && w.Article() == a.ID
}

// Attach puts what waits for a passage at the selected words.
func (p *Reader) Attach() {
	start, end := p.text.Selection()
	p.text.ClearSelection()
	p.env.attachPassage(start, end)
}

// under shows, below the head, what is asked of the reader and the notes on the
// article as a whole.
func (p *Reader) under() {
	k, a := p.env.Kit, p.env.Session.Article()
	p.notes.Objects = nil
	if p.placing() {
		p.notes.Add(p.ask())
	}
	const most = 3
	shown := 0
	if a != nil && a.Missing > 0 {
		p.notes.Add(k.Pad(30, 8, 30, 8, k.Quote(control.Warn, k.Text(k.Locale.TN("article.missing", a.Missing), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22}))))
	}
	if a != nil {
		for i := range a.Notes {
			n := a.Notes[i]
			if n.Parent != (data.ID{}) || n.Article != a.ID || n.OnPassage() {
				continue
			}
			if shown++; shown <= most {
				p.notes.Add(p.whole(n))
			}
		}
	}
	if shown > most {
		p.notes.Add(k.Pad(30, 0, 30, 8, k.Muted(k.Locale.TN("notes.more", shown-most))))
	}
	p.notes.Refresh()
	p.Root.Refresh()
}

// ask says that words are to be selected, and for what.
func (p *Reader) ask() fyne.CanvasObject {
	k, w := p.env.Kit, p.env.Session.Placing()
	s := k.Text(k.T("doubt.choose"), text.LabelStyle{Bold: true})
	words := k.Passage(w.Words(), 140)
	cancel := k.Button(control.Quiet, k.T("button.cancel"), nil, p.env.Session.EndPlacing)
	return control.Column(0, control.Stack(control.NewSurface(control.Chips, control.None, 0),
		k.Pad(22, 10, 16, 10, k.Row(12, 0, control.Column(3, s, words), cancel))), control.HLine())
}

// whole is a note on the article as a whole, in one line.
func (p *Reader) whole(n data.Annotation) fyne.CanvasObject {
	k := p.env.Kit
	shown, _ := readLinks(n.Text)
	words := k.Written(control.OneLine(shown, 200), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22, Lines: 1, Shrink: true, Base: direction(n.Dir)})
	row := k.Row(10, 1, control.NewBar(control.Mark(n.Colour), 3, 20, 1.5), words, k.Text(p.env.signed(n), text.LabelStyle{
		Size: control.SizeCaption, Lines: 1, Colour: fynetheme.ColorNamePlaceHolder,
	}))
	return control.Column(0, control.NewTapArea(k.Pad(22, 7, 22, 7, row), func() { p.env.showNote(n) },
		func(at fyne.Position) { p.env.noteMenu(n, at) }), control.HLine())
}
