package events

import (
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/text"
)

// Without a selected event the words ask for theirs: those of the article are offered, then
// what is found; the article stays open.
func TestWordsAskForTheirEvent(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	d.Run(d.reading, "selection.all")
	if !d.Run(d.f, "selection.link") || d.Dialog() == nil {
		t.Fatal("the event is not asked for")
	}
	d.Host.Kit().Dialogs.Top().Close()
	f := d.f.showLinking()
	if len(f.picker.Found) != 2 || f.picker.Found[0].Title != "The fire" {
		t.Fatalf("offered are %+v", f.picker.Found)
	}
	f.picker.Entry.SetText("openi")
	f.picker.Look()
	d.Until("it is found", func() bool { return len(f.picker.Found) == 1 && f.picker.Found[0].ID == d.Events[1].ID })
	f.picker.Entry.OnKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.Until("the words are linked", func() bool { return len(d.Host.Library.Article().Excerpts) == 3 })
	if d.Dialog() != nil || d.Host.Library.Selected() != (data.ID{}) {
		t.Error("it is still asked, or the event was gone to")
	}
	d.Host.Library.Undo()
	d.Until("one undo unlinks them", func() bool { return len(d.Host.Library.Article().Excerpts) == 2 })
}

// own marks a highlight of the person that is shown.
func (d *desk) own(start, end int) {
	d.reading.SetMarks("notes", []reading.Mark{{Title: "A note", Own: true, Highlight: text.Highlight{Start: start, End: end, Emphasis: true, ID: "note"}}})
}

// One key goes from a highlight to the event that its words report, and back.
func TestAcross(t *testing.T) {
	d := newDesk(t, nil)
	if d.Run(d.f, "passage.across") {
		t.Fatal("nothing is chosen or selected")
	}
	d.read(d.Article.ID)
	d.own(64, 70)
	if d.Run(d.f, "passage.across") {
		t.Error("words that report nothing have an event")
	}
	d.own(37, 50)
	d.Run(d.f, "passage.across")
	d.Until("the event is selected", func() bool { return d.Host.Library.Selected() == d.Events[1].ID })
	d.Host.Library.CloseArticle()
	d.Run(d.f, "passage.across")
	d.Until("the passage is shown", func() bool {
		return d.Host.Library.Article() != nil && d.Host.Library.Active().Excerpt == d.Excerpts[1].ID
	})
}

// The highlight that is shown becomes an event as selected words do, and is linked by L.
func TestHighlightsBecomeEvents(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	d.own(64, 70)
	if !d.f.AddFromWords() || !d.says(d.Dialog(), "Nobody") {
		t.Fatal("no event is asked for")
	}
	d.Host.Kit().Dialogs.Top().Close()
	d.sel(0)
	d.Run(d.f, "selection.link")
	d.Until("it is linked", func() bool { return len(d.Host.Library.Event().Excerpts) == 2 })
	if d.Run(d.f, "selection.link"); d.Dialog() == nil {
		t.Error("it is linked to the same event twice")
	}
}

// Words of the title report an event as those of the text do, apart from those at the same
// bytes of the text.
func TestTitlesReportEvents(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	d.own(-5, -1)
	if !d.f.AddFromWords() || !d.says(d.Dialog(), "mill") {
		t.Fatal("no event is asked for")
	}
	d.Host.Kit().Dialogs.Top().Close()
	if d.Run(d.f, "passage.across") {
		t.Error("words of the title that report nothing have an event")
	}
	d.sel(1)
	d.own(-5, -1)
	d.Run(d.f, "selection.link")
	d.Until("it is linked", func() bool {
		return len(d.Host.Library.Event().Excerpts) == 2 && len(d.Host.Library.Article().Excerpts) == 3
	})
	x := d.Host.Library.Article().Excerpts[0]
	if x.Anchor.Part != data.OfTitle || x.Anchor.Exact != "mill" || x.Event != d.Events[1].ID {
		t.Errorf("the first passage is %+v", x.Anchor)
	}
	if m := marks(d.reading, d.Host.Library)[0]; m.Start != -5 || m.End != -1 {
		t.Errorf("it is marked at %d to %d", m.Start, m.End)
	}
	d.sel(0)
	d.own(-5, -1)
	d.Run(d.f, "passage.across")
	d.Until("its event is selected", func() bool { return d.Host.Library.Selected() == d.Events[1].ID })
	d.reading.View().Resize(fyne.NewSize(1200, 800))
	d.reading.Press(reading.Press{Layer: layer, ID: x.ID})
	d.Run(d.f, "excerpt.unlink")
	d.Until("a highlight is left", func() bool {
		a := d.Host.Library.Article()
		return len(a.Excerpts) == 2 && len(a.Notes) == 2 && a.Notes[0].Anchor == x.Anchor
	})
}

// A pressed passage is taken from its event by its key, and a highlight is left, as one
// step.
func TestUnlinking(t *testing.T) {
	d := newDesk(t, nil)
	if d.Run(d.f, "excerpt.unlink") {
		t.Fatal("nothing is pressed")
	}
	d.read(d.Article.ID)
	d.reading.View().Resize(fyne.NewSize(1200, 800))
	d.press(40)
	if !d.Run(d.f, "excerpt.unlink") {
		t.Fatal("the passage cannot be unlinked")
	}
	d.Until("a highlight is left", func() bool {
		a := d.Host.Library.Article()
		return len(a.Excerpts) == 1 && len(a.Notes) == 2 && a.Notes[0].Anchor == d.Excerpts[1].Anchor && a.Notes[0].Author == "A reader"
	})
	d.Host.Library.Undo()
	d.Until("one undo links it again", func() bool {
		a := d.Host.Library.Article()
		return len(a.Excerpts) == 2 && len(a.Notes) == 1
	})
}

// press presses the mark of the excerpts at an offset.
func (d *desk) press(offset int) {
	d.t.Helper()
	for _, x := range d.Host.Library.Article().Excerpts {
		if x.Anchor.Start <= offset && offset < x.Anchor.End {
			d.reading.Press(reading.Press{Layer: layer, ID: x.ID})
			return
		}
	}
	d.t.Fatalf("no excerpt at %d", offset)
}

// An event that nothing reports says so in place of the article, which comes back.
func TestNothingToRead(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) { r.Excerpts[1].Event = r.Events[0].ID })
	d.read(d.Article.ID)
	l := d.Host.Library
	l.SelectAndRead(d.Events[1].ID)
	d.Until("it is selected", func() bool { return l.Selected() == d.Events[1].ID })
	if !d.says(d.reading.View(), "No passage reports this event") {
		t.Fatal("the article stays in the reader")
	}
	before := l.Event().Event
	later := before
	later.Title += ", later"
	d.Do(data.Edit{Label: "test", Events: []data.Change[data.Event]{data.Update(before, later)}})
	d.Until("it has changed", func() bool { return l.Event() != nil && l.Event().Title == later.Title })
	if !d.says(d.reading.View(), "No passage reports this event") {
		t.Error("the article comes back when the event changes")
	}
	l.SelectAndRead(d.Events[0].ID)
	d.Until("the passage is shown", func() bool { return l.Active().Excerpt != data.ID{} })
	if d.says(d.reading.View(), "No passage reports this event") {
		t.Error("the article is still covered")
	}
	d.sel(1)
	if d.says(d.reading.View(), "No passage reports this event") {
		t.Error("an event that was not to be read covers the article")
	}
}
