package flow

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func unit(Block) float32 { return 10 }

func TestSplit(t *testing.T) {
	long := strings.Repeat("كلمة ", MaxBlock/4)
	for _, c := range []struct {
		name, text string
		want       []string
		rtl        []bool
	}{
		{"empty", "", []string{""}, []bool{false}},
		{"one", "a b", []string{"a b"}, []bool{false}},
		{"line ending at the end", "a\n", []string{"a", ""}, []bool{false, false}},
		{"blank lines", "a\n\nب\n1", []string{"a", "", "ب", "1"}, []bool{false, false, true, true}},
		{"direction of each", "2022 (قمة)\nGames", []string{"2022 (قمة)", "Games"}, []bool{true, false}},
		{"long", "x\n" + long, []string{
			"x", long[:16380], long[16380:32760], long[32760:],
		}, []bool{false, true, true, true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := New(c.text, unit)
			if f.Len() != len(c.want) {
				t.Fatalf("%d blocks, want %d", f.Len(), len(c.want))
			}
			for i, want := range c.want {
				b := f.Block(i)
				if got := c.text[b.Start:b.End]; got != want || b.RTL != c.rtl[i] || b.Runes != utf8.RuneCountInString(want) {
					t.Errorf("block %d: %d bytes %q..., RTL %v", i, len(got), got[:min(20, len(got))], b.RTL)
				}
			}
		})
	}
}

func TestNoSpaceToDivideAt(t *testing.T) {
	for name, text := range map[string]string{
		"Arabic": strings.Repeat("م", MaxBlock), "not UTF-8": strings.Repeat("\xbf", 3*MaxBlock),
	} {
		f := New(text, unit)
		for i := range f.Len() {
			b := f.Block(i)
			if b.End-b.Start > MaxBlock || utf8.ValidString(text) != utf8.ValidString(text[b.Start:b.End]) {
				t.Errorf("%s: block %d is %d to %d", name, i, b.Start, b.End)
			}
		}
	}
}

// Blocks and the line endings between them are the text, and everything agrees with
// the plain sums of the heights, whatever has been learnt in whatever order.
func TestFlowAgainstPlainSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"", "a", "b c", "قمة"})).Draw(t, "lines"), "\n")
		f := New(text, func(b Block) float32 { return float32(b.Runes) * 7 })
		end := -1
		for i := range f.Len() {
			b := f.Block(i)
			if b.Start != end+1 || b.End < b.Start || b.End < len(text) && text[b.End] != '\n' {
				t.Fatalf("block %d is %+v after %d", i, b, end)
			}
			end = b.End
		}
		if end != len(text) {
			t.Fatalf("blocks end at %d of %d", end, len(text))
		}
		for range rapid.IntRange(0, 20).Draw(t, "learnt") {
			f.Learn(rapid.IntRange(0, f.Len()-1).Draw(t, "block"), float32(rapid.IntRange(0, 50).Draw(t, "height")))
		}
		var y float64
		for i := range f.Len() {
			if math.Abs(f.Y(i)-y) > 1e-6 {
				t.Fatalf("top of %d: %v, want %v", i, f.Y(i), y)
			}
			h, _ := f.BlockHeight(i)
			if got := f.Find(y + float64(h)/2); h > 0 && got != i {
				t.Fatalf("at %v: block %d, want %d", y+float64(h)/2, got, i)
			}
			b := f.Block(i)
			if got := f.At(b.Start); got != i {
				t.Fatalf("offset %d in block %d, want %d", b.Start, got, i)
			}
			if got := f.At(b.End); got != i {
				t.Fatalf("offset %d in block %d, want %d", b.End, got, i)
			}
			y += float64(h)
		}
		if math.Abs(f.Height()-y) > 1e-6 {
			t.Fatalf("height %v, want %v", f.Height(), y)
		}
	})
}

func TestOutside(t *testing.T) {
	f := New("a\nb\nc", unit)
	for _, c := range []struct {
		y    float64
		want int
	}{{-5, 0}, {0, 0}, {9.9, 0}, {10, 1}, {29, 2}, {1e9, 2}} {
		if got := f.Find(c.y); got != c.want {
			t.Errorf("at %v: %d, want %d", c.y, got, c.want)
		}
	}
	if f.At(-1) != 0 || f.At(99) != 2 {
		t.Errorf("offsets outside: %d, %d", f.At(-1), f.At(99))
	}
}

func BenchmarkOpen(b *testing.B) {
	text := strings.Repeat(strings.Repeat("افتُتحت الدورة في بكين ", 12)+"\n", 2400)
	text = text[:1<<20]
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		New(text, unit)
	}
}
