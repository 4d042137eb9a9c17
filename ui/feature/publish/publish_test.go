package publish

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/print/page"
)

// around is what the feature is made with, as the test has it.
type around struct {
	lo, hi int64
	picked []data.ID
}

func (a *around) Range() (lo, hi int64) { return a.lo, a.hi }
func (a *around) Picked() []data.ID     { return a.picked }
func (a *around) Lang() string          { return "en" }
func (a *around) Author() string        { return "A reader" }

// formats are those that need no pictures.
func formats() []form.Format {
	short := func(_ context.Context, w io.Writer, _ form.Taken) (form.Dropped, error) {
		_, err := io.WriteString(w, "%PDF")
		return nil, err
	}
	document := form.Format{Name: "pdf", Title: "PDF", Endings: []string{".pdf"}, Group: form.GroupDocument, Write: short}
	sources := form.Format{Name: "packet", Title: "Packet", Endings: []string{".zip"}, Group: form.GroupDocument, Asked: true, Write: short}
	return append(slices.Clone(exchange.Formats()), page.Format(), page.FolderFormat(), document, sources)
}

// opened is the feature on a library with two events, an article and a note, and the folder
// of documents.
func opened(t *testing.T) (*featuretest.Window, *Feature, *around, string) {
	t.Helper()
	w, a, folder := featuretest.New(t), &around{lo: dates.OpenLo, hi: dates.OpenHi}, t.TempDir()
	f := New(w.Host, Parts{
		Publisher: &app.Publisher{Formats: formats(), Files: w.Host.Files, Disk: file.Disk{Files: w.Host.Files}},
		Timeline:  a, Table: a, Choices: a, Documents: folder,
	})
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "mill.tarikh"), "The mill")
	if err != nil {
		t.Fatal(err)
	}
	r := featuretest.NewReported(t)
	edit := r.Edit()
	edit.Events[1].After.Date = day(t, "2021-06-07")
	secret := data.Annotation{ID: data.NewID(), Event: r.Events[0].ID, Text: "Who lit it?", Colour: "amber", Private: true, Created: 2, Changed: 2}
	edit.Annotations = append(edit.Annotations, data.Insert(secret))
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	return w, f, a, folder
}

