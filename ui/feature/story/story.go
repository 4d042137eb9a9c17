// Package story is the stories of a library: lists of steps over events and over what a
// filter leaves, made by dragging and by keys, and told in full screen.
//
// The one idea behind it: a step has only what differs from its event, so a story is made
// by naming events, and what is mended there is mended in the story.
package story

import (
	"context"
	"image"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/map/scene"
)

// Tab is the key of the tab of the stories.
const Tab = "stories"

// Window is where the stories are shown.
type Window interface {
	ShowTab(key string)
	OfferTab(key string)
	HideTab(key string)
	CountTab(key, count string)
	FullScreen(on bool)
}

// Choices are what the reader has chosen.
type Choices interface {
	Animated() bool
	AxisRTL() bool
	LocaleOf(lang string) (*i18n.Locale, error)
}

// Timeline is the strip.
type Timeline interface {
	Scene
	Range() (lo, hi int64) // the time in view, in Unix seconds
}

// Scene is what goes along with the steps of a story: the strip, and the map.
type Scene interface {
	// Tell goes to an event, which begins and ends at [lo, hi) on the axis; the zero ID: to
	// what the filter leaves of that time.
	Tell(event data.ID, lo, hi int64)
}

// Table are the events that are selected in the table.
type Table interface{ Picked() []data.ID }

// Pictures decodes pictures, one at a time.
type Pictures interface {
	Fit(ctx context.Context, store data.Store, p data.Picture, width, height int) (*image.RGBA, error)
	Read(ctx context.Context, path string, width, height int) (data.Picture, data.Page, *image.RGBA, error) // of a file
	Endings() []string                                                                                      // of the names of such files
}

// Parts are what the feature takes from others.
type Parts struct {
	Window   Window
	Timeline Timeline
	Map      Scene
	World    *scene.World
	Table    Table
	Pictures Pictures
	Choices  Choices
}

