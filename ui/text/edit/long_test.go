package edit

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/ui/text/flow"
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
				text := d.paras[i].text
				base := uax9.LTR
				if set.RTL() {
					base = uax9.RTL
				}
				whole := s.Paragraph(text, layout.Style{Size: 14, LineHeight: d.options.LineHeight, Base: base}, d.Width())
				if len(whole.Lines) != set.Lines {
					t.Fatalf("step %d: %d lines, the whole has %d", step, set.Lines, len(whole.Lines))
				}
				for n := range whole.Lines {
					if start, end := set.Span(n, n+1); start != whole.Lines[n].Start || end != whole.Lines[n].End {
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

// view is a view of 200 units on a note of many lines.
func view(t testing.TB, lines int) (*Document, *flow.Page) {
	d := New(shaper(t), Options{Size: 14})
	d.Resize(300, 200)
	v := flow.NewPage(d, 0, 0)
	v.Resize(200)
	d.SetText(strings.Repeat(sentence+"\n\nshort\n", lines/3))
	return d, v
}

// reveal brings the line of the caret into view.
func reveal(d *Document, v *flow.Page) {
	i, box := d.CaretBox(d.Head())
	v.Reveal(flow.Place{Block: i, Shift: float64(box.Top)}, float64(box.Bottom-box.Top))
}

func TestViewLaysOutWhatIsSeen(t *testing.T) {
	d, v := view(t, 9000)
	reveal(d, v)
	if n := len(d.laid); n > 30 {
		t.Errorf("%d paragraphs laid out at first", n)
	}
	d.Move(TextEnd, false)
	reveal(d, v)
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
		reveal(d, v)
		i, box := d.CaretBox(d.Head())
		if y := d.Top(i) + float64(box.Top) - v.Top(); y < -1e-6 || y > 200-float64(d.options.LineHeight)+1e-6 {
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
	at := func(y float64) Caret {
		i, y := v.Find(y)
		return d.HitIn(i, 50, float32(y))
	}
	was := at(100)
	v.ScrollBy(30)
	if got := at(70); got != was {
		t.Errorf("scrolled by 30: %+v, was %+v", got, was)
	}
}

// keystrokes types and erases in the middle of a text.
func keystrokes(b *testing.B, text string) {
	d := New(shaper(b), Options{Size: 14})
	d.Resize(480, 400)
	v := flow.NewPage(d, 0, 0)
	v.Resize(400)
	d.SetText(text)
	d.Select(len(text)/2, len(text)/2)
	reveal(d, v)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if n++; n%20 < 10 {
			d.Type('ق')
		} else {
			d.Erase()
		}
		reveal(d, v)
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
	d.Resize(480, 400)
	v := flow.NewPage(d, 0, 0)
	v.Resize(400)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d.SetText(text)
		reveal(d, v)
	}
}
