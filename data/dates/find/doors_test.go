package find

import (
	"testing"

	"tarikh.org/tarikh/data/dates"
)

// TestFieldTakesWhatTheFinderTakes types what the finder finds in the labelled
// sentences into a field, unless it needs its sentence to be known.
func TestFieldTakesWhatTheFinderTakes(t *testing.T) {
	typed, taken := 0, 0
	for _, set := range []string{"labelled.tsv", "heldout.tsv", "languages.tsv", "news.tsv"} {
		for _, l := range readSet(t, set) {
			for _, f := range Dates(l.text, Options{Lang: l.lang, Published: l.published}) {
				if f.Kind == KindPartial || f.Kind == KindWeekday || f.Why == NoteContext || f.Why == NoteNearest || len(f.Readings) > 0 || l.want[f.Text] != f.Date.EDTF {
					continue
				}
				start, _, _ := l.published.Parts()
				u, err := Field(f.Text, Preferences{Today: dates.Civil{Year: start.Year, Month: start.Month, Day: start.Day}})
				typed++
				if len(u) > 0 && u[0].Date.Lo == f.Date.Lo && u[0].Date.Hi == f.Date.Hi {
					taken++
					continue
				}
				t.Logf("%s: %q is %s in a sentence, %v, %v in a field", l.lang, f.Text, f.Date, u, err)
			}
		}
	}
	if share := float64(taken) / float64(typed); typed < 900 || share < 0.97 {
		t.Errorf("the field takes %d of %d, %.1f %%", taken, typed, 100*share)
	}
}
