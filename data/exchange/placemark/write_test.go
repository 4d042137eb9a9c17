package placemark

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/gazetteer"
)

// testWriters read the gazetteer once for all tests.
var testWriters = writers{gazetteer.New()}

func written(t rapid.TB, write func(context.Context, *bytes.Buffer) (form.Dropped, error)) (string, form.Dropped) {
	t.Helper()
	var out bytes.Buffer
	lost, err := write(context.Background(), &out)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return out.String(), lost
}

// dated are the events that are written, with one date each.
func dated(taken form.Taken) (titles []string) {
	for _, e := range taken.Events {
		if p := form.PlainOf(e.Date); p.From.Year >= 1 && p.To.Year <= 9999 {
			titles = append(titles, e.Title)
		}
	}
	return titles
}

// TestKMLIsReadAgain: what is written is read again, with its dates where nothing is in
// doubt.
func TestKMLIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		text, _ := written(t, func(ctx context.Context, out *bytes.Buffer) (form.Dropped, error) {
			return testWriters.kml(ctx, out, taken)
		})
		doc := formtest.MustRead(t, readKML, "a.kml", text, form.Options{})
		if want := len(dated(taken)); len(doc.Events) != want {
			t.Fatalf("%d events of %d: %v\n%s", len(doc.Events), want, form.SkippedRows(doc.Skipped), text)
		}
		for _, e := range doc.Events {
			i := slices.IndexFunc(taken.Events, func(o form.TakenEvent) bool { return "e-"+o.ID.String() == e.Key })
			if i < 0 {
				t.Fatalf("no event %q", e.Key)
			}
			from, p := taken.Events[i].Date, form.PlainOf(taken.Events[i].Date)
			clock := p.From.Clock.Said || p.To.Clock.Said // a minute becomes its first second
			if p.Certain && !p.OpenStart && !p.OpenEnd && (e.Date.Lo != from.Lo || !clock && e.Date.Hi != from.Hi) {
				t.Fatalf("%s came back as %s\n%s", from.EDTF, e.Date.EDTF, text)
			}
		}
	})
}

func TestGeoJSONIsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		text, _ := written(t, func(ctx context.Context, out *bytes.Buffer) (form.Dropped, error) {
			return testWriters.geoJSON(ctx, out, taken)
		})
		var read struct {
			Type     string
			Features []struct {
				Type       string
				Geometry   *struct{ Type string }
				Properties map[string]any
			}
		}
		if err := json.Unmarshal([]byte(text), &read); err != nil || read.Type != "FeatureCollection" {
			t.Fatalf("%v\n%s", err, text)
		}
		var titles []string
		for _, f := range read.Features {
			titles = append(titles, f.Properties["title"].(string))
			if place, _ := f.Properties["place"].(string); (place == "بكين") != (f.Geometry != nil) {
				t.Fatalf("%q is at %v", place, f.Geometry)
			}
		}
		if !slices.Equal(titles, dated(taken)) {
			t.Fatalf("%q, not %q", titles, dated(taken))
		}
	})
}

func TestPlacesAreWritten(t *testing.T) {
	day, err := dates.Parse("2021-09-15T17:00-04:00")
	if err != nil {
		t.Fatal(err)
	}
	track := data.Track{ID: data.ID{1}, Name: "Security & more", Colour: "violet"}
	taken := form.Taken{Tracks: []data.Track{track}, Events: []form.TakenEvent{
		{Event: data.Event{ID: data.ID{2}, Track: track.ID, Title: "AUKUS <announced>", Date: day, Place: "London; Washington; Canberra", Importance: 3}},
		{Event: data.Event{ID: data.ID{3}, Track: track.ID, Title: "Nowhere", Date: day, Importance: 3}},
	}}
	kml, lost := written(t, func(ctx context.Context, out *bytes.Buffer) (form.Dropped, error) {
		return testWriters.kml(ctx, out, taken)
	})
	for _, want := range []string{"AUKUS &lt;announced&gt;", "<when>2021-09-15T17:00:00-04:00</when>", "<MultiGeometry><Point><coordinates>-0.126,51.509</coordinates></Point>", "Security &amp; more", "GeoNames"} {
		if !strings.Contains(kml, want) {
			t.Errorf("no %q in\n%s", want, kml)
		}
	}
	if len(lost.Sorted()) != 0 {
		t.Errorf("lost %v", lost)
	}
	geo, _ := written(t, func(ctx context.Context, out *bytes.Buffer) (form.Dropped, error) {
		return testWriters.geoJSON(ctx, out, taken)
	})
	for _, want := range []string{`"MultiPoint"`, `[149.128,-35.283]`, `"geometry":null`, `"start":"2021-09-15T17:00:00-04:00"`} {
		if !strings.Contains(geo, want) {
			t.Errorf("no %q in\n%s", want, geo)
		}
	}
}
