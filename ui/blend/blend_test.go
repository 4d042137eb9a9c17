package blend

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestDiv255(t *testing.T) {
	for v := range uint32(255*255 + 1) {
		if got, want := Div255(v), uint32(math.Round(float64(v)/255)); got != want {
			t.Fatalf("%d/255 = %d, want %d", v, got, want)
		}
	}
}

// A word has the channels of a pixel apart, whatever each is multiplied by.
func TestChannelsStayApart(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		pixel, n := r.Uint32(), r.Uint32N(256)
		want := uint32(0)
		for shift := 0; shift < 32; shift += 8 {
			want |= Div255(pixel>>shift&255*n) << shift
		}
		if got := Narrow(Wide(pixel) * uint64(n)); got != want {
			t.Fatalf("%08x by %d: %08x, want %08x", pixel, n, got, want)
		}
	}
}
