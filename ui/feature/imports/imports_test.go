package imports

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
)

// seen is where the timeline was sent.
type seen struct{ lo, hi int64 }

func (s *seen) GoTo(lo, hi int64) { s.lo, s.hi = lo, hi }

// opened is the feature on a new library.
func opened(t *testing.T) (*featuretest.Window, *Feature, *seen) {
	t.Helper()
	w, s := featuretest.New(t), &seen{}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A")
	if err != nil {
		t.Fatal(err)
	}
	f := New(w.Host, s)
	w.Show(store)
	return w, f, s
}

// written is a file with a name and content.
func written(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// plain is text of the interface without its isolates.
func plain(s string) string {
	return strings.NewReplacer("\u2068", "", "\u2069", "", "\u2066", "").Replace(s)
}

// shown are the words of the dialog.
func shown(w *featuretest.Window) string {
	return plain(strings.Join(featuretest.Texts(w.Dialog()), "\n"))
}

// previewed waits until what would come of a file is shown.
func previewed(w *featuretest.Window) {
	w.Until("the preview is shown", func() bool {
		return w.Dialog() != nil && strings.Contains(shown(w), "Import ") && strings.Contains(shown(w), "Cancel")
	})
}

// imported presses the button, and waits until what was written is loaded.
func imported(t *testing.T, w *featuretest.Window, button string) {
	t.Helper()
	loaded := false
	stop := w.Host.Library.Subscribe(func(c library.Change) { loaded = loaded || c.Kind == library.Edited })
	defer stop()
	featuretest.Press(t, w.Dialog(), button)
	w.Until("it is loaded", func() bool { return loaded })
}

const timelineJS = `{"title": {"text": {"headline": "Two winters"}}, "scale": "human", "events": [
	{"unique_id": "a", "start_date": {"year": "2022", "month": "2", "day": "4"}, "text": {"headline": "The opening"}, "group": "Sport"},
	{"unique_id": "b", "start_date": {"year": "2022", "month": "2", "day": "20"}, "text": {"headline": "%s"}, "group": "Sport"},
	{"unique_id": "c", "text": {"headline": "Some day"}}],
	"eras": [{"start_date": {"year": "2020"}, "end_date": {"year": "2022"}, "text": {"headline": "The pandemic"}}]}`

// A timeline is shown first, is one step, can be undone, and is known again.
func TestImportIsShownThenOneStep(t *testing.T) {
	w, f, strip := opened(t)
	path := written(t, "winters.txt", fmt.Sprintf(timelineJS, "The close")) // by its contents, not by its ending
	f.begin(fileSources([]string{path}), func() {})
	previewed(w)
	for _, want := range []string{"Import winters.txt", "TimelineJS · Two winters", "2 events, 1 era", "1 row is left out", "Import 2 events"} {
		if !strings.Contains(shown(w), want) {
			t.Errorf("%q is not shown:\n%s", want, shown(w))
		}
	}
	if n := w.Host.Library.Snapshot().Counts.Events; n != 0 {
		t.Fatalf("%d events before the reader has agreed", n)
	}
	imported(t, w, "Import 2 events")
	if n := w.Host.Library.Snapshot().Counts.Events; n != 2 {
		t.Errorf("%d events", n)
	}
	w.Until("it is said", func() bool { return len(w.Told) == 1 })
	if got := plain(w.Told[0]); got != "Imported 2 events, 1 era from winters.txt" {
		t.Errorf("said %q", got)
	}
	if feb := int64(1643932800); strip.lo >= feb || strip.hi <= feb+16*86400 || strip.hi > feb+18*86400 {
		t.Errorf("the timeline shows %d to %d", strip.lo, strip.hi)
	}

	// The same again says so, and writes nothing.
	f.begin(fileSources([]string{path}), func() {})
	w.Until("it is known", func() bool {
		return w.Dialog() != nil && strings.Contains(shown(w), "Nothing in this file has changed")
	})
	featuretest.Press(t, w.Dialog(), "OK")
	if w.Dialog() != nil || len(w.Told) != 1 {
		t.Errorf("a dialog is left, or something was written: %q", w.Told)
	}

	// One step of undo.
	undone := false
	stop := w.Host.Library.Subscribe(func(c library.Change) { undone = undone || c.Kind == library.Edited })
	w.Host.Library.Undo()
	w.Until("it is undone", func() bool { return undone })
	stop()
	if n := w.Host.Library.Snapshot().Counts; n.Events+n.Annotations != 0 {
		t.Errorf("after undoing: %+v", n)
	}
}

// What changed here and in the file is decided in the window.
func TestConflictsAndGoneAreDecided(t *testing.T) {
	w, f, _ := opened(t)
	path := written(t, "winters.json", fmt.Sprintf(timelineJS, "The close"))
	f.begin(fileSources([]string{path}), func() {})
	previewed(w)
	imported(t, w, "Import 2 events")
	id := w.EventTitled("The close")
	before, err := w.Host.Library.Store().Event(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	after := before
	after.Title = "The end"
	w.Do(data.Edit{Label: "test", Events: []data.Change[data.Event]{data.Update(before, after)}})

	there := strings.NewReplacer(`{"unique_id": "a"`, `{"unique_id": "z"`, "The opening", "The torch", `"day": "4"`, `"day": "2"`).Replace(fmt.Sprintf(timelineJS, "The closing"))
	if err := os.WriteFile(path, []byte(there), 0o600); err != nil {
		t.Fatal(err)
	}
	f.begin(fileSources([]string{path}), func() {})
	previewed(w)
	for _, want := range []string{"1 field changed in both places", "1 row is no longer in the file"} {
		if !strings.Contains(shown(w), want) {
			t.Errorf("%q is not shown:\n%s", want, shown(w))
		}
	}
	featuretest.Press(t, w.Dialog(), "Take all from the file")
	featuretest.Press(t, w.Dialog(), "Remove all that were not changed here")
	imported(t, w, "Import 1 event")
	var titles []string
	for e, err := range w.Host.Library.Store().Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		titles = append(titles, e.Title)
	}
	slices.Sort(titles)
	if got := strings.Join(titles, ", "); got != "The closing, The torch" {
		t.Errorf("the library has %s", got)
	}
}

// Without a decision, what was changed here is kept.
func TestConflictIsKeptUnlessChosen(t *testing.T) {
	w, f, _ := opened(t)
	path := written(t, "winters.json", fmt.Sprintf(timelineJS, "The close"))
	f.begin(fileSources([]string{path}), func() {})
	previewed(w)
	imported(t, w, "Import 2 events")
	before, err := w.Host.Library.Store().Event(t.Context(), w.EventTitled("The close"))
	if err != nil {
		t.Fatal(err)
	}
	after := before
	after.Title = "The end"
	w.Do(data.Edit{Label: "test", Events: []data.Change[data.Event]{data.Update(before, after)}})
	if err := os.WriteFile(path, []byte(fmt.Sprintf(timelineJS, "The closing")), 0o600); err != nil {
		t.Fatal(err)
	}
	f.begin(fileSources([]string{path}), func() {})
	previewed(w)
	imported(t, w, "Import")
	w.EventTitled("The end")
}

// Events without a track go where the reader says.
func TestTrackIsChosen(t *testing.T) {
	w, f, _ := opened(t)
	w.Do(data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(data.NextTrack("Sport", nil))}})
	r := &run{Feature: f, sources: []source{{pasted: []byte(strings.ReplaceAll(fmt.Sprintf(timelineJS, "The close"), `, "group": "Sport"`, ""))}}, done: func() {}}
	r.next()
	previewed(w)
	if !strings.Contains(shown(w), "2 events go to “Two winters”") {
		t.Errorf("shown:\n%s", shown(w))
	}
	r.track = "Sport"
	featuretest.Press(t, w.Dialog(), "Cancel")
	r.compare()
	previewed(w)
	imported(t, w, "Import 2 events")
	if n := w.Host.Library.Snapshot(); len(n.Tracks) != 1 || n.EventsOn(0) != 2 {
		t.Errorf("%d tracks, %d events on the first", len(n.Tracks), n.EventsOn(0))
	}
}

