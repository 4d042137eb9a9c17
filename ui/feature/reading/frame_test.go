package reading

import (
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// offers has the layer "notes" offer words of its own.
func offers(d *desk, ran *int) {
	d.f.SetOffer("notes", func(any) Offer {
		return Offer{
			Rows: []fyne.CanvasObject{d.Host.Kit().Button(control.Quiet, "do it", nil, func() { *ran++ })},
			Menu: []control.Item{{Text: "do it", Run: func() { *ran++ }}},
		}
	})
}

// bubbleOf is what is shown beside the framed mark, nil for nothing.
func (d *desk) bubbleOf() fyne.CanvasObject {
	if len(d.f.reader.floats.list) == 1 {
		return d.f.reader.floats.list[0].Object
	}
	return nil
}

// A mark that is pressed shows what can be done with it, until something else is pressed
// or selected, or it is gone.
func TestFramedMarks(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	ran := 0
	offers(d, &ran)
	own := marked("note", 4, 12, "A note")
	own.Own = true
	d.f.SetMarks("notes", []Mark{own})
	d.f.SetMarks("events", []Mark{marked(1, 33, 63, "The opening")})
	framed := func() bool { _, _, ok := d.f.Framed(); return ok }
	if d.click(6); !framed() || d.bubbleOf() == nil {
		t.Fatal("nothing is offered")
	}
	if s, ok := d.f.Chosen(); !ok || s.Exact != "old mill" {
		t.Errorf("chosen are %q", s.Exact)
	}
	if featuretest.Press(t, d.bubbleOf(), "do it"); ran != 1 {
		t.Error("what is offered does nothing")
	}
	for what, end := range map[string]func(){
		"a press beside it":       func() { d.click(70) },
		"a press on another mark": func() { d.click(40) },
		"selected words":          func() { d.choose("Nobody"); d.f.ClearSelection() },
		"letting go":              func() { d.f.Unframe() },
		"going to an event":       func() { d.Host.Library.Select(d.Events[0].ID) },
		"the end of the mark":     func() { d.f.SetMarks("notes", nil) },
		"another article":         func() { d.Host.Library.CloseArticle() },
	} {
		if d.Host.Library.Article() == nil {
			d.read(d.Article.ID)
		}
		d.f.SetMarks("notes", []Mark{own})
		d.f.Press(Press{"notes", "note"})
		if end(); framed() || d.bubbleOf() != nil {
			t.Errorf("%s: it is still offered", what)
		}
	}
}

// In a person's own highlight a date is offered, and the highlight chosen; elsewhere the
// date is pressed.
func TestDatesInHighlights(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	ran := 0
	offers(d, &ran)
	own := marked("note", 0, 32, "A note")
	own.Own = true
	inside, outside := marked(28, 28, 31, "Date: May"), marked(59, 59, 63, "Date: June")
	inside.Alone, outside.Alone = true, true
	d.f.SetMarks("dates", []Mark{inside, outside})
	d.f.SetMarks("notes", []Mark{own})
	var told []Press
	d.f.OnPressed(func(p Press) { told = append(told, p) })
	if d.click(29); len(told) != 1 || told[0] != (Press{"notes", "note"}) {
		t.Fatalf("told of %v", told)
	}
	if featuretest.Press(t, d.bubbleOf(), "Date: May"); len(told) != 2 || told[1] != (Press{"dates", 28}) {
		t.Errorf("told of %v", told)
	}
	if d.click(61); len(told) != 3 || told[2] != (Press{"dates", 59}) {
		t.Errorf("told of %v", told)
	}
	if d.click(6); d.bubbleOf() == nil {
		t.Error("nothing is offered")
	}
}

// The right button shows the menu of a mark, and that of the words on selected words.
func TestMenusOfMarks(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	ran := 0
	offers(d, &ran)
	own := marked("note", 4, 12, "A note")
	own.Own = true
	d.f.SetMarks("notes", []Mark{own})
	menu := func(offset int) []string {
		at, size, _ := d.f.reader.text.RectOf(offset, offset+1)
		d.f.reader.text.TappedSecondary(&fyne.PointEvent{Position: at.AddXY(size.Width/2, size.Height/2)})
		words := featuretest.Texts(d.Dialog())
		d.Host.Canvas.Overlays().Remove(d.Dialog())
		return words
	}
	if words := menu(6); len(words) == 0 || words[0] != "do it" {
		t.Errorf("the menu of a mark is %q", words)
	}
	if words := menu(70); len(words) == 0 || words[0] == "do it" {
		t.Errorf("the menu beside it is %q", words)
	}
	d.choose("old mill")
	if words := menu(6); len(words) == 0 || words[0] == "do it" {
		t.Errorf("the menu of selected words is %q", words)
	}
}

// What is shown in place of the text goes with the text.
func TestCover(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	words := d.Host.Kit().Muted("Nothing reports it")
	if d.f.Cover(words); d.f.reader.body.Objects[0] != fyne.CanvasObject(words) {
		t.Error("the text is not covered")
	}
	if d.f.Cover(nil); d.f.reader.body.Objects[0] == fyne.CanvasObject(words) {
		t.Error("the text is still covered")
	}
	d.f.Cover(words)
	d.Host.Library.CloseArticle()
	if d.read(d.Article.ID); d.f.reader.body.Objects[0] == fyne.CanvasObject(words) {
		t.Error("another text is covered")
	}
}
