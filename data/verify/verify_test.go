package verify

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/report"
)

func said(publisher, words string) Link {
	return Link{Passage: report.Passage{Publisher: publisher, Words: words}}
}

func judged(l Link, s data.State) Link {
	l.Verdict.State = s
	return l
}

func doubted(l Link) Link {
	l.Doubt = data.CheckMe
	return l
}

func TestStates(t *testing.T) {
	const one, other = "The lockdown of Wuhan began at ten in the morning.", "Trains stopped leaving the city of eleven million people."
	a, b := said("Xinhua", one), said("Le Monde", other)
	for _, c := range []struct {
		name    string
		verdict data.State
		links   []Link
		want    data.State
		reports int
	}{
		{"without a source", "", nil, data.StateUnverified, 0},
		{"one source", "", []Link{a}, data.StateSingleSource, 1},
		{"one publisher twice", "", []Link{a, said("XINHUA", other)}, data.StateSingleSource, 1},
		{"two publishers", "", []Link{a, b}, data.StateCorroborated, 2},
		{"two publishers with the same words", "", []Link{a, said("Le Monde", one)}, data.StateSingleSource, 1},
		{"two that name no publisher", "", []Link{said("", one), said("", other)}, data.StateSingleSource, 1},
		{"two of their own and one that joins them", "", []Link{a, b, said("Xinhua", other)}, data.StateCorroborated, 2},
		{"one is refuted", "", []Link{a, judged(b, data.StateRefuted)}, data.StateSingleSource, 1},
		{"one is disputed", "", []Link{judged(a, data.StateDisputed), b}, data.StateSingleSource, 1},
		{"one was corrected", "", []Link{a, doubted(b)}, data.StateSingleSource, 1},
		{"the reader has confirmed it since", "", []Link{a, judged(doubted(b), data.StateConfirmed)}, data.StateCorroborated, 2},
		{"the only one is refuted", "", []Link{judged(a, data.StateRefuted)}, data.StateUnverified, 0},
		{"confirmed by the reader", data.StateConfirmed, nil, data.StateConfirmed, 0},
		{"refuted by the reader", data.StateRefuted, []Link{a, b}, data.StateRefuted, 2},
		{"what was decided is taken back", data.StateUnverified, []Link{a, b}, data.StateCorroborated, 2},
	} {
		got := Of(data.Verdict{State: c.verdict}, c.links)
		if got.State != c.want || got.Reports != c.reports {
			t.Errorf("%s: %s by %d reports, want %s by %d", c.name, got.State, got.Reports, c.want, c.reports)
		}
	}
}

// More sources never make an event less verified, nothing but the reader confirms one,
// and every source is accounted for.
func TestMoreSources(t *testing.T) {
	var judge Judge
	rapid.Check(t, func(r *rapid.T) {
		draw := rapid.Custom(func(r *rapid.T) Link {
			l := said(rapid.SampledFrom([]string{"", "A", "B", "C"}).Draw(r, "publisher"),
				rapid.SampledFrom([]string{"one two three four five six seven", "the city was closed to all trains and cars", "a"}).Draw(r, "words"))
			l.Verdict.State = rapid.SampledFrom([]data.State{"", "", data.StateRefuted, data.StateConfirmed}).Draw(r, "verdict")
			l.Doubt = rapid.SampledFrom([]data.DoubtState{data.Sure, data.Sure, data.Orphan}).Draw(r, "doubt")
			return l
		})
		links := rapid.SliceOfN(draw, 1, 6).Draw(r, "links")
		own := data.Verdict{State: rapid.SampledFrom([]data.State{"", data.StateUnverified, data.StateDisputed}).Draw(r, "own")}
		var told []Told
		for _, l := range links {
			told = append(told, Told{l.Verdict, l.Doubt, report.From{Origin: OriginOf(data.Article{Publisher: l.Passage.Publisher}, ""), Words: l.Passage.Words}})
		}
		if got, want := judge.State(own, told), Of(own, links).State; got != want {
			r.Fatalf("judged %s, not %s", got, want)
		}
		fewer, more := Of(data.Verdict{}, links[:len(links)-1]), Of(data.Verdict{}, links)
		order := data.States()
		if slices.Index(order, more.State) > slices.Index(order, data.StateCorroborated) || more.Reports > len(links) {
			r.Fatalf("%s by %d", more.State, more.Reports)
		}
		if slices.Index(order, more.State) < slices.Index(order, fewer.State) || len(more.Sources) != len(links) {
			r.Fatalf("%d reports of %d links, after %d", more.Reports, len(links), fewer.Reports)
		}
		for i, s := range more.Sources {
			if of := more.Sources[s.Report.Of]; s.Without == Counts && (of.Without != Counts || of.Report.Why != report.Own) {
				r.Fatalf("source %d is of report %+v, which is %+v", i, s, of)
			}
		}
	})
}

func TestPublisher(t *testing.T) {
	for _, c := range [][3]string{
		{"Xinhua", "https://a.example/1", "Xinhua"}, {" ", "https://www.Example.org:8080/x", "example.org"}, {"", "", ""}, {"", "::", ""},
	} {
		if got := Publisher(c[0], c[1]); got != c[2] {
			t.Errorf("%q of %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// What was corrected is to be checked again until the reader decides.
func TestAgain(t *testing.T) {
	a, b := said("Xinhua", "The lockdown of Wuhan began at ten."), said("Le Monde", "Trains stopped leaving the city.")
	if s := Of(data.Verdict{}, []Link{a, b}); s.Again {
		t.Error("nothing was changed")
	}
	if s := Of(data.Verdict{State: data.StateUnverified}, []Link{a, doubted(b)}); !s.Again || s.State != data.StateSingleSource {
		t.Errorf("%+v", s)
	}
	if s := Of(data.Verdict{State: data.StateConfirmed}, []Link{a, doubted(b)}); s.Again || s.State != data.StateConfirmed {
		t.Errorf("confirmed since: %+v", s)
	}
	given := data.Verdict{State: data.StateConfirmed, By: "me", At: 1, Why: "seen"}
	if got := Reopened(given, 9); got != (data.Verdict{State: data.StateUnverified, By: "me", At: 9, Why: "seen"}) {
		t.Errorf("%+v", got)
	}
	given.State = data.StateRefuted
	if got := Reopened(given, 9); got != given {
		t.Errorf("refuted: %+v", got)
	}
}

func TestLead(t *testing.T) {
	long := strings.Repeat("\u0627", LeadRunes+1)
	if Lead("abc") != "abc" || Lead(long) != long[:2*LeadRunes] {
		t.Error("the beginning of a text is not as long as it is read from the store")
	}
}
