package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/adrg/xdg"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/print/picture"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// renderCmd draws a library's timeline to a picture. The same library and flags give
// the same bytes: the clock is not used.
type renderCmd struct {
	Library string  `arg:"" help:"The library." type:"library"`
	Output  string  `short:"o" required:"" help:"The PNG file to write." type:"path" placeholder:"FILE"`
	Size    string  `help:"Width x height in units (default: 1440x420)." default:"1440x420" placeholder:"WxH"`
	Scale   float32 `help:"Pixels to the unit." default:"1"`
	From    string  `help:"First date shown, EDTF (default: the first event)." placeholder:"DATE"`
	To      string  `help:"Last date shown, EDTF (default: the last event)." placeholder:"DATE"`
	Today   string  `help:"Draw a line at this date, EDTF." placeholder:"DATE"`
	Second  string  `help:"A second line of the scale: hijri, or a time zone by its IANA name where the library has one." placeholder:"hijri|ZONE"`
	Theme   string  `help:"light or dark." enum:"light,dark" default:"light"`
	Lang    string  `help:"Language of the scale, en or ar; ar runs from right to left." enum:"en,ar" default:"en"`
}

// target refuses to write over anything but a picture: the flag may name the
// library by mistake. A link is followed.
func (c *renderCmd) target(files afero.Fs) error {
	if c.Output == "-" {
		return nil
	}
	if real, err := filepath.EvalSymlinks(c.Output); err == nil {
		c.Output = real
	}
	info, err := files.Stat(c.Output)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := files.Stat(filepath.Dir(c.Output)); err != nil {
			return fmt.Errorf("render: there is no folder %s", filepath.Dir(c.Output))
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("render: %w", err)
	}
	const signature = "\x89PNG\r\n\x1a\n"
	head := make([]byte, len(signature))
	if info.Mode().IsRegular() {
		f, err := files.Open(c.Output)
		if err != nil {
			return fmt.Errorf("render: %w", err)
		}
		n, _ := io.ReadFull(f, head)
		f.Close()
		if n == 0 || string(head[:n]) == signature {
			return nil
		}
	}
	return problem{exitUsage, fmt.Sprintf("render: %s is there and is not a PNG picture; it was left as it was", c.Output)}
}

var sizePattern = regexp.MustCompile(`^(\d{1,5})[x×](\d{1,5})$`)

