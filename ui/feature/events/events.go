// Package events is the selected event: its card with the passages that report it, its
// form, and the excerpts in the open article.
//
// The one idea behind it: an excerpt links an event and an article, and is shown on
// both sides: in the card, and as a mark in the reader. Each links to the other.
package events

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/verification"
	"tarikh.org/tarikh/ui/library"
)

// Feature is the selected event.
type Feature struct {
	host    *feature.Host
	reading *reading.Feature
	texts   *retext.Feature
	choices Choices
	copier  Copier
	card    *card
	extras  []func(*library.EventView) fyne.CanvasObject // of the card
	bare    data.ID                                      // the event that nothing reports, in place of whose article that is said
}

// Copier puts what is copied into the clipboard.
type Copier interface {
	Passage(words string, of data.Article)                 // with its source
	Cite(of data.Article, at fyne.Position) []control.Item // its citation; at is where a menu opens
}

// Choices are what the person has chosen.
type Choices interface {
	Author() string // of new notes
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature, which shows the event that is selected in the library.
func New(h *feature.Host, r *reading.Feature, texts *retext.Feature, c Choices, cp Copier) *Feature {
	f := &Feature{host: h, reading: r, texts: texts, choices: c, copier: cp}
	f.Relocale()
	r.SetOffer(layer, f.offer)
	h.Library.Subscribe(f.changed)
	r.OnPressed(func(p reading.Press) {
		if p.Layer == layer {
			goTo(h.Library, p.ID.(data.ID))
		}
	})
	return f
}

func (f *Feature) changed(c library.Change) {
	f.card.follow(c)
	switch c.Kind {
	case library.ArticleOpened, library.PassageFocused:
		f.reading.Cover(nil)
		f.mark()
	case library.EventSelected:
		if e := f.host.Library.Event(); e == nil || e.ID != f.bare || len(e.Excerpts) > 0 { // else it has only changed
			f.reading.Cover(nil)
		}
	case library.NothingToRead:
		f.bare = c.ID
		f.reading.Cover(f.nothing())
	default:
	}
}

func (f *Feature) mark() { f.reading.SetMarks(layer, marks(f.reading, f.host.Library)) }

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	selected := func() bool { return l.Event() != nil }
	words := func() bool { _, ok := f.reading.Selection(); return ok }
	passage := func() bool { _, ok := f.reading.Chosen(); return ok && l.Writable() }
	shift := func(name fyne.KeyName) []command.Key { return []command.Key{{Name: name, Mod: fyne.KeyModifierShift}} }
	excerpts := func() bool { return selected() && len(l.Event().Excerpts) > 1 }
	unlocked := func() bool { return l.Writable() && selected() && !f.host.State.Locked }
	return []command.Command{
		{ID: "excerpt.previous", Title: "command.excerpt.previous", Keys: []command.Key{command.Plain(fyne.KeyLeftBracket)}, Enabled: excerpts, Run: func() { l.StepExcerpt(-1) }},
		{ID: "excerpt.next", Title: "command.excerpt.next", Keys: []command.Key{command.Plain(fyne.KeyRightBracket)}, Enabled: excerpts, Run: func() { l.StepExcerpt(1) }},
		{ID: "event.edit", Title: "command.event.edit", Keys: []command.Key{command.Plain(fyne.KeyReturn)}, Enabled: unlocked, Run: func() { f.edit(l.Event().Event) }},
		{ID: "event.delete", Title: "command.event.delete", Keys: []command.Key{command.Plain(fyne.KeyDelete)}, Enabled: unlocked, Run: f.deleteEvent},
		{ID: "selection.event", Title: "selection.event", Enabled: func() bool { return l.Writable() && words() }, Run: func() { f.AddFromWords() }},
		{ID: "selection.link", Title: "selection.link", Keys: []command.Key{command.Plain(fyne.KeyL)}, Enabled: passage, Run: f.link},
		{ID: "passage.link", Title: "command.passage.link", Keys: shift(fyne.KeyL), Enabled: passage, Run: f.askEvent},
		{ID: "passage.across", Title: "command.passage.across", Keys: []command.Key{command.Plain(fyne.KeyG)}, Enabled: f.canCross, Run: f.cross},
		{
			ID: "excerpt.unlink", Title: "excerpt.unlink", Keys: []command.Key{command.Plain(fyne.KeyDelete)}, Before: []string{"event.delete"},
			Enabled: func() bool { _, ok := f.framed(); return ok && l.Writable() }, Run: func() {
				x, _ := f.framed()
				f.unlink(x)
			},
		},
	}
}

// Relocale is that of feature.Feature.
func (f *Feature) Relocale() {
	f.card = newCard(f.host, f.texts, f.copier, f.unlink, verification.NewVerdicts(f.host, f.choices), &f.extras)
}

// AddPart shows something more in the card, below the title; nil where there is none for
// an event. Refresh shows it again.
func (f *Feature) AddPart(part func(*library.EventView) fyne.CanvasObject) {
	f.extras = append(f.extras, part)
}

// Refresh shows the card again.
func (f *Feature) Refresh() { f.card.build() }

// View is the pane of the event's card, made again by Relocale.
func (f *Feature) View() fyne.CanvasObject { return f.card.scroll }

// Add asks for a new event, with a date, its zone and a track, each of which may be
// zero.
func (f *Feature) Add(date dates.Date, zone string, track data.ID) {
	f.add(data.Event{Date: date, Zone: zone, Track: track}, nil)
}

// AddFromWords asks for a new event that the chosen words report, and reports whether
// any are chosen.
func (f *Feature) AddFromWords() bool {
	words, ok := f.reading.Chosen()
	if !ok {
		return false
	}
	a := f.host.Library.Article()
	title := control.OneLine(strings.Trim(words.Exact, " \n«»\"“”.,،؛:;"), 60)
	f.add(data.Event{Title: title, Date: a.Published}, &data.Excerpt{Article: a.ID, Anchor: words})
	return true
}

// add asks for a new event; from is the passage that reports it, or nil.
func (f *Feature) add(event data.Event, from *data.Excerpt) {
	event.ID, event.Importance = data.NewID(), data.DefaultImportance
	passage := ""
	if from != nil {
		passage = from.Anchor.Exact
	}
	f.Ask(Form{Title: "command.event.new", Event: event, Passage: passage, Write: func(after data.Event, track string, done func(error)) {
		f.write(func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.AddEvent(ctx, after, track, from)
		}, func(err error) {
			if err == nil && from != nil {
				f.reading.ClearSelection()
			}
			done(err)
		})
	}})
}

// edit asks for changes of an event.
func (f *Feature) edit(old data.Event) {
	f.Ask(Form{Title: "command.event.edit", Event: old, Write: func(after data.Event, track string, done func(error)) {
		f.write(func(ctx context.Context, l *app.Library) (data.Edit, error) {
			return l.ChangeEvent(ctx, old, after, track)
		}, done)
	}})
}

// write runs a use case that writes an event.
func (f *Feature) write(use func(context.Context, *app.Library) (data.Edit, error), done func(error)) {
	library.Use(f.host.Library, use, func(_ data.Edit, err error) { done(err) })
}

// Ask asks for an event; it is selected once it is written.
func (f *Feature) Ask(asked Form) { showForm(f.host, asked) }

// deleteEvent asks, showing what is deleted with the selected event, and deletes it.
func (f *Feature) deleteEvent() {
	e := f.host.Library.Event()
	f.host.ConfirmDeletion("event", e.Title, func(ctx context.Context, l *app.Library) (app.Deletion, error) { return l.DeleteEvents(ctx, e.ID) })
}