// Feature is the stories.
type Feature struct {
	host    *feature.Host
	parts   Parts
	model   *model
	pane    *pane
	telling *show // nil while no story is told
	finding library.Slot
	lent    lent
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which subscribes to the library.
func New(h *feature.Host, p Parts) *Feature {
	f := &Feature{host: h, parts: p, model: newModel(h)}
	f.Relocale()
	f.model.news.Subscribe(func(struct{}) { f.show() })
	h.Library.Subscribe(func(c library.Change) {
		switch {
		case c.Kind == library.SavingChanged:
			f.pane.enable()
		case c.Kind == library.Closed:
			if f.lent = (lent{}); f.telling != nil {
				f.telling.end(false)
			}
		}
	})
	return f
}

// Relocale is that of feature.Feature. A story that is told goes on.
func (f *Feature) Relocale() {
	f.pane = newPane(f)
	if s := f.telling; s != nil { // in other faces
		s.stage.lay()
		f.host.Later(func() { f.host.Canvas.Focus(s.stage) })
	}
}

// View is the pane, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.pane.body }

// Shown reports whether the tab is offered: there is a story, or it was asked for.
func (f *Feature) Shown() bool { return len(f.model.all) > 0 || f.model.asked }

// Names are those of the stories of the open library, in their order.
func (f *Feature) Names() []string {
	names := make([]string, len(f.model.all))
	for i, s := range f.model.all {
		names[i] = s.Name
	}
	return names
}

// Count is how many steps the story that is shown has, in figures; "" for none.
func (f *Feature) Count() string {
	if n := len(f.model.told.Steps); n > 0 {
		return f.host.Kit().Locale.Count(n)
	}
	return ""
}

// show shows the stories as they are now.
func (f *Feature) show() {
	f.pane.show()
	if !f.Shown() {
		f.parts.Window.HideTab(Tab)
		return
	}
	f.parts.Window.OfferTab(Tab)
	f.parts.Window.CountTab(Tab, f.Count())
}

// Commands are those of feature.Feature. Some keys work where the list of steps has the
// keyboard.
func (f *Feature) Commands() []command.Command {
	l, m := f.host.Library, f.model
	open := func() bool { return l.Snapshot() != nil }
	story := func() bool { return open() && m.told.ID != data.ID{} }
	tellable := func() bool { return story() && len(m.told.Steps) > 0 && f.telling == nil }
	change := func() bool { return story() && l.Writable() }
	step := func() bool { _, ok := m.step(f.pane.list.Current()); return ok && l.Writable() }
	commands := []command.Command{
		{ID: "stories", Title: "command.stories", Keys: []command.Key{command.Ctrl(fyne.KeyJ)}, Enabled: open, Run: f.open},
		{ID: "stories.add", Title: "command.stories.add", Keys: []command.Key{command.Plain(fyne.KeyI)}, Enabled: func() bool { return l.Writable() && len(f.selected()) > 0 }, Run: f.addSelected},
		{ID: "stories.view", Title: "command.stories.view", Enabled: l.Writable, Run: f.addView},
		{ID: "stories.new", Title: "command.stories.new", Enabled: l.Writable, Run: func() { f.askNew(nil) }},
		{ID: "stories.tell", Title: "command.stories.tell", Keys: []command.Key{command.Plain(fyne.KeyF5)}, Enabled: tellable, Run: func() { f.tell(0) }},
		{ID: "stories.tell.here", Title: "command.stories.tell.here", Keys: []command.Key{{Name: fyne.KeyF5, Mod: fyne.KeyModifierShift}}, Enabled: tellable, Run: func() { f.tell(f.pane.list.Current()) }},
		{ID: "stories.edit", Title: "command.stories.edit", Enabled: change, Run: f.rename},
		{ID: "stories.delete", Title: "command.stories.delete", Enabled: change, Run: f.delete},
	}
	for _, c := range f.keyed() {
		c.Keys, c.Local, c.Enabled = nil, c.Keys, step
		commands = append(commands, c)
	}
	return commands
}

// keyed are the commands on the current step, with the keys that they have in the list.
func (f *Feature) keyed() []command.Command {
	alt := func(name fyne.KeyName) command.Key { return command.Key{Name: name, Mod: fyne.KeyModifierAlt} }
	return []command.Command{
		{ID: "step.edit", Title: "command.step.edit", Keys: []command.Key{command.Plain(fyne.KeyReturn), command.Plain(fyne.KeyE)}, Run: func() { f.host.Later(f.editCurrent) }},
		{ID: "step.up", Title: "command.step.up", Keys: []command.Key{alt(fyne.KeyUp)}, Run: func() { f.moveCurrent(-1) }},
		{ID: "step.down", Title: "command.step.down", Keys: []command.Key{alt(fyne.KeyDown)}, Run: func() { f.moveCurrent(1) }},
		{ID: "step.remove", Title: "command.step.remove", Keys: []command.Key{command.Plain(fyne.KeyDelete)}, Run: f.removeCurrent},
	}
}

// open shows the pane, with the keyboard in its list.
func (f *Feature) open() {
	f.model.asked = true
	f.show()
	f.parts.Window.ShowTab(Tab)
	f.host.Later(func() { f.host.Canvas.Focus(f.pane.list) })
}

// Open shows the pane with a story at one of its steps; the zero ID: at none.
func (f *Feature) Open(story, step data.ID) {
	f.model.asked, f.pane.keep, f.pane.shows = true, step, step != data.ID{}
	if f.model.told.ID != story {
		f.model.choose(story)
	}
	f.show()
	f.parts.Window.ShowTab(Tab)
}

// selected are the events that are selected: several in the table, else the one.
func (f *Feature) selected() []data.ID {
	if picked := f.parts.Table.Picked(); len(picked) > 1 {
		return picked
	}
	if id := f.host.Library.Selected(); id != (data.ID{}) {
		return []data.ID{id}
	}
	return nil
}

// addSelected adds the selected events to a story, by their time.
func (f *Feature) addSelected() { f.addTo(ofEvents(f.selected())) }

// addView adds what the filter leaves of the time in view.
func (f *Feature) addView() {
	s := data.StoryStep{ID: data.NewID(), Query: f.host.Library.Filter().String()}
	s.Lo, s.Hi = f.parts.Timeline.Range()
	f.addTo([]data.StoryStep{s})
}

// addTo adds steps to the one story, or to the one of several that is chosen; without one,
// a new one is made of them.
func (f *Feature) addTo(steps []data.StoryStep) {
	k, m := f.host.Kit(), f.model
	switch len(m.all) {
	case 0:
		f.askNew(steps)
		return
	case 1:
		f.add(-1, steps)
		return
	}
	rows := []control.Item{{Text: k.T("command.stories.add")}}
	for _, s := range m.all {
		rows = append(rows, control.Item{Text: s.Name, Checked: s.ID == m.told.ID, Run: func() { f.addInto(s.ID, steps) }})
	}
	rows = append(rows, control.Item{}, control.Item{Text: k.T("command.stories.new"), Run: func() { f.askNew(steps) }})
	f.host.Later(func() { k.ShowMenu(f.host.Canvas, f.at(), rows) })
}

// at is where a menu opens: over the pane where that is shown, else in the middle.
func (f *Feature) at() fyne.Position {
	if f.pane.seen() {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(f.pane.body).AddXY(16, headHeight)
	}
	size := f.host.Canvas.Size()
	return fyne.NewPos(size.Width/3, size.Height/3)
}

// addInto adds steps to a story, which is shown then.
func (f *Feature) addInto(story data.ID, steps []data.StoryStep) {
	f.model.chosen, f.model.told.ID = story, story
	f.add(-1, steps)
}

// add adds steps to the story that is shown, and says so.
func (f *Feature) add(at int, steps []data.StoryStep) {
	f.model.add(at, steps, f.added(len(steps)))
}

// added shows how many steps were added, or why they were not.
func (f *Feature) added(n int) func(error) {
	return func(err error) {
		if err != nil {
			f.host.Fail(err)
			return
		}
		f.host.Tell(f.host.Kit().Locale.TN("stories.added", n), f.host.Item("edit.undo"), f.host.Item("stories"))
	}
}

// askNew asks for the name of a new story, which begins with steps.
func (f *Feature) askNew(steps []data.StoryStep) {
	f.host.AskName("command.stories.new", f.host.Kit().T("stories.name"), func(name string) {
		f.model.asked = true
		f.model.make(name, steps, func(err error) {
			if err != nil {
				f.host.Fail(err)
				return
			}
			f.parts.Window.ShowTab(Tab)
		})
	})
}

// delete takes the story that is shown away, after a question where it has steps.
func (f *Feature) delete() {
	k, told := f.host.Kit(), f.model.told
	run := func() { f.deleteStory(told.Story) }
	if len(told.Steps) == 0 {
		run()
		return
	}
	k.Confirm(f.host.Canvas, k.T("stories.delete.title"), k.Locale.TN("stories.delete.text", len(told.Steps), "name", k.Given(told.Name)),
		k.T("button.delete"), k.T("button.cancel"), run)
}
