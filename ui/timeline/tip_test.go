package timeline

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/uax9"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// The mark of what is read and the chips say what they are at the pointer, and nothing
// once it has left them.
func TestSignsExplainThemselves(t *testing.T) {
	s := newStage(t, false, 0)
	m := s.model
	m.Reading, m.Words = "what is read", func(_ data.ID, d dates.Date) string { return d.EDTF }
	m.Hidden = func(c scene.Chip) (head, below string) {
		return fmt.Sprintf("%d, after %v, beyond %v", c.Count, c.After, c.Beyond), "click"
	}
	s.SetModel(m)
	said := func() string {
		if s.hover.tip == nil {
			return ""
		}
		return s.hover.tip.Texts[0].P.Text + "|" + s.hover.tip.Texts[1].P.Text
	}
	at := func(x, y float32) {
		s.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	}
	d, err := dates.Parse("2020-04-11")
	if err != nil {
		t.Fatal(err)
	}
	s.ReadAt(d)
	r := s.scene().Reading
	if at(r.X+r.W/2, r.Y+r.H/2); said() != "2020-04-11|what is read" {
		t.Errorf("the mark of what is read says %q", said())
	}
	if at(r.X+r.W/2, r.Y-12); said() != "" {
		t.Errorf("beside the mark there is %q", said())
	}
	for _, view := range []struct {
		from, to int64
		want     string
	}{
		{epoch2020 + 200*day, epoch2020 + 400*day, "3, after false, beyond true|click"},
		{epoch2020 + 20*day, epoch2020 + 400*day, "Event 0|2020"},
	} {
		s.JumpTo(view.from, view.to)
		for _, c := range s.scene().Chips {
			if !c.Beyond || c.After || c.Track != 0 {
				continue
			}
			at((c.X0+c.X1)/2, (c.Y0+c.Y1)/2)
			if said() != view.want {
				t.Errorf("the chip says %q, want %q", said(), view.want)
			}
			if at(c.X1+30, c.Y1+40); s.hover.onChip {
				t.Error("the pointer is still on the chip")
			}
		}
	}
}

// What the interface says below the head begins at its own reading side, although its
// parts are isolated from each other.
func TestTheDateOfATipBeginsAtTheReadingSide(t *testing.T) {
	s := newStage(t, true, 0)
	m := s.model
	m.Direction = uax9.RTL
	m.Date = func(data.ID) string {
		return "\u2068\u0627\u0644\u0623\u0648\u0644\u2069 \u00b7 \u2068\u0627\u0644\u062b\u0627\u0646\u064a\u2069"
	}
	s.SetModel(m)
	x, y := s.mark(t, 3)
	s.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	if p := s.hover.tip.Texts[1].P; p.Style.Base != uax9.RTL {
		t.Errorf("its base direction is %v", p.Style.Base)
	}
}
