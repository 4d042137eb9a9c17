package shell

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/intake/pagelink"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// start is what follows the first library that the window shows.
type start struct {
	*core
	asked    string         // a command that was asked for on the command line
	page     *pagelink.Page // that a browser hands over; nil for none
	welcomed bool
}

// welcome is what follows the first library that the window shows: what the
// command line asked for, news of a crash, and at the very first start an offer
// to open libraries and a tour.
func (s *start) welcome() {
	if s.welcomed {
		return
	}
	s.welcomed = true
	s.logFrame()
	tour := func() {
		if s.Program.First && !s.first.Shown() {
			s.tour.Start()
		}
	}
	switch {
	case s.Program.Crash != "":
		s.tellCrash()
	case s.page != nil:
		s.bringIn.Offer(*s.page)
	case s.asked != "" && s.dialogs.Top() != nil: // news of the library itself come first
		s.dialogs.Top().OnClosed(func() { s.run(s.asked) })
	case s.asked != "":
		s.run(s.asked)
	case s.Program.First && s.Program.Associate != nil:
		s.offerAssociation(tour)
	case s.Program.First:
		tour()
	default:
		s.updates.Start()
	}
}

// logFrame writes down when the library is first on the screen, to see how long a
// start takes.
func (s *start) logFrame() {
	afterFrame(func() { s.Log.Info("first frame") }).Start()
}

// afterFrame is an animation that calls drawn once a frame is. Animations tick before each
// frame: at the second tick one is drawn. It goes on until then, since on a slow machine
// there may be one tick only in any length of time.
func afterFrame(drawn func()) *fyne.Animation {
	ticks := 0
	var a *fyne.Animation
	a = fyne.NewAnimation(time.Second, func(float32) {
		if ticks++; ticks == 2 {
			drawn()
			a.Stop()
		}
	})
	a.RepeatCount = fyne.AnimationRepeatForever
	return a
}

// tellCrash offers to look at the report of a crash. It is sent to nobody.
func (s *start) tellCrash() {
	k := s.host.Kit()
	folder := filepath.Dir(s.Program.Crash)
	open := func() bool {
		if err := s.App.OpenURL(feature.FileURL(folder)); err != nil {
			s.fail(err)
		}
		return true
	}
	k.ShowDialog(s.win.Canvas(), k.T("crash.title"), 520, control.Column(10, k.Text(k.T("crash.text"), text.LabelStyle{}), k.Muted(k.T("crash.file", "file", s.Program.Crash))),
		control.Action{Text: k.T("crash.open"), Primary: true, Run: open}, control.Action{Text: k.T("button.close")})
}

// offerAssociation asks once whether libraries open with this program.
func (s *start) offerAssociation(then func()) {
	k := s.host.Kit()
	agree := func() bool {
		feature.Background(s.host, func(context.Context) (struct{}, error) { return struct{}{}, s.Program.Associate() }, func(_ struct{}, err error) { s.fail(err) })
		return true
	}
	d := k.ShowDialog(s.win.Canvas(), k.T("associate.title"), 480, k.Text(k.T("associate.text"), text.LabelStyle{}),
		control.Action{Text: k.T("associate.yes"), Primary: true, Run: agree}, control.Action{Text: k.T("associate.no")})
	d.OnClosed(then)
}
