package timelinejs

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// What is written is read as the same, but for what is counted.
func TestSlidesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		var out bytes.Buffer
		if _, err := write(context.Background(), &out, taken); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "</script>") {
			t.Fatal("it ends a script")
		}
		doc, err := read(context.Background(), formtest.File("x.json", out.String()), form.Options{})
		if err != nil || len(doc.Events) != len(taken.Events) || len(doc.Notes) != len(taken.Notes) || len(doc.Skipped) > 0 || len(doc.Dropped) > 0 {
			t.Fatalf("%d events, want %d; %d eras; skipped %v, dropped %v, %v\n%s", len(doc.Events), len(taken.Events), len(doc.Notes), doc.Skipped, doc.Dropped, err, out.String())
		}
		if doc.Title != taken.Library.Title {
			t.Fatalf("title %q", doc.Title)
		}
		names := taken.DistinctNames()
		for i, e := range taken.Events {
			got := doc.Events[i]
			track := ""
			for _, tr := range doc.Tracks {
				if tr.ID == got.Track {
					track = tr.Name
				}
			}
			if got.Key != e.ID.String() || got.Title != e.Title || track != names[e.Track] {
				t.Fatalf("%+v\nis read as\n%+v", e, got)
			}
			if want := strings.Fields(e.Description); !strings.HasPrefix(strings.Join(strings.Fields(got.Description), " "), strings.Join(want, " ")) {
				t.Fatalf("%q\nis read as\n%q", e.Description, got.Description)
			}
			sameDate(t, e.Date, got.Date)
		}
		for i, n := range taken.Eras() {
			sameDate(t, n.Span, doc.Notes[i].Span)
		}
	})
}

// sameDate fails where a date comes back as another; what the format says in words may be
// spelt in another way.
func sameDate(t *rapid.T, want, got dates.Date) {
	p := form.PlainOf(want)
	switch {
	case want.EDTF == got.EDTF:
	case p.From.Clock.Said || p.To.Clock.Said: // without offset, to the minute; midnight is a day
		if got.Lo > want.Lo+59 || got.Lo < want.Lo-86400 {
			t.Fatalf("%s is read as %s", want, got)
		}
	case got.Lo != want.Lo || got.Hi != want.Hi:
		t.Fatalf("%s is read as %s", want, got)
	}
}
