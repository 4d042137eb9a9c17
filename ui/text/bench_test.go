package text

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

func BenchmarkOpenMegabyte(b *testing.B) {
	r, _, _ := reader(b, "")
	text := long(1 << 20)
	b.ReportAllocs()
	for b.Loop() {
		r.SetText(text)
	}
}

// BenchmarkArticle lays out and draws whole articles at 700 units, warm.
func BenchmarkArticle(b *testing.B) {
	texts := map[string]string{"own": article}
	files, _ := filepath.Glob("../../../shared/articles/*.txt")
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		texts[filepath.Base(file)] = string(content)
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			r, _, _ := reader(b, text)
			r.Resize(fyne.NewSize(fullMeasure+2*sidePadding, 3000))
			b.ReportAllocs()
			for b.Loop() {
				r.text.Restyle()
				for i := range r.text.Paragraphs() {
					r.text.Setting(i)
				}
				for _, band := range r.bands {
					size := band.raster.Size()
					band.raster.Generator(int(size.Width), int(size.Height))
				}
			}
		})
	}
}

func BenchmarkScroll(b *testing.B) {
	r, _, _ := reader(b, long(1<<20))
	b.ReportAllocs()
	for b.Loop() {
		r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -40}})
		if r.page.Top() > r.page.Extent()-2000 {
			r.page.ScrollTo(0)
		}
	}
}
