package notes

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/text"
)

// The words of the title are annotated as any others: by a note and by a colour. They are
// before the text: in the margin, among the notes and in stepping through them.
func TestTitlesAreAnnotated(t *testing.T) {
	d := beside(t, 3)
	d.selectTitle("report")
	d.run("note.add")
	ed := d.f.margin.editor
	if ed == nil {
		t.Fatal("it is not written beside the title")
	}
	for _, r := range "Which one?" {
		ed.text.TypedRune(r)
	}
	ed.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	n := d.written("Which one?")
	if n.Anchor.Part != data.OfTitle || n.Anchor.Exact != "report" || n.Article != d.Host.Library.Article().ID {
		t.Errorf("the note is on %+v", n.Anchor)
	}
	is := func(m reading.Mark) bool { return m.ID == n.ID }
	d.Until("it is marked", func() bool { return slices.ContainsFunc(marks(d.f.actions), is) })
	if m := marks(d.f.actions)[0]; m.ID != n.ID || m.Start != -7 || m.End != -1 {
		t.Errorf("the first mark is %+v", m)
	}
	if notes := d.Host.Library.Article().Notes; notes[0].ID != n.ID || d.f.listing().threads[0].note.ID != n.ID {
		t.Errorf("the first note is %+v", notes[0])
	}
	if first := d.slots()[0]; first.note.note.ID != n.ID || first.y != first.want {
		t.Errorf("the first card is at %g, its passage at %g", first.y, first.want)
	}
	d.Host.Library.Activate(data.ID{})
	d.run("note.next")
	d.Until("it is the first", func() bool { return d.Host.Library.Active().Note == n.ID })
	d.run("note.next")
	d.Until("the next is of the text", func() bool { return d.Host.Library.Active().Note == d.Host.Library.Article().Notes[1].ID })

	// A passage of the text at the same bytes is another.
	if place := d.f.listing().before(data.Annotation{Article: d.Host.Library.Article().ID, Anchor: anchor.Selector{Start: 4, End: 5, Exact: "o"}}); place == 0 {
		t.Error("a new note in the text is put before the title's")
	}

	d.selectTitle("long")
	d.run(reading.HighlightCommand("teal"))
	teal := func(n data.Annotation) bool { return n.Colour == "teal" }
	d.Until("it is coloured", func() bool { return d.note(teal) != nil && !d.Host.Library.Saving() })
	if at := d.note(teal).Anchor; at.Part != data.OfTitle || at.Exact != "long" {
		t.Errorf("coloured is %+v", at)
	}
	d.reading.Press(reading.Press{Layer: layer, ID: d.note(teal).ID})
	if p, words, ok := d.reading.Framed(); !ok || p.ID != d.note(teal).ID || words != d.note(teal).Anchor {
		t.Errorf("framed is %+v", words)
	}
	d.run(reading.HighlightCommand("rose"))
	rose := func(n data.Annotation) bool { return n.Colour == "rose" && n.Anchor.Exact == "long" }
	d.Until("it has another colour", func() bool { return d.note(rose) != nil && !d.Host.Library.Saving() })
	d.run("note.delete")
	d.Until("it is deleted", func() bool { return d.note(rose) == nil && !d.Host.Library.Saving() })
	d.Host.Library.Undo()
	d.Until("it is back", func() bool { return d.note(rose) != nil })
	d.Until("it is marked again", func() bool {
		return slices.ContainsFunc(marks(d.f.actions), func(m reading.Mark) bool { return m.Start == -12 && m.End == -8 })
	})
}

// selectTitle selects words of the title of the open article, as with the mouse.
func (d *table) selectTitle(words string) {
	d.t.Helper()
	view, ok := featuretest.Find[*text.View](d.reading.View())
	if !ok {
		d.t.Fatal("there is no text")
	}
	title := d.Host.Library.Article().Title
	start := strings.Index(title, words) - len(title) - 1
	at, size, ok := view.RectOf(start, start+len(words))
	if !ok {
		d.t.Fatalf("%q is not in view", words)
	}
	press := func(x float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, at.Y+size.Height/2)}, Button: desktop.MouseButtonPrimary}
	}
	view.MouseDown(press(at.X))
	view.Dragged(&fyne.DragEvent{PointEvent: press(at.X + size.Width).PointEvent})
	view.MouseUp(press(at.X + size.Width))
}