// Run is kong's.
func (c *renderCmd) Run(p *program) error {
	width, height, err := c.size()
	if err != nil {
		return err
	}
	from, to, today, err := c.dates()
	if err != nil {
		return err
	}
	if err := c.target(p.files); err != nil {
		return err
	}
	return p.reading(c.Library, func(ctx context.Context, store data.Store) error {
		set, err := c.lay(ctx, store, width, height, from, to, today)
		if err != nil {
			return err
		}
		draw := func(w io.Writer) error { return picture.Write(ctx, w, set, c.Scale) }
		if c.Output == "-" {
			return draw(p.out)
		}
		err = file.Disk{Files: p.files}.Replace(ctx, c.Output, func(temporary string) error {
			part, err := p.files.OpenFile(temporary, os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			return errors.Join(draw(part), part.Close())
		})
		if err != nil {
			return fmt.Errorf("write %s: %w", c.Output, err)
		}
		fmt.Fprintln(p.out, c.Output)
		return nil
	})
}

func (c *renderCmd) size() (width, height int, err error) {
	m := sizePattern.FindStringSubmatch(c.Size)
	if m == nil {
		return 0, 0, problem{exitUsage, fmt.Sprintf("render: --size %q: want WIDTHxHEIGHT, such as 1440x420", c.Size)}
	}
	width, _ = strconv.Atoi(m[1])
	height, _ = strconv.Atoi(m[2])
	if !(c.Scale >= picture.LeastScale && c.Scale <= picture.MostScale) {
		return 0, 0, problem{exitUsage, fmt.Sprintf("render: --scale %g: want %g to %d", c.Scale, picture.LeastScale, picture.MostScale)}
	}
	w, h := picture.Size(float32(width), float32(height), c.Scale)
	if width < 100 || height < 60 || w > picture.MostSide || h > picture.MostSide {
		return 0, 0, problem{exitUsage, fmt.Sprintf("render: %s at scale %g: want at least 100x60 units and at most %d pixels a side", c.Size, c.Scale, picture.MostSide)}
	}
	return width, height, nil
}

func (c *renderCmd) dates() (from, to, today dates.Date, err error) {
	for _, f := range []struct {
		flag, text string
		date       *dates.Date
	}{{"--from", c.From, &from}, {"--to", c.To, &to}, {"--today", c.Today, &today}} {
		if f.text == "" {
			continue
		}
		if *f.date, err = dates.Parse(f.text); err != nil {
			return from, to, today, problem{exitUsage, fmt.Sprintf("render: %s: %v", f.flag, err)}
		}
	}
	if !from.IsZero() && !to.IsZero() && from.Lo >= to.Hi {
		return from, to, today, problem{exitUsage, fmt.Sprintf("render: --from %s is not before --to %s", from, to)}
	}
	return from, to, today, nil
}

// lay lays the timeline out. Titles are fetched where there is room for them: of a large
// library few are shown.
func (c *renderCmd) lay(ctx context.Context, store data.Store, width, height int, from, to, today dates.Date) (poster.Set, error) {
	library, err := store.Library(ctx)
	if err != nil {
		return poster.Set{}, err
	}
	axis := library.Axis()
	page := poster.Page{Width: float32(width), Height: float32(height), Lang: c.Lang, Dark: c.Theme == "dark"}
	if page.Second, err = c.second(axis); err != nil {
		return poster.Set{}, err
	}
	tracks, err := store.Tracks(ctx)
	if err != nil {
		return poster.Set{}, err
	}
	columns, err := store.Columns(ctx)
	if err != nil {
		return poster.Set{}, err
	}
	notes, err := store.Annotations(ctx)
	if err != nil {
		return poster.Set{}, err
	}
	noted := map[data.ID]bool{}
	for _, n := range notes {
		noted[n.Event] = true
	}
	caption := captions(ctx, store, columns)
	states, err := store.States(ctx, columns)
	if err != nil {
		return poster.Set{}, err
	}
	leads, err := store.LeadPictures(ctx)
	if err != nil {
		return poster.Set{}, err
	}
	drawn := poster.Poster{
		State: poster.States(states),
		Index: scene.NewIndex(columns, len(tracks)), Axis: axis,
		Titles:    func(event int) (string, bool) { e, ok := caption(event); return e.Title, ok },
		Certainty: func(event int) scene.Certainty { e, _ := caption(event); return scene.CertaintyOf(axis.Shown(e.Date)) },
		Noted:     func(event int) bool { return noted[columns.IDs[event]] },
	}
	if len(leads) > 0 {
		drawn.Picture = func(event int) (data.Picture, bool) {
			p, has := leads[columns.IDs[event]]
			return p, has
		}
		drawn.Dates = func(event int) dates.Date { e, _ := caption(event); return e.Date }
	}
	for _, t := range tracks {
		drawn.Tracks = append(drawn.Tracks, scene.Track{Name: t.Name, Colour: t.Colour})
	}
	if !today.IsZero() {
		at, _ := axis.Bounds(today)
		page.Today = &at
	}
	if page.Span, err = span(drawn.Index, axis, from, to); err != nil {
		return poster.Set{}, err
	}
	drawn.MakeRoom()
	set, err := drawn.Lay(posterFonts, page)
	if err == nil {
		err = set.ReadPictures(ctx, store)
	}
	return set, err
}

// span is the time from one date to another; one that is not given is where most events
// begin or end.
func span(x *scene.Index, axis dates.Axis, from, to dates.Date) (scene.Reading, error) {
	if from.IsZero() && to.IsZero() {
		return scene.Reading{}, nil
	}
	lo, hi, _ := x.Main()
	if !from.IsZero() {
		lo, _ = axis.Bounds(from)
	}
	if !to.IsZero() {
		_, hi = axis.Bounds(to)
	}
	if from.IsZero() != to.IsZero() && lo >= hi {
		return scene.Reading{}, problem{exitUsage, "render: nothing lies between --from and --to"}
	}
	return scene.Reading{Lo: lo, Hi: hi}, nil
}

// second is the second line of the scale that was asked for.
func (c *renderCmd) second(axis dates.Axis) (scene.Second, error) {
	l, err := i18n.New(assets.Files, c.Lang)
	switch {
	case err != nil || c.Second == "":
		return scene.Second{}, err
	case c.Second == "hijri":
		return scene.Second{Hijri: true, Name: l.T("second.hijri")}, nil
	case !dates.IsZone(c.Second):
		return scene.Second{}, problem{exitUsage, fmt.Sprintf("render: --second %q: want hijri or a time zone, such as Asia/Riyadh", c.Second)}
	case axis.Zone() == "":
		return scene.Second{}, problem{exitUsage, fmt.Sprintf("render: --second %s: the library has no time zone, so its dates have no time in another", c.Second)}
	}
	return scene.Second{Clock: dates.AxisIn(c.Second), Axis: axis, Name: l.Zone(c.Second)}, nil
}

// captions returns a lookup that fetches one event at a time and keeps it.
func captions(ctx context.Context, store data.Store, columns data.Columns) func(int) (data.Event, bool) {
	known := map[int]data.Event{}
	return func(event int) (data.Event, bool) {
		if e, ok := known[event]; ok {
			return e, true
		}
		e, err := store.Event(ctx, columns.IDs[event])
		if err != nil {
			return data.Event{}, false
		}
		known[event] = e
		return e, true
	}
}

// posterFonts are the embedded faces and, for what they lack, those of the system.
func posterFonts() (poster.Faces, error) {
	fonts, err := layout.EmbeddedWithReading(assets.Files)
	if err != nil {
		return poster.Faces{}, err
	}
	system := layout.NewSystem(filepath.Join(xdg.CacheHome, "tarikh"), func() {})
	return poster.Faces{Fonts: fonts.WithSystem(system), System: system}, nil
}
