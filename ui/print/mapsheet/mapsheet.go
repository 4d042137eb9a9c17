// Package mapsheet writes a map of what is taken out of a library: where its events
// happened, as a picture and as a drawing.
//
// The one idea behind it: a sheet is the map of the window, built by the same package
// scene, only that nobody can move it; so its rings do not open, and it says where its
// data comes from.
package mapsheet

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"slices"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/map/paint"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	timeline "tarikh.org/tarikh/ui/timeline/scene"
)

// Formats are the lines of maps in the table of formats.
func Formats(fonts poster.Fonts, places *gazetteer.Gazetteer, world *scene.World) []form.Format {
	m := maker{fonts, places, world}
	picture := form.Format{
		Name: "map", Title: "Map, PNG", Endings: []string{".png"}, Group: form.GroupPicture, Asked: true,
		Speaks: poster.Speaks(), Loses: []string{form.LosesExcerpts, form.LosesArticles, form.LosesNotes, form.LosesPlaces},
		Knows: []form.LookPart{form.LookTitle, form.LookTheme, form.LookSize, form.LookScale}, Write: m.picture,
	}
	drawing := picture
	drawing.Name, drawing.Title, drawing.Endings, drawing.Write = "map-svg", "Map, SVG", []string{".svg"}, m.drawing
	drawing.Knows = picture.Knows[:3]
	return []form.Format{picture, drawing}
}

// maker makes maps; what is known of the world is read with the first.
type maker struct {
	fonts  poster.Fonts
	places *gazetteer.Gazetteer
	world  *scene.World
}

// The size of a sheet in units where none is asked for, and what a side may be; mostPixels
// is that of a picture, all of which is in memory.
const (
	usualWidth, usualHeight = 1600, 860
	least, most             = 200, 6000
	mostPixels              = 8192
	usualScale              = 2
)

// sheet is a map that was laid out.
type sheet struct {
	*scene.List
	fonts *layout.Fonts
	lang  string
}

// lay lays a map out and counts what it leaves out.
func (m maker) lay(ctx context.Context, from form.Taken) (sheet, form.Dropped, error) {
	w, h := from.Look.Size.Width, from.Look.Size.Height
	if w == 0 {
		w = usualWidth
	}
	if h == 0 {
		h = math.Round(w * usualHeight / usualWidth)
	}
	if !(w >= least && w <= most && h >= least && h <= most) {
		return sheet{}, nil, fmt.Errorf("a map of %g × %g units: each side is from %d to %d", w, h, least, most)
	}
	lang := i18n.English
	if from.Lang == i18n.Arabic {
		lang = i18n.Arabic
	}
	locale, err := i18n.New(assets.Files, lang)
	if err != nil {
		return sheet{}, nil, err
	}
	if err := ctx.Err(); err != nil {
		return sheet{}, nil, err
	}
	index, lost := m.index(from, lang)
	faces, err := m.fonts()
	if err != nil {
		return sheet{}, nil, fmt.Errorf("read the fonts: %w", err)
	}
	in := scene.Input{View: project.World(w, h), Index: index, Hovered: -1, Lang: lang, Numbers: locale.Count, Palette: palette.Light()}
	if from.Look.Theme == "dark" {
		in.Palette = palette.Dark()
	}
	if x0, y0, x1, y1, ok := index.Bounds(data.ID{}); ok {
		const nearest = 3000
		in.View = in.View.Fit(x0, y0, x1, y1, nearest)
	}
	for range 4 { // faces of the system may come in, and lack what they were chosen for
		shaper := layout.NewShaper(faces.Fonts)
		plates := captions(in.View, shaper, in.Palette, from.Titled(), locale)
		in.Taken = nil
		for _, p := range plates.Marks {
			in.Taken = append(in.Taken, scene.Box{X0: p.X, Y0: p.Y, X1: p.X + p.W, Y1: p.Y + p.H})
		}
		list := scene.NewBuilder(shaper, m.world).Build(in)
		list.Over.Marks, list.Over.Texts = append(list.Over.Marks, plates.Marks...), append(list.Over.Texts, plates.Texts...)
		waits := slices.ContainsFunc(list.Over.Texts, func(t timeline.Text) bool { return t.P.Waiting })
		if !waits || faces.System == nil {
			return sheet{list, faces.Fonts, lang}, lost, nil
		}
		if err := faces.System.Wait(); err != nil {
			return sheet{}, nil, err
		}
	}
	return sheet{}, nil, fmt.Errorf("the fonts of the system do not come in")
}

