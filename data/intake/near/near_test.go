package near_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/intake/near"
)

// words makes a text of n words, the same for the same seed.
func words(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", r.IntN(5000))
	}
	return out
}

func alike(a, b string) float64 {
	x, y := near.Of(a), near.Of(b)
	return near.Alike(&x, &y)
}

func TestAlike(t *testing.T) {
	text := words(1, 600)
	edited := append([]string(nil), text...)
	for i := 50; i < len(edited); i += 100 {
		edited[i] = "changed"
	}
	join := func(w []string) string { return strings.Join(w, " ") }
	for _, c := range []struct {
		name, a, b string
		from, to   float64
	}{
		{"itself", join(text), join(text), 1, 1},
		{"six words changed", join(text), join(edited), 0.8, 1},
		{"a third longer", join(text), join(append(words(2, 200), text...)), 0.6, 0.9},
		{"half of it", join(text), join(text[:300]), 0.35, 0.65},
		{"paragraphs in another order", join(text), join(append(append([]string(nil), text[300:]...), text[:300]...)), 0.9, 1},
		{"another text", join(text), join(words(3, 600)), 0, 0.05},
		{"spelled and pointed otherwise", "أُعلن في بكين إنّ القمة انتهت", "اعلن فى بكين ان القمه انتهت", 1, 1},
		{"punctuation and case", "The river rose, and the DIKE broke.", "the river rose and the dike broke", 1, 1},
		{"few words", "a b", "a b", 1, 1},
		{"few other words", "a b", "a c", 0, 0},
		{"no words", "", "", 0, 0},
		{"no words and some", "", "a b c d", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := alike(c.a, c.b); got < c.from || got > c.to {
				t.Errorf("got %.2f, want %.2f to %.2f", got, c.from, c.to)
			}
		})
	}
}

func TestAlikeIsSymmetric(t *testing.T) {
	text := rapid.StringMatching(`([a-e]{1,2} ){0,60}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if x, y := alike(a, b), alike(b, a); x != y || x < 0 || x > 1 {
			t.Fatalf("%v and %v", x, y)
		}
		if strings.TrimSpace(a) != "" && alike(a, a) != 1 {
			t.Fatal("not like itself")
		}
	})
}

func BenchmarkOf(b *testing.B) {
	text := strings.Join(words(1, 700), " ") // 4 KB
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		near.Of(text)
	}
}

func BenchmarkAlike5000(b *testing.B) {
	sketches := make([]near.Sketch, 5000)
	for i := range sketches {
		sketches[i] = near.Of(strings.Join(words(uint64(i), 300), " "))
	}
	for b.Loop() {
		for i := range sketches {
			near.Alike(&sketches[0], &sketches[i])
		}
	}
}
