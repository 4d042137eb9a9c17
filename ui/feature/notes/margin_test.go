package notes

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/library"
)

// beside shows the reader of an article with many notes in a wide window, with the pane
// of the notes next to it.
func beside(t *testing.T, notes int) *table {
	t.Helper()
	d := annotated(t, notes)
	d.Put(d.reading.View())
	d.Until("the notes are beside the text", func() bool { return d.f.beside && len(d.f.margin.leads) > 0 })
	return d
}

// slots are the notes that are shown beside the text, from top to bottom.
func (d *table) slots() []slot {
	m := d.f.margin
	list, anchor := m.inView()
	return m.slots(list, anchor, m.Size().Width-leader, m.Size().Height)
}

// Notes are beside their passages and push each other apart; the one that is chosen keeps
// the height of its passage.
func TestNotesBesideTheText(t *testing.T) {
	d := beside(t, 40)
	apart := func(when string) {
		t.Helper()
		all := d.slots()
		for i := 1; i < len(all); i++ {
			if all[i].y < all[i-1].y+all[i-1].h+besideGap-0.5 {
				t.Errorf("%s: card %d begins at %g, the one before ends at %g", when, i, all[i].y, all[i-1].y+all[i-1].h)
			}
		}
	}
	apart("at first")
	if first := d.slots()[0]; first.y != first.want || first.note.note.ID != d.Host.Library.Article().Notes[0].ID {
		t.Errorf("the first is at %g, its passage at %g", first.y, first.want)
	}
	chosen := d.slots()[4].note.note
	d.Host.Library.ReadNote(chosen)
	d.Until("it is at its passage", func() bool {
		all := d.slots()
		i := slices.IndexFunc(all, func(s slot) bool { return s.note.note.ID == chosen.ID })
		return i >= 0 && all[i].y == all[i].want
	})
	apart("around the chosen one")
	if n := len(d.f.margin.cards.made); n == 0 || n > 12 {
		t.Errorf("%d cards are made", n)
	}
}

// In a narrow window they are in the pane alone; a note that is being written moves there
// with what was typed.
func TestNotesBesideTheTextNeedRoom(t *testing.T) {
	d := beside(t, 40)
	n := d.slots()[1].note.note
	d.f.Edit(n)
	d.Until("it is written beside the text", func() bool { return d.f.margin.editor != nil && d.f.pane.editor == nil })
	if d.shown != 0 {
		t.Error("the pane is brought into view for it")
	}
	d.f.margin.editor.text.TypedRune('!')
	d.reading.View().Resize(fyne.NewSize(700, 800))
	d.Until("it is written in the pane", func() bool { return d.f.margin.editor == nil && d.f.pane.editor != nil })
	if got := d.f.pane.editor.text.Text(); got != n.Text+"!" {
		t.Errorf("the editor has %q", got)
	}
	d.f.Drop()
	d.reading.View().Resize(fyne.NewSize(1200, 800))
	d.Until("there is room again", func() bool { return d.f.beside })
}

// A note that is written beside the text goes on in the pane when the article is closed,
// and beside the text again when it is opened.
func TestTheEditorStaysWhenTheArticleGoes(t *testing.T) {
	d := beside(t, 10)
	n := d.slots()[1].note.note
	d.f.Edit(n)
	d.Until("it is written beside the text", func() bool { return d.f.margin.editor != nil })
	d.f.margin.editor.text.TypedRune('!')
	d.Host.Library.CloseArticle()
	d.Until("it is written in the pane", func() bool { return d.f.margin.editor == nil && d.f.pane.editor != nil })
	if got := d.f.pane.editor.text.Text(); got != n.Text+"!" || d.shown != 1 {
		t.Errorf("the editor has %q, the pane was shown %d times", got, d.shown)
	}
	d.read()
	d.Until("it is beside the text again", func() bool { return d.f.margin.editor != nil && d.f.pane.editor == nil })
	if got := d.f.margin.editor.text.Text(); got != n.Text+"!" {
		t.Errorf("the editor has %q", got)
	}
	d.f.Drop()
}

