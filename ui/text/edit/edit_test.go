package edit

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// near reports whether two measures ought to be the same.
func near(a, b float32) bool { return math.Abs(float64(a)-float64(b)) <= 0.02 }

func shaper(t testing.TB) *layout.Shaper {
	t.Helper()
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	return layout.NewShaper(fonts)
}

// written is a document of some width with a text and the caret in it.
func written(s *layout.Shaper, width float32, text string, caret int) *Document {
	d := New(s, Options{Size: 14})
	d.Resize(width, 200)
	d.SetText(text)
	d.Select(caret, caret)
	return d
}

// hit is the caret nearest to a point of the text.
func hit(d *Document, x float32, y float64) Caret {
	i := d.At(y)
	return d.HitIn(i, x, float32(y-d.Top(i)))
}

// check returns what is wrong with a document, or nil.
func check(d *Document) error {
	text := d.Text()
	if !utf8.ValidString(text) || Clean(text, d.options.Single) != text {
		return fmt.Errorf("the text is not clean: %q", text)
	}
	if len(text) != d.Len() || d.lengths.Total() != len(text)+1 {
		return fmt.Errorf("%d bytes, counted as %d", len(text), d.Len())
	}
	bounds := boundaries(text)
	for name, at := range map[string]int{"caret": d.head.Offset, "anchor": d.anchor} {
		if !bounds[at] {
			return fmt.Errorf("%s at %d is in no boundary of %q", name, at, text)
		}
	}
	if start, end := d.Range(); d.Selected() != text[start:end] {
		return fmt.Errorf("%q is selected, not bytes %d to %d", d.Selected(), start, end)
	}
	var height float64
	for i := range d.paras {
		height += d.heights.At(i)
		if err := checkSetting(d, i); err != nil {
			return fmt.Errorf("paragraph %d of %q: %w", i, text, err)
		}
	}
	if more := height - d.Height(); more > 1e-6 || more < -1e-6 {
		return fmt.Errorf("height %v, the paragraphs' is %v", d.Height(), height)
	}
	return nil
}

// checkSetting: lines of a paragraph partition it, whatever edits they came from.
func checkSetting(d *Document, i int) error {
	s := d.paras[i].set
	if s == nil {
		return nil
	}
	at := 0
	for n := range s.Lines {
		start, end := s.Span(n, n+1)
		if start != at || end < start {
			return fmt.Errorf("line %d is %d to %d after %d", n, start, end, at)
		}
		at = end
	}
	if at != len(d.paras[i].text) {
		return fmt.Errorf("lines end at %d of %d", at, len(d.paras[i].text))
	}
	for _, p := range s.pieces {
		if from := d.paras[i].text[p.Start:]; !strings.HasPrefix(from, p.P.Text) {
			return fmt.Errorf("a piece shows %q at %d", p.P.Text, p.Start)
		}
	}
	return nil
}

// boundaries are the grapheme boundaries of a text, found paragraph by paragraph.
func boundaries(text string) map[int]bool {
	at := map[int]bool{0: true}
	offset := 0
	for line := range strings.SplitSeq(text, "\n") {
		for _, b := range starts(line, offset) {
			at[b] = true
		}
		offset += len(line) + 1
	}
	return at
}

// snippets are what random texts are made of.
var snippets = []string{
	"قمة", "العلاقات", "لا", "كِتَابٌ", "ســلام", "لآلئ", "می\u200cخواهم", "\ufefb", "\ufef5", "سنة", "شباط/فبراير",
	"summit", "Getty", "e\u0301t\u0302e", "ffi", "2022", "19", "٢٠٢٢", "12.5%", "$", "a",
	" ", "  ", "\t", "\u00a0", "-", "/", ".", "،", "؟", "\"", "«", "»", "(", ")",
	"\u200f", "\u200e", "\u061c", "\u200c", "\u200d", "\ufeff", "\u2066", "\u2067", "\u2069", "\u202e", "\u202c",
	"\u064b", "\u0301", "\u0600", "\r", "\n", "\r\n", "\x00", "\u2028", "\u0085",
	"שלום", "中文", "हिन्दी", "क्षि", " 👩\u200d👩\u200d👧", "👍🏽", "🇪🇬🇸", "🇪", "1\ufe0f\u20e3", "\xff", "\xd9",
}

