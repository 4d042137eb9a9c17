// Package contents lists the events that the open article reports, in the order of its
// text, beside what is read.
//
// The one idea behind it: an event is where the article names it first; a press on it
// selects it and goes to that passage.
package contents

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Tab is the key of the list's tab.
const Tab = "contents"

// Passages tells where passages of the open article are; ok is false for an orphan.
type Passages interface {
	Passage(s anchor.Selector, doubt data.Doubt) (start, end int, ok bool)
}

// Feature is the list.
type Feature struct {
	host     *feature.Host
	passages Passages
	events   []library.ArticleExcerpt // each event's first passage, in the order of the text
	list     *control.LongList
	root     *fyne.Container
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, p Passages) *Feature {
	f := &Feature{host: h, passages: p, root: control.Stack()}
	f.Relocale()
	h.Library.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.ArticleOpened, library.Edited, library.Closed:
			f.show()
		case library.EventSelected:
			f.list.Repaint()
		default:
		}
	})
	return f
}

// Commands are those of feature.Feature: none.
func (f *Feature) Commands() []command.Command { return nil }

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {
	k := f.host.Kit()
	f.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newRow(k) }, Fill: func(i int, o fyne.CanvasObject) { o.(*row).show(f.events[i]) }, Row: rowHeight,
		Lit:     func(i int) bool { return f.events[i].Event == f.host.Library.Selected() },
		Pressed: func(i int, _ control.Press) { f.goTo(i) }, Chosen: f.goTo,
	})
	f.show()
}

// View is the list, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.root }

// Count is how many events are listed.
func (f *Feature) Count() int { return len(f.events) }

// show lists the events of the open article.
func (f *Feature) show() {
	f.events = inOrder(f.host.Library.Article(), f.passages)
	f.list.SetCount(len(f.events), false)
	f.root.Objects = []fyne.CanvasObject{f.list}
	if k := f.host.Kit(); len(f.events) == 0 {
		f.root.Objects = []fyne.CanvasObject{k.Pad(20, 16, 20, 16, k.Muted(k.T("contents.none")))}
	}
	f.root.Refresh()
}

// inOrder are the first passages of the events that an article reports, in the order of
// its text; those that are nowhere in it come last.
func inOrder(a *library.ArticleView, p Passages) (events []library.ArticleExcerpt) {
	if a == nil {
		return nil
	}
	type placed struct {
		library.ArticleExcerpt
		at int
	}
	var all []placed
	for _, x := range a.Excerpts {
		at, _, ok := p.Passage(x.Anchor, x.Doubt)
		if !ok {
			at = len(a.Text)
		}
		all = append(all, placed{x, at})
	}
	slices.SortStableFunc(all, func(x, y placed) int { return cmp.Compare(x.at, y.at) })
	listed := map[data.ID]bool{}
	for _, x := range all {
		if !listed[x.Event] {
			listed[x.Event] = true
			events = append(events, x.ArticleExcerpt)
		}
	}
	return events
}

// goTo selects the event of a row and goes to its passage.
func (f *Feature) goTo(i int) {
	if i < 0 || i >= len(f.events) {
		return
	}
	f.host.Library.Select(f.events[i].Event)
	f.host.Library.ReadExcerpt(f.events[i].Excerpt)
}

// Measures of a row, in units.
const (
	rowHeight = 52
	dotSize   = 11
)

// row is an event: title and date beside a dot in its track's colour.
type row struct {
	widget.BaseWidget
	kit         *control.Kit
	dot         *control.Surface
	title, when *text.Label
	content     *fyne.Container
}

func newRow(k *control.Kit) *row {
	r := &row{kit: k, dot: control.NewBar(control.None, dotSize, dotSize, dotSize/2.0)}
	r.title = k.Name("", text.LabelStyle{Lines: 1, LineHeight: 21, Shrink: true, Align: k.Start()})
	r.when = k.Text("", text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 18, Colour: fynetheme.ColorNamePlaceHolder, Shrink: true, Align: k.Start()})
	r.content = k.Pad(20, 6, 18, 6, k.Row(12, 1, k.Pad(0, 5, 0, 0, control.Column(0, r.dot)), control.Column(0, r.title, r.when)))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is Fyne's.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

func (r *row) show(x library.ArticleExcerpt) {
	r.dot.Set(control.Mark(x.TrackRow.Colour), control.None)
	r.title.SetText(x.EventRow.Title)
	r.when.SetText(r.kit.Locale.DateDays(x.EventRow.Date))
	r.content.Refresh()
}
