package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// shownRows is a Rows of numbered rows, 50 units high each but for those of another height.
type shownRows struct {
	*Rows
	made   int // how often a row was shown
	height map[int]float32
	kept   int
	objs   map[int]fyne.CanvasObject
}

func newShownRows(t *testing.T, count int) *shownRows {
	t.Helper()
	test.NewTempApp(t)
	s := &shownRows{height: map[int]float32{}, kept: -1, objs: map[int]fyne.CanvasObject{}}
	s.Rows = testKit(t, "en").Rows(RowSource{
		Show: func(key any) fyne.CanvasObject {
			s.made++
			o := s.objs[key.(int)]
			h, ok := s.height[key.(int)]
			if !ok {
				h = 50
			}
			if o == nil || o.MinSize().Height != h {
				o = NewBar(Line, 10, h, 0)
			}
			s.objs[key.(int)] = o
			return o
		},
		Gone: func(key any) { delete(s.objs, key.(int)) },
		Keep: func(key any) bool { return key == s.kept },
		Gap:  10, Top: 20, Bottom: 20,
	})
	s.SetKeys(numbers(0, count))
	s.Resize(fyne.NewSize(200, 300))
	return s
}

func numbers(from, to int) (keys []any) {
	for i := from; i < to; i++ {
		keys = append(keys, i)
	}
	return keys
}

// y is where a row is, -1 where it does not exist.
func (s *shownRows) y(key int) float32 {
	if o := s.objs[key]; o != nil {
		return o.Position().Y
	}
	return -1
}

// Only the rows in view are made, however many there are.
func TestRowsInViewAreMade(t *testing.T) {
	s := newShownRows(t, 100_000)
	if len(s.objs) > 7 || s.made > 7 || s.y(0) != 20 || s.y(1) != 80 {
		t.Fatalf("%d rows made %d times, the first at %g and %g", len(s.objs), s.made, s.y(0), s.y(1))
	}
	s.Reveal(70_000)
	if len(s.objs) > 7 || s.y(70_000) < 0 || s.y(70_000) > 250 {
		t.Errorf("%d rows, row 70000 at %g", len(s.objs), s.y(70_000))
	}
	s.made = 0
	s.Update()
	if s.made > 7 {
		t.Errorf("%d rows were shown again", s.made)
	}
	s.Reveal(99_999)
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -1000)})
	if y := s.y(99_999); y != 300-20-50-10 {
		t.Errorf("the last row ends at %g", y+50)
	}
}

// What is in view stays where it is while rows above it come, go and become higher.
func TestRowsStayInPlace(t *testing.T) {
	s := newShownRows(t, 100)
	s.Reveal(50)
	before := s.y(50)
	s.SetKeys(numbers(10, 100))
	if s.y(50) != before {
		t.Errorf("row 50 moved from %g to %g as rows above it went", before, s.y(50))
	}
	s.SetKeys(numbers(0, 120))
	if s.y(50) != before {
		t.Errorf("row 50 moved from %g to %g as rows above it came", before, s.y(50))
	}
	s.height[50] = 90
	if !s.Resized(50) || s.Resized(7) {
		t.Error("a row that is in view has another height, not one that is not")
	}
	s.Reveal(51)
	if s.y(51)-s.y(50) != 100 {
		t.Errorf("row 51 is %g below row 50", s.y(51)-s.y(50))
	}
	if s.Begin(40); s.y(40) != 12 {
		t.Errorf("row 40 begins at %g", s.y(40))
	}
	s.SetKeys(numbers(0, 0))
	s.SetKeys(numbers(0, 3))
	if s.y(0) != 20 {
		t.Errorf("a short column begins at %g", s.y(0))
	}
}

// A row that is kept stays the same object out of view.
func TestRowsAreKept(t *testing.T) {
	s := newShownRows(t, 1000)
	s.kept = 2
	o := s.objs[2]
	s.Reveal(900)
	if s.objs[2] != o || s.y(2) >= 0 {
		t.Errorf("row 2 is at %g", s.y(2))
	}
	if s.y(3) != -1 {
		t.Error("another row is kept")
	}
	s.Reveal(2)
	if s.objs[2] != o || s.y(2) < 0 {
		t.Errorf("row 2 is at %g again", s.y(2))
	}
}

// Where all rows in view are gone, only those that come into view are made, although a row
// far from there is in both lists.
func TestOtherRowsInTheSamePlace(t *testing.T) {
	s := newShownRows(t, 0)
	const foot = -2
	s.SetKeys(append(numbers(0, 1000), foot))
	s.Reveal(500)
	s.made = 0
	s.SetKeys(append(numbers(2000, 3000), foot))
	if s.made > 20 || len(s.objs) == 0 || len(s.objs) > 8 {
		t.Errorf("%d rows are there, made %d times", len(s.objs), s.made)
	}
}
