package notes

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// pane shows the notes on the selected event and in the open article, with the one
// that is being written where it belongs.
type pane struct {
	actions *actions
	kit     *control.Kit
	reason  *text.Label     // why what is typed is not saved
	alert   *fyne.Container // shows it over the cards, wherever they are scrolled to
	scroll  *control.Scroll
	float   *fyne.Container // what is shown over the cards
	editor  *editor
	active  data.ID        // the note that was brought into view last
	before  fyne.Focusable // what had the keyboard before the editor took it
	cards   map[data.ID]*card
	open    map[data.ID]bool // notes whose replies are shown
	fixed   bool             // nothing could be changed when it was built
	root    *fyne.Container
}

// newPane makes the pane. old is the one in the language before, nil for none: what is
// open and written in it stays so.
func newPane(b *actions, old *pane) *pane {
	k := b.host.Kit()
	p := &pane{actions: b, kit: k, scroll: k.Scroll(), float: container.NewWithoutLayout(), cards: map[data.ID]*card{}, open: map[data.ID]bool{}}
	p.reason = k.Text("", text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNameError})
	p.alert = control.Column(0, k.Pad(22, 12, 22, 12, p.reason), control.HLine())
	p.root = control.Stack(control.Above(p.alert, p.scroll), p.float)
	if w := b.Writing(); w != nil {
		p.editor = newEditor(b, w, p.float, p.scroll.Refit)
	}
	if old != nil {
		p.open = old.open
		if p.editor != nil && old.editor != nil {
			p.editor.begun = old.editor.begun
		}
	}
	p.warn()
	p.build()
	return p
}

// write follows the note that is being written: its card opens, follows an undo, or
// is gone.
func (p *pane) write() {
	w := p.actions.Writing()
	p.warn()
	switch {
	case w == nil:
		if p.editor != nil {
			p.editor = nil
			p.giveBack()
		}
		p.float.Objects = nil
		p.float.Refresh()
		p.build()
	case p.editor == nil || p.editor.writing != w:
		if p.editor == nil {
			p.before = p.actions.host.Canvas.Focused()
		}
		p.editor = newEditor(p.actions, w, p.float, p.scroll.Refit)
		if parent := w.Note().Parent; parent != (data.ID{}) {
			p.open[parent] = true
		}
		p.build()
		p.actions.window.ShowNotes() // what is not shown cannot take the keyboard
		if p.editor.begun {
			p.scroll.ToTop()
		}
		p.editor.focus()
	default:
		p.editor.refresh()
	}
}

// focus gives the keyboard to the note that is being written, if there is one.
func (p *pane) focus() {
	if p.editor != nil {
		p.scroll.Reveal(p.editor.root)
		p.editor.focus()
	}
}

// warn says above the cards that what is typed is not saved, and why.
func (p *pane) warn() {
	if w := p.actions.Writing(); w == nil || w.Err() == nil {
		p.alert.Hide()
	} else {
		p.reason.SetText(p.kit.T("note.unsaved") + "\n" + p.actions.host.Say(w.Err()))
		p.alert.Show()
	}
	p.root.Refresh()
}

// giveBack gives the keyboard back to what had it before a note was written.
func (p *pane) giveBack() {
	before, shown := p.before.(fyne.CanvasObject)
	if shown && before.Visible() && fyne.CurrentApp().Driver().CanvasForObject(before) != nil {
		p.actions.host.Canvas.Focus(p.before)
	} else {
		p.actions.host.Canvas.Unfocus()
	}
	p.before = nil
}

// listed are the notes to show, without repeats; replies with the notes that they
// answer.
func listed(l *library.Library) []data.Annotation {
	var notes []data.Annotation
	if e := l.Event(); e != nil {
		notes = slices.Clone(e.Notes)
	}
	if a := l.Article(); a != nil {
		for _, n := range a.Notes {
			if !slices.ContainsFunc(notes, func(have data.Annotation) bool { return have.ID == n.ID }) {
				notes = append(notes, n)
			}
		}
	}
	return notes
}

