package worldmap

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// pane is the map with plates over it: how many events have a place, buttons, what has no
// place, and the play.
type pane struct {
	*Feature
	kit                     *control.Kit
	count, without, playing *fyne.Container
	natural                 float32         // how wide the count is in one line
	column, row             *fyne.Container // of buttons, as one or the other has room
	moment                  *text.Label     // of the play, nil where there is none
	root                    *fyne.Container
}

func newPane(f *Feature) *pane {
	k := f.host.Kit()
	p := &pane{Feature: f, kit: k, count: control.Stack(), without: control.Stack(), playing: control.Stack()}
	buttons := func() []fyne.CanvasObject {
		return []fyne.CanvasObject{
			f.host.CommandButton(fynetheme.ContentAddIcon(), "map.in"), f.host.CommandButton(fynetheme.ContentRemoveIcon(), "map.out"),
			f.host.CommandButton(fynetheme.ViewFullScreenIcon(), "map.fit"), f.host.CommandButton(control.BoxIcon(), "map.box"),
			f.host.CommandButton(fynetheme.MediaPlayIcon(), "map.play"),
		}
	}
	p.column, p.row = plate(k, control.Column(2, buttons()...)), plate(k, k.Row(2, 2, buttons()...))
	p.root = container.New(layered{p}, f.view, p.count, p.column, p.row, p.without, p.playing)
	p.bar()
	return p
}

// plate puts something on a raised surface.
func plate(k *control.Kit, o fyne.CanvasObject) *fyne.Container {
	return control.Stack(control.NewSurface(control.Raised, control.Line, 8), k.Pad(4, 4, 4, 4, o))
}

// list says how many events have a place, and lists those that have none.
func (p *pane) list() {
	if !p.parts.Shown() {
		return
	}
	k := p.kit
	all, placed, without := p.model.in(p.inView(), mostListed)
	words := k.T("map.count", "n", k.Locale.Count(placed), "all", k.Locale.TN("count.events", all))
	switch e := p.host.Library.Event(); {
	case p.view.Pointing() && e != nil:
		words = k.T("map.point", "title", e.Title)
	case p.model.known.index == nil:
		words = k.T("map.loading")
	case all == 0:
		words = k.T("map.nothing")
	}
	label := k.Text(words, text.LabelStyle{Size: control.SizeSmall})
	p.natural = k.Text(words, text.LabelStyle{Size: control.SizeSmall, Lines: 1}).MinSize().Width + 2*10
	p.count.Objects = []fyne.CanvasObject{control.NewSurface(control.Raised, control.Line, 8), k.Pad(10, 6, 10, 6, label)}
	p.without.Objects = nil
	if len(without) > 0 && p.play == nil {
		p.without.Objects = []fyne.CanvasObject{control.NewSurface(control.Raised, control.Line, 8), k.Pad(12, 8, 12, 8, p.unplaced(without, all-placed))}
	}
	p.refresh()
}

// unplaced lists events without a place; a press on one selects it.
func (p *pane) unplaced(ids []data.ID, all int) fyne.CanvasObject {
	k, l := p.kit, p.host.Library
	column := control.Column(6, k.Text(k.T("map.without", "n", k.Locale.Count(all)), text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Lines: 1}))
	missing := false
	for _, id := range ids {
		c, ok := l.Caption(id)
		if !ok {
			missing = true
			continue
		}
		below := k.Locale.DateDays(c.Date)
		if words := p.model.known.placing.Words[id]; words != "" {
			below = k.Join(below, k.Given(words))
		}
		item := control.Column(0, k.Name(c.Title, text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true, Align: k.Start()}),
			k.Text(below, text.LabelStyle{Size: control.SizeCaption, Colour: fynetheme.ColorNamePlaceHolder, Lines: 1, Shrink: true}))
		column.Add(k.TapArea(item, func() { l.SelectAndRead(id) }, func(at fyne.Position) { p.offer(id, at) }))
	}
	if missing {
		l.LoadCaptions(ids, func() {}) // CaptionsLoaded follows
	}
	return column
}

// offer lists what the words of an event without a place may mean, and the map.
func (p *pane) offer(event data.ID, at fyne.Position) {
	k := p.kit
	var items []control.Item
	for _, may := range p.model.meanings(event) {
		name := p.model.gazetteer.Full(may, k.Locale.Lang())
		items = append(items, control.Item{Text: name, Disabled: !p.host.Library.Writable(), Run: func() { p.settle(event, may) }})
		if len(items) == mostMet {
			break
		}
	}
	p.host.Library.SelectAndRead(event)
	items = append(items, control.Item{Text: k.T("command.map.place"), Disabled: !p.host.Library.Writable(), Run: func() { p.host.Later(p.point) }})
	p.host.Later(func() { k.ShowMenu(p.host.Canvas, at, items) })
}

// bar shows the play, while one goes on.
func (p *pane) bar() {
	k := p.kit
	p.playing.Objects, p.moment = nil, nil
	if pl := p.play; pl != nil {
		icon, tip := fynetheme.MediaPlayIcon(), "map.go"
		if pl.running {
			icon, tip = fynetheme.MediaPauseIcon(), "map.hold"
		}
		back, on := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
		if k.RTL() {
			back, on = on, back
		}
		p.moment = k.Text("", text.LabelStyle{Size: control.SizeSmall, Lines: 1})
		p.tellMoment()
		p.playing.Objects = plate(k, k.Row(4, 2,
			k.IconButton(back, k.T("map.step.back"), func() { p.stepPlay(-1) }), k.IconButton(icon, k.T(tip), p.togglePlay),
			control.Centred(150, p.moment),
			k.IconButton(on, k.T("map.step"), func() { p.stepPlay(1) }),
			k.Button(control.Quiet, k.T("map.speed", "n", k.Locale.Tenths(int64(10*speeds[p.speed]))), nil, p.faster),
			k.IconButton(fynetheme.CancelIcon(), k.T("map.end"), func() { p.endPlay() }))).Objects
	}
	p.refresh()
}

// tellMoment says which moment the play is at; the rest of the bar stays.
func (p *pane) tellMoment() {
	if p.moment == nil {
		return
	}
	words := ""
	if pl := p.play; pl.at > 0 {
		words = p.day(pl.moments[pl.at-1])
	}
	p.moment.SetText(words)
}

// day is the day of a moment in words, "" where no calendar has it.
func (p *pane) day(at int64) string {
	d, err := dates.Parse(time.Unix(at, 0).UTC().Format("2006-01-02"))
	if err != nil {
		return ""
	}
	return p.kit.Locale.Date(d)
}

func (p *pane) refresh() {
	layered{p}.Layout(nil, p.root.Size())
	for _, o := range []*fyne.Container{p.count, p.without, p.playing} {
		o.Refresh()
	}
}
