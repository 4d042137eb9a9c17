package layout

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/go-text/typesetting/segmenter"

	"tarikh.org/tarikh/ui/text/uax9"
)

// controls are what must never be obeyed in a title.
var controls = []string{
	"\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
	"\u200b", "\u00ad", "\ufeff", "\u2060", "\u2028", "\u2029", "\x00", "\x1b", "\x7f", "\u0085", "\u009f", "\n", "\u206a", "\ufff9",
}

var shown = Style{Size: 17, ShowControls: true}

func TestControlsAreShown(t *testing.T) {
	s := NewShaper(testFonts(t))
	for _, control := range controls {
		for _, around := range [][2]string{{"ab", "cd"}, {"قم", "قم"}, {"", "ab"}, {"قمة", ""}} {
			text := around[0] + control + around[1]
			if around[1] == "" && control == "\n" {
				continue // a line ending
			}
			p := s.Paragraph(text, shown, 0)
			if err := check(p, 0); err != nil {
				t.Fatalf("%+q: %v", text, err)
			}
			at := len(around[0])
			rects := p.Selection(at, at+len(control), nil)
			if len(rects) != 1 || rects[0].W < 10 || facesOf(p)[control] != Marks {
				t.Errorf("%+q in %+q covers %v, runs %v", control, text, rects, facesOf(p))
			}
		}
	}
}

// TestControlsAreNotObeyed: with any control between its characters a title has the
// order that it would have with a neutral sign there.
func TestControlsAreNotObeyed(t *testing.T) {
	s := NewShaper(testFonts(t))
	order := func(p *Paragraph, skip int) (at []int) {
		for _, l := range p.Lines {
			for _, r := range l.Runs {
				for _, g := range r.Glyphs {
					switch {
					case g.Start > skip:
						at = append(at, g.Start-(len(p.Text)-len("قمة abc 12 (قم) x")))
					case g.Start < skip:
						at = append(at, g.Start)
					}
				}
			}
		}
		return at
	}
	const title = "قمة abc 12 (قم) x"
	for _, control := range controls {
		for at := range title {
			got := s.Paragraph(title[:at]+control+title[at:], shown, 0)
			want := s.Paragraph(title[:at]+"\ufffc"+title[at:], shown, 0)
			if got.RTL != want.RTL || !reflect.DeepEqual(order(got, at), order(want, at)) {
				t.Errorf("%+q at byte %d changes the order", control, at)
			}
		}
	}
}

func TestADisguisedName(t *testing.T) {
	const name = "report\u202efdp.exe"
	s := NewShaper(testFonts(t))
	x := func(st Style, part string) float32 {
		at := strings.Index(name, part)
		return s.Paragraph(name, st, 0).Selection(at, at+len(part), nil)[0].X
	}
	if x(Style{Size: 17}, "exe") > x(Style{Size: 17}, "fdp") {
		t.Error("where controls are obeyed, the override has no effect")
	}
	if x(shown, "exe") < x(shown, "fdp") || x(shown, "\u202e") < x(shown, "report") {
		t.Error("a title obeys an override")
	}
	if p := s.Paragraph("\u200fabc", shown, 0); p.RTL {
		t.Error("a mark that is shown makes the title right to left")
	}
}

func TestALineEndingInATitleIsOneCell(t *testing.T) {
	s := NewShaper(testFonts(t))
	p := s.Paragraph("a\r\nb", shown, 0)
	if glyphs := p.Lines[0].Runs[1].Glyphs; len(glyphs) != 2 {
		t.Errorf("%d marks", len(glyphs))
	}
	if p.Caret(2, Downstream) != p.Caret(1, Downstream) {
		t.Error("a caret stands within it")
	}
}

func TestWhatIsNoControl(t *testing.T) {
	s := NewShaper(testFonts(t))
	for _, text := range []string{"می\u200cخواهم", "ه\u200d", "a\tb", "👩\u200d👧", "❤\ufe0f", "\u0600١٢", "a\u00a0b", "🏴\U000e0067\U000e007f"} {
		hidden, shown := s.Paragraph(text, Style{Size: 17}, 0), s.Paragraph(text, shown, 0)
		if !reflect.DeepEqual(hidden.Lines, shown.Lines) {
			t.Errorf("%+q changes", text)
		}
	}
}

// TestControlsAreGraphemes: itemize and the cells rely on it.
func TestControlsAreGraphemes(t *testing.T) {
	var seg segmenter.Segmenter
	for r := range unicode.MaxRune + 1 {
		if !isControl(r) {
			continue
		}
		seg.Init([]rune{'a', r, '\u0301'})
		n := 0
		for it := seg.GraphemeIterator(); it.Next(); {
			n++
		}
		if n != 3 {
			t.Errorf("%U is part of a grapheme", r)
		}
		if uax9.ClassOf(neutralMark) != uax9.ON {
			t.Fatal("the mark has a direction")
		}
	}
}

// TestBodiesAreBalancedByParagraph: where controls are obeyed, what a paragraph leaves
// open or closes too often reaches no other paragraph, nor what is outside an isolate.
func TestBodiesAreBalancedByParagraph(t *testing.T) {
	s := NewShaper(testFonts(t))
	const next = "then abc قمة 12"
	want := NewShaper(s.fonts).Paragraph(next, Style{Size: 17}, 0)
	for _, open := range []string{"\u202e", "\u202b", "\u2067", "\u2068", "\u2069\u202c", "\u2067\u2067\u202e"} {
		s.Paragraph("before "+open+" after", Style{Size: 17}, 0)
		if got := s.Paragraph(next, Style{Size: 17}, 0); !reflect.DeepEqual(got, want) {
			t.Errorf("%+q changes the paragraph after it", open)
		}
	}
	inside := s.Paragraph("a \u2068\u202e\u202c\u202c\u202cقم\u2069 b", Style{Size: 17}, 0)
	b := inside.Selection(len(inside.Text)-1, len(inside.Text), nil)
	if a := inside.Selection(0, 1, nil); a[0].X != 0 || b[0].X < inside.Width-b[0].W-near {
		t.Errorf("an isolate lets its content out: %v, %v of %g", a, b, inside.Width)
	}
}

func TestDefuse(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"قمة abc":                 "قمة abc",
		"a\u2069\u202eb\nc":       "a\ufffd\ufffdb\ufffdc",
		"می\u200cخواهم\t👩\u200d👧": "می\u200cخواهم\t👩\u200d👧",
	} {
		if got := Defuse(text); got != want {
			t.Errorf("%+q becomes %+q", text, got)
		}
	}
}

func TestMarksFitTheirFrames(t *testing.T) {
	f := testFonts(t)
	for _, control := range controls {
		m := f.Mark([]rune(control)[0])
		if len(m.Letters) < 2 || m.Frame.X <= 0 || m.Frame.X+m.Frame.W >= m.Advance {
			t.Fatalf("%+q: %+v", control, m)
		}
		for i, l := range m.Letters {
			if l.ID == 0 || l.X <= m.Frame.X || l.X >= m.Frame.X+m.Frame.W || i > 0 && l.X <= m.Letters[i-1].X {
				t.Errorf("%+q: letter %+v in frame %+v", control, l, m.Frame)
			}
		}
	}
}
