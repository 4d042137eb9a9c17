package pane

import (
	"context"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/library"
)

// dependents says what is deleted with something, each kind in its plural form; empty
// where nothing is.
func (e *Env) dependents(h app.Dependents) string {
	k := e.Kit
	var list string
	for _, part := range []struct {
		key string
		n   int
	}{{"count.excerpts", h.Passages}, {"count.notes", h.Notes}, {"count.replies", h.Replies}, {"count.editions", h.Editions}} {
		switch words := k.Locale.TN(part.key, part.n); {
		case part.n == 0:
		case list == "":
			list = words
		default:
			list = k.T("list.next", "list", list, "next", words)
		}
	}
	return list
}

// confirmDelete asks before something is deleted with what depends on it. kind begins
// the keys of the question.
func (e *Env) confirmDelete(kind, title string, plan func(context.Context, *app.Library) (app.Deletion, error)) {
	k, still := e.Kit, e.Kit.Dialogs.Still()
	library.Plan(e.Session.Open(), nil, plan, func(d app.Deletion, err error) {
		switch {
		case err != nil:
			e.Fail(err)
			return
		case !still():
			return
		}
		text := k.T(kind+".delete.alone", "title", title)
		if with := e.dependents(d.Dependents); with != "" {
			text = k.T(kind+".delete.text", "title", title, "with", with)
		}
		k.Confirm(e.Canvas, k.T(kind+".delete.title"), text, k.T("button.delete"), k.T("button.cancel"), func() {
			e.Session.Do(d.Edit, nil)
		})
	})
}

// DeleteEvent says what is deleted with the selected event, and deletes it.
func (e *Env) DeleteEvent() {
	if v := e.Session.Event(); v != nil {
		e.confirmDelete("event", v.Title, func(ctx context.Context, l *app.Library) (app.Deletion, error) { return l.DeleteEvents(ctx, v.ID) })
	}
}

// DeleteArticle says what is deleted with the open article, and deletes it.
func (e *Env) DeleteArticle() {
	if a := e.Session.Article(); a != nil {
		e.confirmDelete("article", a.Title, func(ctx context.Context, l *app.Library) (app.Deletion, error) { return l.DeleteArticle(ctx, a.ID) })
	}
}
