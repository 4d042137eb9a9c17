package review

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/i18n"
)

func TestTheTextIsInTime(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	for _, c := range []struct{ words, want string }{
		{"The fire", ""}, {"Nobody was hurt", "2021-05-03"}, {"The council will vote", "2022-01-19"}, {"As reported", "2022-02-04"},
	} {
		date, ok := d.f.model.dateAround(strings.Index(reportText, c.words))
		if date.EDTF != c.want || ok != (c.want != "") {
			t.Errorf("at %q it is %s", c.words, date.EDTF)
		}
	}
}

// The timeline is told where the text at the reading line is in time, and is not left
// with that once the text is closed.
func TestTheTimelineIsToldOfTheText(t *testing.T) {
	d := newDesk(t)
	d.read("The old mill burned down on 3 May 2021.\n" + strings.Repeat("Nobody was hurt.\n", 60))
	if d.readAt.EDTF != "2021-05-03" {
		t.Errorf("it is told of %q", d.readAt.EDTF)
	}
	d.l.CloseArticle()
	if !d.readAt.IsZero() {
		t.Errorf("without a text it is told of %s", d.readAt.EDTF)
	}
}

// A date in the text shows its candidate when it is pressed, and what it is when it is
// pointed at.
func TestDatesInTheText(t *testing.T) {
	d := newDesk(t)
	d.read(reportText)
	second := d.f.Proposals().Finds[1]
	press := reading.Press{Layer: layer, ID: second.Start}
	d.f.pressed(press)
	if c, _ := d.f.Shown(); c == nil || c.Find.Start != second.Start || d.shown != 1 {
		t.Errorf("%+v is shown, the review %d times", c, d.shown)
	}
	d.Until("the list has the keyboard", func() bool { return d.Host.Canvas.Focused() == fyne.Focusable(d.f.pane.list.Rows) })
	d.f.pressed(reading.Press{Layer: "notes", ID: second.Start})
	if d.shown != 1 {
		t.Error("a mark of another feature shows the review")
	}
	words := d.Host.Kit().Locale.DateLong(second.Date)
	tip := func() bool { return slices.Contains(featuretest.Texts(d.reading.View()), words) }
	if d.f.marks.pointed([]reading.Press{press}); !tip() { // the test's clock of animations does not wait
		t.Errorf("the tip is not shown: %q", featuretest.Texts(d.reading.View()))
	}
	if d.f.marks.pointed(nil); tip() {
		t.Error("the tip stays when the pointer has gone")
	}
}

// The dates are marked for as long as their text is open, that of the candidate that is
// shown with emphasis; one whose candidate is decided can still be pressed. Under the
// passages of the other open candidates are dashes.
func TestDatesAreMarked(t *testing.T) {
	d := newDesk(t)
	a := d.read(reportText)
	d.shownAt(0)
	all := d.f.marks.all()
	var emphasized, alone, quiet, outlined int
	for _, m := range all {
		switch {
		case m.Outlined:
			outlined++
		case m.Quiet:
			quiet++
		case m.Emphasis:
			emphasized++
		}
		if m.Alone {
			alone++
		}
	}
	if finds := len(d.f.Proposals().Finds); finds != 4 || len(all) != finds+4 || emphasized != 1 || quiet != 2 || outlined != 2 || alone != 4 {
		t.Errorf("%d marks of %d dates: %d with emphasis, %d of the shown passage, %d of others, %d that can be pressed", len(all), finds, emphasized, quiet, outlined, alone)
	}
	d.Run(d.f, "found.dismiss")
	d.settle(council + "; " + vote)
	if left := d.f.marks.all(); !slices.ContainsFunc(left, func(m reading.Mark) bool { return m.Alone && m.ID == all[len(all)-1].ID }) {
		t.Error("a date that is decided can no longer be pressed")
	}
	d.l.CloseArticle()
	if n := len(d.f.marks.all()); n != 0 {
		t.Errorf("%d marks without a text", n)
	}
	d.Read(a.ID)
	d.Until("its dates are marked again", func() bool { return len(d.f.marks.all()) == 4 })
}

// What the finder says as keys has words in both languages.
func TestKeysHaveWords(t *testing.T) {
	var keys []string
	for _, n := range find.Notes() {
		keys = append(keys, "date.note."+string(n))
	}
	for _, k := range find.Kinds() {
		keys = append(keys, "found.kind."+string(k))
	}
	for _, lang := range []string{"en", "ar"} {
		l, err := i18n.New(assets.Files, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			if !l.Has(key) {
				t.Errorf("%s has no words for %q", lang, key)
			}
		}
	}
}
