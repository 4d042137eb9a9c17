package story

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
)

// Measures in units: of the line above the list, the one below it, and a row of it.
const headHeight, footHeight, rowHeight, numberWidth = 48, 44, 58, 26

// pane is the story that is shown as a list of its steps.
type pane struct {
	*Feature
	kit      *control.Kit
	keys     []command.Command
	list     *control.LongList
	faces    map[fyne.CanvasObject]*face
	keep     data.ID          // the step that is to be the current one once it is there
	shows    bool             // and is shown then
	writable bool             // as its buttons show
	ring     *control.Surface // while an event is dragged over it
	marked   bool
	body     *fyne.Container
}

// face are the parts of a row.
type face struct {
	number, title, meta *text.Label
	dot                 *control.Surface
}

func newPane(f *Feature) *pane {
	p := &pane{Feature: f, kit: f.host.Kit(), keys: f.keyed(), faces: map[fyne.CanvasObject]*face{}, ring: control.NewSurface(control.None, control.None, 8), body: control.Stack()}
	p.list = p.kit.LongList(control.LongRows{
		New: p.newRow, Fill: p.fillRow, Row: rowHeight,
		Pressed: func(i int, press control.Press) {
			if p.reveal(i); press.Double {
				p.editCurrent()
			}
		},
		Moved: func(i int, _ fyne.KeyModifier) { p.reveal(i) },
		Menu:  p.menu, Key: p.key, Drop: p.dropping, Dropped: p.dropped,
	})
	p.show()
	return p
}

// key does what a key means on the current step.
func (p *pane) key(ev *fyne.KeyEvent) bool {
	pressed, ok := command.FromKey(ev, input.Held())
	i := slices.IndexFunc(p.keys, func(c command.Command) bool { return slices.Contains(c.Keys, pressed) })
	if _, on := p.model.step(p.list.Current()); !ok || i < 0 || !on {
		return false
	}
	p.keys[i].Run()
	return true
}

// enable follows whether anything can be written.
func (p *pane) enable() {
	if p.writable != p.host.Library.Writable() {
		p.show()
	}
}

// seen reports whether the pane is in the window.
func (p *pane) seen() bool { return input.Canvas(p.body) != nil && p.body.Size().Height > headHeight }

// over reports whether a point of the canvas is on the pane.
func (p *pane) over(at fyne.Position) bool {
	if !p.seen() {
		return false
	}
	at = at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(p.body))
	size := p.body.Size()
	return at.X >= 0 && at.Y >= 0 && at.X < size.Width && at.Y < size.Height
}

// placeAt is before which step a point of the canvas is; the number of steps: behind all.
func (p *pane) placeAt(at fyne.Position) int {
	return p.list.Gap(at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(p.list)))
}

// show shows the story as it is now.
func (p *pane) show() {
	p.writable = p.host.Library.Writable()
	told := p.model.told
	at := p.list.Current()
	if i := slices.IndexFunc(told.Steps, func(s telling.Step) bool { return s.ID == p.keep }); i >= 0 {
		at, p.keep = i, data.ID{}
		if p.shows {
			p.shows = false
			defer p.reveal(i)
		}
	}
	p.list.SetCount(len(told.Steps), false)
	p.list.SetCurrent(at)
	switch {
	case p.host.Library.Snapshot() == nil:
		p.body.Objects = nil
	case told.ID == data.ID{}:
		p.body.Objects = []fyne.CanvasObject{p.empty("stories.none", p.button(control.Primary, "stories.new", fynetheme.ContentAddIcon()))}
	case len(told.Steps) == 0:
		body := p.empty("stories.empty", p.button(control.Outline, "stories.add", nil), p.button(control.Outline, "stories.view", nil))
		p.body.Objects = []fyne.CanvasObject{container.NewBorder(control.Column(0, p.head(), control.HLine()), nil, nil, nil, body)}
	default:
		p.body.Objects = []fyne.CanvasObject{container.NewBorder(control.Column(0, p.head(), control.HLine()), control.Column(0, control.HLine(), p.foot()), nil, nil, p.list)}
	}
	if len(p.body.Objects) > 0 {
		p.body.Objects = append(p.body.Objects, p.ring)
	}
	p.body.Refresh()
}

// mark shows that an event that is dragged can be let go here, or that none is.
func (p *pane) mark(on bool) {
	if p.marked = on; on {
		p.ring.Ring(control.Hover, control.Accent)
	} else {
		p.ring.Set(control.None, control.None)
	}
}

// empty says why there is nothing, and what to do.
func (p *pane) empty(key string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	k := p.kit
	words := control.Column(10, k.Heading(k.T(key+".title")), k.Muted(k.T(key+".hint", "key", p.host.Key("stories.add"))))
	if p.writable {
		words.Add(k.Wrap(8, buttons...))
	} else {
		words.Add(k.Muted(p.host.WhyReadOnly()))
	}
	return container.NewBorder(k.Pad(22, 22, 22, 22, words), nil, nil, nil)
}

