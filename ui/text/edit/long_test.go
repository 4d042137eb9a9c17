package edit

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

const sentence = "افتُتحت دورة الألعاب «بكين 2022» (Beijing 2022) مساء 4 شباط/فبراير في الملعب الوطني، " +
	"بعد ساعات من لقاء الرئيسين الذي صدر عنه بيان مشترك. The statement calls it \"a new era\" (عهد جديد). "

// prose is a paragraph of some words.
func prose(words int) string {
	fields := strings.Fields(sentence)
	var b strings.Builder
	for i := range words {
		b.WriteString(fields[i%len(fields)])
		b.WriteByte(' ')
	}
	return b.String()
}

// The lines of a long paragraph are those of its layout as a whole, whatever edits
// it comes from.
func TestPiecesBreakLikeTheWhole(t *testing.T) {
	s := shaper(t)
	rapid.Check(t, func(t *rapid.T) {
		d := written(s, rapid.Float32Range(150, 700).Draw(t, "width"), prose(600), 0)
		for step := range rapid.IntRange(1, 5).Draw(t, "steps") {
			a := rapid.IntRange(0, d.Len()).Draw(t, "from")
			b := min(a+rapid.SampledFrom([]int{0, 0, 1, 40, 2000}).Draw(t, "bytes"), d.Len())
			d.Select(a, b)
			d.Insert(rapid.SampledFrom([]string{"", "x", "ق", " ", "\n", "word ", sentence, prose(200)}).Draw(t, "text"))
			for i := range d.paras {
				set := d.Setting(i)
				text, _ := d.Paragraph(i)
				base := uax9.LTR
				if set.RTL() {
					base = uax9.RTL
				}
				whole := s.Paragraph(text, layout.Style{Size: 14, LineHeight: d.lineHeight, Base: base}, d.width)
				if len(whole.Lines) != set.Lines {
					t.Fatalf("step %d: %d lines, the whole has %d", step, set.Lines, len(whole.Lines))
				}
				for n := range whole.Lines {
					if start, end := set.span(n); start != whole.Lines[n].Start || end != whole.Lines[n].End {
						t.Fatalf("step %d: line %d is %d to %d, in the whole %d to %d", step, n, start, end, whole.Lines[n].Start, whole.Lines[n].End)
					}
				}
				for at := range boundaries(text) {
					if at%97 != 0 {
						continue
					}
					got, want := set.caret(at, layout.Downstream), whole.Caret(at, layout.Downstream)
					if got.Line != want.Line || math.Abs(float64(got.Top-want.Top)) > 0.1 {
						t.Fatalf("step %d: caret %d at %+v, in the whole at %+v", step, at, got, want)
					}
				}
			}
		}
	})
}

func TestSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s sums[int]
		s.splice(0, 0, rapid.SliceOfN(rapid.IntRange(1, 9), 1, 20).Draw(t, "values")...)
		for range rapid.IntRange(0, 10).Draw(t, "changes") {
			if rapid.Bool().Draw(t, "set") {
				s.set(rapid.IntRange(0, len(s.values)-1).Draw(t, "at"), rapid.IntRange(1, 9).Draw(t, "value"))
				continue
			}
			from := rapid.IntRange(0, len(s.values)).Draw(t, "from")
			to := rapid.IntRange(from, len(s.values)).Draw(t, "to")
			s.splice(from, to, rapid.SliceOfN(rapid.IntRange(1, 9), 1, 5).Draw(t, "new")...)
		}
		sum := 0
		for i, v := range s.values {
			if s.before(i) != sum || s.find(sum) != i || s.find(sum+v-1) != i {
				t.Fatalf("value %d of %v: before it %d, found %d", i, s.values, s.before(i), s.find(sum))
			}
			sum += v
		}
		if s.total != sum || s.find(-1) != 0 || s.find(sum+5) != len(s.values)-1 {
			t.Fatalf("%v: total %d", s.values, s.total)
		}
	})
}

