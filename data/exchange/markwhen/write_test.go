package markwhen

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// What is written is read as the same, but for what is counted.
func TestTimelinesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		var out bytes.Buffer
		lost, err := writeText(context.Background(), &out, taken)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]form.TakenEvent{}
		for _, e := range taken.Events {
			if said, _ := rangeOf(e.Date, taken.Edited); said != "" {
				want[e.ID.String()] = e
			}
		}
		if len(want)+lost[form.LosesRange] != len(taken.Events) {
			t.Fatalf("lost %v of %d", lost, len(taken.Events))
		}
		if len(want) == 0 {
			return
		}
		doc, err := read(context.Background(), formtest.File("x.mw", out.String()), form.Options{Now: taken.Edited})
		delete(doc.Dropped, "now, which moves (the end is open)")
		if err != nil || len(doc.Events) != len(want) || len(doc.Skipped) > 0 || len(doc.Dropped) > 0 {
			t.Fatalf("%d events, want %d; skipped %v, dropped %v, %v\n%s", len(doc.Events), len(want), form.SkippedRows(doc.Skipped), doc.Dropped, err, out.String())
		}
		if asWritten(doc.Title) != asWritten(taken.Library.Title) {
			t.Fatalf("title %q", doc.Title)
		}
		names := taken.DistinctNames()
		for _, got := range doc.Events {
			e, known := want[got.Key]
			track, colour := "", ""
			for _, tr := range doc.Tracks {
				if tr.ID == got.Track {
					track, colour = tr.Name, tr.Colour
				}
			}
			if on := slices.IndexFunc(taken.Tracks, func(tr data.Track) bool { return tr.ID == e.Track }); colour != taken.Tracks[on].Colour {
				t.Fatalf("the track of %q is %s\n%s", got.Title, colour, out.String())
			}
			if !known || asWritten(got.Title) != asWritten(e.Title) || asWritten(track) != asWritten(names[e.Track]) || got.Event.Place != e.Place || got.Event.Source != e.Event.Source || !slices.Equal(got.Tags, e.Tags) {
				t.Fatalf("%+v\nis read as\n%+v on %q\n%s", e, got, track, out.String())
			}
			if got.Date != e.Date && (got.Date.Lo != e.Date.Lo || got.Date.Hi != e.Date.Hi) {
				t.Fatalf("%s is read as %s\n%s", e.Date, got.Date, out.String())
			}
			if !strings.HasPrefix(asWritten(got.Description), asWritten(e.Description)) {
				t.Fatalf("%q\nis read as\n%q", e.Description, got.Description)
			}
		}
	})
}

// asWritten is a text without the signs that make lines and words nothing but text.
func asWritten(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("＃", "#", "！", "!", "＠", "@", "* ", "").Replace(text)), " ")
}
