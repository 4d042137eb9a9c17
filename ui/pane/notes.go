package pane

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// NotesTab is the key of the tab that shows Notes.
const NotesTab = "notes"

// Notes are those on the selected event and in the open article, with the one that
// is being written in its place.
type Notes struct {
	env    *Env
	reason *text.Label     // why what is typed is not saved
	alert  *fyne.Container // shows it over the cards, wherever they are scrolled to
	scroll *control.Scroll
	float  *fyne.Container // what is shown over the cards
	editor *noteEditor
	active data.ID        // the note that was brought into view last
	before fyne.Focusable // what had the keyboard before the editor took it
	cards  map[data.ID]*noteCard
	open   map[data.ID]bool // notes whose replies are shown
	Root   *fyne.Container
}

// NewNotes makes the pane.
func NewNotes(env *Env) *Notes {
	p := &Notes{env: env, scroll: env.Kit.Scroll(), float: container.NewWithoutLayout(), cards: map[data.ID]*noteCard{}, open: map[data.ID]bool{}}
	p.reason = env.Kit.Text("", text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNameError})
	p.alert = control.Column(0, env.Kit.Pad(22, 12, 22, 12, p.reason), control.HLine())
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), control.Above(p.alert, p.scroll), p.float)
	env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicEvent, session.TopicArticle, session.TopicFocus, session.TopicLibrary:
			p.build()
		case session.TopicWriting:
			p.write()
		default:
		}
	})
	p.build()
	p.write()
	return p
}

// write follows the note that is being written: its card opens, follows an undo, or
// is gone.
func (p *Notes) write() {
	w := p.env.Session.Writing()
	p.warn(w)
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
			p.before = p.env.Canvas.Focused()
		}
		p.editor = newNoteEditor(p.env, w, p.float, p.refit)
		if parent := w.Note().Parent; parent != (data.ID{}) {
			p.open[parent] = true
		}
		p.build()
		p.env.ShowTab(NotesTab) // what is not shown cannot take the keyboard
		if p.editor.begun {
			p.scroll.ToTop()
		}
		p.editor.focus()
	default:
		p.editor.refresh()
	}
}

// warn says above the cards that what is typed is not saved, and why.
func (p *Notes) warn(w *session.Writing) {
	if w == nil || w.Err() == nil {
		p.alert.Hide()
	} else {
		p.reason.SetText(p.env.Kit.T("note.unsaved") + "\n" + p.env.Say(w.Err()))
		p.alert.Show()
	}
	p.Root.Refresh()
}

// giveBack gives the keyboard back to what had it before a note was written.
func (p *Notes) giveBack() {
	before, shown := p.before.(fyne.CanvasObject)
	if shown && before.Visible() && fyne.CurrentApp().Driver().CanvasForObject(before) != nil {
		p.env.Canvas.Focus(p.before)
	} else {
		p.env.Canvas.Unfocus()
	}
	p.before = nil
}

// refit makes room for a card whose height has changed.
func (p *Notes) refit() { p.scroll.Refit() }

// shown returns the notes to list, without repeats; replies with the notes that they
// answer.
func (p *Notes) shown() []data.Annotation {
	s := p.env.Session
	var notes []data.Annotation
	if e := s.Event(); e != nil {
		notes = slices.Clone(e.Notes)
	}
	if a := s.Article(); a != nil {
		for _, n := range a.Notes {
			if !slices.ContainsFunc(notes, func(have data.Annotation) bool { return have.ID == n.ID }) {
				notes = append(notes, n)
			}
		}
	}
	return notes
}

// thread is a note with what answers it.
type thread struct {
	note    data.Annotation
	replies []data.Annotation
}

// threads sets replies, by time, under the notes that they answer.
func threads(notes []data.Annotation) []thread {
	var all []thread
	for _, n := range notes {
		if n.Parent == (data.ID{}) {
			all = append(all, thread{note: n})
		}
	}
	for _, n := range notes {
		if i := slices.IndexFunc(all, func(t thread) bool { return t.note.ID == n.Parent }); i >= 0 {
			all[i].replies = append(all[i].replies, n)
		}
	}
	return all
}

