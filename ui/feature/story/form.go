package story

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/slide"
)

// Measures of the form of a step, in units.
const formWidth, thumbWidth, thumbHeight = 560, 132, 88

// density is how many pixels a picture has to the unit.
const density = 2

// stepForm is a step as it is edited: what it leaves empty, its event says.
type stepForm struct {
	*Feature
	kit                *control.Kit
	step               telling.Step
	after              data.StoryStep
	title, text, query *control.Entry // query is nil where the step is of an event
	span               *fyne.Container
	picture            *fyne.Container
	alt, caption       *control.Entry // of a picture of its own
	own                *data.Picture  // chosen and not stored yet
	pages              []data.Page
	dialog             *control.Dialog
	looking            library.Slot
}

func newStepForm(f *Feature, s telling.Step) *stepForm {
	k := f.host.Kit()
	p := &stepForm{Feature: f, kit: k, step: s, after: s.StoryStep, span: control.Stack(), picture: control.Stack()}
	var title, words string // of the event, which are shown where the step has none
	if s.Event != (data.ID{}) {
		if s.Title == "" {
			title = s.Headline
		}
		if s.Text == "" {
			words = control.OneLine(s.Words, 300)
		}
	}
	p.title, p.text = k.Entry(1, s.Title, title), k.Paper(s.Text, words)
	p.alt, p.caption = k.Entry(2, "", ""), k.Entry(1, "", "")
	if p.hasOwn() {
		p.alt, p.caption = k.Entry(2, s.Picture.Alt, ""), k.Entry(1, s.Picture.Caption, "")
	}
	body := control.Column(12)
	entries := []*control.Entry{p.title, p.text}
	if s.Event != (data.ID{}) {
		body.Add(k.Muted(k.Join(k.T("step.event"), k.Locale.DateLong(s.Date))))
	} else {
		p.query = k.Entry(1, s.Query, k.T("step.query.hint"))
		entries = append(entries, p.query)
		p.showSpan()
		body.Add(k.Field("step.query", p.query))
		body.Add(p.span)
	}
	for _, o := range []fyne.CanvasObject{k.Field("field.title", p.title), k.Field("step.text", p.text), k.Field("step.picture", p.picture)} {
		body.Add(o)
	}
	p.showPicture(nil)
	p.dialog = k.ShowDialog(f.host.Canvas, k.T("command.step.edit"), formWidth, body,
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: p.save}, control.Action{Text: k.T("button.cancel")})
	f.host.Guard(p.dialog, func() bool { return p.described() != nil || p.written() != s.StoryStep })
	p.dialog.Attach(append(entries, p.alt, p.caption)...)
	p.dialog.Refit() // its words are as high as they need in this width
	if s.Picture.ID != (data.ID{}) {
		p.load(s.Picture)
	}
	return p
}

// hasOwn reports whether the step has a picture of its own that is stored.
func (p *stepForm) hasOwn() bool {
	return p.own == nil && p.after.Picture != data.ID{} && p.after.Picture == p.step.Picture.ID && p.step.Picture.Story == p.after.Story
}

// described is the picture of its own that is to be written, with its words; nil: none, or as
// it is.
func (p *stepForm) described() *data.Picture {
	var own data.Picture
	switch {
	case p.own != nil:
		own = *p.own
	case p.hasOwn():
		own = p.step.Picture
	default:
		return nil
	}
	if own.Alt, own.Caption = p.alt.Text(), p.caption.Text(); p.own == nil && own == p.step.Picture {
		return nil
	}
	return &own
}

// written is the step as it is in the form.
func (p *stepForm) written() data.StoryStep {
	s := p.after
	s.Title, s.Text = p.title.Text(), p.text.Text()
	if p.query != nil {
		s.Query = p.query.Text()
	}
	return s
}

// save writes the step, and keeps the form open where that fails.
func (p *stepForm) save() bool {
	after, own := p.written(), p.described()
	err := after.Validate()
	if own != nil && err == nil {
		words := *own
		words.Story = after.Story // a new one is not of it yet
		err = words.Validate()
	}
	if err != nil {
		p.dialog.Fail(p.host.Say(err))
		return false
	}
	if after == p.step.StoryStep && own == nil {
		return true
	}
	library.Use(p.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.ChangeStep(ctx, p.step.StoryStep, after, own, p.pages...)
	}, func(_ data.Edit, err error) { p.host.Submitted(p.dialog, func() {})(err) })
	return false
}