func anyText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(snippets), 0, 20).Draw(t, "text"), "")
}

// anyDocument has a random text, width and caret.
func anyDocument(t *rapid.T, s *layout.Shaper) *Document {
	d := New(s, Options{
		Size: 14, Single: rapid.IntRange(0, 4).Draw(t, "single") == 0,
		Neutral: uax9.Direction(rapid.IntRange(0, 2).Draw(t, "neutral")),
	})
	d.Resize(rapid.Float32Range(20, 300).Draw(t, "width"), 100)
	d.SetText(anyText(t))
	d.SetDirection(uax9.Direction(rapid.IntRange(0, 2).Draw(t, "direction")))
	d.Select(rapid.IntRange(-1, d.Len()+1).Draw(t, "anchor"), rapid.IntRange(-1, d.Len()+1).Draw(t, "head"))
	return d
}

// operation number n, with what it may need; edits are the first ones.
const (
	edits      = 6
	operations = 12
)

func operate(d *Document, n int, snippet string, a, b int) {
	point := Caret{}
	if n >= 8 {
		point = hit(d, float32(a), float64(b))
	}
	switch n {
	case 0:
		d.Insert(snippet)
	case 1:
		r, _ := utf8.DecodeRuneInString(snippet)
		d.Type(r)
	case 2:
		d.Erase()
	case 3:
		d.Delete()
	case 4:
		d.EraseWord()
	case 5:
		d.DeleteWord()
	case 6:
		d.Move(Motion(a%int(TextEnd+1)), b%2 == 0)
	case 7:
		d.Select(a, b)
	case 8:
		d.Press(point, Grain(a%3))
	case 9:
		d.Drag(point)
	case 10:
		d.Extend(point)
	case 11:
		if a%2 == 0 {
			d.Undo()
		} else {
			d.Redo()
		}
	}
}

func TestAnyOperationsKeepTheDocumentWhole(t *testing.T) {
	s := shaper(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t, s)
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			n := rapid.IntRange(0, operations-1).Draw(t, "operation")
			operate(d, n, rapid.SampledFrom(snippets).Draw(t, "snippet"),
				rapid.IntRange(0, 300).Draw(t, "a"), rapid.IntRange(0, 300).Draw(t, "b"))
			if err := check(d); err != nil {
				t.Fatalf("after operation %d: %v", n, err)
			}
		}
	})
}

// Every edit and Undo gives back the bytes, the caret and the selection, and Redo
// what was undone.
func TestUndoAndRedo(t *testing.T) {
	s := shaper(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t, s)
		first := d.Text()
		for range rapid.IntRange(1, 15).Draw(t, "steps") {
			a, b := rapid.IntRange(0, d.Len()).Draw(t, "a"), rapid.IntRange(0, d.Len()).Draw(t, "b")
			d.Select(a, b)
			was, cursorWas := d.Text(), d.cursor
			operate(d, rapid.IntRange(0, edits-1).Draw(t, "edit"), rapid.SampledFrom(snippets).Draw(t, "snippet"), 0, 0)
			now, cursorNow := d.Text(), d.cursor
			if now == was {
				continue
			}
			d.Undo()
			if got := d.cursor; d.Text() != was || got != cursorWas {
				t.Fatalf("undone to %q, %+v; it was %q, %+v", d.Text(), got, was, cursorWas)
			}
			d.Redo()
			if got := d.cursor; d.Text() != now || got != cursorNow {
				t.Fatalf("redone to %q, %+v; it was %q, %+v", d.Text(), got, now, cursorNow)
			}
		}
		last := d.Text()
		for d.Undo() {
		}
		if d.Text() != first {
			t.Fatalf("all undone: %q, it was %q", d.Text(), first)
		}
		for d.Redo() {
		}
		if d.Text() != last {
			t.Fatalf("all redone: %q, it was %q", d.Text(), last)
		}
	})
}

