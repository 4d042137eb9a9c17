package notes

import (
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
)

// On a highlight is all that can be done with it, on it as it is by then; its words are
// no longer marked once it is deleted.
func TestWhatAHighlightOffers(t *testing.T) {
	d := newTable(t)
	d.Put(d.reading.View())
	d.read()
	d.reading.Press(reading.Press{Layer: layer, ID: d.Note.ID})
	if n := d.f.Active(); n == nil || n.ID != d.Note.ID {
		t.Fatal("the highlight is not the note that is shown")
	}
	o := offer(d.f.actions, d.Note.ID)
	if len(o.Rows) != 2 || len(featuretest.Texts(o.Rows[1])) != 7 {
		t.Errorf("offered are %q", featuretest.Texts(o.Rows[1]))
	}
	d.Host.State.Highlight = ""
	for _, colour := range []string{"teal", "rose"} { // both made before the first one is written
		offered(o, d.f.tags.ColourName(colour))
		d.Until("it is "+colour, func() bool { return d.f.Active().Colour == colour })
	}
	featuretest.Press(t, o.Rows[1], "Copy")
	if got := d.Host.Clipboard.Content(); got != d.Note.Anchor.Exact {
		t.Errorf("copied is %q", got)
	}
	featuretest.Press(t, o.Rows[1], "Event")
	if len(d.Ran) == 0 || d.Ran[len(d.Ran)-1] != "event.new" {
		t.Errorf("ran %q", d.Ran)
	}
	featuretest.Press(t, o.Rows[1], "Delete")
	d.Until("it is deleted", func() bool { return d.note(func(n data.Annotation) bool { return n.ID == d.Note.ID }) == nil })
	if _, _, framed := d.reading.Framed(); framed || offer(d.f.actions, d.Note.ID).Menu != nil {
		t.Error("a highlight that is deleted is offered")
	}
	d.Host.Library.Undo()
	d.Until("one undo brings it back", func() bool { return d.note(func(n data.Annotation) bool { return n.ID == d.Note.ID }) != nil })
}

// offered runs an item of the menu of an offer.
func offered(o reading.Offer, words string) {
	for _, item := range o.Menu {
		if item.Text == words {
			item.Run()
		}
	}
}

// Delete is for the note that is shown, and no longer once it is let go of.
func TestDeleteIsForWhatIsFramed(t *testing.T) {
	d := newTable(t)
	d.read()
	if d.Run(d.f, "note.delete") {
		t.Fatal("no note is shown")
	}
	d.Host.Library.ReadNote(d.Note)
	if !d.Host.Library.LetGo() || d.Host.Library.LetGo() || d.Run(d.f, "note.delete") {
		t.Error("a note that was let go of is deleted")
	}
	d.Host.Library.ReadNote(d.Note)
	d.run("note.delete")
	d.Until("it is deleted", func() bool { return d.note(func(n data.Annotation) bool { return n.ID == d.Note.ID }) == nil })
}

// A note that is begun lets go of what is framed: keys act on what is written.
func TestWritingLetsGoOfWhatIsFramed(t *testing.T) {
	d := newTable(t)
	d.read()
	d.Put(d.reading.View())
	framed := func() bool { _, _, ok := d.reading.Framed(); return ok }
	d.reading.Press(reading.Press{Layer: layer, ID: d.Note.ID})
	if !framed() {
		t.Fatal("nothing is framed")
	}
	d.run("note.edit")
	if !framed() {
		t.Error("its own note lets go of it")
	}
	d.f.Drop()
	d.run("note.article")
	if framed() {
		t.Error("another note that is begun leaves it framed")
	}
	d.f.Drop()
}