// showSpan shows the time of a view, which can be that in view now, or none.
func (p *stepForm) showSpan() {
	k := p.kit
	words := k.T("step.span.none")
	if p.after.Lo < p.after.Hi {
		words = slide.Span(k.Locale, p.after.Lo, p.after.Hi)
	}
	buttons := []fyne.CanvasObject{k.Muted(words), k.Button(control.Link, k.T("step.span.take"), nil, func() {
		p.after.Lo, p.after.Hi = p.parts.Timeline.Range()
		p.showSpan()
	})}
	if p.after.Lo < p.after.Hi {
		buttons = append(buttons, k.Button(control.Link, k.T("step.span.drop"), nil, func() {
			p.after.Lo, p.after.Hi = 0, 0
			p.showSpan()
		}))
	}
	p.span.Objects = []fyne.CanvasObject{k.Wrap(12, buttons...)}
	p.span.Refresh()
}

// showPicture shows the picture of the step, and lets another one be chosen.
func (p *stepForm) showPicture(small *image.RGBA) {
	k := p.kit
	words := k.T("step.picture.none")
	switch {
	case p.own != nil || p.hasOwn():
		words = k.T("step.picture.own")
	case p.step.Picture.ID != data.ID{} && p.after.Picture == data.ID{}:
		words = k.T("step.picture.event")
	}
	choose := k.Button(control.Link, k.T("step.picture.choose"), nil, p.choose)
	buttons := k.Wrap(12, choose)
	if p.own != nil || p.after.Picture != (data.ID{}) {
		buttons.Add(k.Button(control.Link, k.T("step.picture.drop"), nil, func() {
			p.own, p.pages, p.after.Picture = nil, nil, data.ID{}
			p.alt.SetText("")
			p.caption.SetText("")
			p.showPicture(nil)
		}))
	}
	side := control.Column(4, k.Muted(words), buttons)
	if small == nil {
		p.picture.Objects = []fyne.CanvasObject{side}
	} else {
		img := canvas.NewImageFromImage(small)
		img.FillMode = canvas.ImageFillContain
		img.SetMinSize(fyne.NewSize(thumbWidth, thumbHeight))
		p.picture.Objects = []fyne.CanvasObject{k.Row(12, 1, img, side)}
	}
	if p.own != nil || p.hasOwn() {
		p.picture.Objects = []fyne.CanvasObject{control.Column(10, append(p.picture.Objects,
			k.Field("picture.field.alt", p.alt), k.Muted(k.T("picture.alt.hint")), k.Field("picture.field.caption", p.caption))...)}
	}
	p.picture.Refresh()
	if p.dialog != nil {
		p.dialog.Refit()
	}
}

// load shows the picture that the step has.
func (p *stepForm) load(pic data.Picture) {
	library.Ask(p.host.Library, &p.looking, func(ctx context.Context, store data.Store) (*image.RGBA, error) {
		return p.parts.Pictures.Fit(ctx, store, pic, density*thumbWidth, density*thumbHeight)
	}, func(small *image.RGBA, err error) {
		if err == nil && p.own == nil {
			p.showPicture(small)
		}
	})
}

// choose asks for the file of a picture of the step's own.
func (p *stepForm) choose() {
	k, h := p.kit, p.host
	h.ChooseFile(feature.Choice{
		Title: k.T("step.picture.choose"), Button: k.T("picture.add.button"), Dir: h.Dir(), Suffix: p.parts.Pictures.Endings(), Kind: k.T("picture.files"),
	}, func(path string) {
		var own data.Picture
		var page data.Page
		var small *image.RGBA
		h.Wait(k.T("step.picture.choose"), func(ctx context.Context, _ func(float64)) (err error) {
			own, page, small, err = p.parts.Pictures.Read(ctx, path, density*thumbWidth, density*thumbHeight)
			return err
		}, func(err error) {
			if err != nil {
				p.dialog.Fail(h.Say(err))
				return
			}
			if p.hasOwn() { // what is said of the one before may not be true of it
				p.alt.SetText("")
				p.caption.SetText("")
			}
			p.own, p.pages = &own, []data.Page{page}
			p.showPicture(small)
		})
	})
}

// span is the time of a view in words, "" for none.
func (f *Feature) span(s telling.Step) string {
	if !s.Timed() {
		return ""
	}
	return slide.Span(f.host.Kit().Locale, s.Lo, s.Hi)
}
