package scene

import (
	"slices"
	"testing"

	"tarikh.org/tarikh/data/dates"
)

// foundInput is a picture of proposals on two tracks, over three years.
func foundInput(t *testing.T, rtl bool) Input {
	t.Helper()
	at := func(text string) (lo, hi int64) {
		d, err := dates.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return d.Lo, d.Hi
	}
	var events []event
	for i, d := range []string{"2020-01-23", "2020-01-30", "2020-03-11", "2020-12-08", "2021-01-14/2021-06-10", "2021-11-03", "2022-02-04", "2022-02-05", "2022-02-20"} {
		lo, hi := at(d)
		events = append(events, event{lo: lo, hi: hi, track: uint16(i / 5)})
	}
	x := NewIndex(columnsOf(events), 2)
	in := testInput(x, 2)
	in.View = NewViewport(1200, rtl)
	lo, hi, _ := x.Span()
	in.View, in.Height, in.Selected, in.Hovered = in.View.Fit(lo, hi, 40), 400, -1, -1
	in.Found = &Found{}
	for i := range x.Len() {
		in.Found.Marks = append(in.Found.Marks, FoundMark{Number: i + 1})
	}
	return in
}

// texts are those of a list, with that of its layers.
func texts(l *List) (all []string) {
	for _, t := range l.Texts {
		all = append(all, t.P.Text)
	}
	for _, o := range l.Over {
		for _, t := range o.Texts {
			all = append(all, t.P.Text)
		}
	}
	return all
}

// Each proposal has its number and can be pressed, and none is in the way of another.
func TestFoundAreNumbered(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		in := foundInput(t, rtl)
		l := testBuilder(t).Build(in)
		if len(l.Hits) != in.Index.Len() {
			t.Fatalf("%d marks of %d", len(l.Hits), in.Index.Len())
		}
		words := texts(l)
		for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} {
			if !slices.Contains(words, n) {
				t.Errorf("%s is not written: %q", n, words)
			}
		}
		for i, h := range l.Hits {
			if got, ok := l.At((h.M0+h.M1)/2, (h.Y0+h.Y1)/2); !ok || got.Event != h.Event {
				t.Errorf("a press on %d is one on %d", h.Event, got.Event)
			}
			for _, g := range l.Hits[:i] {
				if h.M0 < g.M1 && g.M0 < h.M1 && h.Y0 < g.Y1 && g.Y0 < h.Y1 {
					t.Errorf("%d is over %d", h.Event, g.Event)
				}
			}
		}
	}
}

// A ring is dashed, one that is accepted filled, one that is dismissed a cross without
// number; the others stay where they are, and what is shown is on the accent with its
// date on the scale.
func TestFoundShowDecisions(t *testing.T) {
	in := foundInput(t, false)
	b := testBuilder(t)
	before := slices.Clone(b.Build(in).Hits)
	small := func(l *List) (n int) {
		for _, r := range l.Marks {
			if r.W < 2 && r.H < 2 {
				n++
			}
		}
		return n
	}
	dashes := small(&b.strip)
	in.Found.Marks[0].State, in.Found.Marks[1].State = FoundAccepted, FoundDismissed
	l := b.Build(in)
	deep := in.Theme.Deep(in.Tracks[0].Colour)
	if !slices.ContainsFunc(l.Marks, func(r Rect) bool { return r.Fill == deep && r.W == 2*foundRadius }) {
		t.Error("what is accepted is not filled")
	}
	if words := texts(l); slices.Contains(words, "2") || !slices.Contains(words, "1") {
		t.Errorf("the numbers are %q", words)
	}
	if small(l) == dashes {
		t.Error("what is decided is dashed still")
	}
	for i, h := range l.Hits {
		if h.M0 != before[i].M0 || h.Y0 != before[i].Y0 {
			t.Errorf("%d has moved", h.Event)
		}
	}
	in.Selected, in.SelectedDate = 3, "8 December"
	l = b.Build(in)
	if !slices.ContainsFunc(l.Marks, func(r Rect) bool { return r.Fill == in.Theme.Accent && r.W == 2*foundRadius }) || !slices.Contains(texts(l), "8 December") {
		t.Errorf("what is shown is not pointed out: %q", texts(l))
	}
}

