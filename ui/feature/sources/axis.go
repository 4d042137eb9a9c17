package sources

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// Measures of the axis of reports, in units.
const (
	axisHigh  = 52
	axisLine  = 24 // from its top down to the line
	axisApart = 60 // dots that are nearer are one
	axisSide  = 14 // from its ends to the first and last dot
	axisWide  = sheetWidth - 44
)

// when is some reports in a row that were published about one time, [from, to], and where on
// the axis that is, 0 to 1.
type when struct {
	from, to int
	at       float64
}

// whens puts the reports whose date is known on an axis; none where all are of one time.
func (c *comparison) whens() (all []when) {
	instant := func(i int) int64 {
		lo, _ := c.clock.Bounds(c.told[i].article.Published)
		return lo
	}
	n := 0
	for n < len(c.told) && !c.told[n].article.Published.IsZero() {
		n++
	}
	if n < 2 || instant(0) == instant(n-1) {
		return nil
	}
	from, length := instant(0), float64(instant(n-1)-instant(0))
	for i := range n {
		at := float64(instant(i)-from) / length
		if last := len(all) - 1; last >= 0 && (at-all[last].at)*axisWide < axisApart {
			all[last].to = i
			continue
		}
		all = append(all, when{i, i, at})
	}
	return all
}

// axis draws when the reports were published, by one clock, which is named; nil where there
// is nothing to tell.
func axis(k *control.Kit, c *comparison) fyne.CanvasObject {
	all := c.whens()
	if all == nil {
		return nil
	}
	small := text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 18}
	first, last := c.told[0].article.Published, c.told[all[len(all)-1].to].article.Published
	objects := []fyne.CanvasObject{
		control.NewBar(control.Line, 1, 2, 1),
		k.Muted(k.Locale.Date(c.clock.Shown(first))), k.Muted(k.Locale.Date(c.clock.Shown(last))),
	}
	for _, w := range all {
		name := letter(w.from)
		if w.to > w.from {
			name += "–" + letter(w.to)
		}
		objects = append(objects, control.NewBar(control.Accent, 9, 9, 4.5), k.Text(name, small))
	}
	return control.Column(2, container.New(axisLayout{rtl: k.RTL(), all: all, width: func(o fyne.CanvasObject) float32 {
		return k.Measure(o.(*text.Label).Text(), control.SizeSmall, false) + 2
	}}, objects...),
		k.Muted(k.T("compare.axis", "zone", k.Locale.Zone(c.clock.Zone()))))
}

// axisLayout lays out the line, the dates of its ends below it, and for each time a dot with
// its letters above.
type axisLayout struct {
	rtl   bool
	all   []when
	width func(fyne.CanvasObject) float32 // of a date
}

// MinSize is Fyne's.
func (l axisLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, axisHigh) }

// Layout is Fyne's.
func (l axisLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if l.rtl {
			x = size.Width - x - w
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	const line, dot, label, date, letters = 2, 9, 18, 20, 58
	put(objects[0], 0, axisLine-line/2, size.Width, line)
	put(objects[1], 0, axisLine+dot, min(l.width(objects[1]), size.Width/2), date)
	end := min(l.width(objects[2]), size.Width/2)
	put(objects[2], size.Width-end, axisLine+dot, end, date)
	for i, w := range l.all {
		x := axisSide + float32(w.at)*(size.Width-2*axisSide)
		put(objects[3+2*i], x-dot/2, axisLine-dot/2, dot, dot)
		from := min(max(x-letters/2, 0), size.Width-letters)
		put(objects[4+2*i], from, 0, letters, label)
	}
}
