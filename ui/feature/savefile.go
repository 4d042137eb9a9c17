package feature

import (
	"context"
	"path/filepath"

	"tarikh.org/tarikh/ui/state"
)

// SaveFile asks for a file to save content as; one that is there already is replaced only
// after a question. What has been saved is said.
func (h *Host) SaveFile(what Choice, content []byte) {
	what.Button, what.Dir, what.Save = h.Kit().T("button.save"), h.Dir(), true
	h.choose(what, func(paths []string, sure bool) {
		path := paths[0]
		write := func() { h.writeFile(what.Title, path, content) }
		if _, err := h.Files.Stat(path); sure || err != nil {
			write()
			return
		}
		k := h.Kit()
		k.Confirm(h.Canvas, k.T("save.replace.title"), k.T("save.replace.text", "file", filepath.Base(path)), k.T("save.replace.yes"), k.T("button.cancel"), write)
	})
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
