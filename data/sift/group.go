package sift

import (
	"cmp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
)

// Group is the events, as ascending places, that have a value.
type Group struct {
	Value  string
	Places []int32
}

// Alike makes one group of the values that a filter takes for the same ("Trade" and
// "trade"), called as most events have it.
func Alike(all map[string][]int32) []Group {
	spelt := map[string][]Group{}
	for value, places := range all {
		slices.Sort(places)
		name := FoldName(value)
		spelt[name] = append(spelt[name], Group{value, slices.Compact(places)})
	}
	out := make([]Group, 0, len(spelt))
	for _, list := range spelt {
		slices.SortFunc(list, func(a, b Group) int {
			return cmp.Or(len(b.Places)-len(a.Places), strings.Compare(a.Value, b.Value))
		})
		g := list[0]
		for _, other := range list[1:] {
			g.Places = append(slices.Clip(g.Places), other.Places...)
		}
		slices.Sort(g.Places)
		g.Places = slices.Compact(g.Places)
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b Group) int { return strings.Compare(a.Value, b.Value) })
	return out
}

// Share divides limit hits among kinds of which so many were found: none gets more than
// its part while another could fill it.
func Share(found []int, limit int) []int {
	sizes := make([]int, len(found))
	for left := limit; left > 0; {
		hungry := 0
		for i, n := range found {
			if sizes[i] < n {
				hungry++
			}
		}
		if hungry == 0 {
			break
		}
		part := max(left/hungry, 1)
		for i, n := range found {
			more := min(part, n-sizes[i], left)
			sizes[i] += more
			left -= more
		}
	}
	return sizes
}

// Actor is a person or an organisation, with all that it is called, folded; its name
// first.
type Actor struct {
	ID     data.ID
	Name   string
	Called []string
}

// ActorOf reads an entity as an Actor.
func ActorOf(e *data.Entity) Actor {
	a := Actor{ID: e.ID, Name: e.Name}
	for _, name := range e.Called() {
		a.Called = append(a.Called, FoldName(name))
	}
	return a
}

// CalledSo returns the actors that are called as one of some values. Where nobody is called
// as a value in Arabic, it is read without what is written together with it («ولبوتين»), and
// with the article or without it.
func CalledSo(all []Actor, values []string) []data.ID {
	ids := []data.ID{}
	for _, value := range values {
		for _, meant := range [][]string{{FoldName(value)}, fold.NameReadings(FoldName(value))} {
			before := len(ids)
			for _, a := range all {
				if slices.ContainsFunc(a.Called, func(name string) bool { return slices.Contains(meant, name) }) && !slices.Contains(ids, a.ID) {
					ids = append(ids, a.ID)
				}
			}
			if len(ids) > before {
				break
			}
		}
	}
	return ids
}

// ByActor makes a group of the events of each actor. Those that a filter takes for the
// same are one group, under the first name.
func ByActor(all []Actor, events map[data.ID][]int32) (out []Group) {
	called := map[string][]data.ID{}
	for _, a := range all {
		for _, name := range a.Called {
			called[name] = append(called[name], a.ID)
		}
	}
	counted := map[string]bool{}
	for _, a := range all {
		name := a.Called[0]
		if counted[name] {
			continue
		}
		counted[name] = true
		g := Group{Value: a.Name}
		for _, id := range called[name] {
			g.Places = append(g.Places, events[id]...)
		}
		slices.Sort(g.Places)
		g.Places = slices.Compact(g.Places)
		out = append(out, g)
	}
	return out
}
