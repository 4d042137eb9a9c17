package reading

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// reader is the view of the open article, or of nothing where none is open.
type reader struct {
	host    *feature.Host
	kit     *control.Kit
	model   *model
	text    *text.View
	floats  *floats
	beside  *beside
	links   parts // in the head
	notices parts // under the head
	head    *fyne.Container
	under   *fyne.Container
	body    *fyne.Container
	root    *fyne.Container
	covered fyne.CanvasObject // what is in place of the text, nil for nothing
	pressed bool              // a mark is being pressed: it is in view
}

var (
	_ text.TextHost   = (*reader)(nil)
	_ text.ScrollHost = (*reader)(nil)
	_ text.HoverHost  = (*reader)(nil)
)

func newReader(m *model) *reader {
	h, k := m.host, m.host.Kit()
	r := &reader{host: h, kit: k, model: m, head: control.Stack(), under: control.Column(0), body: control.Stack()}
	r.text = text.NewView(k.Typesetter, r)
	r.text.BarLeft = k.RTL()
	r.text.SetReading(m.setting.Reading())
	r.floats = newFloats(r.text)
	r.beside = &beside{text: r.text, rtl: k.RTL()}
	page := container.NewBorder(container.NewVBox(r.head, control.HLine(), r.under), nil, nil, nil, r.body)
	r.root = control.Stack(page, r.floats.root)
	return r
}

// setText shows another text, or none, with nothing around it that belonged to the one
// before.
func (r *reader) setText(a *library.ArticleView) {
	r.links.clear()
	r.notices.clear()
	r.floats.clear()
	r.floats.root.Show()
	r.covered = nil
	if a == nil {
		r.body.Objects = nil
	} else {
		r.typeset(a)
		r.body.Objects = []fyne.CanvasObject{r.page(a)}
	}
	r.body.Refresh()
}

// page is the open article: its text, or what is known of a reference.
func (r *reader) page(a *library.ArticleView) fyne.CanvasObject {
	if a.IsReference() {
		return r.reference(a)
	}
	return r.beside.root()
}

// typeset shows an article's title and text.
func (r *reader) typeset(a *library.ArticleView) {
	r.text.SetSource(feature.SourceLine(r.kit, a.Article))
	r.text.SetTextWith(a.Title, a.Text, feature.TextParts(a.Blocks))
}

// setCover shows something in place of the text, nil for nothing.
func (r *reader) setCover(o fyne.CanvasObject) {
	a := r.host.Library.Article()
	if o == nil && r.covered == nil || a == nil {
		return
	}
	r.covered = o
	r.body.Objects = []fyne.CanvasObject{r.page(a)}
	r.floats.root.Show()
	if o != nil {
		r.body.Objects = []fyne.CanvasObject{o}
		r.floats.root.Hide()
	}
	r.body.Refresh()
}

// show brings all around the text up to date with the article.
func (r *reader) show() {
	if a := r.host.Library.Article(); a != nil {
		r.text.SetSource(feature.SourceLine(r.kit, a.Article))
		if a.IsReference() && r.covered == nil {
			r.body.Objects = []fyne.CanvasObject{r.page(a)}
			r.body.Refresh()
		}
	}
	r.showHead()
	r.showNotices()
	r.showBar()
}

// showHead shows the way back to the list, the source, and what features have to say.
func (r *reader) showHead() {
	k, h, a := r.kit, r.host, r.host.Library.Article()
	row := []fyne.CanvasObject{k.Button(control.Quiet, k.T("articles.title"), fynetheme.ListIcon(), h.Library.CloseArticle), control.Gap(0, 1)}
	if a != nil {
		if link := feature.Address(a.Article); link != nil {
			row = append(row, k.Button(control.Link, k.T("article.source", "host", link.Host), nil, func() { h.Run("article.source") }))
		}
		var more *control.Button
		more = k.IconButton(fynetheme.MoreHorizontalIcon(), k.T("tip.more"), func() {
			k.ShowMenu(h.Canvas, k.Over(more), []control.Item{
				h.Item("note.article"), h.Item("doubts"),
				{},
				h.Item("article.details"), h.Item("article.text"), h.Item("article.editions"),
				{},
				h.Item("article.source"), h.Item("article.page"),
				{},
				h.Item("article.cite"), h.Item("article.cite.rich"), h.Item("article.cite.as"),
				{},
				h.Item("article.delete"),
			})
		})
		row = append(append(row, r.links.shown()...), more)
	}
	r.head.Objects = []fyne.CanvasObject{k.Pad(12, 2, 12, 2, k.Row(6, 1, row...))}
	r.head.Refresh()
}

