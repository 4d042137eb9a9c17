package scene

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	timeline "tarikh.org/tarikh/ui/timeline/scene"
)

// world and fonts are what all tests share.
var (
	world = sync.OnceValue(func() *World { return NewWorld(outline.New(), gazetteer.New()) })
	fonts = sync.OnceValues(func() (*layout.Fonts, error) { return layout.Embedded(assets.Files) })
)

func newBuilder(tb testing.TB) *Builder {
	tb.Helper()
	fonts, err := fonts()
	if err != nil {
		tb.Fatal(err)
	}
	return NewBuilder(layout.NewShaper(fonts), world())
}

func input(x *Index) Input {
	return Input{View: project.World(1000, 520), Index: x, Hovered: -1, Lang: "en", Numbers: strconv.Itoa, Palette: palette.Light()}
}

func id(n int) data.ID { return data.ID{byte(n >> 8), byte(n), 1} }

// index draws some places and events.
func index(t *rapid.T) *Index {
	sites := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Site {
		return Site{Lat: rapid.Float64Range(-90, 90).Draw(t, "lat"), Lon: rapid.Float64Range(-180, 180).Draw(t, "lon"), Name: rapid.StringN(0, 5, -1).Draw(t, "name"), Radius: rapid.Float64Range(1, 5e6).Draw(t, "radius")}
	}), 1, 60).Draw(t, "sites")
	n := rapid.IntRange(0, 80).Draw(t, "events")
	events := make([]Event, n)
	for i := range events {
		events[i] = Event{
			ID: id(i), Lo: int64(i), Hi: int64(i + 1), Colour: rapid.IntRange(-1, 9).Draw(t, "colour"), Importance: 3,
			Sites: rapid.SliceOfNDistinct(rapid.Int32Range(-1, int32(len(sites))), 0, 3, rapid.ID[int32]).Draw(t, "at"),
		}
	}
	return NewIndex(sites, events)
}

// TestNothingIsLost: at the whole world every event is in as many clusters as it has
// places, and their members are those that are counted.
func TestNothingIsLost(t *testing.T) {
	b := newBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		x := index(t)
		in := input(x)
		in.Time = Span{0, rapid.Int64Range(1, 90).Draw(t, "hi")}
		l := b.Build(in)
		seen, unseen, want, beyond := 0, 0, 0, 0
		for i := range int32(x.Len()) {
			if in.Time.has(x.lo[i], x.hi[i]) {
				want += len(x.at.of(i))
			} else {
				beyond += len(x.at.of(i))
			}
		}
		for i := range l.Clusters {
			k := &l.Clusters[i]
			seen, unseen = seen+k.Count, unseen+k.Unseen
			shares := 0
			for _, n := range k.Shares {
				shares += int(n)
			}
			ids := b.Events(in, i)
			if shares != k.Count || len(ids) == 0 || k.Count > 0 && len(ids) > k.Count {
				t.Fatalf("%d events of %d, shares %d", len(ids), k.Count, shares)
			}
			if l.At(k.X, k.Y) < 0 {
				t.Fatal("a cluster cannot be hit")
			}
		}
		if seen != want || unseen != beyond {
			t.Fatalf("%d of %d in time, %d of %d outside", seen, want, unseen, beyond)
		}
	})
}

// TestRingsAreApart: no two rings cover each other.
func TestRingsAreApart(t *testing.T) {
	b := newBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		l := b.Build(input(index(t)))
		for i := range l.Clusters {
			for j := range l.Clusters[:i] {
				p, q := &l.Clusters[i], &l.Clusters[j]
				if p.Count > 0 && q.Count > 0 && math.Hypot(float64(p.X-q.X), float64(p.Y-q.Y)) < apart-0.01 {
					t.Fatalf("%v and %v", p, q)
				}
			}
		}
	})
}

