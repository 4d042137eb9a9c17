package events

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/verification"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// card shows the selected event, with the passages that report it.
type card struct {
	host     *feature.Host
	kit      *control.Kit
	texts    *retext.Feature
	copier   Copier
	unlink   func(data.Excerpt)
	verdicts *verification.Verdicts
	extras   *[]func(*library.EventView) fyne.CanvasObject
	scroll   *control.Scroll
	shown    data.ID // the event that is shown, to show another one from its top
	whole    data.ID // the event of which all passages are shown, however many

	writable bool // as when its buttons were built
	untitled bool // the title of a neighbour is not loaded
}

func newCard(h *feature.Host, texts *retext.Feature, cp Copier, unlink func(data.Excerpt), v *verification.Verdicts, extras *[]func(*library.EventView) fyne.CanvasObject) *card {
	k := h.Kit()
	c := &card{host: h, kit: k, texts: texts, copier: cp, unlink: unlink, verdicts: v, extras: extras, scroll: k.Scroll()}
	c.build()
	return c
}

// follow builds the card again if a change of the library concerns it.
func (c *card) follow(change library.Change) {
	switch change.Kind {
	case library.Opened, library.Edited, library.EventSelected, library.PassageFocused:
		c.build()
	case library.CaptionsLoaded:
		if c.untitled {
			c.build()
		}
	case library.SavingChanged:
		if c.writable != c.host.Library.Writable() {
			c.build()
		}
	default:
	}
}

func (c *card) build() {
	k, e := c.kit, c.host.Library.Event()
	c.writable, c.untitled = c.host.Library.Writable(), false
	if e == nil {
		c.shown = data.ID{}
		c.scroll.SetContent(k.Pad(22, 22, 22, 22, c.empty()), true)
		return
	}
	own, onAxis := c.host.Clocks(e.Date, e.Zone)
	parts := []fyne.CanvasObject{
		k.Row(8, 1, control.NewBar(control.Mark(e.TrackRow.Colour), 10, 10, 5), k.Muted(k.Join(append(own, k.Given(e.TrackRow.Name))...))),
	}
	if onAxis != nil {
		parts = append(parts, k.Muted(k.T("event.on.axis", "date", k.Join(onAxis...))))
	}
	parts = append(
		parts,
		k.Name(e.Title, text.LabelStyle{Size: control.SizeHeading, Bold: true, LineHeight: 29}),
	)
	parts = append(parts, c.verdicts.Card(e))
	for _, extra := range *c.extras {
		if part := extra(e); part != nil {
			parts = append(parts, control.Gap(0, 2), part)
		}
	}
	if e.Description != "" {
		parts = append(parts, control.Gap(0, 2), k.Written(e.Description, text.LabelStyle{LineHeight: 23}))
	}
	if e.Source != "" {
		parts = append(parts, k.Muted(k.T("event.source", "source", e.Source)))
	}
	if len(e.Tags) > 0 {
		chips := k.Wrap(5)
		for _, tag := range e.Tags {
			chips.Add(k.ChipButton(k.Given(tag), nil, func() { c.filter(tag) }))
		}
		parts = append(parts, control.Gap(0, 2), chips)
	}
	parts = append(parts, control.Gap(0, 4), c.passages(e), control.Gap(0, 4), c.actions(), c.neighbours(e))
	c.scroll.SetContent(k.Pad(22, 20, 22, 22, control.Column(7, parts...)), e.ID != c.shown)
	c.shown = e.ID
}

// filter leaves what has a tag.
func (c *card) filter(tag string) {
	l := c.host.Library
	l.SetFilter(l.Filter().With(query.Term{Field: query.Tag, Values: []string{tag}}))
}

// empty is shown when nothing is selected.
func (c *card) empty() fyne.CanvasObject {
	k, h, n := c.kit, c.host, c.host.Library.Snapshot()
	switch {
	case n == nil:
		run := func(id string) func() { return func() { h.Run(id) } }
		return control.Column(10, k.Heading(k.T("library.none.title")), k.Muted(k.T("library.none.hint")),
			k.Wrap(8, k.Button(control.Outline, k.T("command.library.open"), nil, run("library.open")),
				k.Button(control.Outline, k.T("command.library.new"), nil, run("library.new")),
				k.Button(control.Outline, k.T("command.library.sample"), nil, run("library.sample")),
				k.Button(control.Outline, k.T("command.library.connect"), nil, run("library.connect"))))
	case n.Counts.Events == 0:
		add := k.Button(control.Outline, k.T("command.event.new"), nil, func() { h.Run("event.new") })
		return control.Column(10, k.Heading(k.T("events.none.title")), k.Muted(k.T("events.none.hint")), k.Wrap(8, add))
	}
	return control.Column(10, k.Heading(k.T("event.none.title")), k.Muted(k.T("event.none.hint")))
}

// fewPassages is how many passages of an event are shown at first, with the one that is read.
const fewPassages = 12

