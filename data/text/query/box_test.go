package query

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestBoxes(t *testing.T) {
	for value, want := range map[string]Box{
		"31,29,32,31": {31, 29, 32, 31}, "-10.5, 170, 10.5, -170": {-10.5, 170, 10.5, -170}, "-90,-180,90,180": {-90, -180, 90, 180},
	} {
		if b, ok := BoxOf(value); !ok || b != want {
			t.Errorf("%q is %v, %v", value, b, ok)
		}
	}
	for _, value := range []string{"", "Cairo", "31.2,29.9", "31,29,32", "31,29,32,31,0", "91,0,92,1", "0,181,1,1", "32,29,31,31", "NaN,0,0,0", "a,b,c,d"} {
		if b, ok := BoxOf(value); ok {
			t.Errorf("%q is %v", value, b)
		}
	}
	over := Box{-10, 170, 10, -170}
	if !over.Has(0, 175) || !over.Has(0, -175) || over.Has(0, 0) || over.Has(11, 175) {
		t.Error("a box over the date line")
	}
}

// TestBoxesComeBack also goes through a whole query, in either language.
func TestBoxesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lat, lon := rapid.Float64Range(-90, 90), rapid.Float64Range(-180, 180)
		a, b := lat.Draw(t, "a"), lat.Draw(t, "b")
		box := Box{min(a, b), lon.Draw(t, "west"), max(a, b), lon.Draw(t, "east")}
		for _, lang := range []string{"en", "ar"} {
			q := Parse(Query{Terms: []Term{{Field: Place, Values: []string{box.String(), "New York, N.Y."}}}}.Text(lang), Options{})
			if len(q.Terms) != 1 || q.Terms[0].Field != Place || len(q.Terms[0].Values) != 2 {
				t.Fatalf("%+v", q)
			}
			back, ok := BoxOf(q.Terms[0].Values[0])
			if !ok || math.Abs(back.South-box.South) > 1e-3 || math.Abs(back.East-box.East) > 1e-3 {
				t.Fatalf("%v came back as %v", box, back)
			}
		}
	})
}
