package merge_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
)

// What an import says of the places of events is mentioned, and follows the file.
func TestPlacesOfAnImportAreMentioned(t *testing.T) {
	b := newBench(t)
	at := func() string {
		t.Helper()
		entities, err := b.Entities(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, e := range entities {
			mentions, err := b.EntityMentions(t.Context(), e.ID)
			if err != nil {
				t.Fatal(err)
			}
			said = append(said, e.Name+strings.Repeat("+", len(mentions)))
		}
		return strings.Join(said, " ")
	}
	in := func(places ...string) {
		t.Helper()
		var doc form.Document
		for i, place := range places {
			e := event(string(rune('a'+i)), "2022-02-04", "E"+string(rune('a'+i)))
			e.Event.Place = place
			doc.Events = append(doc.Events, e)
		}
		b.write(b.compare(doc))
	}
	in("Cairo", "London; Cairo", "")
	if got := at(); got != "Cairo++ London+" {
		t.Errorf("%s", got)
	}
	in("London", "London; Cairo", "Lima")
	if got := at(); got != "Cairo+ Lima+ London++" {
		t.Errorf("%s", got)
	}
}