// What is dropped is told apart by its contents: the rest is handed on.
func TestDropIsToldApart(t *testing.T) {
	w, f, _ := opened(t)
	csv := "Date,Title\n2022-02-04,The opening\n2022-02-20,The close\n"
	files := map[string]string{
		"page.html": "<html><body><p>Words</p><script>var storyjs_jsonp_data = {\"timeline\": {}};</script></body></html>", "words.txt": csv,
		"table.csv": csv, "timeline.txt": fmt.Sprintf(timelineJS, "x"), "empty.json": `{"a": 1}`,
		"diary.md":  "2022-02-04: The opening\n2022-02-20: The close\n2022-02-21: After it\n",
		"note.html": `<div data-schema-version="9"><p><span class="highlight" data-annotation="%7B%22annotationKey%22%3A%22K%22%7D">“Words”</span></p></div>`,
	}
	var dropped []fyne.URI
	for _, name := range []string{"page.html", "words.txt", "table.csv", "timeline.txt", "empty.json", "diary.md", "note.html"} {
		dropped = append(dropped, storage.NewFileURI(written(t, name, files[name])))
	}
	for _, c := range []struct {
		at   int
		ours bool
	}{{0, false}, {1, false}, {2, true}, {3, true}, {4, true}, {5, false}, {6, true}} {
		if got := f.imported(dropped[c.at].Path()); got != c.ours {
			t.Errorf("%s: for import %v", dropped[c.at].Name(), got)
		}
	}
	var rest []fyne.URI
	f.Drop(dropped[:2], func(others []fyne.URI) { rest = others })
	w.Until("the rest is handed on", func() bool { return rest != nil })
	if len(rest) != 2 {
		t.Errorf("%d handed on", len(rest))
	}
	// A file that is none is refused with the names of those that are.
	f.Drop(dropped[4:5], func([]fyne.URI) { t.Error("handed on") })
	w.Until("it is told", func() bool { return w.Dialog() != nil })
	if !strings.Contains(shown(w), "What can be imported: Tarikh") && !strings.Contains(shown(w), "TimelineJS 3") {
		t.Errorf("told:\n%s", shown(w))
	}
}

