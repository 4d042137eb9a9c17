package pane

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/anchor"
	"tarikh.org/tarikh/ui/bidi"
	"tarikh.org/tarikh/ui/bidi/uax9"
	"tarikh.org/tarikh/ui/control"
)

// splitTags reads tags as people type them: separated by commas of either
// script, without repeats.
func splitTags(text string) []string {
	var tags []string
	for _, tag := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",،;؛\n", r) }) {
		if tag = strings.TrimSpace(tag); tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// directions are the names of directions in a library.
var directions = map[uax9.Direction]string{uax9.LTR: "ltr", uax9.RTL: "rtl"}

func dirOf(d uax9.Direction) string { return directions[d] }

func direction(name string) uax9.Direction {
	for d, n := range directions {
		if n == name {
			return d
		}
	}
	return uax9.Auto
}

// field is a form's line: a caption over what is typed.
func (e *Env) field(key string, o fyne.CanvasObject) fyne.CanvasObject {
	return control.Column(4, e.Kit.Muted(e.Kit.T(key)), o)
}

// NewNote asks for a note on the event or passage that n is aimed at.
func (e *Env) NewNote(n data.Annotation) {
	now := e.Now().Unix()
	n.ID, n.Author, n.Created, n.Changed = data.NewID(), e.Author, now, now
	if n.Colour == "" {
		n.Colour = DefaultHighlight
	}
	e.noteForm("command.note.add", n, func(n data.Annotation) data.Edit {
		return data.Edit{Label: "edit.note.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}
	})
}

// DefaultHighlight is the colour of a highlight made by key.
const DefaultHighlight = "amber"

// HighlightPassage marks a passage of the open article in a colour, without words.
func (e *Env) HighlightPassage(s anchor.Selector, colour string) {
	a, now := e.Session.Article(), e.Now().Unix()
	if a == nil {
		return
	}
	n := data.Annotation{ID: data.NewID(), Article: a.ID, Anchor: s, Colour: colour, Author: e.Author, Created: now, Changed: now}
	e.Session.Do(data.Edit{Label: "edit.highlight.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}, nil)
}

// EditNote changes a note.
func (e *Env) EditNote(old data.Annotation) {
	n := old
	n.Changed = e.Now().Unix()
	e.noteForm("command.note.edit", n, func(n data.Annotation) data.Edit {
		return data.Edit{Label: "edit.note.change", Annotations: []data.Change[data.Annotation]{data.Update(old, n)}}
	})
}

// DeleteNote deletes a note; Undo brings it back.
func (e *Env) DeleteNote(n data.Annotation) {
	e.Session.Do(data.Edit{Label: "edit.note.delete", Annotations: []data.Change[data.Annotation]{data.Delete(n)}}, nil)
}

func (e *Env) noteForm(title string, n data.Annotation, edit func(data.Annotation) data.Edit) {
	k := e.Kit
	text := k.Entry(6, n.Text, k.T("notes.write"))
	text.SetDirection(direction(n.Dir))
	tags := k.Entry(1, strings.Join(n.Tags, ", "), k.T("field.tags.hint"))
	colour := k.Colours(data.Colours(), n.Colour, nil)
	body := control.Column(12)
	if n.Anchor.Exact != "" {
		body.Add(k.Quote(control.Mark(n.Colour), k.Written(quote(n.Anchor.Exact, 200), mutedText)))
	}
	if !n.Span.IsZero() {
		body.Add(k.Muted(k.Locale.DateLong(n.Span)))
	}
	body.Add(text)
	body.Add(e.field("field.tags", tags))
	body.Add(e.field("field.colour", colour.Root))
	before := [4]string{text.Text(), tags.Text(), colour.Value, dirOf(text.Direction())}
	var d *control.Dialog
	save := func() bool {
		n.Dir = dirOf(text.Direction())
		n.Text, n.Tags, n.Colour = strings.TrimSpace(text.Text()), splitTags(tags.Text()), colour.Value
		e.submit(d, edit(n), func() {})
		return false
	}
	d = k.ShowDialog(e.Canvas, k.T(title), 520, body,
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	e.Guard(d, func() bool {
		return before != [4]string{text.Text(), tags.Text(), colour.Value, dirOf(text.Direction())}
	})
	d.Attach(text, tags)
}

// submit writes an edit and closes the form when it is in the file; an error is
// shown in the form, which stays open with what was typed. written follows.
func (e *Env) submit(d *control.Dialog, edit data.Edit, written func()) {
	e.Session.Do(edit, func(err error) {
		if err != nil {
			d.Fail(e.Say(err))
			return
		}
		d.Close()
		written()
	})
}

// Guard makes closing a form ask before what was typed is lost.
func (e *Env) Guard(d *control.Dialog, changed func() bool) {
	d.Guard(changed, func(lose func()) {
		k := e.Kit
		k.ShowDialog(e.Canvas, k.T("form.discard.title"), 420, k.Text(k.T("form.discard.text"), bidi.LabelStyle{}),
			control.Action{Text: k.T("form.discard.no"), Primary: true},
			control.Action{Text: k.T("form.discard.yes"), Run: func() bool { lose(); return true }})
	})
}
