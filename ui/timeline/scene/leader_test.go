package scene

import (
	"strings"
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
	in.View = NewViewport(1170, false).Fit(testFrom, testFrom+1000*unit, 0)
	b := testBuilder(t)
	return b.Build(in), b
}

func TestLabelsAreLedIntoFreeRows(t *testing.T) {
	l, _ := crowded(t, 10, 11)
	rows := map[float32]int{}
	for _, text := range l.Texts {
		if !strings.HasPrefix(text.P.Text, "+") {
			rows[text.Y]++
		}
	}
	if len(rows) != 1 {
		t.Fatalf("labels stand at %v, want all in the free row", rows)
	}
	var upright, across int
	for _, line := range l.Lines {
		switch {
		case line.Y1-line.Y0 == rowHeight && line.X0 == line.X1:
			upright++
		case line.Y0 == line.Y1 && off(line.X0, line.X1) < leadReach:
			across++
		}
	}
	labels := 0
	for _, n := range rows {
		labels = n
	}
	if upright != across || upright < 3 || upright > labels {
		t.Errorf("%d lines down and %d across for %d labels", upright, across, labels)
	}
}

func TestLedLabelsAreHitAndCountedOnce(t *testing.T) {
	l, _ := crowded(t, 10, 11)
	total, words := 0, 0
	for _, h := range l.Hits {
		total += h.Count
		if h.Count == 0 {
			words++
			got, ok := l.At((h.X0+h.X1)/2, (h.Y0+h.Y1)/2)
			if !ok || got.Event != h.Event {
				t.Errorf("the words of event %d hit %d", h.Event, got.Event)
			}
		}
	}
	if total != 40 || words < 3 {
		t.Errorf("%d events counted, %d labels in another row", total, words)
	}
}

func TestLeadersStayWhilePanning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cols := drawColumns(t, 1)
		in := drawInput(t, cols, 1)
		in.Selected, in.Hovered = -1, -1
		in.Height = 600
		in.View = in.View.WithWidth(1200)
		b := testBuilderOf(t)
		b.Build(in)
		was := map[int32]side{}
		for e, s := range b.sides {
			was[e] = s
		}
		// There and back: what is well within the view has not moved.
		b.Build(inView(in, in.View.Pan(3)))
		l := b.Build(in)
		for _, h := range l.Hits {
			if h.Count == 1 && h.M0 > 470 && h.M1 < 900 && was[int32(h.Event)] == led && b.sides[int32(h.Event)] != led {
				t.Fatalf("the label of event %d went", h.Event)
			}
		}
	})
}

func inView(in Input, v Viewport) Input {
	in.View = v
	return in
}
