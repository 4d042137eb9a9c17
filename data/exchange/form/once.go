package form

import (
	"reflect"

	"tarikh.org/tarikh/data"
)

// Once leaves out what a file has a second time: a row with the key of an earlier one that
// says the same. What refers to it refers to the earlier one then.
func (d *Document) Once() {
	if d.Own {
		return
	}
	earlier := map[data.ID]data.ID{} // by rows that are left out
	refer := func(ids ...*data.ID) {
		for _, id := range ids {
			if first, ok := earlier[*id]; ok {
				*id = first
			}
		}
	}
	d.Events = once(d, earlier, d.Events, func(e *Event) (*data.ID, *Source, string) { return &e.ID, &e.Source, e.Title })
	d.Articles = once(d, earlier, d.Articles, func(a *Article) (*data.ID, *Source, string) { return &a.ID, &a.Source, a.Title })
	for i := range d.Excerpts {
		refer(&d.Excerpts[i].Event, &d.Excerpts[i].Article)
	}
	for i := range d.Actors {
		refer(&d.Actors[i].Event)
	}
	for i := range d.Notes {
		refer(&d.Notes[i].Event, &d.Notes[i].Article)
	}
	for _, p := range d.Rest.Pictures {
		refer(&p.After.Event, &p.After.Article)
	}
	for i := range d.Offered {
		refer(&d.Offered[i].Event)
	}
	d.Notes = once(d, earlier, d.Notes, func(n *Note) (*data.ID, *Source, string) {
		refer(&n.Parent)
		return &n.ID, &n.Source, n.Text
	})
	for i := range d.Notes { // answers before what they answer
		refer(&d.Notes[i].Parent)
	}
}

// once returns the rows of a kind that are there for the first time. parts are the ID of a
// row, where it is, and what it is called.
func once[Row any](d *Document, earlier map[data.ID]data.ID, rows []Row, parts func(*Row) (*data.ID, *Source, string)) []Row {
	places := make(map[string]int, len(rows)) // of the first with a key, in kept
	kept := rows[:0]
	for _, row := range rows {
		id, from, title := parts(&row)
		at, again := places[from.Key]
		if again {
			first := kept[at]
			firstID, firstFrom, _ := parts(&first)
			known := *firstID
			*firstID, firstFrom.Place = *id, from.Place
			if reflect.DeepEqual(first, row) {
				earlier[*id] = known
				d.Skip(from.Place, Twice, title)
				continue
			}
		} else if from.Key != "" {
			places[from.Key] = len(kept)
		}
		kept = append(kept, row)
	}
	return kept
}
