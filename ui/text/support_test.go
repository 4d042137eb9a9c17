package text

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/text/layout"
)

// typesetter sets text in the embedded fonts, in a test application.
func typesetter(t testing.TB) *Typesetter {
	t.Helper()
	test.NewTempApp(t)
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	return NewTypesetter(fonts)
}

// show puts an object into a window of its own of some size.
func show(t testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	window := test.NewTempWindow(t, o)
	window.SetPadded(false)
	window.Resize(fyne.NewSize(w, h))
	return window
}

// ink counts the pixels of a picture that are not those of its corner.
func ink(img image.Image) (n int) {
	b := img.Bounds()
	ground := img.At(b.Min.X, b.Max.Y-1)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if img.At(x, y) != ground {
				n++
			}
		}
	}
	return n
}

// article is a text of our own with what makes Arabic hard.
const article = "افتُتحت دورة الألعاب «بكين 2022» (Beijing 2022) مساء 4 شباط/فبراير في الملعب الوطني، " +
	"بعد ساعات من لقاء الرئيسين الذي صدر عنه بيان مشترك عن «عهد جديد» في العلاقات الدولية.\n" +
	"\n" +
	"ولم يكن أحدهما قد غادر بلاده منذ كانون الثاني/يناير 2020، حين أُغلقت مدينة ووهان بسبب كوفيد-19 (COVID-19).\n" +
	"The statement calls it \"a new era\" (عهد جديد), and 91 teams took part.\n" +
	"2022\n"

// long is at least n bytes of the article over and over.
func long(n int) string {
	return strings.Repeat(article, n/len(article)+1)
}

// seen is a host that keeps what it is told.
type seen struct {
	tapped    [][]any
	selected  [][2]int
	secondary []int
}

func (s *seen) HighlightTapped(ids []any) {
	if len(ids) > 0 {
		s.tapped = append(s.tapped, ids)
	}
}

func (s *seen) SelectionChanged(start, end int) { s.selected = append(s.selected, [2]int{start, end}) }

func (s *seen) SecondaryTapped(_ []any, offset int, at fyne.Position) {
	s.secondary = append(s.secondary, offset)
}