func day(t *testing.T, text string) dates.Date {
	t.Helper()
	d, err := dates.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// shown are the words of the topmost dialog.
func shown(w *featuretest.Window) string {
	words := strings.Join(featuretest.Texts(w.Dialog()), "\n")
	return strings.NewReplacer("\u2068", "", "\u2069", "", "\u2066", "").Replace(words)
}

// asked opens the dialog, and waits until it is known how large the page would be.
func asked(t *testing.T, w *featuretest.Window, f *Feature) {
	t.Helper()
	if !w.Run(f, "publish") {
		t.Fatal("it cannot be asked for")
	}
	sized(w)
}

// sized waits until the size is known.
func sized(w *featuretest.Window) {
	w.Until("the size is known", func() bool {
		s := shown(w)
		return !strings.Contains(s, "Working out") && (strings.Contains(s, " kB") || strings.Contains(s, " bytes"))
	})
}

func saved(t *testing.T, w *featuretest.Window, path string) string {
	t.Helper()
	told := len(w.Told)
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until(path+" is saved", func() bool { return len(w.Told) > told })
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// The page is saved under its title, and what was chosen is there the next time; what is
// replaced is asked for.
func TestAPageIsSaved(t *testing.T) {
	w, f, _, folder := opened(t)
	asked(t, w, f)
	for _, want := range []string{"Everything, 2 events", "One file, ", "Mine, 1", "All, 2, 1 of them private", "2 quoted passages", filepath.Join(folder, "The mill.html")} {
		if s := shown(w); !strings.Contains(s, want) {
			t.Errorf("it does not say %q:\n%s", want, s)
		}
	}
	title := w.Host.Canvas.Focused().(*control.Entry)
	for _, r := range "Two fires" {
		title.TypedRune(r)
	}
	path := filepath.Join(folder, "Two fires.html")
	if page := saved(t, w, path); !strings.Contains(page, "<title>Two fires</title>") {
		t.Errorf("the page is %.300s", page)
	}
	if w.Dialog() != nil || !strings.Contains(w.Told[0], "Two fires.html") || len(w.Then) != 2 || w.Remembered == 0 {
		t.Errorf("it says %q, and offers %d", w.Told, len(w.Then))
	}
	w.Then[1].Run()
	if w.Host.Clipboard.Content() != path {
		t.Errorf("the path is %q", w.Host.Clipboard.Content())
	}
	w.Then[0].Run()
	w.Until("the folder is shown", func() bool { return len(w.Opened) == 1 })
	if !strings.HasPrefix(w.Opened[0], "file://") || !strings.HasSuffix(w.Opened[0], filepath.ToSlash(folder)) {
		t.Errorf("opened %q", w.Opened)
	}
	asked(t, w, f)
	w.Host.Kit().Dialogs.Top().Submit()
	if s := shown(w); !strings.Contains(s, "Replace the file?") {
		t.Fatalf("it does not ask: %s", s)
	}
	saved(t, w, path)
}

// Each choice of events takes those, and no others.
func TestWhichEventsAreSaved(t *testing.T) {
	w, f, a, folder := opened(t)
	first := w.EventTitled("The fire")
	d := day(t, "2021-06")
	a.lo, a.hi = d.Lo, d.Hi
	a.picked = []data.ID{first}
	w.Host.Arrangement().Publish.Format = "csv"
	for _, c := range []struct {
		filter, choose, want string
		rows                 int
	}{
		{"", "Everything, 2 events", "The fire", 2},
		{"", "In view, 1", "The opening", 1},
		{"", "Selected, 1", "The fire", 1},
		{"opening", "The filter, 1 event", "The opening", 1},
	} {
		w.Filter(c.filter)
		w.Host.Arrangement().Publish.What = everything
		asked(t, w, f)
		featuretest.Press(t, w.Dialog(), c.choose)
		sized(w)
		path := filepath.Join(folder, "The mill.csv")
		_ = os.Remove(path)
		_ = os.Remove(filepath.Join(folder, "The mill-excerpts.csv"))
		if text := saved(t, w, path); strings.Count(text, "\r\n") != c.rows+1 || !strings.Contains(text, c.want) {
			t.Errorf("%s: %s", c.choose, text)
		}
	}
}

// Private notes go along only where all are asked for; that is said, and asked again the next
// time.
func TestPrivateNotesAreNamed(t *testing.T) {
	w, f, _, folder := opened(t)
	w.Host.Arrangement().Publish.Format = "timelinejs"
	const all = "All, 2, 1 of them private"
	for _, c := range []struct {
		choose string
		told   bool
	}{{"Mine, 1", false}, {all, true}, {"", false}} {
		asked(t, w, f)
		if c.choose != "" {
			featuretest.Press(t, w.Dialog(), isolated(w, c.choose))
			sized(w)
		}
		if told := strings.Contains(shown(w), "1 private note goes along."); told != c.told {
			t.Errorf("%s: it is said: %v", c.choose, told)
		}
		path := filepath.Join(folder, "The mill.json")
		_ = os.Remove(path)
		saved(t, w, path)
	}
	if kept := w.Host.Arrangement().Publish.Notes; kept != mine {
		t.Errorf("%q is kept", kept)
	}
}

// isolated are words of the dialog as they are there.
func isolated(w *featuretest.Window, plain string) string {
	for _, s := range featuretest.Texts(w.Dialog()) {
		if strings.NewReplacer("\u2068", "", "\u2069", "", "\u2066", "").Replace(s) == plain {
			return s
		}
	}
	return plain
}

// A format is shown by its first lines, says what it leaves out, and is looked at in a folder
// that goes with the library.
func TestAFormatIsShown(t *testing.T) {
	w, f, _, _ := opened(t)
	asked(t, w, f)
	featuretest.Press(t, w.Dialog(), "Data")
	sized(w)
	if s := shown(w); !strings.Contains(s, "The whole library, with all texts and all notes") || strings.Contains(s, "Quoted passages") {
		t.Errorf("of a whole library it says %s", s)
	}
	featuretest.Press(t, w.Dialog(), "CSV")
	sized(w)
	d := f.made
	if s := shown(w); !strings.Contains(s, "Left out, since the format has no place for it: ") || len(d) != 3 {
		t.Errorf("%d are known: %s", len(d), s)
	}
	featuretest.Press(t, w.Dialog(), "Open a preview")
	w.Until("it is opened", func() bool { return len(w.Opened) == 1 })
	path := strings.TrimPrefix(w.Opened[0], "file://")
	if raw, err := os.ReadFile(strings.ReplaceAll(path, "%20", " ")); err != nil || !strings.Contains(string(raw), "The fire") {
		t.Errorf("%s: %v, %.100s", path, err, raw)
	}
	w.Host.Kit().Dialogs.Top().Close()
	w.Close()
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("it stays")
	}
}

// noRoom is a disk that is full or closed.
type noRoom struct {
	afero.Fs
	err error
}

func (n noRoom) OpenFile(name string, flag int, mode fs.FileMode) (afero.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: n.err}
}

