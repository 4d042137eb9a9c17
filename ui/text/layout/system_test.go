package layout

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// testList lists the Go fonts, which have Latin, Greek and Cyrillic letters, as those
// of a system.
func testList(t testing.TB) func() ([]fontscan.Footprint, error) {
	t.Helper()
	found := []fontscan.Footprint{
		testFootprint(t, goregular.TTF, "Go", font.WeightNormal),
		testFootprint(t, gobold.TTF, "Go", font.WeightBold),
	}
	return func() ([]fontscan.Footprint, error) { return found, nil }
}

func testFootprint(t testing.TB, data []byte, family string, weight font.Weight) (f fontscan.Footprint) {
	t.Helper()
	f.Location.File = filepath.Join(t.TempDir(), family+".ttf")
	if err := os.WriteFile(f.Location.File, data, 0o600); err != nil {
		t.Fatal(err)
	}
	face, err := font.ParseTTF(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	for it := face.Cmap.Iter(); it.Next(); {
		r, _ := it.Char()
		f.Runes.Add(r)
	}
	f.Scripts = fontscan.ScriptSet{language.Cyrillic, language.Greek, language.Latin}
	f.Family = font.NormalizeFamily(family)
	f.Aspect = font.Aspect{Style: font.StyleNormal, Weight: weight, Stretch: font.StretchNormal}
	return f
}

func TestSystemFacesComeLater(t *testing.T) {
	list, lists, changes := testList(t), 0, 0
	gate := make(chan struct{}) // nothing is found before it opens
	system := newSystem(func() ([]fontscan.Footprint, error) { <-gate; lists++; return list() }, func() { changes++ })
	s := NewShaper(testFonts(t).WithSystem(system))
	s.Paragraph("قمة Getty 2022, \u200f«»", Style{Size: 17}, 0)
	if err := system.Wait(); err != nil || lists != 0 {
		t.Fatalf("listed %d times for text that needs nothing, error %v", lists, err)
	}

	const text = "قمة χρόνος время 中"
	p := s.Paragraph(text, Style{Size: 17}, 0)
	if !p.Waiting {
		t.Fatal("set at once")
	}
	for part, face := range facesOf(p) {
		if face != 0 {
			t.Errorf("%q is in face %d while it waits", part, face)
		}
	}
	close(gate)
	if err := system.Wait(); err != nil || lists != 1 || changes != 1 {
		t.Fatalf("%d lists, %d changes, error %v", lists, changes, err)
	}
	p = s.Paragraph(text, Style{Size: 17}, 0)
	if err := check(p, 0); err != nil {
		t.Fatal(err)
	}
	faces := facesOf(p)
	for part, want := range map[string]FaceID{"χρόνος": 2, "время": 2, "中": Marks} {
		if got, ok := faces[part]; !ok || got != want {
			t.Errorf("%q is in face %d of %v, want %d", part, got, faces, want)
		}
	}
	if p.Waiting {
		t.Error("it still waits")
	}
	if p = s.Paragraph(text, Style{Size: 17, Bold: true}, 0); !p.Waiting {
		t.Error("the bold face was there at once")
	}
	system.Wait()
	if face := facesOf(s.Paragraph(text, Style{Size: 17, Bold: true}, 0))["χρόνος"]; face != 3 {
		t.Errorf("in bold it is in face %d", face)
	}
}

func TestASystemFamilyByName(t *testing.T) {
	system := newSystem(testList(t), nil)
	s := NewShaper(testFonts(t).WithSystem(system))
	style := Style{Size: 17, Family: "Go"}
	if p := s.Paragraph("Getty قمة", style, 0); !p.Waiting || facesOf(p)["Getty "] != 0 {
		t.Errorf("before it is loaded: %v", facesOf(p))
	}
	system.Wait()
	p := s.Paragraph("Getty قمة", style, 0)
	if faces := facesOf(p); p.Waiting || faces["Getty "] != 2 || faces["قمة"] != 0 {
		t.Errorf("faces %v", faces)
	}
	if p := s.Paragraph("Getty قمة", Style{Size: 17, Family: "None"}, 0); p.Waiting || p.Lines[0].Runs[0].Face != 0 {
		t.Errorf("a family that is not there: %v", facesOf(p))
	}
	names, err := system.Families('a')
	if err != nil || !slices.Equal(names, []Family{"Go"}) {
		t.Errorf("families %q, error %v", names, err)
	}
	if names, err := system.Families('\u0628'); err != nil || len(names) > 0 {
		t.Errorf("families with Arabic letters %q, error %v", names, err)
	}
}

func TestAFontFileThatCannotBeRead(t *testing.T) {
	list, _ := testList(t)()
	broken, gone := list[0], list[0]
	broken.Family, gone.Family = "notosans", "dejavusans" // asked first
	broken.Location.File = filepath.Join(t.TempDir(), "broken.ttf")
	if err := os.WriteFile(broken.Location.File, goregular.TTF[:2000], 0o600); err != nil {
		t.Fatal(err)
	}
	gone.Location.File += ".gone"
	system := newSystem(func() ([]fontscan.Footprint, error) { return append(list, broken, gone), nil }, nil)
	s := NewShaper(testFonts(t).WithSystem(system))
	s.Paragraph("χρόνος", Style{Size: 17}, 0)
	if err := system.Wait(); err != nil {
		t.Fatal(err)
	}
	if p := s.Paragraph("χρόνος", Style{Size: 17}, 0); p.Waiting || facesOf(p)["χρόνος"] != 2 {
		t.Errorf("waits: %v, faces %v", p.Waiting, facesOf(p))
	}
}

func TestASystemWithoutFonts(t *testing.T) {
	fails := errors.New("no folders")
	system := newSystem(func() ([]fontscan.Footprint, error) { return nil, fails }, nil)
	s := NewShaper(testFonts(t).WithSystem(system))
	s.Paragraph("χρόνος", Style{Size: 17, Family: "Go"}, 0)
	if err := system.Wait(); !errors.Is(err, fails) {
		t.Errorf("error %v", err)
	}
	p := s.Paragraph("χρόνος", Style{Size: 17, Family: "Go"}, 0)
	if p.Waiting || facesOf(p)["χρόνος"] != Marks {
		t.Errorf("waits: %v, faces %v", p.Waiting, facesOf(p))
	}
	if _, err := system.Families('a'); !errors.Is(err, fails) {
		t.Errorf("families: error %v", err)
	}
}

// TestShapersShareASystem is for the race detector, and for a text that must look the
// same whoever sets it.
func TestShapersShareASystem(t *testing.T) {
	f := testFonts(t).WithSystem(newSystem(testList(t), nil))
	texts := strings.Fields("χρόνος время قمة ιστορία история Beijing 中")
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			s := NewShaper(f)
			for i := range texts {
				text := texts[(i+n)%len(texts)]
				for s.Paragraph(text, Style{Size: 17, Bold: n%2 == 0}, 0).Waiting {
					f.system.Wait()
				}
			}
		})
	}
	all.Wait()
}

