package feature

import (
	"context"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
)

// dependents lists what is deleted with something, by kind with its number; "" if
// nothing is.
func dependents(k *control.Kit, d app.Dependents) string {
	return k.Locale.Counts(i18n.Counted{Key: "count.excerpts", N: d.Passages}, i18n.Counted{Key: "count.notes", N: d.Notes},
		i18n.Counted{Key: "count.replies", N: d.Replies}, i18n.Counted{Key: "count.editions", N: d.Editions})
}

// ConfirmDeletion asks before something is deleted with its dependents. kind begins the
// message keys of the question, title names what is deleted.
func (h *Host) ConfirmDeletion(kind, title string, plan func(context.Context, *app.Library) (app.Deletion, error)) {
	k := h.Kit()
	still := k.Dialogs.Still()
	library.Plan(h.Library, nil, plan, func(d app.Deletion, err error) {
		switch {
		case err != nil:
			h.Fail(err)
			return
		case !still():
			return
		}
		text := k.T(kind+".delete.alone", "title", title)
		if with := dependents(k, d.Dependents); with != "" {
			text = k.T(kind+".delete.text", "title", title, "with", with)
		}
		k.Confirm(h.Canvas, k.T(kind+".delete.title"), text, k.T("button.delete"), k.T("button.cancel"), func() {
			h.Library.Do(d.Edit, nil)
		})
	})
}
