package data

// DeleteEvent returns the edit that deletes an event with all that hangs on it:
// its excerpts and the notes on it. A note on a passage stays with its passage
// and no longer names the event.
func DeleteEvent(e Event, excerpts []Excerpt, notes []Annotation) Edit {
	edit := Edit{Label: "edit.event.delete", Events: []Change[Event]{Delete(e)}}
	for _, x := range excerpts {
		edit.Excerpts = append(edit.Excerpts, Delete(x))
	}
	for _, n := range notes {
		if n.Article == (ID{}) {
			edit.Annotations = append(edit.Annotations, Delete(n))
			continue
		}
		kept := n
		kept.Event = ID{}
		edit.Annotations = append(edit.Annotations, Update(n, kept))
	}
	return edit
}

// DeleteArticle returns the edit that deletes an article with its excerpts and
// the notes on its passages.
func DeleteArticle(a Article, excerpts []Excerpt, notes []Annotation) Edit {
	edit := Edit{Label: "edit.article.delete", Articles: []Change[Article]{Delete(a)}}
	for _, x := range excerpts {
		edit.Excerpts = append(edit.Excerpts, Delete(x))
	}
	for _, n := range notes {
		edit.Annotations = append(edit.Annotations, Delete(n))
	}
	return edit
}
