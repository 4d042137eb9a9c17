package scene

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// withPictures is an input whose events have pictures.
func withPictures(x *Index, tracks int, having func(event int) bool) Input {
	in := testInput(x, tracks)
	in.Pictured, in.Dates = having, func(int) string { return "4 Feb 2022" }
	for t := range in.Tracks {
		in.Tracks[t].Pictured = true
	}
	return in
}

func all(int) bool { return true }

// pictureOf is the picture of an event.
func pictureOf(l *List, event int) (Picture, bool) {
	for _, p := range l.Pictures {
		if p.Event == event {
			return p, true
		}
	}
	return Picture{}, false
}

func textOf(l *List, words string) (Text, bool) {
	for _, t := range l.Texts {
		if t.P.Text == words {
			return t, true
		}
	}
	return Text{}, false
}

// Events of importance 5 have a large picture over two rows, with title and date; those of 4
// a small one in their row; others none. In Arabic all that is mirrored.
func TestPicturesByImportance(t *testing.T) {
	const day = secondsPerDay
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + day, 0, 5}, {testFrom + 300*day, testFrom + 301*day, 0, 4}, {testFrom + 600*day, testFrom + 601*day, 0, 3}}), 1)
	for _, rtl := range []bool{false, true} {
		in := withPictures(x, 1, all)
		in.View = NewViewport(1600, rtl).Fit(testFrom-100*day, testFrom+900*day, 0)
		in.Selected = 2 // whose label comes first, as that of a landmark
		l := testBuilder(t).Build(in)
		if len(l.Pictures) != 2 {
			t.Fatalf("rtl %v: %d pictures, want 2", rtl, len(l.Pictures))
		}
		mark, _ := hitOf(l, 0)
		middle := mark.Y0 + rowHeight/2
		large, _ := pictureOf(l, 0)
		if large.W != 58 || large.H != 44 || large.Radius != 8 || large.Y != middle+rowHeight/2-22 || mark.Y1-mark.Y0 != 2*rowHeight {
			t.Errorf("rtl %v: large %+v, hit %+v", rtl, large, mark)
		}
		small, _ := pictureOf(l, 1)
		if small.W != 28 || small.H != 20 || small.Y != middle-10 {
			t.Errorf("rtl %v: small %+v", rtl, small)
		}
		title, _ := textOf(l, "Council vote no. 000")
		date, found := textOf(l, "4 Feb 2022")
		if !found || date.Y <= title.Y {
			t.Errorf("rtl %v: date %v at %g, title at %g", rtl, found, date.Y, title.Y)
		}
		words, end := title.X+title.P.Lines[0].X, large.X+large.W
		if beyond := words > end && large.X > mark.M1; beyond == rtl {
			t.Errorf("rtl %v: mark %g to %g, picture %g to %g, title at %g", rtl, mark.M0, mark.M1, large.X, end, words)
		}
		if gap := min(math.Abs(float64(words-end)), math.Abs(float64(large.X-words-title.P.Width))); gap < pictureGap-1 || gap > pictureGap+1 {
			t.Errorf("rtl %v: %g between picture and title", rtl, gap)
		}
	}
}

// A picture is before the mark, with its words, where there is no room after it; small where
// the row below is taken; and none where there is no room at all.
func TestPictureWhereThereIsRoom(t *testing.T) {
	const day = secondsPerDay
	place := func(events ...event) (Picture, bool, Hit) {
		x := NewIndex(columnsOf(events), 1)
		in := withPictures(x, 1, func(e int) bool { return x.cols.Importance[e] == 5 })
		in.View = NewViewport(1600, false).Fit(testFrom-1000*day, testFrom+600*day, 0)
		l := testBuilder(t).Build(in)
		first := 0
		for x.cols.Importance[first] != 5 {
			first++
		}
		p, ok := pictureOf(l, first)
		h, _ := hitOf(l, first)
		return p, ok, h
	}
	five := event{testFrom, testFrom + day, 0, 5}
	if p, ok, h := place(five); !ok || p.X < h.M1 || p.W != largeWidth {
		t.Errorf("alone: %v %+v beside %+v", ok, p, h)
	}
	if p, ok, h := place(five, event{testFrom + 100*day, testFrom + 500*day, 0, 3}); !ok || p.X+p.W > h.M0 || p.W != largeWidth {
		t.Errorf("no room after: %v %+v beside %+v", ok, p, h)
	}
	below := event{testFrom - 900*day, testFrom + 590*day, 0, 3} // in a row of its own
	if p, ok, h := place(five, below); !ok || p.W != smallWidth {
		t.Errorf("no room below: %v %+v beside %+v", ok, p, h)
	}
	if p, ok, _ := place(event{testFrom - 195*day, testFrom - 194*day, 0, 3}, five, event{testFrom + 195*day, testFrom + 196*day, 0, 3}); ok {
		t.Errorf("no room beside it, but %+v", p)
	}
}

