package unread

import (
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/text"
)

// Measures of a row, in units.
const (
	rowPad, wordLine, metaLine = 9, 23, 20
	shortWords                 = 64 // characters that fit on a line
)

// linesOf is how many lines the words of a passage have in a row. It goes by their length
// alone, so that a row's height needs no layout.
func linesOf(words string) int {
	if utf8.RuneCountInString(words) <= shortWords {
		return 1
	}
	return 2
}

func heightOf(p passage) float32 {
	return float32(2*rowPad + linesOf(p.Anchor.Exact)*wordLine + metaLine)
}

// pane shows the list, with how many passages there are above it.
type pane struct {
	*model
	kit  *control.Kit
	mark func(read bool, ids ...data.ID)
	head *fyne.Container
	body *fyne.Container
	list *control.LongList
	root *fyne.Container
	rows []passage
}

func newPane(m *model, mark func(read bool, ids ...data.ID)) *pane {
	k := m.host.Kit()
	p := &pane{model: m, kit: k, mark: mark, head: control.Stack(), body: control.Stack()}
	p.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newFace(k) }, Fill: func(i int, o fyne.CanvasObject) { p.fill(p.rows[i], o.(*face)) }, Height: func(i int) float32 { return heightOf(p.rows[i]) },
		Pressed: func(i int, _ control.Press) { p.goTo(p.rows[i]) }, Chosen: func(i int) { p.goTo(p.rows[i]) },
		Menu: func(i int, at fyne.Position) {
			x := p.rows[i]
			k.ShowMenu(m.host.Canvas, at, []control.Item{
				{Text: k.T("excerpt.show"), Run: func() { p.goTo(x) }},
				{Text: k.T("article.read"), Run: func() { mark(true, x.ID) }},
			})
		},
	})
	p.root = container.NewBorder(p.head, nil, nil, nil, p.body)
	p.show()
	return p
}

// focus gives the list the keyboard, with a current row.
func (p *pane) focus() {
	if len(p.rows) == 0 {
		return
	}
	if p.list.Current() < 0 {
		p.list.Step(1)
	}
	p.host.Canvas.Focus(p.list)
}

// show lists the passages as they are now, or says that there are none.
func (p *pane) show() {
	k := p.kit
	p.rows = p.unread()
	p.list.SetCount(len(p.rows), false)
	p.head.Objects = nil
	var body fyne.CanvasObject = p.list
	switch {
	case p.host.Library.Snapshot() == nil:
		body = control.Gap(1, 1)
	case len(p.all) == 0 && !p.host.Library.Filter().Empty():
		body = k.Pad(40, 28, 40, 28, filter.Nothing(p.host))
	case len(p.rows) == 0:
		key := "unread.none"
		if len(p.all) == 0 {
			key = "unread.nothing"
		}
		body = k.Pad(40, 28, 40, 28, control.Column(10, k.Heading(k.T(key+".title")), k.Muted(k.T(key+".hint"))))
	default:
		count := k.T("filter.of", "n", k.Locale.Count(len(p.rows)), "all", k.Locale.TN("count.excerpts", len(p.all)))
		all := k.Button(control.Quiet, k.T("unread.all"), nil, func() { p.host.Run("unread.all") })
		p.head.Objects = []fyne.CanvasObject{control.Column(0, control.Stack(control.Gap(0, 44), k.Pad(22, 5, 10, 5, k.Row(8, 0, k.Muted(count), all))), control.HLine())}
	}
	p.body.Objects = []fyne.CanvasObject{body}
	p.head.Refresh()
	p.body.Refresh()
}

// fill makes a row show a passage.
func (p *pane) fill(x passage, r *face) {
	k, n, source := p.kit, p.host.Library.Snapshot(), ""
	if n != nil {
		if i := slices.IndexFunc(n.Articles, func(a data.Article) bool { return a.ID == x.Article }); i >= 0 {
			source = n.Articles[i].Title
		}
	}
	r.words.SetStyle(wordsOf(linesOf(x.Anchor.Exact)))
	r.words.SetText(x.Anchor.Exact)
	r.meta.SetText(k.Join(k.Locale.Date(x.event.Date), k.Given(control.OneLine(x.event.Title, 60)), k.Given(control.OneLine(source, 60))))
}

// face is a row of the list: the words of a passage, and under them its event and source.
type face struct {
	widget.BaseWidget
	words, meta *text.Label
	content     *fyne.Container
}

func newFace(k *control.Kit) *face {
	r := &face{}
	r.ExtendBaseWidget(r)
	r.words = k.Written("", wordsOf(1))
	r.meta = k.Text("", text.LabelStyle{Size: control.SizeCaption, LineHeight: metaLine, Lines: 1, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder})
	r.content = k.Pad(22, rowPad, 22, rowPad, control.Column(0, r.words, r.meta))
	return r
}

func wordsOf(lines int) text.LabelStyle {
	return text.LabelStyle{Size: control.SizeText, LineHeight: wordLine, Lines: lines, Shrink: true}
}

// CreateRenderer is Fyne's.
func (r *face) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
