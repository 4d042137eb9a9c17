package pictures

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/data/picture/thumbs"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// viewer shows pictures whole, one of them at a time, as large as the window allows.
type viewer struct {
	f       *Feature
	all     []data.Picture
	at      int
	stage   *stage
	count   *text.Label
	below   *fyne.Container
	dialog  *control.Dialog
	loading library.Slot

	whole    *picture.Whole // while it is zoomed
	decoding library.Slot
	detail   library.Slot
}

// Room beside the stage in the window, in units.
const viewerSides, viewerRows = 96, 330

// view shows a picture whole, with others before and after it.
func (f *Feature) view(all []data.Picture, i int) {
	if i < 0 || i >= len(all) {
		return
	}
	k, room := f.host.Kit(), f.host.Canvas.Size()
	v := &viewer{f: f, all: all, at: i, count: k.Text("", text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder}), below: control.Column(0)}
	v.stage = newStage(fyne.NewSize(room.Width-viewerSides, room.Height-viewerRows), v.sharpen)
	body := control.Column(8, v.bar(), v.stage, v.below, k.Written(k.T("picture.keys"), text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder}))
	v.dialog = k.ShowDialog(f.host.Canvas, k.T("picture.title.viewer"), room.Width-viewerSides+44, body, v.actions()...)
	v.dialog.OnClosed(v.leave)
	v.bindKeys()
	v.show(i)
}

// bar is the buttons above the picture.
func (v *viewer) bar() fyne.CanvasObject {
	k, f := v.f.host.Kit(), v.f
	back, on := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
	if k.RTL() {
		back, on = on, back
	}
	row := []fyne.CanvasObject{v.count}
	if len(v.all) > 1 {
		row = append(row, k.IconButton(back, k.T("picture.previous"), func() { v.step(-1) }), k.IconButton(on, k.T("picture.next"), func() { v.step(1) }))
	}
	row = append(
		row, k.IconButton(fynetheme.ZoomOutIcon(), k.T("picture.zoom.out"), func() { v.stage.zoomBy(1 / zoomStep) }),
		k.IconButton(fynetheme.ZoomFitIcon(), k.T("picture.zoom.fit"), v.stage.fit), k.IconButton(fynetheme.ZoomInIcon(), k.T("picture.zoom.in"), func() { v.stage.zoomBy(zoomStep) }),
	)
	if f.copier.Formats() {
		row = append(row, k.IconButton(fynetheme.ContentCopyIcon(), k.T("picture.copy"), v.copyShown))
	}
	return k.Row(4, 0, append(row, k.IconButton(fynetheme.DocumentSaveIcon(), k.T("picture.save"), v.save))...)
}

func (v *viewer) actions() []control.Action {
	k := v.f.host.Kit()
	actions := []control.Action{{Text: k.T("button.close"), Primary: true}}
	if v.f.host.Library.Writable() {
		actions = append(actions, control.Action{Text: k.T("picture.edit"), Run: func() bool {
			v.dialog.OnClosed(func() { v.f.edit(v.shown()) })
			return true
		}})
	}
	return actions
}

// bindKeys lets keys do what the buttons do: those with arrows follow the eye.
func (v *viewer) bindKeys() {
	left, right := -1, 1
	if v.f.host.Kit().RTL() {
		left, right = right, left
	}
	for _, of := range []struct {
		keys []fyne.KeyName
		run  func()
	}{
		{[]fyne.KeyName{fyne.KeyLeft}, func() { v.step(left) }},
		{[]fyne.KeyName{fyne.KeyRight}, func() { v.step(right) }},
		{[]fyne.KeyName{fyne.KeyPageUp}, func() { v.step(-1) }},
		{[]fyne.KeyName{fyne.KeyPageDown, fyne.KeySpace}, func() { v.step(1) }},
		{[]fyne.KeyName{fyne.KeyHome}, func() { v.show(0) }},
		{[]fyne.KeyName{fyne.KeyEnd}, func() { v.show(len(v.all) - 1) }},
		{[]fyne.KeyName{fyne.KeyPlus, fyne.KeyEqual}, func() { v.stage.zoomBy(zoomStep) }},
		{[]fyne.KeyName{fyne.KeyMinus}, func() { v.stage.zoomBy(1 / zoomStep) }},
		{[]fyne.KeyName{fyne.Key0}, func() { v.stage.fit() }},
		{[]fyne.KeyName{fyne.Key1}, func() { v.stage.actual() }},
		{[]fyne.KeyName{fyne.KeyC}, v.copyShown},
		{[]fyne.KeyName{fyne.KeyS}, v.save},
	} {
		for _, key := range of.keys {
			v.dialog.OnKey(key, of.run)
		}
	}
}

