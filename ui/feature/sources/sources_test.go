package sources

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

func parsed(t *testing.T, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Three sources of an event are compared: two say one thing in the same words, the third
// another number and date. What is kept is one edit, with its reason.
func TestSourcesAreCompared(t *testing.T) {
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	track := data.NextTrack("Fires", nil)
	e := data.Event{ID: data.NewID(), Title: "The fire", Date: parsed(t, "2021-05-03"), Track: track.ID, Importance: 3}
	edit := data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(e)}}
	var first data.Excerpt
	for i, s := range []struct{ publisher, published, words, date string }{
		{"Gazette", "2021-05-06", "The mill in Ardea burned down and 21 people were killed in the fire.", "2021-05-04"},
		{"The Courier", "2021-05-04", "The old mill in Ardea burned down at night and 12 people were killed there.", ""},
		{"Evening Post", "2021-05-05", "The old mill in Ardea burned down at night and 12 people were killed there.", ""},
	} {
		a := data.Article{ID: data.NewID(), Title: "Report of " + s.publisher, Publisher: s.publisher, Lang: "en", Published: parsed(t, s.published)}.WithText(s.words + "\n")
		selector, err := anchor.Make(a.Text, 0, len(s.words))
		if err != nil {
			t.Fatal(err)
		}
		x := data.Excerpt{ID: data.NewID(), Event: e.ID, Article: a.ID, Anchor: selector}
		if s.date != "" {
			x.Date = parsed(t, s.date)
		}
		if i == 1 {
			first = x
		}
		edit.Articles, edit.Excerpts = append(edit.Articles, data.Insert(a)), append(edit.Excerpts, data.Insert(x))
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	f := New(w.Host, w)
	w.Show(store)
	if w.Run(f, "event.compare") {
		t.Fatal("no event is selected")
	}
	w.Host.Library.Select(e.ID)
	w.Until("it is selected", func() bool { return w.Host.Library.Event() != nil })
	w.Run(f, "event.compare")
	w.Until("it is shown", func() bool { return w.Host.Kit().Dialogs.Top() != nil })
	says := func(words string) bool {
		return slices.ContainsFunc(featuretest.Texts(w.Dialog()), func(have string) bool { return strings.Contains(have, words) })
	}
	for _, want := range []string{"2 independent", "The Courier", "same words as", "2 of 2 statements differ", "12 to 21"} {
		if !says(want) {
			t.Errorf("it does not say %q: %q", want, featuretest.Texts(w.Dialog()))
		}
	}
	key := func(name fyne.KeyName) { w.Host.Kit().Dialogs.Top().TypedKey(&fyne.KeyEvent{Name: name}) }
	event := func() data.Event {
		e, err := store.Event(t.Context(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	key(fyne.KeyJ)
	key(fyne.KeyO)
	w.Until("it is left open", func() bool { c := event().Claims; return len(c) == 1 && c[0].Open && says("left open") })
	key(fyne.Key1)
	w.Until("one is kept", func() bool { c := event().Claims; return len(c) == 1 && c[0].Value == "12" && says("Kept: ") })
	if c := event().Claims[0]; c.Subject != "dead" || len(c.Excerpts) != 2 || c.Excerpts[0] != first.ID || c.By != "A reader" {
		t.Errorf("kept is %+v", c)
	}
	w.Until("it is shown again", func() bool { return !w.Host.Library.Saving() })
	key(fyne.KeyK)
	key(fyne.KeyS)
	w.Until("the date is a span", func() bool { return event().Date.EDTF == "2021-05-03/2021-05-04" })
	w.Until("it is written", func() bool { return !w.Host.Library.Saving() })
	w.Host.Library.Undo()
	w.Until("one undo takes it back", func() bool { return event().Date == e.Date })
	if len(w.Failed) > 0 {
		t.Errorf("failed: %v", w.Failed)
	}
}
