package storetest

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/fold"
)

// axisZones are some for the axis: none, and far to both sides of UTC.
var axisZones = []string{"", "Pacific/Auckland", "America/New_York", "Asia/Tokyo"}

func setZone(t testing.TB, s data.Store, zone string) {
	t.Helper()
	apply(t, s, data.SetZone(must(s.Library(t.Context()))(t), zone))
}

// On an axis with a zone, events are in the order of their instants and found by them;
// what has no instant keeps its own clock.
func zonedDays(t *testing.T, s data.Store) {
	track := data.Track{ID: data.NewID(), Name: "Track", Colour: "red"}
	e := data.Edit{Label: "add", Tracks: one(data.Insert(track))}
	const riyadh, fourth, newYork, third = "2022-02-04T00:30+03:00", "2022-02-04", "2022-02-03T23:30-05:00", "2022-02-03"
	const evening, lasting = "2022-02-04T20:00", "2022-02-03T20:00-05:00/2022-02-04"
	notes := map[data.ID]string{}
	for _, edtf := range []string{riyadh, fourth, newYork, third, evening, lasting} {
		e.Events = append(e.Events, data.Insert(data.Event{ID: data.NewID(), Title: edtf, Date: date(t, edtf), Track: track.ID, Importance: 3}))
		note := data.Annotation{ID: data.NewID(), Span: date(t, edtf), Text: edtf, Colour: "red"}
		e.Annotations = append(e.Annotations, data.Insert(note))
		notes[note.ID] = edtf
	}
	apply(t, s, e)
	events := contentOf(t, s).Events
	for _, c := range []struct {
		zone                      string
		order                     []string
		on3, on4, from4, to3, on5 []string
	}{
		{
			"",
			[]string{third, lasting, newYork, fourth, riyadh, evening},
			[]string{third, lasting, newYork},
			[]string{lasting, fourth, riyadh, evening},
			[]string{lasting, fourth, riyadh, evening},
			[]string{third, lasting, newYork},
			nil,
		},
		{ // 21:30 of the 3rd, 04:30 and 01:00 of the 4th
			"Africa/Abidjan",
			[]string{third, riyadh, fourth, lasting, newYork, evening},
			[]string{third, riyadh},
			[]string{fourth, lasting, newYork, evening},
			[]string{fourth, lasting, newYork, evening},
			[]string{third, riyadh},
			nil,
		},
		{ // 16:30, 23:30 and 20:00 of the 3rd
			"America/New_York",
			[]string{third, riyadh, lasting, newYork, fourth, evening},
			[]string{third, riyadh, lasting, newYork},
			[]string{lasting, fourth, evening},
			[]string{lasting, fourth, evening},
			[]string{third, riyadh, lasting, newYork},
			nil,
		},
		{ // 10:30, 17:30 and 14:00 of the 4th
			"Pacific/Auckland",
			[]string{third, fourth, riyadh, lasting, newYork, evening},
			[]string{third},
			[]string{fourth, riyadh, lasting, newYork, evening},
			[]string{fourth, riyadh, lasting, newYork, evening},
			[]string{third},
			nil,
		},
		{ // none that is known
			"Europe/Nowhere",
			[]string{third, lasting, newYork, fourth, riyadh, evening},
			[]string{third, lasting, newYork},
			[]string{lasting, fourth, riyadh, evening},
			[]string{lasting, fourth, riyadh, evening},
			[]string{third, lasting, newYork},
			nil,
		},
	} {
		t.Run(c.zone, func(t *testing.T) {
			setZone(t, s, c.zone)
			cols, tracks := columnsAndTracks(t, s)
			var got []string
			for i, id := range cols.IDs {
				got = append(got, events[id].Title)
				if lo, hi := dates.AxisIn(c.zone).Bounds(events[id].Date); cols.Lo[i] != lo || cols.Hi[i] != hi {
					t.Errorf("%s is at %d to %d, want %d to %d", events[id].Title, cols.Lo[i], cols.Hi[i], lo, hi)
				}
			}
			if !slices.Equal(got, c.order) {
				t.Errorf("the order is %q, want %q", got, c.order)
			}
			for text, want := range map[string][]string{
				"on:2022-02-03": c.on3, "on:2022-02-04": c.on4, "from:2022-02-04": c.from4, "to:2022-02-03": c.to3, "on:2022-02-05": c.on5,
			} {
				places := must(s.Matching(t.Context(), parse(text), cols, tracks))(t)
				ids, noted := map[data.ID]bool{}, map[data.ID]bool{}
				var got []string
				for _, p := range places {
					got = append(got, events[cols.IDs[p]].Title)
					ids[cols.IDs[p]] = true
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s matches %q, want %q", text, got, want)
				}
				same(t, "what Search finds for "+text, foundIDs(t, s, parse(text), data.KindEvent), ids)
				for id, span := range notes {
					if slices.Contains(want, span) {
						noted[id] = true
					}
				}
				same(t, "the notes that Search finds for "+text, foundIDs(t, s, parse(text), data.KindAnnotation), noted)
			}
		})
	}
}

