package strip

import (
	"context"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// related is what the strip shows of relations: the arcs of the selected event, or of all,
// and parts that are folded into their whole.
type related struct {
	all   []data.Relation       // but those that are not drawn
	parts map[data.ID][]data.ID // by the whole
	fold  *folds                // nil where nothing is folded
	drawn []data.Relation       // those of the model

	loading library.Slot
}

// relationTypes are the types of relations that are drawn.
func relationTypes() map[string]scene.RelationType {
	return map[string]scene.RelationType{
		"causes": scene.RelationCauses, "answers": scene.RelationAnswers, "repeats": scene.RelationRepeats,
		data.PartOf: scene.RelationPartOf, "contradicts": scene.RelationContradicts,
	}
}

// folds are the events that are folded into others. They are immutable, and others where
// something else is folded.
type folds struct {
	folded map[data.ID]bool // wholes
	hidden map[data.ID]bool
}

// relate loads the relations of the library's events and shows them.
func (v *view) relate() {
	library.Load(v.host.Library, &v.related.loading, func(ctx context.Context, store data.Store) ([]data.Relation, error) {
		return store.Relations(ctx)
	}, func(all []data.Relation) {
		types := relationTypes()
		all = slices.DeleteFunc(all, func(r data.Relation) bool { _, drawn := types[r.Type]; return !drawn })
		if len(all) == 0 && len(v.related.all) == 0 {
			return
		}
		v.related.all, v.related.parts = all, map[data.ID][]data.ID{}
		for _, r := range all {
			if r.Type == data.PartOf {
				v.related.parts[r.To] = append(v.related.parts[r.To], r.From)
			}
		}
		v.refold()
	})
}

// refold works out what is folded, by what the reader has folded.
func (v *view) refold() {
	v.related.fold = nil
	if a := v.host.Arrangement(); a != nil {
		v.related.refold(a.Folded)
	}
	v.Update()
}

func (r *related) refold(wholes []data.ID) {
	next := &folds{folded: map[data.ID]bool{}, hidden: map[data.ID]bool{}}
	for _, w := range wholes {
		if len(r.parts[w]) > 0 {
			next.folded[w] = true
			r.hide(w, w, next.hidden)
		}
	}
	if len(next.hidden) > 0 {
		r.fold = next
	}
}

// hide adds the parts of an event and theirs; what would hide the whole itself is left.
func (r *related) hide(event, whole data.ID, hidden map[data.ID]bool) {
	for _, p := range r.parts[event] {
		if p != whole && !hidden[p] {
			hidden[p] = true
			r.hide(p, whole, hidden)
		}
	}
}

func (r *related) folds() *folds { return r.fold }

// foldable reports whether the selected event has parts.
func (f *Feature) foldable() bool {
	return len(f.related.parts[f.host.Library.Selected()]) > 0
}

// foldParts folds the parts of an event into it, or shows them.
func (v *view) foldParts(whole data.ID) {
	a := v.host.Arrangement()
	if a == nil || len(v.related.parts[whole]) == 0 {
		return
	}
	if i := slices.Index(a.Folded, whole); i >= 0 {
		a.Folded = slices.Delete(slices.Clone(a.Folded), i, i+1)
	} else {
		a.Folded = append(slices.Clone(a.Folded), whole)
	}
	v.host.Remember()
	v.refold()
}

// toggleRelations draws the arcs of all events, or of the selected one alone.
func (f *Feature) toggleRelations() {
	a := f.host.Arrangement()
	a.Relations = !a.Relations
	f.host.Remember()
	f.Update()
}

// model adds the arcs and the signs of parts. Of events that are folded the arcs end at
// their whole.
func (r *related) model(v *view, m *timeline.Model) {
	r.drawn = r.drawn[:0]
	if len(r.all) == 0 || v.found != nil {
		return
	}
	if len(r.parts) > 0 {
		m.Parts = func(event data.ID) (int, bool) {
			return len(r.parts[event]), r.fold != nil && r.fold.folded[event]
		}
	}
	selected, every := v.selected(), v.host.Arrangement().Relations
	index := v.index()
	var places map[data.ID]int
	if every {
		places = placesOf(index, r.all)
	}
	find := func(id data.ID) int {
		if !every {
			return index.Find(id)
		}
		return places[id]
	}
	types := relationTypes()
	for _, one := range r.all {
		if !every && one.From != selected && one.To != selected {
			continue
		}
		from, to := find(one.From), find(one.To)
		if from < 0 || to < 0 {
			continue
		}
		r.drawn = append(r.drawn, one)
		m.Relations = append(m.Relations, scene.Relation{From: from, To: to, Type: types[one.Type]})
	}
}

// placesOf are the places in an index of the events of relations, -1 for those that are not
// in it.
func placesOf(x *scene.Index, all []data.Relation) map[data.ID]int {
	places := make(map[data.ID]int, 2*len(all))
	for _, r := range all {
		places[r.From], places[r.To] = -1, -1
	}
	for i := range x.Len() {
		if _, wanted := places[x.ID(i)]; wanted {
			places[x.ID(i)] = i
		}
	}
	return places
}

// words are what the tip of an arc says: the first event, how it is related to the second,
// and the note.
func (r *related) words(v *view, n int) (head, below, words string) {
	if n >= len(r.drawn) {
		return "", "", ""
	}
	one, k := r.drawn[n], v.host.Kit()
	from, _ := v.title(one.From)
	to, _ := v.title(one.To)
	return k.Given(from), k.T("relation."+strings.ReplaceAll(one.Type, "-", ""), "event", k.Given(to)), one.Note
}
