package actors

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/names"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// review is what is proposed, with the passages of the one that is shown.
type review struct {
	*pane
	table  *control.Table
	detail *fyne.Container
	read   int // the passage that was opened last
}

func newReview(p *pane) *review {
	k := p.kit
	r := &review{pane: p, detail: control.Stack()}
	r.table = k.Table(control.TableRows{
		Columns: []control.TableColumn{
			{Key: "name", Title: k.T("actor.field.name")},
			{Key: "kind", Title: k.T("actors.column.kind"), Width: 104, Own: true},
			{Key: "reason", Title: k.T("actors.column.reason"), Width: 220, Own: true},
			{Key: "texts", Title: k.T("actors.column.texts"), Width: 68, Figure: true, Own: true},
			{Key: "events", Title: k.T("actors.column.events"), Width: 76, Figure: true, Own: true},
		},
		Cells: r.cells,
		List: control.LongRows{
			Lit: func(row int) bool { return p.found.picks.Has(row) }, Pressed: r.pressed, Moved: r.moved,
			Chosen: func(int) { r.next() }, Menu: r.menu, Key: r.key, Shortcut: r.shortcut,
		},
	})
	return r
}

// show shows what is proposed now.
func (r *review) show() {
	r.table.List.SetCount(len(r.found.all), false)
	if r.found.at >= 0 && r.found.at != r.table.List.Current() {
		r.table.List.SetCurrent(r.found.at)
	}
	r.read = 0
	r.explain()
}

func (r *review) cells(row int) []control.TableCell {
	k, n := r.kit, r.found.all[row]
	muted := func(words string) control.TableCell {
		return control.TableCell{Text: words, Colour: fynetheme.ColorNamePlaceHolder}
	}
	events := map[data.ID]bool{}
	for _, at := range n.Links {
		events[at.Event] = true
	}
	count := "–"
	if len(events) > 0 {
		count = k.Locale.Count(len(events))
	}
	return []control.TableCell{{Text: n.Name, Bold: n.Sure()}, muted(k.T("entity." + string(n.Kind))), muted(isolates.Replace(r.reason(&n))), muted(k.Locale.Count(n.Texts)), muted(count)}
}

// isolates are the marks around words that a message takes in; a cell of a table shows them.
var isolates = strings.NewReplacer("\u2068", "", "\u2069", "")

// reason says why a name is proposed.
func (r *review) reason(n *app.Naming) string {
	k := r.kit
	if len(n.May) > 0 && n.Reason != names.ByLibrary {
		return k.T("actors.reason.may", "name", k.Given(control.OneLine(n.May[0], 40)))
	}
	return k.T("actors.reason."+string(n.Reason), "word", k.Given(control.OneLine(n.Because, 40)))
}

// body is the table with the passages below it, or what to do.
func (r *review) body() fyne.CanvasObject {
	k := r.kit
	switch {
	case !r.found.known:
		return k.Pad(40, 28, 40, 28, control.Column(10, k.Heading(k.T("actors.unread.title")), k.Muted(k.T("actors.unread.hint")), k.Wrap(8, k.Button(control.Primary, k.T("actors.find"), nil, r.find))))
	case len(r.found.all) == 0:
		return k.Pad(40, 28, 40, 28, control.Column(10, k.Heading(k.T("actors.done.title")), k.Muted(k.T("actors.done.hint"))))
	}
	return container.NewBorder(nil, r.detail, nil, nil, r.table.Root)
}

// bar is what can be done with those that are selected.
func (r *review) bar() []fyne.CanvasObject {
	k, picked := r.kit, r.found.picked()
	if len(r.found.all) == 0 {
		return nil
	}
	count := k.Locale.TN("actors.named", len(r.found.all))
	if len(picked) > 1 {
		count = k.Locale.TN("actors.selected", len(picked))
	}
	row := []fyne.CanvasObject{k.Text(count, quiet)}
	add := func(kind control.Kind, key string, run func()) {
		b := k.Button(kind, k.T(key), nil, func() {
			run()
			r.host.Later(r.focus)
		})
		if !r.host.Library.Writable() || len(picked) == 0 {
			b.Disable()
		}
		row = append(row, b, k.KeyChip(k.T(key+".key")), control.Gap(4, 1))
	}
	add(control.Primary, "actors.take", r.take)
	add(control.Outline, "actors.leave", r.leave)
	return []fyne.CanvasObject{control.Stack(control.Gap(0, 44), k.Pad(14, 4, 10, 4, k.Row(6, 0, row...)))}
}

// mostQuotes is how many passages are shown.
const mostQuotes = 3

