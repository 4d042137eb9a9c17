package retext

import (
	"context"
	"strings"

	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// replacing is the dialog that gives an article another text: it is pasted or read from
// a file, and before it is saved the reader sees which passages move, are in doubt or
// are lost.
type replacing struct {
	host    *feature.Host
	kit     *control.Kit
	id      data.ID
	text    *control.Entry
	read    app.NewText // what was read from a file, as long as the text is that
	dialog  *control.Dialog
	confirm *control.Dialog // nil until the reader is asked
}

// replaceText asks for another text of an article.
func replaceText(h *feature.Host, a data.Article) *replacing {
	const lines = 12
	k := h.Kit()
	r := &replacing{host: h, kit: k, id: a.ID, text: k.Entry(lines, a.Text, k.T("retext.paste"))}
	file := k.Button(control.Outline, k.T("retext.file"), fynetheme.FolderOpenIcon(), r.chooseFile)
	body := control.Column(10, k.Muted(k.T("retext.hint")), r.text, k.Wrap(8, file))
	r.dialog = k.ShowDialog(h.Canvas, k.T("command.article.text"), 720, body,
		control.Action{Text: k.T("retext.next"), Primary: true, Run: func() bool { r.preview(); return false }},
		control.Action{Text: k.T("button.cancel")})
	h.Guard(r.dialog, func() bool { return r.text.Text() != a.Text })
	r.dialog.Attach(r.text)
	return r
}

// chooseFile asks for a file and reads it as the text.
func (r *replacing) chooseFile() {
	h, k := r.host, r.kit
	h.ChooseFile(feature.Choice{Title: k.T("retext.file"), Button: k.T("button.open"), Dir: h.Dir()}, r.readFile)
}

func (r *replacing) readFile(path string) {
	h := r.host
	feature.Background(h, func(ctx context.Context) (intake.Draft, error) {
		return intake.Reader{Files: h.Files, Now: h.Now}.Read(ctx, intake.File(path), nil)
	}, func(draft intake.Draft, err error) {
		if err != nil {
			h.FailFile(path, err)
			return
		}
		r.read = app.NewText{Read: true, Text: draft.Text, Blocks: draft.Blocks, Page: draft.Page}
		r.text.SetText(draft.Text)
	})
}

// preview finds the passages in the new text, and shows the result.
func (r *replacing) preview() {
	h, k := r.host, r.kit
	if strings.TrimSpace(r.text.Text()) == "" {
		r.dialog.Fail(k.T("error.field.text"))
		return
	}
	next := app.NewText{Text: r.text.Text()}
	if next.Text == r.read.Text {
		next = r.read
	}
	library.Plan(h.Library, nil, func(ctx context.Context, l *app.Library) (app.Retexted, error) { return l.Retext(ctx, r.id, next) }, func(made app.Retexted, err error) {
		switch {
		case err != nil:
			r.dialog.Fail(h.Say(err))
		case made.Edit.Empty():
			r.dialog.Fail(k.T("retext.same"))
		default:
			r.ask(made)
		}
	})
}

// ask shows what another text would change, and writes it where the reader agrees.
func (r *replacing) ask(made app.Retexted) {
	k := r.kit
	const height = 320
	diff := k.Scroll()
	rows := listed(k, made.Report)
	if len(rows) > 0 {
		rows = append(rows, control.Gap(0, 4), k.Text(k.T("retext.listed.text"), text.LabelStyle{Bold: true, Size: control.SizeSmall}))
	}
	rows = append(rows, difference(k, made.Before.Text, made.After.Text))
	diff.SetContent(k.Pad(14, 10, 20, 10, control.Column(12, rows...)), true)
	body := control.Column(10, counted(k, made.Report), k.Well(height, diff))
	save := func() bool {
		r.host.Submit(r.confirm, made.Edit, r.dialog.Close)
		return false
	}
	r.confirm = k.ShowDialog(r.host.Canvas, k.T("retext.title"), 720, body,
		control.Action{Text: k.T("retext.save"), Primary: true, Run: save}, control.Action{Text: k.T("retext.back")})
}
