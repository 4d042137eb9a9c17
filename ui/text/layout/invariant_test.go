package layout

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/go-text/typesetting/segmenter"
	"pgregory.net/rapid"

	"tarikh.org/tarikh/ui/text/uax9"
)

// near is how far apart measures may be that ought to be the same, in units.
const near = 0.02

func same(a, b float32) bool { return math.Abs(float64(a)-float64(b)) <= near }

// check returns what is wrong with a paragraph laid out at a width, or nil.
func check(p *Paragraph, width float32) error {
	if err := checkLines(p, width); err != nil {
		return err
	}
	for i := range p.Lines {
		if err := checkCells(p, i); err != nil {
			return fmt.Errorf("line %d: %w", i, err)
		}
	}
	if err := checkSelection(p); err != nil {
		return err
	}
	return checkCarets(p)
}

// checkLines: lines partition the text, runs partition their line and tile it.
func checkLines(p *Paragraph, width float32) error {
	if len(p.Lines) == 0 || p.Style.MaxLines > 0 && width > 0 && len(p.Lines) > p.Style.MaxLines {
		return fmt.Errorf("%d lines", len(p.Lines))
	}
	at := 0
	for i, l := range p.Lines {
		if l.Start != at || l.End < l.Start || l.Cut < l.Start || l.Cut > l.End {
			return fmt.Errorf("line %d is [%d, %d), cut at %d, after byte %d", i, l.Start, l.End, l.Cut, at)
		}
		if l.Cut < l.End && i < len(p.Lines)-1 {
			return fmt.Errorf("line %d is cut and not the last", i)
		}
		at = l.End
		covered := map[int]bool{}
		for j, r := range l.Runs {
			for b := r.Start; b < r.End; b++ {
				if covered[b] {
					return fmt.Errorf("byte %d is in two runs", b)
				}
				covered[b] = true
			}
			advances := float32(0)
			for _, g := range r.Glyphs {
				advances += g.Advance
				if g.Start < r.Start || g.End > r.End || g.Start >= g.End {
					return fmt.Errorf("glyph [%d, %d) in run [%d, %d)", g.Start, g.End, r.Start, r.End)
				}
			}
			if !same(advances, r.Width) {
				return fmt.Errorf("glyphs advance %g in a run of %g", advances, r.Width)
			}
			if j > 0 && !same(l.Runs[j-1].X+l.Runs[j-1].Width, r.X) {
				return fmt.Errorf("a gap before run %d of line %d", j, i)
			}
		}
		if len(covered) != l.End-l.Start {
			return fmt.Errorf("runs cover %d bytes of line %d of %d", len(covered), i, l.End-l.Start)
		}
		left, right := l.edges()
		if p.RTL && !same(right, l.Width) || !p.RTL && !same(left, 0) || right-left < l.Width-near {
			return fmt.Errorf("line %d of width %g from %g to %g", i, l.Width, left, right)
		}
	}
	if at != len(p.Text) {
		return fmt.Errorf("lines end at byte %d of %d", at, len(p.Text))
	}
	return nil
}

// checkCells: each grapheme has one cell, and cells tile their run.
func checkCells(p *Paragraph, line int) error {
	l := &p.Lines[line]
	starts := map[int]bool{}
	for i := range l.Runs {
		r := &l.Runs[i]
		cells := p.cells(l, r)
		at, edge := r.Start, r.X
		if r.rtl() {
			edge += r.Width
		}
		for _, c := range cells {
			if c.start != at || c.end <= c.start || !same(c.leading(r.rtl()), edge) || c.right < c.left {
				return fmt.Errorf("cell %+v at byte %d, edge %g of run [%d, %d)", c, at, edge, r.Start, r.End)
			}
			at, edge = c.end, c.trailing(r.rtl())
			starts[c.start] = true
		}
		if at != r.End || !same(edge, r.X+r.Width) && !r.rtl() || !same(edge, r.X) && r.rtl() {
			return fmt.Errorf("cells of run [%d, %d) end at byte %d, edge %g", r.Start, r.End, at, edge)
		}
	}
	var seg segmenter.Segmenter
	seg.InitWithString(p.Text)
	offsets := make([]int, 0, len(p.Text))
	for i := range p.Text {
		offsets = append(offsets, i)
	}
	for it := seg.GraphemeIterator(); it.Next(); {
		start := offsets[it.Grapheme().Offset]
		if start < l.Start || start >= l.Cut {
			continue
		}
		if !starts[start] {
			return fmt.Errorf("no cell for the grapheme at byte %d", start)
		}
		delete(starts, start)
	}
	delete(starts, l.Cut) // the ellipsis
	if len(starts) > 0 {
		return fmt.Errorf("cells inside graphemes: %v", starts)
	}
	return nil
}

