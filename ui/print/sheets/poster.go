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

// Measures of a poster, in units.
const (
	headTop    = 26
	headHeight = 92 // down to the line above the timeline
	footHeight = 46 // from the line below it
	lineWidth  = 2

	// fewestUnits is how wide a poster is at least, so that its words are not too large.
	fewestUnits = 900
	// leastUnit is how small a unit may become, in points: labels of 13 are then read at
	// arm's length.
	leastUnit = 0.42
	// finer is by how much the next width that is tried is larger.
	finer = 1.12
)

var (
	posterTitle = layout.Style{Size: 34, LineHeight: 56, Bold: true, Family: layout.FamilyReading, MaxLines: 1}
	posterText  = layout.Style{Size: 13.5, LineHeight: 22, Family: layout.FamilyReading, MaxLines: 2}
	posterFoot  = layout.Style{Size: 11, LineHeight: 18, MaxLines: 1}
)

// poster writes the timeline on one page.
func (s *sheet) poster(ctx context.Context) (form.Dropped, error) {
	if err := s.on(defaultPaper); err != nil {
		return nil, err
	}
	set, unit, err := s.fitted(ctx)
	if err != nil {
		return nil, err
	}
	d := s.document()
	show, err := readImages(ctx, &set, s.from, d)
	if err != nil {
		return nil, err
	}
	p := d.Page(s.paper.Width, s.paper.Height)
	w, h := s.paper.Width/unit, s.paper.Height/unit
	p.Artifact()
	if s.colours.Dark {
		p.Draw(pdf.Shape{W: s.paper.Width, H: s.paper.Height, Fill: s.colours.Panel})
	}
	p.Save()
	p.Move(0, 0, unit)
	p.Rule(side, headHeight, w-side, headHeight, lineWidth, 0, s.colours.Ink)
	p.Rule(side, h-footHeight, w-side, h-footHeight, lineWidth, 0, s.colours.Ink)
	p.End()
	s.head(d, p, w)
	p.Artifact()
	p.Restore()
	p.End()
	section := d.Root().Add("Sect", pdf.About{})
	l := plate{page: p, in: section, show: show, part: part{0, 0, set.W, set.H}, told: func(*scene.Text) bool { return false }}
	l.draw(set.List, side*unit, (headHeight+lineWidth)*unit, unit)
	section.Close()
	p.Artifact()
	p.Save()
	p.Move(0, 0, unit)
	p.End()
	s.foot(d, p, w, h)
	p.Artifact()
	p.Restore()
	p.End()
	p.Close()
	return set.Lost(s.from), d.Close()
}

// fitted lays the timeline out as large as it can be with every event named, down to the
// foot, and returns how many points a unit has; where there are too many events for the
// paper, so that the most are named.
func (s *sheet) fitted(ctx context.Context) (best poster.Set, points float64, err error) {
	// No track is left out, however small that makes all.
	around := float64(headHeight + footHeight + 2*lineWidth)
	enough := (float64(s.drawn.Needs(poster.Page{})) + around + 1) * s.paper.Width / s.paper.Height
	if enough > mostUnits {
		return best, 0, fmt.Errorf("paper %s is too low for %d tracks", s.named, len(s.from.Tracks))
	}
	finest, least := min(mostUnits, max(s.paper.Width/leastUnit, enough)), math.MaxInt
	for width := max(min(fewestUnits, finest), enough); ; width = min(width*finer, finest) {
		if err := ctx.Err(); err != nil {
			return best, 0, err
		}
		unit := s.paper.Width / width
		room := max(s.paper.Height/unit-around, 60)
		set, err := s.lay(max(width-2*side, 100), room, true)
		if err != nil {
			return set, unit, err
		}
		if unnamed := set.Lost(s.from)[form.LosesUnnamed]; width >= enough && unnamed < least {
			best, points, least = set, unit, unnamed
		}
		if least == 0 && float64(best.ContentHeight) <= room+1 || width == finest {
			return best, points, nil
		}
	}
}

// head draws the title, what is on the poster, and what its signs mean.
func (s *sheet) head(d *pdf.Document, p *pdf.Page, w float64) {
	element := func(role string, draw func(e *pdf.Element)) {
		e := d.Root().Add(role, pdf.About{})
		draw(e)
		e.Close()
	}
	title := s.set(foreign(s.title()), posterTitle, 0)
	if most := (w - 2*side) * 0.6; float64(title.Width) > most {
		title = s.set(foreign(s.title()), posterTitle, most)
	}
	used := float64(title.Width) + 24
	element("H1", func(e *pdf.Element) {
		// The box of a title that was cut is as wide as it was told.
		s.at(p, e, title, side, headTop, w, false, s.colours.Ink)
	})
	legend := s.legend()
	room := w - 2*side - used - legend.width - 24
	if room > 80 {
		told := s.set(s.told(), posterText, room)
		element("P", func(e *pdf.Element) {
			s.at(p, e, told, side+used, headTop+22+float64(2-len(told.Lines))*7, w, false, s.colours.Muted)
		})
	}
	if w-2*side-used > legend.width {
		legend.draw(s, d, p, w, headHeight-26)
	}
}

// foot draws the names of the sources, who made the poster, and on what paper.
func (s *sheet) foot(d *pdf.Document, p *pdf.Page, w, h float64) {
	y := h - footHeight + 14
	last := s.set(s.locale.T("print.made", "paper", s.named), posterFoot, 0)
	e := d.Root().Add("P", pdf.About{})
	s.at(p, e, last, side, y, w, true, s.colours.Muted)
	e.Close()
	if room := w - 2*side - float64(last.Width) - 24; room > 60 {
		made := s.set(s.made(), posterFoot, room)
		e := d.Root().Add("P", pdf.About{})
		s.at(p, e, made, side, y, w, false, s.colours.Muted)
		e.Close()
	}
}
