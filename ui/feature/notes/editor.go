package notes

import (
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/markup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/notes/links"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/text"
)

// editor is a note's card while it is being written: its text, tags and colour. What is
// typed goes to its Writing, which saves it.
type editor struct {
	actions *actions
	writing *Writing
	text    *control.Entry
	tags    *tags.Field // nil for a reply
	colour  *control.Choice
	named   *text.Label // the name of the colour
	offers  *offers
	inText  []string    // those of the tags that the text names
	known   []data.Link // where links lead, those that are no longer in the text too
	root    *fyne.Container
	resized func()
}

// newEditor makes the card; float is where suggestions are shown over the pane,
// resized is told when the height may have changed.
func newEditor(b *actions, w *Writing, float *fyne.Container, resized func()) *editor {
	k, n := b.host.Kit(), w.Note()
	ed := &editor{actions: b, writing: w, resized: resized, known: slices.Clone(n.Links)}
	ed.text = k.Paper(n.Text, k.T("notes.write"))
	ed.text.SetDirection(Direction(n.Dir))
	ed.offers = newOffers(b, n.ID, ed.text, float, func(l data.Link) { ed.known = append(ed.known, l) })
	if w.New() && n.Parent == (data.ID{}) {
		ed.offers.templates, ed.offers.filled = templates(k), ed.fill
	}
	ed.text.OnChanged = func(string) {
		ed.changed()
		ed.offers.look()
		resized()
	}
	ed.text.OnKey = ed.offers.key
	ed.text.OnCancel, ed.text.OnSubmit = ed.end, func(string) { ed.end() }
	body := control.Column(9)
	if n.OnPassage() {
		body.Add(k.Quote(control.Mark(n.Colour), k.Passage(n.Anchor.Exact, 160)))
	} else if what := about(b.host, n); what != "" {
		body.Add(k.Text(what, text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Lines: 2}))
	}
	body.Add(ed.text)
	if n.Parent == (data.ID{}) {
		ed.tags = b.tags.Field(n.Tags, tags.Options{Changed: ed.changed, Resized: resized})
		ed.tags.Entry.OnCancel, ed.tags.Entry.OnSubmit = ed.end, func(string) { ed.end() }
		ed.named = k.Muted(b.tags.ColourName(n.Colour))
		ed.colour = k.Swatches(data.Colours(), n.Colour, func(c string) {
			ed.named.SetText(b.tags.ColourName(c))
			ed.changed()
		})
		ed.inText = ed.tagsIn(n)
		body.Add(ed.tags.Root)
		body.Add(control.Column(2, ed.colour.Root, ed.named))
	}
	foot := []fyne.CanvasObject{k.Muted(k.T("note.done.hint"))}
	if ed.tags != nil && w.New() {
		var from *control.Button
		from = k.Button(control.Quiet, k.T("note.template"), nil, func() { k.ShowMenu(b.host.Canvas, k.Over(from), ed.templateMenu()) })
		foot = append(foot, from)
	}
	body.Add(k.Row(8, 0, append(foot, k.Button(control.Primary, k.T("note.done"), nil, ed.end))...))
	ed.root = control.Stack(control.NewSurface(control.Panel, control.Accent, 10), k.Pad(12, 12, 12, 10, body))
	ed.refresh()
	return ed
}

// changed passes the content of the card to its Writing.
func (ed *editor) changed() {
	n := ed.writing.Note()
	n.Text, n.Dir = ed.text.Text(), directions[ed.text.Direction()]
	n.Links = links.Kept(n.Text, ed.known)
	if ed.tags != nil {
		_, caret := ed.text.Selection()
		typing, _ := markup.TypedTag(n.Text, caret)
		ed.takeTags(typing)
		n.Tags, n.Colour = ed.tags.Tags(), ed.colour.Value
	}
	n.Changed = ed.actions.host.Now().Unix()
	ed.writing.Change(n)
}

