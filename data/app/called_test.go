package app

import (
	"fmt"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/gazetteer"
)

// Names of the library and of the gazetteer are found in both scripts, one key for each
// person, body or place, and are called as the library calls them.
func TestCalled(t *testing.T) {
	beirut := gazetteer.New().Named("Beirut")[0]
	entities := []data.Entity{
		{Type: data.Person, Name: "Tarek Bitar", Names: data.EntityNames{{Text: "طارق بيطار", Lang: "ar"}}, Aliases: []string{"القاضي بيطار"}},
		{Type: data.Organisation, Name: "Beirut Port Authority"},
		{Type: data.Place, Name: "بيروت", Ref: beirut.ID},
		{Type: data.Place, Name: "The old mill"},
	}
	for text, want := range map[string][]string{
		"Judge Tarek Bitar came back to Beirut.":             {"Tarek Bitar", "بيروت in iso:LB"},
		"عاد القاضي بيطار إلى بيروت، ولطارق بيطار مكتب.":     {"Tarek Bitar", "بيروت in iso:LB", "Tarek Bitar"},
		"The Beirut Port Authority says it is in Lebanon.":   {"Beirut Port Authority", "Lebanon"},
		"It burned down in The old mill, not the old mill":   {"The old mill"},
		"Nobody in the town of Tripoli, Lebanon, said so.":   {"Tripoli", "Lebanon"},
		"Judge Fadi Sawan of the Lebanese Forces was asked.": {"Fadi Sawan", "Lebanese Forces"},
		"": nil,
	} {
		var got []string
		n := CalledIn([]string{text}, entities, gazetteer.New(), "en")
		for _, one := range n.In[0] {
			said := n.Words[one.Key]
			if one.Within != "" && said == "بيروت" {
				said += " in " + one.Within
			}
			got = append(got, said)
			if one.Start < 0 || one.End > len(text) || one.Start >= one.End || (one.Kind == claims.OfPerson) != (said == "Tarek Bitar" || said == "Fadi Sawan") {
				t.Errorf("%q: %+v", text, one)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q names %v, want %v", text, got, fmt.Sprint(want))
		}
	}
}

// Who is named in both scripts has one key, without being in the library.
func TestCalledInBothScripts(t *testing.T) {
	n := CalledIn([]string{"Judge Tarek Bitar charged two ministers.", "ادعى القاضي طارق بيطار على وزيرين."}, nil, gazetteer.New(), "en")
	if len(n.In[0]) != 1 || len(n.In[1]) != 1 || n.In[0][0].Key != n.In[1][0].Key || n.Words[n.In[0][0].Key] == "" {
		t.Errorf("named are %+v", n)
	}
}
