package notes

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/markup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/notes/links"
)

// offers are the titles that what is typed after [[ may mean, in a list at the caret.
type offers struct {
	host   *feature.Host
	kit    *control.Kit
	finder *links.Finder
	own    data.ID // the note that is written, which links to others
	text   *control.Entry
	float  *fyne.Container
	list   *control.Suggestions
	found  []links.Target
	start  int // of the brackets
	chosen func(data.Link)

	templates []template // of a new note; nil for none
	filled    func(template)
	named     []template // that are listed, in place of found
}

// newOffers makes the list of the entry of a note; float is where it is shown over the pane, and
// chosen is told what a link leads to that was taken from it.
func newOffers(b *actions, own data.ID, words *control.Entry, float *fyne.Container, chosen func(data.Link)) *offers {
	o := &offers{host: b.host, kit: b.host.Kit(), finder: b.finder, own: own, text: words, float: float, chosen: chosen}
	o.list = control.NewSuggestions(o.kit, o.pick)
	return o
}

// look offers titles where a link is being typed.
func (o *offers) look() {
	_, caret := o.text.Selection()
	if named := namedBy(o.text.Text(), caret, o.templates); len(named) > 0 {
		o.showTemplates(named)
		return
	}
	start, words, ok := markup.Open(o.text.Text(), caret)
	if !ok {
		o.hide()
		return
	}
	o.start = start
	o.finder.Targets(words, func(found []links.Target) {
		// The caret may have moved on meanwhile.
		_, caret := o.text.Selection()
		if at, now, ok := markup.Open(o.text.Text(), caret); !ok || at != start || now != words {
			return
		}
		o.show(slices.DeleteFunc(found, func(t links.Target) bool { return t.Note == o.own && t.Kind == data.KindAnnotation }))
	})
}

func (o *offers) show(found []links.Target) {
	_, room, ok := o.room()
	if !ok || len(found) == 0 {
		o.hide()
		return
	}
	const rowHeight, least = 45, 2
	o.named = nil
	o.found = found[:min(len(found), max(least, int(room/rowHeight)))]
	k := o.kit
	list := make([]control.Suggestion, len(o.found))
	for i, t := range o.found {
		list[i] = control.Suggestion{Text: t.Text, Detail: k.Join(k.T(targetKinds[t.Kind]), k.Given(control.OneLine(t.Source, 40)), k.Locale.Date(t.Date))}
	}
	o.list.Show(list, 0)
	o.place()
}

// showTemplates lists templates.
func (o *offers) showTemplates(named []template) {
	if _, _, ok := o.caret(); !ok {
		return
	}
	o.named = named
	list := make([]control.Suggestion, len(named))
	for i, t := range named {
		list[i] = control.Suggestion{Text: t.name, Detail: strings.ReplaceAll(strings.TrimSpace(t.text), "\n", " ")}
	}
	o.list.Show(list, 0)
	o.place()
}

// targetKinds are the message keys of what a link leads to.
var targetKinds = map[data.Kind]string{data.KindEvent: "kind.event", data.KindArticle: "kind.article", data.KindExcerpt: "kind.excerpt", data.KindAnnotation: "kind.annotation"}

// caret is the caret's line over the pane: where it is and how high.
func (o *offers) caret() (at fyne.Position, height float32, ok bool) {
	at, height, ok = o.text.CaretAt()
	driver := fyne.CurrentApp().Driver()
	from := driver.AbsolutePositionForObject(o.text).Subtract(driver.AbsolutePositionForObject(o.float))
	return at.Add(from), height, ok
}

// room is how high a list can be below the caret's line, or above it where there is
// more.
func (o *offers) room() (below bool, height float32, ok bool) {
	at, line, ok := o.caret()
	under, over := o.float.Size().Height-at.Y-line-10, at.Y-10
	return under >= over || under > 200, max(under, over), ok
}

// place sets the list at the caret.
func (o *offers) place() {
	at, line, _ := o.caret()
	below, _, _ := o.room()
	room := o.float.Size()
	width := min(300, room.Width-16)
	size := fyne.NewSize(width, control.HeightFor(o.list.Root, width))
	x := at.X
	if o.kit.RTL() {
		x -= width
	}
	y := at.Y + line + 2
	if !below {
		y = at.Y - size.Height - 2
	}
	o.list.Root.Move(fyne.NewPos(max(8, min(x, room.Width-width-8)), y))
	o.list.Root.Resize(size)
	o.float.Objects = []fyne.CanvasObject{o.list.Root}
	o.float.Refresh()
}

func (o *offers) hide() {
	o.named = nil
	o.list.Hide()
	if len(o.float.Objects) > 0 {
		o.float.Objects = nil
		o.float.Refresh()
	}
}

// key is what a key means to the list, if that is open.
func (o *offers) key(ev *fyne.KeyEvent) bool {
	if !o.list.Key(ev) {
		return false
	}
	if !o.list.Open() {
		o.hide()
	}
	return true
}

// pick writes the link whole and notes where it leads.
func (o *offers) pick(i int) {
	if o.named != nil {
		t := o.named[i]
		o.hide()
		o.filled(t)
		return
	}
	t := o.found[i]
	_, caret := o.text.Selection()
	o.chosen(t.Link)
	end := caret
	if strings.HasPrefix(o.text.Text()[caret:], markup.Closing) {
		end += len(markup.Closing)
	}
	o.text.Replace(o.start, end, markup.Opening+t.Text+markup.Closing)
	o.hide()
	o.host.Canvas.Focus(o.text)
}
