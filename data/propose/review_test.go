package propose

import (
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/anchor"
)

const reviewed = "The bridge fell on 3 May 2021. It was rebuilt in June 2021 and opened on 4/2/2022.\nNothing more.\n"

func review(t *testing.T, text string, reports []Report, dismissals ...data.Dismissal) (Review, []find.Find) {
	t.Helper()
	finds := find.Dates(text, find.Options{Lang: "en"})
	return Sort(anchor.NewText(text), finds, reports, dismissals), finds
}

func texts(finds []find.Find) (all string) {
	for _, f := range finds {
		all += "|" + f.Text
	}
	return all
}

func TestSort(t *testing.T) {
	first := Report{Start: 0, End: len("The bridge fell on 3 May 2021."), Date: day(t, "2021-05-03")}
	corrected := first
	corrected.Date = day(t, "1999")
	both := Report{Start: first.End, End: len(reviewed) - len("\nNothing more.\n"), Date: day(t, "2022-04-02")}
	for _, c := range []struct {
		name           string
		reports        []Report
		open, reported string
	}{
		{"nothing yet", nil, "|3 May 2021|June 2021|4/2/2022", ""},
		{"reported", []Report{first}, "|June 2021|4/2/2022", "|3 May 2021"},
		{"with a corrected date", []Report{corrected}, "|June 2021|4/2/2022", "|3 May 2021"},
		{"the other way to read one of two", []Report{both}, "|3 May 2021|June 2021", "|4/2/2022"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, _ := review(t, reviewed, c.reports)
			if texts(r.Open) != c.open || texts(r.Reported) != c.reported || len(r.Dismissed) > 0 {
				t.Errorf("open %s, reported %s", texts(r.Open), texts(r.Reported))
			}
		})
	}
}

func TestDismissedStaysAway(t *testing.T) {
	_, finds := review(t, reviewed, nil)
	words, err := anchor.Make(reviewed, finds[0].Start, finds[0].End)
	if err != nil {
		t.Fatal(err)
	}
	row := data.Dismissal{ID: data.NewID(), Article: data.NewID(), Anchor: words, EDTF: "2021-05-03"}
	r, _ := review(t, reviewed, nil, row)
	if texts(r.Dismissed) != "|3 May 2021" || texts(r.Open) != "|June 2021|4/2/2022" {
		t.Fatalf("dismissed %s, open %s", texts(r.Dismissed), texts(r.Open))
	}
	if rows := r.Rows[finds[0].Start]; len(rows) != 1 || rows[0].ID != row.ID {
		t.Errorf("dismissed by %+v", rows)
	}
	moved, _ := review(t, "A new beginning.\n"+reviewed, nil, row)
	if texts(moved.Dismissed) != "|3 May 2021" {
		t.Errorf("in a changed text %s is dismissed", texts(moved.Dismissed))
	}
	row.EDTF = "2020"
	if other, _ := review(t, reviewed, nil, row); len(other.Dismissed) > 0 {
		t.Error("another date in these words is dismissed")
	}
}

// A candidate is decided once all its finds are, and until then it is what those say that
// are open.
func TestItems(t *testing.T) {
	const text = "The strike of the miners began on 3 May 2021 and ended on 9 June 2021."
	finds := find.Dates(text, find.Options{Lang: "en"})
	c := Events(text, nil, finds, Options{Lang: "en"})[0]
	for _, k := range []struct {
		name            string
		open, dismissed []find.Find
		want            Decision
		date            string
	}{
		{"open", finds, nil, Undecided, "2021-05-03/2021-06-09"},
		{"one end is open", finds[1:], nil, Undecided, "2021-06-09"},
		{"accepted", nil, nil, Accepted, "2021-05-03/2021-06-09"},
		{"dismissed", nil, finds, Dismissed, "2021-05-03/2021-06-09"},
		{"accepted in part", nil, finds[1:], Accepted, "2021-05-03/2021-06-09"},
	} {
		t.Run(k.name, func(t *testing.T) {
			r := Review{Open: k.open, Dismissed: k.dismissed}
			if got := r.Item(c); got.Decision != k.want || got.Date.EDTF != k.date || got.Lasting != (k.date == c.Date.EDTF) {
				t.Errorf("decided %d, on %s", got.Decision, got.Date.EDTF)
			}
		})
	}
}