// What cannot be written is said in the dialog, which stays, and leaves nothing.
func TestWhatCannotBeWrittenIsSaid(t *testing.T) {
	for want, err := range map[string]error{"The disk is full. Nothing was written": syscall.ENOSPC, "Nothing can be written in": syscall.EACCES} {
		w, f, _, folder := opened(t)
		f.parts.Publisher.Disk = file.Disk{Files: noRoom{w.Host.Files, err}}
		asked(t, w, f)
		w.Host.Kit().Dialogs.Top().Submit()
		w.Until(want, func() bool { return strings.Contains(shown(w), want) })
		if left, _ := os.ReadDir(folder); len(left) > 0 || len(w.Told) > 0 {
			t.Errorf("%v: it leaves %v and says %q", err, left, w.Told)
		}
		w.Host.Kit().Dialogs.Top().Close()
	}
}

// Nothing is put in the place of a library, or of what it was imported from.
func TestALibraryIsNotReplaced(t *testing.T) {
	w, f, _, folder := opened(t)
	origin := data.Origin{ID: data.NewID(), Of: "event", Row: w.EventTitled("The fire"), Source: "page:The mill.html", Foreign: "1"}
	w.Do(data.Edit{Label: "test", Origins: []data.Change[data.Origin]{data.Insert(origin)}})
	path := filepath.Join(folder, "The mill.html")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	asked(t, w, f)
	w.Host.Kit().Dialogs.Top().Submit()
	w.Host.Kit().Dialogs.Top().Submit() // it is asked for
	w.Until("it is refused", func() bool { return strings.Contains(shown(w), "was imported from a file called") })
	if raw, _ := os.ReadFile(path); string(raw) != "mine" {
		t.Errorf("it says %q", raw)
	}
	w.Host.Kit().Dialogs.Top().Close()
}

// A folder is made as a whole, named at the foot, and never put in the place of another.
func TestAFolderIsSaved(t *testing.T) {
	w, f, _, folder := opened(t)
	asked(t, w, f)
	featuretest.Press(t, w.Dialog(), "Page to embed")
	sized(w)
	path := filepath.Join(folder, "The mill")
	if s := shown(w); !strings.Contains(s, "A folder, ") || !strings.Contains(s, path) {
		t.Errorf("it says %s", s)
	}
	saved(t, w, filepath.Join(path, "index.html"))
	asked(t, w, f)
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until("it is refused", func() bool { return strings.Contains(shown(w), "nothing is put in its place") })
	w.Host.Kit().Dialogs.Top().Close()
}

// An empty library says what to do first.
func TestAnEmptyLibraryIsNotPublished(t *testing.T) {
	w, _, a, _ := opened(t)
	w.Close()
	f := New(w.Host, Parts{Publisher: &app.Publisher{Formats: formats()}, Timeline: a, Table: a, Choices: a})
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "empty.tarikh"), "Empty")
	if err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	w.Run(f, "publish")
	if s := shown(w); !strings.Contains(s, "nothing to publish yet") {
		t.Fatalf("it says %s", s)
	}
	featuretest.Press(t, w.Dialog(), "article.add")
	w.Until("the article is asked for", func() bool { return len(w.Ran) == 1 && w.Ran[0] == "article.add" })
}

// What was typed last is not looked at once the dialog has gone.
func TestNothingIsFoundOutOfWhatHasGone(t *testing.T) {
	w, f, _, _ := opened(t)
	asked(t, w, f)
	d := newDialog(f)
	d.titled.TypedRune('x')
	if d.waits == nil {
		t.Fatal("nothing waits")
	}
	d.dialog.Close()
	w.Host.Kit().Dialogs.Top().Close()
	w.Close()
	d.measure() // that waited
	if d.waits.Stop() {
		t.Error("it still waits")
	}
}

