package fontsubset_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/print/fontsubset"
)

func embedded(t testing.TB, name string) []byte {
	t.Helper()
	file, err := assets.Files.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func face(t testing.TB, file []byte) *font.Face {
	t.Helper()
	f, err := font.ParseTTF(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// outline is the outline of a glyph.
func outline(f *font.Face, glyph uint32) []font.Segment {
	found, _ := f.GlyphDataOutline(tables.GlyphID(glyph))
	return found.Segments
}

// TestGlyphsKeepTheirNumbers asks for a few glyphs of each built-in font: these look as
// before, with the same advance, and all others are empty.
func TestGlyphsKeepTheirNumbers(t *testing.T) {
	for _, name := range []string{"Vazirmatn-Regular", "Vazirmatn-Bold", "Amiri-Regular", "Amiri-Bold"} {
		t.Run(name, func(t *testing.T) {
			file := embedded(t, name)
			whole := face(t, file)
			f, err := fontsubset.Parse(file)
			if err != nil {
				t.Fatal(err)
			}
			used := map[font.GID]bool{}
			for _, r := range "A é ش لا" {
				glyph, ok := whole.NominalGlyph(r)
				if !ok {
					t.Fatalf("no glyph for %q", r)
				}
				used[glyph] = true
				f.Use(uint32(glyph))
			}
			written := f.ForDrawing()
			if len(written) > len(file)/3 {
				t.Errorf("%d of %d bytes for %d glyphs", len(written), len(file), len(used))
			}
			text := f.ForText()
			if len(text) >= len(file)*2/3 {
				t.Errorf("with what sets texts: %d of %d bytes", len(text), len(file))
			}
			for _, part := range []*font.Face{drawn(t, f), face(t, text)} {
				empty := 0
				for glyph := range uint32(1000) {
					got, want := outline(part, glyph), outline(whole, glyph)
					if used[font.GID(glyph)] {
						if !reflect.DeepEqual(got, want) {
							t.Errorf("glyph %d has another outline", glyph)
						}
						if a, b := part.HorizontalAdvance(font.GID(glyph)), whole.HorizontalAdvance(font.GID(glyph)); a != b || int(a) != f.Advance(glyph) {
							t.Errorf("glyph %d: advance %g (%d), want %g", glyph, a, f.Advance(glyph), b)
						}
					} else if len(got) == 0 && len(want) > 0 {
						empty++
					}
				}
				if empty < 500 {
					t.Errorf("only %d glyphs are empty", empty)
				}
			}
			if glyph, ok := face(t, text).NominalGlyph('A'); !ok || !used[glyph] {
				t.Error("the font for texts lost its character map")
			}
		})
	}
}

// drawn is the font for drawing as a face: the parser wants a map of characters, which
// programs that draw by numbers do not.
func drawn(t testing.TB, f *fontsubset.Font) *font.Face {
	t.Helper()
	if bytes.Contains(f.ForDrawing()[:300], []byte("cmap")) {
		t.Error("the font for drawing has a character map")
	}
	return face(t, f.ForText())
}

// TestComposedGlyphs puts two glyphs together: the new one has the outlines of both, moved,
// and keeps them where nothing else uses them.
func TestComposedGlyphs(t *testing.T) {
	file := embedded(t, "Amiri-Regular")
	whole := face(t, file)
	base, _ := whole.NominalGlyph('ب')
	mark, _ := whole.NominalGlyph('\u064e')
	f, err := fontsubset.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	composed, ok := f.Compose([]fontsubset.Part{{Glyph: uint32(mark), X: 100, Y: -50}, {Glyph: uint32(base)}}, 777)
	if !ok {
		t.Fatal("no room for a glyph")
	}
	part := face(t, f.ForText())
	want := outline(whole, uint32(mark))
	for i := range want {
		args := want[i].ArgsSlice()
		for j := range args {
			args[j].X += 100
			args[j].Y -= 50
		}
	}
	want = append(want, outline(whole, uint32(base))...)
	if got := outline(part, composed); !reflect.DeepEqual(got, want) {
		t.Errorf("the composed glyph has %d segments, want %d; or others", len(got), len(want))
	}
	if a := part.HorizontalAdvance(font.GID(composed)); a != 777 || f.Advance(composed) != 777 {
		t.Errorf("advance %g", a)
	}
	if _, ok := f.Compose(nil, 1<<17); ok {
		t.Error("an advance that no font can hold was taken")
	}
}

// FuzzParse reads mangled fonts: each is refused, or written without a panic.
func FuzzParse(f *testing.F) {
	whole := embedded(f, "Vazirmatn-Regular")
	font, err := fontsubset.Parse(whole)
	if err != nil {
		f.Fatal(err)
	}
	font.Use(40)
	small := font.ForDrawing()
	f.Add(small, 0, byte(0))
	for _, at := range []int{5, 24, 60, 130, 180, 300, len(small) / 2, len(small) - 9} {
		f.Add(small, at, byte(0xff))
	}
	f.Add(small[:len(small)/2], 0, byte(0))
	f.Fuzz(func(t *testing.T, file []byte, at int, other byte) {
		if at > 0 && at < len(file) {
			file = bytes.Clone(file)
			file[at] = other
		}
		f, err := fontsubset.Parse(file)
		if err != nil {
			return
		}
		for glyph := range uint32(64) {
			f.Use(glyph)
		}
		f.Compose([]fontsubset.Part{{Glyph: 3, X: 10}, {Glyph: 70000}}, 5)
		f.ForText()
		f.ForDrawing()
	})
}
