package control

import (
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/text"
)

// flowing is as high as an area of 1000 needs to be at a width.
type flowing struct{ fyne.CanvasObject }

func (flowing) HeightFor(width float32) float32 { return 1000 / width }

func box(o fyne.CanvasObject) [4]float32 {
	return [4]float32{o.Position().X, o.Position().Y, o.Size().Width, o.Size().Height}
}

// Every layout is seen in both directions: boxes are x, y, width and height.
func TestLayouts(t *testing.T) {
	type want struct{ en, ar [4]float32 }
	hidden := func(w, h float32) fyne.CanvasObject {
		o := Gap(w, h)
		o.Hide()
		return o
	}
	for _, c := range []struct {
		name   string
		make   func(k *Kit) *fyne.Container
		size   fyne.Size
		height float32 // that it needs at the width of size
		want   []want  // of its objects
	}{
		{
			"column", func(*Kit) *fyne.Container { return Column(4, Gap(10, 20), hidden(9, 9), flowing{Gap(1, 1)}) },
			fyne.NewSize(100, 60), 34,
			[]want{{[4]float32{0, 0, 100, 20}, [4]float32{0, 0, 100, 20}}, {}, {[4]float32{0, 24, 100, 10}, [4]float32{0, 24, 100, 10}}},
		},
		{
			"row that grows", func(k *Kit) *fyne.Container { return k.Row(5, 1, Gap(10, 10), flowing{Gap(1, 1)}, Gap(20, 30)) },
			fyne.NewSize(90, 40), 30,
			[]want{
				{[4]float32{0, 15, 10, 10}, [4]float32{80, 15, 10, 10}},
				{[4]float32{15, 10, 50, 20}, [4]float32{25, 10, 50, 20}},
				{[4]float32{70, 5, 20, 30}, [4]float32{0, 5, 20, 30}},
			},
		},
		{
			"columns", func(k *Kit) *fyne.Container {
				return Columns(k, 10, 20, 50, 30, Gap(5, 90), flowing{Gap(1, 1)}, Gap(5, 40))
			},
			fyne.NewSize(170, 90), 90,
			[]want{
				{[4]float32{0, 0, 20, 90}, [4]float32{150, 0, 20, 90}},
				{[4]float32{30, 0, 100, 10}, [4]float32{40, 0, 100, 10}},
				{[4]float32{140, 0, 30, 40}, [4]float32{0, 0, 30, 40}},
			},
		},
		{
			"columns in less room", func(k *Kit) *fyne.Container {
				return Columns(k, 10, 20, 50, 30, Gap(5, 30), flowing{Gap(1, 1)}, Gap(5, 40))
			},
			fyne.NewSize(80, 70), 70,
			[]want{
				{[4]float32{0, 0, 20, 30}, [4]float32{60, 0, 20, 30}},
				{[4]float32{30, 0, 50, 20}, [4]float32{0, 0, 50, 20}},
				{[4]float32{30, 30, 50, 40}, [4]float32{0, 30, 50, 40}},
			},
		},
		{
			"columns below each other", func(k *Kit) *fyne.Container {
				return Columns(k, 10, 20, 60, 30, Gap(5, 30), flowing{Gap(1, 1)}, Gap(5, 40))
			},
			fyne.NewSize(50, 110), 110,
			[]want{
				{[4]float32{0, 0, 50, 30}, [4]float32{0, 0, 50, 30}},
				{[4]float32{0, 40, 50, 20}, [4]float32{0, 40, 50, 20}},
				{[4]float32{0, 70, 50, 40}, [4]float32{0, 70, 50, 40}},
			},
		},
		{
			"wrap", func(k *Kit) *fyne.Container { return k.Wrap(2, Gap(40, 10), Gap(40, 20), Gap(40, 10)) },
			fyne.NewSize(90, 60), 32,
			[]want{
				{[4]float32{0, 0, 40, 10}, [4]float32{50, 0, 40, 10}},
				{[4]float32{42, 0, 40, 20}, [4]float32{8, 0, 40, 20}},
				{[4]float32{0, 22, 40, 10}, [4]float32{50, 22, 40, 10}},
			},
		},
		{
			"pad", func(k *Kit) *fyne.Container { return k.Pad(1, 2, 3, 4, flowing{Gap(5, 5)}) },
			fyne.NewSize(104, 50), 16,
			[]want{{[4]float32{1, 2, 100, 44}, [4]float32{3, 2, 100, 44}}},
		},
		{
			"pair", func(k *Kit) *fyne.Container { return Pair(k, 10, Gap(5, 30), flowing{Gap(5, 5)}) },
			fyne.NewSize(110, 40), 30,
			[]want{
				{[4]float32{0, 0, 50, 30}, [4]float32{60, 0, 50, 30}},
				{[4]float32{60, 0, 50, 20}, [4]float32{0, 0, 50, 20}},
			},
		},
		{
			"beside", func(k *Kit) *fyne.Container { return Beside(k, 30, Gap(5, 10), flowing{Gap(5, 5)}) },
			fyne.NewSize(80, 20), 20,
			[]want{
				{[4]float32{0, 5, 30, 10}, [4]float32{50, 5, 30, 10}},
				{[4]float32{30, 0, 50, 20}, [4]float32{0, 0, 50, 20}},
			},
		},
		{
			"middle", func(k *Kit) *fyne.Container { return Middle(k, 40, Gap(10, 10), Gap(5, 20)) },
			fyne.NewSize(200, 20), 20,
			[]want{
				{[4]float32{0, 5, 68, 10}, [4]float32{132, 5, 68, 10}},
				{[4]float32{80, 0, 40, 20}, [4]float32{80, 0, 40, 20}},
			},
		},
		{
			"quote", func(k *Kit) *fyne.Container { return k.Quote(Accent, flowing{Gap(5, 5)}) },
			fyne.NewSize(114, 10), 10,
			[]want{
				{[4]float32{0, 0, 3, 10}, [4]float32{111, 0, 3, 10}},
				{[4]float32{14, 0, 100, 10}, [4]float32{0, 0, 100, 10}},
			},
		},
		{
			"above", func(*Kit) *fyne.Container { return Above(flowing{Gap(5, 5)}, Gap(5, 5)) },
			fyne.NewSize(100, 50), 5,
			[]want{
				{[4]float32{0, 0, 100, 10}, [4]float32{0, 0, 100, 10}},
				{[4]float32{0, 10, 100, 40}, [4]float32{0, 10, 100, 40}},
			},
		},
	} {
		for _, lang := range []string{"en", "ar"} {
			t.Run(c.name+" "+lang, func(t *testing.T) {
				o := c.make(testKit(t, lang))
				o.Resize(c.size)
				for i, w := range c.want {
					want := w.en
					if lang == "ar" {
						want = w.ar
					}
					if got := box(o.Objects[i]); o.Objects[i].Visible() && got != want {
						t.Errorf("object %d is at %v, want %v", i, got, want)
					}
				}
				if got := HeightFor(o, c.size.Width); got != c.height {
					t.Errorf("it needs %v, want %v", got, c.height)
				}
			})
		}
	}
}

