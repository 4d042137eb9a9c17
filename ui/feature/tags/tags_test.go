package tags

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// opened is the feature over a library with an event tagged "war" and "trade", and two
// notes on it tagged "trade" and "قمة".
func opened(t testing.TB) (w *featuretest.Window, f *Feature, event data.Event) {
	t.Helper()
	w = featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	day, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	track := data.Track{ID: data.NewID(), Name: "Diplomacy", Colour: "red"}
	event = data.Event{ID: data.NewID(), Title: "Summit", Date: day, Track: track.ID, Importance: 3, Tags: []string{"war", "trade"}}
	edit := data.Edit{Label: "edit.sample", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(event)}}
	for _, tag := range []string{"trade", "قمة"} {
		n := data.Annotation{ID: data.NewID(), Event: event.ID, Text: "a note", Colour: "amber", Tags: []string{tag}, Created: 1, Changed: 1}
		edit.Annotations = append(edit.Annotations, data.Insert(n))
	}
	made, err := store.Apply(t.Context(), edit)
	if err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	return w, New(w.Host), *made.Events[0].After
}

// uses counts the notes with a tag.
func uses(w *featuretest.Window, tag string) (n int) {
	for _, note := range w.Host.Library.Snapshot().Notes {
		if slices.Contains(note.Tags, tag) {
			n++
		}
	}
	return n
}

// press presses a button of the dialog on top by its key.
func press(t testing.TB, w *featuretest.Window, key fyne.KeyName) {
	t.Helper()
	d := w.Host.Kit().Dialogs.Top()
	if d == nil {
		t.Fatal("no dialog is open")
	}
	d.TypedKey(&fyne.KeyEvent{Name: key})
}

// Tags are renamed and merged wherever they are, in one step each, and the list follows
// what is edited.
func TestTagsAreRenamedAndMergedEverywhere(t *testing.T) {
	w, f, _ := opened(t)
	if !w.Run(f, "tags") || w.Dialog() == nil {
		t.Fatal("no list is shown")
	}
	press(t, w, fyne.KeyEscape)
	m := showManager(w.Host)
	w.Until("the tags are listed", func() bool { return len(m.all) == 3 })
	i := slices.IndexFunc(m.all, func(c data.TagCount) bool { return c.Tag == "trade" })
	if c := m.all[i]; c.Events != 1 || c.Annotations != 1 {
		t.Fatalf("uses of trade: %+v", c)
	}
	m.replace("trade", "commerce")
	w.Until("the tag is renamed", func() bool {
		return uses(w, "trade") == 0 && uses(w, "commerce") == 1 && slices.ContainsFunc(m.all, func(c data.TagCount) bool { return c.Tag == "commerce" && c.Events == 1 })
	})
	w.Host.Library.Undo()
	w.Until("the name is back", func() bool {
		return uses(w, "trade") == 1 && slices.ContainsFunc(m.all, func(c data.TagCount) bool { return c.Tag == "trade" })
	})
	m.replace("قمة", "trade")
	w.Until("the two are one", func() bool { return len(m.all) == 2 && uses(w, "trade") == 2 })
	m.remove(m.all[slices.IndexFunc(m.all, func(c data.TagCount) bool { return c.Tag == "trade" })])
	press(t, w, fyne.KeyReturn)
	w.Until("it is gone everywhere", func() bool { return len(m.all) == 1 && uses(w, "trade") == 0 })
	press(t, w, fyne.KeyEscape)
	w.Host.Library.Undo()
	w.Until("it is back", func() bool { return uses(w, "trade") == 2 })
	if m.reading.Busy() || len(m.all) != 1 {
		t.Error("a list that is closed is read again")
	}
}

// A name that cannot be a tag is refused where it is typed.
func TestRenamingSaysWhatIsWrong(t *testing.T) {
	w, _, _ := opened(t)
	m := showManager(w.Host)
	w.Until("the tags are listed", func() bool { return len(m.all) == 3 })
	m.list.SetCurrent(0)
	if !m.key(&fyne.KeyEvent{Name: fyne.KeyF2}) {
		t.Fatal("F2 does not rename")
	}
	w.Host.Canvas.Focused().(*control.Entry).SetText("a, b")
	press(t, w, fyne.KeyReturn)
	if !slices.Contains(featuretest.Texts(w.Dialog()), w.Host.Kit().T("error.field.tagname")) {
		t.Errorf("the form says %q", featuretest.Texts(w.Dialog()))
	}
}

// The tags of an event are asked for, and written as one edit.
func TestTagsOfAnEventAreAskedFor(t *testing.T) {
	w, f, event := opened(t)
	f.AskEvent(event)
	entry := w.Host.Canvas.Focused().(*control.Entry)
	for _, r := range "peace" { // without Enter: what is in the line is taken, too
		entry.TypedRune(r)
	}
	press(t, w, fyne.KeyReturn)
	w.Until("the tags are written", func() bool {
		n := w.Host.Library.Snapshot()
		return n.UndoLabel == "edit.event.tags" && w.Host.Kit().Dialogs.Top() == nil
	})
	now, err := w.Host.Library.Store().Event(t.Context(), event.ID)
	if err != nil || !slices.Equal(now.Tags, []string{"war", "trade", "peace"}) {
		t.Errorf("tags %q, %v", now.Tags, err)
	}
}

// Offers are the tags of the library.
func TestTagsInUseAreOffered(t *testing.T) {
	w, f, _ := opened(t)
	field := f.Field(nil, Options{})
	shown := test.NewTempWindow(t, field.Root)
	shown.Canvas().Focus(field.Entry)
	w.Until("the tags are offered", func() bool { return len(field.offered) == 3 })
	field.Set([]string{"trade"})
	typeTag(field, "t")
	if len(field.offered) != 0 {
		t.Errorf("offered %+v", field.offered)
	}
}

// The reader's names of colours are kept in the library, all in one step.
func TestColoursAreNamed(t *testing.T) {
	w, f, _ := opened(t)
	if got, want := f.ColourName("amber"), w.Host.Kit().T("colour.amber"); got != want {
		t.Errorf("without a name of its own amber is %q", got)
	}
	if !w.Run(f, "colours") {
		t.Fatal("nothing is asked")
	}
	first := data.Colours()[0]
	w.Host.Canvas.Focused().(*control.Entry).SetText("  to check ")
	press(t, w, fyne.KeyReturn)
	w.Until("the name is kept", func() bool { return f.ColourName(first) == "to check" })
	w.Host.Library.Undo()
	w.Until("it is taken back", func() bool { return f.ColourName(first) == w.Host.Kit().T("colour."+first) })
}

// What cannot be changed is listed, and says why.
func TestReadOnlyTags(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.tarikh")
	opener := sqlite.NewOpener(afero.NewOsFs(), "test")
	made, err := opener.Create(t.Context(), path, "A library")
	if err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	store, err := opener.Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	w := featuretest.New(t)
	w.Show(store)
	f := New(w.Host)
	if w.Run(f, "colours") {
		t.Error("colours of a library that is only read can be named")
	}
	m := showManager(w.Host)
	if !slices.Contains(featuretest.Texts(w.Dialog()), w.Host.Kit().T("notes.readonly")) {
		t.Errorf("the list says %q", featuretest.Texts(w.Dialog()))
	}
	w.Until("it is known that there are none", func() bool { return m.none.Visible() })
	if m.key(&fyne.KeyEvent{Name: fyne.KeyDelete}) {
		t.Error("a tag is taken away")
	}
}
