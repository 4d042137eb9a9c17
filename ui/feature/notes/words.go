package notes

import (
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text/uax9"
)

// directions are the names of directions in a library.
var directions = map[uax9.Direction]string{uax9.LTR: "ltr", uax9.RTL: "rtl"}

// Direction is the one with a name; any other name is that of the text's own.
func Direction(name string) uax9.Direction {
	for d, n := range directions {
		if n == name {
			return d
		}
	}
	return uax9.Auto
}

// signed is who wrote a note, when, when it was changed, and whether it is private.
func signed(h *feature.Host, n data.Annotation) string {
	k, now := h.Kit(), h.Now()
	parts := []string{k.Given(n.Author), k.Locale.Age(now, time.Unix(n.Created, 0))}
	const same = 60 // seconds: what is typed at one go is no change
	if n.Changed-n.Created > same {
		parts = append(parts, k.T("note.changed", "when", k.Locale.Age(now, time.Unix(n.Changed, 0))))
	}
	if n.Private {
		parts = append(parts, k.T("note.private"))
	}
	return k.Join(parts...)
}

// about names what a note is on that is no passage: a span of time, or the open article
// or the selected event; empty for others.
func about(h *feature.Host, n data.Annotation) string {
	const most = 70
	k, l := h.Kit(), h.Library
	switch {
	case !n.Span.IsZero():
		return k.Locale.DateLong(n.Span)
	case n.Article != (data.ID{}):
		if a := l.Article(); a != nil && a.ID == n.Article {
			return k.T("note.on.article", "title", control.OneLine(a.Title, most))
		}
	case n.Event != (data.ID{}) && l.Selected() == n.Event:
		return k.T("note.on.event", "title", control.OneLine(l.Event().Title, most))
	}
	return ""
}