// Cells and timelines in the clipboard are offered, other texts are not.
func TestOfferOfTheClipboard(t *testing.T) {
	w, f, _ := opened(t)
	for _, words := range []string{"", "Some words.", "Some, words.\nOf a, text.\n", "a\tb", "2022-02-04: The opening\n2022-02-20: The close\n2022-02-21: After it\n", `{"a": 1}`, "https://example.org/"} {
		if f.Offer(words, func() {}) {
			t.Errorf("%q is offered", words)
		}
	}
	article := false
	if !f.Offer("Date\tTitle\n2022-02-04\tThe opening\n2022-02-20\tThe close\n", func() { article = true }) {
		t.Fatal("cells of a table are not offered")
	}
	if !strings.Contains(shown(w), "cells of a table: 3 rows") {
		t.Errorf("asked:\n%s", shown(w))
	}
	featuretest.Press(t, w.Dialog(), "Add it as an article")
	if !article {
		t.Error("the reader wanted an article")
	}
	if !f.Offer(fmt.Sprintf(timelineJS, "x"), func() {}) {
		t.Error("a timeline is not offered")
	}
}

// Every reason, refusal and place has words in both languages.
func TestReasonsHaveWords(t *testing.T) {
	var keys []string
	for _, why := range form.Whys() {
		keys = append(keys, whyKey(why))
	}
	for _, format := range exchange.Formats() {
		if format.Refused != "" {
			keys = append(keys, format.Refused)
		}
		keys = append(keys, format.Loses...)
	}
	for _, lang := range []string{"en", "ar"} {
		l, err := i18n.New(assets.Files, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			if !l.Has(key) {
				t.Errorf("%s has no words for %q", lang, key)
			}
		}
	}
}