// button runs a command; it says what that does.
func (p *pane) button(kind control.Kind, id string, icon fyne.Resource) fyne.CanvasObject {
	return p.kit.Button(kind, p.kit.T("command."+id), icon, func() { p.host.Run(id) })
}

// head names the story, with the others below it, and tells it.
func (p *pane) head() fyne.CanvasObject {
	k, told := p.kit, p.model.told
	var name *control.Button
	name = k.Button(control.Quiet, k.Given(control.OneLine(told.Name, 28)), fynetheme.MenuDropDownIcon(), func() { p.stories(k.Over(name)) })
	parts := []control.Part{control.Goes(1, name), {}}
	if len(told.Steps) > 0 {
		parts = append(parts, control.Stays(k.Button(control.Primary, k.T("stories.tell"), fynetheme.MediaPlayIcon(), func() { p.host.Run("stories.tell") })))
	}
	return control.Stack(control.Gap(0, headHeight), k.Pad(6, 0, 12, 0, k.Roomy(6, parts...)))
}

// stories lists the stories, and what can be done with the one that is shown.
func (p *pane) stories(at fyne.Position) {
	var items []control.Item
	for _, s := range p.model.all {
		items = append(items, control.Item{Text: s.Name, Checked: s.ID == p.model.told.ID, Run: func() { p.model.choose(s.ID) }})
	}
	items = append(items, control.Item{}, p.host.Item("stories.new"), p.host.Item("stories.edit"), p.host.Item("stories.delete"))
	p.kit.ShowMenu(p.host.Canvas, at, items)
}

// foot says how steps are added.
func (p *pane) foot() fyne.CanvasObject {
	k := p.kit
	if !p.writable {
		return control.Stack(control.Gap(0, footHeight), k.Pad(14, 0, 10, 0, k.Roomy(8, control.Goes(1, k.Muted(p.host.WhyReadOnly())))))
	}
	var add *control.Button
	add = k.Button(control.Quiet, k.T("stories.add"), fynetheme.ContentAddIcon(), func() {
		k.ShowMenu(p.host.Canvas, k.Over(add), []control.Item{p.host.Item("stories.add"), p.host.Item("stories.view")})
	})
	return control.Stack(control.Gap(0, footHeight), k.Pad(8, 0, 10, 0, k.Roomy(8, control.Stays(add), control.Part{}, control.Goes(1, p.quiet(k.T("stories.drag"))))))
}

// quiet is small muted text of one line.
func (p *pane) quiet(words string) *text.Label {
	return p.kit.Text(words, text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder})
}

func (p *pane) newRow() fyne.CanvasObject {
	k := p.kit
	f := &face{
		number: k.Text("", text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder}),
		title:  k.Name("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true, Align: k.Start()}),
		meta:   k.Text("", text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder, Shrink: true}),
		dot:    control.NewBar(control.None, 8, 8, 4),
	}
	words := control.Column(0, f.title, f.meta)
	row := k.Pad(14, 7, 14, 7, k.Row(10, 2, control.Stack(control.Gap(numberWidth-10, 1), f.number), f.dot, words))
	p.faces[row] = f
	return row
}

func (p *pane) fillRow(i int, o fyne.CanvasObject) {
	k, f := p.kit, p.faces[o]
	s, ok := p.model.step(i)
	if !ok {
		return
	}
	f.number.SetText(k.Locale.Count(i + 1))
	f.title.SetText(p.headline(s))
	f.meta.SetText(p.meta(s))
	if f.dot.Set(control.None, control.None); s.Colour != "" {
		f.dot.Set(control.Mark(s.Colour), control.None)
	}
	o.Refresh()
}

// headline is the title of a step; one without any is named by its kind.
func (p *pane) headline(s telling.Step) string {
	switch {
	case s.Headline != "":
		return s.Headline
	case s.Query != "":
		return s.Query
	}
	return p.kit.T("step.untitled")
}

// meta is what a step shows, below its title.
func (p *pane) meta(s telling.Step) string {
	k := p.kit
	switch {
	case !s.Date.IsZero():
		return k.Locale.Date(s.Date)
	case s.Query != "" || s.Timed():
		return k.Join(k.T("step.view"), p.span(s))
	}
	return k.T("step.words")
}

// dropping says what it does to drop a step on another one.
func (p *pane) dropping(_, on int) string {
	if !p.host.Library.Writable() || on < 0 {
		return ""
	}
	return p.kit.T("step.drop", "n", p.kit.Locale.Count(on+1))
}

// dropped takes a step to the place of another one.
func (p *pane) dropped(step, on int) {
	if s, ok := p.model.step(step); ok {
		p.moveStep(s.ID, on)
	}
}

// menu shows all that can be done with a step.
func (p *pane) menu(i int, at fyne.Position) {
	p.list.SetCurrent(i)
	var items []control.Item
	for _, c := range p.keys {
		items = append(items, control.Item{Text: p.kit.T(c.Title), Key: c.Keys[0].String(), Disabled: !p.host.Library.Writable(), Run: c.Run})
	}
	p.kit.ShowMenu(p.host.Canvas, at, items)
}
