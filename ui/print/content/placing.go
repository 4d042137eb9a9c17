package content

import (
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/placing"
)

// Placing is where the events that are taken happened.
func Placing(from form.Taken, g *gazetteer.Gazetteer) placing.Placing {
	b := placing.NewBuilder(g)
	b.Taken(from.Entities, from.Mentions)
	for i := range from.Events {
		b.Said(from.Events[i].ID, from.Events[i].Place)
	}
	return b.Done()
}
