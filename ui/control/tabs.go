package control

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
)

// Tab is one of several things that share a column.
type Tab struct {
	Key   string // names it in the program
	Title string // in the interface's language
	Count string // beside the title, muted; may be empty
	Root  fyne.CanvasObject
}

// TabStrip is a row of text tabs over what the chosen one shows. One tab alone
// shows no row, unless there is something at its end.
type TabStrip struct {
	Root *fyne.Container

	kit    *Kit
	tabs   []Tab
	hidden map[string]bool
	key    string
	faces  []*tabFace // of the tabs that show, in their order
	row    *fyne.Container
	page   *fyne.Container
	end    []fyne.CanvasObject // in the row, at its end
	chosen func(key string)
}

// tabHeight is the height of the row in units, that of the article's head.
const tabHeight = 40

// Tabs makes a strip of tabs with the first one chosen. chosen is told what the
// reader chooses, not what Select does; it may be nil.
func (k *Kit) Tabs(tabs []Tab, chosen func(key string)) *TabStrip {
	t := &TabStrip{kit: k, tabs: slices.Clone(tabs), hidden: map[string]bool{}, chosen: chosen, row: Stack(), page: Stack()}
	t.Root = container.NewBorder(t.row, nil, nil, nil, t.page)
	t.build()
	return t
}

// SetEnd puts objects at the row's end.
func (t *TabStrip) SetEnd(objects ...fyne.CanvasObject) {
	t.end = objects
	t.build()
}

// Selected returns the key of the chosen tab, "" where there are no tabs.
func (t *TabStrip) Selected() string { return t.key }

// Select chooses a tab and shows it, if it was hidden.
func (t *TabStrip) Select(key string) {
	if !slices.ContainsFunc(t.tabs, func(tab Tab) bool { return tab.Key == key }) || t.key == key && !t.hidden[key] {
		return
	}
	t.key = key
	delete(t.hidden, key)
	t.build()
}

// Show lets a tab be chosen again.
func (t *TabStrip) Show(key string) {
	if t.hidden[key] {
		delete(t.hidden, key)
		t.build()
	}
}

// Hide leaves a tab out; where it was chosen, the first of the others is.
func (t *TabStrip) Hide(key string) {
	if !t.hidden[key] {
		t.hidden[key] = true
		t.build()
	}
}

// SetCount changes what is beside a tab's title.
func (t *TabStrip) SetCount(key, words string) {
	for i := range t.tabs {
		if t.tabs[i].Key == key && t.tabs[i].Count != words {
			t.tabs[i].Count = words
			t.build()
		}
	}
}

func (t *TabStrip) build() {
	shown := slices.DeleteFunc(slices.Clone(t.tabs), func(tab Tab) bool { return t.hidden[tab.Key] })
	at := max(0, slices.IndexFunc(shown, func(tab Tab) bool { return tab.Key == t.key }))
	focused := slices.ContainsFunc(t.faces, func(f *tabFace) bool { return f.focused })
	t.faces, t.key = nil, ""
	t.page.Objects, t.row.Objects = nil, nil
	if len(shown) > 0 {
		t.key = shown[at].Key
		t.page.Objects = []fyne.CanvasObject{shown[at].Root}
	}
	if len(shown) > 1 || len(t.end) > 0 {
		faces := container.New(&tabRow{row{rtl: t.kit.RTL(), gap: 4, grow: -1}, at})
		for i, tab := range shown {
			f := newTabFace(t, tab, i == at)
			t.faces = append(t.faces, f)
			faces.Add(f)
		}
		line := t.kit.Row(4, 0, append([]fyne.CanvasObject{faces}, t.end...)...)
		t.row.Objects = []fyne.CanvasObject{Column(0, t.kit.Pad(12, 0, 12, 0, line), HLine())}
	}
	t.Root.Refresh()
	if focused && len(t.faces) > 0 {
		t.focus(at)
	}
}

// tabRow is a row of tabs: where there is too little room for all, the widest are made
// narrower, and their titles end in an ellipsis; that of the chosen one last.
type tabRow struct {
	row
	chosen int
}

// tabLeast is the width that each of the other tabs keeps while the chosen one is whole.
const tabLeast = 52

// Layout is Fyne's.
func (l *tabRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for i, w := range l.narrow(l.widths(objects, size.Width), size.Width-l.gap*float32(len(objects)-1)) {
		at := x
		if l.rtl {
			at = size.Width - x - w
		}
		objects[i].Resize(fyne.NewSize(w, size.Height))
		objects[i].Move(fyne.NewPos(at, 0))
		x += w + l.gap
	}
}

// narrow takes from widths of tabs what they have more than room in all.
func (l *tabRow) narrow(widths []float32, room float32) []float32 {
	if l.chosen >= len(widths) {
		return widths
	}
	whole := widths[l.chosen]
	if others := len(widths) - 1; others == 0 || room-whole < tabLeast*float32(others) {
		return narrowed(widths, room)
	}
	return slices.Insert(narrowed(slices.Delete(widths, l.chosen, l.chosen+1), room-whole), l.chosen, whole)
}

