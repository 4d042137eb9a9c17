package pane

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// Measures of the rows of results, in units.
const (
	resultHeading = 34
	resultTitle   = 23
	resultMeta    = 20
	resultWords   = 21 // a line of the words around a find
	resultPad     = 8
	resultMore    = 34
	resultSide    = 22
	resultIndent  = 16 // of what stands under a title
)

// height is the height of a row.
func (p *Results) height(i int) float32 {
	r := p.rows[i]
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

// titleMarks are the finds of a hit within its title; false where they stand in
// other words of it.
func titleMarks(h data.Hit) ([]text.Span, bool) {
	at := strings.Index(h.Title, h.Snippet)
	if at < 0 || h.Snippet == "" || h.Kind == data.KindExcerpt || h.Kind == data.KindAnnotation {
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

// resultFace shows one row, of any kind.
type resultFace struct {
	widget.BaseWidget
	env                *Env
	title, meta, words *text.Label
	dot                *control.Surface
	heading            bool
	lines              int // of words
	box                *fyne.Container
}

func newResultFace(env *Env) *resultFace {
	k := env.Kit
	f := &resultFace{env: env, dot: control.NewBar(control.None, 9, 9, 4.5)}
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
type resultLayout struct{ f *resultFace }

// MinSize is Fyne's.
func (resultLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 10) }

// Layout is Fyne's.
func (l resultLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	f := l.f
	rtl := f.env.Kit.RTL()
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
func (f *resultFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// fill shows a row.
func (p *Results) fill(i int, o fyne.CanvasObject) {
	o.(*resultFace).show(p.rows[i])
}

func (f *resultFace) show(r resultRow) {
	k := f.env.Kit
	f.heading = r.hit == nil
	style := titleStyle(k)
	f.title.SetSpans(nil)
	f.words.Hide()
	switch {
	case r.heading:
		found := f.env.Session.Found()
		count := ""
		if found.Counted {
			count = f.env.count(found.Counts[r.kind])
		}
		newest := ""
		if r.newest {
			newest = k.T("search.newest")
		}
		style.Size, style.Bold, style.Colour, style.Marks = control.SizeCaption, true, fynetheme.ColorNamePlaceHolder, false
		style.Base = k.Direction()
		f.title.SetText(k.Join(k.T("search.kind."+kindNames[r.kind]), count, newest))
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

var kindNames = [data.SearchedKinds]string{"events", "articles", "excerpts", "notes"}

// hit shows a hit: its title, the words around the finds, and where they stand.
func (f *resultFace) hit(h data.Hit) {
	k := f.env.Kit
	marks, inTitle := titleMarks(h)
	f.title.SetText(h.Title)
	f.title.SetSpans(marks)
	if !inTitle {
		f.lines = linesOf(h)
		f.words.Show()
		f.words.SetText(h.Snippet)
		f.words.SetSpans(spans(h.Marks, 0))
	}
	colour, name := f.env.trackAt(h)
	f.dot.Set(control.None, control.None)
	switch {
	case h.Kind == data.KindArticle:
		f.dot.Set(control.None, control.MutedInk)
	case colour != "":
		f.dot.Set(control.Mark(colour), control.None)
	}
	f.meta.SetText(k.Join(f.env.Kit.Locale.Date(h.Date), k.Given(name)))
}

// trackAt is the colour and name of the track of a hit's event, or the publisher of
// its article.
func (e *Env) trackAt(h data.Hit) (colour, name string) {
	n := e.Session.Library()
	if n == nil {
		return "", ""
	}
	if h.Event != (data.ID{}) && !h.Date.IsZero() {
		if place := n.Find(h.Event, h.Date.Lo); place >= 0 {
			t := n.Tracks[n.Columns.Track[place]]
			return t.Colour, t.Name
		}
	}
	for _, a := range n.Articles {
		if a.ID == h.Article {
			return "", a.Publisher
		}
	}
	return "", ""
}

// example is something that can be typed.
type example struct{ text, what string }

// examples show every part of the language of queries, with words of the library.
func (p *Results) examples() []example {
	lang := p.env.Kit.Locale.Lang()
	n := p.env.Session.Library()
	field := func(f query.Field, value string) string {
		return query.Term{Field: f, Values: []string{value}}.Text(lang)
	}
	out := []example{
		{p.env.Kit.T("search.example.words"), "search.hint.words"},
		{p.env.Kit.T("search.example.phrase"), "search.hint.phrase"},
		{p.env.Kit.T("search.example.not"), "search.hint.not"},
	}
	if len(n.Tracks) > 0 {
		out = append(out, example{field(query.Track, n.Tracks[0].Name), "search.hint.track"})
	}
	if tag := commonTag(n.Notes); tag != "" {
		out = append(out, example{field(query.Tag, tag), "search.hint.tag"})
	}
	for _, a := range n.Articles {
		if a.Publisher != "" {
			out = append(out, example{field(query.Source, a.Publisher), "search.hint.source"})
			break
		}
	}
	return append(out,
		example{query.Name(query.From, lang) + ":2020 " + query.Name(query.To, lang) + ":2021", "search.hint.from"},
		example{query.Name(query.On, lang) + ":2022-02-04", "search.hint.on"},
		example{field(query.Has, "note"), "search.hint.has"},
		example{field(query.Is, "uncertain"), "search.hint.is"},
	)
}

// commonTag is a tag that notes carry, "" if none does.
func commonTag(notes []data.Annotation) string {
	for _, n := range notes {
		if len(n.Tags) > 0 {
			return n.Tags[0]
		}
	}
	return ""
}
