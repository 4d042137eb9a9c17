package form_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

func TestWhatIsTooLongIsShortenedAndTold(t *testing.T) {
	var d form.Document
	where := form.Place{Line: 7}
	if got := d.Fit(where, "title", "short", 5); got != "short" || len(d.Skipped) != 0 {
		t.Errorf("%q, %v", got, d.Skipped)
	}
	if got := d.Fit(where, "title", "a long title", 9); got != "a long…" {
		t.Errorf("%q", got)
	}
	if len(d.Skipped) != 1 || d.Skipped[0].Why != form.TooLong || d.Skipped[0].Where != where || !strings.Contains(d.Skipped[0].Detail, "9 of 12 bytes") {
		t.Errorf("%+v", d.Skipped)
	}
	formtest.Check(t, d)
}

func TestTagsAreWholeLinesWithoutRepeats(t *testing.T) {
	var d form.Document
	if got := d.FitTags(form.Place{}, []string{" a\nb", "", "a b", "ج", "\x00"}); !slices.Equal(got, []string{"a b", "ج"}) {
		t.Errorf("%q", got)
	}
	if got := d.FitTags(form.Place{}, []string{strings.Repeat("x", data.MaxTitle+1)}); len(got[0]) != data.MaxTitle || len(d.Skipped) != 1 {
		t.Errorf("%d bytes, %v", len(got[0]), d.Skipped)
	}
}

func TestAddressesOfAnEventAreThereOnce(t *testing.T) {
	var d form.Document
	got := d.FitLinks(form.Place{Line: 1}, []form.Link{{URL: "https://a.org/"}, {URL: "https://b.org/", Title: "B"}, {URL: "https://a.org/", Title: "A"}})
	if want := []data.Reference{{URL: "https://a.org/", Title: "A"}, {URL: "https://b.org/", Title: "B"}}; !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	many := []form.Link{{URL: "https://a.org/" + strings.Repeat("x", data.MaxTitle)}}
	for i := range data.MaxLinks + 2 {
		many = append(many, form.Link{URL: fmt.Sprintf("https://a.org/%d", i)})
	}
	if got := d.FitLinks(form.Place{Line: 1}, many); len(got) != data.MaxLinks || len(d.Skipped) != 3 {
		t.Errorf("%d addresses, %d skipped", len(got), len(d.Skipped))
	}
	formtest.Check(t, d)
}

func TestWhatAFieldWithoutARowSays(t *testing.T) {
	if form.Said("Credit", "") != "" || form.Said("Credit", "NASA") != "Credit: NASA" {
		t.Error(form.Said("Credit", "NASA"))
	}
}

func TestNamesOfWhatIsDroppedAreBounded(t *testing.T) {
	var d form.Document
	d.Drop(" \x00\n")
	d.Drop(strings.Repeat("x", 1000))
	for i := range 3000 {
		d.Drop(fmt.Sprint("name ", i))
	}
	d.Drop("name 7")
	if len(d.Dropped) != 1000 || d.Dropped["name 7"] != 2 || d.Dropped["…"] != 2003 {
		t.Errorf("%d names, %v", len(d.Dropped), d.Dropped["…"])
	}
	formtest.Check(t, d)
}
