package scene

import (
	"encoding/binary"
	"math"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/text/layout"
)

// FuzzBuild draws libraries of any dates, anywhere: nothing overflows, every
// rectangle has a place and a size, and all events in view are in a mark.
func FuzzBuild(f *testing.F) {
	seed := func(bounds ...int64) []byte {
		var b []byte
		for _, v := range bounds {
			b = binary.LittleEndian.AppendUint64(b, uint64(v))
		}
		return b
	}
	f.Add(seed(0, 1, 5, 2, testFrom, testFrom+1), int64(0), int64(100), 1.0, 900.0, 400.0, uint8(0))
	f.Add(seed(math.MinInt64, math.MaxInt64, math.MinInt64, math.MinInt64+1, math.MaxInt64-1, math.MaxInt64), int64(math.MinInt64), int64(math.MaxInt64), 1e300, 1600.0, 600.0, uint8(7))
	f.Add(seed(horizon, horizon+1, -horizon-1, -horizon, math.MaxInt64, math.MinInt64), horizon-5, horizon, 1e-300, 0.0, math.NaN(), uint8(255))
	f.Add(seed(7, 8, 7, 8, 7, 8, 7, 8, 7, 8, 7, 8), int64(7), int64(8), math.Inf(1), math.Inf(-1), 90.0, uint8(3))
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte, lo, hi int64, factor, width, height float64, bits uint8) {
		var events []event
		for i := 0; i+16 <= len(raw) && len(events) < 60; i += 16 {
			e := event{int64(binary.LittleEndian.Uint64(raw[i:])), int64(binary.LittleEndian.Uint64(raw[i+8:])), uint16(i/16) % 2, uint8(1 + i%5)}
			events = append(events, e)
		}
		in := testInput(NewIndex(columnsOf(events), 2), 2)
		in.View = NewViewport(width, bits&1 != 0).Fit(lo, hi, 20).ZoomAt(300, factor)
		in.Height, in.ScrollY = float32(height), float32(bits)
		in.Selected, in.Hovered = int(bits)%7-1, int(bits)%5-1
		in.Today, in.HasToday = lo, true
		in.Certainty = func(e int) Certainty {
			return Certainty{
				Approximate: bits&2 != 0, Uncertain: bits&4 != 0, OpenLo: bits&8 != 0, OpenHi: bits&16 != 0,
				HasCore: bits&32 != 0, CoreLo: lo, CoreHi: hi,
			}
		}
		if bits&64 != 0 {
			in.Tracks[0].Collapsed = true
		}
		l := NewBuilder(layout.NewShaper(fonts)).Build(in)
		for _, layer := range append([]Layer{{l.Bands, l.Lines, l.Marks, l.Pictures, l.Texts}}, l.Over...) {
			for _, r := range append(layer.Bands, layer.Marks...) {
				for _, v := range []float32{r.X, r.Y, r.W, r.H, r.Radius, r.FadeLeft, r.FadeRight, r.StrokeWidth} {
					if v != v || v > 1<<18 || v < -1<<18 {
						t.Fatalf("rectangle %+v", r)
					}
				}
				if r.W < 0 || r.H < 0 || r.FadeLeft < 0 || r.FadeRight < 0 {
					t.Fatalf("rectangle %+v", r)
				}
			}
		}
		in.Height, in.ScrollY, in.Tracks = 1<<15, 0, nil
		counted := 0
		for _, h := range NewBuilder(layout.NewShaper(fonts)).Build(in).Hits {
			counted += h.Count
		}
		from, to := in.View.Range()
		if n := in.Index.EventsIn(from, to); counted < n {
			t.Fatalf("%d events in marks, %d in view", counted, n)
		}
	})
}
