package pane

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// noteEditor is a note's card while it is being written: its text, tags and colour.
// What is typed goes to the session's Writing, which keeps it.
type noteEditor struct {
	env     *Env
	writing *session.Writing
	text    *control.Entry
	tags    *tags.Field // nil for a reply
	colour  *control.Choice
	named   *text.Label // the name of the colour
	links   *linkOffers
	known   []data.Link // where links lead, those that are no longer in the text too
	root    *fyne.Container
	resized func()
	begun   bool // it was begun here: it stays above the notes that are there
}

// newNoteEditor makes the card; float is where suggestions are shown over the pane,
// resized is told when the height may have changed.
func newNoteEditor(env *Env, w *session.Writing, float *fyne.Container, resized func()) *noteEditor {
	k, n := env.Kit, w.Note()
	ed := &noteEditor{env: env, writing: w, resized: resized, known: slices.Clone(n.Links), begun: w.New() && n.Parent == (data.ID{})}
	ed.text = k.Paper(n.Text, k.T("notes.write"))
	ed.text.SetDirection(direction(n.Dir))
	ed.text.OnChanged = func(string) {
		ed.changed()
		ed.links.look()
		resized()
	}
	ed.text.OnKey = ed.key
	ed.text.OnCancel, ed.text.OnSubmit = ed.end, func(string) { ed.end() }
	ed.links = newLinkOffers(env, ed.text, float)
	ed.links.chosen = func(l data.Link) { ed.known = append(ed.known, l) }
	body := control.Column(9)
	if n.OnPassage() {
		body.Add(k.Quote(control.Mark(n.Colour), k.Passage(n.Anchor.Exact, 160)))
	} else if about := env.about(n); about != "" {
		body.Add(k.Text(about, text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Lines: 2}))
	}
	body.Add(ed.text)
	if n.Parent == (data.ID{}) {
		ed.tags = env.Tags.Field(n.Tags, tags.Options{Changed: ed.changed, Resized: resized})
		ed.tags.Entry.OnCancel, ed.tags.Entry.OnSubmit = ed.end, func(string) { ed.end() }
		ed.named = k.Muted(env.Tags.ColourName(n.Colour))
		ed.colour = k.Swatches(data.Colours(), n.Colour, func(c string) {
			ed.named.SetText(env.Tags.ColourName(c))
			ed.changed()
		})
		body.Add(ed.tags.Root)
		body.Add(control.Column(2, ed.colour.Root, ed.named))
	}
	done := k.Button(control.Primary, k.T("note.done"), nil, ed.end)
	body.Add(k.Row(8, 0, k.Muted(k.T("note.done.hint")), done))
	ed.root = control.Stack(control.NewSurface(control.Panel, control.Accent, 10), k.Pad(12, 12, 12, 10, body))
	ed.refresh()
	return ed
}

// about names what a note is on that is no passage.
func (e *Env) about(n data.Annotation) string {
	k, s := e.Kit, e.Session
	switch {
	case !n.Span.IsZero():
		return k.Locale.DateLong(n.Span)
	case n.Article != (data.ID{}):
		if a := s.Article(); a != nil && a.ID == n.Article {
			return k.T("note.on.article", "title", control.OneLine(a.Title, 70))
		}
	case n.Event != (data.ID{}):
		if v := s.Event(); v != nil && v.ID == n.Event {
			return k.T("note.on.event", "title", control.OneLine(v.Title, 70))
		}
	}
	return ""
}

// changed hands what stands in the card to be written.
func (ed *noteEditor) changed() {
	n := ed.writing.Note()
	n.Text, n.Dir = ed.text.Text(), dirOf(ed.text.Direction())
	n.Links = keptLinks(n.Text, ed.known)
	if ed.tags != nil {
		n.Tags, n.Colour = ed.tags.Tags(), ed.colour.Value
	}
	n.Changed = ed.env.Now().Unix()
	ed.writing.Change(n)
}

// key is what a key means to the list of links, if that is open.
func (ed *noteEditor) key(ev *fyne.KeyEvent) bool { return ed.links.key(ev) }

// end writes the note and closes the card once it is in the library. A highlight
// needs no words; on an event, nothing typed is no note.
func (ed *noteEditor) end() {
	s := ed.env.Session
	if ed.tags != nil {
		ed.tags.Finish()
	}
	n := ed.writing.Note()
	if dirOf(ed.text.Direction()) != n.Dir {
		ed.changed()
	}
	ed.links.hide()
	switch {
	case ed.writing.New() && !ed.writing.Complete() && n.Text == "":
		s.DropWriting()
	case ed.writing.New() && n.OnPassage() && n.Text == "" && len(n.Tags) == 0:
		s.DropWriting() // a passage alone is made by the command for it
	default:
		ed.env.Settle(func() {
			if s.Writing() == ed.writing {
				s.DropWriting()
			}
		})
	}
}

// refresh follows the state of writing, and an undo of what was written.
func (ed *noteEditor) refresh() {
	n := ed.writing.Note()
	if n.Text != ed.text.Text() {
		ed.text.SetText(n.Text)
	}
	if ed.tags != nil && !slices.Equal(n.Tags, ed.tags.Tags()) {
		ed.tags.Set(n.Tags)
	}
	if ed.colour != nil && n.Colour != ed.colour.Value {
		ed.colour.Choose(n.Colour)
		ed.named.SetText(ed.env.Tags.ColourName(n.Colour))
	}
	ed.resized()
}

