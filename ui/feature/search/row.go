package search

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// row is a heading, a hit, or the line after the first hits of a kind.
type row struct {
	kind    data.Kind
	hit     *data.Hit
	heading bool // else, without a hit, "more"
	newest  bool
}

// rowsOf are the rows of what was found, by kind.
func rowsOf(f *Found) (rows []row) {
	if f == nil {
		return nil
	}
	for kind, g := range f.Groups {
		if len(g.Hits) == 0 {
			continue
		}
		rows = append(rows, row{kind: data.Kind(kind), heading: true, newest: g.Newest})
		for i := range g.Hits {
			rows = append(rows, row{kind: data.Kind(kind), hit: &g.Hits[i]})
		}
		if g.Partial && len(g.Hits) < mostHits {
			rows = append(rows, row{kind: data.Kind(kind)})
		}
	}
	return rows
}

// sameHits reports whether a list goes on where another began: then it stays where
// it is scrolled to.
func sameHits(a, b []row) bool {
	if len(a) == 0 || len(b) < len(a)-1 {
		return false
	}
	for i := range min(len(a), len(b)) {
		if a[i].hit == nil || b[i].hit == nil {
			continue
		}
		if a[i].hit.ID != b[i].hit.ID {
			return false
		}
	}
	return true
}

// Measures of the rows of results, in units.
const (
	resultHeading = 34
	resultTitle   = 23
	resultMeta    = 20
	resultWords   = 21 // a line of the words around a find
	resultPad     = 8
	resultMore    = 34
	resultSide    = 22
	resultIndent  = 16 // of what is under a title
)

// height is the height of a row, which needs no layout.
func (r row) height() float32 {
	switch {
	case r.heading:
		return resultHeading
	case r.hit == nil:
		return resultMore
	}
	h := float32(2*resultPad + resultTitle + resultMeta)
	if _, inTitle := titleMarks(*r.hit); !inTitle {
		h += float32(linesOf(*r.hit)) * resultWords
	}
	return h
}

// wordLines is how many lines of words around a find are shown at most, and shortWords
// how many characters fit on one.
const wordLines, shortWords = 2, 36

// linesOf is how many lines the words of a hit are given, by their length alone, so
// that a row's height needs no layout.
func linesOf(h data.Hit) int {
	if utf8.RuneCountInString(h.Snippet) <= shortWords {
		return 1
	}
	return wordLines
}

// titleMarks are the finds of a hit within its title; false where they are in
// other words of it.
func titleMarks(h data.Hit) ([]text.Span, bool) {
	at := strings.Index(h.Title, h.Snippet)
	own := h.Kind == data.KindEvent || h.Kind == data.KindArticle || h.Kind == data.KindEntity || h.Kind == data.KindStory
	if at < 0 || h.Snippet == "" || !own {
		return nil, h.Snippet == ""
	}
	return spans(h.Marks, at), true
}

func spans(marks []data.Range, from int) []text.Span {
	out := make([]text.Span, len(marks))
	for i, m := range marks {
		out[i] = text.Span{Start: m.Start + from, End: m.End + from, Ground: "amber"}
	}
	return out
}

// face shows one row, of any kind.
type face struct {
	widget.BaseWidget
	kit                *control.Kit
	model              *model
	title, meta, words *text.Label
	dot                *control.Surface
	heading            bool
	lines              int // of words
	box                *fyne.Container
}

func newFace(k *control.Kit, m *model) *face {
	f := &face{kit: k, model: m, dot: control.NewBar(control.None, 9, 9, 4.5)}
	f.title = k.Name("", titleStyle(k))
	f.meta = k.Text("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: resultMeta, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder})
	f.words = k.Written("", text.LabelStyle{Size: control.SizeSmall, Lines: wordLines, LineHeight: resultWords, Colour: fynetheme.ColorNamePlaceHolder})
	f.box = &fyne.Container{Layout: resultLayout{f}, Objects: []fyne.CanvasObject{f.dot, f.title, f.meta, f.words}}
	f.ExtendBaseWidget(f)
	return f
}

func titleStyle(k *control.Kit) text.LabelStyle {
	return text.LabelStyle{Size: control.SizeText, Lines: 1, LineHeight: resultTitle, Shrink: true, Marks: true, Align: k.Start()}
}

// resultLayout lays a row out; the list says how large it is.
type resultLayout struct{ f *face }

// MinSize is Fyne's.
func (resultLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 10) }