// narrowed takes from the widest of widths as much as they have more than room in all.
func narrowed(widths []float32, room float32) []float32 {
	sorted := slices.Sorted(slices.Values(widths))
	most := float32(0) // as wide as the widest may be
	for i, w := range sorted {
		if most = max(0, room) / float32(len(sorted)-i); w > most {
			break
		}
		room -= w
		most = w
	}
	for i, w := range widths {
		widths[i] = min(w, most)
	}
	return widths
}

func (t *TabStrip) focus(at int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t.row); c != nil {
		c.Focus(t.faces[at])
	}
}

func (t *TabStrip) choose(key string) {
	if key == t.key {
		return
	}
	t.Select(key)
	if t.chosen != nil {
		t.chosen(key)
	}
}

// step chooses the tab beside the chosen one.
func (t *TabStrip) step(by int) {
	at := slices.IndexFunc(t.faces, func(f *tabFace) bool { return f.tab.Key == t.key }) + by
	if at >= 0 && at < len(t.faces) {
		t.choose(t.faces[at].tab.Key)
	}
}

// tabFace is a tab in the row: its title with a line under the chosen one.
type tabFace struct {
	widget.BaseWidget
	strip            *TabStrip
	tab              Tab
	on               bool
	hovered, focused bool
	back, line       *Surface
	title            *text.Label
	content          *fyne.Container
}

var (
	_ fyne.Tappable     = (*tabFace)(nil)
	_ fyne.Focusable    = (*tabFace)(nil)
	_ desktop.Hoverable = (*tabFace)(nil)
)

func newTabFace(t *TabStrip, tab Tab, on bool) *tabFace {
	k := t.kit
	f := &tabFace{strip: t, tab: tab, on: on, back: NewSurface(None, None, 8), line: NewBar(None, 1, 2, 1)}
	f.ExtendBaseWidget(f)
	f.title = k.Text(tab.Title, text.LabelStyle{Lines: 1, LineHeight: 22, Bold: on})
	parts := []fyne.CanvasObject{f.title}
	if tab.Count != "" {
		parts = append(parts, k.Text(tab.Count, text.LabelStyle{Size: SizeCaption, Lines: 1, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder}))
	}
	words := k.Pad(10, 0, 10, 0, k.Row(6, 0, parts...))
	f.content = Stack(Gap(0, tabHeight), k.Pad(0, 6, 0, 6, f.back), words,
		container.NewBorder(nil, k.Pad(10, 0, 10, 0, f.line), nil, nil))
	f.paint()
	return f
}

func (f *tabFace) paint() {
	fill, line, ink := Role(None), Role(None), fynetheme.ColorNamePlaceHolder
	if f.on {
		line, ink = Accent, fynetheme.ColorNameForeground
	} else if f.hovered {
		fill, ink = Hover, fynetheme.ColorNameForeground
	}
	if f.focused {
		f.back.Ring(fill, Accent)
	} else {
		f.back.Set(fill, None)
	}
	f.line.Set(line, None)
	f.title.SetStyle(text.LabelStyle{
		Size: SizeText, Lines: 1, LineHeight: 22, Bold: f.on, Colour: ink,
		Align: f.strip.kit.Start(), Base: f.strip.kit.Direction(),
	})
}

// Refresh follows the theme.
func (f *tabFace) Refresh() {
	f.paint()
	f.content.Refresh()
}

// CreateRenderer is Fyne's.
func (f *tabFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.content) }

// Tapped, MouseIn, MouseMoved, MouseOut, FocusGained, FocusLost and TypedRune are Fyne's.
func (f *tabFace) Tapped(*fyne.PointEvent)        { f.strip.choose(f.tab.Key) }
func (f *tabFace) MouseIn(*desktop.MouseEvent)    { f.hovered = true; f.paint() }
func (f *tabFace) MouseMoved(*desktop.MouseEvent) {}
func (f *tabFace) MouseOut()                      { f.hovered = false; f.paint() }
func (f *tabFace) FocusGained()                   { f.focused = true; f.paint() }
func (f *tabFace) FocusLost()                     { f.focused = false; f.paint() }
func (f *tabFace) TypedRune(r rune)               { input.PassRune(f, r) }

// TypedKey chooses with Space and Enter, and steps with the arrows.
func (f *tabFace) TypedKey(ev *fyne.KeyEvent) {
	on := 1
	if f.strip.kit.RTL() {
		on = -1
	}
	switch ev.Name {
	case fyne.KeyRight:
		f.strip.step(on)
	case fyne.KeyLeft:
		f.strip.step(-on)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		f.strip.choose(f.tab.Key)
	default:
		input.PassKey(f, ev)
	}
}