// Count is how many threads of notes there are to show.
func (p *Notes) Count() int { return len(threads(p.shown())) }

func (p *Notes) build() {
	all := threads(p.shown())
	column := control.Column(12)
	p.addHead(column, len(all))
	p.addCards(column, all)
	p.addFoot(column, len(all))
	p.scroll.SetContent(p.env.Kit.Pad(22, 20, 22, 22, column), false)
	p.follow(p.env.Session.Active().Note)
}

// addHead says what the notes are of, and how many there are.
func (p *Notes) addHead(column *fyne.Container, notes int) {
	k, s := p.env.Kit, p.env.Session
	if s.Event() == nil && s.Article() == nil {
		column.Add(k.Muted(k.T("notes.none.hint")))
		if n := s.Library(); n != nil && len(n.Notes) > 0 {
			column.Add(k.Wrap(8, k.Button(control.Outline, k.T("notes.all"), nil, func() { p.env.Run("notes") })))
		}
	} else if s.Article() == nil { // else the column's tabs say so
		count := ""
		if notes > 0 {
			count = k.Locale.Count(notes)
		}
		column.Add(k.Row(6, 1, k.Text(k.T("notes.title"), text.LabelStyle{Size: 15, Bold: true, Lines: 1}), k.Muted(count)))
	}
}

// addCards adds the notes, and the editor where the one that is written stands.
func (p *Notes) addCards(column *fyne.Container, all []thread) {
	placed := p.editor == nil
	if !placed && p.editor.begun {
		column.Add(p.editor.root)
		placed = true
	}
	cards := make(map[data.ID]*noteCard, len(all))
	top := len(column.Objects)
	for _, t := range all {
		if p.editing(t.note.ID) {
			if !placed {
				column.Objects = append(column.Objects, p.editor.root)
				placed = true
			}
			continue
		}
		if p.editor != nil && (p.editor.writing.Note().Parent == t.note.ID) {
			placed = true
		}
		card := p.card(t)
		cards[t.note.ID] = card
		column.Objects = append(column.Objects, card.root)
	}
	if !placed { // of a note that is not listed here
		column.Objects = slices.Insert(column.Objects, top, fyne.CanvasObject(p.editor.root))
	}
	p.cards = cards
	if p.env.readOnly() && p.env.Session.Library() != nil {
		column.Objects = slices.Insert(column.Objects, top, fyne.CanvasObject(p.env.Kit.Muted(p.env.Host.WhyReadOnly())))
	}
}

// addFoot says that there is nothing, and how a note is written.
func (p *Notes) addFoot(column *fyne.Container, notes int) {
	k, s := p.env.Kit, p.env.Session
	if fixed := p.env.readOnly() && s.Library() != nil; !fixed && notes == 0 && p.editor == nil && (s.Event() != nil || s.Article() != nil) {
		column.Add(k.Muted(k.T("notes.none.hint")))
	}
	if s.Event() != nil && !p.env.readOnly() && p.editor == nil {
		write := control.Stack(control.NewSurface(control.Ground, control.Line, 10),
			k.Pad(14, 9, 10, 9, k.Row(8, 0, k.Muted(k.T("notes.write")), k.Chip(p.env.Key("note.add")))))
		column.Add(control.NewTapArea(write, p.env.NoteOnEvent, nil))
	}
}

// follow brings the active note's card into view, once: a new note's comes after it
// has become the active one.
func (p *Notes) follow(active data.ID) {
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

// editing reports whether a note is the one that is being written.
func (p *Notes) editing(id data.ID) bool {
	return p.editor != nil && p.editor.writing.Note().ID == id
}

// card returns a thread's card, the same as before where nothing of it has changed.
func (p *Notes) card(t thread) *noteCard {
	look := p.look(t)
	if old := p.cards[t.note.ID]; old != nil && old.look == look && !look.writing {
		return old
	}
	return p.newCard(t, look)
}
