package review

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/ui/feature/strip"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// onStrip shows on the strip what is found while a review goes on.
type onStrip struct {
	actions
	strip  Strip
	window Window
}

// show shows all candidates, and that which is shown as selected.
func (o onStrip) show() {
	m := o.model
	if !m.reviewing || m.left == nil {
		o.strip.HideFound()
		return
	}
	shown := data.ID{}
	all := make([]strip.Found, len(m.items))
	for i := range m.items {
		c := &m.items[i]
		title, date, track := o.looks(c)
		all[i] = strip.Found{ID: c.id, Title: title, Date: date, Track: track, FoundMark: scene.FoundMark{Number: c.number, State: stateOf(c.decision)}}
		if i == m.at {
			shown = c.id
		}
	}
	o.strip.ShowFound(all, shown, o.chosen)
}

// chosen shows the candidate of a mark that is pressed.
func (o onStrip) chosen(id data.ID) {
	for i := range o.model.items {
		if o.model.items[i].id == id {
			o.window.ShowProposals()
			o.model.showAt(i)
			return
		}
	}
}

func stateOf(d propose.Decision) scene.FoundState {
	return [...]scene.FoundState{propose.Undecided: scene.FoundOpen, propose.Accepted: scene.FoundAccepted, propose.Dismissed: scene.FoundDismissed}[d]
}