// The library's own events are ticks at the foot of their lanes.
func TestOwnEventsAreTicks(t *testing.T) {
	in := foundInput(t, false)
	b := testBuilder(t)
	without := len(b.Build(in).Marks)
	in.Found.Own = NewIndex(synthetic(500, 2, 1), 2)
	lo, hi, _ := in.Found.Own.Span()
	in.View = in.View.Fit(lo, hi, 0)
	l := b.Build(in)
	feet := 0
	for _, r := range l.Marks {
		for _, box := range l.Tracks {
			if middle := r.Y + r.H/2; middle == box.Y1-ownFoot {
				feet++
			}
		}
	}
	if feet < 20 || len(l.Marks) <= without/2 {
		t.Errorf("%d ticks", feet)
	}
	if len(l.Hits) > in.Index.Len() {
		t.Error("ticks can be pressed")
	}
}

// Proposals that were made for another index are left out.
func TestFoundOfAnotherIndex(t *testing.T) {
	in := foundInput(t, false)
	in.Found.Marks = in.Found.Marks[1:]
	if words := texts(testBuilder(t).Build(in)); slices.Contains(words, "3") {
		t.Errorf("numbers of another index: %q", words)
	}
}

// No label is cut by an end of the view, wherever the view is.
func TestFoundLabelsAreNotCut(t *testing.T) {
	in := foundInput(t, false)
	b := testBuilder(t)
	x0, x1 := in.View.Plot()
	drawn := 0
	for range 60 {
		in.View = in.View.Pan(-17)
		for _, w := range b.Build(in).Texts {
			if w.P.Width < 30 { // a number
				continue
			}
			drawn++
			if from, to := w.X+w.P.Lines[0].X, w.X+w.P.Lines[0].X+w.P.Width; from < float32(x1) && to > float32(x1) || from < float32(x0) && to > float32(x0) {
				t.Fatalf("%q is from %g to %g of %g to %g", w.P.Text, from, to, x0, x1)
			}
		}
		in.View = in.View.ZoomAt(600, 1.03)
	}
	if drawn == 0 {
		t.Error("no labels")
	}
}

// A head says how many proposals its track has.
func TestHeadsCountProposals(t *testing.T) {
	in := foundInput(t, false)
	for _, want := range []string{"5 found", "4 found"} {
		if words := texts(testBuilder(t).Build(in)); !slices.Contains(words, want) {
			t.Errorf("no head says %q: %q", want, words)
		}
	}
}

// In a low strip the tracks take fewer rows until all are in view, and no mark is over
// another; what is needed with room is what they take with room.
func TestProposalsTakeTheRowsThereIsRoomFor(t *testing.T) {
	in := foundInput(t, false)
	b := testBuilder(t)
	in.Titles = func(int) (string, bool) { return "The committee for the reform of the courts", true }
	in.Height = 400
	whole := b.Build(in).ContentHeight
	if got := b.NeededFound(in, 400); got != whole {
		t.Errorf("needs %v, takes %v", got, whole)
	}
	in.Height = whole - 1
	l := b.Build(in)
	if l.ContentHeight > in.Height {
		t.Fatalf("%v of %v are in view", in.Height, l.ContentHeight)
	}
	for i, h := range l.Hits {
		for _, g := range l.Hits[:i] {
			if h.M0 < g.M1 && g.M0 < h.M1 && h.Y0 < g.Y1 && g.Y0 < h.Y1 {
				t.Errorf("%d is over %d", h.Event, g.Event)
			}
		}
	}
}

// A disc that is filling is smaller than its ring, which is dashed still.
func TestAnAcceptedDiscFills(t *testing.T) {
	in := foundInput(t, false)
	in.Found.Marks[0].State = FoundAccepted
	in.Filled = func(int) float32 { return 0.5 }
	deep := in.Theme.Deep(in.Tracks[0].Colour)
	l := testBuilder(t).Build(in)
	if !slices.ContainsFunc(l.Marks, func(r Rect) bool { return r.Fill == deep && r.W == foundRadius }) {
		t.Error("no disc of half the size")
	}
}
