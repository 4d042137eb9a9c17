package fontsubset_test

import (
	"reflect"
	"testing"

	"github.com/go-text/typesetting/font"

	"tarikh.org/tarikh/ui/print/fontsubset"
)

// A compressed font is the font.
func TestWOFF(t *testing.T) {
	file := embedded(t, "Vazirmatn-Regular")
	f, err := fontsubset.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	glyph, _ := face(t, file).NominalGlyph('ش')
	f.Use(uint32(glyph))
	woff, err := f.WOFF()
	if err != nil {
		t.Fatal(err)
	}
	if plain := f.ForText(); len(woff) > len(plain)/2 {
		t.Errorf("%d bytes of %d", len(woff), len(plain))
	}
	read := face(t, woff) // the parser reads WOFF as well
	if got, ok := read.NominalGlyph('ش'); !ok || got != glyph {
		t.Errorf("glyph %d, want %d", got, glyph)
	}
	if got, want := outline(read, uint32(glyph)), outline(face(t, file), uint32(glyph)); !reflect.DeepEqual(got, want) {
		t.Error("another outline")
	}
	if a, b := read.HorizontalAdvance(font.GID(glyph)), float32(f.Advance(uint32(glyph))); a != b {
		t.Errorf("advance %g, want %g", a, b)
	}
}
