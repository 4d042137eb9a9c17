package imports

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
)

// window is a dialog about the source at hand.
type window struct {
	*control.Dialog
	on bool // another one follows
}

// goOn closes the dialog, and does what follows: first, since closing it takes away what is
// opened above it.
func (w *window) goOn(then func()) {
	w.on = true
	w.Close()
	then()
}

// ask shows a dialog whose main action is press. Where other sources follow, this one can
// be left out; closed in any other way, the dialog ends the run.
func (r *run) ask(width float32, body fyne.CanvasObject, yes string, press func(w *window)) *window {
	w, k := &window{}, r.host.Kit()
	act := func(run func(*window)) func() bool {
		return func() bool {
			run(w)
			return false
		}
	}
	actions := []control.Action{{Text: yes, Primary: true, Run: act(press)}, {Text: k.T("button.cancel")}}
	if r.at+1 < len(r.sources) {
		actions = append(actions, control.Action{Text: k.T("import.leave"), Run: act(func(w *window) { w.goOn(r.leave) })})
	}
	r.show(w, width, body, r.end, actions...)
	return w
}

// inform shows a dialog after which the next source is taken.
func (r *run) inform(width float32, body fyne.CanvasObject) *window {
	w := &window{}
	r.show(w, width, body, r.leave, control.Action{Text: r.host.Kit().T("button.ok"), Primary: true})
	return w
}

func (r *run) show(w *window, width float32, body fyne.CanvasObject, closed func(), actions ...control.Action) {
	w.Dialog = r.host.Kit().ShowDialog(r.host.Canvas, r.head(), width, body, actions...)
	w.OnClosed(func() {
		if !w.on {
			closed()
		}
	})
}

// head is the title of a dialog about the source at hand, and which of several it is.
func (r *run) head() string {
	title, k := r.title("import.title"), r.host.Kit()
	if len(r.sources) > 1 {
		title += " (" + k.T("found.place", "n", k.Locale.Count(r.at+1), "m", k.Locale.Count(len(r.sources))) + ")"
	}
	return title
}