// view is a view of 200 units on a note of many lines.
func view(t testing.TB, lines int) (*Document, *View) {
	d := New(shaper(t), Options{Size: 14})
	v := NewView(d)
	v.Resize(300, 200)
	d.SetText(strings.Repeat(sentence+"\n\nshort\n", lines/3))
	return d, v
}

func TestViewLaysOutWhatIsSeen(t *testing.T) {
	d, v := view(t, 9000)
	v.Reveal()
	if n := len(d.laid); n > 30 {
		t.Errorf("%d paragraphs laid out at first", n)
	}
	d.Move(End, false)
	v.Reveal()
	if v.Top() < 100_000 || math.Abs(v.Extent()-v.Top()-200) > 1e-6 {
		t.Errorf("the end is at %v of %v", v.Top(), v.Extent())
	}
	first, last := len(d.paras), 0
	v.Each(func(i int, y float64) { first, last = min(first, i), max(last, i) })
	d.Forget(first, last+1)
	if n := len(d.laid); n > 40 {
		t.Errorf("%d paragraphs stay laid out", n)
	}
	for range 300 {
		d.Move(Up, false)
		v.Reveal()
		i, box := d.CaretBox(d.Head())
		if y := d.Top(i) + float64(box.Top) - v.Top(); y < -1e-6 || y > 200-float64(d.lineHeight)+1e-6 {
			t.Fatalf("the caret is at %v", y)
		}
	}
	v.ScrollTo(-50)
	if v.Top() != 0 {
		t.Errorf("above the beginning: %v", v.Top())
	}
	v.ScrollTo(1e9)
	if below := v.Extent() - v.Top() - 200; math.Abs(below) > 1e-6 {
		t.Errorf("%v below the end", below)
	}
	v.ScrollBy(-1000)
	was := v.Hit(50, 100)
	v.ScrollBy(30)
	if got := v.Hit(50, 70); got != was {
		t.Errorf("scrolled by 30: %+v, was %+v", got, was)
	}
}

func TestResizeKeepsTheLineAtTheTop(t *testing.T) {
	_, v := view(t, 900)
	v.ScrollTo(5000)
	was := v.Hit(150, 1)
	for _, width := range []float32{200, 500, 300} {
		v.Resize(width, 200)
		_, text := v.d.Paragraph(v.at)
		if d := was.Offset - text; d < -200 || d > 400 {
			t.Errorf("at width %v the top is at %d, was %d", width, text, was.Offset)
		}
	}
}

// keystrokes types and erases in the middle of a text.
func keystrokes(b *testing.B, text string) {
	d := New(shaper(b), Options{Size: 14})
	v := NewView(d)
	v.Resize(480, 400)
	d.SetText(text)
	d.Select(len(text)/2, len(text)/2)
	v.Reveal()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if n++; n%20 < 10 {
			d.Type('ق')
		} else {
			d.Erase()
		}
		v.Reveal()
	}
}

func BenchmarkKeystroke(b *testing.B) {
	paragraph := prose(100) + "\n"
	for name, text := range map[string]string{
		"note of 10,000 words":                  strings.Repeat(paragraph, 100),
		"note of 10,000 words in one paragraph": prose(10_000),
		"10,000 lines":                          strings.Repeat(prose(8)+"\n", 10_000),
	} {
		b.Run(name, func(b *testing.B) { keystrokes(b, text) })
	}
}

func BenchmarkEnter(b *testing.B) {
	d := New(shaper(b), Options{Size: 14})
	d.Resize(480, 400)
	d.SetText(strings.Repeat(prose(8)+"\n", 10_000))
	d.Select(d.Len()/2, d.Len()/2)
	b.ReportAllocs()
	for b.Loop() {
		d.Type('\n')
		d.Erase()
	}
}

func BenchmarkOpen(b *testing.B) {
	text := strings.Repeat(prose(8)+"\n", 10_000)
	d := New(shaper(b), Options{Size: 14})
	v := NewView(d)
	v.Resize(480, 400)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d.SetText(text)
		v.Reveal()
	}
}