func (p *pane) build() {
	l := p.actions.library
	p.fixed = !l.Writable()
	all := threads(listed(l))
	column := control.Column(12)
	p.addHead(column, len(all))
	p.addCards(column, all)
	p.addFoot(column, len(all))
	p.scroll.SetContent(p.kit.Pad(22, 20, 22, 22, column), false)
	p.follow(l.Active().Note)
}

// addHead says what the notes are of, and how many there are.
func (p *pane) addHead(column *fyne.Container, notes int) {
	k, l := p.kit, p.actions.library
	if l.Event() == nil && l.Article() == nil {
		column.Add(k.Muted(k.T("notes.none.hint")))
		if n := l.Snapshot(); n != nil && len(n.Notes) > 0 {
			column.Add(k.Wrap(8, k.Button(control.Outline, k.T("notes.all"), nil, func() { p.actions.host.Run("notes") })))
		}
	} else if l.Article() == nil { // else the column's tabs say so
		count := ""
		if notes > 0 {
			count = k.Locale.Count(notes)
		}
		column.Add(k.Row(6, 1, k.Text(k.T("notes.title"), text.LabelStyle{Size: 15, Bold: true, Lines: 1}), k.Muted(count)))
	}
}

// addCards adds the notes, with the editor in the place of the one that is written.
func (p *pane) addCards(column *fyne.Container, all []thread) {
	placed := p.editor == nil
	if !placed && p.editor.begun {
		column.Add(p.editor.root)
		placed = true
	}
	cards := make(map[data.ID]*card, len(all))
	top := len(column.Objects)
	for _, t := range all {
		if p.editor != nil && p.editor.writing.Note().ID == t.note.ID {
			if !placed {
				column.Objects = append(column.Objects, p.editor.root)
				placed = true
			}
			continue
		}
		c := p.card(t)
		placed = placed || c.look.written
		cards[t.note.ID] = c
		column.Objects = append(column.Objects, c.root)
	}
	if !placed { // of a note that is not listed here
		column.Objects = slices.Insert(column.Objects, top, fyne.CanvasObject(p.editor.root))
	}
	p.cards = cards
	if p.fixed && p.actions.library.Snapshot() != nil {
		column.Objects = slices.Insert(column.Objects, top, fyne.CanvasObject(p.kit.Muted(p.actions.host.WhyReadOnly())))
	}
}

// card returns a thread's card, the same as before where nothing of it has changed.
func (p *pane) card(t thread) *card {
	id := t.note.ID
	look := lookOf(p.actions, t, p.open[id], p.editor)
	if old := p.cards[id]; old != nil && old.look == look && !look.written {
		return old
	}
	return newCard(p.actions, t, look, p.editor, func() {
		p.open[id] = !look.open
		p.build()
	})
}

// addFoot says that there is nothing, and how a note is written.
func (p *pane) addFoot(column *fyne.Container, notes int) {
	k, l := p.kit, p.actions.library
	if p.fixed || p.editor != nil {
		return
	}
	if notes == 0 && (l.Event() != nil || l.Article() != nil) {
		column.Add(k.Muted(k.T("notes.none.hint")))
	}
	if l.Event() != nil {
		write := control.Stack(control.NewSurface(control.Ground, control.Line, 10),
			k.Pad(14, 9, 10, 9, k.Row(8, 0, k.Muted(k.T("notes.write")), k.KeyChip(p.actions.host.Key("note.add")))))
		column.Add(control.NewTapArea(write, func() { p.actions.host.Run("note.event") }, nil))
	}
}

// follow brings the active note's card into view, once: a new note's comes after it
// has become the active one.
func (p *pane) follow(active data.ID) {
	if active == p.active {
		return
	}
	card := p.cards[active]
	if card != nil && p.editor == nil {
		p.scroll.Reveal(card.root)
	}
	if card != nil || active == (data.ID{}) {
		p.active = active
	}
}
