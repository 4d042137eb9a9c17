package shell

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// toolbar is the bar at the window's head.
type toolbar struct {
	*core
	title      *text.Label
	undo, redo *control.Button
	add        *control.Button
	root       *fyne.Container
}

// newToolbar makes the bar in the language in use; views opens the menu of the strip.
func newToolbar(c *core, viewsMenu func(at fyne.Position)) *toolbar {
	k := c.host.Kit()
	b := &toolbar{core: c}
	b.title = k.Name("", text.LabelStyle{Align: k.Start(), Lines: 1, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder})
	var menu *control.Button
	menu = k.IconButton(fynetheme.MenuIcon(), k.T("tip.menu"), func() { b.menu(k.Over(menu)) })
	icon := func(id string, icon fyne.Resource) *control.Button {
		return c.host.CommandButton(icon, id)
	}
	var views *control.Button
	views = k.IconButton(fynetheme.MoreVerticalIcon(), k.T("tip.views"), func() { viewsMenu(k.Over(views)) })
	b.undo, b.redo = icon("edit.undo", fynetheme.ContentUndoIcon()), icon("edit.redo", fynetheme.ContentRedoIcon())
	b.add = k.Button(control.Primary, k.T("command.article.add"), nil, func() { c.run("article.add") })
	b.root = k.Pad(10, 8, 18, 8, k.Row(8, 3,
		menu, k.Text(k.T("app.name"), text.LabelStyle{Size: 15, Bold: true, Lines: 1}), control.Gap(4, 1), control.Middle(k, 420, b.title, c.search.Field()), control.Gap(4, 1),
		icon("view.out", fynetheme.ZoomOutIcon()), icon("view.in", fynetheme.ZoomInIcon()), icon("view.fit", fynetheme.ViewFullScreenIcon()), views,
		control.Gap(10, 1), b.undo, b.redo, control.Gap(6, 1), b.add))
	b.refresh()
	return b
}

func (b *toolbar) refresh() {
	n := b.lib.Snapshot()
	if n != nil {
		b.title.SetText(n.Library.Title)
	} else {
		b.title.SetText("")
	}
	for id, button := range map[string]*control.Button{"edit.undo": b.undo, "edit.redo": b.redo, "article.add": b.add} {
		if b.commands.Get(id).On() {
			button.Enable()
		} else {
			button.Disable()
		}
	}
}

// menu is the main menu, made from the table of commands.
func (b *toolbar) menu(at fyne.Position) {
	k := b.host.Kit()
	items := []control.Item{b.item("library.new"), b.item("library.open")}
	for _, recent := range b.libraries.Recent(5) {
		recent.Text = "    " + recent.Text
		items = append(items, recent)
	}
	items = append(items, b.item("library.sample"), b.item("library.title"), b.item("library.copy"), b.item("library.restore"), control.Item{}, b.item("article.add"), b.item("event.new"), control.Item{},
		b.item("search"), b.item("filter"), b.item("palette"), control.Item{})
	undo, redo := b.item("edit.undo"), b.item("edit.redo")
	if label := b.history.Undoable(); label != "" {
		undo.Text = k.T("command.undo.named", "what", k.T(label))
	}
	if label := b.history.Redoable(); label != "" {
		redo.Text = k.T("command.redo.named", "what", k.T(label))
	}
	light, dark, system := b.item("theme.light"), b.item("theme.dark"), b.item("theme.system")
	light.Checked, dark.Checked, system.Checked = b.State.Theme == "light", b.State.Theme == "dark", b.State.Theme == ""
	items = append(items, undo, redo, b.item("history"), control.Item{}, light, dark, system, b.item("lang.switch"), b.item("settings"), control.Item{}, b.item("help.keys"), b.item("help.tour"), b.item("help.about"), b.item("app.quit"))
	k.ShowMenu(b.win.Canvas(), at, items)
}