// TestOrder names files by their families; among them the first of the answer is
// asked first for the characters of a script.
func TestOrder(t *testing.T) {
	file := func(family string, weight font.Weight, style font.Style, scripts ...language.Script) fontscan.Footprint {
		return fontscan.Footprint{
			Family: family, Scripts: scripts,
			Aspect: font.Aspect{Weight: weight, Style: style, Stretch: font.StretchNormal},
		}
	}
	const normal, bold = font.WeightNormal, font.WeightBold
	upright := font.StyleNormal
	for _, tc := range []struct {
		name  string
		by    order
		files []fontscan.Footprint
		want  int
	}{
		{"its script", order{script: language.Hebrew}, []fontscan.Footprint{
			file("notosans", normal, upright, language.Latin),
			file("davidclm", normal, upright, language.Hebrew),
		}, 1},
		{"upright", order{script: language.Greek}, []fontscan.Footprint{
			file("dejavusans", normal, font.StyleItalic, language.Greek),
			file("nimbusroman", normal, upright, language.Greek),
		}, 1},
		{"like the interface's family", order{script: language.Greek}, []fontscan.Footprint{
			file("dejavusansmono", normal, upright, language.Greek),
			file("dejavuserif", normal, upright, language.Greek),
			file("nimbusroman", normal, upright, language.Greek),
			file("nimbussans", normal, upright, language.Greek),
			file("dejavusans", normal, upright, language.Greek),
		}, 4},
		{"bold", order{script: language.Greek, bold: true}, []fontscan.Footprint{
			file("dejavusans", normal, upright, language.Greek),
			file("dejavusans", bold, upright, language.Greek),
		}, 1},
		{"not bold", order{script: language.Greek}, []fontscan.Footprint{
			file("dejavusans", bold, upright, language.Greek),
			file("dejavusans", font.WeightMedium, upright, language.Greek),
		}, 1},
		{"an emoji", order{script: language.Arabic, emoji: true}, []fontscan.Footprint{
			file("dejavusans", normal, upright, language.Arabic),
			file("notocoloremoji", normal, upright),
		}, 1},
		{"a sign as text", order{script: language.Arabic}, []fontscan.Footprint{
			file("notocoloremoji", normal, upright),
			file("dejavusans", normal, upright, language.Arabic),
		}, 1},
		{"Chinese", order{script: language.Han}, []fontscan.Footprint{
			file("notosanscjkjp", normal, upright, language.Han),
			file("notosanscjksc", normal, upright, language.Han),
		}, 1},
		{"Japanese", order{script: language.Hiragana}, []fontscan.Footprint{
			file("notosanscjksc", normal, upright, language.Han, language.Hiragana),
			file("notosanscjkjp", normal, upright, language.Han, language.Hiragana),
		}, 1},
		{"a font for everything last", order{script: language.Thai}, []fontscan.Footprint{
			file("unifont", normal, upright, language.Thai),
			file("garuda", normal, upright, language.Thai),
		}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := newSystem(nil, nil)
			s.setFiles(tc.files, nil)
			if got := s.order(tc.by)[0]; got != tc.want {
				t.Errorf("first is %s", tc.files[got].Family)
			}
		})
	}
}

