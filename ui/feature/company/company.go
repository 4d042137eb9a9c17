// Package company shows who else has a library of a server open, and what they look at.
//
// The one idea behind it: people see each other and are never in each other's way. What is
// selected, in view and to be undone is each person's own; that somebody writes in the same
// note is said, and what both write is joined or decided when it is saved.
package company

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

const (
	// again is how often this program says that it is still here.
	again = 10 * time.Second
	// pause is how long what is looked at stays the same before it is told.
	pause = 200 * time.Millisecond
	// farewell is how long closing waits for the others to be told.
	farewell = time.Second
	// shownNames is how many of the others are named; more are counted.
	shownNames = 3
)

// Notes tell which note is being written.
type Notes interface {
	Writing() *notes.Writing
	Subscribe(told func(notes.Change)) (unsubscribe func())
}

// Feature shows the others.
type Feature struct {
	host   *feature.Host
	notes  Notes
	client data.ID
	others []data.Presence
	absence
	root *fyne.Container

	leave  func()        // tells the others that this program is gone; nil where nobody can be met
	looked chan struct{} // what is looked at has changed
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, n Notes) *Feature {
	f := &Feature{host: h, notes: n, client: data.NewID(), root: control.Stack(), looked: make(chan struct{}, 1)}
	h.Library.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.Opened:
			f.begin()
			f.attend()
		case library.Edited:
			if c.All {
				f.attend()
			}
		case library.Closing:
			f.bid()
		case library.Closed:
			f.end()
		case library.EventSelected, library.ArticleOpened:
			f.look()
		default:
		}
	})
	n.Subscribe(func(c notes.Change) {
		if c == notes.WritingChanged {
			f.look()
			f.show()
		}
	})
	return f
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{{
		ID: "company", Title: "command.company", Enabled: func() bool { return len(f.others) > 0 },
		Run: func() { f.menu() },
	}}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() { f.show() }

// View says at the window's foot who is here; it is empty where nobody is.
func (f *Feature) View() fyne.CanvasObject { return f.root }

// Others are who else is here, by their names.
func (f *Feature) Others() []data.Presence { return f.others }

// begin tells of the open library, if others may have it open, too.
func (f *Feature) begin() {
	f.end()
	meeting, ok := f.host.Library.Store().(data.Meeting)
	if !ok {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	looks, told := make(chan data.Presence, 1), make(chan struct{})
	f.leave = func() {
		cancel()
		f.host.Library.InTurn(func() { f.goodbye(meeting, told) })
	}
	go f.hear(ctx, meeting)
	go func() {
		defer close(told)
		f.tell(ctx, meeting, looks)
	}()
	f.send(looks)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-f.looked:
			}
			time.Sleep(pause) // the keys that move the selection are held
			f.host.Post(func() { f.send(looks) })
		}
	}()
}

// bid has the others told that this program is gone, before the library is closed.
func (f *Feature) bid() {
	if f.leave != nil {
		f.leave()
	}
	f.leave = nil
}

// goodbye tells the others that this program is gone, after what it has told; who crashes is
// missed half a minute later.
func (f *Feature) goodbye(m data.Meeting, told <-chan struct{}) {
	ctx, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	select {
	case <-told:
	case <-ctx.Done():
	}
	if err := m.Leave(ctx, f.client); err != nil {
		f.host.Log.Info("nobody was told that this program is gone", "error", err)
	}
}

// end forgets the others.
func (f *Feature) end() {
	f.bid()
	f.others, f.absence = nil, absence{}
	f.show()
}

// look has what is looked at told.
func (f *Feature) look() {
	select {
	case f.looked <- struct{}{}:
	default: // it will be
	}
}

// send puts what is looked at in the place of what was not told yet.
func (f *Feature) send(looks chan data.Presence) {
	if f.leave == nil {
		return
	}
	mine := data.Presence{Client: f.client, Event: f.host.Library.Selected(), Note: f.note()}
	if a := f.host.Library.Article(); a != nil {
		mine.Article = a.ID
	}
	select {
	case <-looks:
	default:
	}
	looks <- mine
}