// A caret is where a hit at it says; white space that hangs at the end of a line
// has no places of its own.
func TestHitAtACaretIsThatCaret(t *testing.T) {
	s := shaper(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t, s)
		for at := range boundaries(d.Text()) {
			for _, a := range []layout.Affinity{layout.Downstream, layout.Upstream} {
				c := Caret{at, a}
				i, want := d.CaretBox(c)
				found := hit(d, want.X, d.Top(i)+float64(want.Top+want.Bottom)/2)
				j, got := d.CaretBox(found)
				set := d.Setting(i)
				local := at - d.lengths.Before(i)
				hangs := set.caret(local, a).X != want.X || want.Line < set.Lines-1 && local > d.visibleEnd(i, want.Line)
				if i != j || got.Line != want.Line || !hangs && !near(got.X, want.X) {
					t.Fatalf("%q: caret %+v is at %d %+v, the hit there %+v is at %d %+v", d.Text(), c, i, want, found, j, got)
				}
			}
		}
	})
}

// Right and Left are each other's inverse on the screen but at the sides of lines.
func TestRightAndLeftReturn(t *testing.T) {
	s := shaper(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t, s)
		for at := range boundaries(d.Text()) {
			for _, a := range []layout.Affinity{layout.Downstream, layout.Upstream} {
				for _, right := range []bool{true, false} {
					c := Caret{at, a}
					there := d.stepOver(c, right)
					back := d.stepOver(there, !right)
					i, was := d.CaretBox(c)
					j, is := d.CaretBox(back)
					k, between := d.CaretBox(there)
					if i != k || was.Line != between.Line || was.X == between.X {
						continue // went to another line, or nowhere
					}
					// The end of a line may be the start of the next one.
					if back.Offset != c.Offset && (i != j || was.Line != is.Line || !near(was.X, is.X)) {
						t.Fatalf("%q, right first %v: from %+v %+v by %+v %+v to %+v %+v", d.Text(), right, c, was, there, between, back, is)
					}
				}
			}
		}
	})
}

// Going on to the right or the left comes to the end of the text or the start, past
// every grapheme of the line it started in.
func TestStepsGoThroughTheLine(t *testing.T) {
	s := shaper(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t, s)
		for _, right := range []bool{true, false} {
			i := rapid.IntRange(0, len(d.paras)-1).Draw(t, "paragraph")
			set := d.Setting(i)
			line := rapid.IntRange(0, set.Lines-1).Draw(t, "line")
			r := d.row(i, line)
			if len(r.cells) == 0 {
				continue
			}
			c := r.lineSide(right == set.RTL())
			passed := 0
			for range r.cells {
				before := c
				c = d.stepOver(c, right)
				if c == before {
					t.Fatalf("stuck at %+v in %q", c, d.Text())
				}
				j, box := d.CaretBox(c)
				_, was := d.CaretBox(before)
				if j != i || box.Line != line {
					break
				}
				passed++
				if right && box.X < was.X-0.02 || !right && box.X > was.X+0.02 {
					t.Fatalf("from %+v at %v to %+v at %v, right %v in %q", before, was.X, c, box.X, right, d.Text())
				}
			}
			if passed < len(r.cells)-1 {
				t.Fatalf("passed %d of %d graphemes of line %d of %q", passed, len(r.cells), line, d.Text())
			}
		}
	})
}

func FuzzOperations(f *testing.F) {
	for i, text := range append(snippets, "من اللقاء (Getty) e\u0301", "The word تاريخ 2022\n\u0600 \u0301b") {
		f.Add(text, []byte{byte(i), 7, 3, 1, 40, 200, 2, 9, 9, 11, 0, 0, 6, 1, 0}, float32(i*7%100))
	}
	s := shaper(f)
	f.Fuzz(func(t *testing.T, text string, ops []byte, width float32) {
		if len(text) > 200 || len(ops) > 60 || !(width < 2000) {
			return
		}
		d := New(s, Options{Size: 14})
		d.Resize(width, 100)
		d.SetText(text)
		first := d.Text()
		for ; len(ops) >= 3; ops = ops[3:] {
			operate(d, int(ops[0])%operations, snippets[int(ops[1])%len(snippets)], int(ops[1]), int(ops[2]))
			if err := check(d); err != nil {
				t.Fatal(err)
			}
		}
		for d.Undo() {
		}
		if d.Text() != first {
			t.Fatalf("all undone: %q, it was %q", d.Text(), first)
		}
	})
}
