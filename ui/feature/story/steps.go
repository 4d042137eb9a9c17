package story

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/telling"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// This file is what is done with the current step, and with the story as a row.

// lent is the filter of a step of a view, while that is shown, and the one before it.
type lent struct {
	shown  string
	before query.Query
	on     bool
}

// reveal shows what a step shows: its event, or what its filter leaves of its time. Strip and
// map go there as from the step before.
func (f *Feature) reveal(i int) {
	s, ok := f.model.step(i)
	if !ok || f.host.Library.Snapshot() == nil {
		return
	}
	f.lend(s)
	if s.Timed() {
		f.parts.Timeline.Tell(s.Event, s.Lo, s.Hi)
	}
	if s.Timed() || s.IsView() {
		f.parts.Map.Tell(s.Event, s.Lo, s.Hi)
	}
	if s.Event != (data.ID{}) {
		f.host.Library.Select(s.Event)
	}
}

// lend filters by what the step of a view says; with any other step the filter from before
// is back, if nobody has changed it.
func (f *Feature) lend(s telling.Step) {
	l := f.host.Library
	if f.lent.on && l.Filter().String() != f.lent.shown {
		f.lent = lent{} // the reader has one of their own
	}
	switch {
	case s.IsView():
		if !f.lent.on {
			f.lent = lent{before: l.Filter(), on: true}
		}
		q := f.host.Query(s.Query, false)
		if f.lent.shown = q.String(); f.lent.shown != l.Filter().String() {
			l.SetFilter(q)
		}
	case f.lent.on:
		q := f.lent.before
		f.lent = lent{}
		l.SetFilter(q)
	}
}

func (f *Feature) editCurrent() {
	if s, ok := f.model.step(f.pane.list.Current()); ok && f.host.Library.Writable() {
		newStepForm(f, s)
	}
}

// moveCurrent takes the current step up (-1) or down (1); it stays the current one.
func (f *Feature) moveCurrent(by int) {
	i := f.pane.list.Current()
	if s, ok := f.model.step(i); ok {
		f.moveStep(s.ID, i+by)
	}
}

// moveStep takes a step to a place, if there is one.
func (f *Feature) moveStep(step data.ID, to int) {
	if f.host.Library.Writable() && to >= 0 && to < len(f.model.told.Steps) {
		f.pane.keep = step
		f.model.move(step, to)
	}
}

func (f *Feature) removeCurrent() {
	if s, ok := f.model.step(f.pane.list.Current()); ok && f.host.Library.Writable() {
		f.model.remove(s.StoryStep)
		f.host.Tell(f.host.Kit().T("stories.removed"), f.host.Item("edit.undo"))
	}
}

// rename asks for another name of the story, and for a title that stands over it when it
// is told.
func (f *Feature) rename() {
	k, before := f.host.Kit(), f.model.told.Story
	name, title := k.Entry(1, before.Name, ""), k.Entry(1, before.Title, before.Name)
	var d *control.Dialog
	save := func() bool {
		after := before
		after.Name, after.Title = name.Text(), title.Text()
		if after == before {
			return true
		}
		if err := after.Validate(); err != nil {
			d.Fail(f.host.Say(err))
			return false
		}
		f.host.Submit(d, data.Edit{Label: "edit.story.change", Stories: []data.Change[data.Story]{data.Update(before, after)}}, func() {})
		return false
	}
	d = k.ShowDialog(f.host.Canvas, k.T("command.stories.edit"), 460,
		control.Column(12, k.Field("field.name", name), k.Field("stories.title", title), k.Muted(k.T("stories.title.hint"))),
		control.Action{Text: k.T("button.save"), Primary: true, Run: save}, control.Action{Text: k.T("button.cancel")})
	f.host.Guard(d, func() bool { return name.Text()+title.Text() != before.Name+before.Title })
	d.Attach(name, title)
}

func (f *Feature) deleteStory(s data.Story) {
	library.Use(f.host.Library, func(ctx context.Context, l *app.Library) (data.Edit, error) {
		d, err := l.DeleteStory(ctx, s)
		if err != nil {
			return data.Edit{}, err
		}
		return l.Write(ctx, d.Edit)
	}, nil)
}

// Carry follows an event that is dragged, with all that are selected with it in the table:
// over the pane it is marked, and those that are let go there become steps where they are, in
// the order of time.
func (f *Feature) Carry(c feature.Carried) {
	over := f.host.Library.Writable() && f.pane.over(c.At)
	f.pane.mark(over && !c.Done)
	if !over || !c.Done {
		return
	}
	events := []data.ID{c.Event}
	if picked := f.parts.Table.Picked(); slices.Contains(picked, c.Event) {
		events = picked
	}
	f.drop(events, f.pane.placeAt(c.At))
}

// drop adds events at a place of the story that is shown, or makes one of them.
func (f *Feature) drop(events []data.ID, place int) {
	steps := ofEvents(events)
	if f.model.told.ID == (data.ID{}) {
		f.host.Later(func() { f.askNew(steps) })
		return
	}
	f.add(place, steps)
}
