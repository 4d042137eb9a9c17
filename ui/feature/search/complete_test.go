package search

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// A name that is typed behind "actor:" is offered whole, by any name in either script; a
// press types it.
func TestNamesAreCompleted(t *testing.T) {
	w, f, _ := made(t)
	putin := data.Entity{ID: data.NewID(), Type: data.Person, Name: "Vladimir Zutin", Aliases: []string{"زوتين"}}
	place := data.Entity{ID: data.NewID(), Type: data.Place, Name: "Zutina"}
	w.Do(data.Edit{Label: "test", Entities: []data.Change[data.Entity]{data.Insert(putin), data.Insert(place)}})
	for _, words := range []string{"war actor:zut", "طرف:ولزوت", `-actor:x|"vladimir z"`} {
		find(w, f, words)
		w.Until(words+" is completed", func() bool { return slices.Equal(f.model.names, []string{"Vladimir Zutin"}) })
		if !slices.Contains(featuretest.Texts(f.Results()), "Vladimir Zutin") {
			t.Errorf("%s: the name is not offered", words)
		}
	}
	featuretest.Press(t, f.Results(), "Vladimir Zutin")
	if got, want := f.field.entry.Text(), `-actor:x|"Vladimir Zutin"`; got != want {
		t.Errorf("typed is %q", got)
	}
	find(w, f, "zut")
	w.Until("words are no name", func() bool { return f.model.names == nil })
}
