package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// toolbar is the bar at the window's head.
type toolbar struct {
	*core
	title      *text.Label
	back, on   *control.Button
	undo, redo *control.Button
	add, small *control.Button // the same with an icon alone
	clock      *control.Button // opens the menu of the two clocks
	views      *control.Button // opens the menu of the strip
	viewsMenu  func(at fyne.Position)
	modes      *control.Segments
	can        func(mode) bool // whether a mode has something to show
	now        func() mode
	form       barForm
	root       *fyne.Container
}

// newToolbar makes the bar in the language in use; views opens the menu of the strip.
func newToolbar(c *core, viewsMenu func(at fyne.Position), can func(mode) bool, now func() mode) *toolbar {
	k := c.host.Kit()
	b := &toolbar{core: c, viewsMenu: viewsMenu, can: can, now: now}
	b.title = k.Name("", text.LabelStyle{Align: k.Start(), Lines: 1, Shrink: true, Bold: true})
	var menu *control.Button
	menu = k.IconButton(fynetheme.MenuIcon(), k.T("tip.menu"), func() { b.menu(k.Over(menu)) })
	icon := func(id string, icon fyne.Resource) *control.Button {
		return c.host.CommandButton(icon, id)
	}
	b.clock = k.IconButton(fynetheme.HistoryIcon(), k.T("tip.clocks"), func() { b.clocks(k.Over(b.clock)) })
	b.views = k.IconButton(fynetheme.MoreVerticalIcon(), k.T("tip.views"), func() { viewsMenu(k.Over(b.views)) })
	undo, redo := fynetheme.ContentUndoIcon(), fynetheme.ContentRedoIcon() // each the mirror of the other
	if k.RTL() {
		undo, redo = redo, undo
	}
	b.undo, b.redo = icon("edit.undo", undo), icon("edit.redo", redo)
	past, later := fynetheme.NavigateBackIcon(), fynetheme.NavigateNextIcon()
	if k.RTL() {
		past, later = later, past
	}
	b.back, b.on = icon("place.back", past), icon("place.on", later)
	b.add = k.Button(control.Primary, k.T("command.article.add"), fynetheme.ContentAddIcon(), func() { c.run("article.add") })
	b.small = k.Button(control.Primary, "", fynetheme.ContentAddIcon(), func() { c.run("article.add") })
	b.modes = k.Segments(func(key string) { c.run("mode." + key) })
	b.root = k.Pad(10, 7, 18, 7, container.New(&barLayout{b: b}, k.Row(6, 3, menu, b.back, b.on, b.title), b.modes.Root,
		k.Row(4, 0, c.search.Field(), control.Gap(4, 1), b.clock, b.views, b.undo, b.redo, control.Gap(4, 1), b.add, b.small)))
	b.setForm(barWide)
	b.refresh()
	return b
}

// showModes shows the modes that have something to show, and which one is on.
func (b *toolbar) showModes() {
	k := b.host.Kit()
	all := []control.Segment{{Key: "timeline", Title: k.T("mode.timeline"), Icon: control.TimelineIcon()}}
	on := "timeline"
	if b.can(readMode) {
		all = append(all, control.Segment{Key: "read", Title: k.T("mode.read"), Icon: control.BookIcon()})
	}
	if b.can(reviewMode) {
		s := control.Segment{Key: "review", Title: k.T("mode.review"), Icon: control.TickIcon()}
		if p := b.review.Proposals(); p != nil {
			s.Count = k.Locale.Count(len(p.Candidates))
		}
		all = append(all, s)
	}
	if b.can(mapMode) {
		all = append(all, control.Segment{Key: "map", Title: k.T("mode.map"), Icon: control.MapIcon()})
	}
	if m := b.now(); m != timelineMode {
		on = string(m)
	}
	b.modes.Set(all, on, b.form >= barBare)
	b.modes.Root.Hidden = len(all) < 2
	b.root.Refresh()
}

func (b *toolbar) refresh() {
	n := b.lib.Snapshot()
	if n != nil {
		b.title.SetText(n.Library.Title)
	} else {
		b.title.SetText("")
	}
	for id, button := range map[string]*control.Button{"place.back": b.back, "place.on": b.on, "edit.undo": b.undo, "edit.redo": b.redo, "article.add": b.add} {
		if b.commands.Get(id).On() {
			button.Enable()
		} else {
			button.Disable()
		}
	}
	if b.commands.Get("article.add").On() {
		b.small.Enable()
	} else {
		b.small.Disable()
	}
}

// clocks is the menu of the two clocks: by when events happened or became known, and what was
// known on a date.
func (b *toolbar) clocks(at fyne.Position) {
	a := b.host.Arrangement()
	if b.lib.Snapshot() == nil || a == nil {
		return
	}
	k, by := b.host.Kit(), b.item("strip.clock")
	happened, known := by, by
	happened.Text, happened.Checked = k.T("clock.happened"), a.Clock != "known"
	known.Text, known.Checked = k.T("clock.known"), a.Clock == "known"
	for _, item := range []*control.Item{&happened, &known} {
		if item.Key = by.Key; item.Checked {
			item.Key, item.Run = "", func() {}
		}
	}
	past := b.item("strip.known")
	past.Checked = len(b.lib.Filter().Field(query.Known)) > 0
	k.ShowMenu(b.win.Canvas(), at, []control.Item{happened, known, {}, past})
}

// others is the command that brings others to the open library: of a file, by a server.
func (b *toolbar) others() string {
	if b.commands.Get("people").On() {
		return "people"
	}
	return "library.share"
}

// menu is the main menu, made from the table of commands.
func (b *toolbar) menu(at fyne.Position) {
	k := b.host.Kit()
	items := []control.Item{b.item("library.new"), b.item("library.open"), b.item("library.connect")}
	for _, recent := range b.libraries.Recent(5) {
		recent.Text = "    " + recent.Text
		items = append(items, recent)
	}
	items = append(items, b.item("library.sample"), b.item("library.title"), b.item("library.copy"), b.item(b.others()))
	if b.commands.Get("library.nightly").On() {
		items = append(items, b.item("library.nightly"))
	}
	items = append(items, b.item("library.restore"), b.item("publish"), b.item("print"), control.Item{}, b.item("article.add"), b.item("event.new"), b.item("import.files"), b.item("story"), b.item("duplicates"), b.item("actors"), control.Item{},
		b.item("search"), b.item("filter"), b.item("palette"))
	if b.form >= barMenu {
		items = append(items, control.Item{Text: k.T("tip.views"), Run: func() { b.host.Later(func() { b.viewsMenu(at) }) }})
	}
	items = append(items, control.Item{})
	undo, redo := b.item("edit.undo"), b.item("edit.redo")
	if label := b.history.Undoable(); label != "" {
		undo.Text = k.T("command.undo.named", "what", k.T(label))
	}
	if label := b.history.Redoable(); label != "" {
		redo.Text = k.T("command.redo.named", "what", k.T(label))
	}
	light, dark, system := b.item("theme.light"), b.item("theme.dark"), b.item("theme.system")
	light.Checked, dark.Checked, system.Checked = b.State.Theme == "light", b.State.Theme == "dark", b.State.Theme == ""
	items = append(items, undo, redo, b.item("history"), control.Item{}, light, dark, system, b.item("lang.switch"), b.item("settings"), control.Item{}, b.item("help.guide"), b.item("help.keys"), b.item("help.tour"), b.item("help.about"), b.item("app.quit"))
	k.ShowMenu(b.win.Canvas(), at, items)
}