// focus gives the keyboard to the text, behind what is written.
func (ed *noteEditor) focus() {
	ed.text.Select(len(ed.text.Text()), len(ed.text.Text()))
	ed.env.Canvas.Focus(ed.text)
}

// linkOffers are the titles that what is typed after [[ may mean, in a list at the
// caret.
type linkOffers struct {
	env    *Env
	text   *control.Entry
	float  *fyne.Container
	list   *control.Suggestions
	found  []session.Target
	start  int // of the brackets
	chosen func(data.Link)
}

func newLinkOffers(env *Env, words *control.Entry, float *fyne.Container) *linkOffers {
	o := &linkOffers{env: env, text: words, float: float}
	o.list = env.Kit.Suggestions(o.pick)
	return o
}

// look offers titles where a link is being typed.
func (o *linkOffers) look() {
	_, caret := o.text.Selection()
	start, words, ok := openLink(o.text.Text(), caret)
	if !ok {
		o.hide()
		return
	}
	o.start = start
	o.env.Session.Targets(words, func(found []session.Target) {
		// The caret may have moved on meanwhile.
		_, caret := o.text.Selection()
		if at, now, ok := openLink(o.text.Text(), caret); !ok || at != start || now != words {
			return
		}
		o.show(found)
	})
}

func (o *linkOffers) show(found []session.Target) {
	_, room, ok := o.room()
	if !ok || len(found) == 0 {
		o.hide()
		return
	}
	const rowHeight, least = 45, 2
	found = found[:min(len(found), max(least, int(room/rowHeight)))]
	k := o.env.Kit
	o.found = found
	list := make([]control.Suggestion, len(found))
	for i, t := range found {
		list[i] = control.Suggestion{Text: t.Text, Detail: k.Join(k.T(targetKinds[t.Kind]), k.Given(control.OneLine(t.Source, 40)), o.env.Kit.Locale.Date(t.Date))}
	}
	o.list.Show(list, 0)
	o.place()
}

// targetKinds are the message keys of what a link leads to.
var targetKinds = map[data.Kind]string{data.KindEvent: "kind.event", data.KindArticle: "kind.article", data.KindExcerpt: "kind.excerpt"}

// caret is the caret's line over the pane: where it is and how high.
func (o *linkOffers) caret() (at fyne.Position, height float32, ok bool) {
	at, height, ok = o.text.CaretAt()
	driver := fyne.CurrentApp().Driver()
	from := driver.AbsolutePositionForObject(o.text).Subtract(driver.AbsolutePositionForObject(o.float))
	return at.Add(from), height, ok
}

// room is how high a list can be below the caret's line, or above it where there is
// more.
func (o *linkOffers) room() (below bool, height float32, ok bool) {
	at, line, ok := o.caret()
	under, over := o.float.Size().Height-at.Y-line-10, at.Y-10
	return under >= over || under > 200, max(under, over), ok
}

// place sets the list at the caret.
func (o *linkOffers) place() {
	at, line, _ := o.caret()
	below, _, _ := o.room()
	room := o.float.Size()
	width := min(300, room.Width-16)
	size := fyne.NewSize(width, control.HeightFor(o.list.Root, width))
	x := at.X
	if o.env.Kit.RTL() {
		x -= width
	}
	y := at.Y + line + 2
	if !below {
		y = at.Y - size.Height - 2
	}
	o.list.Root.Move(fyne.NewPos(max(8, min(x, room.Width-width-8)), y))
	o.list.Root.Resize(size)
	o.float.Objects = []fyne.CanvasObject{o.list.Root}
	o.float.Refresh()
}

func (o *linkOffers) hide() {
	o.list.Hide()
	if len(o.float.Objects) > 0 {
		o.float.Objects = nil
		o.float.Refresh()
	}
}

func (o *linkOffers) key(ev *fyne.KeyEvent) bool {
	if !o.list.Key(ev) {
		return false
	}
	if !o.list.Open() {
		o.hide()
	}
	return true
}

// pick writes the link whole and notes where it leads.
func (o *linkOffers) pick(i int) {
	t := o.found[i]
	_, caret := o.text.Selection()
	o.chosen(t.Link)
	end := caret
	if rest := o.text.Text()[caret:]; len(rest) >= len(linkClose) && rest[:len(linkClose)] == linkClose {
		end += len(linkClose)
	}
	o.text.Replace(o.start, end, linkOpen+t.Text+linkClose)
	o.hide()
	o.env.Canvas.Focus(o.text)
}

// NewNote begins a note on the event, passage, article or span that n is aimed at,
// in the column of notes.
func (e *Env) NewNote(n data.Annotation) {
	now := e.Now().Unix()
	n.ID, n.Author, n.Created, n.Changed = data.NewID(), e.Author(), now, now
	if n.Colour == "" {
		n.Colour = reading.Highlights()[0]
	}
	e.write(n, nil)
}

// NoteOnEvent begins a note on the selected event.
func (e *Env) NoteOnEvent() {
	if v := e.Session.Event(); v != nil && !e.readOnly() {
		e.NewNote(data.Annotation{Event: v.ID})
	}
}

// NewReply begins an answer to a note.
func (e *Env) NewReply(to data.Annotation) {
	e.NewNote(data.Annotation{Parent: to.ID, Colour: to.Colour})
}

// EditNote opens a note for writing where it stands.
func (e *Env) EditNote(old data.Annotation) {
	if !e.readOnly() {
		e.write(old, &old)
	}
}

// write begins to write a note once the one before is in the library.
func (e *Env) write(n data.Annotation, stored *data.Annotation) {
	e.Settle(func() { e.Session.Write(n, stored) })
}