// checkSelection: selecting all covers each line from edge to edge, within the box.
func checkSelection(p *Paragraph) error {
	rects := p.Selection(0, len(p.Text), nil)
	for i, l := range p.Lines {
		left, right := l.edges()
		left = max(l.X+left, min(0, l.X))
		right = min(l.X+right, max(p.Box, l.X+l.Width))
		if right-left < near {
			continue
		}
		var on []Rect
		for _, r := range rects {
			if r.Y == l.Y {
				on = append(on, r)
			}
		}
		if len(on) != 1 || !same(on[0].X, left) || !same(on[0].X+on[0].W, right) {
			return fmt.Errorf("line %d from %g to %g is selected as %v", i, left, right, on)
		}
	}
	return nil
}

// checkCarets: a hit at a caret is that caret, and a hit in the half of a cell is its edge.
func checkCarets(p *Paragraph) error {
	for offset := range len(p.Text) + 1 {
		for _, a := range []Affinity{Downstream, Upstream} {
			want := p.Caret(offset, a)
			at, side := p.Hit(want.X, (want.Top+want.Bottom)/2)
			if got := p.Caret(at, side); got.Line != want.Line || !same(got.X, want.X) {
				return fmt.Errorf("caret %d/%d is %+v, its hit %d/%d is %+v", offset, a, want, at, side, got)
			}
		}
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		for j := range l.Runs {
			for _, c := range p.cells(l, &l.Runs[j]) {
				width := c.right - c.left
				if width < 4*near {
					continue
				}
				for part, edge := range map[float32]float32{0.25: c.left, 0.75: c.right} {
					at, side := p.Hit(l.X+c.left+part*width, l.Y+1)
					got := p.Caret(at, side)
					if got.Line != i || !same(got.X, l.X+edge) || at != c.start && at != c.end {
						return fmt.Errorf("a hit in cell %+v of line %d is %d/%d at %+v", c, i, at, side, got)
					}
				}
			}
		}
	}
	return nil
}

// snippets are what random paragraphs are made of.
var snippets = []string{
	"قمة", "العلاقات", "الأولى", "لا", "كِتَابٌ", "ســلام", "لآلئ", "کورونا", "ﻻ", "سنة",
	"summit", "Getty", "e\u0301t\u0302e", "ffi", "2022", "19", "٢٠٢٢", "12.5%", "$",
	" ", "  ", "\t", "\u00a0", "\u3000", "-", "/", ".", "،", "؟", "\"", "«", "»", "(", ")", "[", "]", "“", "”",
	"\u200f", "\u200e", "\u061c", "\u200c", "\u200d", "\u200b", "\ufeff", "\u00ad", "\u2066", "\u2067", "\u2068", "\u2069",
	"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u064b", "\u0301", "\u0600", "\r", "\n", "\x00", "\x85", "\u2028",
	"שלום", "中文", "हिन्दी", "ไทย", "👩‍👩‍👧", "🇪🇬🇸", "\xff", "\xd9",
	"χρόνος", "время", "\u06dd", "❤️", "☎", "1️⃣", "\x1b",
}

func anyText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(snippets), 0, 24).Draw(t, "text"), "")
}