// Several files come one after the other; one can be left out, and cancelling ends them all.
func TestSeveralFiles(t *testing.T) {
	w, f, _ := opened(t)
	files := []string{written(t, "a.json", fmt.Sprintf(timelineJS, "The close")), written(t, "b.json", fmt.Sprintf(timelineJS, "The end")), written(t, "c.json", "{}"), written(t, "d.json", fmt.Sprintf(timelineJS, "x"))}
	done := 0
	f.begin(fileSources(files), func() { done++ })
	previewed(w)
	if !strings.Contains(shown(w), "Import a.json (1 of 4)") {
		t.Errorf("shown:\n%s", shown(w))
	}
	featuretest.Press(t, w.Dialog(), "Leave this one out")
	w.Until("the second is shown", func() bool { return w.Dialog() != nil && strings.Contains(shown(w), "b.json (2 of 4)") })
	imported(t, w, "Import 2 events")
	w.Until("the third is refused", func() bool { return w.Dialog() != nil && strings.Contains(shown(w), "no format that can be imported") })
	featuretest.Press(t, w.Dialog(), "OK")
	w.Until("the fourth is shown", func() bool { return w.Dialog() != nil && strings.Contains(shown(w), "d.json (4 of 4)") })
	if done != 0 {
		t.Error("done before the last")
	}
	featuretest.Press(t, w.Dialog(), "Cancel")
	if done != 1 || all(t, w) != "2022-02-04 The opening; 2022-02-20 The end" {
		t.Errorf("done %d times, with %s", done, all(t, w))
	}
}

// Where the library was changed while the preview was open, the file is compared again.
func TestLibraryChangedMeanwhile(t *testing.T) {
	w, f, _ := opened(t)
	path := written(t, "winters.json", fmt.Sprintf(timelineJS, "The close"))
	f.begin(fileSources([]string{path}), func() {})
	previewed(w)
	imported(t, w, "Import 2 events")
	if err := os.WriteFile(path, []byte(fmt.Sprintf(timelineJS, "The closing")), 0o600); err != nil {
		t.Fatal(err)
	}
	f.begin(fileSources([]string{path}), func() {})
	previewed(w)
	before, err := w.Host.Library.Store().Event(t.Context(), w.EventTitled("The close"))
	if err != nil {
		t.Fatal(err)
	}
	after := before
	after.Title = "The end"
	w.Do(data.Edit{Label: "test", Events: []data.Change[data.Event]{data.Update(before, after)}})
	featuretest.Press(t, w.Dialog(), "Import")
	w.Until("it is compared again", func() bool { return w.Dialog() != nil && strings.Contains(shown(w), "compared again") })
	if !strings.Contains(shown(w), "1 field changed in both places") {
		t.Errorf("shown:\n%s", shown(w))
	}
	w.EventTitled("The end")
}

// What is left out is copied as a table.
func TestLeftOutIsCopied(t *testing.T) {
	w, f, _ := opened(t)
	f.begin(fileSources([]string{written(t, "winters.json", fmt.Sprintf(timelineJS, "The close"))}), func() {})
	previewed(w)
	featuretest.Press(t, w.Dialog(), "Copy the list")
	if got := w.Host.Clipboard.Content(); !strings.HasSuffix(got, "events[2]\tIt has no date: Some day\n") || strings.ContainsRune(got, 0x2068) {
		t.Errorf("copied %q", got)
	}
}

// What is recognised and not read says what to do instead; what cannot be read says where.
func TestFailuresAreTold(t *testing.T) {
	w, f, _ := opened(t)
	for _, c := range []struct{ name, content, want string }{
		{"case.plaso", "SQLite format 3\x00" + strings.Repeat("\x00", 100), "psort -o dynamic"},
		{"words.json", `{"a": 1}`, "no format that can be imported"},
		{"cut.json", `{"events": [{"start_date": {"year": 2022}, "text": {"headline": "a"}}, {"start_date": `, "It cannot be read"},
	} {
		done := false
		f.begin(fileSources([]string{written(t, c.name, c.content)}), func() { done = true })
		w.Until(c.name+" is told", func() bool {
			return w.Dialog() != nil && strings.Contains(shown(w), c.name) && strings.Contains(shown(w), "OK")
		})
		if !strings.Contains(shown(w), c.want) {
			t.Errorf("%s: told\n%s", c.name, shown(w))
		}
		featuretest.Press(t, w.Dialog(), "OK")
		if !done || w.Host.Library.Snapshot().Counts.Events != 0 {
			t.Errorf("%s: done %v", c.name, done)
		}
	}
}
