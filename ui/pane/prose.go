package pane

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/text"
)

// prose is the text of a note with its links, which can be followed.
type prose struct {
	*text.Label
	env   *Env
	links []data.Link // what is known of where they lead
	tap   func()      // on the rest of the text
}

var (
	_ fyne.Tappable      = (*prose)(nil)
	_ desktop.Cursorable = (*prose)(nil)
)

// prose makes the text of a note; tap is done where no link is.
func (e *Env) prose(s string, links []data.Link, style text.LabelStyle, tap func()) *prose {
	shown, found := readLinks(s)
	p := &prose{Label: e.Kit.Written(shown, style), env: e, links: links, tap: tap}
	spans := make([]text.Span, len(found))
	for i, l := range found {
		spans[i] = text.Span{Start: l.start, End: l.end, Ink: fynetheme.ColorNameHyperlink, Line: text.Under, ID: l.words}
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
	k := p.env.Kit
	p.env.Session.Follow(linkFor(words, p.links), func() {
		k.Tell(p.env.Canvas, k.T("link.nowhere.title"), k.T("link.nowhere.text", "words", words), k.T("button.ok"))
	})
}

// Cursor is a hand: on a link and on the card that the text is of.
func (p *prose) Cursor() desktop.Cursor { return desktop.PointerCursor }