// passages are the excerpts that report the event, in order of time, with buttons to step
// through them.
func (c *card) passages(e *library.EventView) fyne.CanvasObject {
	k, l := c.kit, c.host.Library
	column := control.Column(14)
	if e.Missing > 0 {
		column.Add(k.Quote(control.Warn, k.Text(k.Locale.TN("event.missing", e.Missing), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22})))
	} else if len(e.Excerpts) == 0 {
		return k.Muted(k.T("excerpts.none"))
	}
	at, more := 0, 0
	for i, x := range e.Excerpts {
		active := x.ID == l.Active().Excerpt
		if active {
			at = i
		}
		if i >= fewPassages && !active && c.whole != e.ID {
			more++
			continue
		}
		column.Add(c.passage(e, i, active))
	}
	if more > 0 {
		column.Add(k.Wrap(0, k.Button(control.Link, k.Locale.TN("event.passages.more", more), nil, func() {
			c.whole = e.ID
			c.build()
		})))
	}
	if len(e.Excerpts) > 1 {
		back, on := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
		if k.RTL() {
			back, on = on, back
		}
		column.Add(k.Row(4, 0, k.Muted(k.T("excerpt.of", "n", k.Locale.Count(at+1), "m", k.Locale.Count(len(e.Excerpts)))),
			k.IconButton(back, k.T("command.excerpt.previous"), func() { l.StepExcerpt(-1) }),
			k.IconButton(on, k.T("command.excerpt.next"), func() { l.StepExcerpt(1) })))
	}
	return column
}

// passage is one excerpt: the words, a bar in the track's colour, and where they are
// from.
func (c *card) passage(e *library.EventView, at int, active bool) fyne.CanvasObject {
	k, l, x := c.kit, c.host.Library, e.Excerpts[at]
	bar := control.Line
	if active {
		bar = control.Mark(e.TrackRow.Colour)
	}
	read := func() { l.ReadExcerpt(x.Excerpt) }
	source := k.Name(x.Source.Title, text.LabelStyle{Size: control.SizeSmall, Colour: fynetheme.ColorNamePlaceHolder, Lines: 1, Shrink: true})
	var words fyne.CanvasObject = k.Written(control.OneLine(x.Anchor.Exact, 280), text.LabelStyle{LineHeight: 25})
	switch {
	case x.Doubt.State == data.Sure && x.Source.Awaits(x.Anchor):
		words = control.Column(2, words, k.Muted(k.T("reference.waits")))
	case x.Doubt.State != data.Sure:
		words = c.texts.Card(retext.OfExcerpt(x.Excerpt))
	}
	from := feature.SourceLine(k, x.Source)
	switch {
	case len(e.Excerpts) == 1 || at >= e.First:
	case e.First == 1:
		from = k.Join(from, k.T("compare.is.first"))
	default:
		from = k.Join(from, k.T("event.may.be.first"))
	}
	body := control.Column(4, words, source, k.Muted(from))
	if !x.Date.IsZero() && x.Date != e.Date {
		body.Add(k.Muted(k.T("compare.gives", "date", k.Locale.Date(x.Date))))
	}
	if said := c.verdicts.OfSource(e, x); said != "" {
		body.Add(k.Muted(said))
	}
	body.Add(k.Wrap(0, k.Button(control.Link, k.T("excerpt.show"), nil, read)))
	return k.TapArea(k.Quote(bar, body), read, func(at fyne.Position) {
		items := []control.Item{
			{Text: k.T("excerpt.show"), Run: read},
			{Text: k.T("selection.quote"), Run: func() { c.copier.Passage(x.Anchor.Exact, x.Source) }},
		}
		items = append(items, c.copier.Cite(x.Source, at)...)
		k.ShowMenu(c.host.Canvas, at, append(items, c.verdicts.Source(x.Excerpt),
			control.Item{Text: k.T("excerpt.date") + "…", Disabled: !l.Writable(), Run: func() { c.askGiven(e, x.Excerpt) }}, control.Item{Text: k.T("excerpt.unlink"), Disabled: !l.Writable(), Run: func() { c.unlink(x.Excerpt) }}))
	})
}

// actions are what can be done with the event.
func (c *card) actions() fyne.CanvasObject {
	k, h := c.kit, c.host
	note := k.Button(control.Outline, k.T("command.note.add"), fynetheme.DocumentCreateIcon(), func() { h.Run("note.event") })
	change := k.Button(control.Quiet, k.T("command.event.edit"), nil, func() { h.Run("event.edit") })
	if !c.writable {
		note.Disable()
		change.Disable()
	}
	copied := k.Button(control.Quiet, k.T("selection.copy"), nil, func() { h.Run("event.copy") })
	row := k.Wrap(8, note, change, copied)
	if len(c.host.Library.Event().Excerpts) > 1 {
		row.Add(k.Button(control.Quiet, k.T("short.compare"), nil, func() { h.Run("event.compare") }))
	}
	return row
}

// neighbours are the events before and after this one in time.
func (c *card) neighbours(e *library.EventView) fyne.CanvasObject {
	k, l := c.kit, c.host.Library
	n := l.Snapshot()
	row := k.Wrap(14)
	at := n.Find(e.ID, e.Date)
	for _, side := range []struct {
		command string // and the message key of its words here
		step    int
	}{{"event.previous", -1}, {"event.next", 1}} {
		place := at + side.step
		if at < 0 || place < 0 || place >= n.Columns.Len() {
			continue
		}
		caption, loaded := l.Caption(n.Columns.IDs[place])
		c.untitled = c.untitled || !loaded
		row.Add(k.Button(control.Link, k.T(side.command, "title", control.OneLine(caption.Title, 34)), nil, func() { c.host.Run(side.command) }))
	}
	return row
}
