// Package bench makes synthetic libraries and measures what a person waits for in
// them: opening, each frame of the timeline, and searching.
//
// The one idea behind it: what the program's bench command prints and what Go's
// benchmarks of this package report is measured by the same code, on libraries that
// are the same every time.
package bench

import (
	"context"
	"image"
	"math"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/paint"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// The pictures that are measured, in units that are pixels: the strip and the
// overview under it, as the window has them.
const (
	width, height  = 1600, 600
	overviewHeight = 48
)

// Figures are what is measured of one library. Times are in milliseconds.
type Figures struct {
	Events int `json:"events"`
	// OpenMS is from before the file is opened to the first picture with all its
	// labels; IndexMS is the part of it that packing the events into rows takes.
	OpenMS  float64 `json:"open_ms"`
	IndexMS float64 `json:"index_ms"`
	// The program's own work for a frame of 1600x600: finding what is in view, its
	// layout and painting. Half the frames take at most P50, 95 of 100 at most P95.
	PanP50  float64 `json:"pan_p50_ms"`
	PanP95  float64 `json:"pan_p95_ms"`
	ZoomP50 float64 `json:"zoom_p50_ms"`
	ZoomP95 float64 `json:"zoom_p95_ms"`
	// RSSMB is the most memory that the process held resident at any time, up to
	// after the last frame; the caller that measures fills it in. BytesPerEvent is what columns
	// and index keep for one.
	RSSMB         float64 `json:"rss_mb"`
	BytesPerEvent float64 `json:"bytes_per_event"`
	// Of a library whose events have sources: how many passages there are, how long it takes
	// to work out how well all events are verified, to filter by that then, and to count
	// events by the values of all fields within that filter.
	Passages int     `json:"passages,omitempty"`
	StatesMS float64 `json:"states_ms,omitempty"`
	StatusMS float64 `json:"status_ms,omitempty"`
	FacetsMS float64 `json:"facets_ms,omitempty"`
}

// Timeline opens a library by open and draws frames of it. fonts and locale are
// made by the caller; started is when that began.
func Timeline(ctx context.Context, open func() (data.File, error), fonts *layout.Fonts, locale scene.Locale, started time.Time) (f Figures, err error) {
	store, err := open()
	if err != nil {
		return f, err
	}
	defer store.Close()
	frames, err := NewFrames(ctx, store, fonts, locale)
	if err != nil {
		return f, err
	}
	f.OpenMS = ms(time.Since(started))
	x := frames.in.Index
	f.Events, f.IndexMS = x.Len(), frames.indexMS
	if x.Len() > 0 {
		f.BytesPerEvent = float64(x.Bytes()) / float64(x.Len())
	}
	// The look at the file's health goes on beside the first frames for as long as
	// the file takes to read; it is no work for them.
	if err := store.Health(ctx); err != nil {
		return f, err
	}
	pan, err := frames.Pan()
	if err != nil {
		return f, err
	}
	zoom, err := frames.Zoom()
	if err != nil {
		return f, err
	}
	f.PanP50, f.PanP95 = Percentile(pan, 0.5), Percentile(pan, 0.95)
	f.ZoomP50, f.ZoomP95 = Percentile(zoom, 0.5), Percentile(zoom, 0.95)
	return f, f.verification(ctx, store)
}

// Frames draws frames as the window does: titles that a frame asks for are
// fetched after it and are in the next one.
type Frames struct {
	ctx             context.Context
	store           data.Store
	titles          map[int]string
	wanted          []int
	in              scene.Input
	whole           scene.Viewport
	build           *scene.Builder
	paint           paint.Painter
	strip, overview *image.RGBA
	indexMS         float64
}

// NewFrames loads a library and draws the first picture, with its labels.
func NewFrames(ctx context.Context, store data.Store, fonts *layout.Fonts, locale scene.Locale) (*Frames, error) {
	m := &Frames{
		ctx: ctx, store: store, titles: map[int]string{},
		build: scene.NewBuilder(layout.NewShaper(fonts)), paint: paint.Painter{Glyphs: glyph.NewCache(fonts)},
		strip:    image.NewRGBA(image.Rect(0, 0, width, height-overviewHeight)),
		overview: image.NewRGBA(image.Rect(0, 0, width, overviewHeight)),
	}
	return m, m.open(locale)
}

func (m *Frames) open(locale scene.Locale) error {
	tracks, err := m.store.Tracks(m.ctx)
	if err != nil {
		return err
	}
	columns, err := m.store.Columns(m.ctx)
	if err != nil {
		return err
	}
	index := time.Now()
	x := scene.NewIndex(columns, len(tracks))
	m.indexMS = ms(time.Since(index))
	m.in = scene.Input{
		Index: x, View: scene.NewViewport(width, false), Height: height - overviewHeight, Titles: m.title,
		Selected: -1, Hovered: -1, Locale: locale, Theme: paint.Theme(palette.Light()),
	}
	for _, t := range tracks {
		m.in.Tracks = append(m.in.Tracks, scene.Track{Name: t.Name, Colour: t.Colour})
	}
	if lo, hi, ok := x.Span(); ok {
		m.in.View = m.in.View.FitAll(lo, hi)
	}
	m.whole = m.in.View
	for range 2 { // without titles, and with them
		m.draw()
		if err := m.fetch(); err != nil {
			return err
		}
	}
	return nil
}

func (m *Frames) title(event int) (string, bool) {
	t, ok := m.titles[event]
	if !ok {
		m.wanted = append(m.wanted, event)
	}
	return t, ok
}

// fetch reads the titles that the last frame asked for.
func (m *Frames) fetch() error {
	ids := make([]data.ID, len(m.wanted))
	for i, e := range m.wanted {
		ids[i] = m.in.Index.ID(e)
	}
	captions, err := m.store.Captions(m.ctx, ids)
	if err != nil {
		return err
	}
	for i, e := range m.wanted {
		m.titles[e] = captions[i].Title
	}
	m.wanted = m.wanted[:0]
	return nil
}

// draw makes one frame.
func (m *Frames) draw() {
	m.paint.Paint(m.strip, m.build.Build(m.in), 1)
	m.paint.Paint(m.overview, m.build.BuildOverview(scene.OverviewInput{
		Index: m.in.Index, View: m.in.View, Width: width, Height: overviewHeight, Tracks: m.in.Tracks, Selected: -1, Locale: m.in.Locale, Theme: m.in.Theme,
	}), 1)
}

// frame shows v and returns how long the frame took, in milliseconds.
func (m *Frames) frame(v scene.Viewport) (float64, error) {
	m.in.View = v
	started := time.Now()
	m.draw()
	took := ms(time.Since(started))
	return took, m.fetch()
}

// Pan moves to and fro with all events in view, and then closer up to where a
// minute takes the width: at every zoom there is something else to draw.
func (m *Frames) Pan() ([]float64, error) {
	const closer, perZoom, step = 4, 30, 12
	var frames []float64
	for v := m.whole; ; v = v.ZoomAt(width/2, closer) {
		at := v
		for i := range perZoom {
			dx := float64(step)
			if i >= perZoom/2 {
				dx = -step
			}
			at = at.Pan(dx)
			took, err := m.frame(at)
			if err != nil {
				return nil, err
			}
			frames = append(frames, took)
		}
		if v.Scale() < closest {
			return frames, nil
		}
	}
}

// closest is how far one zooms in, in seconds per unit.
const closest = 60.0 / width

// Zoom goes from all events to a minute and back, see Pan.
func (m *Frames) Zoom() ([]float64, error) {
	const factor = 1.05
	var frames []float64
	n := int(math.Log(m.whole.Scale()/closest)/math.Log(factor)) + 1
	v := m.whole
	for i := range 2 * max(n, 1) {
		if i < n {
			v = v.ZoomAt(width/2, factor)
		} else {
			v = v.ZoomAt(width/2, 1/factor)
		}
		took, err := m.frame(v)
		if err != nil {
			return nil, err
		}
		frames = append(frames, took)
	}
	return frames, nil
}

// Percentile returns the least value that a share of all is not above.
func Percentile(all []float64, share float64) float64 {
	slices.Sort(all)
	return all[min(max(int(math.Ceil(share*float64(len(all))))-1, 0), len(all)-1)]
}

// ms is a duration in milliseconds, to a microsecond.
func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
