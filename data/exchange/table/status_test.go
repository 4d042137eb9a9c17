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

// What somebody has decided comes back with who, when and why; what follows from sources
// does not become a decision.
func TestVerdictsComeBack(t *testing.T) {
	date, err := dates.Parse("2022")
	if err != nil {
		t.Fatal(err)
	}
	var taken form.Taken
	for i, c := range []struct {
		state   data.State
		verdict data.Verdict
	}{
		{data.StateUnverified, data.Verdict{}},
		{data.StateSingleSource, data.Verdict{}},
		{data.StateCorroborated, data.Verdict{}},
		{data.StateConfirmed, data.Verdict{State: data.StateConfirmed, By: "=A reader", At: 1_600_000_000, Why: "Seen,\nand heard."}},
		{data.StateDisputed, data.Verdict{State: data.StateDisputed}},
		{data.StateRefuted, data.Verdict{State: data.StateRefuted, Why: "رسالة مزورة"}},
		{data.StateSingleSource, data.Verdict{State: data.StateUnverified, By: "هدى", At: 5, Why: "taken back"}},
	} {
		taken.Events = append(taken.Events, form.TakenEvent{Event: data.Event{ID: data.ID{1, byte(i)}, Title: "x", Date: date, Importance: 3, Verdict: c.verdict}, State: c.state})
	}
	for _, lang := range []string{"en", "ar"} {
		taken.Lang = lang
		var text, book bytes.Buffer
		if _, err := writeCSV(t.Context(), &text, taken); err != nil {
			t.Fatal(err)
		}
		if _, err := writeXLSX(t.Context(), &book, taken); err != nil {
			t.Fatal(err)
		}
		if word := map[string]string{"en": "corroborated", "ar": "تعضده مصادر مستقلة"}[lang]; strings.Count(text.String(), word) != 1 {
			t.Errorf("%q is not in %s", word, text.String())
		}
		for name, file := range map[string]string{"x.csv": text.String(), "x.xlsx": book.String()} {
			doc, err := reading("")(t.Context(), formtest.File(name, file), form.Options{})
			if err != nil || len(doc.Events) != len(taken.Events) || len(doc.Skipped) > 0 {
				t.Fatalf("%s: %+v, %v", name, doc, err)
			}
			for i, e := range taken.Events {
				if got := doc.Events[i]; got.Verdict != e.Verdict || got.Description != "" {
					t.Errorf("%s in %s: %+v is read as %+v %q", name, lang, e.Verdict, got.Verdict, got.Description)
				}
			}
		}
	}
}

// A state or a time that nobody can read is left out, and said.
func TestUnreadableVerdictsAreSaid(t *testing.T) {
	table := "Title,EDTF,Status,Decided by,Decided at,Reason,ID\nA,2022,certain,me,,seen,1\nB,2022,Refuted,,yesterday,,2\nC,2022,متنازع فيه,,,,3\nD,2022,,me,,seen,4\n"
	doc, err := reading("")(t.Context(), formtest.File("x.csv", table), form.Options{})
	if err != nil || len(doc.Events) != 4 {
		t.Fatalf("%+v, %v", doc, err)
	}
	var got []data.State
	for _, e := range doc.Events {
		got = append(got, e.Verdict.State)
		if err := e.Verdict.Validate(); err != nil {
			t.Error(err)
		}
	}
	if !slices.Equal(got, []data.State{"", data.StateRefuted, data.StateDisputed, ""}) || len(doc.Skipped) != 3 {
		t.Errorf("%q, %+v", got, doc.Skipped)
	}
}
