package notes

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/markup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// layer is the name of the marks of notes in the reader, and of the notes on the article
// as a whole under its head.
const layer = "notes"

// placed is a note and where its passage is in the text of the open article, in bytes.
type placed struct {
	note       data.Annotation
	title      string // of its mark
	start, end int
}

func newPlaced(n data.Annotation, start, end int) placed {
	title := n.Text
	if title == "" {
		title = n.Anchor.Exact
	}
	return placed{n, control.OneLine(title, 40), start, end}
}

// passages are the notes on passages of the open article, by their place. The text is
// searched for them only where the notes or the article are others.
type passages struct {
	article *library.ArticleView
	found   []placed
	there   map[data.ID]bool // the notes of found
}

// of finds the passages in what the reader shows.
func (s *passages) of(r *reading.Feature, a *library.ArticleView) []placed {
	if s.article == a {
		return s.found
	}
	s.article, s.found, s.there = a, nil, map[data.ID]bool{}
	if a == nil {
		return nil
	}
	for _, n := range a.Notes {
		if !n.OnPassage() {
			continue
		}
		if start, end, ok := r.Passage(n.Anchor, n.Doubt); ok {
			s.found = append(s.found, newPlaced(n, start, end))
			s.there[n.ID] = true
		}
	}
	slices.SortStableFunc(s.found, func(a, b placed) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	return s.found
}

// inView are the notes on passages of the open article that are in view in the reader.
func inView(b *actions) []placed {
	top, ok := b.reading.OffsetAt(0)
	bottom, _ := b.reading.OffsetAt(1)
	if !ok {
		return nil
	}
	var in []placed
	for _, n := range b.passages() {
		if n.start > bottom {
			break
		}
		if n.end > top {
			in = append(in, n)
		}
	}
	return in
}

// marks are the passages of the open article with notes on them, and the one on which a
// note is being begun.
func marks(b *actions) []reading.Mark {
	found, active := b.passages(), b.library.Active().Note
	all := make([]reading.Mark, 0, len(found)+1)
	for _, p := range found {
		all = append(all, mark(p, p.note.ID == active))
	}
	if w := b.Writing(); w != nil && w.New() {
		n := w.Note()
		if _, there := b.listing().place[n.ID]; !there {
			if p, ok := b.locate(n); ok {
				all = append(all, mark(p, true))
			}
		}
	}
	return all
}

// mark is the mark of a note's passage.
func mark(p placed, active bool) reading.Mark {
	return reading.Mark{Title: p.title, Own: true, Highlight: text.Highlight{
		Start: p.start, End: p.end, Colour: p.note.Colour, ID: p.note.ID, Emphasis: active, Bar: true, Dashed: p.note.Doubt.State == data.CheckMe,
	}}
}

// readMarked shows the note of a mark.
func readMarked(b *actions, p reading.Press) {
	a := b.library.Article()
	if p.Layer != layer || a == nil {
		return
	}
	if i := slices.IndexFunc(a.Notes, func(n data.Annotation) bool { return n.ID == p.ID }); i >= 0 {
		b.library.ReadNote(a.Notes[i])
	}
}

// onWhole are the notes on the open article as a whole, each in one line; nil where
// there are none.
func onWhole(b *actions) fyne.CanvasObject {
	a := b.library.Article()
	if a == nil {
		return nil
	}
	const most = 3
	k, column, shown := b.host.Kit(), control.Column(0), 0
	for _, n := range a.Notes {
		if n.Parent != (data.ID{}) || n.Article != a.ID || n.OnPassage() {
			continue
		}
		if shown++; shown <= most {
			column.Add(line(b, n))
		}
	}
	if shown > most {
		column.Add(k.Pad(30, 0, 30, 8, k.Muted(k.Locale.TN("notes.more", shown-most))))
	}
	if shown == 0 {
		return nil
	}
	return column
}

// line is a note in one line.
func line(b *actions, n data.Annotation) fyne.CanvasObject {
	k := b.host.Kit()
	shown, _ := markup.Read(n.Text)
	words := k.Written(control.OneLine(shown, 200), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22, Lines: 1, Shrink: true, Base: Direction(n.Dir)})
	row := k.Row(10, 1, control.NewBar(control.Mark(n.Colour), 3, 20, 1.5), words, k.Text(signed(b.host, n), text.LabelStyle{
		Size: control.SizeCaption, Lines: 1, Colour: fynetheme.ColorNamePlaceHolder,
	}))
	return control.Column(0, k.TapArea(k.Pad(22, 7, 22, 7, row), func() { b.Show(n) },
		func(at fyne.Position) { b.Menu(n, at) }), control.HLine())
}
