package layout

import (
	"testing"

	"tarikh.org/tarikh/assets"
)

// testFonts returns the embedded fonts, the only ones that tests may depend on.
func testFonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := NewFonts(testFace(t, "Regular"), testFace(t, "Bold"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func testFace(t testing.TB, weight string) []byte {
	t.Helper()
	data, err := assets.Files.ReadFile("fonts/Vazirmatn-" + weight + ".ttf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}
