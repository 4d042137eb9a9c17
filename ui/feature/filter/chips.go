package filter

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// chips are the terms of the filter in a row under the toolbar: each can be taken
// away. The row is there while there is a filter.
type chips struct {
	host  *feature.Host
	words words
	root  *fyne.Container
}

func newChips(h *feature.Host, w words) *chips {
	c := &chips{host: h, words: w, root: control.Stack()}
	c.build()
	return c
}

func (c *chips) build() {
	h, k, l := c.host, c.host.Kit(), c.host.Library
	n, q := l.Snapshot(), l.Filter()
	if n == nil || q.Empty() {
		c.root.Objects = nil
		c.root.Hide()
		c.root.Refresh()
		return
	}
	row := k.Wrap(6)
	for _, t := range q.Terms {
		row.Add(k.ChipButton(c.words.term(t), fynetheme.CancelIcon(), func() { l.SetFilter(l.Filter().Without(t)) }))
	}
	link := func(id string) fyne.CanvasObject {
		return k.Pad(6, 2, 0, 2, k.Button(control.Link, k.T("command."+id), nil, func() { h.Run(id) }))
	}
	row.Add(link("filter.clear"))
	row.Add(link("filter.save"))
	if v := l.Shown(); v != nil && !l.Filtering() {
		count := k.T("filter.of", "n", k.Locale.Count(v.Len()), "all", k.Locale.TN("count.events", n.Counts.Events))
		row.Add(k.Pad(8, 3, 0, 0, k.Text(count, text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder})))
	}
	c.root.Objects = []fyne.CanvasObject{control.Column(0, k.Pad(18, 2, 18, 6, row), control.HLine())}
	c.root.Show()
	c.root.Refresh()
}