// A wrapped text in nested layouts has the height that its width asks for.
func TestTheHeightOfTextFollowsItsWidth(t *testing.T) {
	k := testKit(t, "ar")
	words := k.Text("نص طويل يحتاج إلى أكثر من سطر حين يضيق المكان عنه قليلًا", text.LabelStyle{})
	o := k.Pad(10, 0, 10, 0, Column(0, k.Row(0, 0, words)))
	wide, narrow := HeightFor(o, 600), HeightFor(o, 140)
	if wide <= 0 || narrow < 2.5*wide {
		t.Errorf("%v at 600 units, %v at 140", wide, narrow)
	}
}

func TestSplit(t *testing.T) {
	a, b := Gap(1, 1), Gap(1, 1)
	var told float32
	natural := float32(200)
	s := VSplit(a, b, 0, func() float32 { return natural }, func(size float32) { told = size })
	s.Resize(fyne.NewSize(1000, 600))
	splitLayout{s}.Layout(nil, fyne.NewSize(1000, 600))
	if box(a) != [4]float32{0, 0, 1000, 200} || box(b) != [4]float32{0, 201, 1000, 399} {
		t.Errorf("at %v and %v", box(a), box(b))
	}
	natural = 250
	if s.Relayout(); box(a)[3] != 250 {
		t.Errorf("its natural size is not followed: %v", box(a))
	}
	s.handle.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(9, -40)})
	if s.handle.DragEnd(); told != 210 {
		t.Errorf("dragged to %v, want 210", told)
	}
	natural = 400
	if s.Relayout(); box(a)[3] != 210 {
		t.Errorf("a chosen size is not kept: %v", box(a))
	}
	s.handle.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, -9000)})
	if s.size != leastSplit {
		t.Errorf("dragged far out it is %v", s.size)
	}
}

// What has no room in a line goes, in its order; what must stay stays.
func TestRoomyLines(t *testing.T) {
	k := testKit(t, "en")
	a, b, c := NewBar(Line, 50, 10, 0), NewBar(Line, 50, 10, 0), NewBar(Line, 50, 10, 0)
	line := k.Roomy(10, Stays(a), Goes(2, b), Part{}, Goes(1, c))
	for _, w := range []struct {
		width   float32
		b, c    bool
		cBegins float32
	}{{300, true, true, 250}, {170, true, true, 120}, {169, false, true, 119}, {110, false, true, 60}, {109, false, false, 0}} {
		line.Resize(fyne.NewSize(w.width, 20))
		if b.Visible() != w.b || c.Visible() != w.c || !a.Visible() || w.c && c.Position().X != w.cBegins {
			t.Errorf("%g wide: %v, %v, the last at %g", w.width, b.Visible(), c.Visible(), c.Position().X)
		}
	}
}
