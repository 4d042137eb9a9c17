package sheets

import (
	"context"
	"fmt"
	"math"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Measures of pages that are put together, in points.
const (
	pageMargin = 26
	pageHead   = 30 // of the running head, below the margin
	overlap    = 10 * pointsPerMillimetre
	tick       = 9 // length of the marks
	// defaultUnit is how many points a unit has where no scale is asked for.
	defaultUnit = 0.8
	// mostColumns is how many pages beside each other are tried for all events to be named.
	mostColumns = 24
)

var (
	pageStyle  = layout.Style{Size: 8, LineHeight: 13, MaxLines: 1}
	titleStyle = layout.Style{Size: 12, LineHeight: 22, Bold: true, Family: layout.FamilyReading, MaxLines: 1}
)

// grid is how a timeline is divided among pages.
type grid struct {
	poster.Set
	unit          float64 // points to the unit
	w, h          float64 // of what a page shows, in points
	columns, rows int
	whole         bool // every event is named
	images        *images
}

// step is how far the next page beside or below is from one, in points.
func (g *grid) step() (x, y float64) { return g.w - overlap, g.h - overlap }

// pages writes the timeline on pages that overlap, with marks where they meet.
func (s *sheet) pages(ctx context.Context) (form.Dropped, error) {
	if err := s.on(defaultPage); err != nil {
		return nil, err
	}
	unit := defaultUnit
	if scale := s.from.Look.Scale; scale != 0 {
		if !(scale >= 0.25 && scale <= 8) {
			return nil, fmt.Errorf("a scale of %g: want 0.25 to 8", scale)
		}
		unit *= scale
	}
	g, err := s.divided(ctx, unit)
	if err != nil {
		return nil, err
	}
	d := s.document()
	if g.images, err = readImages(ctx, &g.Set, s.from, d); err != nil {
		return nil, err
	}
	section := d.Root().Add("Sect", pdf.About{})
	heading := section.Add("H1", pdf.About{})
	for n := range g.columns * g.rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := d.Page(s.paper.Width, s.paper.Height)
		s.running(p, g, n, heading)
		s.piece(p, g, n, section)
		s.marks(p, g, n)
		d.Bookmark(0, s.locale.T("print.sheet", "n", n+1, "all", g.columns*g.rows), p, 0)
		p.Close()
	}
	heading.Close()
	section.Close()
	return g.Lost(s.from), d.Close()
}

// divided lays the timeline out on as few pages as all events can be named on: beside each
// other, and below each other where it has more rows than a page is high. Where all cannot
// be named, it is as wide as is tried.
func (s *sheet) divided(ctx context.Context, unit float64) (*grid, error) {
	g := grid{unit: unit, w: s.paper.Width - 2*pageMargin, h: s.paper.Height - 2*pageMargin - pageHead}
	if g.w < 3*overlap || g.h < 3*overlap {
		return nil, fmt.Errorf("paper %s is too small for a part of a timeline", s.named)
	}
	stepX, stepY := g.step()
	var best *grid
	for columns := 1; columns <= mostColumns && (best == nil || !best.whole || columns < best.columns*best.rows); columns++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		width := (stepX*float64(columns-1) + g.w) / unit
		if width > mostUnits && columns > 1 {
			break
		}
		set, err := s.lay(width, 0, true)
		if err != nil {
			return nil, err
		}
		tried := g
		tried.Set, tried.columns, tried.rows = set, columns, 1+int(math.Ceil(max(float64(set.H)*unit-g.h, 0)/stepY))
		switch whole := set.Lost(s.from)[form.LosesUnnamed] == 0; {
		case whole && (best == nil || !best.whole || columns*tried.rows < best.columns*best.rows), best == nil, !whole && !best.whole:
			tried.whole = whole
			best = &tried
		}
	}
	return best, nil
}

// running draws the head of a page: the title, and which page it is.
func (s *sheet) running(p *pdf.Page, g *grid, n int, heading *pdf.Element) {
	number := s.set(s.locale.T("print.sheet", "n", n+1, "all", g.columns*g.rows), pageStyle, 0)
	title := s.set(foreign(s.title()), titleStyle, s.paper.Width-2*pageMargin-float64(number.Width)-12)
	if n == 0 {
		s.at(p, heading, title, pageMargin, pageMargin-4, s.paper.Width, false, s.colours.Ink)
	}
	p.Pagination("Header")
	left := pageMargin
	if n > 0 {
		x := float64(pageMargin)
		if s.locale.RTL() {
			x = s.paper.Width - pageMargin - float64(title.Box)
		}
		p.Text(title, 0, len(title.Lines), x, pageMargin-4, 1, s.colours.Muted)
	}
	x := s.paper.Width - float64(left) - float64(number.Width)
	if s.locale.RTL() {
		x = float64(left)
	}
	p.Text(number, 0, 1, x, pageMargin, 1, s.colours.Muted)
	p.End()
}

// show is the part of the timeline that a page shows, in units; the first page is where
// the language begins to read.
func (g *grid) show(n int, rtl bool) part {
	stepX, stepY := g.step()
	x, y := float64(n%g.columns)*stepX/g.unit, float64(n/g.columns)*stepY/g.unit
	w, h := g.w/g.unit, g.h/g.unit
	if rtl {
		x = float64(g.W) - x - w
	}
	return part{float32(x), float32(y), float32(x + w), float32(min(y+h, float64(g.H)))}
}

// piece draws the part of the timeline of a page.
func (s *sheet) piece(p *pdf.Page, g *grid, n int, section *pdf.Element) {
	rtl := s.locale.RTL()
	before := func(t *scene.Text) bool {
		for _, other := range [4]int{n - g.columns - 1, n - g.columns, n - g.columns + 1, n - 1} {
			beside := other%g.columns - n%g.columns
			if other >= 0 && beside >= -1 && beside <= 1 && other != n && g.show(other, rtl).meets(t.X, t.Y, t.P.Width, t.P.Height) {
				return true
			}
		}
		return false
	}
	l := plate{page: p, in: section, show: g.images, part: g.show(n, rtl), told: before}
	l.draw(g.List, pageMargin, pageMargin+pageHead, g.unit)
}

// marks draws where a page meets its neighbours: a fine line where the other one is laid
// on it, and marks in the margins to cut by.
func (s *sheet) marks(p *pdf.Page, g *grid, n int) {
	const fine = 0.4
	left, top := float64(pageMargin), float64(pageMargin+pageHead)
	right, bottom := left+g.w, top+g.h
	column, row := n%g.columns, n/g.columns
	p.Artifact()
	vertical := func(x float64) {
		p.Rule(x, top-tick-2, x, top-2, fine, 0, black)
		p.Rule(x, bottom+2, x, bottom+2+tick, fine, 0, black)
		p.Rule(x, top, x, bottom, fine, 2, s.colours.Faint)
	}
	horizontal := func(y float64) {
		p.Rule(left-tick-2, y, left-2, y, fine, 0, black)
		p.Rule(right+2, y, right+2+tick, y, fine, 0, black)
		p.Rule(left, y, right, y, fine, 2, s.colours.Faint)
	}
	after, before := right-overlap, left+overlap
	if s.locale.RTL() {
		after, before = before, after
	}
	if column < g.columns-1 {
		vertical(after)
	}
	if column > 0 {
		vertical(before)
	}
	if row < g.rows-1 {
		horizontal(bottom - overlap)
	}
	if row > 0 {
		horizontal(top + overlap)
	}
	p.End()
}