// explain shows the passages of the one that is shown, and who it may be.
func (r *review) explain() {
	k, n := r.kit, r.found.shown()
	if r.detail.Objects = nil; n != nil {
		column := control.Column(6, k.Name(n.Name, text.LabelStyle{Bold: true, Lines: 1, Shrink: true, Align: k.Start()}), k.Text(r.reason(n), quiet))
		for i, p := range n.Passages[:min(len(n.Passages), mostQuotes)] {
			words := k.Written(control.OneLine(p.Quote, 200), text.LabelStyle{Size: control.SizeSmall, LineHeight: 21, Lines: 2, Shrink: true})
			column.Add(k.TapArea(words, func() { r.open(i) }, nil))
		}
		if more := len(n.Passages) - mostQuotes; more > 0 {
			column.Add(k.Text(k.Locale.TN("actors.passages.more", more), quiet))
		}
		if as := r.alike(n); len(as) > 0 && r.host.Library.Writable() {
			row := k.Wrap(8)
			for _, item := range as {
				row.Add(k.Button(control.Outline, item.Text, nil, func() {
					item.Run()
					r.host.Later(r.focus)
				}))
			}
			column.Add(row)
		}
		r.detail.Objects = []fyne.CanvasObject{control.Column(0, control.HLine(), k.Pad(14, 10, 14, 12, column))}
	}
	r.detail.Refresh()
}

// alike are the decisions that a name is one of the library or of another proposal.
func (r *review) alike(n *app.Naming) (items []control.Item) {
	k := r.kit
	add := func(key, name string) {
		t := app.Taking{Naming: *n}
		if known := r.known(name); known != (data.ID{}) {
			t.As = known
		} else if other := r.found.named(name); other != nil && key == "actors.as" {
			t = app.Taking{Naming: *other, Also: []app.Naming{*n}}
		} else if other != nil {
			t.Also = []app.Naming{*other}
		} else {
			return
		}
		items = append(items, control.Item{Text: k.T(key, "name", k.Given(control.OneLine(name, 40))), Run: func() { r.found.take(t) }})
	}
	if n.Alike != "" {
		add("actors.both", n.Alike)
	}
	for _, name := range n.May[:min(len(n.May), 3)] {
		add("actors.as", name)
	}
	return items
}

// known is the one of the library with a name, zero for none.
func (r *review) known(name string) data.ID {
	for _, a := range r.list.all {
		if a.Name == name {
			return a.ID
		}
	}
	return data.ID{}
}

func (r *review) place(row int) int { return row }

func (r *review) pressed(row int, press control.Press) {
	pick(&r.found.picks, len(r.found.all), row, press.Held, r.place)
	r.to(row)
	if press.Double {
		r.open(0)
	}
}

func (r *review) moved(row int, held fyne.KeyModifier) {
	pick(&r.found.picks, len(r.found.all), row, held&fyne.KeyModifierShift, r.place)
	r.to(row)
}

// to shows the passages of a row.
func (r *review) to(row int) {
	r.found.at, r.read = row, 0
	r.table.List.Repaint()
	r.explain()
	r.pane.bar.Objects = r.bar()
	r.pane.bar.Refresh()
}

// take makes persons and organisations of those that are selected.
func (r *review) take() {
	if !r.host.Library.Writable() {
		return
	}
	var all []app.Taking
	for _, n := range r.found.picked() {
		all = append(all, app.Taking{Naming: n})
	}
	r.found.take(all...)
}

// leave keeps those that are selected from being proposed again.
func (r *review) leave() {
	if r.host.Library.Writable() {
		r.found.refuse(r.found.picked())
	}
}

// next opens the passage after the one that was opened last.
func (r *review) next() {
	r.open(r.read)
	if n := r.found.shown(); n != nil {
		r.read = (r.read + 1) % len(n.Passages)
	}
}

// open opens a passage where it stands: in its article, or the event that says it.
func (r *review) open(passage int) {
	n := r.found.shown()
	if n == nil || passage >= len(n.Passages) {
		return
	}
	p := n.Passages[passage]
	if p.Event != (data.ID{}) {
		r.host.Library.Select(p.Event)
		return
	}
	r.host.Library.ReadAt(p.Article, library.Passage{Start: p.Start, End: p.End})
}

func (r *review) key(ev *fyne.KeyEvent) bool {
	switch command.NameOf(ev) {
	case fyne.KeyA:
		r.take()
	case fyne.KeyD, fyne.KeyDelete:
		r.leave()
	case fyne.KeyR:
		r.next()
	default:
		return false
	}
	return true
}

func (r *review) shortcut(s fyne.Shortcut) bool {
	if _, all := s.(*fyne.ShortcutSelectAll); !all {
		return false
	}
	r.found.picks.All(len(r.found.all), r.place)
	r.to(max(r.found.at, 0))
	return true
}

// menu offers what can be done with the rows; one that is not selected is first.
func (r *review) menu(row int, at fyne.Position) {
	if !r.found.picks.Has(row) {
		r.found.picks.Only(row)
	}
	r.to(row)
	k, off := r.kit, !r.host.Library.Writable()
	items := []control.Item{
		{Text: k.T("actors.take"), Key: k.T("actors.take.key"), Disabled: off, Run: r.take},
		{Text: k.T("actors.leave"), Key: k.T("actors.leave.key"), Disabled: off, Run: r.leave},
		{Text: strings.TrimSpace(k.T("actors.read")), Key: "R", Run: r.next},
	}
	if n := r.found.shown(); n != nil && !off && len(r.found.picked()) == 1 {
		if as := r.alike(n); len(as) > 0 {
			items = append(append(items, control.Item{}), as...)
		}
	}
	k.ShowMenu(r.host.Canvas, at, items)
}