func TestEmojiPresentation(t *testing.T) {
	for text, want := range map[string]bool{
		"\U0001f600": true, "\u2764": false, "\u2764\ufe0f": true, "\u231a": true, "\u231a\ufe0e": false,
		"1": false, "1\ufe0f\u20e3": true, "\U0001f1ea\U0001f1ec": true, "\u0627": false, "\u4e2d": false,
		"\U0001f321": false, "\U0001faff": true, "\U0001fb00": false,
	} {
		if got := wantsEmoji([]rune(text)); got != want {
			t.Errorf("%+q is an emoji: %v", text, got)
		}
	}
}

// TestFontsOfThisSystem sets every script that a face of this system has a letter of:
// then no box may be left.
func TestFontsOfThisSystem(t *testing.T) {
	system := NewSystem(filepath.Join(t.TempDir(), "cache"), nil)
	s := NewShaper(testFonts(t).WithSystem(system))
	found, err := system.list()
	if err != nil || len(found) == 0 {
		t.Skip("this system has no fonts: ", err)
	}
	for name, text := range map[string]string{
		"Hebrew": "שלום", "Greek": "χρόνος", "Cyrillic": "время", "Chinese": "北京", "Japanese": "東京の会",
		"Korean": "서울", "Devanagari": "क्षमता", "Thai": "เวลา", "Bengali": "সময়", "Georgian": "დრო", "emoji": "😀👩‍👩‍👧1️⃣",
	} {
		t.Run(name, func(t *testing.T) {
			if !slices.ContainsFunc(found, func(f fontscan.Footprint) bool {
				for _, r := range text {
					if !ignorable(r) && !f.Runes.Contains(r) {
						return false
					}
				}
				return true
			}) {
				t.Skip("this system has no font for it")
			}
			s.Paragraph(text, Style{Size: 17}, 0)
			if err := system.Wait(); err != nil {
				t.Fatal(err)
			}
			p := s.Paragraph(text, Style{Size: 17}, 0)
			for _, r := range p.Lines[0].Runs {
				for _, g := range r.Glyphs {
					if p.Waiting || r.Face < 2 || r.Face == Marks || g.ID == 0 {
						t.Errorf("%q has glyph %d of face %d", p.Text[g.Start:g.End], g.ID, r.Face)
					}
				}
			}
		})
	}
}
