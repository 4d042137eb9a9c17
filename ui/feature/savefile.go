package feature

import (
	"context"
	"path/filepath"

	"tarikh.org/tarikh/ui/state"
)

// SaveFile asks for a file to save content as; one that is there already is replaced only
// after a question. What has been saved is said.
func (h *Host) SaveFile(what Choice, content []byte) {
	what.Button, what.Dir = h.Kit().T("button.save"), h.Dir()
	h.ChooseTarget(what, func(path string, sure bool) {
		h.Replacing(path, sure, func() { h.writeFile(what.Title, path, content) })
	})
}

// ChooseTarget asks for a file to write, or the name of a folder; chosen is told whether the
// user is sure to replace what is there.
func (h *Host) ChooseTarget(what Choice, chosen func(path string, sure bool)) {
	what.Save = true
	h.choose(what, func(paths []string, sure bool) { chosen(paths[0], sure) })
}

// Replacing goes on at once where there is no file of that name or the user is sure to
// replace it, else after a question.
func (h *Host) Replacing(path string, sure bool, write func()) {
	if _, err := h.Files.Stat(path); sure || err != nil {
		write()
		return
	}
	k := h.Kit()
	k.Confirm(h.Canvas, k.T("save.replace.title"), k.T("save.replace.text", "file", filepath.Base(path)), k.T("save.replace.yes"), k.T("button.cancel"), write)
}

func (h *Host) writeFile(title, path string, content []byte) {
	Background(h, func(context.Context) (struct{}, error) { return struct{}{}, state.ReplaceFile(h.Files, path, content) }, func(_ struct{}, err error) {
		if err != nil {
			h.FailFile(path, err)
			return
		}
		k := h.Kit()
		k.Tell(h.Canvas, title, k.T("save.done", "file", path), k.T("button.ok"))
	})
}