// note is the one that is being written here, zero where none is.
func (f *Feature) note() data.ID {
	if w := f.notes.Writing(); w != nil {
		return w.Note().ID
	}
	return data.ID{}
}

// hear has the others looked for when one of them has told something.
func (f *Feature) hear(ctx context.Context, m data.Meeting) {
	for m.Met(ctx) == nil {
		f.look()
	}
}

// tell tells what comes from looks, and the same again every so often.
func (f *Feature) tell(ctx context.Context, m data.Meeting, looks <-chan data.Presence) {
	var mine data.Presence
	tick := time.NewTicker(again)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case mine = <-looks:
		case <-tick.C:
		}
		// Not cancelled: the server might take it after the goodbye.
		others, err := m.Meet(context.WithoutCancel(ctx), mine)
		if err != nil {
			others = nil // the server is away: nobody knows who is here
		}
		f.host.While(ctx, func() {
			if !slices.Equal(others, f.others) {
				f.others = others
				f.host.Log.Debug("others shown", "who", strings.Join(names(others), ", "))
				f.show()
			}
		})
	}
}

// names are the others' names, each once.
func names(all []data.Presence) (out []string) {
	for _, p := range all {
		if !slices.Contains(out, p.Who) {
			out = append(out, p.Who)
		}
	}
	return out
}

// writing are the names of those who write in the note that is written here.
func (f *Feature) writing() []string {
	note := f.note()
	return names(slices.DeleteFunc(slices.Clone(f.others), func(p data.Presence) bool { return note == data.ID{} || p.Note != note }))
}

func (f *Feature) show() {
	k := f.host.Kit()
	f.root.Objects = nil
	foot := func(o fyne.CanvasObject) { // on the ground of the foot
		f.root.Objects = []fyne.CanvasObject{control.NewSurface(control.Ground, control.None, 0), k.Pad(0, 4, 20, 4, o)}
	}
	switch {
	case f.away:
		key := "company.away"
		if f.lost {
			key = "company.lost"
		}
		foot(k.Text(k.T(key), text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 18, Colour: fynetheme.ColorNameWarning}))
	case len(f.others) > 0:
		who, key := names(f.others), "company.here"
		if w := f.writing(); len(w) > 0 {
			who, key = w, "company.writing"
		}
		n := len(who)
		var list []string
		for _, name := range who[:min(n, shownNames)] {
			list = append(list, k.Given(name))
		}
		if n > shownNames {
			list = append(list, k.Locale.TN("company.more", n-shownNames))
		}
		var button *control.Button
		button = k.Button(control.Link, k.Locale.TN(key, n, "names", k.List(list)), icon(key), func() { f.menuAt(k.Over(button)) })
		foot(button)
	}
	f.root.Refresh()
}

func icon(key string) fyne.Resource {
	if key == "company.writing" {
		return fynetheme.WarningIcon()
	}
	return fynetheme.AccountIcon()
}

func (f *Feature) menu() { f.menuAt(fyne.NewPos(0, f.host.Canvas.Size().Height)) }

// menuAt lists the others with what they look at, which a choice shows here.
func (f *Feature) menuAt(at fyne.Position) {
	k := f.host.Kit()
	events := make([]data.ID, len(f.others))
	for i, p := range f.others {
		events[i] = p.Event
	}
	library.Load(f.host.Library, nil, func(ctx context.Context, s data.Store) ([]data.Event, error) { return s.EventRows(ctx, events) }, func(rows []data.Event) {
		var items []control.Item
		for i, p := range f.others {
			if i >= len(rows) {
				break
			}
			item := control.Item{Text: k.Given(p.Who), Disabled: p.Event == data.ID{}}
			if rows[i].ID != (data.ID{}) {
				item.Text = k.T("company.looks", "who", k.Given(p.Who), "what", k.Given(control.OneLine(rows[i].Title, 60)))
				item.Run = func() { f.host.Library.Select(p.Event) }
			}
			items = append(items, item)
		}
		k.ShowMenu(f.host.Canvas, at, append(items, control.Item{}, f.host.Item("people")))
	})
}
