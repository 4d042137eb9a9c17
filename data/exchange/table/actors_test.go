package table

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// Who events have to do with is written and read by name, in CSV and in workbooks; places
// and who is mentioned twice are not.
func TestActorsComeBack(t *testing.T) {
	date, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	e := data.Event{ID: data.NewID(), Title: "Talks", Date: date, Importance: 3}
	putin, un := data.Entity{ID: data.NewID(), Type: data.Person, Name: "فلاديمير; بوتين"}, data.Entity{ID: data.NewID(), Type: data.Organisation, Name: "United Nations"}
	beijing := data.Entity{ID: data.NewID(), Type: data.Place, Name: "Beijing"}
	mention := func(of data.Entity, role string) data.Mention {
		return data.Mention{ID: data.NewID(), Entity: of.ID, Event: e.ID, Role: role}
	}
	taken := form.Taken{
		Lang: "ar", Events: []form.TakenEvent{{Event: e}}, Entities: []data.Entity{putin, un, beijing},
		Mentions: []data.Mention{mention(un, data.RoleActor), mention(putin, data.RoleActor), mention(un, data.RoleActor), mention(beijing, data.RolePlace)},
	}
	for name, write := range map[string]writeFunc{"x.csv": writeCSV, "x.xlsx": writeXLSX} {
		var out bytes.Buffer
		if _, err := write(t.Context(), &out, taken); err != nil {
			t.Fatal(err)
		}
		doc, err := reading("")(t.Context(), formtest.File(name, out.String()), form.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := []form.Actor{{Event: doc.Events[0].ID, Name: "فلاديمير, بوتين", Type: data.Person}, {Event: doc.Events[0].ID, Name: "United Nations", Type: data.Organisation}}
		if !slices.Equal(doc.Actors, want) {
			t.Errorf("%s: %+v", name, doc.Actors)
		}
	}
}

// A column of names in any table says who events have to do with.
func TestActorsOfATable(t *testing.T) {
	doc, err := reading("")(t.Context(), formtest.File("x.csv", "date,title,persons,Organisations\n2022-02-04,Talks,Xi Jinping|Putin,UN\n2022-02-05,More,,\n"), form.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range doc.Actors {
		if a.Event != doc.Events[0].ID {
			t.Errorf("%+v is of another event", a)
		}
		got = append(got, a.Type+" "+a.Name)
	}
	if want := "person Xi Jinping, person Putin, organisation UN"; strings.Join(got, ", ") != want {
		t.Errorf("%q", got)
	}
}
