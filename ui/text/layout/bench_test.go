package layout

import (
	"os"
	"strings"
	"testing"
)

// realArticle is a text of the kind that the program is for; it is not ours to
// distribute, so benchmarks of it are skipped elsewhere.
const realArticle = "../../../../shared/articles/beijing-summit-2022-02-04.ar.txt"

// reading is the style of articles.
var reading = Style{Size: 17, LineHeight: 34}

func layoutAll(b *testing.B, fonts *Fonts, style Style, text string) {
	paragraphs := strings.Split(text, "\n")
	s := NewShaper(fonts)
	for _, text := range paragraphs {
		for s.Paragraph(text, style, 700).Waiting {
			fonts.system.Wait()
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range paragraphs {
			s.Paragraph(text, style, 700)
		}
	}
}

func BenchmarkRealArticle(b *testing.B) {
	text, err := os.ReadFile(realArticle)
	if err != nil {
		b.Skip("the article is not here")
	}
	layoutAll(b, testFonts(b), reading, string(text))
}

func BenchmarkArticle(b *testing.B) {
	text, err := os.ReadFile("testdata/browser/paragraphs.txt")
	if err != nil {
		b.Fatal(err)
	}
	layoutAll(b, testFonts(b), reading, string(text))
}

// BenchmarkFamilies sets the same text with all that fonts can have, in the primary
// family and in the reading one, and a text that needs the system's.
func BenchmarkFamilies(b *testing.B) {
	text, err := os.ReadFile("testdata/browser/paragraphs.txt")
	if err != nil {
		b.Fatal(err)
	}
	f, _ := withReading(b, testFonts(b))
	f = f.WithSystem(newSystem(testList(b), nil))
	inAmiri := reading
	inAmiri.Family = FamilyReading
	b.Run("Interface", func(b *testing.B) { layoutAll(b, f, reading, string(text)) })
	b.Run("Reading", func(b *testing.B) { layoutAll(b, f, inAmiri, string(text)) })
	b.Run("System", func(b *testing.B) { layoutAll(b, f, reading, strings.Repeat("χρόνος время ", 500)) })
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
