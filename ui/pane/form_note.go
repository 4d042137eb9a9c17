package pane

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
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
	e.Session.Activate(n.ID)
}
