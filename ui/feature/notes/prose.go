package notes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/markup"
	"tarikh.org/tarikh/ui/feature/notes/links"
	"tarikh.org/tarikh/ui/text"
)

// prose is the text of a note with its links, which can be followed.
type prose struct {
	*text.Label
	actions *actions
	note    data.Annotation
	tap     func() // on the rest of the text
}

var (
	_ fyne.Tappable      = (*prose)(nil)
	_ desktop.Cursorable = (*prose)(nil)
)

// newProse makes the text of a note; tap is done where no link is.
func newProse(b *actions, n data.Annotation, style text.LabelStyle, tap func()) *prose {
	shown, found := markup.Read(n.Text)
	style.Base = Direction(n.Dir)
	p := &prose{Label: b.host.Kit().Written(shown, style), actions: b, note: n, tap: tap}
	spans := make([]text.Span, len(found))
	for i, l := range found {
		spans[i] = text.Span{Start: l.Start, End: l.End, Ink: fynetheme.ColorNameHyperlink, Line: text.Under, ID: l.Words}
	}
	p.SetSpans(spans)
	p.ExtendBaseWidget(p)
	return p
}

// Tapped follows a link.
func (p *prose) Tapped(ev *fyne.PointEvent) {
	words, ok := p.SpanAt(ev.Position).(string)
	if !ok {
		p.tap()
		return
	}
	h, k := p.actions.host, p.actions.host.Kit()
	p.actions.finder.Follow(links.For(words, p.note.Links), func() {
		k.Tell(h.Canvas, k.T("link.nowhere.title"), k.T("link.nowhere.text", "words", words), k.T("button.ok"))
	})
}

// Cursor is a hand: on a link and on the card that the text is of.
func (p *prose) Cursor() desktop.Cursor { return desktop.PointerCursor }
