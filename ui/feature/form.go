package feature

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// Submit writes an edit and closes the form once it is written, then calls written; an
// error is shown in the form, which stays open with what was typed.
func (h *Host) Submit(d *control.Dialog, edit data.Edit, written func()) {
	h.Library.Do(edit, h.Submitted(d, written))
}

// Submitted closes a form that was written, or shows in it why it could not be.
func (h *Host) Submitted(d *control.Dialog, written func()) func(error) {
	return func(err error) {
		if err != nil {
			d.Fail(h.Say(err))
			return
		}
		d.Close()
		written()
		h.Log.Debug("form written")
	}
}

// Guard makes a form ask before it is closed with changes.
func (h *Host) Guard(d *control.Dialog, changed func() bool) {
	d.Guard(changed, func(lose func()) {
		k := h.Kit()
		k.ShowDialog(h.Canvas, k.T("form.discard.title"), 420, k.Text(k.T("form.discard.text"), text.LabelStyle{}),
			control.Action{Text: k.T("form.discard.no"), Primary: true},
			control.Action{Text: k.T("form.discard.yes"), Run: func() bool { lose(); return true }})
	})
}

// CommandButton is an icon that runs a command; its tip has the command's title and
// key.
func (h *Host) CommandButton(icon fyne.Resource, command string) *control.Button {
	return h.Kit().TippedButton(icon, func() string { return h.Item(command).Tip() }, func() { h.Run(command) })
}
