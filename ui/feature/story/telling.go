package story

import (
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/slide"
)

// show is a story while it is told: which step is shown, and the pictures of those around it.
type show struct {
	*Feature
	told     telling.Told
	axis     dates.Axis
	locale   *i18n.Locale // of the story
	line     slide.Line
	atlas    *slide.Atlas
	at       int
	pictures map[int]*image.RGBA // by step; nil where it cannot be shown
	looking  library.Slot
	stage    *stage
}

// tell tells the story that is shown, from a step on.
func (f *Feature) tell(from int) {
	told, n, today := f.model.told, f.host.Library.Snapshot(), f.host.Today()
	if f.telling != nil || len(told.Steps) == 0 {
		return
	}
	told.Steps = slices.Clone(told.Steps)
	library.Load(f.host.Library, &f.finding, func(ctx context.Context, store data.Store) (telling.Told, error) {
		err := told.Find(ctx, store, telling.Views{Columns: n.Columns, Tracks: n.Tracks, Today: today, Placed: true})
		if err == nil {
			err = told.Locate(ctx, store, f.host.Gazetteer)
		}
		if slices.ContainsFunc(told.Steps, func(s telling.Step) bool { return len(s.Placed) > 0 }) {
			f.parts.World.Prepare()
		}
		return told, err
	}, func(found telling.Told) { f.begin(found, from) })
}

// begin begins to tell a story.
func (f *Feature) begin(told telling.Told, from int) {
	if f.telling != nil {
		return
	}
	locale, choices := f.host.Kit().Locale, f.parts.Choices
	if slices.Contains(i18n.Languages(), told.Lang) && told.Lang != locale.Lang() {
		if other, err := choices.LocaleOf(told.Lang); err == nil {
			locale = other
		}
	}
	rtl := locale.RTL()
	if rtl == f.host.Kit().RTL() {
		rtl = choices.AxisRTL()
	}
	s := &show{Feature: f, told: told, axis: f.host.Library.Axis(), locale: locale, at: -1, pictures: map[int]*image.RGBA{}}
	s.line = slide.LineOf(locale, told, rtl)
	s.atlas = slide.AtlasOf(locale, told, f.parts.World, f.host.Kit().Typesetter.Shaper)
	f.telling = s
	s.stage = newStage(s)
	f.host.Canvas.Overlays().Add(s.stage)
	f.parts.Window.FullScreen(true)
	s.stage.Resize(f.host.Canvas.Size())
	f.host.Canvas.Focus(s.stage)
	s.goTo(min(max(from, 0), len(told.Steps)-1))
}

// goTo shows a step, once its picture is decoded.
func (s *show) goTo(at int) {
	if at < 0 || at >= len(s.told.Steps) || at == s.at {
		return
	}
	s.look(at, func() {
		first := s.at < 0
		s.at = at
		s.stage.turn(first)
		s.ahead()
	})
}

// look decodes the picture of a step, and calls then.
func (s *show) look(at int, then func()) {
	p := s.told.Steps[at].Picture
	if _, known := s.pictures[at]; known || p.ID == (data.ID{}) {
		s.looking.Drop()
		then()
		return
	}
	w, h := s.stage.pixels(p)
	library.Ask(s.host.Library, &s.looking, func(ctx context.Context, store data.Store) (*image.RGBA, error) {
		return s.parts.Pictures.Fit(ctx, store, p, w, h)
	}, func(picture *image.RGBA, err error) {
		if s.host.Library.Store() == nil || s.Feature.telling != s {
			return
		}
		if err != nil {
			picture = nil // it is told without it
		}
		s.pictures[at] = picture
		then()
	})
}

// ahead decodes the pictures of the steps beside the present one, and forgets the others.
func (s *show) ahead() {
	for at := range s.pictures {
		if at < s.at-1 || at > s.at+1 {
			delete(s.pictures, at)
		}
	}
	for _, at := range [2]int{s.at + 1, s.at - 1} {
		if _, known := s.pictures[at]; at >= 0 && at < len(s.told.Steps) && !known && s.told.Steps[at].Picture.ID != (data.ID{}) {
			s.look(at, s.ahead)
			return
		}
	}
}

// slide is the present step in words.
func (s *show) slide() slide.Slide {
	out := slide.Of(s.locale, s.axis, s.told, s.at)
	if s.pictures[s.at] == nil {
		out.Width, out.Height, out.Caption = 0, 0, ""
	}
	out.Mapped = s.atlas.Has(s.at)
	return out
}

// end ends the telling where it is: the window shows the present step, and reads its event
// where that is asked for.
func (s *show) end(read bool) {
	f := s.Feature
	if f.telling != s {
		return
	}
	f.telling = nil
	s.looking.Drop()
	s.stage.stop()
	f.host.Canvas.Overlays().Remove(s.stage)
	f.parts.Window.FullScreen(false)
	if s.at < 0 || f.host.Library.Snapshot() == nil {
		return
	}
	f.pane.list.SetCurrent(s.at)
	f.reveal(s.at)
	if event := s.told.Steps[s.at].Event; read && event != (data.ID{}) {
		f.host.Library.SelectAndRead(event)
	}
}

// key does what a key means, those of remotes for presenters among them. The arrows follow
// the direction of the story.
func (s *show) key(name fyne.KeyName) {
	on, back := fyne.KeyRight, fyne.KeyLeft
	if s.locale.RTL() {
		on, back = back, on
	}
	switch name {
	case on, fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.goTo(s.at + 1)
	case back, fyne.KeyUp, fyne.KeyPageUp, fyne.KeyBackspace:
		s.goTo(s.at - 1)
	case fyne.KeyHome:
		s.goTo(0)
	case fyne.KeyEnd:
		s.goTo(len(s.told.Steps) - 1)
	case fyne.KeyB, fyne.KeyPeriod:
		s.stage.black()
	case fyne.KeyS:
		s.end(true)
	case fyne.KeyEscape:
		s.end(false)
	default:
	}
}
