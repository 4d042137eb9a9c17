// Package slides writes stories as PDF slides and as numbered pictures.
//
// The one idea behind it: a slide is laid out by package slide as it is in the window, in
// the language of its story; here it is only drawn with other means, at 16:9.
package slides

import (
	"context"
	"fmt"
	"image"
	"slices"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/placing"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/i18n"
	mappaint "tarikh.org/tarikh/ui/map/paint"
	mapscene "tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/slide"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// slideW and slideH are the size of a slide in units.
const slideW, slideH = 1920, 1080

// maker makes both; what is known of the world is read with the first map.
type maker struct {
	fonts  poster.Fonts
	places *gazetteer.Gazetteer
	world  *mapscene.World
}

// Formats are the lines of both in the table of formats.
func Formats(fonts poster.Fonts, places *gazetteer.Gazetteer, world *mapscene.World) []form.Format {
	m := maker{fonts, places, world}
	loses := []string{form.LosesEvents, form.LosesExcerpts, form.LosesArticles, form.LosesNotes, form.LosesLong, form.LosesPictures}
	return []form.Format{
		{
			Name: "pdf-slides", Title: "PDF slides", Endings: []string{".pdf"}, Group: form.GroupDocument, Asked: true, Pictures: true, Loses: loses,
			Speaks: i18n.Languages(), Knows: []form.LookPart{form.LookTitle, form.LookByline, form.LookTheme, form.LookStory},
			Write: m.writePDF,
		},
		{
			Name: "png-slides", Title: "PNG slides", Group: form.GroupPicture, Asked: true, Pictures: true, Loses: loses,
			Speaks: i18n.Languages(), Knows: []form.LookPart{form.LookTheme, form.LookScale, form.LookStory},
			Folder: m.writePNG,
		},
	}
}

// deck is the stories on their way out.
type deck struct {
	maker
	from    form.Taken
	faces   poster.Faces
	shaper  *layout.Shaper
	palette palette.Palette
	locale  *i18n.Locale // of what is said where a story has no language
	locales map[string]*i18n.Locale
	told    []telling.Told
	painter *mappaint.Painter
	lost    form.Dropped
}

func (m maker) deck(ctx context.Context, from form.Taken) (*deck, error) {
	d := &deck{maker: m, from: from, locales: map[string]*i18n.Locale{}, palette: palette.Light()}
	if from.Look.Theme == "dark" {
		d.palette = palette.Dark()
	}
	for _, lang := range i18n.Languages() {
		l, err := i18n.New(assets.Files, lang)
		if err != nil {
			return nil, err
		}
		d.locales[lang] = l
	}
	if d.locale = d.locales[from.Lang]; d.locale == nil {
		d.locale = d.locales[i18n.English]
	}
	if err := d.tell(ctx); err != nil {
		return nil, err
	}
	faces, err := m.fonts()
	if err != nil {
		return nil, fmt.Errorf("read the fonts: %w", err)
	}
	d.faces, d.shaper, d.painter = faces, layout.NewShaper(faces.Fonts), &mappaint.Painter{}
	d.painter.Glyphs = glyph.NewCache(faces.Fonts)
	d.count()
	return d, nil
}

// tell puts the stories that are asked for together.
func (d *deck) tell(ctx context.Context) error {
	rows := telling.Rows{
		Axis: d.from.Library.Axis(), Tracks: d.from.Tracks, Events: map[data.ID]data.Event{}, Excerpts: map[data.ID][]data.Excerpt{},
		Articles: d.from.ArticlesByID(), Pictures: d.from.Pictures,
	}
	for _, e := range d.from.Events {
		rows.Events[e.ID], rows.Excerpts[e.ID] = e.Event, e.Excerpts
	}
	at := d.placing()
	for _, s := range d.from.Stories {
		if name := d.from.Look.Story; name != "" && name != s.Name {
			continue
		}
		steps := slices.DeleteFunc(slices.Clone(d.from.Steps), func(step data.StoryStep) bool { return step.Story != s.ID })
		told := telling.Of(s, steps, rows)
		if told.HasViews() {
			cols, err := d.from.Columns(ctx)
			if err != nil {
				return err
			}
			views := telling.Views{Columns: cols, Tracks: d.from.Tracks, Today: rows.Axis.Day(d.from.Edited), Only: func(id data.ID) bool { _, taken := rows.Events[id]; return taken }, Placed: true}
			if views.Tracks, err = d.from.Store.Tracks(ctx); err != nil {
				return err
			}
			if err := told.Find(ctx, d.from.Store, views); err != nil {
				return err
			}
		}
		told.Place(at)
		d.told = append(d.told, told)
	}
	if len(d.told) == 0 {
		if name := d.from.Look.Story; name != "" {
			return fmt.Errorf("%q: %w", name, form.ErrNoStory)
		}
		return form.ErrNoStory
	}
	return nil
}

// placing is where the events that are taken happened.
func (d *deck) placing() placing.Placing {
	return content.Placing(d.from, d.places)
}

// count counts what no slide has.
func (d *deck) count() {
	events, pictures, quoted := map[data.ID]bool{}, map[data.ID]bool{}, 0
	for _, told := range d.told {
		for _, s := range told.Steps {
			events[s.Event], pictures[s.Picture.ID] = true, true
			if s.Quote != "" {
				quoted++
			}
		}
	}
	excerpts := 0
	for _, e := range d.from.Events {
		if !events[e.ID] {
			d.lost.Lose(form.LosesEvents, 1)
		}
		excerpts += len(e.Excerpts)
	}
	d.lost.Lose(form.LosesExcerpts, max(excerpts-quoted, 0))
	for _, a := range d.from.Articles {
		if a.Text != "" {
			d.lost.Lose(form.LosesArticles, 1)
		}
	}
	d.lost.Lose(form.LosesNotes, len(d.from.Notes))
	for _, p := range d.from.Pictures {
		if !pictures[p.ID] {
			d.lost.Lose(form.LosesPictures, 1)
		}
	}
}

// speaks is the language of a story.
func (d *deck) speaks(s data.Story) *i18n.Locale {
	if l := d.locales[s.Lang]; l != nil {
		return l
	}
	return d.locale
}

// tale is a story that is laid out step by step.
type tale struct {
	telling.Told
	locale *i18n.Locale
	line   slide.Line
	atlas  *slide.Atlas
}

func (d *deck) tale(told telling.Told) tale {
	l := d.speaks(told.Story)
	return tale{told, l, slide.LineOf(l, told, l.RTL()), slide.AtlasOf(l, told, d.world, d.shaper)}
}

// laid is a slide that was laid out, with its line of time, and its map; nil: it has none.
type laid struct {
	*slide.Laid
	line  scene.Layer
	world *image.RGBA
}

// mostLoads bounds how often a slide is laid out again since faces of the system came in.
const mostLoads = 4

// lay lays a step out, without a picture where that cannot be shown. The map has so many
// pixels to the unit.
func (d *deck) lay(of tale, at int, pictured bool, scale float32) laid {
	s := slide.Of(of.locale, d.from.Library.Axis(), of.Told, at)
	if !pictured {
		s.Width, s.Height, s.Caption = 0, 0, ""
	}
	if s.Mapped = of.atlas.Has(at); s.Mapped {
		s.Credits = of.locale.T("slide.credits")
	}
	f := slide.Frame{W: slideW, H: slideH, RTL: of.locale.RTL(), Palette: d.palette, Shaper: d.shaper}
	for n := 0; ; n++ {
		out := laid{Laid: slide.Lay(f, s)}
		layer, waiting := of.line.Draw(f, f.H, of.line.Sight(at), at)
		var list *mapscene.List
		if out.line = layer; s.Mapped {
			w, h := out.MapSize()
			var waits bool
			list, waits = of.atlas.List(at, of.atlas.View(at, w, h), d.palette)
			waiting = waiting || waits
		}
		if !out.Waiting && !waiting || d.faces.System == nil || n == mostLoads || d.faces.System.Wait() != nil {
			if list != nil {
				out.world = image.NewRGBA(image.Rectangle{Max: out.Map.At(scale).Size()})
				out.PaintMap(d.painter, out.world, list, scale)
			}
			if out.Short {
				d.lost.Lose(form.LosesLong, 1)
			}
			return out
		}
	}
}

// pixels reads the bytes of the picture of a step; false where it has none, or none that
// can be shown, which is counted.
func (d *deck) pixels(ctx context.Context, p data.Picture, read func(raw []byte) error) (bool, error) {
	if p.ID == (data.ID{}) {
		return false, nil
	}
	page, err := d.from.Page(ctx, p.Hash)
	if err == nil {
		err = read(page.Body)
	}
	if why := form.LosesPicture(err); why != "" {
		d.lost.Lose(why, 1)
		return false, nil
	}
	return err == nil, err
}
