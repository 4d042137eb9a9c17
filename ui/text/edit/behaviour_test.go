package edit

import (
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, text, many, single string }{
		{"plain", "قمة 2022", "قمة 2022", "قمة 2022"},
		{"line endings", "a\r\nb\rc\nd\u2028e\u2029f\u0085g\vh\fi", "a\nb\nc\nd\ne\nf\ng\nh\ni", "a b c d e f g h i"},
		{"two returns", "a\r\rb", "a\n\nb", "a  b"},
		{"control characters", "a\x00b\x1bc\u007fd\u0080e", "abcde", "abcde"},
		{"tab", "a\tb", "a\tb", "a b"},
		{"byte order mark", "\ufeffa\ufeffb", "ab", "ab"},
		{"lam-alef codes", "\ufef5\ufef6\ufef7\ufef8\ufef9\ufefa\ufefb\ufefc", "لآلآلألألإلإلالا", "لآلآلألألإلإلالا"},
		{"marks of direction stay", "a\u200f\u2067b\u2069", "a\u200f\u2067b\u2069", "a\u200f\u2067b\u2069"},
		{"not UTF-8", "a\xd9b", "a\ufffdb", "a\ufffdb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.text, false); got != c.many {
				t.Errorf("%q, want %q", got, c.many)
			}
			if got := Clean(c.text, true); got != c.single {
				t.Errorf("in a line %q, want %q", got, c.single)
			}
		})
	}
}

// Each key is pressed at the bar until the text is as it says.
func TestKeysThatDelete(t *testing.T) {
	erase, del := (*Document).Erase, (*Document).Delete
	eraseWord, deleteWord := (*Document).EraseWord, (*Document).DeleteWord
	for _, c := range []struct {
		name, text string
		key        func(*Document) bool
		want       []string
	}{
		{"harakat one by one", "كِتَابٌ|", erase, []string{"كِتَاب|", "كِتَا|", "كِتَ|", "كِت|"}},
		{"an accent, then its letter", "ae\u0301\u0302|", erase, []string{"ae\u0301|", "ae|", "a|"}},
		{"lam and alef apart", "سلا|م", erase, []string{"سل|م", "س|م"}},
		{"a zero width non-joiner alone", "می\u200c|خ", erase, []string{"می|خ"}},
		{"a family whole", "a👩\u200d👩\u200d👧|", erase, []string{"a|"}},
		{"a skin tone with its hand", "a👍🏽|", erase, []string{"a|"}},
		{"a flag whole", "a🇪🇬|", erase, []string{"a|"}},
		{"a keycap whole", "a1\ufe0f\u20e3|", erase, []string{"a|"}},
		{"into the paragraph before", "a\n|b", erase, []string{"a|b", "|b", "|b"}},
		{"forward by graphemes", "|كِتَا", del, []string{"|تَا", "|ا", "|", "|"}},
		{"forward over the line ending", "a|\nb", del, []string{"a|b", "a|"}},
		{"words", "قمة بكين (Getty)|", eraseWord, []string{"قمة بكين (|", "قمة |", "|"}},
		{"words forward", "|قمة  بكين (Getty)", deleteWord, []string{"|  بكين (Getty)", "| (Getty)", "|)", "|"}},
		{"a word never takes two line endings", "a\n\n|b", eraseWord, []string{"a\n|b", "a|b", "|b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := strings.Index(c.text, "|")
			d := written(shaper(t), 300, strings.Replace(c.text, "|", "", 1), at)
			for _, want := range c.want {
				c.key(d)
				text := d.Text()
				if got := text[:d.Head().Offset] + "|" + text[d.Head().Offset:]; got != want {
					t.Fatalf("%q, want %q", got, want)
				}
			}
		})
	}
}

// places are the offsets that a motion comes to, one after the other.
func places(d *Document, m Motion, n int) (at []int) {
	for range n {
		d.Move(m, false)
		at = append(at, d.Head().Offset)
	}
	return at
}

