package pane

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text"
)

// Articles is the list of the library's articles that the filter leaves.
type Articles struct {
	env   *Env
	view  *state.TableView
	table *control.Table
	head  *fyne.Container
	body  *fyne.Container
	Root  *fyne.Container
	rows  []data.Article // in the order of the table
}

// NewArticles makes the pane.
func NewArticles(env *Env) *Articles {
	k := env.Kit
	p := &Articles{env: env, view: env.Table("articles"), head: control.Stack(), body: control.Stack()}
	if !slices.Contains([]string{"title", "publisher", "date", "excerpts"}, p.view.Sort) {
		p.view.Sort, p.view.Descending = "date", true
	}
	p.table = k.Table(control.TableRows{
		Columns: []control.TableColumn{
			{Key: "title", Title: k.T("field.title")},
			{Key: "publisher", Title: k.T("field.publisher"), Width: 150},
			{Key: "date", Title: k.T("field.published"), Width: 130, Own: true},
			{Key: "excerpts", Title: k.T("column.excerpts"), Width: 76, Figure: true, Own: true},
		},
		Widths: p.view.Widths, Widened: p.view.Widen, Sort: p.view.Sort, Descending: p.view.Descending, Sorted: p.sort,
		Cells: p.cells,
		List: control.LongRows{
			Pressed: func(row int, press control.Press) {
				if press.Held == 0 {
					p.open(row)
				}
			},
			Chosen: p.open, Menu: p.menu,
		},
	})
	p.Root = control.Stack(control.NewSurface(control.Panel, control.None, 0), container.NewBorder(p.head, nil, nil, nil, p.body))
	env.Session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicShown, session.TopicLibrary, session.TopicFilter:
			p.reload()
		case session.TopicArticle:
			p.table.List.Update() // one has been read
			p.build()             // and is no longer counted
		default:
		}
	})
	p.reload()
	return p
}

// reload takes the articles that are shown now.
func (p *Articles) reload() {
	s := p.env.Session
	n, v := s.Library(), s.Shown()
	var at data.ID
	if i := p.table.List.Current(); i >= 0 && i < len(p.rows) {
		at = p.rows[i].ID
	}
	p.rows = p.rows[:0]
	if n != nil && v != nil {
		unread := unreadTerms(s.Filter())
		for _, a := range n.Articles {
			if v.Article(a.ID) && p.fits(a, unread) {
				p.rows = append(p.rows, a)
			}
		}
		p.arrange(n)
	}
	p.table.List.SetCount(len(p.rows), false)
	if i := slices.IndexFunc(p.rows, func(a data.Article) bool { return a.ID == at }); i >= 0 && i != p.table.List.Current() {
		p.table.List.SetCurrent(i)
	}
	p.build()
}

// unreadTerms are the terms that ask whether an article is unread: the store does
// not know what this person has read.
func unreadTerms(q query.Query) (terms []query.Term) {
	for _, t := range q.Field(query.Is) {
		if slices.Contains(t.Values, "unread") {
			terms = append(terms, t)
		}
	}
	return terms
}

func (p *Articles) fits(a data.Article, unread []query.Term) bool {
	for _, t := range unread {
		if p.env.Unread(a) == t.Not {
			return false
		}
	}
	return true
}

// arrange sorts the rows; equal ones stay as they come, the newest first.
func (p *Articles) arrange(n *session.Snapshot) {
	var order func(a, b data.Article) int
	switch p.view.Sort {
	case "title":
		keys := folded(p.rows, func(a data.Article) string { return a.Title })
		order = func(a, b data.Article) int { return cmp.Compare(keys[a.ID], keys[b.ID]) }
	case "publisher":
		keys := folded(p.rows, func(a data.Article) string { return a.Publisher })
		order = func(a, b data.Article) int { return cmp.Compare(keys[a.ID], keys[b.ID]) }
	case "excerpts":
		order = func(a, b data.Article) int { return cmp.Compare(n.Excerpts[a.ID], n.Excerpts[b.ID]) }
	default:
		order = func(a, b data.Article) int { return cmp.Compare(a.Published.Lo, b.Published.Lo) }
	}
	if p.view.Descending {
		upward := order
		order = func(a, b data.Article) int { return upward(b, a) }
	}
	slices.SortStableFunc(p.rows, order)
}

