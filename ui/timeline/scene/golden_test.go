package scene

import (
	"flag"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the display lists as they are to testdata")

// TestGoldenLists compares a few whole pictures with those in testdata, as text,
// to a tenth of a unit. After a change that was meant, look at the picture
// (tarikh render), then write them again with -update and read the difference.
func TestGoldenLists(t *testing.T) {
	const day = secondsPerDay
	few := NewIndex(columnsOf([]event{
		{testFrom, testFrom + 6*day, 0, 3}, {testFrom + 30*day, testFrom + 31*day, 1, 5}, {testFrom + 90*day, testFrom + 91*day, 0, 3},
	}), 2)
	ages := NewIndex(columnsOf([]event{
		{-4_500_000_000 * year, -2_500_000_000 * year, 0, 3}, {-66_000_000 * year, -66_000_000*year + year, 0, 3}, {-300_000 * year, 0, 1, 3},
	}), 2)
	crowd := NewIndex(synthetic(160, 2, 7), 2)
	cases := []struct {
		name string
		in   func() Input
	}{
		{"three-events", func() Input {
			in := testInput(few, 2)
			in.Selected, in.HasToday, in.Today = 1, true, testFrom+45*day
			return in
		}},
		{"three-events-rtl", func() Input {
			in := testInput(few, 2)
			in.View = NewViewport(900, true).Fit(testFrom, testFrom+91*day, 60)
			in.Certainty = func(e int) Certainty { return Certainty{Approximate: e == 0, Uncertain: e == 1, OpenHi: e == 0} }
			return in
		}},
		{"ages", func() Input { return testInput(ages, 2) }},
		{"crowd", func() Input {
			in := testInput(crowd, 2)
			in.Height = 240
			in.View = in.View.WithWidth(700).ZoomAt(400, 1.5)
			return in
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := listText(testBuilder(t).Build(c.in()))
			path := filepath.Join("testdata", c.name+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
			for i := range min(len(gotLines), len(wantLines)) {
				if gotLines[i] != wantLines[i] {
					t.Fatalf("line %d:\n got %s\nwant %s", i+1, gotLines[i], wantLines[i])
				}
			}
			if len(gotLines) != len(wantLines) {
				t.Errorf("%d lines, want %d", len(gotLines), len(wantLines))
			}
		})
	}
}

// listText writes a display list as text, an item a line.
func listText(l *List) string {
	var b strings.Builder
	fmt.Fprintf(&b, "list %gx%g plot %.1f %.1f %.1f %.1f content %.1f\n", l.W, l.H, l.Plot.X, l.Plot.Y, l.Plot.W, l.Plot.H, l.ContentHeight)
	layer := func(o Layer) {
		for _, r := range o.Bands {
			fmt.Fprintln(&b, describe("band", r))
		}
		for _, r := range o.Lines {
			fmt.Fprintf(&b, "line %.1f %.1f %.1f %.1f width %g dash %g %s\n", r.X0, r.Y0, r.X1, r.Y1, r.Width, r.Dash, hex(r.Colour))
		}
		for _, r := range o.Marks {
			fmt.Fprintln(&b, describe("mark", r))
		}
		for _, r := range o.Pictures {
			fmt.Fprintln(&b, describe("picture", r.Rect), r.Event)
		}
		for _, r := range o.Texts {
			fmt.Fprintf(&b, "text %.1f %.1f %q %s\n", r.X, r.Y, r.P.Text, hex(r.Colour))
		}
	}
	layer(Layer{l.Bands, l.Lines, l.Marks, l.Pictures, l.Texts})
	for i, o := range l.Over {
		fmt.Fprintln(&b, "over", i)
		layer(o)
	}
	for _, h := range l.Hits {
		fmt.Fprintf(&b, "hit %.1f %.1f %.1f %.1f event %d count %d track %d\n", h.X0, h.Y0, h.X1, h.Y1, h.Event, h.Count, h.Track)
	}
	return b.String()
}

func describe(kind string, r Rect) string {
	s := fmt.Sprintf("%s %.1f %.1f %.1fx%.1f radius %.1f %s", kind, r.X, r.Y, r.W, r.H, r.Radius, hex(r.Fill))
	if r.FadeLeft+r.FadeRight > 0 {
		s += fmt.Sprintf(" fade %.1f %.1f", r.FadeLeft, r.FadeRight)
	}
	if r.StrokeWidth > 0 {
		s += fmt.Sprintf(" stroke %g %s", r.StrokeWidth, hex(r.Stroke))
	}
	return s
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X%02X", c.R, c.G, c.B, c.A) }
