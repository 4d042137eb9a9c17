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
		"القاهرة، مصر":                 {"القاهرة"},
		"Geneva, Switzerland":          {"Geneva"},
		"London; Washington; Canberra": {"London", "Washington", "Canberra"},
		"London, Washington":           {"London", "Washington"},
		"لندن، واشنطن":                 {"لندن", "واشنطن"},
		"31.2,29.9":                    {"31.2,29.9"},
		"London":                       {"London"},
		"Egypt":                        {"Egypt"},
		"Geneva":                       {"Geneva"}, // not that of Illinois
		"Lausanne and Tokyo":           {"Lausanne", "Tokyo"},
		"موسكو وبكين":                  {"موسكو", "بكين"},
		"بكين وموسكو، عبر الفيديو":    {"بكين", "موسكو"},
		"Trinidad and Tobago":         {"Trinidad and Tobago"},
		"طرابلس":                      nil, // of Lebanon or of Libya
		"طرابلس، لبنان":               {"طرابلس"},
		"The hall of mirrors":         nil,
		"London, The hall of mirrors": nil,
		"91,10":                       nil,
	} {
		b := NewBuilder(g)
		event := data.ID{1}
		b.Said(event, words)
		if want != nil {
			b.Said(event, "Paris") // it is placed already
		}
		p := b.Done()
		var got []string
		for _, s := range p.Events[event] {
			got = append(got, p.Sites[s].Name)
		}
		if want == nil {
			if len(got) > 0 || p.Words[event] != words {
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

func TestMentionsGoFirst(t *testing.T) {
	b := NewBuilder(gazetteer.New())
	hall := data.Entity{ID: data.ID{7}, Type: data.Place, Name: "The hall", Position: data.Position{Lat: 1, Lon: 2, Radius: 30}}
	b.Mentioned(data.ID{1}, hall)
	b.Said(data.ID{1}, "Cairo")
	b.Mentioned(data.ID{2}, data.Entity{ID: data.ID{8}, Type: data.Place, Name: "Cairo"})
	b.Mentioned(data.ID{3}, data.Entity{ID: data.ID{9}, Type: data.Place, Name: "Somewhere"})
	b.Mentioned(data.ID{4}, data.Entity{ID: data.ID{9}, Type: data.Place, Name: "Somewhere"})
	b.Said(data.ID{4}, "Paris")
	p := b.Done()
	if at := p.Events[data.ID{1}]; len(at) != 1 || p.Sites[at[0]].Name != "The hall" || p.Sites[at[0]].Radius != 30 {
		t.Errorf("%+v", p)
	}
	if at := p.Events[data.ID{2}]; len(at) != 1 || p.Sites[at[0]].Lat < 30 || p.Sites[at[0]].Entity != (data.ID{8}) {
		t.Errorf("%+v", p)
	}
	if len(p.Events[data.ID{3}]) != 0 || p.Words[data.ID{3}] != "Somewhere" || len(p.Events[data.ID{4}]) != 1 || p.Words[data.ID{4}] != "" {
		t.Errorf("%+v", p)
	}
}
