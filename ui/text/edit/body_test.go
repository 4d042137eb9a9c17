package edit

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/ui/text/uax9"
)

// A text that is only read keeps its bytes; its long paragraphs are divided, and those
// without letters have the direction of the one before.
func TestReadOnlyTextIsDivided(t *testing.T) {
	s := shaper(t)
	long := strings.Repeat("كلمة ", blockBytes/4)
	for _, c := range []struct {
		name, text string
		want       []string
		rtl        []bool
	}{
		{"empty", "", []string{""}, []bool{false}},
		{"line ending at the end", "a\n", []string{"a", ""}, []bool{false, false}},
		{"blank lines", "a\n\nب\n1", []string{"a", "", "ب", "1"}, []bool{false, false, true, true}},
		{"what an editor would clean", "a\r\n\ufeffb\u0085c", []string{"a\r", "\ufeffb\u0085c"}, []bool{false, false}},
		{"long", "x\n" + long, []string{"x", long[:16380], long[16380:32760], long[32760:]}, []bool{false, true, true, true}},
		{"no space to divide at", strings.Repeat("م", blockBytes), nil, nil},
		{"no UTF-8", strings.Repeat("\xbf", 3*blockBytes), nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := NewSelection(s, Options{Size: 14, ReadOnly: true})
			r.SetText(c.text, uax9.Auto)
			if r.Text() != c.text || r.Len() != len(c.text) {
				t.Fatalf("%d of %d bytes", r.Len(), len(c.text))
			}
			var got []string
			var rtl []bool
			for i := range r.Paragraphs() {
				start, end := r.Paragraph(i)
				part := c.text[start:end]
				got, rtl = append(got, part), append(rtl, r.base(i) == uax9.RTL)
				if len(part) > blockBytes || utf8.ValidString(c.text) != utf8.ValidString(part) {
					t.Errorf("block %d has %d bytes, valid %v", i, len(part), utf8.ValidString(part))
				}
				if r.ParagraphAt(start) != i || c.want != nil && end == len(c.text) && r.ParagraphAt(end) != i {
					t.Errorf("offset %d is in block %d, want %d", start, r.ParagraphAt(start), i)
				}
			}
			if c.want != nil && (!slices.Equal(got, c.want) || !slices.Equal(rtl, c.rtl)) {
				t.Errorf("%d blocks, right to left %v", len(got), rtl)
			}
		})
	}
}

// Blocks of one paragraph are selected, and gone through, as one.
func TestBlocksOfAParagraphAreOneText(t *testing.T) {
	r := NewSelection(shaper(t), Options{Size: 14, ReadOnly: true})
	long := strings.Repeat("word ", blockBytes/4)
	r.Resize(400, 300)
	r.SetText("first\n"+long+"\nlast", uax9.Auto)
	_, join := r.Paragraph(1)
	if !r.paras[1].joined {
		t.Fatal("the paragraph is not divided")
	}
	r.Press(Caret{Offset: join}, ByParagraph)
	if r.Selected() != long {
		t.Errorf("a triple click selects %d of %d bytes", len(r.Selected()), len(long))
	}
	r.Select(join-7, join+7)
	if r.Selected() != r.Text()[join-7:join+7] {
		t.Errorf("selected %q", r.Selected())
	}
	r.Select(join, join)
	r.Move(WordLeft, false)
	if got := r.Head().Offset; got != join-len("word ") {
		t.Errorf("the word before the join begins at %d, want %d", got, join-5)
	}
	rapid.Check(t, func(t *rapid.T) {
		at := join + rapid.IntRange(-40, 40).Draw(t, "offset")
		r.Select(at, at)
		r.Move(Right, true)
		r.Move(Left, true)
		if start, end := r.Range(); start != at || end != at {
			t.Fatalf("right and left from %d select %d to %d", at, start, end)
		}
	})
}
