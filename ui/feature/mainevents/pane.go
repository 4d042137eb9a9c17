package mainevents

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
)

// Measures in units: of the lines around the list, and of a row of it.
const headHeight, footHeight, rowHeight, rowSide = 44, 40, 56, 14

// pane is the review: the list of the main events, in which the one that is shown is open
// with its passages and all that can be done with it.
type pane struct {
	actions
	kit      *control.Kit
	keys     []command.Command
	list     *control.CardList
	faces    map[fyne.CanvasObject]*face
	whole    shownWhole
	writable bool // as its buttons show
	body     *fyne.Container
}

// shownWhole is the item of what was found of which all passages are shown, however many.
type shownWhole struct {
	of *app.Story
	at int
}

// face are the parts of a row that is not open.
type face struct {
	title, meta, said *text.Label
	tick              *widget.Icon // of one that is accepted
}

func newPane(a actions) *pane {
	p := &pane{actions: a, kit: a.host.Kit(), keys: a.keyed(), faces: map[fyne.CanvasObject]*face{}, body: control.Stack()}
	p.list = p.kit.CardList(control.CardRows{
		New: p.newRow, Fill: p.fillRow, Row: func(float32) float32 { return rowHeight },
		Open: a.model.showAt, Menu: p.menu, Chosen: a.accept, Key: p.key,
	})
	p.show()
	return p
}

// focus gives the keyboard to the list.
func (p *pane) focus() { p.host.Canvas.Focus(p.list.Rows) }

// key does what a key means: a figure is a passage, to be taken or left.
func (p *pane) key(ev *fyne.KeyEvent) bool {
	pressed, ok := command.FromKey(ev, input.Held())
	if !ok {
		return false
	}
	if n, err := strconv.Atoi(string(pressed.Name)); err == nil && n > 0 && pressed.Mod == 0 {
		p.model.take(n - 1)
		return true
	}
	i := slices.IndexFunc(p.keys, func(c command.Command) bool { return slices.Contains(c.Keys, pressed) })
	if i < 0 {
		return false
	}
	if c := p.keys[i]; c.ID == "story.next" || c.ID == "story.previous" || !p.list.Rows.Repeats() {
		c.Run() // at once: the next key is about the next one
	}
	return true
}

// enable follows whether anything can be written.
func (p *pane) enable() {
	if p.writable != p.host.Library.Writable() {
		p.show()
	}
}

// show shows the review as it is now.
func (p *pane) show() {
	m := p.model
	p.writable = p.host.Library.Writable()
	if len(m.items) == 0 {
		p.list.Set(0, -1, nil)
		p.body.Objects = []fyne.CanvasObject{container.NewBorder(p.kit.Pad(22, 22, 22, 22, p.nothing()), nil, nil, nil)}
		p.body.Refresh()
		return
	}
	var card fyne.CanvasObject
	it, at := m.shown()
	if it != nil {
		card = p.card(it)
	}
	p.list.Set(len(m.items), at, card)
	top := control.Column(0, p.head(), control.HLine())
	if m.old {
		top.Add(p.kit.Pad(18, 8, 18, 8, control.Column(6, p.kit.Muted(p.kit.T("story.old")), p.kit.Wrap(8, p.kit.Button(control.Outline, p.kit.T("story.again"), nil, p.again)))))
		top.Add(control.HLine())
	}
	p.body.Objects = []fyne.CanvasObject{container.NewBorder(top, control.Column(0, control.HLine(), p.foot()), nil, nil, p.list.Root)}
	p.body.Refresh()
}

// nothing tells why there is nothing to decide on, and what to do then.
func (p *pane) nothing() fyne.CanvasObject {
	k, m := p.kit, p.model
	switch {
	case m.story == nil:
		return control.Gap(1, 1)
	case len(m.sources) == 0:
		add := k.Button(control.Outline, k.T("command.article.add"), fynetheme.ContentAddIcon(), func() { p.host.Run("article.add") })
		return control.Column(10, k.Heading(k.T("story.texts.title")), k.Muted(k.T("story.texts.hint")), k.Wrap(8, add))
	}
	return control.Column(10, k.Heading(k.T("story.none.title")), k.Muted(k.Locale.TN("story.none.hint", len(m.sources))))
}

// head says what was read, and has what is chosen for all of the review.
func (p *pane) head() fyne.CanvasObject {
	k, m := p.kit, p.model
	read := k.Locale.TN("count.articles", m.story.Articles)
	copies := ""
	if m.story.Copies > 0 {
		copies = k.Locale.TN("story.copies", m.story.Copies)
	}
	parts := []control.Part{control.Goes(1, p.quiet(read)), control.Goes(3, p.quiet(copies)), {}}
	if len(p.host.Library.Tracks()) > 0 {
		var track *control.Button
		track = k.Button(control.Outline, k.T("story.track", "track", p.host.TrackChosen(m.track)), nil, func() { p.host.TrackMenu(k.Over(track), m.track, m.setTrack) })
		parts = append(parts, control.Stays(track))
	}
	parts = append(parts, control.Goes(2, k.Button(control.Outline, k.T("found.leave"), nil, p.leave)))
	return control.Stack(control.Gap(0, headHeight), k.Pad(18, 0, 10, 0, k.Roomy(10, parts...)))
}

