// Package pictures shows the pictures of the selected event: in its card, and whole in a
// viewer, with the words that belong to them.
//
// The one idea behind it: a picture is decoded to the size at which it is shown, one at a
// time, and only those of the selected event are in memory.
package pictures

import (
	"context"
	"fmt"
	"image"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/data/picture/thumbs"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Feature is the pictures of the selected event.
type Feature struct {
	host    *feature.Host
	cache   *thumbs.Cache
	leads   *Leads
	viewing library.Slot
	*feature.OfEvent[[]shown]
}

// shown is a picture as the card shows it; small is nil for one that cannot be shown, and
// why says so.
type shown struct {
	data.Picture
	small *image.RGBA
	why   error
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host) *Feature {
	dir := ""
	if h.CacheDir != "" {
		dir = filepath.Join(h.CacheDir, "pictures")
	}
	f := &Feature{host: h, cache: thumbs.New(h.Files, dir, mostCached)}
	f.leads = newLeads(h, f.cache)
	f.OfEvent = feature.NewOfEvent(h, f.read, data.KindPicture)
	return f
}

// mostCached is how many bytes small pictures take on disk.
const mostCached = 128 << 20

// Leads are the first pictures of events.
func (f *Feature) Leads() *Leads { return f.leads }

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	return []command.Command{
		{ID: "picture.add", Title: "command.picture.add", Enabled: func() bool { return l.Writable() && l.Event() != nil }, Run: f.choose},
		{ID: "picture.view", Title: "command.picture.view", Enabled: func() bool { return l.Event() != nil && len(f.Shown) > 0 }, Run: func() { f.view(0) }},
	}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {}

// Sizes of a picture in the card, in units, and of its pixels at twice that.
const (
	cardWidth, cardHeight = 306, 210
	density               = 2
)

// read reads the pictures of an event and makes them small.
func (f *Feature) read(ctx context.Context, store data.Store, event data.ID) ([]shown, error) {
	all, err := store.Pictures(ctx, event)
	out := make([]shown, 0, len(all))
	for _, p := range all {
		if err != nil || !p.IsImage() {
			continue
		}
		s := shown{Picture: p}
		var why error
		s.small, why = fitted(ctx, f.cache, store, p, thumbs.Size{Width: cardWidth * density, Height: cardHeight * density})
		if err = ctx.Err(); why != nil {
			s.why = &fs.PathError{Op: "show", Path: p.Name, Err: why}
		}
		out = append(out, s)
	}
	return out, err
}

// Card shows the pictures of an event; nil where there are none.
func (f *Feature) Card(e *library.EventView) fyne.CanvasObject {
	if e.ID != f.Event || len(f.Shown) == 0 {
		return nil
	}
	k := f.host.Kit()
	column := control.Column(8)
	for i, s := range f.Shown {
		open := func() { f.view(i) }
		menu := func(at fyne.Position) { k.ShowMenu(f.host.Canvas, at, f.items(i)) }
		column.Add(k.TapArea(control.Column(4, f.framed(s, s.small, cardWidth, cardHeight), f.words(s)), open, menu))
	}
	return column
}

// framed is a picture in a frame of a size at most, or why it is not shown.
func (f *Feature) framed(s shown, pixels *image.RGBA, width, height float32) fyne.CanvasObject {
	if pixels == nil {
		return f.host.Kit().Muted(f.host.Kit().T("picture.unshown", "why", f.host.Say(s.why)))
	}
	w, h := float32(s.Width), float32(s.Height)
	if w > width {
		w, h = width, h*width/w
	}
	if h > height {
		w, h = w*height/h, height
	}
	img := canvas.NewImageFromImage(pixels)
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSize(w, h))
	return img
}

