package feature

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// MirrorRow shows the folder for second backups and lets the user choose one, or none.
// leave closes the dialog that it is in, back opens that again with what was chosen.
func (h *Host) MirrorRow(leave, back func()) fyne.CanvasObject {
	k, mirror := h.kit, h.State.Backups.Mirror
	set := func(folder string) {
		h.State.Backups.Mirror, h.State.Backups.MirrorTold = folder, false
		h.Remember()
		back()
	}
	choose := k.Button(control.Link, k.T("backups.folder.change"), nil, func() {
		leave()
		h.ChooseFile(Choice{Title: k.T("backups.mirror"), Button: k.T("backups.folder.here"), Dir: h.existing(mirror), Folder: true}, set)
	})
	name := fyne.CanvasObject(k.Muted(k.T("backups.mirror.none")))
	buttons := k.Row(10, -1, choose)
	if mirror != "" {
		name = k.Name(mirror, text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true})
		buttons = k.Row(10, -1, choose, k.Button(control.Link, k.T("backups.mirror.remove"), nil, func() {
			leave()
			set("")
		}))
	}
	return control.Beside(k, 150, k.Muted(k.T("backups.mirror")), k.Row(10, 0, name, buttons))
}

// existing is a folder if it exists, else "".
func (h *Host) existing(folder string) string {
	if _, err := h.Files.Stat(folder); err != nil {
		return ""
	}
	return folder
}
