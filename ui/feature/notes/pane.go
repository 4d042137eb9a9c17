package notes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// pane shows the notes on the selected event and in the open article, with the one
// that is being written where it belongs. Only the cards in view exist.
type pane struct {
	actions *actions
	kit     *control.Kit
	reason  *text.Label     // why what is typed is not saved
	alert   *fyne.Container // shows it over the cards, wherever they are scrolled to
	rows    *control.Rows
	float   *fyne.Container // what is shown over the cards
	editor  *editor
	active  data.ID        // the note that was brought into view last
	before  fyne.Focusable // what had the keyboard before the editor took it
	cards   cards
	linking bool // the notes that link to what is shown are listed
	fixed   bool // nothing could be changed when it was built
	beside  int  // how many of the notes are beside the text, and not here
	root    *fyne.Container
}

// part is the key of a row that is no note's.
type part uint8

// The parts above and below the notes.
const (
	headPart part = iota
	footPart
)

// newPane makes the pane; a note that is being written goes on in it.
func newPane(b *actions) *pane {
	k := b.host.Kit()
	p := &pane{actions: b, kit: k, float: container.NewWithoutLayout()}
	p.cards = cards{actions: b, toggled: p.build}
	p.rows = k.Rows(control.RowSource{Show: p.show, Gone: p.gone, Keep: p.keeps, Gap: 12, Top: 20, Bottom: 10, Side: 22})
	p.reason = k.Text("", text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNameError})
	p.alert = control.Column(0, k.Pad(22, 12, 22, 12, p.reason), control.HLine())
	p.root = control.Stack(control.Above(p.alert, p.rows), p.float)
	if w := p.writing(); w != nil {
		p.edit(w)
	}
	p.warn()
	p.build()
	return p
}

// writing is the note that is written here, nil where none is, or one beside the text.
func (p *pane) writing() *Writing {
	if w := p.actions.Writing(); w != nil && !p.actions.isBeside(w.Note()) {
		return w
	}
	return nil
}

// edit makes the card of a note that is written.
func (p *pane) edit(w *Writing) {
	p.editor = newEditor(p.actions, w, p.float, func() { p.rows.Resized(rowOf(w.Note())) })
}

// rowOf is the key of the row that a note is shown in.
func rowOf(n data.Annotation) data.ID {
	if n.Parent != (data.ID{}) {
		return n.Parent
	}
	return n.ID
}

// write follows the note that is being written: its card opens, follows an undo, or
// is gone.
func (p *pane) write() {
	w := p.writing()
	p.warn()
	switch {
	case w == nil:
		if p.editor != nil {
			p.editor = nil
			giveBack(p.actions.host, p.before)
			p.before = nil
		}
		p.float.Objects = nil
		p.float.Refresh()
		p.build()
	case p.editor == nil || p.editor.writing != w:
		if p.editor == nil {
			p.before = p.actions.host.Canvas.Focused()
		}
		p.edit(w)
		if parent := w.Note().Parent; parent != (data.ID{}) {
			p.actions.open[parent] = true
		}
		p.build()
		p.actions.window.ShowNotes() // what is not shown cannot take the keyboard
		p.rows.Reveal(rowOf(w.Note()))
		p.editor.focus()
	default:
		p.editor.refresh()
	}
}