// Layout is Fyne's.
func (l resultLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	f := l.f
	rtl := f.kit.RTL()
	put := func(o fyne.CanvasObject, start, y, height float32) {
		x := start
		if rtl {
			x = resultSide
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(size.Width-start-resultSide, 10), height))
	}
	if f.heading {
		put(f.title, resultSide, (size.Height-resultTitle)/2+3, resultTitle)
		return
	}
	y := float32(resultPad)
	at := float32(resultSide)
	if rtl {
		at = size.Width - resultSide - 9
	}
	f.dot.Move(fyne.NewPos(at, y+(resultTitle-9)/2))
	f.dot.Resize(fyne.NewSize(9, 9))
	put(f.title, resultSide+resultIndent, y, resultTitle)
	y += resultTitle
	if f.words.Visible() {
		height := float32(f.lines) * resultWords
		put(f.words, resultSide+resultIndent, y, height)
		y += height
	}
	put(f.meta, resultSide+resultIndent, y, resultMeta)
}

// CreateRenderer is Fyne's.
func (f *face) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// show shows a row.
func (f *face) show(r row) {
	k := f.kit
	f.heading = r.hit == nil
	style := titleStyle(k)
	f.title.SetSpans(nil)
	f.words.Hide()
	switch {
	case r.heading:
		found := f.model.found
		n := ""
		if found != nil && found.Counted {
			n = count(k, found.Counts[r.kind])
		}
		newest := ""
		if r.newest {
			newest = k.T("search.newest")
		}
		style.Size, style.Bold, style.Colour, style.Marks = control.SizeCaption, true, fynetheme.ColorNamePlaceHolder, false
		style.Base = k.Direction()
		f.title.SetText(k.Join(k.T("search.kind."+kindName(r.kind)), n, newest))
	case r.hit == nil:
		style.Size, style.Colour, style.Base = control.SizeSmall, fynetheme.ColorNameHyperlink, k.Direction()
		f.title.SetText(k.T("search.more"))
	default:
		f.hit(*r.hit)
	}
	f.title.SetStyle(style)
	if f.heading {
		f.dot.Hide()
		f.meta.Hide()
	} else {
		f.dot.Show()
		f.meta.Show()
	}
	resultLayout{f}.Layout(nil, f.Size())
}

// kindName is what a kind of hits is called in message keys.
func kindName(kind data.Kind) string {
	return [data.SearchedKinds]string{"events", "articles", "excerpts", "notes", "entities", "pictures", "stories", "steps"}[kind]
}

// hit shows a hit: its title, the words around the finds, and where they stand.
func (f *face) hit(h data.Hit) {
	k := f.kit
	marks, inTitle := titleMarks(h)
	f.title.SetText(h.Title)
	f.title.SetSpans(marks)
	if !inTitle {
		f.lines = linesOf(h)
		f.words.Show()
		f.words.SetText(h.Snippet)
		f.words.SetSpans(spans(h.Marks, 0))
	}
	colour, name := f.model.where(h)
	f.dot.Set(control.None, control.None)
	switch {
	case h.Kind == data.KindArticle:
		f.dot.Set(control.None, control.MutedInk)
	case colour != "":
		f.dot.Set(control.Mark(colour), control.None)
	}
	kind := ""
	if h.Kind == data.KindEntity {
		kind = k.T("entity." + h.Type)
	}
	f.meta.SetText(k.Join(k.Locale.Date(h.Date), k.Given(name), kind))
}

// count is a number of finds, "10,000+" where there are more.
func count(k *control.Kit, c data.Count) string {
	n := k.Locale.Count(c.N)
	if c.More {
		return k.T("count.more", "n", n)
	}
	return n
}
