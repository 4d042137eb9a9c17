package placing

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
)

func TestWordsOfEvents(t *testing.T) {
	g := gazetteer.New()
	for words, want := range map[string][]string{
		"Cairo":                        {"Cairo"},
		"القاهرة، مصر":                 {"القاهرة، مصر"},
		"Geneva, Switzerland":          {"Geneva, Switzerland"},
		"London; Washington; Canberra": {"London", "Washington", "Canberra"},
		"London, Washington":           {"London", "Washington"},
		"لندن، واشنطن":                 {"لندن", "واشنطن"},
		"31.2,29.9":                    {"31.2,29.9"},
		"London":                       {"London"},
		"Egypt":                        {"Egypt"},
		"طرابلس":                       nil, // of Lebanon or of Libya
		"طرابلس، لبنان":                {"طرابلس، لبنان"},
		"The hall of mirrors":          nil,
		"London, The hall of mirrors":  nil,
		"91,10":                        nil,
	} {
		b := NewBuilder(g)
		event := data.ID{1}
		b.Said(event, words)
		b.Said(event, "Paris") // it is placed already, or not known
		p := b.Done()
		var got []string
		for _, s := range p.Events[event] {
			got = append(got, p.Sites[s].Name)
		}
		if want == nil {
			if p.Events[event] = slices.DeleteFunc(p.Events[event], func(s int32) bool { return p.Sites[s].Name == "Paris" }); len(p.Events[event]) > 0 || p.Words[event] != words {
				t.Errorf("%q is at %q", words, got)
			}
			continue
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is at %q, not %q", words, got, want)
		}
	}
}

func TestWhatANameMayMean(t *testing.T) {
	g := gazetteer.New()
	_, may := Known(g, "طرابلس")
	if len(may) < 2 || may[0].Country != "LY" || may[1].Country != "LB" {
		t.Errorf("%+v", may)
	}
	if p, may := Known(g, "nowhere at all"); p.English != "" || may != nil {
		t.Errorf("%+v %+v", p, may)
	}
}
