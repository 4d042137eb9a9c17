package layout

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"tarikh.org/tarikh/assets"
)

// testFonts returns the embedded fonts, the only ones that tests may depend on.
func testFonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func testFace(t testing.TB, name string) []byte {
	t.Helper()
	data, err := assets.Files.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// withReading adds the embedded reading family, and counts the faces that are loaded.
func withReading(t testing.TB, f *Fonts) (grown *Fonts, loads *int) {
	loads = new(int)
	return f.WithReading(func(bold bool) ([]byte, error) {
		*loads++
		if bold {
			return testFace(t, "Amiri-Bold"), nil
		}
		return testFace(t, "Amiri-Regular"), nil
	}), loads
}

// facesOf returns the faces of a line's runs by their text.
func facesOf(p *Paragraph) map[string]FaceID {
	faces := map[string]FaceID{}
	for _, l := range p.Lines {
		for _, r := range l.Runs {
			faces[p.Text[r.Start:r.End]] = r.Face
		}
	}
	return faces
}

func TestReadingFamily(t *testing.T) {
	f, loads := withReading(t, testFonts(t))
	s := NewShaper(f)
	const text = "القمة في بكين Beijing 2022"
	s.Paragraph(text, Style{Size: 17}, 0)
	s.Paragraph("\u4e2d \u05d0", Style{Size: 17}, 0)
	if *loads != 0 {
		t.Fatal("loaded before it was used")
	}
	for part, face := range facesOf(s.Paragraph(text, Style{Size: 17, Family: FamilyReading}, 0)) {
		if face != 2 {
			t.Errorf("%q is in face %d", part, face)
		}
	}
	for part, face := range facesOf(s.Paragraph(text, Style{Size: 17, Family: FamilyReading, Bold: true}, 0)) {
		if face != 3 {
			t.Errorf("%q in bold is in face %d", part, face)
		}
	}
	if *loads != 2 {
		t.Errorf("two faces were loaded in %d steps", *loads)
	}
	for part, face := range facesOf(NewShaper(testFonts(t)).Paragraph(text, Style{Size: 17, Family: FamilyReading}, 0)) {
		if face != 0 {
			t.Errorf("without a reading family, %q is in face %d", part, face)
		}
	}
}

func TestTheReadingFamilyStandsInForArabicSigns(t *testing.T) {
	f, _ := withReading(t, testFonts(t))
	faces := facesOf(NewShaper(f).Paragraph("آية \u06ee سورة ٹ \u067b", Style{Size: 17}, 0))
	for part, want := range map[string]FaceID{"آية ": 0, "\u06ee": 2, "\u067b": 2} {
		if got, ok := faces[part]; !ok || got != want {
			t.Errorf("%q is in face %d of %v, want %d", part, got, faces, want)
		}
	}
}

func TestAReadingFamilyThatCannotBeRead(t *testing.T) {
	for name, load := range map[string]func(bool) ([]byte, error){
		"no file": func(bool) ([]byte, error) { return nil, errors.New("gone") },
		"no font": func(bool) ([]byte, error) { return []byte("no font"), nil },
	} {
		t.Run(name, func(t *testing.T) {
			plain := NewShaper(testFonts(t)).Paragraph("قمة Getty", Style{Size: 17}, 0)
			p := NewShaper(testFonts(t).WithReading(load)).Paragraph("قمة Getty", Style{Size: 17, Family: FamilyReading}, 0)
			if p.Width != plain.Width || p.Lines[0].Baseline != plain.Lines[0].Baseline {
				t.Errorf("%g wide, in the primary family %g", p.Width, plain.Width)
			}
		})
	}
}

// TestFamiliesLookEquallyLarge: the small letters of a family that is drawn smaller
// are as high as those of the primary one, and the line stays as it is.
func TestFamiliesLookEquallyLarge(t *testing.T) {
	f, _ := withReading(t, testFonts(t))
	if f.Scale(0) != 1 || f.Scale(1) != 1 {
		t.Errorf("the primary family is scaled by %g and %g", f.Scale(0), f.Scale(1))
	}
	primary, reading := f.face(0).x, f.face(2).x*float64(f.Scale(2))
	if ratio := reading / primary; ratio < 0.95 || ratio > 1.05 {
		t.Errorf("small letters are %g as high", ratio)
	}
	s := NewShaper(f)
	p := s.Paragraph("قمة Getty", Style{Size: 17, LineHeight: 34, Family: FamilyReading}, 0)
	if err := check(p, 0); err != nil {
		t.Error(err)
	}
	if p.Height != 34 || p.Lines[0].Baseline < 17 || p.Lines[0].Baseline > 30 {
		t.Errorf("a line of %g has its baseline at %g", p.Height, p.Lines[0].Baseline)
	}
}

// TestACharacterThatNoFaceHas is shown as a box, which is one cell.
func TestACharacterThatNoFaceHas(t *testing.T) {
	p := NewShaper(testFonts(t)).Paragraph("a\u4e2d\u4e2d\u0301b", Style{Size: 20}, 0)
	if err := check(p, 0); err != nil {
		t.Fatal(err)
	}
	if face := facesOf(p)["\u4e2d\u4e2d\u0301"]; face != Marks {
		t.Fatalf("runs %v", facesOf(p))
	}
	box := testFonts(t).Mark('\u4e2d')
	if got := p.Caret(4, Downstream).X - p.Caret(1, Downstream).X; !same(got, box.Advance*20) || len(box.Letters) != 0 {
		t.Errorf("a box is %g wide", got)
	}
}

func TestErrorsOfNewFonts(t *testing.T) {
	if _, err := NewFonts(goregular.TTF, []byte("no font")); err == nil || !strings.Contains(err.Error(), "bold") {
		t.Errorf("error %v", err)
	}
}
