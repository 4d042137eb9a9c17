package layout

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// reference is what testdata/browser/measure.go writes.
type reference struct {
	Browser    string
	Width      float32
	Size       float32
	LineHeight float32
	Paragraphs []struct {
		Text  string
		Cells [][4]float64 // first byte, line, left, right
	}
}

// TestLikeABrowser compares the line and the edges of every grapheme with what a
// browser measured. White space that hangs has no place in a browser's box, so of it
// only the line counts.
func TestLikeABrowser(t *testing.T) {
	const tolerance = 1 // px
	files, err := filepath.Glob("testdata/browser/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no references", err)
	}
	s := NewShaper(testFonts(t))
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var ref reference
			if err := json.Unmarshal(data, &ref); err != nil {
				t.Fatal(err)
			}
			compared, worst := 0, 0.0
			for _, want := range ref.Paragraphs {
				p := s.Paragraph(want.Text, Style{Size: ref.Size, LineHeight: ref.LineHeight}, ref.Width)
				for i, cell := range want.Cells {
					start, line := int(cell[0]), int(cell[1])
					end := len(want.Text)
					if i+1 < len(want.Cells) {
						end = int(want.Cells[i+1][0])
					}
					compared++
					left, right := p.Caret(start, Downstream), p.Caret(end, Upstream)
					if left.Line != line {
						t.Errorf("%q at byte %d of %q is on line %d, in %s on %d",
							want.Text[start:end], start, want.Text, left.Line, ref.Browser, line)
						continue
					}
					if hung(p, start) {
						continue
					}
					if left.X > right.X {
						left, right = right, left
					}
					away := max(math.Abs(float64(left.X)-cell[2]), math.Abs(float64(right.X)-cell[3]))
					worst = max(worst, away)
					if away > tolerance {
						t.Errorf("%q at byte %d of %q stands at %.2f to %.2f, in %s at %.2f to %.2f",
							want.Text[start:end], start, want.Text, left.X, right.X, ref.Browser, cell[2], cell[3])
					}
				}
			}
			t.Logf("%d graphemes, at most %.2f px from %s", compared, worst, ref.Browser)
		})
	}
}

// hung reports whether the character at an offset hangs outside its line's width.
func hung(p *Paragraph, offset int) bool {
	l := p.Lines[p.lineOf(offset)]
	for _, r := range l.Runs {
		if offset >= r.Start && offset < r.End {
			return r.X < -slack || r.X+r.Width > l.Width+slack
		}
	}
	return false
}
