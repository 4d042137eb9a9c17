package layout

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"tarikh.org/tarikh/ui/text/uax9"
)

// TestVisualOrder lays each text out on one line and looks for its parts from left to
// right. Each part must be in one piece.
func TestVisualOrder(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       []string // left to right, each once in the text
	}{
		{"a Latin name in parentheses ends an Arabic line", "صورة من اللقاء (Getty)", []string{")", "Getty", "(", "اللقاء", "من", "صورة"}},
		{"and stands before a full stop", "صورة من اللقاء (Getty).", []string{".", ")", "Getty", "(", "اللقاء"}},
		{"nested quotation marks", `قال: "دور رابطة "آسيان" أساسي". انتهى`, []string{"انتهى", `أساسي"`, `"آسيان"`, "رابطة", `"دور`, "قال:"}},
		{"guillemets", "نشر «البيان» أمس", []string{"أمس", "»", "البيان", "«", "نشر"}},
		{"a hyphen and a number after a word", "إصابات كوفيد-19 الجديدة", []string{"الجديدة", "19", "-", "كوفيد", "إصابات"}},
		{"a year", "أولمبياد 2022.", []string{".", "20", "22", "أولمبياد"}},
		{"a double month name", "منذ كانون الثاني/يناير 2020، حين", []string{"حين", "،", "2020", "يناير", "/", "الثاني", "كانون"}},
		{"a span of numbers", "بين 23-24 كانون", []string{"كانون", "24", "-", "23", "بين"}},
		{"a time of day", "عند الساعة 20:00 مساء", []string{"مساء", "20", ":", "00", "الساعة"}},
		{"Arabic-Indic digits", "سنة ٢٠٢٢ م", []string{"م", "٢٠", "٢٢", "سنة"}},
		{"a per cent sign", "نحو 12.5% منها", []string{"منها", "%", "12", ".", "5", "نحو"}},
		{"harakat", "الحَمْدُ لِلَّهِ", []string{"لِلَّهِ", "الحَمْدُ"}},
		{"tatweel", "ســلام عليكم", []string{"عليكم", "ســلام"}},
		{"a Latin title with Arabic words", "The word تاريخ العرب (history)", []string{"The", "word", "العرب", "تاريخ", "(", "history", ")"}},
		{"a mark keeps a bracket in its sentence", "قالت الوكالة\u200f (AFP)\u200f: نعم", []string{"نعم", ":", ")", "AFP", "(", "الوكالة"}},
		{"an isolate", "قال \u2068C++\u2069 جيدة", []string{"جيدة", "C++", "قال"}},
		{"white space at the end is at the base level", "تاريخ abc  ", []string{"  ", "abc", "تاريخ"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := NewShaper(testFonts(t))
			p := s.Paragraph(tc.text, Style{Size: 17}, 0)
			edge := float32(-near)
			for _, part := range tc.want {
				start := strings.Index(tc.text, part)
				if start < 0 {
					t.Fatalf("the text has no %q", part)
				}
				rects := p.Selection(start, start+len(part), nil)
				if len(rects) != 1 {
					t.Fatalf("%q stands in %d pieces: %v", part, len(rects), rects)
				}
				if rects[0].X < edge-near {
					t.Errorf("%q stands at %g, left of what is before it, which ends at %g", part, rects[0].X, edge)
				}
				edge = rects[0].X + rects[0].W
			}
		})
	}
}

func TestBracketsAreMirroredOnce(t *testing.T) {
	s := NewShaper(testFonts(t))
	glyph := func(text string, offset int) uint32 {
		p := s.Paragraph(text, Style{Size: 17}, 0)
		for _, r := range p.Lines[0].Runs {
			for _, g := range r.Glyphs {
				if g.Start == offset {
					return g.ID
				}
			}
		}
		t.Fatalf("no glyph at byte %d of %q", offset, text)
		return 0
	}
	arabic := "بب(Getty)"
	if open, closed := glyph("a(b)c", 1), glyph(arabic, len(arabic)-1); open != closed {
		t.Errorf("the closing bracket at the left of an Arabic line is glyph %d, not %d", closed, open)
	}
	if open, closed := glyph(arabic, 4), glyph("a(b)c", 3); open != closed {
		t.Errorf("the opening bracket of an Arabic line is glyph %d, not %d", open, closed)
	}
}

func TestLamAlefIsTwoCells(t *testing.T) {
	s := NewShaper(testFonts(t))
	for _, text := range []string{"لا", "لَا", "سلام"} {
		p := s.Paragraph(text, Style{Size: 17}, 0)
		lam := strings.Index(text, "ل")
		alef := strings.Index(text, "ا")
		before, middle, after := p.Caret(lam, Downstream), p.Caret(alef, Downstream), p.Caret(alef+2, Upstream)
		if !same(before.X-middle.X, middle.X-after.X) || before.X-middle.X < 1 {
			t.Errorf("%q: carets at %g, %g and %g", text, before.X, middle.X, after.X)
		}
	}
	if p := s.Paragraph("لَا", Style{Size: 17}, 0); p.Caret(2, Downstream) != p.Caret(0, Downstream) {
		t.Error("a caret stands between a letter and its haraka")
	}
}

