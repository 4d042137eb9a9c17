package scene

import (
	"testing"

	"pgregory.net/rapid"
)

// crowded is a track of two rows: the first full of marks, the second empty but
// for what the places say, in hundreds of units.
func crowded(t *testing.T, second ...int64) (*List, *Builder) {
	t.Helper()
	const unit = 3600
	var events []event
	// Ranges keep the second row for themselves, as points find room in the first.
	for i := range int64(40) {
		events = append(events, event{testFrom + i*25*unit, testFrom + i*25*unit + 1, 0, 3})
	}
	x := NewIndex(columnsOf(events), 1)
	x.tracks[0] = x.tracks[0][:0]
	top, below := makeLane(40, false), makeLane(40, false)
	for e := range x.row {
		isBelow := false
		for _, s := range second {
			isBelow = isBelow || int64(e) == s
		}
		if isBelow {
			below.push(x, int32(e))
		} else {
			top.push(x, int32(e))
		}
	}
	top.finish()
	below.finish()
	x.tracks[0] = append(x.tracks[0], top, below)
	in := testInput(x, 1)
	in.View = NewViewport(1000+middleGutter, false).Fit(testFrom, testFrom+1000*unit, 0)
	b := testBuilder(t)
	return b.Build(in), b
}

func TestMarksWithoutRoomMoveIntoFreeRows(t *testing.T) {
	l, _ := crowded(t, 10, 11)
	rows := map[float32]int{}
	for _, text := range l.Texts {
		rows[text.Y]++
	}
	if len(rows) != 1 {
		t.Fatalf("labels are at %v, want all in the free row", rows)
	}
	named := 0
	for _, h := range l.Hits {
		if h.Y0 == l.Hits[10].Y0 && h.Count == 1 {
			named++
		}
	}
	for _, n := range rows {
		if n < 3 || n > named {
			t.Errorf("%d labels for %d marks in the free row", n, named)
		}
	}
}

func TestMovedMarksAreHitAndCountedOnce(t *testing.T) {
	l, _ := crowded(t, 10, 11)
	total, rows := 0, map[float32]int{}
	for _, h := range l.Hits {
		total += h.Count
		rows[h.Y0]++
		if got, ok := l.At((h.M0+h.M1)/2, (h.Y0+h.Y1)/2); !ok || got.Event != h.Event {
			t.Errorf("the mark of event %d hits %d", h.Event, got.Event)
		}
	}
	if total != 40 || len(rows) != 2 {
		t.Errorf("%d events counted, in %d rows", total, len(rows))
	}
}

func TestMovedMarksStayWhilePanning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cols := drawColumns(t, 1)
		in := drawInput(t, cols, 1)
		in.Selected, in.Hovered = -1, -1
		in.Height = 600
		in.View = in.View.WithWidth(1200)
		b := testBuilderOf(t)
		b.Build(in)
		was := map[int32]spot{}
		for e, s := range b.spots {
			was[e] = s
		}
		// There and back: what is well within the view has not moved.
		b.Build(inView(in, in.View.Pan(3)))
		l := b.Build(in)
		for _, h := range l.Hits {
			if e := int32(h.Event); h.Count == 1 && h.M0 > 470 && h.M1 < 900 && was[e].rows != 0 && b.spots[e].rows != was[e].rows {
				t.Fatalf("event %d went from %d rows off to %d", h.Event, was[e].rows, b.spots[e].rows)
			}
		}
	})
}

func inView(in Input, v Viewport) Input {
	in.View = v
	return in
}
