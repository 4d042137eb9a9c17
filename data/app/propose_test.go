package app

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

const report = "The old mill burned down on 3 May 2021. Nobody was hurt.\n\nThe council met yesterday in the school.\n"

func TestPropose(t *testing.T) {
	ctx := t.Context()
	l, _ := emptyLibrary(t)
	p := proposed(t, l, report)
	if len(p) != 2 || p[0].Title != "The old mill burned down" || p[1].Date.EDTF != "2022-02-03" || p[0].Event != (data.ID{}) {
		t.Fatalf("proposed: %+v", p)
	}
	if _, err := l.Accept(ctx, p[0].of, p[0].Candidate, eventOf(p[0]), "Events"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Dismiss(ctx, p[1].of, p[1].Candidate); err != nil {
		t.Fatal(err)
	}
	a, err := l.Article(ctx, p[0].of.Article)
	if err != nil {
		t.Fatal(err)
	}
	now, err := l.Propose(ctx, a, data.Columns{}, p[0].of)
	if err != nil || len(now.Candidates) != 0 || now.Reported != 1 || len(now.Dismissed) != 1 || now.Dismissed[0].Title != p[1].Title {
		t.Fatalf("after both are decided: %+v, %v", now, err)
	}
	if &now.Finds[0] != &p[0].of.Finds[0] {
		t.Error("the same text was searched again")
	}
	for range 2 { // the second time it is back already
		if _, err := l.Restore(ctx, now, now.Dismissed[0]); err != nil {
			t.Fatal(err)
		}
	}
	if back := proposals(t, l, a); len(back) != 1 || back[0].Title != p[1].Title {
		t.Errorf("brought back: %+v", back)
	}
	a.Published = day(t, "2022-03-01")
	if other, err := l.Propose(ctx, a, data.Columns{}, now); err != nil || other.Candidates[0].Date.EDTF != "2022-02-28" {
		t.Errorf("with another day of publication: %+v, %v", other, err)
	}
}

// Events of the library are recognised where they begin at the time of a date, and
// where they last until then.
func TestProposeRecognisesEvents(t *testing.T) {
	ctx := t.Context()
	for _, c := range []struct {
		name, date string
		known      bool
	}{
		{"on that day", "2021-05-03", true},
		{"lasting until then", "2021-05-01/2021-05-09", true},
		{"over before", "2021-04-01/2021-05-02", false},
		{"later", "2021-05-04", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, _ := emptyLibrary(t)
			track := data.NextTrack("Events", nil)
			e := data.Event{ID: data.NewID(), Title: "Old mill burned down", Date: day(t, c.date), Track: track.ID, Importance: 3}
			if _, err := l.Write(ctx, data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(e)}}); err != nil {
				t.Fatal(err)
			}
			p := proposed(t, l, report)
			if known := p[0].Event == e.ID; known != c.known || known && p[0].of.Known[e.ID] != e.Title {
				t.Errorf("it is taken for %s, known as %q", p[0].Event, p[0].of.Known[e.ID])
			}
		})
	}
}

// Of a text beyond all measure the first part is searched, in whole lines.
func TestProposePartly(t *testing.T) {
	l, _ := emptyLibrary(t)
	line := "Nothing is reported in this line, which is one of very many.\n"
	p := proposed(t, l, report+strings.Repeat(line, maxSearched/len(line))+"The bridge was opened on 7 June 2021.\n")
	if len(p) != 2 || !p[0].of.Partial {
		t.Errorf("%d candidates, in part: %v", len(p), p[0].of.Partial)
	}
}

// The words of the events that are on the tracks tell where a candidate belongs.
func TestProposeSuggestsTracks(t *testing.T) {
	l, _ := emptyLibrary(t)
	town := data.NextTrack("Town", nil)
	sport := data.NextTrack("Sport", []data.Track{town})
	edit := data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(town), data.Insert(sport)}}
	for title, track := range map[string]data.ID{"The windmill was built": town.ID, "The council school opened": town.ID, "Winter games end": sport.ID} {
		edit.Events = append(edit.Events, data.Insert(data.Event{ID: data.NewID(), Title: title, Date: day(t, "1999"), Track: track, Importance: 3}))
	}
	if _, err := l.Write(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	p := proposed(t, l, report+"The winter games opened on 7 June 2021.\n\nA ship sank on 8 June 2021.\n")
	of := p[0].of
	got := []any{}
	for _, c := range of.Candidates {
		if track, ok := of.Tracks[c.Find.Start]; ok {
			got = append(got, track)
		} else {
			got = append(got, nil)
		}
	}
	if len(got) != 4 || got[0] != nil || got[1] != 0 || got[2] != 1 || got[3] != nil {
		t.Errorf("suggested: %v of %d", got, len(of.Candidates))
	}
}
