package pane

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/session"
)

// hanging says what goes with what is deleted, each kind in its plural form; empty
// where nothing does.
func (e *Env) hanging(h data.Hanging) string {
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

// confirmDelete asks before something is deleted with what hangs on it. kind begins
// the keys of the question.
func (e *Env) confirmDelete(kind, title string, h data.Hanging, edit data.Edit) {
	k := e.Kit
	text := k.T(kind+".delete.alone", "title", title)
	if with := e.hanging(h); with != "" {
		text = k.T(kind+".delete.text", "title", title, "with", with)
	}
	k.Confirm(e.Canvas, k.T(kind+".delete.title"), text, k.T("button.delete"), k.T("button.cancel"), func() {
		e.Session.Do(edit, nil)
	})
}

// DeleteEvent says what hangs on the selected event, and deletes it.
func (e *Env) DeleteEvent() {
	v := e.Session.Event()
	if v == nil {
		return
	}
	excerpts := make([]data.Excerpt, len(v.Excerpts))
	for i, x := range v.Excerpts {
		excerpts[i] = x.Excerpt
	}
	e.confirmDelete("event", v.Title, data.OnEvent(excerpts, v.Notes), data.DeleteEvent(v.Event, excerpts, v.Notes))
}

// DeleteArticle says what hangs on the open article, and deletes it.
func (e *Env) DeleteArticle() {
	a := e.Session.Article()
	if a == nil {
		return
	}
	still := e.Kit.Dialogs.Still()
	e.Session.DeletingArticle(a.Article, func(d session.DeletingArticle) {
		if still() {
			e.confirmDelete("article", a.Title, d.Hanging, d.Edit)
		}
	})
}
