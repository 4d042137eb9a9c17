package pane

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// Palette finds every command by its name in either language, and events, articles
// and dates beside them, from one line of typing.
type Palette struct {
	env      *Env
	commands []command.Named
	recent   []string // IDs, the last one first
	runs     func(id string)
	popup    *widget.PopUp
	entry    *control.Entry
	list     *control.LongList
	rows     []paletteRow
	found    [2][]data.Hit // events and articles that were looked up
	none     *text.Label
}

// paletteRow is a heading (without run) or something to run.
type paletteRow struct {
	text, detail, key string
	spans             [][2]int // of text, that fit what was typed
	colour            string
	own               bool // text is the interface's own words
	off               bool // cannot run now
	run               func()
}

const (
	paletteWidth  = 640
	paletteRows   = 12
	paletteRow1   = 34
	paletteHead   = 30
	paletteHits   = 6 // events and articles at most
	paletteTop    = 64
	paletteMargin = 24
)

// OpenPalette opens the palette; run runs a command after the palette is gone.
func (e *Env) OpenPalette(commands []command.Named, recent []string, run func(id string)) *Palette {
	k := e.Kit
	p := &Palette{env: e, commands: commands, recent: recent, runs: run, entry: k.Entry(1, "", k.T("palette.placeholder"))}
	p.none = k.Muted(k.T("palette.none"))
	p.list = k.LongList(control.LongRows{
		New: func() fyne.CanvasObject { return newPaletteFace(e) }, Fill: func(i int, o fyne.CanvasObject) { o.(*paletteFace).show(p.rows[i]) },
		Height: func(i int) float32 {
			if p.rows[i].run == nil {
				return paletteHead
			}
			return paletteRow1
		},
		Fixed:   func(i int) bool { return p.rows[i].run == nil },
		Pressed: func(i int, _ control.Press) { p.choose(i) }, Chosen: p.choose,
	})
	p.entry.OnChanged = p.typed
	p.entry.OnKey = p.key
	p.entry.OnCancel = p.close
	p.entry.OnSubmit = func(string) { p.list.Choose() }
	room := e.Canvas.Size()
	width := min(paletteWidth, room.Width-2*paletteMargin)
	height := min(paletteRows*paletteRow1, room.Height-2*paletteTop-60)
	body := container.NewBorder(k.Pad(10, 10, 10, 8, p.entry), nil, nil, nil,
		control.Stack(control.Gap(width, height), k.Pad(6, 0, 6, 8, p.list), k.Pad(20, 10, 20, 10, p.none)))
	p.popup = widget.NewPopUp(body, e.Canvas)
	p.popup.ShowAtPosition(fyne.NewPos((room.Width-p.popup.MinSize().Width)/2, paletteTop))
	p.typed("")
	e.Canvas.Focus(p.entry)
	return p
}

func (p *Palette) close() { p.popup.Hide() }

// key moves in the list while the keyboard stays in the line.
func (p *Palette) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		p.list.TypedKey(ev)
		return true
	}
	return false
}

// choose runs a row after the palette is gone; one that cannot run does nothing.
func (p *Palette) choose(i int) {
	r := p.rows[i]
	if r.run == nil || r.off {
		return
	}
	p.close()
	r.run()
}

// typed shows what fits.
func (p *Palette) typed(words string) {
	p.found = [2][]data.Hit{}
	p.build(words)
	if strings.TrimSpace(words) == "" {
		p.env.Session.LookUp(p.env.Parse("", false), paletteHits, nil)
		return
	}
	p.env.Session.LookUp(p.env.Parse(words, true), paletteHits, func(events, articles []data.Hit) {
		if p.entry.Text() == words {
			p.found = [2][]data.Hit{events, articles}
			p.build(words)
		}
	})
}

func (p *Palette) build(words string) {
	at := p.list.Current()
	p.rows = p.rows[:0]
	p.addDates(words)
	p.addCommands(words)
	p.addHits(words)
	if at < 0 || at >= len(p.rows) || p.list.Count() == 0 || words != "" && p.found[0] == nil && p.found[1] == nil {
		at = 0
	}
	p.list.SetCount(len(p.rows), at == 0)
	for at < len(p.rows) && p.rows[at].run == nil {
		at++
	}
	if at >= len(p.rows) {
		at = -1
	}
	p.list.SetCurrent(at)
	if len(p.rows) == 0 {
		p.none.Show()
	} else {
		p.none.Hide()
	}
}