// tagsIn are the tags of a note that its text names.
func (ed *editor) tagsIn(n data.Annotation) []string {
	var in []string
	for _, tag := range markup.Tags(n.Text) {
		if tag = ed.tags.Known(tag); slices.Contains(n.Tags, tag) {
			in = append(in, tag)
		}
	}
	return in
}

// takeTags makes what the text names behind a number sign tags of the note, and reports
// whether that has changed any: a new one but the one that is still being typed; one that
// the text names no longer is none any more.
func (ed *editor) takeTags(typing string) bool {
	before := ed.tags.Tags()
	own := slices.DeleteFunc(slices.Clone(before), func(t string) bool { return slices.Contains(ed.inText, t) })
	had := ed.inText
	ed.inText = nil
	for _, tag := range markup.Tags(ed.text.Text()) {
		known := ed.tags.Known(tag)
		if !slices.Contains(own, known) && (tag != typing || slices.Contains(had, known)) {
			ed.inText = append(ed.inText, known)
		}
	}
	now := append(own, ed.inText...)
	if slices.Equal(now, before) {
		return false
	}
	ed.tags.Set(now)
	return true
}

// end writes the note and closes the card once it is in the library. A highlight
// needs no words; on an event, nothing typed is no note.
func (ed *editor) end() {
	if ed.tags != nil {
		ed.tags.Finish()
		if ed.takeTags("") {
			ed.changed()
		}
	}
	n := ed.writing.Note()
	if directions[ed.text.Direction()] != n.Dir {
		ed.changed()
	}
	ed.offers.hide()
	switch {
	case ed.writing.New() && !ed.writing.Complete() && n.Text == "":
		ed.actions.Drop()
	case ed.writing.New() && n.OnPassage() && n.Text == "" && len(n.Tags) == 0:
		ed.actions.Drop() // a passage alone is made by the command for it
	default:
		ed.actions.Leave(func() {
			if ed.actions.Writing() == ed.writing {
				ed.actions.Drop()
			}
		}, func() {})
	}
}

// refresh follows the state of writing, and an undo of what was written.
func (ed *editor) refresh() {
	n := ed.writing.Note()
	if old := ed.text.Text(); n.Text != old {
		from, to := ed.text.Selection()
		ed.text.SetText(n.Text)
		ed.text.Select(carried(from, old, n.Text), carried(to, old, n.Text))
	}
	if ed.tags != nil && !slices.Equal(n.Tags, ed.tags.Tags()) {
		ed.tags.Set(n.Tags)
		ed.inText = ed.tagsIn(n)
	}
	if ed.colour != nil && n.Colour != ed.colour.Value {
		ed.colour.Choose(n.Colour)
		ed.named.SetText(ed.actions.tags.ColourName(n.Colour))
	}
	ed.resized()
}

// carried is the place in a text, in bytes, that a place in another one is at that was changed
// into it: the caret stays between the same words, or at the end, when others write in the
// same note.
func carried(at int, old, now string) int {
	if at == len(old) {
		return len(now)
	}
	same, most := 0, min(len(old), len(now))
	for same < most && old[same] == now[same] {
		same++
	}
	if at <= same {
		return at
	}
	tail := 0
	for tail < most-same && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	if at >= len(old)-tail {
		return len(now) - (len(old) - at)
	}
	for at = len(now) - tail; at > 0 && at < len(now) && !utf8.RuneStart(now[at]); {
		at--
	}
	return at
}

// focus gives the keyboard to the text, behind what is written.
func (ed *editor) focus() {
	ed.text.Select(len(ed.text.Text()), len(ed.text.Text()))
	ed.actions.host.Canvas.Focus(ed.text)
}

// giveBack gives the keyboard back to what had it before a note was written.
func giveBack(h *feature.Host, before fyne.Focusable) {
	o, shown := before.(fyne.CanvasObject)
	if shown && o.Visible() && fyne.CurrentApp().Driver().CanvasForObject(o) != nil {
		h.Canvas.Focus(before)
	} else {
		h.Canvas.Unfocus()
	}
}