// The margin is at the reading end: left of the text in Arabic, with leaders that end at
// the cards.
func TestTheMarginIsMirrored(t *testing.T) {
	d := beside(t, 10)
	sides := func() (margin, card, dot float32) {
		m := d.f.margin
		s := d.slots()[0]
		l := m.leads[s.note.note.ID]
		return m.Position().X, s.object.Position().X, l.dot.Position().X
	}
	margin, card, dot := sides()
	if margin < 400 || card != leader || dot > leader {
		t.Errorf("in English at %g, card at %g, dot at %g", margin, card, dot)
	}
	d.Relocale("ar", d.reading)
	d.f.Relocale()
	d.Put(d.reading.View())
	d.Until("the notes are beside the text", func() bool { return d.f.beside && len(d.f.margin.leads) > 0 })
	margin, card, dot = sides()
	if margin > 400 || card != 0 || dot < d.f.margin.Size().Width-leader {
		t.Errorf("in Arabic at %g, card at %g, dot at %g", margin, card, dot)
	}
}

// The pane follows the place of the reader where the notes are not beside the text.
func TestThePaneFollowsTheReader(t *testing.T) {
	d := annotated(t, 300)
	d.Host.Canvas.SetContent(control.Stack(control.Gap(700, 600), d.reading.View()))
	d.f.View().Resize(fyne.NewSize(296, 600))
	late := d.Host.Library.Article().Notes[200]
	d.reading.Restore(late.Anchor.Start)
	d.Until("the note of the passage at the top is in view", func() bool { return d.f.pane.rows.InView(late.ID) })
	d.reading.Restore(0)
	d.Until("the first is", func() bool { return d.f.pane.rows.InView(d.Host.Library.Article().Notes[0].ID) })
	if d.Host.Library.Active().Note != (data.ID{}) {
		t.Error("a note was chosen by that")
	}
}

// A note that is beside its passage is not in the pane, too, which says how many are there.
func TestNotesAreReadInOnePlace(t *testing.T) {
	d := beside(t, 6)
	inPane := func() (ids []data.ID) {
		for _, t := range d.f.listing().threads {
			if d.f.pane.rows.InView(t.note.ID) {
				ids = append(ids, t.note.ID)
			}
		}
		return ids
	}
	d.f.View().Resize(fyne.NewSize(296, 3000))
	if in := inPane(); len(in) != 0 {
		t.Errorf("%d notes are in the pane, too", len(in))
	}
	if words := d.Host.Kit().Locale.TN("notes.beside", 6); !d.says(words) {
		t.Errorf("the pane does not say %q", words)
	}
	d.reading.View().Resize(fyne.NewSize(700, 800))
	d.Until("they are in the pane", func() bool { return len(inPane()) == 6 })
	if d.says(d.Host.Kit().Locale.TN("notes.beside", 6)) {
		t.Error("it says still that they are beside the text")
	}
}

// Notes of passages in view that have no room are counted at the foot, and gone to from
// there.
func TestACrowdedMarginSaysSo(t *testing.T) {
	d := beside(t, 40)
	crowd := func() crowd { return d.f.margin.crowds[1] }
	list, _ := d.f.margin.inView()
	read := 0
	for _, s := range d.slots() {
		if s.y < d.f.margin.Size().Height-34 {
			read++
		}
	}
	if crowd().count != len(list)-read || crowd().count == 0 {
		t.Fatalf("%d notes are counted, of %d in view %d are to be read", crowd().count, len(list), read)
	}
	if up := d.f.margin.crowds[0].count; up != 0 {
		t.Errorf("%d are above the first", up)
	}
	next := crowd().next
	if want := list[read].note.ID; next.ID != want {
		t.Error("it goes to another than the next one")
	}
	featuretest.Press(t, crowd().box, d.Host.Kit().Locale.TN("notes.crowd", crowd().count))
	d.Until("its card is there", func() bool {
		return d.Host.Library.Active().Note == next.ID && slices.ContainsFunc(d.slots(), func(s slot) bool { return s.note.note.ID == next.ID && s.y == s.want })
	})
	if d.f.margin.crowds[0].count == 0 {
		t.Error("none is said to be above")
	}
}

