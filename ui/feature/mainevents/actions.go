package mainevents

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/library"
)

// actions are what the reader does with the main event that is shown. Each decision is one
// edit.
type actions struct {
	host   *feature.Host
	model  *model
	events *events.Feature
	window Window
}

// leave ends the review for now, and keeps its place.
func (a actions) leave() {
	a.model.leave()
	a.window.ShowTab(a.window.FirstTab())
	a.window.HideTab(Tab)
}

// again looks for main events again.
func (a actions) again() {
	a.model.forget()
	a.host.Run("story")
}

// open is the item that is shown if something can be done with it, else nil.
func (a actions) open() *item {
	if it, _ := a.model.shown(); it != nil && it.open() && a.host.Library.Writable() {
		return it
	}
	return nil
}

// acceptable reports whether the item that is shown has a passage to be an event of.
func (a actions) acceptable() bool {
	it := a.open()
	return it != nil && len(it.taken()) > 0
}

// accept makes the item that is shown an event, or adds its passages to the one that the
// library has.
func (a actions) accept() {
	if it := a.open(); it != nil && it.Known != (data.ID{}) {
		if a.acceptable() {
			a.model.accept([]choice{a.model.chosenAs(a.model.at, data.Event{ID: it.Known}, false)}, "", nil)
		}
		return
	}
	a.acceptNew()
}

// acceptNew makes it an event in any case, after its title is edited where it has none but
// its sentence.
func (a actions) acceptNew() {
	switch it := a.open(); {
	case it == nil || !a.acceptable():
	case it.Edit:
		a.edit()
	default:
		a.add(a.model.chosenAs(a.model.at, a.model.newEvent(it), true))
	}
}

// add makes new events, as one edit; where the library has no track yet, on a first one.
func (a actions) add(choices ...choice) {
	a.model.accept(choices, a.host.Kit().T("track.first"), nil)
}

// edit asks for the event before it is made.
func (a actions) edit() {
	it, at := a.open(), a.model.at
	if it == nil || !a.acceptable() {
		return
	}
	chosen := a.model.chosenAs(at, a.model.newEvent(it), true)
	a.host.Later(func() { // the letter that the key types must not land in the form
		a.events.Ask(events.Form{
			Title: "found.edit.title", Event: chosen.pick.Event, Passage: chosen.pick.Passages[0].Quote, Untitled: it.Edit,
			Write: func(after data.Event, track string, done func(error)) {
				chosen.pick.Event = after
				a.model.accept([]choice{chosen}, track, done)
			},
		})
	})
}

// dismiss keeps the item that is shown away for good.
func (a actions) dismiss() {
	if a.open() != nil {
		a.model.dismiss(a.model.at)
	}
}

// sure are the places of those that can be accepted unseen.
func (a actions) sure() (places []int) {
	for at := range a.model.items {
		if it := &a.model.items[at]; it.open() && it.Sure() && it.Known == (data.ID{}) && len(it.taken()) > 0 {
			places = append(places, at)
		}
	}
	return places
}

// acceptSure asks whether to accept all that are sure, which is one edit.
func (a actions) acceptSure() {
	places := a.sure()
	if len(places) == 0 || !a.host.Library.Writable() {
		return
	}
	k := a.host.Kit()
	k.Confirm(a.host.Canvas, k.T("found.all.title"), k.Locale.TN("story.all.text", len(places)), k.T("found.accept.plain"), k.T("button.cancel"), func() {
		var choices []choice
		for _, at := range a.sure() {
			if slices.Contains(places, at) {
				choices = append(choices, a.model.chosenAs(at, a.model.newEvent(&a.model.items[at]), true))
			}
		}
		if len(choices) > 0 {
			a.add(choices...)
		}
	})
}

// read opens the article of a passage of the item that is shown, at the words.
func (a actions) read(passage int) {
	if it, _ := a.model.shown(); it != nil && passage < len(it.Passages) {
		p := it.Passages[passage]
		a.host.Library.ReadAt(p.Article.ID, library.Passage{Start: p.Start, End: p.End})
	}
}

// readNext opens the passage after the one that is read.
func (a actions) readNext() {
	it, _ := a.model.shown()
	if it == nil || len(it.Passages) == 0 {
		return
	}
	at, active := -1, a.host.Library.Active()
	if open := a.host.Library.Article(); open != nil {
		at = slices.IndexFunc(it.Passages, func(p app.MainPassage) bool { return p.Article.ID == open.ID && p.Start == active.Start })
	}
	a.read((at + 1) % len(it.Passages))
}

// goTo shows the event that an item has become.
func (a actions) goTo(event data.ID) {
	a.host.Library.Select(event)
	a.window.ShowTab(a.window.FirstTab())
}

// keyed are the actions with the keys that they have in the list.
func (a actions) keyed() []command.Command {
	do := func(id string, run func(), keys ...fyne.KeyName) command.Command {
		c := command.Command{ID: id, Title: "command." + id, Run: run}
		for _, key := range keys {
			c.Keys = append(c.Keys, command.Plain(key))
		}
		return c
	}
	all := do("story.all", a.acceptSure)
	all.Keys = []command.Key{{Name: fyne.KeyA, Mod: fyne.KeyModifierShift}}
	return []command.Command{
		do("story.accept", a.accept, fyne.KeyA),
		do("story.edit", a.edit, fyne.KeyE),
		do("story.dismiss", a.dismiss, fyne.KeyD, fyne.KeyDelete),
		do("story.passage", a.readNext, fyne.KeyR),
		do("story.next", func() { a.model.step(1) }, fyne.KeyJ),
		do("story.previous", func() { a.model.step(-1) }, fyne.KeyK),
		all,
		do("story.more", a.model.showMore),
		do("story.leave", a.leave, fyne.KeyEscape),
	}
}
