package pictures

import (
	"context"
	"image"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/data/picture/thumbs"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Sizes of a picture in the viewer, in units.
const viewWidth, viewHeight = 820, 520

// view shows a picture whole, with the others of the event before and after it.
func (f *Feature) view(i int) {
	if i < 0 || i >= len(f.Shown) {
		return
	}
	k, s := f.host.Kit(), f.Shown[i]
	if s.small == nil {
		return
	}
	place := control.Stack(f.framed(s, s.small, viewWidth, viewHeight))
	body := control.Column(10, place, f.words(s))
	title := k.T("picture.of", "n", k.Locale.Count(i+1), "m", k.Locale.Count(len(f.Shown)))
	var d *control.Dialog
	other := func(step int) func() bool {
		return func() bool {
			d.OnClosed(func() { f.view((i + step + len(f.Shown)) % len(f.Shown)) })
			return true
		}
	}
	actions := []control.Action{{Text: k.T("button.close"), Primary: true}}
	if len(f.Shown) > 1 {
		actions = append(actions, control.Action{Text: k.T("picture.next"), Run: other(1)}, control.Action{Text: k.T("picture.previous"), Run: other(-1)})
	}
	if f.host.Library.Writable() {
		actions = append(actions, control.Action{Text: k.T("picture.edit"), Run: func() bool {
			d.OnClosed(func() { f.edit(s.Picture) })
			return true
		}})
	}
	d = k.ShowDialog(f.host.Canvas, title, viewWidth+60, body, actions...)
	library.Load(f.host.Library, &f.viewing, func(ctx context.Context, store data.Store) (*image.RGBA, error) {
		return fitted(ctx, f.cache, store, s.Picture, thumbs.Size{Width: viewWidth * density, Height: viewHeight * density})
	}, func(large *image.RGBA) {
		place.Objects = []fyne.CanvasObject{f.framed(s, large, viewWidth, viewHeight)}
		place.Refresh()
	})
}

// edit asks for the words of a picture.
func (f *Feature) edit(p data.Picture) {
	k := f.host.Kit()
	alt, caption, credit := k.Entry(2, p.Alt, ""), k.Entry(2, p.Caption, ""), k.Entry(1, p.Credit, "")
	licence, source := k.Entry(1, p.Licence, ""), k.Entry(1, p.Source, "")
	body := control.Column(12,
		k.Field("picture.field.alt", alt), k.Muted(k.T("picture.alt.hint")), k.Field("picture.field.caption", caption),
		k.Field("picture.field.credit", credit), k.Field("picture.field.licence", licence), k.Field("picture.field.source", source))
	var d *control.Dialog
	save := func() bool {
		after := p
		after.Alt, after.Caption, after.Credit, after.Licence, after.Source = alt.Text(), caption.Text(), credit.Text(), licence.Text(), source.Text()
		if err := after.Validate(); err != nil {
			d.Fail(f.host.Say(err))
			return false
		}
		f.host.Library.Do(data.Edit{Label: "edit.picture.change", Pictures: []data.Change[data.Picture]{data.Update(p, after)}}, nil)
		return true
	}
	d = k.ShowDialog(f.host.Canvas, k.T("picture.edit"), 520, body,
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	f.host.Guard(d, func() bool {
		return alt.Text()+caption.Text()+credit.Text()+licence.Text()+source.Text() != p.Alt+p.Caption+p.Credit+p.Licence+p.Source
	})
	d.Attach(alt, caption, credit, licence, source)
}

// save writes the bytes of a picture, as they were received, to a file.
func (f *Feature) save(p data.Picture) {
	k := f.host.Kit()
	library.Load(f.host.Library, &f.viewing, func(ctx context.Context, store data.Store) (data.Page, error) { return store.Page(ctx, p.Hash) }, func(page data.Page) {
		name := p.Name
		if name == "" {
			name = feature.FileName(p.Caption, k.T("picture.name")) + picture.Type(p.Type).Ending()
		}
		f.host.SaveFile(feature.Choice{Title: k.T("picture.save"), Name: name, Suffix: endings()}, page.Body)
	})
}
