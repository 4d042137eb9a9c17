package bringin

import (
	"cmp"
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// The size of a picture that is to be taken or left, in units, and how many are shown one by
// one: of more, all are taken or left.
const thumbWidth, thumbHeight, mostThumbs = 96, 64, 24

// The choices for a picture of a draft.
const take, leave = "take", "leave"

// pictures asks which pictures of a draft are taken.
func (f *draftForm) pictures() fyne.CanvasObject {
	k := f.host.Kit()
	f.pictured = slices.Clone(f.draft.Pictures)
	box := control.Column(8, k.Muted(k.Locale.TN("bringin.pictures", len(f.pictured))))
	choice := func(of []intake.Picture) fyne.CanvasObject {
		return k.Words([]string{take, leave}, []string{k.T("bringin.picture.take"), k.T("bringin.picture.leave")}, take, func(v string) {
			for i := range of {
				of[i].Left = v == leave
			}
		}).Root
	}
	if len(f.pictured) > mostThumbs {
		box.Add(choice(f.pictured))
		return box
	}
	thumbs := make([]*canvas.Image, len(f.pictured))
	for i, p := range f.pictured {
		thumb := canvas.NewImageFromImage(image.NewRGBA(image.Rect(0, 0, 1, 1)))
		thumb.FillMode = canvas.ImageFillContain
		thumb.SetMinSize(fyne.NewSize(thumbWidth, thumbHeight))
		thumbs[i] = thumb
		words := k.Name(cmp.Or(p.Caption, p.Alt, p.Name, k.T("picture.name")), text.LabelStyle{Lines: 2})
		box.Add(k.Row(12, 1, thumb, control.Column(4, words, choice(f.pictured[i:i+1]))))
	}
	f.thumbnails(thumbs)
	return box
}

// thumbnails draws small pictures as they are decoded, one at a time.
func (f *draftForm) thumbnails(into []*canvas.Image) {
	for i, p := range f.pictured {
		raw := p.Page.Body
		feature.Background(f.host, func(ctx context.Context) (*image.RGBA, error) {
			return picture.Fit(ctx, raw, 2*thumbWidth, 2*thumbHeight)
		}, func(small *image.RGBA, err error) {
			if err == nil {
				into[i].Image = small
				into[i].Refresh()
			}
		})
	}
}