func TestMotions(t *testing.T) {
	const mixed = "ab قمة cd" // bytes 0 to 12; the Arabic word is 3 to 9
	for _, c := range []struct {
		name, text string
		from       int
		motion     Motion
		want       []int
	}{
		{"right through an Arabic word", mixed, 0, Right, []int{1, 2, 3, 7, 5, 3, 10, 11, 12, 12}},
		{"left through an Arabic word", mixed, 12, Left, []int{11, 10, 9, 5, 7, 9, 2, 1, 0, 0}},
		{"left is forward in an Arabic paragraph", "قم\nab", 0, Left, []int{2, 4, 5, 4}},
		{"right is back in an Arabic paragraph", "ab\nقم", 7, Right, []int{5, 3, 2}},
		{"over marks", "كِتَ", 0, Left, []int{4, 8}},
		{"within lam-alef", "سلام", 0, Left, []int{2, 4, 6, 8}},
		{"words", "قمة بكين (Getty) 2022", 0, WordLeft, []int{6, 15, 22, 28}},
		{"words back", "قمة بكين (Getty) 2022", 28, WordRight, []int{24, 17, 7, 0}},
		{"words over paragraphs", "a b\nc", 0, WordRight, []int{1, 3, 4, 5, 5}},
		{"line start", mixed, 8, LineStart, []int{0, 0}},
		{"line end", mixed, 8, LineEnd, []int{12, 12}},
		{"start", "a\nb", 3, TextStart, []int{0}},
		{"end", "a\nb", 0, TextEnd, []int{3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := written(shaper(t), 300, c.text, c.from)
			if got := places(d, c.motion, len(c.want)); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// Where directions meet, the caret stays with what it passed: the same offset, two
// places.
func TestTheCaretStaysWithWhatItPassed(t *testing.T) {
	d := written(shaper(t), 300, "ab قمة", 3)
	d.Move(LineEnd, false)
	_, edge := d.CaretBox(d.Head())
	d.Move(Left, false) // over the first Arabic letter
	_, passed := d.CaretBox(d.Head())
	if d.Head() != (Caret{3, layout.Downstream}) && passed.X >= edge.X {
		t.Errorf("caret %+v at %v, the edge is %v", d.Head(), passed, edge)
	}
	d.Select(3, 3)
	d.Type('x')
	if _, box := d.CaretBox(d.Head()); box.RTL {
		t.Error("after a Latin letter the caret is in Arabic")
	}
	d.Type('ق')
	if _, box := d.CaretBox(d.Head()); !box.RTL {
		t.Error("after an Arabic letter the caret is in Latin")
	}
}

func TestShiftFollowsTheText(t *testing.T) {
	d := written(shaper(t), 300, "ab قمة cd", 0)
	for _, want := range []string{"a", "ab", "ab ", "ab ق", "ab قم"} {
		d.Move(Right, true)
		if d.Selected() != want {
			t.Fatalf("%q, want %q", d.Selected(), want)
		}
	}
	d.Move(Left, false)
	if start, end := d.Range(); start != 0 || end != 0 {
		t.Errorf("Left drops the selection at %d, %d", start, end)
	}
	d.Select(0, 5)
	d.Move(Right, false)
	if start, end := d.Range(); start != 5 || end != 5 {
		t.Errorf("Right drops the selection at %d, %d", start, end)
	}
	arabic := written(shaper(t), 300, "قمة", 0)
	arabic.Move(Left, true)
	if arabic.Selected() != "ق" {
		t.Errorf("Shift+Left selects %q", arabic.Selected())
	}
}

func TestUpAndDownKeepX(t *testing.T) {
	d := written(shaper(t), 300, "a long line to start with\nab\nقمة\nanother long line", 12)
	_, was := d.CaretBox(d.Head())
	for range 3 {
		d.Move(Down, false)
	}
	if _, box := d.CaretBox(d.Head()); box.X < was.X-6 || box.X > was.X+6 {
		t.Errorf("from %v down to %v", was.X, box.X)
	}
	for range 3 {
		d.Move(Up, false)
	}
	if d.Head().Offset != 12 {
		t.Errorf("back at %d", d.Head().Offset)
	}
	d.Move(Up, false)
	if d.Head().Offset != 0 {
		t.Errorf("up from the first line: %d", d.Head().Offset)
	}
	d.Move(PageDown, true)
	if d.Head().Offset != d.Len() || d.anchor != 0 {
		t.Errorf("a page down selects %d to %d", d.anchor, d.Head().Offset)
	}
}

// Home and End are those of the line on the screen; what hangs there is behind End.
func TestLinesOnTheScreen(t *testing.T) {
	text := "one two three four five six seven eight nine ten"
	d := written(shaper(t), 100, text, 0)
	for n := range d.Setting(0).Lines {
		start, end := d.Setting(0).Span(n, n+1)
		middle := (start + end) / 2
		d.Select(middle, middle)
		d.Move(LineEnd, false)
		if got := d.Head().Offset; got != start+len(strings.TrimRight(text[start:end], " ")) {
			t.Errorf("End of line %d at %d of %d", n, got, end)
		}
		if _, box := d.CaretBox(d.Head()); box.Line != n {
			t.Errorf("End of line %d is on line %d", n, box.Line)
		}
		d.Move(LineStart, false)
		if got := d.Head().Offset; got != start {
			t.Errorf("Home of line %d at %d, want %d", n, got, start)
		}
	}
}

func TestUndoByWords(t *testing.T) {
	d := written(shaper(t), 300, "", 0)
	for _, r := range "قمة في بكين" {
		d.Type(r)
	}
	d.Insert(" (Getty)")
	d.Erase()
	d.Erase()
	d.Move(Left, false)
	d.Move(Right, false)
	d.Erase()
	want := []string{"قمة في بكين (Gett", "قمة في بكين (Getty)", "قمة في بكين", "قمة في ", "قمة ", ""}
	for _, text := range want {
		if !d.Undo() || d.Text() != text {
			t.Fatalf("undone to %q, want %q", d.Text(), text)
		}
	}
	if d.Undo() || d.CanUndo() || !d.CanRedo() {
		t.Error("there is something left to undo")
	}
	d.Type('x')
	if d.CanRedo() {
		t.Error("what was undone survives an edit")
	}
}

// What is typed after a step was taken back, or made again, is a step of its own,
// though it goes on where the step before ended.
func TestTypingAfterUndoIsAStepOfItsOwn(t *testing.T) {
	for _, c := range []struct {
		name, want string
		way        func(d *Document)
	}{
		{"undo", "one", func(d *Document) { d.Undo() }},
		{"undo and redo", "onetwo", func(d *Document) { d.Undo(); d.Redo() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := New(shaper(t), Options{Size: 14})
			write := func(text string) {
				for _, r := range text {
					d.Type(r)
				}
			}
			write("one")
			d.Pause()
			write("two")
			c.way(d)
			write("x")
			if got := d.Text(); got != c.want+"x" {
				t.Fatalf("the text is %q", got)
			}
			d.Undo()
			if got := d.Text(); got != c.want {
				t.Errorf("after one more step back it is %q, want %q", got, c.want)
			}
		})
	}
}

func TestHistoryIsBounded(t *testing.T) {
	d := written(shaper(t), 300, "", 0)
	for range maxSteps + 50 {
		d.Insert("a")
	}
	if n := len(d.history.done); n != maxSteps {
		t.Errorf("%d steps", n)
	}
	big := strings.Repeat(strings.Repeat("b", 99)+"\n", maxBytes/400)
	for range 6 {
		d.Insert(big)
	}
	if d.history.bytes > maxBytes {
		t.Errorf("%d bytes", d.history.bytes)
	}
}

func TestDirection(t *testing.T) {
	d := written(shaper(t), 300, "2022\nقمة Getty\n\n19\nGetty قمة\n", 0)
	bases := func() (s string) {
		for i := range d.Paragraphs() {
			s += map[bool]string{true: "R", false: "L"}[d.Setting(i).RTL()]
		}
		return s
	}
	if got := bases(); got != "LRRRLL" {
		t.Errorf("by first strong character: %s", got)
	}
	d.SetDirection(uax9.RTL)
	if got := bases(); got != "RRRRRR" {
		t.Errorf("all right to left: %s", got)
	}
	d.SetDirection(uax9.LTR)
	if got := bases(); got != "LLLLLL" {
		t.Errorf("all left to right: %s", got)
	}
	empty := New(shaper(t), Options{Size: 14, Neutral: uax9.RTL})
	if !empty.Setting(0).RTL() {
		t.Error("an empty text is not in the direction it was given")
	}
}

func TestSelectByWordAndParagraph(t *testing.T) {
	text := "قمة بكين\nGetty, 2022"
	d := written(shaper(t), 300, text, 0)
	at := func(passage string, more int) Caret {
		return Caret{strings.Index(text, passage) + more, layout.Downstream}
	}
	d.Press(at("بكين", 2), ByWord)
	if d.Selected() != "بكين" {
		t.Errorf("double click: %q", d.Selected())
	}
	d.Drag(at("Getty", 2))
	if d.Selected() != "بكين\nGetty" {
		t.Errorf("dragged on: %q", d.Selected())
	}
	d.Drag(at("قمة", 2))
	if d.Selected() != "قمة بكين" {
		t.Errorf("dragged back: %q", d.Selected())
	}
	d.Press(at("2022", 1), ByParagraph)
	if d.Selected() != "Getty, 2022" {
		t.Errorf("triple click: %q", d.Selected())
	}
	d.Press(at("قمة", 0), ByGrapheme)
	d.Drag(at("بكين", 0))
	if d.Selected() != "قمة " {
		t.Errorf("dragged: %q", d.Selected())
	}
	d.SelectAll()
	d.Insert("x")
	if d.Text() != "x" {
		t.Errorf("all replaced: %q", d.Text())
	}
}

func TestSelectionShowsLineEndings(t *testing.T) {
	d := written(shaper(t), 300, "ab\n\nقمة\nc", 0)
	d.Select(1, d.Len())
	for i, want := range []int{2, 1, 2, 1} {
		if got := d.Areas(i, 0, 1, nil); len(got) != want {
			t.Errorf("paragraph %d: %v", i, got)
		}
	}
	if tail := d.Areas(2, 0, 1, nil)[1]; tail.X+tail.W > d.Areas(2, 0, 1, nil)[0].X+0.02 {
		t.Errorf("the line ending of Arabic at %v is not left of it", tail)
	}
}
