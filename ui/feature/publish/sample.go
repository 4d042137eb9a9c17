package publish

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text"
)

// sample shows what would be written: the first lines of a text, a small picture, else what
// is in it; and opens it as a whole.
type sample struct {
	kit    *control.Kit
	root   *fyne.Container
	open   func()
	view   *text.View
	holder *fyne.Container
	button *fyne.Container
}

// The measures of what is shown, and of a picture among words, in units.
const (
	sampleWidth  = 310
	sampleHeight = 330
	pictureWidth = sampleWidth - 2*sampleSide - 6
	sampleSide   = 16
)

func newSample(k *control.Kit, open func()) *sample {
	s := &sample{kit: k, open: open, holder: control.Stack(), button: control.Stack()}
	s.view = text.NewView(k.Typesetter, quiet{})
	s.view.SetReading(text.Reading{Size: control.SizeCaption})
	s.view.BarLeft = k.RTL()
	s.holder.Objects = []fyne.CanvasObject{k.Well(sampleHeight, control.Gap(1, 1))}
	s.root = control.Column(12, s.holder, s.button)
	return s
}

// quiet is a reader of whom nothing is taken.
type quiet struct{}

// HighlightTapped, SelectionChanged and SecondaryTapped are those of text.TextHost.
func (quiet) HighlightTapped([]any)                     {}
func (quiet) SelectionChanged(int, int)                 {}
func (quiet) SecondaryTapped([]any, int, fyne.Position) {}

// show shows what is known of what would be written.
func (s *sample) show(m *model) {
	k, now := s.kit, m.now
	known := m.failed == nil && !m.stopped
	switch {
	case known && now.image != nil && m.format.Group == form.GroupPicture:
		s.holder.Objects = []fyne.CanvasObject{k.Well(sampleHeight, pictureOf(now.image))}
	case known && now.lines != "" && m.format.Group != form.GroupPage:
		s.view.SetText(now.lines)
		s.holder.Objects = []fyne.CanvasObject{k.Well(sampleHeight, s.view)}
	case known:
		s.holder.Objects = []fyne.CanvasObject{k.Well(sampleHeight, k.Pad(sampleSide, 14, sampleSide, 14, s.summary(m)))}
	default:
		s.holder.Objects = []fyne.CanvasObject{k.Well(sampleHeight, control.Gap(1, 1))}
	}
	s.root.Refresh()
}

// pictureOf is a picture, as large as there is room.
func pictureOf(from image.Image) *canvas.Image {
	picture := canvas.NewImageFromImage(from)
	picture.FillMode = canvas.ImageFillContain
	picture.ScaleMode = canvas.ImageScaleSmooth
	return picture
}

// offer offers to open what is of a format.
func (s *sample) offer(format form.Format) {
	key := "publish.preview.open"
	switch {
	case format.Group == form.GroupPage:
		key = "publish.preview.browser"
	case slices.Contains(format.Endings, ".pdf"):
		key = "publish.preview.print"
	}
	s.button.Objects = []fyne.CanvasObject{s.kit.Row(0, -1, s.kit.Button(control.Outline, s.kit.T(key), nil, s.open))}
	s.button.Refresh()
}

// summary is what is in it, where nothing else can be shown of it.
func (s *sample) summary(m *model) fyne.CanvasObject {
	k, now := s.kit, m.now
	lines := control.Column(4, k.Name(m.title(), text.LabelStyle{Size: control.SizeHeading, Bold: true, LineHeight: 28, Lines: 3, Align: k.Start()}))
	if by := m.chosen.Byline; by != "" && slices.Contains(m.format.Knows, form.LookByline) {
		lines.Add(k.Name(by, text.LabelStyle{LineHeight: 22, Lines: 2, Align: k.Start()}))
	}
	counts := []i18n.Counted{{Key: "count.events", N: now.events}, {Key: "count.sources", N: now.sources}, {Key: "count.passages", N: now.passages}, {Key: "count.notes", N: now.notes}}
	if m.format.Whole {
		c := m.host.Library.Snapshot().Counts
		counts = []i18n.Counted{{Key: "count.events", N: c.Events}, {Key: "count.articles", N: c.Articles}, {Key: "count.notes", N: c.Annotations}}
	}
	for _, c := range counts {
		if c.N > 0 {
			lines.Add(k.Muted(k.Locale.Counts(c)))
		}
	}
	if now.image != nil {
		picture := pictureOf(now.image)
		size := now.image.Bounds()
		picture.SetMinSize(fyne.NewSize(1, pictureWidth*float32(size.Dy())/float32(size.Dx())))
		lines.Add(k.Pad(0, 10, 0, 0, picture))
	}
	return lines
}