// TestLabelsKeepClear: no label is over another, and all are in view.
func TestLabelsKeepClear(t *testing.T) {
	b := newBuilder(t)
	for _, zoom := range []float64{1, 4, 40} {
		for _, lang := range []string{"en", "ar"} {
			in := input(NewIndex([]Site{{Name: "Washington", Lat: 38.9, Lon: -77}, {Name: "New York", Lat: 40.7, Lon: -74}, {Name: "لندن", Lat: 51.5, Lon: 0}},
				[]Event{{ID: id(1), Hi: 1, Sites: []int32{0, 2}}, {ID: id(2), Hi: 1, Sites: []int32{1}}}))
			in.Lang, in.View = lang, in.View.Zoom(520, 150, zoom)
			l := b.Build(in)
			texts := slices.Concat(l.Under.Texts, l.Over.Texts)
			if len(texts) < 5 {
				t.Errorf("zoom %g: %d labels", zoom, len(texts))
			}
			for i, p := range texts {
				if p.X < 0 || p.Y < 0 || float64(p.X+p.P.Width) > l.View.W || float64(p.Y+p.P.Height) > l.View.H {
					t.Errorf("%q is cut", p.P.Text)
				}
				for _, q := range texts[:i] {
					if p.X < q.X+q.P.Width && q.X < p.X+p.P.Width && p.Y < q.Y+q.P.Height && q.Y < p.Y+p.P.Height {
						t.Errorf("zoom %g, %s: %q is over %q", zoom, lang, p.P.Text, q.P.Text)
					}
				}
			}
		}
	}
}

// TestLabelsKeepClearOfPlates: where something lies over the map no label is set, of rings
// or of the ground, and there are as many elsewhere.
func TestLabelsKeepClearOfPlates(t *testing.T) {
	b := newBuilder(t)
	in := input(NewIndex([]Site{{Name: "Washington", Lat: 38.9, Lon: -77}, {Name: "Anchorage", Lat: 61, Lon: -150}}, []Event{{ID: id(1), Hi: 1, Sites: []int32{0}}, {ID: id(2), Hi: 1, Sites: []int32{1}}}))
	texts := func() []timeline.Text {
		l := b.Build(in)
		return slices.Concat(l.Over.Texts, l.Under.Texts)
	}
	for name, elsewhere := range map[string]bool{"Anchorage": true, "Brazil": false} {
		in.Taken = nil
		for _, p := range texts() {
			if p.P.Text == name {
				in.Taken = []Box{{p.X + 4, p.Y - 30, p.X + 200, p.Y + 40}}
			}
		}
		if in.Taken == nil {
			t.Fatalf("%s is not named", name)
		}
		named, k := false, in.Taken[0]
		for _, p := range texts() {
			named = named || p.P.Text == name
			if p.X < k.X1 && p.X+p.P.Width > k.X0 && p.Y < k.Y1 && p.Y+p.P.Height > k.Y0 {
				t.Errorf("%q is below a plate", p.P.Text)
			}
		}
		if named != elsewhere {
			t.Errorf("%s is named: %t", name, named)
		}
	}
}

// TestPanChangesNoCluster: what is one ring stays one while the map is moved.
func TestPanChangesNoCluster(t *testing.T) {
	b := newBuilder(t)
	var sites []Site
	var events []Event
	for i := range 40 {
		sites = append(sites, Site{Name: fmt.Sprint(i), Lat: 30 + float64(i%7)*1.3, Lon: 10 + float64(i)*0.7})
		events = append(events, Event{ID: id(i), Hi: 1, Sites: []int32{int32(i)}})
	}
	in := input(NewIndex(sites, events))
	in.View = in.View.Zoom(560, 170, 3)
	sizes := func() (n []int) {
		for _, k := range b.Build(in).Clusters {
			n = append(n, k.Count)
		}
		return n
	}
	before := sizes()
	for range 20 {
		in.View = in.View.Pan(3.3, -1.7)
		if now := sizes(); !slices.Equal(now, before) {
			t.Fatalf("%v became %v", before, now)
		}
	}
}

func TestClustersOpen(t *testing.T) {
	b := newBuilder(t)
	in := input(NewIndex([]Site{{Lat: 30.04, Lon: 31.23}, {Lat: 30.01, Lon: 31.2}, {Lat: -30, Lon: 20}}, []Event{
		{ID: id(1), Hi: 1, Sites: []int32{0}}, {ID: id(2), Hi: 1, Sites: []int32{1}}, {ID: id(3), Hi: 1, Sites: []int32{2}},
	}))
	for range 12 {
		l := b.Build(in)
		i := slices.IndexFunc(l.Clusters, func(k Cluster) bool { return k.Count == 2 })
		if i < 0 {
			if len(l.Clusters) < 2 {
				t.Fatal("the two have left the view")
			}
			return
		}
		next, ok := b.Opens(in, i)
		if !ok && next.Scale <= in.View.Scale {
			t.Fatal("it does not open")
		}
		in.View = next
	}
	t.Error("the two stay one ring")
}