// Where the chosen note is deleted or let go of, the cards around it stay where they are,
// until the text moves on.
func TestTheMarginStaysWhereANoteWas(t *testing.T) {
	d := beside(t, 40)
	all := d.Host.Library.Article().Notes
	chosen, next := all[9], all[10]
	d.Host.Library.ReadNote(chosen)
	at := func(n data.Annotation) (y float32, ok bool) {
		for _, s := range d.slots() {
			if s.note.note.ID == n.ID {
				return s.y, true
			}
		}
		return 0, false
	}
	d.Until("it is beside its passage", func() bool { _, ok := at(chosen); return ok })
	before, _ := at(chosen)
	d.Host.Library.LetGo()
	if y, ok := at(chosen); !ok || y != before {
		t.Errorf("let go of, it is at %v instead of %v", y, before)
	}
	d.Host.Library.ReadNote(chosen)
	d.run("note.delete")
	d.Until("it is gone", func() bool { _, ok := at(chosen); return !ok })
	if y, ok := at(next); !ok || y > before+40 {
		t.Errorf("the next one is at %v, the one that is gone was at %v", y, before)
	}
	d.reading.Restore(all[30].Anchor.Start)
	d.Until("the first in view is at its passage", func() bool {
		s := d.slots()
		return len(s) > 0 && s[0].y == max(s[0].want, 0) && s[0].note.start > next.Anchor.End
	})
}

// While a click opens another article, its notes are not looked for in the text before.
func TestPassagesAreLookedForInTheirText(t *testing.T) {
	d := beside(t, 40)
	l, r := d.Host.Library, featuretest.NewReported(t)
	edit := data.Edit{
		Label: "test", Articles: []data.Change[data.Article]{data.Insert(r.Article)}, Annotations: []data.Change[data.Annotation]{data.Insert(r.Note)},
		Tracks: []data.Change[data.Track]{data.Insert(r.Track)}, Events: []data.Change[data.Event]{data.Insert(r.Events[0])}, Excerpts: []data.Change[data.Excerpt]{data.Insert(r.Excerpts[0])},
	}
	d.Do(edit)
	between := 0
	l.Subscribe(func(c library.Change) {
		if a := l.Article(); c.Kind == library.EventSelected && a != nil && !d.reading.Shows(a) {
			between++
			if d.f.located.article == a {
				t.Error("looked for in the text before")
			}
		}
	})
	l.SelectAndRead(r.Events[0].ID)
	d.Until("the other article is open", func() bool { return l.Article() != nil && l.Article().ID == r.Article.ID })
	if between == 0 {
		t.Error("the event is not told before the article is shown")
	}
	d.Until("its note is beside it", func() bool { s := d.slots(); return len(s) == 1 && s[0].note.note.ID == r.Note.ID })
}

// The next note after those on the event is the first in view of the article, rather than
// the first of all.
func TestTheNextNoteIsWhereOneReads(t *testing.T) {
	d := beside(t, 80)
	l := d.Host.Library
	on := data.Annotation{ID: data.NewID(), Event: d.Events[0].ID, Text: "On the event", Colour: "amber", Created: 1, Changed: 1}
	d.Do(data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Insert(on)}})
	d.pick(0)
	d.reading.Restore(l.Article().Notes[60].Anchor.Start)
	l.Activate(on.ID)
	first := inView(d.f.actions)[0].note.ID
	d.run("note.next")
	if got := l.Active().Note; got != first || first == l.Article().Notes[0].ID {
		t.Error("it goes to another than the first in view")
	}
}
