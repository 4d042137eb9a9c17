package pane

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/bidi"
	"tarikh.org/tarikh/ui/bidi/uax9"
	"tarikh.org/tarikh/ui/control"
)

// AddArticle asks for what a text does not say of itself, and adds it; remark
// is shown above the fields ("converted from windows-1256") and may be empty.
func (e *Env) AddArticle(a data.Article, remark string) {
	k := e.Kit
	title, publisher := k.Entry(1, a.Title, ""), k.Entry(1, a.Publisher, "")
	byline, link := k.Entry(1, a.Byline, ""), k.Entry(1, a.URL, "")
	link.SetDirection(uax9.LTR)
	date := e.dateField("field.published", a.Published)
	langs := []string{"ar", "en", ""}
	lang := k.Words(langs, []string{k.T("lang.ar"), k.T("lang.en"), k.T("lang.other")}, a.Lang, nil)
	body := control.Column(10)
	if remark != "" {
		body.Add(k.Muted(remark))
	}
	body.Add(k.Written(quote(a.Text, 220), bidi.LabelStyle{Size: control.SizeSmall, LineHeight: 22, Lines: 3, Colour: mutedText.Colour}))
	body.Add(e.field("field.title", title))
	body.Add(date.root)
	body.Add(e.field("field.publisher", publisher))
	body.Add(e.field("field.byline", byline))
	body.Add(e.field("field.url", link))
	body.Add(e.field("field.lang", lang.Root))
	var d *control.Dialog
	save := func() bool {
		published, err := date.date()
		if err != nil {
			d.Fail(e.Say(err))
			return false
		}
		after := a
		after.ID, after.Published, after.Lang = data.NewID(), published, lang.Value
		after.Title, after.Publisher = strings.TrimSpace(title.Text()), strings.TrimSpace(publisher.Text())
		after.Byline, after.URL = strings.TrimSpace(byline.Text()), strings.TrimSpace(link.Text())
		edit := data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(after)}}
		e.submit(d, edit, func() { e.Session.Read(after.ID) })
		return false
	}
	d = k.ShowDialog(e.Canvas, k.T("command.article.add"), 560, body,
		control.Action{Text: k.T("button.add") + "  (Ctrl+Enter)", Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	typed := func() [6]string {
		return [6]string{title.Text(), date.entry.Text(), publisher.Text(), byline.Text(), link.Text(), lang.Value}
	}
	before := typed()
	e.Guard(d, func() bool { return before != typed() })
	d.Attach(title, date.entry, publisher, byline, link)
}

// DeleteArticle says what hangs on the open article, and deletes it.
func (e *Env) DeleteArticle() {
	a, k := e.Session.Article(), e.Kit
	if a == nil {
		return
	}
	excerpts := make([]data.Excerpt, len(a.Excerpts))
	for i, x := range a.Excerpts {
		excerpts[i] = x.Excerpt
	}
	k.Confirm(e.Canvas, k.T("article.delete.title"), k.T("article.delete.text", "title", a.Title,
		"excerpts", k.Locale.TN("count.excerpts", len(excerpts)), "notes", k.Locale.TN("count.notes", len(a.Notes))),
		k.T("button.delete"), k.T("button.cancel"), func() {
			e.Session.Do(data.DeleteArticle(a.Article, excerpts, a.Notes), nil)
		})
}
