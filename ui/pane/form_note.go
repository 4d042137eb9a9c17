package pane

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/text/uax9"
)

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

// TagNote asks for the tags of a note.
func (e *Env) TagNote(old data.Annotation) {
	about, _ := readLinks(old.Text)
	if about == "" {
		about = old.Anchor.Exact
	}
	e.Tags.Ask(about, old.Tags, func(tags []string) data.Edit {
		n := old
		n.Tags, n.Changed = tags, e.Now().Unix()
		return data.Edit{Label: "edit.note.tags", Annotations: []data.Change[data.Annotation]{data.Update(old, n)}}
	})
}

// TagPassage asks for tags and marks a passage of the open article with them.
func (e *Env) TagPassage(s anchor.Selector, done func()) {
	a := e.Session.Article()
	if a == nil {
		return
	}
	e.Tags.Ask(s.Exact, nil, func(tags []string) data.Edit {
		now := e.Now().Unix()
		n := data.Annotation{ID: data.NewID(), Article: a.ID, Anchor: s, Colour: reading.Highlights()[0], Tags: tags, Author: e.Author(), Created: now, Changed: now}
		done()
		return data.Edit{Label: "edit.highlight.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}
	})
}

// HighlightPassage marks a passage of the open article in a colour, without words.
func (e *Env) HighlightPassage(s anchor.Selector, colour string) {
	a, now := e.Session.Article(), e.Now().Unix()
	if a == nil {
		return
	}
	n := data.Annotation{ID: data.NewID(), Article: a.ID, Anchor: s, Colour: colour, Author: e.Author(), Created: now, Changed: now}
	e.Session.Do(data.Edit{Label: "edit.highlight.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}, nil)
	e.Session.Activate(n.ID)
}