func (v *viewer) shown() data.Picture { return v.all[v.at] }

func (v *viewer) copyShown() {
	if v.f.copier.Formats() {
		v.f.copyPicture(v.shown())
	}
}

func (v *viewer) save() {
	v.dialog.OnClosed(func() { v.f.save(v.shown()) })
	v.dialog.Close()
}

// step shows the next picture, or the one before; after the last comes the first.
func (v *viewer) step(by int) { v.show((v.at + by + len(v.all)) % len(v.all)) }

// show shows one of the pictures, fitted.
func (v *viewer) show(i int) {
	k := v.f.host.Kit()
	v.leave()
	v.at = i
	p := v.shown()
	v.count.SetText(k.Join(k.T("picture.of", "n", k.Locale.Count(i+1), "m", k.Locale.Count(len(v.all))), k.T("picture.size", "w", k.Locale.Count(p.Width), "h", k.Locale.Count(p.Height)), k.Bytes(p.Size)))
	v.below.Objects = []fyne.CanvasObject{v.f.words(p)}
	v.below.Refresh()
	v.dialog.Fail("")
	v.stage.set(float32(p.Width), float32(p.Height))
	if v.f.host.Library.Store() == nil {
		return
	}
	width, height := pixels(v.f.host, v.stage.room.Width, v.stage.room.Height)
	library.Ask(v.f.host.Library, &v.loading, func(ctx context.Context, store data.Store) (*image.RGBA, error) {
		return fitted(ctx, v.f.cache, store, p, thumbs.Size{Width: width, Height: height})
	}, func(pixels *image.RGBA, err error) {
		if err != nil {
			v.fail(err)
			return
		}
		v.stage.show(pixels)
	})
}

// leave forgets what belongs to the picture that was shown.
func (v *viewer) leave() {
	for _, slot := range []*library.Slot{&v.loading, &v.decoding, &v.detail} {
		slot.Drop()
	}
	v.whole = nil
}

func (v *viewer) fail(err error) {
	v.dialog.Fail(v.f.host.Kit().T("picture.unshown", "why", v.f.host.Say(err)))
}

// sharpen makes the part that is in view as fine as it is shown. The picture is decoded for
// that once it is zoomed, and kept until another one is shown.
func (v *viewer) sharpen() {
	h, s := v.f.host, v.stage
	scale := max(h.Canvas.Scale(), 1) * s.fitted()
	if s.image.Image == nil || !s.zoomed() || scale >= 1 || h.Library.Store() == nil {
		v.detail.Drop()
		return // all that there is is shown, or nothing
	}
	if v.whole == nil {
		if !v.decoding.Busy() {
			p := v.shown()
			library.Ask(h.Library, &v.decoding, func(ctx context.Context, store data.Store) (*picture.Whole, error) {
				return thumbs.Whole(ctx, bytesOf(store, p))
			}, func(whole *picture.Whole, err error) {
				if err != nil {
					v.fail(err)
					return
				}
				v.whole = whole
				v.sharpen()
			})
		}
		return
	}
	whole, part := v.whole, s.inView()
	width, height := int(float32(part.Dx())*scale*s.zoom), int(float32(part.Dy())*scale*s.zoom)
	library.Ask(h.Library, &v.detail, func(ctx context.Context, _ data.Store) (*image.RGBA, error) {
		return whole.Part(ctx, part, width, height)
	}, func(pixels *image.RGBA, err error) {
		if err == nil {
			s.showDetail(pixels, part)
		}
	})
}
