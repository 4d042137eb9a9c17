package pane

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// retext is the dialog that gives an article another text: it is pasted or read from
// a file, and before it is kept the reader sees what becomes of the passages in it.
type retext struct {
	env    *Env
	id     data.ID
	before string
	text   *control.Entry
	read   app.NewText // what was read from a file, as long as the text is that
	dialog *control.Dialog
}

// ReplaceText asks for another text of the open article.
func (e *Env) ReplaceText() {
	k, a := e.Kit, e.Session.Article()
	if a == nil {
		return
	}
	const lines = 12
	r := &retext{env: e, id: a.ID, before: a.Text, text: k.Entry(lines, a.Text, k.T("retext.paste"))}
	file := k.Button(control.Outline, k.T("retext.file"), fynetheme.FolderOpenIcon(), func() {
		e.ReadText(func(t app.NewText) {
			r.read = t
			r.text.SetText(t.Text)
		})
	})
	body := control.Column(10, k.Muted(k.T("retext.hint")), r.text, k.Wrap(8, file))
	r.dialog = k.ShowDialog(e.Canvas, strings.TrimSuffix(k.T("command.article.text"), "…"), 720, body,
		control.Action{Text: k.T("retext.next"), Primary: true, Run: func() bool { r.preview(); return false }},
		control.Action{Text: k.T("button.cancel")})
	e.Host.Guard(r.dialog, func() bool { return r.text.Text() != r.before })
	r.dialog.Attach(r.text)
}

// preview works out what becomes of the passages, and shows it.
func (r *retext) preview() {
	e, k := r.env, r.env.Kit
	if strings.TrimSpace(r.text.Text()) == "" {
		r.dialog.Fail(k.T("error.field.text"))
		return
	}
	next := app.NewText{Text: r.text.Text()}
	if next.Text == r.read.Text {
		next = r.read
	}
	library.Plan(e.Session.Open(), nil, func(ctx context.Context, l *app.Library) (app.Retexted, error) { return l.Retext(ctx, r.id, next) }, func(made app.Retexted, err error) {
		switch {
		case err != nil:
			r.dialog.Fail(e.Say(err))
		case made.Edit.Empty():
			r.dialog.Fail(k.T("retext.same"))
		default:
			r.confirm(made)
		}
	})
}

func (r *retext) confirm(made app.Retexted) {
	e, k := r.env, r.env.Kit
	const height = 320
	diff := k.Scroll()
	diff.SetContent(k.Pad(14, 10, 20, 10, e.difference(made.Before.Text, made.After.Text)), true)
	body := control.Column(10, e.fates(made.Report),
		k.Well(height, diff))
	var d *control.Dialog
	save := func() bool {
		e.Session.Do(made.Edit, func(err error) {
			if err != nil {
				d.Fail(e.Say(err))
				return
			}
			d.Close()
			r.dialog.Close()
		})
		return false
	}
	d = k.ShowDialog(e.Canvas, k.T("retext.title"), 720, body,
		control.Action{Text: k.T("retext.save"), Primary: true, Run: save}, control.Action{Text: k.T("retext.back")})
}

// fates says what becomes of the passages.
func (e *Env) fates(report app.RetextReport) fyne.CanvasObject {
	k := e.Kit
	all := report.Excerpts.All() + report.Notes.All()
	if all == 0 {
		return k.Muted(k.T("retext.none"))
	}
	column := control.Column(3, k.Text(k.Locale.TN("retext.all", all), text.LabelStyle{Bold: true}))
	line := func(key string, n int, colour fyne.ThemeColorName) {
		if n > 0 {
			column.Add(k.Text(k.Locale.TN(key, n), text.LabelStyle{Size: control.SizeSmall, Colour: colour}))
		}
	}
	x, n := report.Excerpts, report.Notes
	line("retext.stay", x.Stayed+n.Stayed, "")
	line("retext.move", x.Moved+n.Moved, "")
	line("retext.check", x.Check+n.Check, fynetheme.ColorNameWarning)
	line("retext.orphan", x.Orphan+n.Orphan, fynetheme.ColorNameError)
	return column
}
