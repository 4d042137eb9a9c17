package app

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

// A correction takes back what was confirmed by the words that it changes, in the same edit;
// what was disputed stays so, and so does what hangs on other words.
func TestCorrectionReopens(t *testing.T) {
	const quote = "Both leaders praised the agreement on trade."
	ctx := t.Context()
	for _, c := range []struct {
		name, text string
		verdict    data.State
		want       data.State
	}{
		{"the words are changed", strings.Replace(firstText, "praised", "denied", 1), data.StateConfirmed, data.StateUnverified},
		{"the words are gone", "The page was taken down.\n", data.StateConfirmed, data.StateUnverified},
		{"other words are changed", "Update.\n" + firstText, data.StateConfirmed, data.StateConfirmed},
		{"it was disputed", strings.Replace(firstText, "praised", "denied", 1), data.StateDisputed, data.StateDisputed},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, store := emptyLibrary(t)
			a, x, _ := marked(t, firstText, quote)
			track := data.NextTrack("Trade", nil)
			given := data.Verdict{State: c.verdict, By: "A reader", At: 5, Why: "seen"}
			event := data.Event{ID: x.Event, Title: "Agreement", Date: day(t, "2022-02-04"), Track: track.ID, Importance: 3, Verdict: given}
			x.Verdict = given
			if _, err := l.Write(ctx, data.Edit{
				Label: "x", Tracks: []data.Change[data.Track]{data.Insert(track)}, Articles: []data.Change[data.Article]{data.Insert(a)},
				Events: []data.Change[data.Event]{data.Insert(event)}, Excerpts: []data.Change[data.Excerpt]{data.Insert(x)},
			}); err != nil {
				t.Fatal(err)
			}
			r, err := l.Retext(ctx, a.ID, NewText{Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := l.Write(ctx, r.Edit); err != nil {
				t.Fatal(err)
			}
			verdicts := func() (of, by data.Verdict) {
				e, err := store.Event(ctx, event.ID)
				if err != nil {
					t.Fatal(err)
				}
				excerpts, err := store.EventExcerpts(ctx, event.ID)
				if err != nil {
					t.Fatal(err)
				}
				return e.Verdict, excerpts[0].Verdict
			}
			want := given
			if want.State = c.want; c.want != c.verdict {
				want.At = l.now().Unix()
			}
			if of, by := verdicts(); of != want || by != want {
				t.Errorf("event %+v, source %+v, want %+v", of, by, want)
			}
			if _, err := store.Undo(ctx); err != nil {
				t.Fatal(err)
			}
			if of, by := verdicts(); of != given || by != given {
				t.Errorf("undone: event %+v, source %+v", of, by)
			}
		})
	}
}
