package retext

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// review shows the passages of an article that the reader is to judge, with the words of
// before and now side by side: first those in which a figure, date, name or negation has
// changed, one after the other; then the other changed ones, which can be accepted
// together; then those that were not found.
type review struct {
	judge
	kit     *control.Kit
	article *library.ArticleView
	pages   [][]Doubted // one passage each, or several that can be accepted together
	at      int
	page    *fyne.Container
	row     *fyne.Container // what can be decided
	dialog  *control.Dialog
}

// reviewDoubts reviews the open article, or says that nothing is in doubt.
func reviewDoubts(j judge) *review {
	k, a := j.host.Kit(), j.host.Library.Article()
	r := &review{judge: j, kit: k, article: a, page: control.Column(12)}
	in := doubtsOf(a)
	r.pages = singly(in.weighty)
	if len(in.others) > 1 {
		r.pages = append(r.pages, in.others)
	} else {
		r.pages = append(r.pages, singly(in.others)...)
	}
	r.pages = append(r.pages, singly(in.orphans)...)
	if len(r.pages) == 0 {
		k.Tell(j.host.Canvas, k.T("command.doubts"), k.T("doubts.none"), k.T("button.ok"))
		return r
	}
	r.build()
	r.dialog = k.ShowDialog(j.host.Canvas, k.T("command.doubts"), 720, r.page, control.Action{Text: k.T("button.close")})
	r.shown()
	return r
}

// singly puts each passage on a page of its own.
func singly(all []Doubted) [][]Doubted {
	out := make([][]Doubted, len(all))
	for i, d := range all {
		out[i] = []Doubted{d}
	}
	return out
}

// next goes on to the next page, and closes the dialog after the last.
func (r *review) next() {
	if r.at++; r.at >= len(r.pages) {
		r.dialog.Close()
		return
	}
	r.build()
	r.shown()
}

// divide shows the passages of a page one after the other.
func (r *review) divide() {
	rest := append(singly(r.pages[r.at]), r.pages[r.at+1:]...)
	r.pages = append(r.pages[:r.at:r.at], rest...)
	r.build()
	r.shown()
}

// build makes the page that is shown.
func (r *review) build() {
	k, all := r.kit, r.pages[r.at]
	later := func(kind control.Kind) *control.Button { return k.Button(kind, k.T("doubt.skip"), nil, r.next) }
	switch {
	case !r.host.Library.Writable():
		r.row = k.Wrap(6, later(control.Outline))
	case len(all) > 1:
		r.row = k.Wrap(6, k.Button(control.Outline, k.Locale.TN("doubts.accept", len(all)), nil, func() {
			r.host.Library.Do(accepted(all), nil)
			r.next()
		}), k.Button(control.Quiet, k.T("doubts.singly"), nil, r.divide), later(control.Quiet))
	default:
		r.row = r.decisions(all[0], r.decided)
		r.row.Add(later(control.Quiet))
	}
	if len(all) > 1 {
		r.page.Objects = []fyne.CanvasObject{r.head(k.Locale.TN("doubts.others", len(all)), ""), r.list(all), r.row}
		return
	}
	r.page.Objects = append(r.faces(all[0]), r.row)
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
	r.dialog.Refit() // words that wrap have their height once they have a width
	r.host.Canvas.Focus(r.row.Objects[0].(*control.Button))
	if d := r.pages[r.at][0]; d.doubt().State == data.CheckMe {
		r.host.Library.Focus(library.Passage{Part: d.anchor().Part, Start: d.anchor().Start, End: d.anchor().End})
	}
}

// head is the head of a page: what is in doubt, of what, and which page it is.
func (r *review) head(words, of string) fyne.CanvasObject {
	k := r.kit
	column := control.Column(2, k.Row(8, 0, k.Text(words, text.LabelStyle{Bold: true, Colour: fynetheme.ColorNameWarning}),
		k.Muted(k.T("doubt.count", "n", k.Locale.Count(r.at+1), "m", k.Locale.Count(len(r.pages))))))
	if of != "" {
		column.Add(k.Muted(of))
	}
	return column
}

// faces are what a passage belongs to, and its words side by side.
func (r *review) faces(d Doubted) []fyne.CanvasObject {
	k := r.kit
	head := r.head(Word(k, d.doubt(), d.anchor().Exact, r.article.Names), r.owner(d))
	was, now := compared(k, d.words())
	if now == nil {
		return []fyne.CanvasObject{head, r.side("doubt.was", control.Line, was), k.Muted(k.T("doubt.orphan.hint"))}
	}
	return []fyne.CanvasObject{
		head, control.Pair(k, 24, r.side("doubt.was", control.Line, was), r.side("doubt.now", control.Warn, now)),
		k.Muted(k.T("doubt.method."+d.doubt().Method, "percent", i18n.Percent(d.doubt().Score*100))),
	}
}

// side is the words of before, or those of now.
func (r *review) side(key string, bar control.Role, words fyne.CanvasObject) fyne.CanvasObject {
	return control.Column(5, r.kit.Muted(r.kit.T(key)), r.kit.Quote(bar, words))
}

// list shows several passages below each other.
func (r *review) list(all []Doubted) fyne.CanvasObject {
	const most, each = 360, 72 // a passage of one line takes that
	k := r.kit
	column := control.Column(16)
	for _, d := range all {
		column.Add(control.Column(4, k.Muted(k.Join(reasons(k, d.why(r.article.Names)), r.owner(d))), beside(k, d.words())))
	}
	scroll := k.Scroll()
	scroll.SetContent(k.Pad(14, 12, 20, 12, column), true)
	return k.Well(min(most, float32(len(all)*each)), scroll)
}

// beside shows the words of before and now next to each other, without headings.
func beside(k *control.Kit, c comparison) fyne.CanvasObject {
	was, now := compared(k, c)
	if now == nil {
		return k.Quote(control.Line, was)
	}
	return control.Pair(k, 24, k.Quote(control.Line, was), k.Quote(control.Warn, now))
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