func TestTabsAndControls(t *testing.T) {
	s := NewShaper(testFonts(t))
	width := func(text string) float32 { return s.Paragraph(text, Style{Size: 17}, 0).Width }
	if got, want := width("a\tb"), width("a    b"); !same(got, want) {
		t.Errorf("a tab is %g wide, four spaces %g", got, want)
	}
	for _, invisible := range []string{
		"\x00", "\x1f", "\x7f", "\u0085", "\u00ad", "\u061c", "\u200b", "\u200e", "\u200f", "\u2028",
		"\u202a", "\u202c", "\u2060", "\u2066", "\u2069", "\ufeff", "\ufe0f",
	} {
		if got, want := width("a "+invisible+" b"), width("a  b"); !same(got, want) {
			t.Errorf("%q adds %g", invisible, got-want)
		}
	}
	if width("\u4e2d") < 1 {
		t.Error("a character that no face has shows nothing")
	}
}

func TestEmptyText(t *testing.T) {
	s := NewShaper(testFonts(t))
	for _, text := range []string{"", "\n", "\r\n"} {
		p := s.Paragraph(text, Style{Size: 10, Base: uax9.RTL}, 100)
		if len(p.Lines) != 1 || p.Text != "" || p.Height != 15 {
			t.Fatalf("%q: %+v", text, p)
		}
		if c := p.Caret(0, Downstream); c != (Caret{Line: 0, X: 100, Top: 0, Bottom: 15, RTL: true}) {
			t.Errorf("%q: caret %+v", text, c)
		}
		if at, _ := p.Hit(50, 50); at != 0 {
			t.Errorf("%q: hit %d", text, at)
		}
		if got := p.Selection(0, 5, nil); got != nil {
			t.Errorf("%q: selected %v", text, got)
		}
	}
}

func TestEllipsis(t *testing.T) {
	const latin = "A title that is too long for the place it has"
	const arabic = "عنوان أطول من المكان الذي له في هذا السطر"
	s := NewShaper(testFonts(t))
	for _, tc := range []struct {
		name, text string
		style      Style
		atLeft     bool
	}{
		{"at the right of a left-to-right line", latin, Style{Size: 13, MaxLines: 1}, false},
		{"at the left of a right-to-left line", arabic, Style{Size: 13, MaxLines: 1}, true},
		{"on the second line", latin + latin, Style{Size: 13, MaxLines: 2}, false},
		{"at the left of Latin words in an Arabic line", latin, Style{Size: 13, MaxLines: 1, Base: uax9.RTL}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := s.Paragraph(tc.text, tc.style, 120)
			if len(p.Lines) != tc.style.MaxLines {
				t.Fatalf("%d lines", len(p.Lines))
			}
			l := p.Lines[len(p.Lines)-1]
			if l.Cut == l.End || l.End != len(tc.text) || l.Width > 120 || l.Width < 100 {
				t.Fatalf("cut at %d, end %d, width %g", l.Cut, l.End, l.Width)
			}
			at := slices.IndexFunc(l.Runs, func(r Run) bool { return r.Start == l.Cut })
			if left := at == 0; left != tc.atLeft {
				t.Errorf("the ellipsis is run %d of %d", at, len(l.Runs))
			}
			if tc.text[l.Cut-1] == ' ' {
				t.Error("white space before the ellipsis")
			}
		})
	}
	if p := s.Paragraph("fits", Style{Size: 13, MaxLines: 1}, 120); p.Lines[0].Cut != 4 {
		t.Error("cut though it fits")
	}
}

