package feature

import (
	"context"
	"errors"
	"os"
	"strings"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/portal"
	"tarikh.org/tarikh/ui/text"
)

// Desktop is the desktop's own file chooser and file manager.
type Desktop interface {
	// Ask opens the chooser, calls opened, and waits for the answer, see portal.Chooser.
	Ask(ctx context.Context, q portal.Question, opened func()) ([]string, error)
	// Reveal shows a file or folder, by its address, in its folder.
	Reveal(ctx context.Context, address string) error
}

// asking is a question to the desktop's file chooser. While that is open a dialog holds
// the window, which stays alive: there the question is cancelled, or put to our own
// chooser, should the desktop's not be seen.
type asking struct {
	h      *Host
	what   Choice
	chosen func(paths []string, sure bool)
	cancel context.CancelFunc
	over   bool
	here   bool // our own chooser is to be opened instead
	dialog *control.Dialog
}

func (h *Host) chooseOnDesktop(what Choice, chosen func(paths []string, sure bool)) {
	if h.asking != nil {
		h.asking.cancel() // asked for twice before it has opened
	}
	ctx, cancel := context.WithCancel(context.Background())
	a := &asking{h: h, what: what, chosen: chosen, cancel: cancel}
	h.asking = a
	q := h.question(what)
	go func() {
		paths, err := h.Desktop.Ask(ctx, q, func() { h.Post(a.opened) })
		h.Post(func() { a.answered(paths, err) })
	}()
}

// question is what the desktop's file chooser is asked.
func (h *Host) question(what Choice) portal.Question {
	k := h.Kit()
	q := portal.Question{
		Parent: h.Parent(), Title: strings.TrimSuffix(what.Title, "…"), Button: what.Button, Dir: h.begin(what), Name: what.Name,
		Save: what.Save, Folder: what.Folder, Several: what.many,
	}
	if len(what.Suffix) > 0 {
		name := what.Kind
		if name == "" {
			name = "*" + strings.Join(what.Suffix, ", *")
		}
		q.Filters = append(q.Filters, portal.Filter{Name: name, Suffixes: what.Suffix})
		if !what.Save {
			q.Filters = append(q.Filters, portal.Filter{Name: k.T("choose.all")})
		}
	}
	return q
}

// opened holds the window while the desktop's chooser is open.
func (a *asking) opened() {
	if a.over || a.h.asking != a {
		return
	}
	k := a.h.Kit()
	a.dialog = k.ShowDialog(a.h.Canvas, a.what.Title, 460, k.Text(k.T("choose.desktop"), text.LabelStyle{}),
		control.Action{Text: k.T("button.cancel"), Primary: true},
		control.Action{Text: k.T("choose.here"), Run: func() bool { a.here = true; return true }})
	a.dialog.OnClosed(a.cancel)
}

// answered goes on with what was chosen: none where that was cancelled. Where the desktop
// has no chooser, ours is opened.
func (a *asking) answered(paths []string, err error) {
	a.over = true
	a.cancel()
	if a.h.asking == a {
		a.h.asking = nil
	}
	if a.dialog != nil {
		a.dialog.Close()
	}
	switch {
	case a.here || errors.Is(err, portal.ErrNone):
		if err != nil && !a.here {
			a.h.Log.Info("own file chooser", "reason", err)
		}
		a.h.chooseHere(a.what, a.chosen)
	case errors.Is(err, context.Canceled):
	case err != nil:
		a.h.Fail(err)
	case len(paths) > 0:
		a.h.chose(a.what, paths, true, a.chosen)
	}
}

// begin is the folder to begin choosing in.
func (h *Host) begin(what Choice) string {
	opens := !what.Save && !what.Folder
	switch {
	case opens && h.folder != "":
		return h.folder
	case what.Dir == "" || opens && hidden(what.Dir):
		if home, err := os.UserHomeDir(); err == nil {
			return home
		}
		return string(os.PathSeparator)
	}
	return what.Dir
}
