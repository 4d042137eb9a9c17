package mapsheet

import (
	"context"
	"fmt"
	"io"
	"math"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/print/svg"
	timeline "tarikh.org/tarikh/ui/timeline/scene"
)

func (m maker) drawing(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	s, lost, err := m.lay(ctx, from)
	if err != nil {
		return nil, fmt.Errorf("map: %w", err)
	}
	set := poster.Set{
		List: &timeline.List{
			W: float32(s.View.W), H: float32(s.View.H), Ground: s.Colours.Sea,
			Bands: s.Under.Bands, Lines: s.Under.Lines, Marks: s.Under.Marks, Texts: s.Under.Texts, Over: []timeline.Layer{s.Over},
		},
		Fonts: s.fonts, View: timeline.NewViewport(s.View.W, s.lang == i18n.Arabic),
	}
	err = svg.Write(ctx, w, set, svg.Options{Title: from.Titled(), Under: ground(s.List), Between: rings(s.List)})
	if err != nil {
		return nil, fmt.Errorf("map: %w", err)
	}
	return lost, nil
}

// ground are the shapes of package paint's ground: lines of the grid, land, borders.
func ground(l *scene.List) []svg.Shape {
	land := svg.Shape{Closed: true, Fill: l.Colours.Land, Lines: lines(l.View, l.Ground.Land())}
	all := []svg.Shape{{Stroke: l.Colours.Grid, Width: 1, Lines: lines(l.View, l.Graticule)}, land}
	divisions := l.Ground.Lines()
	for kind, dash := range []float32{0, 0, 3} {
		all = append(all, svg.Shape{Stroke: l.Colours.Border, Width: []float32{0.7, 0.9, 1.1}[kind], Dash: dash, Lines: lines(l.View, divisions[kind])})
	}
	return all
}

// lines are the paths that are in view, on the surface, without points that are not seen.
func lines(v project.View, paths []scene.Path) (all [][][2]float32) {
	const seen, beyond = 0.25, 4
	for i := range paths {
		p := &paths[i]
		ax, ay := v.On(float64(p.X0), float64(p.Y1))
		bx, by := v.On(float64(p.X1), float64(p.Y0))
		if ax > v.W+beyond || bx < -beyond || ay > v.H+beyond || by < -beyond {
			continue
		}
		var line [][2]float32
		for j, q := range p.Points {
			x, y := v.On(float64(q.X), float64(q.Y))
			at := [2]float32{float32(math.Round(x*100) / 100), float32(math.Round(y*100) / 100)}
			if n := len(line); n > 0 && j < len(p.Points)-1 && math.Hypot(float64(at[0]-line[n-1][0]), float64(at[1]-line[n-1][1])) < seen {
				continue
			}
			line = append(line, at)
		}
		all = append(all, line)
	}
	return all
}

// rings are the parts of rings, as lines of short steps.
func rings(l *scene.List) (all []svg.Shape) {
	const step, gap = 1.0 / 60, 1.5
	for _, r := range l.Rings {
		from, free := 0.0, gap/2/(2*math.Pi*float64(r.Radius))
		if len(r.Parts) == 1 {
			free = 0
		}
		for _, part := range r.Parts {
			to := float64(part.To)
			var line [][2]float32
			for turn := from + free; ; turn += step {
				turn = min(turn, to-free)
				sin, cos := math.Sincos(turn * 2 * math.Pi)
				line = append(line, [2]float32{r.X + r.Radius*float32(sin), r.Y - r.Radius*float32(cos)})
				if turn >= to-free {
					break
				}
			}
			all = append(all, svg.Shape{Stroke: part.Colour, Width: r.Width, Lines: [][][2]float32{line}})
			from = to
		}
	}
	return all
}