// foot has the keys that are not on buttons, what takes all that are sure, and the days
// that are not listed yet.
func (p *pane) foot() fyne.CanvasObject {
	k := p.kit
	hint := func(key, words string, goes int) control.Part {
		return control.Goes(goes, k.Row(6, -1, k.KeyChip(key), p.quiet(k.T(words))))
	}
	parts := []control.Part{hint("J", "found.key.next", 3), hint("K", "found.key.back", 3), hint("R", "story.key.read", 5), hint("1–9", "story.key.take", 6), hint("Ctrl+Z", "found.key.undo", 4), {}}
	if n := len(p.sure()); n > 0 && p.writable {
		parts = append(parts, control.Goes(1, k.Button(control.Quiet, k.Locale.TN("found.all.sure", n), nil, p.acceptSure)), control.Goes(2, k.KeyChip("Shift+A")))
	}
	if n := p.model.more(); n > 0 {
		parts = append(parts, control.Stays(k.Button(control.Quiet, k.Locale.TN("story.more", min(n, daysAtOnce)), nil, p.model.showMore)))
	}
	return control.Stack(control.Gap(0, footHeight), k.Pad(14, 0, 10, 0, k.Roomy(12, parts...)))
}

// quiet is small muted text of one line.
func (p *pane) quiet(words string) *text.Label {
	return p.kit.Text(words, text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder})
}

// looks are the title and the date of an item, or of the event that it has become.
func (p *pane) looks(it *item) (title string, date dates.Date) {
	if it.event != (data.ID{}) {
		if e, ok := p.host.Library.Caption(it.event); ok {
			return e.Title, e.Date
		}
	}
	return it.Title, it.Date
}

// state says what is decided on an item, else what the reader can expect of it.
func (p *pane) state(it *item) string {
	k := p.kit
	switch {
	case it.decision == propose.Accepted:
		return k.T("found.state.accepted")
	case it.decision == propose.Dismissed:
		return k.T("found.state.dismissed")
	case it.Known != (data.ID{}):
		return k.T("found.state.known")
	case it.Edit:
		return k.T("found.untitled")
	case it.Sure():
		return k.T("found.sure")
	}
	return ""
}

// small is the style of the words around a title.
var small = text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder}

// tick is the sign of what is accepted.
func tick() *widget.Icon {
	return widget.NewIcon(fynetheme.NewColoredResource(fynetheme.ConfirmIcon(), fynetheme.ColorNameSuccess))
}

func (p *pane) newRow() fyne.CanvasObject {
	k := p.kit
	meta := small
	meta.Shrink = true
	f := &face{
		title: k.Name("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true, Align: k.Start()}),
		meta:  k.Text("", meta), said: k.Text("", small),
		tick: tick(),
	}
	row := k.Pad(rowSide, 7, rowSide, 7, control.Column(0, f.title, k.Row(4, 0, f.meta, f.tick, f.said)))
	p.faces[row] = f
	return row
}

func (p *pane) fillRow(i int, o fyne.CanvasObject) {
	k, f, it := p.kit, p.faces[o], &p.model.items[i]
	title, date := p.looks(it)
	f.title.SetStyle(text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true, Align: k.Start(), Size: control.SizeText, Bold: it.Main && it.open()})
	f.title.SetText(title)
	f.meta.SetText(k.Join(k.Locale.Date(date), k.Locale.TN("story.articles", it.Articles)))
	said := small
	if f.tick.Hide(); it.decision == propose.Accepted {
		f.tick.Show()
		said.Colour = fynetheme.ColorNameSuccess
	}
	f.said.SetStyle(said)
	f.said.SetText(p.state(it))
	o.Refresh()
}

// menu shows all that can be done with the item that is shown.
func (p *pane) menu(at fyne.Position) {
	k, m := p.kit, p.model
	_, shown := m.shown()
	off := map[string]bool{
		"story.accept": !p.acceptable(), "story.edit": !p.acceptable(), "story.dismiss": p.open() == nil,
		"story.next": shown >= len(m.items)-1, "story.previous": shown <= 0, "story.all": !p.writable || len(p.sure()) == 0, "story.more": m.more() == 0,
	}
	var items []control.Item
	for _, c := range p.keys {
		if c.ID == "story.next" || c.ID == "story.all" {
			items = append(items, control.Item{})
		}
		key := ""
		if len(c.Keys) > 0 {
			key = c.Keys[0].String()
		}
		items = append(items, control.Item{Text: k.T(c.Title), Key: key, Disabled: off[c.ID], Run: c.Run})
	}
	k.ShowMenu(p.host.Canvas, at, items)
}
