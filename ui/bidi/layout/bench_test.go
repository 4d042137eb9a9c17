package layout

import (
	"os"
	"strings"
	"testing"
)

// realArticle is a text of the kind that the program is for; it is not ours to
// distribute, so benchmarks of it are skipped elsewhere.
const realArticle = "/work/shared/articles/beijing-summit-2022-02-04.ar.txt"

// reading is the style of articles.
var reading = Style{Size: 17, LineHeight: 34}

func layoutAll(b *testing.B, text string) {
	paragraphs := strings.Split(text, "\n")
	s := NewShaper(testFonts(b))
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range paragraphs {
			s.Paragraph(text, reading, 700)
		}
	}
}

func BenchmarkRealArticle(b *testing.B) {
	text, err := os.ReadFile(realArticle)
	if err != nil {
		b.Skip("the article is not here")
	}
	layoutAll(b, string(text))
}

func BenchmarkArticle(b *testing.B) {
	text, err := os.ReadFile("testdata/browser/paragraphs.txt")
	if err != nil {
		b.Fatal(err)
	}
	layoutAll(b, string(text))
}

func BenchmarkLabel(b *testing.B) {
	for name, text := range map[string]string{
		"Arabic": "القمة الروسية الصينية في بكين",
		"Latin":  "Opening of the Winter Olympics",
	} {
		b.Run(name, func(b *testing.B) {
			s := NewShaper(testFonts(b))
			b.ReportAllocs()
			for b.Loop() {
				s.Paragraph(text, Style{Size: 13, MaxLines: 1}, 400)
			}
		})
	}
}
