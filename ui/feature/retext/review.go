package retext

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// review shows the passages of an article that the reader is to judge, one after the
// other, with the words of before and now side by side.
type review struct {
	judge
	kit     *control.Kit
	article *library.ArticleView
	all     []Doubted
	at      int
	page    *fyne.Container
	row     *fyne.Container // what can be decided
	dialog  *control.Dialog
}

// reviewDoubts reviews the open article, or says that nothing is in doubt.
func reviewDoubts(j judge) *review {
	k, a := j.host.Kit(), j.host.Library.Article()
	r := &review{judge: j, kit: k, article: a, all: doubtsOf(a), page: control.Column(12)}
	if len(r.all) == 0 {
		k.Tell(j.host.Canvas, k.T("command.doubts"), k.T("doubts.none"), k.T("button.ok"))
		return r
	}
	r.build()
	r.dialog = k.ShowDialog(j.host.Canvas, k.T("command.doubts"), 720, r.page, control.Action{Text: k.T("button.close")})
	r.shown()
	return r
}

// next goes on to the next passage, and closes the dialog after the last.
func (r *review) next() {
	if r.at++; r.at >= len(r.all) {
		r.dialog.Close()
		return
	}
	r.build()
	r.shown()
}

// build makes the page of a passage.
func (r *review) build() {
	k, d := r.kit, r.all[r.at]
	if r.host.Library.Writable() {
		r.row = r.decisions(d, r.decided)
		r.row.Add(k.Button(control.Quiet, k.T("doubt.skip"), nil, r.next))
	} else {
		r.row = k.Wrap(6, k.Button(control.Outline, k.T("doubt.skip"), nil, r.next))
	}
	r.page.Objects = append(r.faces(d), r.row)
}

// decided goes on; where words are to be selected, the article is wanted instead.
func (r *review) decided() {
	if r.reading.Asking() {
		r.dialog.Close()
		return
	}
	r.next()
}

// shown fits the dialog around the page: Enter decides, Tab goes to the other buttons;
// and the reader shows the passage behind it.
func (r *review) shown() {
	r.dialog.Refit()
	r.host.Canvas.Focus(r.row.Objects[0].(*control.Button))
	if d := r.all[r.at]; d.doubt().State == data.CheckMe {
		r.host.Library.Focus(library.Passage{Start: d.anchor().Start, End: d.anchor().End})
	}
}

// faces are what a passage belongs to, and its words side by side.
func (r *review) faces(d Doubted) []fyne.CanvasObject {
	k := r.kit
	head := k.Row(8, 1, k.Text(Word(k, d.doubt()), text.LabelStyle{Bold: true, Lines: 1, Colour: fynetheme.ColorNameWarning}),
		k.Muted(r.owner(d)), k.Muted(k.T("doubt.count", "n", k.Locale.Count(r.at+1), "m", k.Locale.Count(len(r.all)))))
	was, now := compared(k, d)
	column := func(key string, bar control.Role, words fyne.CanvasObject) fyne.CanvasObject {
		return control.Column(5, k.Muted(k.T(key)), k.Quote(bar, words))
	}
	if now == nil {
		return []fyne.CanvasObject{head, column("doubt.was", control.Line, was), k.Muted(k.T("doubt.orphan.hint"))}
	}
	return []fyne.CanvasObject{
		head, control.Pair(k, 24, column("doubt.was", control.Line, was), column("doubt.now", control.Warn, now)),
		k.Muted(k.T("doubt.method."+d.doubt().Method, "percent", k.Locale.Count(int(d.doubt().Score*100)))),
	}
}

// owner is what a passage belongs to, in words.
func (r *review) owner(d Doubted) string {
	k := r.kit
	what, about := k.T("doubt.of.excerpt"), ""
	if d.note != nil {
		what, about = k.T("doubt.of.note"), d.note.Text
	} else {
		for _, x := range r.article.Excerpts {
			if x.ID == d.excerpt.ID {
				about = x.EventRow.Title
			}
		}
	}
	return k.Join(what, k.Given(control.OneLine(about, 60)))
}
