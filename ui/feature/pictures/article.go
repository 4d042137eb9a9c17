package pictures

import (
	"cmp"
	"context"
	"image"
	"io/fs"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture/thumbs"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// inArticle is the pictures and other files of the open article.
type inArticle struct {
	id      data.ID
	all     []data.Picture
	figures []*figure
	loading library.Slot
}

func (a *inArticle) forget() {
	a.loading.Drop()
	for _, fig := range a.figures {
		fig.loading.Drop()
	}
	a.id, a.all, a.figures = data.ID{}, nil, nil
}

// Sizes of a picture in the text: as wide as its column at most, in units.
const (
	textWidth, textHeight = 900, 480
	textGap               = 8
)

// loadArticle reads what belongs to the open article.
func (f *Feature) loadArticle() {
	a := f.host.Library.Article()
	if a == nil {
		f.article.forget()
		return
	}
	if a.ID != f.article.id {
		f.article.forget()
		f.article.id = a.ID
	}
	id := a.ID
	library.Load(f.host.Library, &f.article.loading, func(ctx context.Context, store data.Store) ([]data.Picture, error) {
		return store.Pictures(ctx, id)
	}, func(all []data.Picture) {
		if f.article.id == id {
			f.article.all = all
			f.showInText()
		}
	})
}

// showInText shows pictures between the paragraphs where they belong, and other files at the
// end.
func (f *Feature) showInText() {
	a := f.host.Library.Article()
	for _, fig := range f.article.figures {
		fig.loading.Drop()
	}
	f.article.figures = nil
	if a == nil || a.ID != f.article.id {
		return
	}
	images := slices.DeleteFunc(slices.Clone(f.article.all), func(p data.Picture) bool { return !p.IsImage() })
	var shown []text.Figure
	for i, p := range images {
		fig := f.newFigure(images, i)
		f.article.figures = append(f.article.figures, fig)
		shown = append(shown, text.Figure{At: p.Position, Object: fig.root, Height: fig.heightFor, Seen: fig.seen})
	}
	for _, p := range f.article.all {
		if !p.IsImage() {
			row := f.fileRow(p)
			at := p.Position
			if at < 0 {
				at = len(a.Text)
			}
			shown = append(shown, text.Figure{At: at, Object: row, Height: func(width float32) float32 { return control.HeightFor(row, width) }})
		}
	}
	f.reading.SetFigures(shown)
}

// figure is a picture in the text, with its words below it.
type figure struct {
	feature *Feature
	data.Picture
	image   *canvas.Image // hidden where there are no pixels
	ground  fyne.CanvasObject
	root    fyne.CanvasObject
	why     *fyne.Container // in place of the picture, where it cannot be shown
	loading library.Slot
}

func (f *Feature) newFigure(all []data.Picture, i int) *figure {
	k := f.host.Kit()
	fig := &figure{feature: f, Picture: all[i], image: newImage(nil), why: control.Stack()}
	fig.image.Hide()
	fig.image.FillMode, fig.image.CornerRadius = canvas.ImageFillStretch, pictureCorner
	fig.ground = control.NewSurface(control.Chips, control.None, pictureCorner)
	said := fig.Picture
	if a := f.host.Library.Article(); a != nil && a.ID == said.Article {
		said = said.Beside(a.Article)
	}
	body := control.Column(textGap, control.Framed(fig.frame, fig.ground, fig.image, fig.why), f.words(said))
	fig.root = k.TapArea(body, func() { f.view(all, i) }, func(at fyne.Position) { k.ShowMenu(f.host.Canvas, at, f.items(all, i)) })
	return fig
}

// frame is the size of the picture in a column of a width.
func (fig *figure) frame(width float32) fyne.Size { return within(fig.Picture, width, textHeight) }

func (fig *figure) heightFor(width float32) float32 { return control.HeightFor(fig.root, width) }

// seen makes the picture's pixels while it is in view, and forgets them then.
func (fig *figure) seen(inView bool) {
	f := fig.feature
	fig.loading.Drop()
	if !inView {
		fig.set(nil)
		return
	}
	if f.host.Library.Store() == nil {
		return
	}
	w, h := pixels(f.host, textWidth, textHeight)
	library.Ask(f.host.Library, &fig.loading, func(ctx context.Context, store data.Store) (*image.RGBA, error) {
		return fitted(ctx, f.cache, store, fig.Picture, thumbs.Size{Width: w, Height: h})
	}, func(pixels *image.RGBA, err error) {
		if err == nil {
			fig.set(pixels)
			return
		}
		k := f.host.Kit()
		words := k.T("picture.unshown", "why", f.host.Say(&fs.PathError{Op: "show", Path: f.nameOf(fig.Picture), Err: err}))
		fig.why.Objects = []fyne.CanvasObject{k.Pad(12, 12, 12, 12, k.Muted(words))}
		fig.why.Refresh()
	})
}

func (fig *figure) set(pixels *image.RGBA) {
	if pixels == nil {
		fig.image.Image = nil
		fig.image.Hide()
		return
	}
	fig.image.Image = pixels
	fig.image.Show()
	fig.image.Refresh()
	canvas.Refresh(fig.ground) // one that was hidden is on no canvas yet that could draw it
}

// placing is what can be done with pictures at a byte of the open text.
func (f *Feature) placing(offset int) []control.Item {
	a := f.host.Library.Article()
	if a == nil || a.IsReference() {
		return nil
	}
	k, to := f.host.Kit(), target{article: a.ID, position: placeAfter(a.Text, offset)}
	ro := !f.host.Library.Writable()
	items := []control.Item{{Text: k.T("picture.place"), Disabled: ro, Run: func() { f.choose("picture.place", to) }}}
	if a.ID != f.article.id {
		return items
	}
	for _, p := range f.article.all {
		if p.IsImage() && p.Position != to.position {
			items = append(items, control.Item{Text: k.T("picture.place.own", "name", k.Given(control.OneLine(f.nameOf(p), 30))), Disabled: ro, Run: func() { f.moveTo(p, to.position) }})
		}
	}
	return items
}

// nameOf is what a picture or another file is called.
func (f *Feature) nameOf(p data.Picture) string {
	return cmp.Or(p.Caption, p.Name, p.Alt, f.host.Kit().T("picture.name"))
}

// moves are where a picture can be moved in the text.
func (f *Feature) moves(p data.Picture) []control.Item {
	a := f.host.Library.Article()
	if a == nil || a.ID != p.Article || a.IsReference() {
		return nil
	}
	k, ro := f.host.Kit(), !f.host.Library.Writable()
	places := places(a.Text)
	at := placeOf(places, p.Position)
	move := func(key string, to int) control.Item {
		return control.Item{Text: k.T(key), Disabled: ro || to < 0 || to >= len(places) || to == at, Run: func() { f.moveTo(p, places[to]) }}
	}
	return []control.Item{move("picture.top", 0), move("picture.up", at-1), move("picture.down", at+1)}
}

// moveTo moves a picture to another place of its text, behind those that are there.
func (f *Feature) moveTo(p data.Picture, position int) {
	after := p
	after.Position, after.Order = position, 0
	for _, other := range f.article.all {
		if other.Position == position && other.ID != p.ID {
			after.Order = max(after.Order, other.Order+1)
		}
	}
	f.change(p, after)
}

// places are where a picture may stand in a text: above all of it, before each paragraph but
// the first one, and at the end.
func places(words string) []int {
	all := []int{data.Lead}
	start := 0
	for line := range strings.Lines(words) {
		if start > 0 && strings.TrimSpace(line) != "" {
			all = append(all, start)
		}
		start += len(line)
	}
	return append(all, len(words))
}

// placeOf is which of the places a picture at a position stands at.
func placeOf(places []int, position int) int {
	if position <= 0 {
		return 0
	}
	i, _ := slices.BinarySearch(places[:len(places)-1], position)
	return i
}

// placeAfter is the place below the paragraph of a byte of a text; that of the title is above
// the text.
func placeAfter(words string, offset int) int {
	if offset < 0 {
		return data.Lead
	}
	all := places(words)
	for _, p := range all[1:] {
		if p > offset {
			return p
		}
	}
	return len(words)
}
