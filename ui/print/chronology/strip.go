package chronology

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of the strip, in points.
const (
	blockHeight = 1.8
	leastBlock  = 1.6
	blockColumn = 0.8 // events of a track that are closer are one block
	blocksTop   = 12
	tickSpace   = 52
	leastWindow = 6
)

var tickStyle = layout.Style{Size: 6.6, LineHeight: 9}

func (d *document) newStrip() strip {
	s := strip{doc: d}
	if d.page.top < stripTop+stripHeight || len(d.Events) == 0 {
		return s
	}
	s.lo, s.hi, _ = poster.Of(d.From).Index.Main()
	s.hi = max(s.hi, s.lo+1)
	s.form = d.Form(d.page.measure(), stripHeight, func(p *pdf.Page) {
		s.ticks(p)
		s.blocks(p)
	})
	return s
}

// x is where an instant is, from the left edge; times beyond the ends are at them.
func (s *strip) x(t int64) float64 {
	share := (float64(t) - float64(s.lo)) / (float64(s.hi) - float64(s.lo))
	share = min(max(share, 0), 1)
	if s.doc.page.rtl {
		share = 1 - share
	}
	return share * s.doc.page.measure()
}

// blocks draws the events, a row for each track.
func (s *strip) blocks(p *pdf.Page) {
	d := s.doc
	place := map[data.ID]int{}
	for i, t := range d.From.Tracks {
		place[t.ID] = i
	}
	rise := (stripHeight - blocksTop - blockHeight - 1) / float64(max(len(d.From.Tracks)-1, 1))
	type column struct{ track, at int }
	taken := map[column]bool{}
	for _, e := range d.Events {
		lo, hi := e.Moments()
		if hi < s.lo || lo > s.hi {
			continue
		}
		x0, x1 := s.x(lo), s.x(hi)
		if x0 > x1 {
			x0, x1 = x1, x0
		}
		at := column{place[e.Track], int(x0 / blockColumn)}
		if taken[at] && x1-x0 < leastBlock {
			continue
		}
		taken[at] = true
		p.Draw(pdf.Shape{
			X: x0, Y: blocksTop + float64(at.track)*min(rise, 3), W: max(x1-x0, leastBlock), H: blockHeight, Fill: d.colours.Mark(d.Tracks[e.Track].Colour),
		})
	}
}

// ticks draws the beginnings of years, or of months where there are few years.
func (s *strip) ticks(p *pdf.Page) {
	const day, year = 86400, 31_556_952
	most := int(s.doc.page.measure() / tickSpace)
	span := float64(s.hi - s.lo)
	first := dates.CivilFromUnix(s.lo)
	mark := func(t int64, says string) {
		if t < s.lo || t > s.hi {
			return
		}
		x := s.x(t)
		p.Rule(x, 0, x, stripHeight, 0.4, 0, s.doc.ink.line)
		words := s.doc.text.own(says, tickStyle, 0)
		left := x + 3
		if s.doc.page.rtl {
			left = x - 3 - float64(words.Width)
		}
		if left >= 0 && left+float64(words.Width) <= s.doc.page.measure() {
			p.Text(words, 0, 1, left, 1, 1, s.doc.ink.muted)
		}
	}
	for _, months := range []int{1, 2, 3, 6} {
		if span/(year/12*float64(months)) > float64(most) || span > 3*year {
			continue
		}
		for n := first.Month - 1 - (first.Month-1)%months; n < first.Month+38; n += months {
			y, m := first.Year+int64(n/12), n%12+1
			name := s.doc.Locale.MonthShort(m)
			if m == 1 {
				name = s.doc.Locale.Year(y)
			}
			mark(dates.DaysFromCivil(y, m, 1)*day, name)
		}
		return
	}
	step := int64(1)
	for factors := []int64{2, 5, 10}; ; factors = append(factors[1:], factors[0]*10) { // 1, 2, 5, 10, 20
		if span/(float64(step)*year) <= float64(most) || step > 1e11 {
			break
		}
		step = factors[0]
	}
	for y := first.Year - ((first.Year%step)+step)%step; ; y += step {
		t := dates.DaysFromCivil(y, 1, 1) * day
		if t > s.hi {
			return
		}
		mark(t, s.doc.Locale.Year(y))
	}
}

// show shows the strip at the head of a page, with the time that the page is about.
func (s *strip) show(page *sheet) {
	if s.form == nil {
		return
	}
	left := s.doc.page.margin
	page.page.Show(s.form, left, stripTop, s.doc.page.measure())
	if !page.dated {
		return
	}
	x0, x1 := s.x(max(page.lo, s.lo)), s.x(min(page.hi, s.hi))
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	if less := leastWindow - (x1 - x0); less > 0 {
		x0, x1 = x0-less/2, x1+less/2
	}
	page.page.Draw(pdf.Shape{X: left + x0 - 1, Y: stripTop, W: x1 - x0 + 2, H: stripHeight, Radius: 1, Stroke: s.doc.ink.rule, StrokeWidth: 0.9})
}
