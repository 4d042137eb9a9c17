// Package verification is how well events are verified, in the window: what the card says
// of it, and what the reader decides.
//
// The one idea behind it: what is shown is always the standing that package verify works
// out, with its reason; a decision is an edit with who, when and why, which the next
// standing follows from.
package verification

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/verify"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"

	"fyne.io/fyne/v2"
)

// Table is where several events are selected.
type Table interface{ Picked() []data.ID }

// Feature is the commands of verification.
type Feature struct {
	host     *feature.Host
	table    Table
	verdicts *Verdicts
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, r Reader, t Table) *Feature {
	return &Feature{host: h, table: t, verdicts: NewVerdicts(h, r)}
}

// mostDecided is how many events are decided at once.
const mostDecided = 50_000

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	l := f.host.Library
	one := func() bool { return l.Writable() && l.Event() != nil && !f.host.State.Locked }
	commands := []command.Command{
		{ID: "verdict", Title: "command.verdict", Keys: []command.Key{{Name: fyne.KeyV, Mod: fyne.KeyModifierShift}}, Enabled: one, Run: func() { f.askSelected("") }},
		{ID: "verdict.source", Title: "command.verdict.source", Keys: []command.Key{{Name: fyne.KeyV, Mod: fyne.KeyModifierAlt}}, Enabled: func() bool { return one() && len(l.Event().Excerpts) > 0 }, Run: f.askSource},
		{ID: "events.verdict", Title: "command.events.verdict", Enabled: func() bool { return l.Writable() && len(f.table.Picked()) > 0 }, Run: f.askPicked},
	}
	for _, s := range given() {
		id := "verdict." + string(s)
		commands = append(commands, command.Command{ID: id, Title: "command." + id, Enabled: one, Run: func() { f.askSelected(s) }})
	}
	return commands
}

// Relocale is that of feature.Feature: nothing of it stays shown.
func (f *Feature) Relocale() {}

// askSelected asks for the state of the selected event; s is proposed, "" for the one that
// it has.
func (f *Feature) askSelected(s data.State) *asking {
	e := f.host.Library.Event()
	q := question{events: []data.ID{e.ID}, seen: []data.Event{e.Event}, verdict: e.Verdict}
	if s != "" && s != q.verdict.State {
		q.verdict = data.Verdict{State: s}
	}
	return f.verdicts.ask(q)
}

// askPicked asks for the state of the events that are selected in the table.
func (f *Feature) askPicked() {
	k, events := f.host.Kit(), f.table.Picked()
	if len(events) > mostDecided {
		k.Tell(f.host.Canvas, k.T("events.many.title"), k.T("events.many.text", "n", k.Locale.Count(mostDecided)), k.T("button.ok"))
		return
	}
	f.verdicts.ask(question{events: events})
}

// askSource asks for the state of a source of the selected event: of the passage that is
// active, of the only one there is, or of one that is chosen.
func (f *Feature) askSource() {
	l, k := f.host.Library, f.host.Kit()
	sources := l.Event().Excerpts
	if len(sources) == 1 {
		f.verdicts.AskSource(sources[0].Excerpt, nil)
		return
	}
	var items []control.Item
	for _, x := range sources {
		if x.ID == l.Active().Excerpt {
			f.verdicts.AskSource(x.Excerpt, nil)
			return
		}
		items = append(items, control.Item{Text: k.Join(k.Given(verify.Publisher(x.Source.Publisher, x.Source.URL)), k.Given(control.OneLine(x.Anchor.Exact, 60))), Run: func() { f.verdicts.AskSource(x.Excerpt, nil) }})
	}
	size := f.host.Canvas.Size()
	k.ShowMenu(f.host.Canvas, fyne.NewPos(size.Width/2, size.Height/3), items)
}
