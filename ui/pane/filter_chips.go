package pane

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// Chips are the terms of the filter in a row under the toolbar: each can be taken
// away. The row is there while there is a filter.
type Chips struct {
	env  *Env
	Root *fyne.Container
}

// NewChips makes the row.
func NewChips(env *Env) *Chips {
	p := &Chips{env: env, Root: control.Stack()}
	env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicFilter, session.TopicLibrary, session.TopicShown:
			p.build()
		default:
		}
	})
	p.build()
	return p
}

func (p *Chips) build() {
	k, s := p.env.Kit, p.env.Session
	q := s.Filter()
	if s.Library() == nil || q.Empty() {
		p.Root.Objects = nil
		p.Root.Hide()
		p.Root.Refresh()
		return
	}
	row := k.Wrap(6)
	for _, t := range q.Terms {
		row.Add(k.ChipButton(p.env.termWords(t), fynetheme.CancelIcon(), func() { s.SetFilter(s.Filter().Without(t)) }))
	}
	link := func(id string) fyne.CanvasObject {
		return k.Pad(6, 2, 0, 2, k.Button(control.Link, k.T("command."+id), nil, func() { p.env.Run(id) }))
	}
	row.Add(link("filter.clear"))
	row.Add(link("filter.save"))
	if v := s.Shown(); v != nil && !s.Filtering() {
		count := k.T("filter.of", "n", k.Locale.Count(v.Len()), "all", k.Locale.TN("count.events", s.Library().Counts.Events))
		row.Add(k.Pad(8, 3, 0, 0, k.Text(count, text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder})))
	}
	p.Root.Objects = []fyne.CanvasObject{control.Column(0, k.Pad(18, 2, 18, 6, row), control.HLine())}
	p.Root.Show()
	p.Root.Refresh()
}
