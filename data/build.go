package data

import "slices"

// DeleteEvent returns the edit that deletes an event with all that hangs on it:
// its excerpts and the notes on it with their replies, as Store.EventExcerpts
// and Store.EventAnnotations give them. A note on an article or a passage stays
// there with its replies and no longer names the event.
func DeleteEvent(e Event, excerpts []Excerpt, notes []Annotation) Edit {
	edit := Edit{Label: "edit.event.delete", Events: []Change[Event]{Delete(e)}, Excerpts: deletes(excerpts)}
	stays := map[ID]bool{}
	for _, n := range notes {
		switch {
		case n.Article != (ID{}):
			stays[n.ID] = true
			kept := n
			kept.Event = ID{}
			edit.Annotations = append(edit.Annotations, Update(n, kept))
		case !stays[n.Parent]: // replies come after what they answer
			edit.Annotations = append(edit.Annotations, Delete(n))
		}
	}
	return edit
}

// DeleteArticle returns the edit that deletes an article with all that hangs on
// it: its excerpts, the notes on it and its passages with their replies, its
// earlier texts and what was dismissed in it.
func DeleteArticle(a Article, excerpts []Excerpt, notes []Annotation, editions []Edition, dismissals []Dismissal) Edit {
	return Edit{
		Label: "edit.article.delete", Articles: []Change[Article]{Delete(a)}, Excerpts: deletes(excerpts),
		Annotations: deletes(notes), Editions: deletes(editions), Dismissals: deletes(dismissals),
	}
}

// DeleteAnnotation returns the edit that deletes a note with the replies to it.
// Of others only the replies count, so that it may be all notes of a place.
func DeleteAnnotation(n Annotation, others []Annotation) Edit {
	edit := Edit{Label: "edit.note.delete", Annotations: []Change[Annotation]{Delete(n)}}
	for _, other := range others {
		if other.Parent == n.ID {
			edit.Annotations = append(edit.Annotations, Delete(other))
		}
	}
	return edit
}

func deletes[T any](rows []T) []Change[T] {
	var out []Change[T]
	for _, row := range rows {
		out = append(out, Delete(row))
	}
	return out
}

// Hanging counts what hangs on an event, an article or a note and goes with it.
type Hanging struct {
	Passages int // excerpts
	Notes    int // without replies
	Replies  int
	Editions int // earlier texts
}

// OnEvent counts what DeleteEvent deletes with an event.
func OnEvent(excerpts []Excerpt, notes []Annotation) Hanging {
	h := Hanging{Passages: len(excerpts)}
	for _, c := range DeleteEvent(Event{}, nil, notes).Annotations {
		if c.After == nil {
			h.count(*c.Before)
		}
	}
	return h
}

// OnArticle counts what DeleteArticle deletes with an article.
func OnArticle(excerpts []Excerpt, notes []Annotation, editions []Edition) Hanging {
	h := Hanging{Passages: len(excerpts), Editions: len(editions)}
	for _, n := range notes {
		h.count(n)
	}
	return h
}

func (h *Hanging) count(n Annotation) {
	if n.Parent == (ID{}) {
		h.Notes++
	} else {
		h.Replies++
	}
}

// NextTrack returns a new track below those that are there, in the next colour of
// the palette.
func NextTrack(name string, tracks []Track) Track {
	colours := Colours()
	t := Track{ID: NewID(), Name: name, Colour: colours[len(tracks)%len(colours)]}
	for _, other := range tracks {
		t.Order = max(t.Order, other.Order+1)
	}
	return t
}

// NameColour returns the edit that gives a colour of the palette a name of the
// reader's; an empty one takes it away.
func NameColour(l Library, colour, name string) Edit {
	after := l
	after.ColourNames = map[string]string{}
	for _, c := range Colours() {
		if was, ok := l.ColourNames[c]; ok {
			after.ColourNames[c] = was
		}
	}
	after.ColourNames[colour] = name
	if blank(name) {
		delete(after.ColourNames, colour)
	}
	return Edit{Label: "edit.colour.name", Library: []Change[Library]{Update(l, after)}}
}

// RenameTag returns the edit that calls a tag otherwise in the rows that carry
// it, see Store.Tagged. Where a row carries the other one, too, they become one.
func RenameTag(from, to string, events []Event, notes []Annotation) Edit {
	return retag("edit.tag.rename", []string{from}, to, events, notes)
}

// MergeTags returns the edit that makes several tags one.
func MergeTags(from []string, into string, events []Event, notes []Annotation) Edit {
	return retag("edit.tag.merge", from, into, events, notes)
}

// RemoveTag returns the edit that takes a tag from the rows that carry it.
func RemoveTag(tag string, events []Event, notes []Annotation) Edit {
	return retag("edit.tag.remove", []string{tag}, "", events, notes)
}

// retag replaces tags with another one, none if that is empty. Rows may be given
// twice, as those of several tags are.
func retag(label string, from []string, to string, events []Event, notes []Annotation) Edit {
	edit := Edit{Label: label}
	seen := map[ID]bool{}
	for _, e := range events {
		if tags := replaced(e.Tags, from, to); !slices.Equal(tags, e.Tags) && !seen[e.ID] {
			seen[e.ID] = true
			after := e
			after.Tags = tags
			edit.Events = append(edit.Events, Update(e, after))
		}
	}
	for _, n := range notes {
		if tags := replaced(n.Tags, from, to); !slices.Equal(tags, n.Tags) && !seen[n.ID] {
			seen[n.ID] = true
			after := n
			after.Tags = tags
			edit.Annotations = append(edit.Annotations, Update(n, after))
		}
	}
	return edit
}

// replaced returns tags with those of from replaced, in the place of the first.
func replaced(tags, from []string, to string) []string {
	var out []string
	for _, tag := range tags {
		if slices.Contains(from, tag) {
			tag = to
		}
		if tag != "" && !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	return out
}