// focus gives the keyboard to the note that is being written, if there is one.
func (p *pane) focus() {
	if p.editor != nil {
		p.rows.Reveal(rowOf(p.editor.writing.Note()))
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

// build lists the notes that are not beside the text, with the editor in the place of the
// one that is written.
func (p *pane) build() {
	l, list := p.actions.library, p.actions.listing()
	p.fixed = !l.Writable()
	keys := make([]any, 0, len(list.threads)+3)
	keys = append(keys, headPart)
	begun := -1 // before which thread a new note is written
	if ed := p.editor; ed != nil && list.find(rowOf(ed.writing.Note())) == nil {
		begun = list.before(ed.writing.Note())
	}
	p.beside = 0
	for i := range len(list.threads) + 1 {
		if i == begun {
			keys = append(keys, rowOf(p.editor.writing.Note()))
		}
		if i == len(list.threads) {
			break
		}
		if id := list.threads[i].note.ID; p.actions.readBeside(id) {
			p.beside++
		} else {
			keys = append(keys, id)
		}
	}
	keys = append(keys, footPart)
	p.rows.SetKeys(keys)
	p.follow(l.Active().Note)
}

// show makes what shows a row.
func (p *pane) show(key any) fyne.CanvasObject {
	switch key {
	case headPart:
		return p.head()
	case footPart:
		return p.foot()
	}
	id := key.(data.ID)
	if ed := p.editor; ed != nil {
		if n := ed.writing.Note(); n.ID == id || n.Parent == id && p.actions.listing().find(id) == nil {
			return ed.root
		}
	}
	return p.cards.card(id, p.editor).root
}

// gone forgets the card of a row that is out of view.
func (p *pane) gone(key any) {
	if id, ok := key.(data.ID); ok {
		p.cards.drop(id)
	}
}

// keeps reports whether a row has the editor, which keeps the keyboard.
func (p *pane) keeps(key any) bool {
	return p.editor != nil && key == any(rowOf(p.editor.writing.Note()))
}

// head says what the notes are of, and how many there are.
func (p *pane) head() fyne.CanvasObject {
	k, l, notes := p.kit, p.actions.library, len(p.actions.listing().threads)
	column := control.Column(12)
	if l.Event() == nil && l.Article() == nil {
		column.Add(k.Muted(k.T("notes.none.hint")))
		if n := l.Snapshot(); n != nil && len(n.Notes) > 0 {
			column.Add(k.Wrap(8, k.Button(control.Outline, k.T("notes.all"), nil, func() { p.actions.host.Run("notes") })))
		}
	} else if notes > 0 || l.Article() == nil {
		heading := ""
		if l.Article() == nil { // else the column's tabs say so
			heading = k.T("notes.title")
		}
		count := ""
		if heading != "" && notes > 0 {
			count = k.Locale.Count(notes)
		}
		row := []fyne.CanvasObject{k.Text(heading, text.LabelStyle{Size: 15, Bold: true, Lines: 1}), k.Muted(count)}
		if notes > 0 {
			var out *control.Button
			out = k.IconButton(fynetheme.DocumentSaveIcon(), k.T("notes.out"), func() {
				title, shown := p.actions.shown()
				k.ShowMenu(p.actions.host.Canvas, k.Over(out), p.actions.TakeOut(title, shown))
			})
			row = append(row, out)
		}
		column.Add(k.Row(6, 1, row...))
	}
	if p.beside > 0 {
		column.Add(k.Muted(k.Locale.TN("notes.beside", p.beside)))
	}
	p.addBacklinks(column)
	if p.fixed && l.Snapshot() != nil {
		column.Add(k.Muted(p.actions.host.WhyReadOnly()))
	}
	return column
}

// addBacklinks says how many notes link to what is shown, and lists them if asked to.
func (p *pane) addBacklinks(column *fyne.Container) {
	k, back := p.kit, p.actions.back.of(p.actions.library)
	if len(back) == 0 {
		return
	}
	column.Add(k.Wrap(8, k.Button(control.Link, k.Locale.TN("notes.backlinks", len(back)), fynetheme.MailReplyIcon(), func() {
		p.linking = !p.linking
		p.rows.Update()
	})))
	if !p.linking {
		return
	}
	list := control.Column(0)
	for _, n := range back {
		list.Add(line(p.actions, n))
	}
	column.Add(list)
}

// foot says that there is nothing, and how a note is written.
func (p *pane) foot() fyne.CanvasObject {
	k, l := p.kit, p.actions.library
	column := control.Column(12)
	if p.fixed || p.editor != nil {
		return column
	}
	if len(p.actions.listing().threads) == 0 && (l.Event() != nil || l.Article() != nil) {
		column.Add(k.Muted(k.T("notes.none.hint")))
	}
	if l.Event() != nil {
		write := control.Stack(control.NewSurface(control.Ground, control.Line, 10),
			k.Pad(14, 9, 10, 9, k.Row(8, 0, k.Muted(k.T("notes.write")), k.KeyChip(p.actions.host.Key("note.add")))))
		column.Add(k.TapArea(write, func() { p.actions.host.Run("note.event") }, nil))
	}
	return column
}

// follow brings the active note's card into view, once: a new note's comes after it
// has become the active one.
func (p *pane) follow(active data.ID) {
	if active == p.active {
		return
	}
	listed := p.actions.listing().find(active) != nil
	if listed && p.editor == nil {
		p.rows.Reveal(active)
	}
	if listed || active == (data.ID{}) {
		p.active = active
	}
}

// followPlace brings the first of the notes into view whose passages are in view in the
// reader, unless one of them is, or one is being written.
func (p *pane) followPlace(inView []placed) {
	if p.editor != nil || len(inView) == 0 {
		return
	}
	for _, n := range inView {
		if p.rows.InView(n.note.ID) {
			return
		}
	}
	p.rows.Begin(inView[0].note.ID)
}