// Counting can be stopped, and begun again.
func TestCountingIsStopped(t *testing.T) {
	w, f, _, _ := opened(t)
	if !w.Run(f, "publish") {
		t.Fatal("it cannot be asked for")
	}
	featuretest.Press(t, w.Dialog(), "Stop")
	if s := shown(w); !strings.Contains(s, "The size is not known") {
		t.Fatalf("it says %s", s)
	}
	featuretest.Press(t, w.Dialog(), "Work it out")
	sized(w)
	if e, ok := w.Host.Canvas.Focused().(*control.Entry); ok {
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
	if w.Dialog() != nil {
		t.Error("Esc leaves it open")
	}
}

// Printing is by the document, which the desktop's own program prints; a packet says that it
// holds whole sources.
func TestPrinting(t *testing.T) {
	w, f, _, _ := opened(t)
	f.ask(printed)
	if s := shown(w); !strings.Contains(s, "Open to print") {
		t.Errorf("it says %s", s)
	}
	w.Host.Kit().Dialogs.Top().Close()
	f.ask("packet")
	if s := shown(w); !strings.Contains(s, "The sources themselves go along") || strings.Contains(s, "Open to print") {
		t.Errorf("it says %s", s)
	}
}

// Everything that the dialog says has words in both languages.
func TestPublishingHasWords(t *testing.T) {
	var keys []string
	for _, group := range form.Groups() {
		keys = append(keys, "publish.group."+string(group), "publish.group."+string(group)+".text", "publish.about."+string(group))
	}
	for _, f := range formats() {
		keys = append(keys, f.Loses...)
		for _, lang := range f.Speaks {
			keys = append(keys, "publish.lang."+lang)
		}
	}
	for _, why := range []app.Refusal{app.OverLibrary, app.OverLog, app.OverSource, app.WholeOnly, app.IsFolder} {
		keys = append(keys, "publish.refused."+string(why))
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

// A picture that is too large is refused in words of the language, with its size.
func TestTooLargeIsSaid(t *testing.T) {
	w := featuretest.New(t)
	err := fmt.Errorf("png: %w", &form.SizeError{Width: 60000, Height: 900, Most: 30000})
	if got := say(w.Host, form.Format{}, "/tmp/a.png", err); !strings.Contains(got, "60,000 × 900") || strings.Contains(got, "png:") {
		t.Errorf("it says %q", got)
	}
}

// What is shown of a file is its first lines, where it is a text.
func TestLines(t *testing.T) {
	long, err := json.Marshal(strings.Repeat("م", 400))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		head, want string
	}{
		"text": {"a\r\nب\n", "a\nب"}, "cut": {"ab\xd8", "ab"}, "mark": {"\ufeffa", "a"}, "zip": {"PK\x03\x04\x00", ""}, "PDF": {"%PDF-1.7\n", ""},
		"long": {string(long), `"` + strings.Repeat("م", lineRunes-1) + "…"}, "empty": {"", ""},
	} {
		if got := lines([]byte(c.head)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if n := strings.Count(lines([]byte(strings.Repeat("x\n", 100))), "\n"); n != headLines-1 {
		t.Errorf("%d lines", n)
	}
}

// What is known of one choice is not taken for another.
func TestWhatIsKnownIsOfThatChoice(t *testing.T) {
	w, f, a, _ := opened(t)
	m := newModel(f, func() {})
	m.chosen.What = inView
	seen := map[string]bool{}
	for _, change := range []func(){
		func() {}, func() { a.lo = 1_600_000_000 }, func() { a.lo++ }, func() { a.hi = 1_700_000_000 }, func() { m.chosen.Title = "A" }, func() { m.chosen.Title = "B" },
		func() { m.chosen.Notes = mine }, func() { m.private = true }, func() { m.chosen.Articles = full }, func() { m.chosen.Lang = "ar" }, func() { m.chosen.Theme = "dark" },
		func() { m.chosen.What = picked }, func() { m.picks = []data.ID{data.NewID()} }, func() { m.picks = []data.ID{data.NewID()} },
		func() { m.format = page.FolderFormat() },
		func() {
			w.Do(data.Edit{Label: "test", Tracks: []data.Change[data.Track]{data.Insert(data.NextTrack("More", nil))}})
		},
	} {
		change()
		look, err := m.look()
		if err != nil {
			t.Fatal(err)
		}
		key := m.key(m.selection(), look)
		if seen[key] {
			t.Errorf("the same as before: %s", key)
		}
		seen[key] = true
	}
}
