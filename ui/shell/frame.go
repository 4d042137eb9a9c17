package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/filter"
	"tarikh.org/tarikh/ui/library"
)

// frame is the window around the features: bar, strip, columns and foot, made again for
// each language.
type frame struct {
	*core
	toolbar *toolbar
	columns *columns        // nil before the first time
	center  *fyne.Container // of strip and columns
	split   *control.Split  // of them; nil where the strip is a band
	above   *fyne.Container // the strip with the bar of a review over it
	// reviewing is whether a review went on when it was looked at last.
	reviewing bool
}

// stripShare is how much of the window's height the strip takes by itself at most.
const stripShare = 0.44

// stripHeight is what the strip takes where the reader has not chosen otherwise: what
// its events need.
func (f *frame) stripHeight() float32 {
	bar := f.review.Bar().MinSize().Height
	return f.strip.Needed(stripShare*f.win.Canvas().Size().Height-bar) + bar
}

// build makes every part in the language in use.
func (f *frame) build() error {
	kit, err := f.newKit()
	if err != nil {
		return err
	}
	f.host.SetKit(kit)
	for _, part := range f.all {
		part.Relocale()
	}
	f.lib.Prefer(f.choices.Lang())
	if f.commands, err = command.New(command.Rekey(f.Defaults(), f.State.Keys)...); err != nil {
		return err
	}
	f.toolbar = newToolbar(f.core, f.viewsMenu, f.canMode, f.mode)
	before := f.columns
	f.columns = newColumns(f.core, f.tabShown)
	if before != nil { // in another language
		f.columns.selectAs(before)
	}
	f.tabShown(f.columns.start.Selected())
	f.center, f.above = control.Stack(), control.Stack()
	f.arrange()
	top := container.NewVBox(f.toolbar.root, control.HLine(), f.filter.Chips())
	foot := container.NewVBox(control.HLine(), kit.Row(0, 0, f.status.View(), f.company.View()))
	f.win.SetContent(control.Stack(container.NewBorder(top, foot, nil, nil, f.center), kit.Tips.Root))
	f.notes.Focus()
	f.review.Focus()
	f.bindKeys()
	f.retitle()
	return nil
}

// Rebuild builds the window again after a change of settings or fonts; what is in view
// and what is read stay in view.
func (f *frame) Rebuild() {
	if f.over {
		return
	}
	if err := f.build(); err != nil {
		f.fail(err)
		return
	}
	f.remember()
}

// follow shows a change of the library in the frame, and writes down what the reader
// sees, so that tests from outside can tell; the log that is kept has none of it.
func (f *frame) follow(c library.Change) {
	if f.over {
		return
	}
	switch c.Kind {
	case library.Opened, library.Edited:
		f.toolbar.refresh()
		f.columns.showFirst()
		f.columns.showReader()
		f.columns.countNotes()
		f.columns.countContents()
		f.retitle()
		f.fitStrip()
		f.keepMode()
		if n := f.lib.Snapshot(); n != nil {
			f.Log.Debug("library shown", "events", n.Counts.Events, "notes", n.Counts.Annotations, "undo", n.UndoLabel)
		}
	case library.SavingChanged:
		f.toolbar.refresh()
	case library.EventSelected:
		f.toolbar.refresh()
		f.columns.countNotes()
		f.columns.countContents()
		if e := f.lib.Event(); e != nil {
			f.Log.Debug("event shown", "id", e.ID, "title", e.Title, "excerpts", len(e.Excerpts))
		}
	case library.ArticleOpened:
		f.toolbar.refresh()
		f.columns.showReader()
		f.columns.countNotes()
		f.columns.countContents()
		f.keepMode()
	case library.PassageFocused:
		if a := f.lib.Article(); a != nil {
			active := f.lib.Active()
			f.Log.Debug("excerpt shown", "article", a.Title, "excerpt", active.Excerpt, "text", a.Text[min(active.Start, len(a.Text)):min(active.End, len(a.Text))])
		}
	default:
	}
}

func (f *frame) retitle() {
	name := f.host.Kit().T("app.name")
	if n := f.lib.Snapshot(); n != nil {
		name = n.Library.Title + " – " + name
	}
	f.win.SetTitle(name)
}

// tabShown tells the features which tab is shown.
func (f *frame) tabShown(key string) {
	f.filter.SetInView(key == filter.Tab)
	f.search.TabShown(key)
}

// viewsMenu is what can be done with the strip as a whole: saved views first.
func (f *frame) viewsMenu(at fyne.Position) {
	if f.lib.Snapshot() == nil {
		return
	}
	lock := f.item("strip.lock")
	lock.Checked = f.State.Locked
	f.host.Kit().ShowMenu(f.win.Canvas(), at, append(f.views.Items(), f.item("view.save"), f.item("views"), control.Item{},
		f.item("strip.measure"), f.item("tracks"), f.item("strip.zone"), control.Item{},
		f.item("strip.clock"), f.item("strip.known"), f.item("strip.relations"), lock))
}

// leaveSize remembers the sizes of the window and of its panes with the open
// library. A library that is opened the first time takes those of the last one.
func (f *frame) leaveSize() {
	f.keepSize()
	p := f.State.Window
	f.host.Arrangement().Panes = &p
}

// restoreSize gives the window and its panes the sizes that the open library was
// left with.
func (f *frame) restoreSize() {
	a := f.host.Arrangement()
	if a == nil || a.Panes == nil {
		return
	}
	old, size := f.State.Window, f.win.Canvas().Size()
	p := *a.Panes
	f.State.Window = p
	if p.Width >= leastWidth && p.Height >= leastHeight && fyne.NewSize(p.Width, p.Height) != size {
		f.win.Resize(fyne.NewSize(p.Width, p.Height))
	}
	if p.Width, p.Height, old.Width, old.Height = 0, 0, 0, 0; p != old {
		f.Rebuild()
	}
}