// words are the caption and credit of a picture, and that it is not described.
func (f *Feature) words(s shown) fyne.CanvasObject {
	k := f.host.Kit()
	column := control.Column(2)
	if s.Caption != "" {
		column.Add(k.Written(s.Caption, text.LabelStyle{Size: control.SizeSmall, LineHeight: 20}))
	}
	var below []string
	for _, part := range []string{s.Credit, s.Licence} {
		if part != "" {
			below = append(below, k.Given(part))
		}
	}
	if s.Alt == "" {
		below = append(below, k.T("picture.undescribed"))
	}
	if len(below) > 0 {
		column.Add(k.Muted(k.Join(below...)))
	}
	return column
}

// items are what can be done with a picture.
func (f *Feature) items(i int) []control.Item {
	k, writable := f.host.Kit(), f.host.Library.Writable()
	s := f.Shown[i]
	return []control.Item{
		{Text: k.T("command.picture.view"), Run: func() { f.view(i) }},
		{Text: k.T("picture.edit"), Disabled: !writable, Run: func() { f.edit(s.Picture) }},
		{Text: k.T("picture.save"), Run: func() { f.save(s.Picture) }},
		{Text: k.T("picture.delete"), Disabled: !writable, Run: func() {
			f.host.Library.Do(data.Edit{Label: "edit.picture.delete", Pictures: []data.Change[data.Picture]{data.Delete(s.Picture)}}, nil)
		}},
	}
}

// endings are how the names of pictures end.
func endings() []string { return []string{".jpg", ".jpeg", ".png", ".webp", ".gif"} }

// choose asks for files and adds them to the selected event.
func (f *Feature) choose() {
	k := f.host.Kit()
	f.host.ChooseFiles(feature.Choice{
		Title: k.T("command.picture.add"), Button: k.T("picture.add.button"), Dir: f.host.Dir(), Suffix: endings(), Kind: k.T("picture.files"),
	}, f.Add)
}

// Drop adds what is dropped on the window to the selected event, and reports whether it
// could: all are files of pictures, and an event is selected that can be written.
func (f *Feature) Drop(dropped []fyne.URI) bool {
	paths := make([]string, len(dropped))
	for i, u := range dropped {
		if u.Scheme() != "file" || !slices.Contains(endings(), strings.ToLower(u.Extension())) {
			return false
		}
		paths[i] = u.Path()
	}
	if f.host.Library.Event() == nil || !f.host.Library.Writable() {
		return false
	}
	f.Add(paths)
	return true
}

// Add adds the pictures in files to the selected event, all or none.
func (f *Feature) Add(paths []string) {
	e, h := f.host.Library.Event(), f.host
	if e == nil || !h.Library.Writable() {
		return
	}
	id, now := e.ID, h.Now().Unix()
	var all []data.Picture
	var pages []data.Page
	failed := ""
	h.Wait(h.Kit().T("command.picture.add"), func(ctx context.Context, tell func(float64)) error {
		for i, path := range paths {
			tell(float64(i) / float64(len(paths)))
			failed = path
			p, page, err := readFile(ctx, h.Files, path, now)
			if err != nil {
				return err
			}
			p.Event = id
			all, pages = append(all, p), append(pages, page)
		}
		return nil
	}, func(err error) {
		if err != nil {
			h.FailFile(failed, err)
			return
		}
		library.Use(h.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.AddPictures(ctx, id, all, pages)
		}, nil)
	})
}

// readFile reads the file of a picture, after its size.
func readFile(ctx context.Context, files afero.Fs, path string, now int64) (data.Picture, data.Page, error) {
	info, err := files.Stat(path)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return data.Picture{}, data.Page{}, err
	}
	if info.Size() > picture.MaxBytes {
		return data.Picture{}, data.Page{}, fmt.Errorf("%s: %w", filepath.Base(path), picture.ErrBytes)
	}
	raw, err := afero.ReadFile(files, path)
	if err != nil {
		return data.Picture{}, data.Page{}, err
	}
	return app.ReadPicture(raw, filepath.Base(path), false, now)
}
