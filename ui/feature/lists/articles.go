package lists

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/text"
)

// articleTable is the list of the articles that the filter leaves.
type articleTable struct {
	host   *feature.Host
	kit    *control.Kit
	rows   *listed
	reads  Reads
	mark   func(read bool, articles ...data.Article)
	copier Copier
	table  *control.Table
	head   *fyne.Container
	body   *fyne.Container
	root   *fyne.Container
	shown  []data.Article // that the table was filled with last, to keep the current one
}

// newArticleTable makes the pane; mark remembers that articles have been read, or not.
func newArticleTable(h *feature.Host, l *listed, r Reads, c Copier, mark func(read bool, articles ...data.Article)) *articleTable {
	k := h.Kit()
	p := &articleTable{host: h, kit: k, rows: l, reads: r, copier: c, mark: mark, head: control.Stack(), body: control.Stack()}
	p.table = k.Table(control.TableRows{
		Columns: []control.TableColumn{
			{Key: "title", Title: k.T("field.title")},
			{Key: "publisher", Title: k.T("field.publisher"), Width: 150},
			{Key: "date", Title: k.T("field.published"), Width: dateWidth(k), Own: true, Firm: true},
			{Key: "excerpts", Title: k.T("column.excerpts"), Width: 76, Figure: true, Own: true},
		},
		Widths: l.sort.Widths, Widened: l.sort.Widen, Sort: l.sort.Sort, Descending: l.sort.Descending, Sorted: p.sortBy,
		Cells: p.cells,
		List: control.LongRows{
			Pressed: p.pressed, Moved: p.moved, Chosen: p.open, Menu: p.menu,
			Lit: func(row int) bool {
				return l.picks.Has(l.key(row)) || l.picks.Len() == 0 && row == p.table.List.Current()
			},
		},
	})
	p.root = container.NewBorder(p.head, nil, nil, nil, p.body)
	p.show()
	return p
}

// show shows the rows as they are listed now; the current one stays so.
func (p *articleTable) show() {
	current := p.table.List.Current()
	var at data.ID
	if current >= 0 && current < len(p.shown) {
		at = p.shown[current].ID
	}
	p.shown = p.rows.rows
	p.table.List.SetCount(len(p.shown), false)
	if i := p.rows.find(at); i >= 0 && i != p.table.List.Current() {
		p.table.List.SetCurrent(i)
	}
	p.build()
}

// update shows what is said of the rows again.
func (p *articleTable) update() {
	p.table.List.Update()
	p.build()
}

func (p *articleTable) sortBy(key string, descending bool) {
	p.rows.sortBy(key, descending)
	p.table.SetSort(key, descending)
	p.show()
}

func (p *articleTable) cells(row int) []control.TableCell {
	a, k := p.shown[row], p.kit
	title := control.TableCell{Text: a.Title}
	if a.IsReference() {
		title.Colour = fynetheme.ColorNamePlaceHolder
	}
	if p.reads.Unread(a) {
		title.Bold, title.Dot = true, text.AccentDot
	} else {
		title.Dot = text.NoDot
	}
	muted := func(words string) control.TableCell {
		return control.TableCell{Text: words, Colour: fynetheme.ColorNamePlaceHolder}
	}
	count := ""
	if n := p.rows.excerpts(a.ID); a.IsReference() {
		count = k.T("reference.short")
	} else if n > 0 {
		count = k.Locale.Count(n)
	}
	when := p.kit.T("articles.undated")
	if !a.Published.IsZero() {
		when = p.kit.Locale.Date(a.Published)
	}
	return []control.TableCell{title, muted(cmp.Or(a.Publisher, a.Citation.Container)), muted(when), muted(count)}
}

// build makes the head and the body: the table, or what to do first.
func (p *articleTable) build() {
	k, n := p.kit, p.host.Library.Snapshot()
	p.head.Objects = nil
	switch {
	case n == nil:
		p.body.Objects = nil
	case len(n.Articles) == 0:
		add := k.Button(control.Outline, k.T("command.article.add"), fynetheme.ContentAddIcon(), func() { p.host.Run("article.add") })
		p.body.Objects = []fyne.CanvasObject{k.Pad(40, 28, 40, 28, control.Column(10, k.Heading(k.T("articles.none.title")), k.Muted(k.T("articles.none.hint")), k.Wrap(8, add)))}
	case len(p.shown) == 0:
		p.body.Objects = []fyne.CanvasObject{k.Pad(40, 28, 40, 28, filter.Nothing(p.host))}
	default:
		unread := p.rows.unread()
		count := k.Locale.TN("count.articles", len(p.shown))
		if len(p.shown) < len(n.Articles) {
			count = k.T("filter.of", "n", k.Locale.Count(len(p.shown)), "all", k.Locale.TN("count.articles", len(n.Articles)))
		}
		if unread > 0 {
			count = k.Join(count, k.Locale.TN("count.unread", unread))
		}
		if n := len(p.rows.picked()); n > 1 {
			count = k.Locale.TN("articles.picked", n)
		}
		story := k.Button(control.Quiet, k.T("story.begin"), nil, func() { p.host.Run("story") })
		words := k.Text(count, text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder})
		p.head.Objects = []fyne.CanvasObject{control.Column(0, control.Stack(control.Gap(0, 44), k.Pad(14, 5, 10, 5, k.Row(8, 0, words, story))), control.HLine())}
		p.body.Objects = []fyne.CanvasObject{p.table.Root}
	}
	p.head.Refresh()
	p.body.Refresh()
}

// pressed opens an article; with Ctrl one more is selected instead, with Shift all up to there.
func (p *articleTable) pressed(row int, press control.Press) {
	picks := &p.rows.picks
	switch {
	case press.Held&fyne.KeyModifierShift != 0:
		picks.Extend(len(p.shown), row, p.rows.key)
	case press.Held&fyne.KeyModifierShortcutDefault != 0:
		picks.Toggle(p.rows.key(row))
	default:
		picks.Only(p.rows.key(row))
		p.open(row)
	}
	p.picked()
}

// moved selects by arrow: with Shift all from where the selection began.
func (p *articleTable) moved(row int, held fyne.KeyModifier) {
	if held&fyne.KeyModifierShift != 0 {
		p.rows.picks.Extend(len(p.shown), row, p.rows.key)
	} else {
		p.rows.picks.Only(p.rows.key(row))
	}
	p.picked()
}

// picked shows what is selected.
func (p *articleTable) picked() {
	p.table.List.Repaint()
	p.build()
}

func (p *articleTable) open(row int) {
	if row < len(p.shown) {
		p.host.Library.Read(p.shown[row].ID)
	}
}

func (p *articleTable) menu(row int, at fyne.Position) {
	k, a := p.kit, p.shown[row]
	read, key := p.reads.Unread(a), "article.unread"
	if read {
		key = "article.read"
	}
	k.ShowMenu(p.host.Canvas, at, append([]control.Item{
		{Text: k.T("article.open"), Run: func() { p.open(row) }},
		{Text: k.T(key), Run: func() { p.mark(read, a) }},
		p.host.Item("story"),
		{},
	}, p.copier.Cite(a, at)...))
}
