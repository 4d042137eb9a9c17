package tags

import (
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
)

// showForm is the dialog for the tags of one thing.
func showForm(h *feature.Host, about string, tags []string, edit func(tags []string) data.Edit) *control.Dialog {
	k := h.Kit()
	f := NewField(h, tags, Options{})
	var d *control.Dialog
	save := func() bool {
		f.Finish()
		if slices.Equal(f.tags, tags) {
			return true
		}
		h.Submit(d, edit(f.Tags()), func() {})
		return false
	}
	d = k.ShowDialog(h.Canvas, k.T("command.tags.edit"), 460, control.Column(10, k.Passage(about, 120), f.Root),
		control.Action{Text: k.T("button.save") + "  (Ctrl+Enter)", Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	h.Guard(d, func() bool { return !slices.Equal(f.tags, tags) })
	d.Attach(f.Entry)
	return d
}