// The zone of the axis is part of the history like any other change.
func zoneUndone(t *testing.T, s data.Store) {
	setZone(t, s, "Asia/Tokyo")
	setZone(t, s, "")
	for _, want := range []string{"Asia/Tokyo", ""} {
		must(s.Undo(t.Context()))(t)
		if got := must(s.Library(t.Context()))(t); got.Zone != want {
			t.Errorf("undo gives %q, want %q", got.Zone, want)
		}
	}
	must(s.Redo(t.Context()))(t)
	if got := must(s.Library(t.Context()))(t); got.Zone != "Asia/Tokyo" {
		t.Errorf("redo gives %q", got.Zone)
	}
	_, err := s.Apply(t.Context(), data.SetZone(must(s.Library(t.Context()))(t), "Tokyo time"))
	if bad, ok := errors.AsType[*data.InvalidError](err); !ok || bad.Field != "zone" {
		t.Errorf("a zone that is none: %v", err)
	}
}

// Whatever is edited and whichever zone is chosen, columns, list of events and filters
// say the same.
func zonedEdits(t *testing.T, s data.Store) {
	c := manyEvents(t, s)
	events := sortedIDs(c.Events)
	ctx := t.Context()
	rapid.Check(t, func(r *rapid.T) {
		if rapid.Bool().Draw(r, "zone") {
			setZone(t, s, rapid.SampledFrom(axisZones).Draw(r, "which"))
		}
		before := must(s.Event(ctx, rapid.SampledFrom(events).Draw(r, "event")))(t)
		after := before
		after.Date = date(t, rapid.SampledFrom([]string{
			"2022-02-04", "2022-02-04T00:30+03:00", "2022-02-03T23:30-05:00", "2022-04-03T02:30+13:00", "2022-11-06T01:30-04:00",
			"2022-11-06T01:30-04:00/2022-11-06T01:30-05:00", "2022-02-04T10:00-11:00/2022-02-04", "../2022-02-04T20:00+08:00", "2022-02-04T10:00",
		}).Draw(r, "date"))
		apply(t, s, data.Edit{Label: "change", Events: one(data.Update(before, after))})
		axis := must(s.Library(ctx))(t).Axis()
		cols, tracks := columnsAndTracks(t, s)
		listed := must(collect(ctx, s))(t)
		if len(listed) != cols.Len() {
			r.Fatalf("%d events, %d in the columns", len(listed), cols.Len())
		}
		for i, e := range listed {
			if lo, hi := axis.Bounds(e.Date); e.ID != cols.IDs[i] || lo != cols.Lo[i] || hi != cols.Hi[i] {
				r.Fatalf("event %d is %s at %d to %d, in the columns at %d to %d", i, e.Date.EDTF, lo, hi, cols.Lo[i], cols.Hi[i])
			}
			if i > 0 && cols.At(i-1).Compare(cols.At(i)) > 0 {
				r.Fatalf("event %d is not in order", i)
			}
		}
		c := contentOf(t, s)
		for _, text := range []string{"on:2022-02-04", "tag:trade", "from:2022-02-04 -has:place", "on:2022-11-06 is:span", "known:2022-02-04"} {
			q := parse(text)
			var want []int32
			for i, id := range cols.IDs {
				if c.matches(q, id) {
					want = append(want, int32(i))
				}
			}
			if got := must(s.Matching(ctx, q, cols, tracks))(t); !slices.Equal(got, want) {
				r.Fatalf("%q matches %v, not %v", text, got, want)
			}
		}
		got := must(s.EventOrder(ctx, cols, nil, data.ByTitle, false))(t)
		sorted := slices.IsSortedFunc(got, func(a, b int32) int {
			return cmp.Compare(fold.String(c.Events[cols.IDs[a]].Title), fold.String(c.Events[cols.IDs[b]].Title))
		})
		if !sorted {
			r.Fatalf("not in the order of titles: %v", got)
		}
	})
}