// index is what is taken, on the map.
func (m maker) index(from form.Taken, lang string) (*scene.Index, form.Dropped) {
	at := content.Placing(from, m.places)
	var lost form.Dropped
	colours := map[data.ID]int{}
	for _, t := range from.Tracks {
		colours[t.ID] = slices.Index(data.Colours(), t.Colour)
	}
	var events []scene.Event
	axis := from.Library.Axis()
	for i := range from.Events {
		e := &from.Events[i]
		lost.Lose(form.LosesExcerpts, len(e.Excerpts))
		sites := at.Events[e.ID]
		if len(sites) == 0 {
			lost.Lose(form.LosesEvents, 1)
			continue
		}
		lo, hi := axis.Bounds(e.Date)
		events = append(events, scene.Event{ID: e.ID, Lo: lo, Hi: hi, Colour: colours[e.Track], Importance: uint8(e.Importance), Sites: sites})
	}
	lost.Lose(form.LosesNotes, len(from.Notes))
	for _, a := range from.Articles {
		if a.Text != "" {
			lost.Lose(form.LosesArticles, 1)
		}
	}
	sites := make([]scene.Site, len(at.Sites))
	for i, s := range at.Sites {
		sites[i] = scene.Site{ID: s.Entity, Name: s.In(lang), Lat: s.Lat, Lon: s.Lon, Radius: s.Radius}
	}
	return scene.NewIndex(sites, events), lost
}

// captions are the title at the top, and at the foot where the data comes from, each on a
// plate.
func captions(v project.View, shaper *layout.Shaper, p palette.Palette, title string, locale *i18n.Locale) (l timeline.Layer) {
	const margin, inset = 16, 6
	plate := func(words string, st layout.Style, top bool) {
		st.ShowControls, st.MaxLines = true, 1
		if words == "" {
			return
		}
		w := float32(v.W)
		set := shaper.Paragraph(words, st, w-2*margin)
		x, y := float32(margin), float32(margin)
		if locale.RTL() {
			x = w - margin - set.Width
		}
		left := x
		if set.RTL && set.Box > set.Width {
			left = x - (set.Box - set.Width)
		}
		if !top {
			y = float32(v.H) - margin - set.Height
		}
		back := p.Panel
		back.A = 0xD9
		l.Marks = append(l.Marks, timeline.Rect{X: x - inset, Y: y - inset/2, W: set.Width + 2*inset, H: set.Height + inset, Radius: 5, Fill: back})
		l.Texts = append(l.Texts, timeline.Text{X: left, Y: y, P: set, Colour: p.Ink})
	}
	plate(title, layout.Style{Size: 20, Bold: true, LineHeight: 28}, true)
	plate(locale.T("map.credits"), layout.Style{Size: 10.5, LineHeight: 15}, false)
	return l
}

func (m maker) picture(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
	s, lost, err := m.lay(ctx, from)
	if err != nil {
		return nil, fmt.Errorf("map: %w", err)
	}
	scale := from.Look.Scale
	if scale == 0 {
		scale = usualScale
	}
	width, height := int(math.Round(s.View.W*scale)), int(math.Round(s.View.H*scale))
	if !(scale > 0) || width < 1 || height < 1 || width > mostPixels || height > mostPixels {
		return nil, &form.SizeError{Width: width, Height: height, Most: mostPixels}
	}
	var p paint.Painter
	p.Glyphs = glyph.NewCache(s.fonts)
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	p.Paint(img, s.List, float32(scale))
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := png.Encode(w, img); err != nil {
		return nil, fmt.Errorf("map: %w", err)
	}
	return lost, nil
}
