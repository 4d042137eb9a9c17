package pane

import (
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
)

// TagNote asks for the tags of a note.
func (e *Env) TagNote(old data.Annotation) {
	about, _ := readLinks(old.Text)
	if about == "" {
		about = old.Anchor.Exact
	}
	e.tagForm(about, old.Tags, func(tags []string) data.Edit {
		n := old
		n.Tags, n.Changed = tags, e.Now().Unix()
		return data.Edit{Label: "edit.note.tags", Annotations: []data.Change[data.Annotation]{data.Update(old, n)}}
	})
}

// TagEvent asks for the tags of an event.
func (e *Env) TagEvent(old data.Event) {
	e.tagForm(old.Title, old.Tags, func(tags []string) data.Edit {
		after := old
		after.Tags = tags
		return data.Edit{Label: "edit.event.tags", Events: []data.Change[data.Event]{data.Update(old, after)}}
	})
}

// TagPassage asks for tags and marks a passage of the open article with them.
func (e *Env) TagPassage(s anchor.Selector, done func()) {
	a := e.Session.Article()
	if a == nil {
		return
	}
	e.tagForm(s.Exact, nil, func(tags []string) data.Edit {
		now := e.Now().Unix()
		n := data.Annotation{ID: data.NewID(), Article: a.ID, Anchor: s, Colour: DefaultHighlight, Tags: tags, Author: e.Author, Created: now, Changed: now}
		done()
		return data.Edit{Label: "edit.highlight.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}
	})
}

// tagForm is the dialog for the tags of one thing.
func (e *Env) tagForm(about string, tags []string, edit func(tags []string) data.Edit) {
	k := e.Kit
	f := e.tagField(tags)
	body := control.Column(10, k.Passage(about, 120), f.root)
	var d *control.Dialog
	save := func() bool {
		if f.entry.Text() != "" {
			f.finish()
		}
		if slices.Equal(f.tags, tags) {
			return true
		}
		e.Host.Submit(d, edit(slices.Clone(f.tags)), func() {})
		return false
	}
	d = k.ShowDialog(e.Canvas, k.T("command.tags.edit"), 460, body,
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	e.Host.Guard(d, func() bool { return !slices.Equal(f.tags, tags) })
	d.Attach(f.entry)
	f.resized, f.submit, f.cancel = d.Refit, d.Submit, func() { d.Leave(d.Close) }
}