// showNotices shows, under the head, what is asked of the reader, what is missing, and
// what features have to say of the article as a whole.
func (r *reader) showNotices() {
	k, a := r.kit, r.host.Library.Article()
	var all []fyne.CanvasObject
	if q := r.model.asked(); q != nil {
		cancel := k.Button(control.Quiet, k.T("button.cancel"), nil, func() { r.withdraw() })
		words := control.Column(3, k.Text(k.T("doubt.choose"), text.LabelStyle{Bold: true}), k.Passage(q.Words, 140))
		all = append(all, control.Column(0, control.Stack(control.NewSurface(control.Chips, control.None, 0),
			k.Pad(22, 10, 16, 10, k.Row(12, 0, words, cancel))), control.HLine()))
	}
	if a != nil && a.Missing > 0 {
		all = append(all, k.Pad(30, 8, 30, 8, k.Quote(control.Warn, k.Text(k.Locale.TN("article.missing", a.Missing), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22}))))
	}
	r.under.Objects = append(all, r.notices.shown()...)
	r.under.Refresh()
	r.root.Refresh()
}

// askedAnother shows that something else is asked, or nothing.
func (r *reader) askedAnother() {
	r.showNotices()
	r.showBar()
}

// withdraw asks for words no longer, and reports whether they were asked for.
func (r *reader) withdraw() bool {
	was := r.model.question != nil
	if r.model.question = nil; was {
		r.askedAnother()
	}
	return was
}

// barFloat is the name of the selection's bar among the floats.
const barFloat = "bar"

// showBar shows what can be done with the selected words.
func (r *reader) showBar() {
	start, end := r.text.Selection()
	if start == end || r.host.Library.Article() == nil {
		r.floats.set(barFloat, nil)
		return
	}
	box := bar(r.host, r.model.asked() != nil)
	r.floats.set(barFloat, &Float{Start: start, End: end, Object: box, Width: box.MinSize().Width})
}

// showMarks draws what is marked in the text.
func (r *reader) showMarks() {
	r.text.SetHighlights(r.model.layers.highlights())
	r.text.SetFinds(r.model.finds, r.model.find)
	r.text.SetNumbers(r.model.numbers.all)
}

// HighlightTapped is that of text.TextHost: where marks overlap, a menu asks which.
func (r *reader) HighlightTapped(ids []any) {
	on := pressesOf(ids)
	presses, marks := r.model.layers.choices(on)
	r.unframe()
	var alone []Press
	for _, p := range on {
		if m, ok := r.model.layers.mark(p); ok && m.Alone {
			alone = append(alone, p)
		}
	}
	press := func(p Press) {
		r.press(p)
		r.frame(p, alone)
	}
	if len(presses) == 1 {
		press(presses[0])
		return
	}
	items := make([]control.Item, len(marks))
	for i, m := range marks {
		items[i] = control.Item{Text: m.Title, Colour: m.Colour, Run: func() { press(presses[i]) }}
	}
	if len(on) == 0 {
		r.host.Library.LetGo()
	}
	if len(items) > 0 {
		at, _, _ := r.text.RectOf(marks[0].Start, marks[0].End)
		r.kit.ShowMenu(r.host.Canvas, at.Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(r.text)), items)
	}
}

// press tells of a mark that is pressed; the text stays where it is meanwhile.
func (r *reader) press(p Press) {
	r.pressed = true
	r.model.pressed.Tell(p)
	r.pressed = false
}

// reveal shows a passage that was gone to.
func (r *reader) reveal(p library.Passage) {
	start, end := r.model.shown(p.Part, p.Start, p.End)
	if _, _, inView := r.text.RectOf(start, end); end > start && !(r.pressed && inView) {
		r.bring(start, end)
	}
}

// bring brings bytes of the text into view, where they are not well within it.
func (r *reader) bring(start, end int) {
	const edge = 24
	at, size, ok := r.text.RectOf(start, end)
	if !ok || at.Y < edge || at.Y+size.Height > r.text.Size().Height-edge {
		r.text.ScrollTo(start)
	}
}

// HighlightHovered is that of text.HoverHost.
func (r *reader) HighlightHovered(ids []any) { r.model.pointed.Tell(pressesOf(ids)) }

func pressesOf(ids []any) []Press {
	presses := make([]Press, len(ids))
	for i, id := range ids {
		presses[i] = id.(Press)
	}
	return presses
}

// SelectionChanged is that of text.TextHost.
func (r *reader) SelectionChanged(start, end int) {
	if start < end {
		r.unframe()
	}
	r.showBar()
}

// SecondaryTapped is that of text.TextHost.
// On selected words it is their menu, else that of the mark at the pointer.
func (r *reader) SecondaryTapped(ids []any, offset int, at fyne.Position) {
	if start, end := r.text.Selection(); start > offset || offset > end || start == end {
		if p, ok := r.offered(pressesOf(ids)); ok {
			r.press(p)
			r.frame(p, nil) // what is in the menu acts on it
			r.kit.ShowMenu(r.host.Canvas, at, r.model.framing.offers[p.Layer](p.ID).Menu)
			return
		}
	}
	items := menu(r.host)
	for _, more := range r.model.menus {
		if add := more(offset); len(add) > 0 {
			items = append(append(items, control.Item{}), add...)
		}
	}
	r.kit.ShowMenu(r.host.Canvas, at, items)
}

// TextMoved is that of text.ScrollHost.
func (r *reader) TextMoved() {
	r.floats.place()
	r.model.moved.Tell(struct{}{})
}
