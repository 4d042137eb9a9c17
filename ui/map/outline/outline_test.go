package outline

import (
	"math"
	"reflect"
	"testing"
)

func TestWhatIsBuiltIn(t *testing.T) {
	o := New()
	for name, tc := range map[string]struct {
		set          *Set
		arcs, points int
	}{"world": {o.World(), 500, 8000}, "close": {o.Close(), 1900, 70_000}} {
		points, kinds := 0, [3]int{}
		for _, a := range tc.set.Arcs {
			kinds[a.Kind]++
			points += len(a.Points)
			for _, p := range a.Points {
				if math.Abs(p.Lat) > 90 || math.Abs(p.Lon) > 180.001 {
					t.Fatalf("%s: %v", name, p)
				}
			}
		}
		t.Logf("%s: %d arcs %v, %d points, %d rings", name, len(tc.set.Arcs), kinds, points, len(tc.set.Rings))
		if len(tc.set.Arcs) < tc.arcs || points < tc.points || kinds[Border] == 0 || kinds[Disputed] < 10 || kinds[Coast] == 0 {
			t.Errorf("%s: %d arcs %v, %d points", name, len(tc.set.Arcs), kinds, points)
		}
	}
	if n := len(world) + len(closer); n > 400_000 {
		t.Errorf("%d bytes packed", n)
	}
}

func TestPackedOutlinesComeBack(t *testing.T) {
	s := Set{Arcs: []Arc{{Coast, []Point{{1.5, -2.25}, {-90, 180}}}, {Disputed, []Point{{0, 0}}}}, Rings: [][]int{{0, ^1}, {}}}
	raw, err := Pack(s)
	if err != nil {
		t.Fatal(err)
	}
	back, err := unpack(raw)
	if err != nil || !reflect.DeepEqual(*back, s) {
		t.Fatalf("%+v %v", back, err)
	}
	if _, err := unpack(raw[:len(raw)-4]); err == nil {
		t.Error("a part of the file was read")
	}
	bad, _ := Pack(Set{Arcs: []Arc{{Border, nil}}, Rings: [][]int{{3}}})
	if _, err := unpack(bad); err == nil {
		t.Error("a ring of an arc that is not there was read")
	}
}

func FuzzUnpack(f *testing.F) {
	raw, err := Pack(Set{Arcs: []Arc{{Coast, []Point{{1, 2}}}}, Rings: [][]int{{0}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, packed []byte) {
		s, err := unpack(packed)
		if err != nil {
			return
		}
		for _, r := range s.Rings {
			for _, arc := range r {
				if max(arc, ^arc) >= len(s.Arcs) {
					t.Fatal("an arc that is not there")
				}
			}
		}
	})
}
