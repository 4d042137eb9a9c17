package story

import (
	"image"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tarikh.org/tarikh/ui/map/paint"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/slide"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme"
)

// chart is the map of the step that is shown. From one step to the next it goes from place to
// place, where both have it at the same place of the slide, or else it comes and goes with
// the step.
type chart struct {
	stage   *stage
	painter paint.Painter
	raster  *canvas.Raster
	picture *image.RGBA // what raster shows, nil before it does
	box     slide.Box   // where it is; W is 0 where there is none
	was     slide.Box   // where it was at the step before

	from, view, to project.View
	comes          bool // with the step, and not from another place

	ground grounds
}

// grounds are the pictures of the ground: of where the map is, and of where it goes, which is
// drawn away from the interface meanwhile.
type grounds struct {
	here, there     paint.Plotter
	far             *paint.Backdrop // of the whole world
	at, goal, spare *paint.Backdrop
	drawing         bool
}

func newChart(t *stage) *chart {
	c := &chart{stage: t}
	c.painter.Glyphs = t.show.host.Kit().Typesetter.Glyphs
	c.raster = text.NewRaster(c.paint)
	c.raster.Hide()
	return c
}

// lay takes the place that the present step gives the map.
func (c *chart) lay() {
	box := c.stage.laid.Map
	c.comes, c.was = c.box != box, c.box
	if c.box = box; box.W == 0 {
		c.raster.Hide()
		return
	}
	c.raster.Move(fyne.NewPos(box.X, box.Y))
	c.raster.Resize(fyne.NewSize(box.W, box.H))
	c.raster.Show()
	c.raster.Refresh()
}

// turn sets off to the places of the present step.
func (c *chart) turn() {
	if c.box.W == 0 {
		return
	}
	w, h := c.stage.laid.MapSize()
	c.to = c.stage.show.atlas.View(c.stage.show.at, w, h)
	if c.from = c.view; c.comes {
		c.from = c.to
	}
}

// stay is for a slide of another size.
func (c *chart) stay() {
	if c.stage.show.at >= 0 && c.stage.laid != nil {
		c.comes = true
		c.turn()
		c.arrive(1)
	}
}

// arrive shows it when a part of the way is gone.
func (c *chart) arrive(gone float64) {
	if c.box.W == 0 {
		return
	}
	if c.raster.Translucency = 0; c.comes {
		c.raster.Translucency = 1 - gone
	}
	if v := project.Between(c.from, c.to, gone); v != c.view || gone == 0 || gone >= 1 {
		c.view = v
		c.raster.Refresh()
	}
}

// over is the picture of the step before with the map that goes with it.
func (c *chart) over(below *image.RGBA) *image.RGBA {
	if c.was.W == 0 || !c.comes || c.picture == nil {
		return below
	}
	both := image.NewRGBA(below.Rect)
	copy(both.Pix, below.Pix)
	draw.Draw(both, c.was.At(float32(below.Rect.Dx())/c.stage.laid.W), c.picture, image.Point{}, draw.Over)
	return both
}

// paint draws it: w and h are device pixels.
func (c *chart) paint(w, h int) image.Image {
	s := c.stage.show
	if w < 1 || h < 1 || c.box.W < 1 || !s.atlas.Has(s.at) {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	if c.picture == nil || c.picture.Rect.Dx() != w || c.picture.Rect.Dy() != h {
		c.picture = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	scale := float32(w) / c.box.W
	list, _ := s.atlas.List(s.at, c.view, theme.Current())
	own, _ := c.stage.laid.MapSize()
	plot := paint.PlotOf(list, c.picture.Rect.Size(), float32(w)/own, 0)
	c.stage.laid.PaintMap(&c.painter, c.picture, list, scale, c.backdrops(plot)...)
	return c.picture
}

// backdrops are what a map is laid on: at rest that of its view, on its way all there are.
func (c *chart) backdrops(plot paint.Plot) (all []*paint.Backdrop) {
	g := &c.ground
	if c.view == c.to {
		if g.goal != nil && g.goal.Shows(plot, 0) {
			g.at, g.goal, g.spare = g.goal, nil, g.at
		}
		if g.at == nil || !g.at.Shows(plot, 0) {
			g.at = g.here.Draw(plot, nil)
		}
		return []*paint.Backdrop{g.at}
	}
	world := c.stage.show.parts.World
	goal, far := plot, plot
	goal.View, goal.Ground = c.to, world.At(c.to.Scale)
	far.View, far.Ground = project.World(plot.View.W, plot.View.H), world.Far()
	switch {
	case g.drawing:
	case g.goal == nil || !g.goal.Shows(goal, 0):
		c.draw(goal, func(b *paint.Backdrop) { g.goal = b })
	case g.far == nil || !g.far.Shows(far, 0):
		c.draw(far, func(b *paint.Backdrop) { g.far = b })
	}
	for _, b := range []*paint.Backdrop{g.far, g.at, g.goal} {
		if b != nil {
			all = append(all, b)
		}
	}
	return all
}

// draw draws a ground away from the interface.
func (c *chart) draw(plot paint.Plot, have func(*paint.Backdrop)) {
	g := &c.ground
	into := g.spare
	g.drawing, g.spare = true, nil
	go func() {
		b := g.there.Draw(plot, into)
		c.stage.show.host.Post(func() {
			g.drawing = false
			have(b)
			c.raster.Refresh()
		})
	}()
}
