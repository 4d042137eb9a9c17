package poster_test

import (
	"fmt"
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

func fonts() (poster.Faces, error) {
	f, err := layout.Embedded(assets.Files)
	return poster.Faces{Fonts: f}, err
}

// taken is n events on two tracks, a day apart.
func taken(t testing.TB, n int) form.Taken {
	t.Helper()
	out := form.Taken{Lang: "en", Tracks: []data.Track{{ID: data.ID{1}, Name: "Sport", Colour: "red"}, {ID: data.ID{2}, Name: "دبلوماسية", Colour: "blue"}}}
	for i := range n {
		d, err := dates.Parse(fmt.Sprintf("2022-%02d-%02d", 1+i/28%12, 1+i%28))
		if err != nil {
			t.Fatal(err)
		}
		out.Events = append(out.Events, form.TakenEvent{Event: data.Event{
			ID: data.ID{3, byte(i >> 8), byte(i)}, Title: fmt.Sprintf("Event number %d", i), Date: d, Track: out.Tracks[i%2].ID, Importance: 3,
		}})
	}
	return out
}

// words are the texts of a list.
func words(l *scene.List) map[string]int {
	all := map[string]int{}
	for _, t := range l.Texts {
		all[t.P.Text]++
	}
	for _, o := range l.Over {
		for _, t := range o.Texts {
			all[t.P.Text]++
		}
	}
	return all
}

func lay(t testing.TB, taken form.Taken) poster.Set {
	t.Helper()
	set, err := poster.LayTaken(taken, fonts)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// A page of which only the width is asked for names every event; one as high as the window
// counts those that it does not.
func TestEveryEventIsNamedOrCounted(t *testing.T) {
	all := taken(t, 300)
	named := func(set poster.Set) (n int) {
		for word := range words(set.List) {
			if strings.HasPrefix(word, "Event number") {
				n++
			}
		}
		return n
	}
	all.Look.Size.Width = 1600
	set := lay(t, all)
	if n := named(set); n != 300 || len(set.Lost(all)) != 0 {
		t.Errorf("%d of 300 named on a page as high as it takes; lost %v", n, set.Lost(all))
	}
	if set.H < 1000 {
		t.Errorf("height %g", set.H)
	}
	all.Look.Size.Height = 400
	set = lay(t, all)
	if n, lost := named(set), set.Lost(all)[form.LosesUnnamed]; set.H != 400 || n == 0 || n > 200 || lost == 0 {
		t.Errorf("height %g, %d named, %d counted", set.H, n, lost)
	}
}

// The head is above all else, which keeps its height and moves down.
func TestHead(t *testing.T) {
	plain := taken(t, 10)
	plain.Look.Size = form.Size{Width: 800, Height: 300}
	headed := plain
	headed.Look.Title, headed.Look.Byline = "Two\nwinters", "A reader"
	for _, lang := range []string{"en", "ar"} {
		plain.Lang, headed.Lang = lang, lang
		set := lay(t, headed)
		all := words(set.List)
		if all["Two winters"] != 1 || all["A reader"] != 1 || set.H != 300 {
			t.Errorf("%s: height %g, words %v", lang, set.H, all)
		}
		without := lay(t, plain)
		if set.Plot.Y != without.Plot.Y || len(set.Lines) == 0 {
			t.Errorf("%s: plot at %g, without a head %g", lang, set.Plot.Y, without.Plot.Y)
		}
		head := set.Over[len(set.Over)-1]
		for _, l := range set.Lines {
			if min(l.Y0, l.Y1) < head.Bands[0].H-1 {
				t.Fatalf("%s: a line from %g is within the head of %g", lang, l.Y0, head.Bands[0].H)
			}
		}
		if at := head.Texts[0]; (at.P.Lines[0].X > 300) != (lang == "ar") {
			t.Errorf("%s: the title begins at %g", lang, at.P.Lines[0].X)
		}
	}
}

func TestFarEventsAreCounted(t *testing.T) {
	all := taken(t, 40)
	all.Events[0].Date, _ = dates.Parse("Y-13800000000")
	set := lay(t, all)
	if n := set.Lost(all)[form.LosesFar]; n != 1 {
		t.Errorf("%d events far away, want 1", n)
	}
	if set.Unseen != 1 || words(set.List)["Event number 39"] != 1 {
		t.Errorf("%d unseen, words %v", set.Unseen, words(set.List))
	}
}

func TestPagesThatAreTooSmall(t *testing.T) {
	all := taken(t, 4)
	for want, size := range map[string]form.Size{"at least 100 wide": {Width: 50, Height: 400}, "at least 96 high": {Width: 800, Height: 80}} {
		all.Look.Size = size
		if _, err := poster.LayTaken(all, fonts); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", size, err, want)
		}
	}
}

// Nothing taken is a page with a scale.
func TestNothing(t *testing.T) {
	if set := lay(t, form.Taken{Lang: "ar"}); set.W != 1920 || set.H < 100 || len(words(set.List)) == 0 {
		t.Errorf("%g × %g, words %v", set.W, set.H, words(set.List))
	}
}

// Events have the forms of their states from the first source or verdict on.
func TestStates(t *testing.T) {
	all := taken(t, 6)
	for i := range all.Events {
		all.Events[i].State = data.StateUnverified
	}
	if poster.Of(all).State != nil {
		t.Error("events without sources have states")
	}
	for i, state := range []data.State{data.StateSingleSource, data.StateCorroborated, data.StateDisputed, data.StateUnverified} {
		all.Events[i].State = state
	}
	p := poster.Of(all)
	for i, want := range []scene.State{scene.StateSingleSource, scene.StateCorroborated, scene.StateDisputed, scene.StateUnverified} {
		if got := p.State(p.Index.Find(all.Events[i].ID)); got != want {
			t.Errorf("event %d is in state %d, want %d", i, got, want)
		}
	}
}
