package table

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	naming "tarikh.org/tarikh/data/names"
)

// Actors are names of the persons and organisations that an event has to do with.
const Actors Meaning = "actors"

// betweenActors is between two names in a cell that is written here.
const betweenActors = "; "

// actorNames are the names of the persons and organisations of each event, each once, by name.
func actorNames(from form.Taken) map[data.ID][]string {
	mentioned := map[data.ID]map[data.ID]bool{} // entities by event
	for _, m := range from.Mentions {
		if m.Role != data.RoleActor {
			continue
		}
		if mentioned[m.Event] == nil {
			mentioned[m.Event] = map[data.ID]bool{}
		}
		mentioned[m.Event][m.Entity] = true
	}
	out := map[data.ID][]string{}
	for event, entities := range mentioned {
		for _, e := range from.Entities {
			if entities[e.ID] && e.Type != data.Place {
				out[event] = append(out[event], strings.ReplaceAll(form.Line(e.Name), betweenActors, ", "))
			}
		}
	}
	return out
}

// actors adds the names of the persons and organisations that an event has to do with.
func (b *builder) actors(event data.ID, all []string) {
	if len(all) > maxWords {
		b.doc.Drop("actors")
		all = all[:maxWords]
	}
	for _, name := range all {
		if name = form.Shorten(form.Line(name), data.MaxTitle); !none(name) {
			b.doc.Actors = append(b.doc.Actors, form.Actor{Event: event, Name: name, Type: string(naming.KindOf(name))})
		}
	}
}

// named are the names in the columns of persons and organisations.
func (b *builder) named() (all []string) {
	for _, i := range b.several[Actors] {
		if cell := b.in(i); !none(cell) {
			all = append(all, splitWords(cell, b.split[i])...)
		}
	}
	return all
}