// Pictures come after the labels of importance 5 and 4, of which none is lost by them, and
// before those of less; nothing lies over a picture, and none over another.
func TestPicturesTakeWhatIsLeft(t *testing.T) {
	shaper := testBuilder(t).words.shaper
	large, smaller := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		x := NewIndex(synthetic(rapid.IntRange(5, 120).Draw(t, "events"), 2, rapid.Uint64().Draw(t, "seed")), 2)
		in := withPictures(x, 2, all)
		in.View = in.View.ZoomAt(600, rapid.Float64Range(1, 30).Draw(t, "zoom"))
		in.Height = rapid.Float32Range(120, 500).Draw(t, "height")
		with := NewBuilder(shaper).Build(in)
		pictures, named := with.Pictures, labelled(with, x)
		in.Pictured = func(int) bool { return false }
		for e := range labelled(NewBuilder(shaper).Build(in), x) {
			if x.cols.Importance[e] >= landmark && !named[e] {
				t.Fatalf("event %d lost its label to a picture", e)
			}
		}
		for i, p := range pictures {
			if p.W == largeWidth {
				large++
			} else {
				smaller++
			}
			for _, q := range pictures[:i] {
				if p.X < q.X+q.W && q.X < p.X+p.W && p.Y < q.Y+q.H && q.Y < p.Y+p.H {
					t.Fatalf("pictures %+v and %+v overlap", p, q)
				}
			}
			for _, h := range with.Hits {
				if y := h.Y0 + rowHeight/2; h.Count == 1 && h.Event != p.Event && h.M0 < p.X+p.W && h.M1 > p.X && y > p.Y && y < p.Y+p.H {
					t.Fatalf("picture %+v lies over event %d, %+v", p, h.Event, h)
				}
			}
			for _, s := range with.Texts {
				line := s.P.Lines[0]
				if left, y := s.X+line.X, s.Y+line.Baseline-4; left < p.X+p.W && left+line.Width > p.X && y > p.Y && y < p.Y+p.H {
					t.Fatalf("picture %+v lies over %q at %g", p, s.P.Text, left)
				}
			}
		}
	})
	if large == 0 || smaller == 0 {
		t.Errorf("%d large and %d small pictures: nothing was shown", large, smaller)
	}
}

// labelled are the events whose titles a list has.
func labelled(l *List, x *Index) map[int]bool {
	found, titles := map[int]bool{}, testTitles(x.Len()+1)
	said := map[string]bool{}
	for _, t := range l.Texts {
		said[t.P.Text] = true
	}
	for e := range x.Len() {
		if title, _ := titles(e); said[title] {
			found[e] = true
		}
	}
	return found
}

// The selected event's picture has a frame; a picture stays on its side and as large as it
// was while the view moves a little.
func TestPictureStays(t *testing.T) {
	const day = secondsPerDay
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + day, 0, 5}}), 1)
	in := withPictures(x, 1, all)
	in.Selected = 0
	b := testBuilder(t)
	in.View = NewViewport(1600, false).Fit(testFrom-100*day, testFrom+900*day, 0)
	p, _ := pictureOf(b.Build(in), 0)
	if p.StrokeWidth != chosenLine || p.Stroke != in.Theme.Accent {
		t.Errorf("the selected one has no frame: %+v", p)
	}
	turned := -1
	for i := range 400 { // until it is before its mark
		in.View = in.View.Pan(4)
		l := b.Build(in)
		h, _ := hitOf(l, 0)
		if q, ok := pictureOf(l, 0); ok && q.X < h.M0 && turned < 0 {
			turned = i
		}
	}
	if turned < 0 {
		t.Fatal("it was never before its mark")
	}
	for range 30 {
		in.View = in.View.Pan(-4)
		l := b.Build(in)
		h, _ := hitOf(l, 0)
		if q, ok := pictureOf(l, 0); ok && q.X > h.M0 {
			t.Fatal("it jumped back while it had room before its mark")
		}
	}
}

// The line of the selected moment stops at the date below a title, as it does at words.
func TestTheMomentStopsAtDates(t *testing.T) {
	const day = secondsPerDay
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + day, 0, 5}, {testFrom + 70*day, testFrom + 71*day, 1, 3}}), 2)
	in := withPictures(x, 2, func(e int) bool { return e == 0 })
	in.View = NewViewport(1600, false).Fit(testFrom-100*day, testFrom+900*day, 0)
	in.Selected = 1
	l := testBuilder(t).Build(in)
	date, found := textOf(l, "4 Feb 2022")
	if u := float32(in.View.X(testFrom + 70*day)); !found || u < date.X || u > date.X+date.P.Width {
		t.Fatalf("the line at %g does not cross the date at %+v", u, date)
	}
	middle := date.Y + date.P.Lines[0].Baseline - 4
	for _, line := range l.Lines {
		if line.Colour == in.Theme.Accent && line.Y0 < middle && line.Y1 > middle {
			t.Errorf("the line %+v crosses the date", line)
		}
	}
}

// A track with large pictures has two rows for them, another one as many as its events need.
func TestPicturedTracksHaveTwoRows(t *testing.T) {
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + secondsPerDay, 0, 5}}), 1)
	in := testInput(x, 1)
	for pictured, want := range map[bool]float32{false: rowHeight, true: 2 * rowHeight} {
		in.Tracks[0].Pictured = pictured
		box := testBuilder(t).Build(in).Tracks[0]
		if got := box.Y1 - box.Y0 - 2*trackPad; got != want {
			t.Errorf("pictured %v: rows of %g, want %g", pictured, got, want)
		}
	}
}
