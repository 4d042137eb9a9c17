package window

import (
	"context"
	"net/url"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// Program is what the window has to know of the program around it.
type Program struct {
	Version string
	// First: what is remembered is empty, and a tour follows the first library.
	First bool
	// Crash is the report of an earlier run that ended in a crash, "" if none did.
	Crash string
	// Associate lets the desktop open libraries with this program; nil where its
	// packages do that.
	Associate func() error
	// Ran is told of each command before it runs; it may be nil.
	Ran func(command string)
}

// Ask runs a command once the window has its first library, as if a person had:
// for what the desktop offers beside opening a file.
func (w *Window) Ask(command string) { w.asked = command }

// welcome is what follows the first library that the window shows: what the
// command line asked for, news of a crash, and at the very first start an offer
// to open libraries and a tour.
func (w *Window) welcome() {
	if w.welcomed {
		return
	}
	w.welcomed = true
	w.logFrame()
	tour := func() {
		if w.Program.First {
			w.tour.Start()
		}
	}
	switch {
	case w.Program.Crash != "":
		w.tellCrash()
	case w.asked != "" && w.dialogs.Top() != nil: // news of the library itself come first
		w.dialogs.Top().OnClosed(func() { w.run(w.asked) })
	case w.asked != "":
		w.run(w.asked)
	case w.Program.First && w.Program.Associate != nil:
		w.offerAssociation(tour)
	default:
		tour()
	}
}

// logFrame writes down when the library is first on the screen, to see how long a
// start takes. Animations tick before each frame: at the second tick one is drawn.
func (w *Window) logFrame() {
	ticks := 0
	var a *fyne.Animation
	a = fyne.NewAnimation(time.Second, func(float32) {
		if ticks++; ticks == 2 {
			w.Log.Info("first frame")
			a.Stop()
		}
	})
	a.Start()
}

// tellCrash offers to look at the report of a crash. It is sent to nobody.
func (w *Window) tellCrash() {
	k := w.host.Kit()
	folder := filepath.Dir(w.Program.Crash)
	open := func() bool {
		if err := w.App.OpenURL(fileURL(folder)); err != nil {
			w.fail(err)
		}
		return true
	}
	k.ShowDialog(w.win.Canvas(), k.T("crash.title"), 520, control.Column(10, k.Text(k.T("crash.text"), text.LabelStyle{}), k.Muted(k.T("crash.file", "file", w.Program.Crash))),
		control.Action{Text: k.T("crash.open"), Primary: true, Run: open}, control.Action{Text: k.T("button.close")})
}

// fileURL is the address of a file or folder.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		path = "/" + path // file:///C:/Users
	}
	return &url.URL{Scheme: "file", Path: path}
}

// offerAssociation asks once whether libraries open with this program.
func (w *Window) offerAssociation(then func()) {
	k := w.host.Kit()
	agree := func() bool {
		feature.Background(w.host, func(context.Context) (struct{}, error) { return struct{}{}, w.Program.Associate() }, func(_ struct{}, err error) { w.fail(err) })
		return true
	}
	d := k.ShowDialog(w.win.Canvas(), k.T("associate.title"), 480, k.Text(k.T("associate.text"), text.LabelStyle{}),
		control.Action{Text: k.T("associate.yes"), Primary: true, Run: agree}, control.Action{Text: k.T("associate.no")})
	d.OnClosed(then)
}