func anyStyle(t *rapid.T) Style {
	return Style{
		Size:     rapid.Float32Range(4, 60).Draw(t, "size"),
		Bold:     rapid.Bool().Draw(t, "bold"),
		Base:     rapid.SampledFrom([]uax9.Direction{uax9.Auto, uax9.LTR, uax9.RTL}).Draw(t, "base"),
		MaxLines: rapid.IntRange(0, 3).Draw(t, "lines"),
		Align:    Align(rapid.IntRange(0, 3).Draw(t, "align")),

		ShowControls: rapid.Bool().Draw(t, "controls"),
	}
}

func TestInvariants(t *testing.T) {
	s := NewShaper(testFonts(t))
	rapid.Check(t, func(t *rapid.T) {
		text, style := anyText(t), anyStyle(t)
		width := rapid.Float32Range(-1, 300).Draw(t, "width")
		if err := check(s.Paragraph(text, style, width), width); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

// TestInvariantsOfEveryFamily has all that fonts can have. What waits for a face must
// be sound too, and waits no longer when all have been loaded.
func TestInvariantsOfEveryFamily(t *testing.T) {
	f, _ := withReading(t, testFonts(t))
	system := newSystem(testList(t), nil)
	s := NewShaper(f.WithSystem(system))
	rapid.Check(t, func(t *rapid.T) {
		text, style := anyText(t), anyStyle(t)
		style.Family = rapid.SampledFrom([]Family{FamilyInterface, FamilyReading, "Go", "None"}).Draw(t, "family")
		width := rapid.Float32Range(-1, 300).Draw(t, "width")
		for pass := 0; ; pass++ {
			p := s.Paragraph(text, style, width)
			if err := check(p, width); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			if !p.Waiting {
				break
			}
			if pass == 2 {
				t.Fatalf("%q still waits", text)
			}
			if err := system.Wait(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestAMeasuredWidthIsEnough(t *testing.T) {
	s := NewShaper(testFonts(t))
	rapid.Check(t, func(t *rapid.T) {
		text, style := anyText(t), anyStyle(t)
		natural := s.Paragraph(text, style, 0)
		if natural.Width == 0 {
			return
		}
		if wrapped := s.Paragraph(text, style, natural.Width); len(wrapped.Lines) != 1 {
			t.Fatalf("%q of width %g has %d lines there", text, natural.Width, len(wrapped.Lines))
		}
	})
}

func TestNoLineIsTooWide(t *testing.T) {
	s := NewShaper(testFonts(t))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat(rapid.SampledFrom(snippets[:18]).Draw(t, "word"), 5) + anyText(t)
		width := rapid.Float32Range(60, 300).Draw(t, "width")
		for i, l := range s.Paragraph(text, Style{Size: 17}, width).Lines {
			if l.Width > width+near {
				t.Fatalf("line %d of %q is %g wide, over %g", i, text, l.Width, width)
			}
		}
	})
}

func TestParagraphsOutliveTheShapersBuffers(t *testing.T) {
	s := NewShaper(testFonts(t))
	rapid.Check(t, func(t *rapid.T) {
		first, style := anyText(t), anyStyle(t)
		kept := s.Paragraph(first, style, 120)
		fresh := NewShaper(s.fonts).Paragraph(first, style, 120)
		s.Paragraph(anyText(t), anyStyle(t), 90)
		if !reflect.DeepEqual(kept, fresh) {
			t.Fatalf("%q changed", first)
		}
	})
}

func FuzzParagraph(f *testing.F) {
	for i, text := range append(snippets, "من اللقاء (Getty)", "The word تاريخ 2022 (٢٠٢٢)", "\u2067a\u0600 \u0301b") {
		f.Add(text, float32(i*7%100), byte(i))
	}
	s := NewShaper(testFonts(f))
	f.Fuzz(func(t *testing.T, text string, width float32, how byte) {
		if len(text) > 200 || width != width {
			return
		}
		style := Style{
			Size: 17, Base: uax9.Direction(how % 3), MaxLines: int(how / 3 % 4),
			Align: Align(how / 12 % 4), Bold: how/48%2 == 1, ShowControls: how/96%2 == 1,
		}
		if err := check(s.Paragraph(text, style, width), width); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
