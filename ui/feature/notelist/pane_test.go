package notelist

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// manyNotes are rows as a list of n notes has them, ten to a heading.
func manyNotes(n int) []Row {
	var rows []Row
	for i := range n {
		if i%10 == 0 {
			rows = append(rows, Row{Title: fmt.Sprintf("Event %d", i/10), Count: 10})
		}
		note := data.Annotation{
			ID: data.NewID(), Text: fmt.Sprintf("Note %d: قارن النصّ الروسي بالنصّ الصيني، ثم انظر [[قمة بكين]] and what came of it", i),
			Colour: data.Colours()[i%8], Author: "Amal", Tags: []string{"trade", "للتحقق"}, Created: 1, Changed: 1,
		}
		if i%2 == 0 {
			words := "العبارة المعنى نفسه في اللغتين"
			note.Article, note.Anchor = data.NewID(), anchor.Selector{End: len(words), Exact: words}
		}
		rows = append(rows, Row{Note: &note, Where: "بكين وموسكو"})
	}
	return rows
}

func notesList(t testing.TB, n int) (*pane, fyne.Window) {
	t.Helper()
	_, f := made(t)
	f.model.rows = manyNotes(n)
	p := newPane(f.model, f.notes, f.tags)
	w := test.NewTempWindow(t, p.list)
	w.Resize(fyne.NewSize(720, 480))
	p.list.SetCount(len(p.rows), true)
	return p, w
}

// The arrows go from note to note, over the headings, and stop at the ends.
func TestNotesByKey(t *testing.T) {
	p, w := notesList(t, 25)
	w.Canvas().Focus(p.list)
	press := func(want int, keys ...fyne.KeyName) {
		t.Helper()
		for _, key := range keys {
			p.list.TypedKey(&fyne.KeyEvent{Name: key})
		}
		if got := p.list.Current(); got != want || p.note(got) == nil {
			t.Errorf("after %v row %d is current, want %d", keys, got, want)
		}
	}
	press(1, fyne.KeyDown)
	press(2, fyne.KeyDown)
	press(1, fyne.KeyUp, fyne.KeyUp)
	press(10, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	press(12, fyne.KeyDown)
	press(10, fyne.KeyUp)
	press(27, fyne.KeyEnd)
}

// Rows are as high as what they show.
func TestRowsAreAsHighAsTheirLines(t *testing.T) {
	long := "a text that is certainly longer than what fits on one line of the list of notes, whatever its width"
	passage := func(n data.Annotation) data.Annotation {
		n.Article, n.Anchor = data.NewID(), anchor.Selector{End: 5, Exact: "words"}
		return n
	}
	for _, c := range []struct {
		name string
		note *data.Annotation
		want look
	}{
		{"a heading", nil, look{}},
		{"a line", &data.Annotation{Text: "short"}, look{text: 1}},
		{"a long text", &data.Annotation{Text: long}, look{text: 2}},
		{"two short lines", &data.Annotation{Text: "a\nb"}, look{text: 2}},
		{"a highlight", ptr(passage(data.Annotation{})), look{quoted: 1}},
		{"a note on a passage", ptr(passage(data.Annotation{Text: "short"})), look{text: 1, quoted: 1}},
	} {
		if got := lookOf(Row{Note: c.note}); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func ptr[T any](v T) *T { return &v }

// BenchmarkNotesScroll scrolls a list of 100,000 notes by a notch of the wheel.
func BenchmarkNotesScroll(b *testing.B) {
	p, _ := notesList(b, 100_000)
	for b.Loop() {
		p.list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	}
}

// Where nothing is listed there is nothing to copy or save, and the button says so.
func TestNothingToCopyOrSave(t *testing.T) {
	p, _ := notesList(t, 3)
	k := p.kit
	if tip := p.outTip(); tip != k.T("notes.out") {
		t.Errorf("with notes: %q", tip)
	}
	p.take(nil)
	p.show()
	p.out.Tapped(nil)
	if tip := p.outTip(); tip != k.T("notes.out.none") || p.host.Canvas.Overlays().Top() != nil {
		t.Errorf("without notes: %q, %v", tip, p.host.Canvas.Overlays().Top())
	}
}
