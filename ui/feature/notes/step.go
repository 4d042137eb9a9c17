package notes

import "tarikh.org/tarikh/data"

// step goes to the next note of those that are shown (1) or the one before (-1): on the
// event first, then in the article by their place. From the event, and where none is
// active, it goes on from the place of the reader.
func (b *actions) step(direction int) {
	all := b.listing()
	if len(all.threads) == 0 {
		return
	}
	at, ok := all.place[b.library.Active().Note]
	if ok {
		from := at
		at = min(max(at+direction, 0), len(all.threads)-1)
		if in := inView(b); from < all.onEvent && at == all.onEvent && len(in) > 0 {
			at = all.place[in[0].note.ID] // into the article, from where one reads
		}
	} else if in := inView(b); len(in) > 0 {
		at = all.place[in[0].note.ID]
	} else if direction < 0 {
		at = len(all.threads) - 1
	}
	b.choose(all.threads[at].note)
}

// choose shows a note that is listed, with its passage where it is in the open article.
func (b *actions) choose(n data.Annotation) {
	if p, ok := b.locate(n); ok {
		b.library.ReadNote(n)
		b.reading.Reveal(p.start, p.end)
		return
	}
	b.library.Activate(n.ID)
	b.chosen.Tell(n.ID)
}
