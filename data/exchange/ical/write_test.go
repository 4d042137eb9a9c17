package ical

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// year10000 is when the first year begins that no calendar has, in Unix seconds.
const year10000 = 253_402_300_800

// What is written is read as the same, but for what is counted; lines are short, and
// none cuts a character.
func TestCalendarsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		var out bytes.Buffer
		lost, err := write(context.Background(), &out, taken)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(out.String(), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
				t.Fatalf("a line of %d bytes: %q", len(line), line)
			}
		}
		var want []form.TakenEvent
		for _, e := range taken.Events {
			p := form.PlainOf(e.Date)
			_, over := p.Bounds()
			if _, _, doubts := e.Date.Core(); doubts&^(dates.DoubtOpenStart|dates.DoubtOpenEnd) == 0 && p.From.Year > 0 && over < year10000 {
				want = append(want, e)
			}
		}
		if left := lost[form.LosesDoubted] + lost[form.LosesYears]; left+len(want) != len(taken.Events) {
			t.Fatalf("%d of %d events are left out, %d were to be written: %v", left, len(taken.Events), len(want), lost)
		}
		if len(want) == 0 {
			return
		}
		doc, err := read(context.Background(), formtest.File("x.ics", out.String()), form.Options{})
		if err != nil || len(doc.Events) != len(want) || len(doc.Skipped) > 0 {
			t.Fatalf("%d events, want %d; skipped %v, %v\n%s", len(doc.Events), len(want), doc.Skipped, err, out.String())
		}
		names := taken.DistinctNames()
		for i, e := range want {
			got := doc.Events[i]
			if got.Key != e.ID.String() || got.Title != formtest.Decoded(e.Title) && got.Title != e.Title || got.Event.Place != e.Place {
				t.Fatalf("%+v\nis read as\n%+v", e, got)
			}
			if tags := append([]string{names[e.Track]}, e.Tags...); !slices.Equal(got.Tags, tags) {
				t.Fatalf("tags %q are read as %q", tags, got.Tags)
			}
			sameTime(t, e.Date, got.Date)
		}
	})
}

// A text with what HTML has is a text all the same in a calendar that was written here.
func TestOwnDescriptionsAreNoHTML(t *testing.T) {
	date, err := dates.Parse("2020")
	if err != nil {
		t.Fatal(err)
	}
	const said = "a <!-- b\n<b>c</b> &amp; <script>d"
	e := form.TakenEvent{Event: data.Event{ID: data.NewID(), Title: "x", Date: date, Description: said}}
	var out bytes.Buffer
	if _, err := write(t.Context(), &out, form.Taken{Events: []form.TakenEvent{e}}); err != nil {
		t.Fatal(err)
	}
	doc, err := read(t.Context(), formtest.File("x.ics", out.String()), form.Options{})
	if err != nil || len(doc.Events) != 1 || doc.Events[0].Description != said {
		t.Fatalf("%+v, %v", doc.Events, err)
	}
}

// sameTime fails where two dates are not of the same time; times are read to the minute.
func sameTime(t *rapid.T, want, got dates.Date) {
	p := form.PlainOf(want)
	lo, hi := p.Bounds()
	if p.From.Clock.Said || p.To.Clock.Said {
		from, _ := want.Instants()
		begins, _ := got.Instants()
		if !p.OpenStart && from.Unix-begins.Unix != 0 {
			t.Fatalf("%s is read as %s", want, got)
		}
		return
	}
	if got.Lo != lo || got.Hi != hi {
		t.Fatalf("%s is read as %s", want, got)
	}
}
