package app

import (
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// What an event carries is decided once for each subject, for a reason, and taken back.
func TestClaimsAreDecided(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	id := several(t, l, 2)[0].ID
	before, err := data.ContentHash(ctx, store)
	must(t, before, err)
	for _, c := range []data.Claim{
		{Subject: "dead", Value: "12", Why: "the later report", By: "A reader", At: 7},
		{Subject: "dead", Value: "12 to 21", Open: true},
		{Subject: "hurt", Value: "30"},
	} {
		seen, err := l.Event(ctx, id)
		must(t, seen, err)
		e, err := l.DecideClaim(ctx, seen, c)
		must(t, e, err)
	}
	e, err := l.Event(ctx, id)
	must(t, e, err)
	if len(e.Claims) != 2 || e.Claims[0].Value != "12 to 21" || !e.Claims[0].Open || e.Claims[1].Subject != "hurt" {
		t.Errorf("the event carries %+v", e.Claims)
	}
	edit, err := l.DecideClaim(ctx, e, data.Claim{Subject: "hurt"})
	must(t, edit, err)
	if e, err = l.Event(ctx, id); must(t, e, err).Claims[0].Subject != "dead" || len(e.Claims) != 1 {
		t.Errorf("taken back, it carries %+v", e.Claims)
	}
	for range 4 {
		edit, err = store.Undo(ctx)
		must(t, edit, err)
	}
	if after, err := data.ContentHash(ctx, store); must(t, after, err) != before {
		t.Error("undone, the library is another")
	}
}

// A place that is decided is that of the event; one that is left open is not.
func TestPlaceIsDecided(t *testing.T) {
	ctx := t.Context()
	l, _ := emptyLibrary(t)
	id := several(t, l, 2)[0].ID
	for _, c := range []struct {
		claim data.Claim
		want  string
	}{
		{data.Claim{Subject: "place", Value: "Turin or Milan", Open: true}, ""},
		{data.Claim{Subject: "place", Value: "Turin"}, "Turin"},
		{data.Claim{Subject: "place"}, "Turin"},
	} {
		seen, err := l.Event(ctx, id)
		must(t, seen, err)
		edit, err := l.DecideClaim(ctx, seen, c.claim)
		must(t, edit, err)
		e, err := l.Event(ctx, id)
		if must(t, e, err).Place != c.want {
			t.Errorf("%+v: it is at %q", c.claim, e.Place)
		}
	}
}

// With another date of the event, its passages give what they gave before; the one that
// gave that date agrees now.
func TestDatesAreDecided(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	event := several(t, l, 2)[0]
	excerpts, err := store.EventExcerpts(ctx, event.ID)
	must(t, excerpts, err)
	other := day(t, "2021-05-04")
	edit, err := l.DateSource(ctx, excerpts[1], other)
	must(t, edit, err)
	edit, err = l.DecideDate(ctx, event, other, data.Claim{Why: "two say so"})
	must(t, edit, err)
	now, err := l.Event(ctx, event.ID)
	must(t, now, err)
	if now.Date != other || len(now.Claims) != 1 || now.Claims[0].Why != "two say so" || now.Claims[0].Value != "2021-05-04" {
		t.Errorf("the event is %+v", now)
	}
	excerpts, err = store.EventExcerpts(ctx, event.ID)
	must(t, excerpts, err)
	if excerpts[0].Date != event.Date || !excerpts[1].Date.IsZero() {
		t.Errorf("passages give %v and %v", excerpts[0].Date, excerpts[1].Date)
	}
	edit, err = l.DateSource(ctx, excerpts[0], other)
	must(t, edit, err)
	if x, err := store.Excerpt(ctx, excerpts[0].ID); !must(t, x, err).Date.IsZero() {
		t.Errorf("the event's own date is kept as %v", x.Date)
	}
}

func TestDatesTogether(t *testing.T) {
	for _, c := range []struct {
		all         []string
		span, oneOf string // "" where there is none
	}{
		{[]string{"2021-05-04", "2021-05-03"}, "2021-05-03/2021-05-04", "[2021-05-03,2021-05-04]"},
		{[]string{"2021-05-03T17:00Z", "2021-05-04", "2021-05-04"}, "2021-05-03T17:00Z/2021-05-04", ""},
		{[]string{"2021-05", "2021-06-01/2021-06-09"}, "2021-05/2021-06-09", "[2021-05,2021-06-01..2021-06-09]"},
		{[]string{"2021-05-01/2021-05-03", "2021-05-09"}, "2021-05-01/2021-05-09", "[2021-05-01..2021-05-03,2021-05-09]"},
		{[]string{"2021-05-04", "2021-05"}, "2021-05", "[2021-05,2021-05-04]"},
		{[]string{"2021-05-04", "2021-05-01/2021-05-09"}, "2021-05-01/2021-05-09", "[2021-05-01..2021-05-09,2021-05-04]"},
		{[]string{"2021-05-04", "../2021-05-09"}, "../2021-05-09", ""},
	} {
		var all []dates.Date
		for _, text := range c.all {
			all = append(all, day(t, text))
		}
		span, err := Spanning(all)
		if span.EDTF != c.span || (err != nil) != (c.span == "") {
			t.Errorf("%v span %q, %v", c.all, span.EDTF, err)
		}
		oneOf, err := OneOf(all)
		if oneOf.EDTF != c.oneOf || (err != nil) != (c.oneOf == "") {
			t.Errorf("one of %v: %q, %v", c.all, oneOf.EDTF, err)
		}
	}
}

func TestDateGiven(t *testing.T) {
	a := data.Article{Lang: "en", Published: day(t, "2021-05-05")}
	for words, want := range map[string]string{
		"The mill burned down on 4 May 2021.":                         "2021-05-04",
		"The mill burned down on 3 May 2021.":                         "",
		"The mill burned down.":                                       "",
		"The mill, built on 1 June 1820, burned down on 4 May 2021.":  "",
		"On 4 May 2021 it burned; on 4 May 2021 nobody was in there.": "2021-05-04",
	} {
		if got := DateGiven(a, words, day(t, "2021-05-03")); got.EDTF != want {
			t.Errorf("%q gives %q, want %q", words, got.EDTF, want)
		}
	}
}
