package events

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// given asks which date a passage gives for its event.
type given struct {
	field  *feature.DateField
	dialog *control.Dialog
}

// askGiven asks which date a passage gives for its event; none where it gives that of the
// event.
func (c *card) askGiven(e *library.EventView, x data.Excerpt) *given {
	k, h := c.kit, c.host
	g := &given{field: h.DateField(x.DateAsTold(e.Event))}
	body := control.Column(10, k.Quote(control.Accent, k.Passage(x.Anchor.Exact, 200)), k.Field("field.date", g.field.Body), k.Muted(k.T("excerpt.date.hint")))
	g.dialog = k.ShowDialog(h.Canvas, k.T("excerpt.date"), 480, body,
		control.Action{Text: k.T("button.save"), Primary: true, Run: func() bool {
			date, err := g.field.Date()
			if err != nil {
				g.dialog.Fail(h.Say(err))
				return false
			}
			library.Use(h.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) { return l.DateSource(ctx, x, date) }, nil)
			return true
		}}, control.Action{Text: k.T("button.cancel")})
	g.dialog.Attach(g.field.Entry)
	return g
}