func TestAnEventOfSeveralPlacesIsJoined(t *testing.T) {
	b := newBuilder(t)
	in := input(NewIndex([]Site{{Lat: 35.7, Lon: 139.7}, {Lat: 34, Lon: -118}}, []Event{{ID: id(1), Hi: 1, Sites: []int32{0, 1}}}))
	if l := b.Build(in); len(l.Strokes) != 0 {
		t.Error("a line without a selection")
	}
	in.Selected = id(1)
	l := b.Build(in)
	if len(l.Strokes) != 2 { // over the date line
		t.Fatalf("%d lines", len(l.Strokes))
	}
	for _, s := range l.Strokes {
		for i := range s.Points[1:] {
			if math.Abs(float64(s.Points[i+1].X-s.Points[i].X)) > 100 {
				t.Error("it crosses the whole map")
			}
		}
	}
}

// TestGroundIsWithinTheWorld: nothing is drawn beyond the edge, and what is beyond the
// date line comes in at the other side.
func TestGroundIsWithinTheWorld(t *testing.T) {
	g := NewGround(outline.New().World)
	east := false
	for _, p := range slices.Concat(g.Land(), g.Lines()[0], g.Lines()[1], g.Lines()[2]) {
		for i, q := range p.Points {
			lat, lon, ok := project.Inverse(float64(q.X)*0.99999, float64(q.Y)*0.99999)
			if !ok {
				t.Fatalf("%v is beyond the edge", q)
			}
			east = east || lat > 65 && lon < -170
			if i > 0 && math.Abs(float64(q.X-p.Points[i-1].X)) > 1.7 && lat > -80 {
				t.Errorf("a line across the map at %g", lat)
			}
		}
	}
	if !east {
		t.Error("the far end of Chukotka is missing")
	}
}

func TestNothingToShow(t *testing.T) {
	b := newBuilder(t)
	for _, x := range []*Index{nil, NewIndex(nil, nil), NewIndex(nil, []Event{{ID: id(1), Sites: []int32{4, -1}}})} {
		in := input(x)
		in.Selected = id(1)
		if l := b.Build(in); len(l.Clusters) != 0 || b.Events(in, 0) != nil {
			t.Errorf("%+v", l.Clusters)
		}
	}
}

// BenchmarkJoin is what is made elsewhere when the scale, the time or the part of the plane
// of a map of 100,000 places is another one.
func BenchmarkJoin(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	sites, events := make([]Site, 100_000), make([]Event, 100_000)
	for i := range events {
		sites[i] = Site{Name: strconv.Itoa(i), Lat: r.Float64()*120 - 50, Lon: r.Float64()*360 - 180}
		events[i] = Event{ID: data.ID{byte(i), byte(i >> 8), byte(i >> 16), 1}, Lo: int64(i), Hi: int64(i + 1), Colour: i % 8, Importance: 3, Sites: []int32{int32(i)}}
	}
	in := input(NewIndex(sites, events))
	for _, tc := range []struct {
		name   string
		closer float64
		step   func(i int)
	}{
		{"world", 1, func(i int) { in.View.Scale *= []float64{1.2, 1 / 1.2}[i%2] }},
		{"near", 4, func(i int) { in.View.Scale *= []float64{1.2, 1 / 1.2}[i%2] }},
		{"close", 20, func(i int) { in.View.Scale *= []float64{1.2, 1 / 1.2}[i%2] }},
		{"time", 4, func(i int) { in.Time = Span{0, int64(1 + i*50%100_000)} }},
	} {
		b.Run(tc.name, func(b *testing.B) {
			var j Joiner
			in.View = project.World(1000, 520).Zoom(600, 200, tc.closer)
			for i := 0; b.Loop(); i++ {
				tc.step(i)
				j.kept = j.kept[:0]
				j.Join(in.Need())
			}
		})
	}
}