func (p *Palette) heading(key string) {
	p.rows = append(p.rows, paletteRow{text: p.env.Kit.T(key), own: true})
}

// addDates adds the ways to read what was typed as a date.
func (p *Palette) addDates(words string) {
	k := p.env.Kit
	if strings.TrimSpace(words) == "" || p.env.Session.Library() == nil {
		return
	}
	readings, err := find.Field(words, find.Preferences{Today: dates.DayOf(p.env.Now())})
	if err != nil {
		return
	}
	for i, r := range readings {
		if i == 3 || r.Date.Lo == dates.OpenLo || r.Date.Hi == dates.OpenHi {
			break
		}
		if i == 0 {
			p.heading("palette.dates")
		}
		why := ""
		if len(readings) > 1 {
			why = k.Locale.DateNote(r.Note)
		}
		p.rows = append(p.rows, paletteRow{
			text: k.T("palette.date", "date", k.Locale.DateLong(r.Date)), detail: why, own: true,
			run: func() { p.env.ShowDate(r.Date) },
		})
	}
}

// addCommands adds the commands that fit; where nothing is typed those that were
// run last, then all.
func (p *Palette) addCommands(words string) {
	if strings.TrimSpace(words) == "" {
		p.addRecent()
		p.heading("palette.commands")
		for i := range p.commands {
			p.add(&p.commands[i], nil, p.commands[i].Names[0])
		}
		return
	}
	names := make([][]string, len(p.commands))
	for i, c := range p.commands {
		for _, n := range c.Names {
			if c.Detail != "" {
				n += " " + c.Detail
			}
			names[i] = append(names[i], n)
		}
	}
	ranked := command.Rank(words, names)
	if len(ranked) > 0 {
		p.heading("palette.commands")
	}
	for _, r := range ranked {
		c := &p.commands[r.Place]
		if r.Name == 0 {
			p.add(c, r.Spans, c.Names[0])
			continue
		}
		p.add(c, nil, c.Names[0])
		p.rows[len(p.rows)-1].detail = c.Names[r.Name] // why it is here
	}
}

func (p *Palette) addRecent() {
	said := false
	for _, id := range p.recent {
		for i := range p.commands {
			if p.commands[i].ID != id {
				continue
			}
			if !said {
				p.heading("palette.recent")
				said = true
			}
			p.add(&p.commands[i], nil, p.commands[i].Names[0])
		}
	}
}

func (p *Palette) add(c *command.Named, spans [][2]int, name string) {
	p.rows = append(p.rows, paletteRow{
		text: name, detail: c.Detail, key: c.Key, spans: spans, own: true, off: !c.On,
		run: func() { p.runs(c.ID) },
	})
}

// addHits adds the events and articles that were looked up: events first, unless
// it is an article's title that begins with what is typed.
func (p *Palette) addHits(words string) {
	order := [2]int{0, 1}
	if !begins(p.found[0], words) && begins(p.found[1], words) {
		order = [2]int{1, 0}
	}
	for _, kind := range order {
		for i, h := range p.found[kind] {
			if i == 0 {
				p.heading([2]string{"search.kind.events", "search.kind.articles"}[kind])
			}
			colour, name := p.env.trackAt(h)
			row := paletteRow{text: h.Title, detail: p.env.Kit.Join(p.env.Kit.Locale.Date(h.Date), p.env.Kit.Given(name)), colour: colour, run: func() { p.env.Session.GoHit(h) }}
			if kind == 0 {
				row.run = func() { p.env.RevealID(h.ID) }
			}
			p.rows = append(p.rows, row)
		}
	}
}

// begins reports whether the first find's title begins with what is typed.
func begins(hits []data.Hit, words string) bool {
	words = fold.String(strings.TrimSpace(words))
	return len(hits) > 0 && words != "" && strings.HasPrefix(fold.String(hits[0].Title), words)
}
