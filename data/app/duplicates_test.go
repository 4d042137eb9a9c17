package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

// titled adds events, each by a date and a title.
func titled(t testing.TB, l *Library, pairs ...string) []data.ID {
	t.Helper()
	track := data.NextTrack("T", nil)
	edit := data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}}
	var ids []data.ID
	for i := 0; i < len(pairs); i += 2 {
		e := data.Event{ID: data.NewID(), Title: pairs[i+1], Date: day(t, pairs[i]), Track: track.ID, Importance: 3}
		ids, edit.Events = append(ids, e.ID), append(edit.Events, data.Insert(e))
	}
	if _, err := l.Write(context.Background(), edit); err != nil {
		t.Fatal(err)
	}
	return ids
}

func TestDuplicates(t *testing.T) {
	for _, c := range []struct {
		name  string
		pairs []string // date and title of two events
		found bool
	}{
		{"the same day and words", []string{"2021-05-03", "The old mill in Ardea burned down", "2021-05-03", "Old mill of Ardea burns down at night"}, true},
		{"another day", []string{"2021-05-03", "The old mill in Ardea burned down", "2021-05-04", "The old mill in Ardea burned down"}, false},
		{"a month that has the day", []string{"2021-05", "The old mill in Ardea burned down", "2021-05-04", "The old mill in Ardea burned down"}, true},
		{"a span that ends before", []string{"2021-04-01/2021-05-03", "The old mill in Ardea burned down", "2021-05-04", "The old mill in Ardea burned down"}, false},
		{"an hour of the day", []string{"2021-05-03T23:00Z", "The old mill in Ardea burned down", "2021-05-03", "Mill of Ardea: the old house burned down"}, true},
		{"other words", []string{"2021-05-03", "The old mill in Ardea burned down", "2021-05-03", "The mayor of Ardea opened a school"}, false},
		{"two words", []string{"2021-05-03", "Mill burned", "2021-05-03", "Mill burned"}, false},
		{"Arabic", []string{"2021-03-23", "جنوح سفينة الحاويات إيفر غيفن في قناة السويس", "2021-03-23", "سفينة الحاويات إيفر غيفن تجنح في القناة"}, true},
		{"before our era", []string{"-0043-03-15", "Caesar murdered in the Senate of Rome", "-0043-03-15", "Murder of Caesar before the Senate of Rome"}, true},
	} {
		l, _ := emptyLibrary(t)
		titled(t, l, c.pairs...)
		got, err := l.Duplicates(t.Context(), nil)
		if err != nil || (len(got) == 1) != c.found {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
}

// Events of other titles are alike by the passages that report them; the one with more
// sources comes first.
func TestDuplicatesByPassages(t *testing.T) {
	l, store := emptyLibrary(t)
	several(t, l, 2) // of one day, with one passage of the same words
	got, err := l.Duplicates(t.Context(), nil)
	if err != nil || len(got) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	excerpts, err := store.EventExcerpts(t.Context(), got[0].Events[1])
	must(t, excerpts, err)
	other := slices.IndexFunc(excerpts, func(x data.Excerpt) bool { return !strings.Contains(x.Anchor.Exact, "great fire") })
	if _, err := l.Write(t.Context(), data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Delete(excerpts[other])}}); err != nil {
		t.Fatal(err)
	}
	fewer := got[0].Events[1]
	if got, err = l.Duplicates(t.Context(), nil); err != nil || len(got) != 1 || got[0].Events[1] != fewer {
		t.Errorf("%+v, %v", got, err)
	}
}

// Two events that are told apart are no longer found, until that is undone.
func TestDuplicatesThatAreToldApart(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	titled(t, l, "2021-05-03", "The old mill in Ardea burned down", "2021-05-03", "Old mill of Ardea burns down")
	got, err := l.Duplicates(ctx, nil)
	if err != nil || len(got) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	e, err := l.TellApart(ctx, got[0].Events[0], got[0].Events[1])
	must(t, e, err)
	if got, err = l.Duplicates(ctx, nil); err != nil || len(got) != 0 {
		t.Errorf("told apart, it finds %+v, %v", got, err)
	}
	e, err = store.Undo(ctx)
	must(t, e, err)
	if got, err = l.Duplicates(ctx, nil); err != nil || len(got) != 1 {
		t.Errorf("undone, it finds %+v, %v", got, err)
	}
}

func TestDuplicatesAreCancelled(t *testing.T) {
	l, _ := emptyLibrary(t)
	titled(t, l, "2021-05-03", "The old mill in Ardea burned down", "2021-05-03", "Old mill of Ardea burns down")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Duplicates(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, it says %v", err)
	}
}

func BenchmarkDuplicates(b *testing.B) {
	l, _ := emptyLibrary(b)
	subjects := []string{"minister", "harbour", "railway", "parliament", "refugees", "volcano", "election", "factory", "museum", "bridge"}
	verbs := []string{"opened", "burned", "strikes", "elected", "closed", "flooded", "visits", "rejects"}
	towns := make([]string, 300)
	for i := range towns {
		towns[i] = fmt.Sprintf("Town%c%c%d", 'a'+i%26, 'a'+i/26, i)
	}
	var pairs []string
	for i := range 100_000 {
		pairs = append(pairs, fmt.Sprintf("%04d-%02d-%02d", 1950+i/1500, i/125%12+1, i%28+1),
			fmt.Sprintf("%s %s in %s after %s", subjects[i%10], verbs[i/10%8], towns[i*7%300], subjects[i/3%10]))
	}
	titled(b, l, pairs...)
	for b.Loop() {
		got, err := l.Duplicates(context.Background(), nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(got)), "pairs")
	}
}