func TestBreaks(t *testing.T) {
	s := NewShaper(testFonts(t))
	for _, tc := range []struct {
		name, text string
		width      float32
		want       []string
	}{
		{"white space hangs", "one two   three", 70, []string{"one two   ", "three"}},
		{"a no-break space does not break", "one two\u00a0three", 90, []string{"one ", "two\u00a0three"}},
		{"nor does a soft hyphen", "one two\u00adthree", 90, []string{"one ", "two\u00adthree"}},
		{"an address breaks at its question mark", "https://example.org/a/b?c=d", 210, []string{"https://example.org/a/b?", "c=d"}},
		{"a word too long breaks between graphemes", "كتَاب", 14, []string{"ك", "تَا", "ب"}},
		{"a space that a mark is on does not hang", "a \u0301b", 12, []string{"a", " \u0301", "b"}},
		{"at least a grapheme a line", "لالا", 1, []string{"لا", "لا"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, l := range s.Paragraph(tc.text, Style{Size: 17}, tc.width).Lines {
				got = append(got, tc.text[l.Start:l.End])
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// TestJoinedFormsAcrossBreaks: a word that is broken keeps the glyphs it has whole.
func TestJoinedFormsAcrossBreaks(t *testing.T) {
	s := NewShaper(testFonts(t))
	glyphs := func(width float32) (ids []uint32) {
		for _, l := range s.Paragraph("مستشفيات", Style{Size: 17}, width).Lines {
			for _, r := range l.Runs {
				for _, g := range slices.Backward(r.Glyphs) {
					ids = append(ids, g.ID)
				}
			}
		}
		return ids
	}
	if whole, broken := glyphs(0), glyphs(30); !slices.Equal(whole, broken) {
		t.Errorf("glyphs %v, broken %v", whole, broken)
	}
}

func TestAlign(t *testing.T) {
	s := NewShaper(testFonts(t))
	for _, tc := range []struct {
		text  string
		align Align
		want  func(p *Paragraph) float32
	}{
		{"abc", AlignStart, func(*Paragraph) float32 { return 0 }},
		{"سلام", AlignStart, func(p *Paragraph) float32 { return 200 - p.Width }},
		{"سلام", AlignLeft, func(*Paragraph) float32 { return 0 }},
		{"abc ", AlignRight, func(p *Paragraph) float32 { return 200 - p.Width }},
		{"abc", AlignCenter, func(p *Paragraph) float32 { return (200 - p.Width) / 2 }},
	} {
		p := s.Paragraph(tc.text, Style{Size: 17, Align: tc.align}, 200)
		if got, want := p.Lines[0].X, tc.want(p); got != want {
			t.Errorf("%q aligned %d starts at %g, want %g", tc.text, tc.align, got, want)
		}
	}
}

// TestCaretsAtADirectionBoundary: between the two directions of "abc تاريخ" an offset
// has two places, and the paragraph's end is at its right.
func TestCaretsAtADirectionBoundary(t *testing.T) {
	s := NewShaper(testFonts(t))
	const text = "abc تاريخ"
	p := s.Paragraph(text, Style{Size: 17}, 0)
	word := p.Selection(4, len(text), nil)[0]
	for _, tc := range []struct {
		offset int
		a      Affinity
		x      float32
		rtl    bool
	}{
		{4, Upstream, word.X, false},
		{4, Downstream, word.X + word.W, true},
		{len(text), Upstream, word.X, true},
		{len(text), Downstream, word.X + word.W, false},
	} {
		if c := p.Caret(tc.offset, tc.a); !same(c.X, tc.x) || c.RTL != tc.rtl {
			t.Errorf("caret %d/%d is %+v, want %g %v", tc.offset, tc.a, c, tc.x, tc.rtl)
		}
	}
	if at, a := p.Hit(1000, 0); at != len(text) || a != Downstream {
		t.Errorf("a hit right of the text is %d/%d", at, a)
	}
	if at, a := p.Hit(-1000, 1000); at != 0 || a != Downstream {
		t.Errorf("a hit left of the text is %d/%d", at, a)
	}
}

func TestCaretAtALineBreak(t *testing.T) {
	s := NewShaper(testFonts(t))
	p := s.Paragraph("one two three", Style{Size: 17}, 60)
	at := p.Lines[1].Start
	if up, down := p.Caret(at, Upstream), p.Caret(at, Downstream); up.Line != 0 || down.Line != 1 || down.X != 0 {
		t.Errorf("carets %+v and %+v", up, down)
	}
}

func TestFamiliesStandIn(t *testing.T) {
	f, err := NewFonts(goregular.TTF, gobold.TTF)
	if err != nil {
		t.Fatal(err)
	}
	if f, err = f.With(testFace(t, "Vazirmatn-Regular"), testFace(t, "Vazirmatn-Bold")); err != nil {
		t.Fatal(err)
	}
	p := NewShaper(f).Paragraph("Hi \u0633\u0644\u0627\u0645\u00a0\u4e2d!", Style{Size: 17, Bold: true}, 0)
	if err := check(p, 0); err != nil {
		t.Fatal(err)
	}
	faces := facesOf(p)
	for part, want := range map[string]FaceID{"Hi ": 1, "\u0633\u0644\u0627\u0645": 3, "\u00a0": 1} {
		if got, ok := faces[part]; !ok || got != want {
			t.Errorf("%q is in face %d of %v, want %d", part, got, faces, want)
		}
	}
}

func TestTheBaselineIsCentredInTheLine(t *testing.T) {
	f := testFonts(t)
	p := NewShaper(f).Paragraph("a b", Style{Size: 10, LineHeight: 30}, 12)
	face := f.face(0)
	for i, l := range p.Lines {
		top := float32(30 * i)
		above := l.Baseline - top - float32(10*face.ascent)
		below := top + 30 - l.Baseline - float32(10*face.descent)
		if l.Y != top || !same(above, below) {
			t.Errorf("line %d at %g has %g above and %g below", i, l.Y, above, below)
		}
	}
	if p.Height != 60 {
		t.Errorf("two lines are %g high", p.Height)
	}
}
