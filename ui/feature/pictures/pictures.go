// Package pictures shows the pictures and other files of events and articles: in the card of
// the selected event, between the paragraphs of the open article, small on the timeline and
// in the table, and whole in a viewer, with the words that belong to them.
//
// The one idea behind it: a picture is made as large as it is shown, one at a time, on
// another goroutine, and is in memory while it is in view. Where it is shown has its place
// at once, since its size is known.
package pictures

import (
	"context"
	"image"
	"io/fs"
	"math"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture/thumbs"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Reading is the text of the open article.
type Reading interface {
	Focused() bool
	SetFigures(all []text.Figure)
	AddMenu(items func(offset int) []control.Item)
}

// Copier puts pictures into the clipboard.
type Copier interface {
	Formats() bool
	Picture(img image.Image)
}

// Parts are what the feature needs in addition to the host.
type Parts struct {
	Reading   Reading
	Clipboard Clipboard
	Copier    Copier
}

// Feature is the pictures and other files.
type Feature struct {
	host      *feature.Host
	reading   Reading
	clipboard Clipboard
	copier    Copier
	cache     *thumbs.Cache
	leads     *Leads
	article   inArticle
	opening   library.Slot
	saving    library.Slot
	listing   library.Slot
	opened    []string // folders of files that were handed to other programs
	*feature.OfEvent[[]shown]
}

// shown is a picture as the card shows it; small is nil for one that cannot be shown, and
// why says so. Of another file both are nil.
type shown struct {
	data.Picture
	small *image.RGBA
	why   error
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, p Parts) *Feature {
	dir := ""
	if h.CacheDir != "" {
		dir = filepath.Join(h.CacheDir, "pictures")
	}
	f := &Feature{
		host: h, reading: p.Reading, clipboard: p.Clipboard, copier: p.Copier, cache: thumbs.New(h.Files, dir, mostCached),
	}
	f.leads = newLeads(h, f.cache)
	f.OfEvent = feature.NewOfEvent(h, f.read, data.KindPicture)
	h.Library.Subscribe(f.follow)
	f.reading.AddMenu(f.placing)
	return f
}

// mostCached is how many bytes small pictures take on disk.
const mostCached = 128 << 20

// Leads are the first pictures of events.
func (f *Feature) Leads() *Leads { return f.leads }

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	event := func() bool { return l.Event() != nil }
	article := func() bool { a := l.Article(); return a != nil && !a.IsReference() }
	writable := func(also func() bool) func() bool { return func() bool { return l.Writable() && also() } }
	of := func() target { return target{event: l.Event().ID, position: data.Lead} }
	top := func() target { return target{article: l.Article().ID, position: data.Lead} }
	return []command.Command{
		{ID: "picture.add", Title: "command.picture.add", Enabled: writable(event), Run: func() { f.choose("command.picture.add", of()) }},
		{ID: "picture.article", Title: "command.picture.article", Enabled: writable(article), Run: func() { f.choose("command.picture.article", top()) }},
		{ID: "file.add", Title: "command.file.add", Enabled: writable(event), Run: func() { f.attach(of()) }},
		{ID: "file.article", Title: "command.file.article", Enabled: writable(article), Run: func() { f.attach(top()) }},
		{ID: "picture.view", Title: "command.picture.view", Enabled: func() bool { return event() && len(f.images()) > 0 }, Run: func() { f.view(f.images(), 0) }},
		{ID: "picture.undescribed", Title: "command.picture.undescribed", Enabled: func() bool { return l.Snapshot() != nil }, Run: f.listUndescribed},
	}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() { f.showInText() }

// follow follows the open article.
func (f *Feature) follow(c library.Change) {
	switch c.Kind {
	case library.Closed:
		f.article.forget()
		f.removeOpened()
	case library.ArticleOpened:
		f.loadArticle()
	case library.Edited:
		if c.Has(data.KindPicture) {
			f.loadArticle()
		}
	default:
	}
}

// Sizes of a picture in the card, in units, and of its pixels at twice that, since it is
// made before it is known on which screen it is shown.
const (
	cardWidth, cardHeight = 306, 210
	density               = 2
	pictureCorner         = 8
)

// read reads the pictures and other files of an event, and makes pictures small.
func (f *Feature) read(ctx context.Context, store data.Store, event data.ID) ([]shown, error) {
	all, err := store.Pictures(ctx, event)
	out := make([]shown, 0, len(all))
	for _, p := range all {
		s := shown{Picture: p}
		if err == nil && p.IsImage() {
			var why error
			s.small, why = fitted(ctx, f.cache, store, p, thumbs.Size{Width: cardWidth * density, Height: cardHeight * density})
			if err = ctx.Err(); why != nil {
				s.why = &fs.PathError{Op: "show", Path: f.nameOf(p), Err: why}
			}
		}
		out = append(out, s)
	}
	return out, err
}

// images are the pictures of the selected event.
func (f *Feature) images() (all []data.Picture) {
	for _, s := range f.Shown {
		if s.IsImage() {
			all = append(all, s.Picture)
		}
	}
	return all
}

// Card shows the pictures and other files of an event; nil where there are none.
func (f *Feature) Card(e *library.EventView) fyne.CanvasObject {
	if e.ID != f.Event || len(f.Shown) == 0 {
		return nil
	}
	k, all := f.host.Kit(), f.images()
	column := control.Column(8)
	n := 0
	for _, s := range f.Shown {
		if !s.IsImage() {
			column.Add(f.fileRow(s.Picture))
			continue
		}
		i := n
		n++
		open := func() { f.view(all, i) }
		menu := func(at fyne.Position) { k.ShowMenu(f.host.Canvas, at, f.items(all, i)) }
		column.Add(k.TapArea(control.Column(4, f.framed(s, cardWidth, cardHeight), f.words(s.Picture)), open, menu))
	}
	return column
}

// framed is a picture in a frame of a size at most, or why it is not shown.
func (f *Feature) framed(s shown, width, height float32) fyne.CanvasObject {
	if s.small == nil {
		return f.host.Kit().Muted(f.host.Kit().T("picture.unshown", "why", f.host.Say(s.why)))
	}
	img := newImage(s.small)
	img.FillMode, img.CornerRadius = canvas.ImageFillContain, pictureCorner
	img.SetMinSize(within(s.Picture, width, height))
	return img
}

// newImage shows pixels that are made as large as they are shown: the toolkit is not to make
// them so once more, which would take much time and memory of the interface.
func newImage(pixels image.Image) *canvas.Image {
	img := canvas.NewImageFromImage(pixels)
	img.ScaleMode = canvas.ImageScaleFastest
	return img
}

// pixels are how many pixels of the screen a box of some units has.
func pixels(h *feature.Host, width, height float32) (w, hi int) {
	scale := max(h.Canvas.Scale(), 1)
	return int(math.Ceil(float64(width * scale))), int(math.Ceil(float64(height * scale)))
}

// within is the size of a picture in a box, no larger than it is.
func within(p data.Picture, width, height float32) fyne.Size {
	w, h := float32(p.Width), float32(p.Height)
	if w > width {
		w, h = width, h*width/w
	}
	if h > height {
		w, h = w*height/h, height
	}
	return fyne.NewSize(w, h)
}

// words are the caption and credit of a picture, and that it is not described.
func (f *Feature) words(p data.Picture) fyne.CanvasObject {
	k := f.host.Kit()
	column := control.Column(2)
	if p.Caption != "" {
		column.Add(k.Written(p.Caption, text.LabelStyle{Size: control.SizeSmall, LineHeight: 20}))
	}
	var below []string
	for _, part := range []string{p.Credit, p.Licence} {
		if part != "" {
			below = append(below, k.Given(part))
		}
	}
	if p.Alt == "" {
		below = append(below, k.T("picture.undescribed"))
	}
	if len(below) > 0 {
		column.Add(k.Muted(k.Join(below...)))
	}
	return column
}

// items are what can be done with one of some pictures.
func (f *Feature) items(all []data.Picture, i int) []control.Item {
	k, writable := f.host.Kit(), f.host.Library.Writable()
	p := all[i]
	items := []control.Item{
		{Text: k.T("picture.view"), Run: func() { f.view(all, i) }},
		{Text: k.T("picture.copy"), Disabled: !f.copier.Formats(), Run: func() { f.copyPicture(p) }},
		{Text: k.T("picture.save"), Run: func() { f.save(p) }},
		{},
		{Text: k.T("picture.edit"), Disabled: !writable, Run: func() { f.edit(p) }},
	}
	if p.Article != (data.ID{}) {
		items = append(items, f.moves(p)...)
	}
	return append(items, control.Item{Text: k.T("picture.delete"), Disabled: !writable, Run: func() { f.remove(p) }})
}

// remove deletes a picture or another file.
func (f *Feature) remove(p data.Picture) {
	label := "edit.picture.delete"
	if !p.IsImage() {
		label = "edit.file.delete"
	}
	f.host.Library.Do(data.Edit{Label: label, Pictures: []data.Change[data.Picture]{data.Delete(p)}}, nil)
}

// change writes a picture that was changed.
func (f *Feature) change(before, after data.Picture) {
	f.host.Library.Do(data.Edit{Label: "edit.picture.change", Pictures: []data.Change[data.Picture]{data.Update(before, after)}}, nil)
}
