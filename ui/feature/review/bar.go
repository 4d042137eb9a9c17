package review

import (
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/text"
)

// Measures of the bar, in units.
const (
	barHeight  = 50
	mostSquare = 48 // so many candidates at most have a square each
)

// bar is what is above the strip while a review goes on: how far it has come, and what is
// chosen for all of it.
type bar struct {
	*view
	root *fyne.Container
}

func newBar(a actions) *bar {
	b := &bar{view: newView(a), root: control.Stack()}
	b.show()
	return b
}

// show shows the bar as the review is now; it has no height where none goes on.
func (b *bar) show() {
	if b.root.Objects = nil; b.model.reviewing && b.model.left != nil {
		b.root.Objects = []fyne.CanvasObject{control.Column(0,
			control.Stack(control.Gap(0, barHeight-1), b.kit.Pad(18, 0, 14, 0, b.line())), control.HLine())}
	}
	b.root.Refresh()
}

func (b *bar) line() fyne.CanvasObject {
	k, m := b.kit, b.model
	t := m.count()
	_, at := m.shown()
	if at < 0 {
		at = t.all - 1 // all are decided
	}
	place := k.T("found.place", "n", k.Locale.Count(at+1), "m", k.Locale.Count(t.all))
	var done []string
	if t.accepted > 0 {
		done = append(done, k.Locale.TN("found.accepted", t.accepted))
	}
	if t.dismissed > 0 {
		done = append(done, k.Locale.TN("found.dismissed", t.dismissed))
	}
	var track, tagged *control.Button
	track = k.Button(control.Outline, b.host.TrackChosen(b.model.drafts.track), nil, func() { b.trackMenu(k.Over(track)) })
	tagged = k.Button(control.Outline, b.tagNames(), nil, b.askTags)
	leave := k.Button(control.Outline, k.T("found.leave"), nil, m.leave)
	parts := []control.Part{
		control.Stays(k.Text(place, text.LabelStyle{Bold: true, Lines: 1, LineHeight: 22})),
		control.Goes(4, b.quiet(k.Join(done...))),
	}
	if t.all <= mostSquare {
		parts = append(parts, control.Goes(6, b.squares()))
	}
	return k.Roomy(10, append(parts, control.Part{},
		control.Goes(7, b.quiet(k.T("found.forall"))), control.Goes(5, b.quiet(k.T("found.forall.track"))), control.Goes(2, track),
		control.Goes(5, b.quiet(k.T("found.forall.tags"))), control.Goes(3, tagged), control.Stays(leave))...)
}

// squares are the candidates in their order, filled as they are decided.
func (b *bar) squares() fyne.CanvasObject {
	row := b.kit.Row(2, -1)
	for i := range b.model.items {
		c := &b.model.items[i]
		fill, line := control.Role(control.None), control.Role(control.Line)
		switch {
		case i == b.model.at:
			fill, line = control.Accent, control.None
		case c.decision == propose.Accepted:
			fill, line = control.Mark("green"), control.None
		case c.decision == propose.Dismissed:
			fill, line = control.Mark("slate"), control.None
		}
		square := control.NewBar(fill, 11, 9, 2)
		square.Set(fill, line)
		row.Add(square)
	}
	return row
}

// trackMenu offers the tracks for all of the review.
func (a actions) trackMenu(at fyne.Position) {
	a.host.TrackMenu(at, a.model.drafts.track, a.model.setTrack)
}

// tagNames are the tags that are chosen for all.
func (b *bar) tagNames() string {
	if len(b.model.drafts.tags) == 0 {
		return b.kit.T("found.tags.none")
	}
	return b.kit.Given(control.OneLine(strings.Join(b.model.drafts.tags, " · "), 28))
}

// askTags asks for the tags that all events of the review get.
func (b *bar) askTags() {
	k := b.kit
	field := tags.NewField(b.host, b.model.drafts.tags, tags.Options{})
	d := k.ShowDialog(b.host.Canvas, k.T("found.tags.title"), 420, field.Root,
		control.Action{Text: k.T("button.save"), Primary: true, Run: func() bool {
			field.Finish()
			b.model.setTags(field.Tags())
			return true
		}}, control.Action{Text: k.T("button.cancel")})
	d.Attach(field.Entry)
}
