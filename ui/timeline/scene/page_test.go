package scene

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/i18n"
)

// TestVectorsOfThePage holds assets/page/calendar.js to the ticks here: the page's own
// tests make the same ones.
func TestVectorsOfThePage(t *testing.T) {
	type words struct {
		Label string `json:"label"`
		Long  string `json:"long"`
		Name  string `json:"name"`
		Whole string `json:"whole"` // the long name
	}
	type vector struct {
		Unit   int   `json:"unit"`
		Parent int   `json:"parent"`
		Near   int64 `json:"near"` // an instant
		K      int64 `json:"k"`    // of the last tick at or before it
		At     int64 `json:"at"`
		Next   int64 `json:"next"`
		En     words `json:"en"`
		Ar     words `json:"ar"`
	}
	var locales [2]Locale
	for i, lang := range i18n.Languages() {
		l, err := i18n.New(assets.Files, lang)
		if err != nil {
			t.Fatal(err)
		}
		locales[i] = l.Axis()
	}
	var vectors []vector
	for i, u := range makeUnits() {
		for _, c := range []dates.Civil{
			{Year: 2020, Month: 2, Day: 29, Hour: 23, Minute: 59, Second: 58},
			{Year: 2021, Month: 1, Day: 31},
			{Year: 1969, Month: 12, Day: 31, Hour: 3},
			{Year: 1, Month: 1, Day: 1},
			{Year: 0, Month: 12, Day: 30},
			{Year: -43, Month: 3, Day: 15},
			{Year: -65_500_000, Month: 6, Day: 2},
			{Year: 12_345, Month: 7, Day: 8},
		} {
			if c.Year < -1_000_000 && u.division == clockwork {
				continue // no more than the page's numbers hold
			}
			near := c.Unix()
			k := u.before(near)
			v := vector{Unit: i, Parent: u.parent, Near: near, K: k, At: u.at(k), Next: u.at(k + 1)}
			for i, of := range []*words{&v.En, &v.Ar} {
				l := locales[i]
				*of = words{u.label(l, k, false), u.label(l, k, true), "", ""}
				if u.division != clockwork {
					of.Name, of.Whole = u.name(l, k, false), u.name(l, k, true)
				}
			}
			vectors = append(vectors, v)
		}
	}
	var got bytes.Buffer
	out := json.NewEncoder(&got)
	out.SetEscapeHTML(false)
	got.WriteByte('[')
	for i, v := range vectors { // one a line
		if i > 0 {
			got.Truncate(got.Len() - 1)
			got.WriteString(",\n")
		}
		if err := out.Encode(v); err != nil {
			t.Fatal(err)
		}
	}
	got.WriteString("]\n")
	const file = "../../../assets/page/vectors/ticks.json"
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got.Bytes()) {
		t.Errorf("%s is not what the ticks are here: write it again with -update", file)
	}
}