// folded are the forms by which texts are sorted, without quotation marks.
func folded(rows []data.Article, words func(data.Article) string) map[data.ID]string {
	keys := make(map[data.ID]string, len(rows))
	for _, a := range rows {
		keys[a.ID] = strings.TrimLeft(fold.String(words(a)), `"«“‘'( `)
	}
	return keys
}

func (p *Articles) sort(key string, descending bool) {
	p.view.Sort, p.view.Descending = key, descending
	p.table.SetSort(key, descending)
	p.reload()
}

func (p *Articles) cells(row int) []control.TableCell {
	a, k := p.rows[row], p.env.Kit
	title := control.TableCell{Text: a.Title}
	if p.env.Unread(a) {
		title.Bold, title.Dot = true, text.AccentDot
	} else {
		title.Dot = text.NoDot
	}
	muted := func(words string) control.TableCell {
		return control.TableCell{Text: words, Colour: fynetheme.ColorNamePlaceHolder}
	}
	count := ""
	if n := p.env.Session.Library().Excerpts[a.ID]; n > 0 {
		count = k.Locale.Count(n)
	}
	return []control.TableCell{title, muted(a.Publisher), muted(p.env.Kit.Locale.Date(a.Published)), muted(count)}
}

// build makes the head and the body: the table, or what to do first.
func (p *Articles) build() {
	k, s := p.env.Kit, p.env.Session
	n := s.Library()
	p.head.Objects = nil
	switch {
	case n == nil:
		p.body.Objects = nil
	case len(n.Articles) == 0:
		add := k.Button(control.Outline, k.T("command.article.add"), fynetheme.ContentAddIcon(), func() { p.env.Run("article.add") })
		p.body.Objects = []fyne.CanvasObject{k.Pad(40, 28, 40, 28, control.Column(10, k.Heading(k.T("articles.none.title")), k.Muted(k.T("articles.none.hint")), k.Wrap(8, add)))}
	case len(p.rows) == 0:
		p.body.Objects = []fyne.CanvasObject{k.Pad(40, 28, 40, 28, filter.Nothing(p.env.Host))}
	default:
		unread := 0
		for _, a := range p.rows {
			if p.env.Unread(a) {
				unread++
			}
		}
		count := k.Locale.TN("count.articles", len(p.rows))
		if len(p.rows) < len(n.Articles) {
			count = k.T("filter.of", "n", k.Locale.Count(len(p.rows)), "all", k.Locale.TN("count.articles", len(n.Articles)))
		}
		if unread > 0 {
			count = k.Join(count, k.Locale.TN("count.unread", unread))
		}
		p.head.Objects = []fyne.CanvasObject{control.Column(0, control.Stack(control.Gap(0, 44), k.Pad(14, 5, 10, 5, k.Row(0, 0, k.Muted(count)))), control.HLine())}
		p.body.Objects = []fyne.CanvasObject{p.table.Root}
	}
	p.head.Refresh()
	p.body.Refresh()
}

func (p *Articles) open(row int) {
	if row < len(p.rows) {
		p.env.Session.Read(p.rows[row].ID)
	}
}

func (p *Articles) menu(row int, at fyne.Position) {
	k, a := p.env.Kit, p.rows[row]
	read, key := p.env.Unread(a), "article.unread"
	if read {
		key = "article.read"
	}
	p.env.Kit.ShowMenu(p.env.Canvas, at, []control.Item{
		{Text: k.T("article.open"), Run: func() { p.open(row) }},
		{Text: k.T(key), Run: func() { p.mark(a, read) }},
	})
}

// mark notes that an article has been read, or has not.
func (p *Articles) mark(a data.Article, read bool) {
	p.env.SetRead(read, a)
	p.reload()
}

// MarkAll notes that all articles that are listed have been read.
func (p *Articles) MarkAll() {
	p.env.SetRead(true, p.rows...)
	p.reload()
}
