package notes

import (
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature/reading"
)

// A colour is for the selected words, else for the note that is shown, as one step; H
// takes the last one, also after the program was closed.
func TestColoursByKey(t *testing.T) {
	d := newTable(t)
	d.read()
	green := reading.HighlightCommand("green")
	if d.Run(d.f, green) {
		t.Fatal("nothing is selected or shown, and it was coloured")
	}
	d.Host.Library.ReadNote(d.Note)
	d.Until("the note is shown", func() bool { return d.f.Active() != nil })
	d.run(green)
	d.Until("it is green", func() bool { return d.f.Active().Colour == "green" })
	if d.Host.State.Highlight != "green" || d.Remembered == 0 {
		t.Errorf("remembered is %q", d.Host.State.Highlight)
	}
	d.Host.Library.Undo()
	d.Until("it has its colour back", func() bool { return d.f.Active().Colour == "amber" })
	d.Run(d.reading, "selection.all")
	d.run("selection.highlight")
	d.Until("the words are green", func() bool {
		return d.note(func(n data.Annotation) bool { return n.ID != d.Note.ID && n.Colour == "green" }) != nil
	})
}
