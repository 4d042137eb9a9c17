package lists

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/tags"
)

// around is the window and the read marks around the lists.
type around struct {
	list   string
	read   map[data.ID]bool
	copied []data.ID
	rich   bool
	cited  string

	pictured data.ID
	made     func()
}

func (a *around) Events(ids []data.ID, rich bool) { a.copied, a.rich = ids, rich }
func (a *around) Formats() bool                   { return true }

func (a *around) Cite(of data.Article, _ fyne.Position) []control.Item {
	return []control.Item{{Text: "Cite", Run: func() { a.cited = of.Title }}}
}

func (a *around) ShowList(tab string)          { a.list = tab }
func (a *around) Unread(one data.Article) bool { return !a.read[one.ID] }

func (a *around) SetRead(read bool, articles ...data.Article) {
	for _, one := range articles {
		a.read[one.ID] = read
	}
}

// Thumb is a picture of the event that has one.
func (a *around) Thumb(event data.ID) *image.RGBA {
	if event == a.pictured {
		return image.NewRGBA(image.Rect(0, 0, 30, 20))
	}
	return nil
}

func (a *around) Subscribe(told func(bool)) func() {
	a.made = func() { told(false) }
	return func() {}
}

func made(t testing.TB) (*featuretest.Window, *Feature, *around) {
	t.Helper()
	w, a := featuretest.New(t), &around{read: map[data.ID]bool{}}
	f := New(w.Host, a, a, tags.New(w.Host), a, a)
	w.ShowSample(sqlite.NewOpener(afero.NewOsFs(), "test"))
	return w, f, a
}

// events are those of the rows of the table, in order.
func events(w *featuretest.Window, f *Feature) (all []data.Event) {
	for row := range f.table.count() {
		id := f.table.event(row)
		w.Until("a row", func() bool { _, ok := f.rows.row(id); return ok })
		e, _ := f.rows.row(id)
		all = append(all, e)
	}
	return all
}

// press presses a row of the table with modifiers held.
func press(f *Feature, row int, held fyne.KeyModifier) {
	f.events.pressed(row, control.Press{Held: held})
}

func TestTheTableIsSorted(t *testing.T) {
	w, f, _ := made(t)
	id := f.table.event(3)
	if _, ok := f.rows.row(id); ok {
		t.Fatal("a row was there before it was asked for")
	}
	told := 0
	f.rows.arrived.Subscribe(func(struct{}) { told++ })
	byDate := events(w, f)
	if told == 0 || byDate[3].ID != id {
		t.Errorf("told %d times; row 3 is %v", told, byDate[3])
	}
	f.table.sortBy("date", true)
	if down := events(w, f); down[0].ID != byDate[len(byDate)-1].ID {
		t.Errorf("the last is %q, want %q", down[0].Title, byDate[len(byDate)-1].Title)
	}
	words := func(e data.Event) []string {
		return strings.FieldsFunc(fold.String(e.Title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	f.table.sortBy("title", true)
	if !f.table.sorting || f.table.count() != len(byDate) {
		t.Error("the rows are gone while they are sorted")
	}
	w.Until("the order", func() bool { return !f.table.sorting })
	if rows := events(w, f); !slices.IsSortedFunc(rows, func(a, b data.Event) int { return slices.Compare(words(b), words(a)) }) {
		t.Error("the titles are not in descending order")
	}
	if w.Host.State.Table("events").Sort != "title" {
		t.Error("the order is not remembered")
	}
}

// Several rows that are selected stay so while one of them is dragged; a click on it selects
// it alone.
func TestSelectedRowsAreDraggedTogether(t *testing.T) {
	w, f, _ := made(t)
	press(f, 2, 0)
	press(f, 4, fyne.KeyModifierShift)
	picked := f.table.picked()
	var out feature.Carried
	f.OnCarried(func(c feature.Carried) { out = c })
	press(f, 3, 0)
	f.events.out(3, fyne.NewPos(7, 8), true)
	if !slices.Equal(f.Picked(), picked) || len(picked) != 3 || out.Event != f.table.event(3) {
		t.Errorf("%d of %d events are dragged, by %v", len(f.Picked()), len(picked), out.Event)
	}
	k := w.Host.Kit()
	if words := f.events.dropping(3, -1); words != k.Locale.TN("drop.events.hint", 3) || f.events.dropping(3, 5) != "" {
		t.Errorf("it says %q", words)
	}
	if f.events.clicked(3); !slices.Equal(f.Picked(), []data.ID{f.table.event(3)}) {
		t.Errorf("after a click %d are selected", len(f.Picked()))
	}
}

// Rows are selected by mouse and by keyboard, and stay selected through an order, an
// edit and a change of language; what the filter leaves out stays so, too.
func TestRowsAreSelected(t *testing.T) {
	w, f, a := made(t)
	press(f, 2, 0)
	press(f, 5, fyne.KeyModifierShift)
	press(f, 4, fyne.KeyModifierShortcutDefault)
	want := []data.ID{f.table.event(2), f.table.event(3), f.table.event(5)}
	if got := f.table.picked(); !slices.Equal(got, want) {
		t.Fatalf("%d are selected", len(got))
	}
	f.table.sortBy("title", false)
	w.Until("the order", func() bool { return !f.table.sorting })
	n := w.Host.Library.Snapshot()
	e := data.Event{ID: data.NewID(), Title: "The first of all", Date: events(w, f)[0].Date, Track: n.Tracks[0].ID, Importance: 3}
	w.Do(data.Edit{Label: "edit.event.add", Events: []data.Change[data.Event]{data.Insert(e)}})
	w.Until("one more row", func() bool { return f.table.snapshot.Find(e.ID, e.Date) >= 0 })
	w.Relocale("ar", f)
	if got := f.table.picked(); !slices.Equal(got, want) {
		t.Errorf("%d are selected", len(got))
	}
	if got := f.table.pickedInOrder(); len(got) != 3 {
		t.Errorf("%d are selected in the order of the rows", len(got))
	}
	f.events.moved(1, 0)
	f.events.moved(3, fyne.KeyModifierShift)
	if f.table.picks.Len() != 3 {
		t.Errorf("%d are selected by keyboard", f.table.picks.Len())
	}
	if f.events.key(&fyne.KeyEvent{Name: fyne.KeyEscape}); f.table.picks.Len() != 0 || w.Run(f, "events.copy") {
		t.Error("Esc selects nothing")
	}
	if !w.Run(f, "events.all") || f.table.picks.Len() != f.table.count() || a.list != EventsTab {
		t.Errorf("%d of %d are selected", f.table.picks.Len(), f.table.count())
	}
	if w.Close(); f.table.picks.Len() != 0 || f.table.count() != 0 {
		t.Error("rows outlive their library")
	}
}

// The event of a row is shown on the timeline: the article that is open stays so.
func TestARowIsShown(t *testing.T) {
	w, f, _ := made(t)
	f.events.pressed(7, control.Press{Double: true})
	w.Until("the event is selected", func() bool { return w.Host.Library.Selected() == f.table.event(7) })
	if w.Host.Library.Article() != nil {
		t.Error("an article is opened")
	}
}

// Selected events are changed in one edit, which one step takes back.
func TestManyEventsAreChangedInOneEdit(t *testing.T) {
	w, f, _ := made(t)
	l := w.Host.Library
	for _, id := range []string{"events.track", "events.tags", "events.importance", "events.delete"} {
		if w.Run(f, id) {
			t.Errorf("%s runs without events", id)
		}
	}
	press(f, 0, 0)
	press(f, 3, fyne.KeyModifierShift)
	rows := events(w, f)[:4]
	all := func(holds func(data.Event) bool) func() bool {
		return func() bool {
			for _, e := range rows {
				if now, ok := f.rows.row(e.ID); !ok || !holds(now) {
					return false
				}
			}
			return true
		}
	}
	f.changes.change("edit.events.importance", func(e *data.Event) { e.Importance = 1 })
	w.Until("the importance of all", all(func(e data.Event) bool { return e.Importance == 1 }))
	if f.table.picks.Len() != 4 {
		t.Errorf("%d are selected after an edit", f.table.picks.Len())
	}
	l.Undo()
	w.Until("one step takes it back", func() bool {
		return l.Snapshot().UndoLabel != "edit.events.importance" && slices.ContainsFunc(rows, func(e data.Event) bool {
			now, ok := f.rows.row(e.ID)
			return ok && now.Importance == e.Importance && e.Importance != 1
		})
	})
	for _, id := range []string{"events.track", "events.importance"} {
		if !w.Run(f, id) || w.Dialog() == nil {
			t.Errorf("%s offers nothing", id)
		}
		w.Host.Canvas.Overlays().Remove(w.Dialog())
	}
	if !w.Run(f, "events.tags") {
		t.Fatal("no tags are asked for")
	}
	d := w.Host.Kit().Dialogs.Top()
	entry, _ := w.Host.Canvas.Focused().(*control.Entry)
	entry.SetText("games")
	d.Submit()
	w.Until("all have the tag", all(func(e data.Event) bool { return slices.Contains(e.Tags, "games") }))
}

func TestManyEventsAreDeletedWithWhatDependsOnThem(t *testing.T) {
	w, f, _ := made(t)
	l := w.Host.Library
	counts := l.Snapshot().Counts
	w.Run(f, "events.all")
	if !w.Run(f, "events.delete") {
		t.Fatal("nothing is deleted")
	}
	w.Until("it is asked first", func() bool { return w.Host.Kit().Dialogs.Top() != nil })
	if l.Snapshot().Counts != counts {
		t.Error("it is deleted before it is asked")
	}
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until("all events are gone", func() bool { return l.Snapshot().Counts.Events == 0 && f.table.count() == 0 })
	if l.Snapshot().Counts.Excerpts != 0 || f.table.picks.Len() != 0 {
		t.Errorf("%d excerpts are left, %d events selected", l.Snapshot().Counts.Excerpts, f.table.picks.Len())
	}
	l.Undo()
	w.Until("all of it is back", func() bool { return l.Snapshot().Counts == counts && f.table.count() == counts.Events })
}

// Rows are copied in the order of the table, as lines of fields.
func TestRowsAreCopied(t *testing.T) {
	w, f, a := made(t)
	f.table.sortBy("date", true)
	press(f, 0, 0)
	press(f, 1, fyne.KeyModifierShift)
	for _, id := range []string{"events.copy", "events.copy.rich"} {
		a.copied = nil
		w.Run(f, id)
		if want := []data.ID{f.table.event(0), f.table.event(1)}; !slices.Equal(a.copied, want) || a.rich != (id != "events.copy") {
			t.Errorf("%s: %v, want %v", id, a.copied, want)
		}
	}
	if !w.Run(f, "events.cells") {
		t.Fatal("nothing is copied")
	}
	w.Until("copied", func() bool { return w.Host.Clipboard.Content() != "" })
	lines := strings.Split(strings.TrimSpace(w.Host.Clipboard.Content()), "\n")
	rows := events(w, f)
	if len(lines) != 3 || !strings.HasPrefix(lines[1], rows[0].Title+"\t"+rows[0].Date.EDTF+"\t") || !strings.HasPrefix(lines[2], rows[1].Title+"\t") {
		t.Errorf("copied is %q", lines)
	}
}

// Only so many are changed and copied at once.
func TestTooManyEvents(t *testing.T) {
	w, f, _ := made(t)
	w.Run(f, "events.all")
	if _, ok := f.changes.chosen(3); ok || w.Dialog() == nil {
		t.Error("nobody says that they are too many")
	}
}

// The articles are listed in the order that is asked for, those that the filter leaves,
// and by whether they are read.
func TestArticlesAreListed(t *testing.T) {
	w, f, a := made(t)
	l := w.Host.Library
	titles := func() (all []string) {
		for _, one := range f.listed.rows {
			all = append(all, one.Title)
		}
		return all
	}
	n := len(l.Snapshot().Articles)
	if len(titles()) != n || !slices.IsSortedFunc(f.listed.rows, func(a, b data.Article) int { return int(b.Published.Lo - a.Published.Lo) }) {
		t.Errorf("listed are %q", titles())
	}
	for _, key := range []string{"title", "publisher", "excerpts"} {
		f.articles.sortBy(key, false)
		up := titles()
		f.articles.sortBy(key, true)
		if len(up) != n || len(titles()) != n {
			t.Errorf("by %s are listed %q", key, up)
		}
	}
	f.articles.sortBy("title", false)
	first := f.listed.rows[0]
	if !slices.IsSortedFunc(f.listed.rows, func(a, b data.Article) int {
		return strings.Compare(strings.TrimLeft(fold.String(a.Title), "“"), strings.TrimLeft(fold.String(b.Title), "“"))
	}) {
		t.Errorf("by title: %q", titles())
	}
	f.mark(true, first)
	w.Filter("is:unread")
	if f.listed.find(first.ID) >= 0 || f.listed.unread() != len(f.listed.rows) || len(f.listed.rows) == 0 {
		t.Errorf("unread are %q", titles())
	}
	w.Filter("-is:unread")
	if !slices.Equal(titles(), []string{first.Title}) {
		t.Errorf("read are %q", titles())
	}
	w.Filter("")
	if w.Run(f, "articles.read"); f.listed.unread() != 0 || len(a.read) != n {
		t.Errorf("%d are unread", f.listed.unread())
	}
	f.articles.open(0)
	w.Until("the article is open", func() bool { return l.Article() != nil && l.Article().ID == first.ID })
	if w.Run(f, "articles"); a.list != ArticlesTab {
		t.Errorf("%q is shown", a.list)
	}
}

// The current row stays when the list is sorted.
func TestTheCurrentArticleStays(t *testing.T) {
	_, f, _ := made(t)
	f.articles.table.List.SetCurrent(2)
	at := f.listed.rows[2].ID
	f.articles.sortBy("title", false)
	if got := f.articles.table.List.Current(); f.listed.find(at) != got {
		t.Errorf("row %d is the current one, want %d", got, f.listed.find(at))
	}
}

// Both lists say what to do where they are empty, in both languages.
func TestEmptyLists(t *testing.T) {
	w, f, _ := made(t)
	k := func(key string) string { return w.Host.Kit().T(key) }
	for _, lang := range []string{"ar", "en"} {
		w.Relocale(lang, f)
		w.Filter("track:Sport -track:Sport")
		for _, pane := range []fyne.CanvasObject{f.EventsPane(), f.ArticlesPane()} {
			if said := featuretest.Texts(pane); !slices.Contains(said, k("filter.nothing.title")) {
				t.Errorf("%s: it says %q", lang, said)
			}
		}
		w.Filter("track:Sport")
		if said := featuretest.Texts(f.EventsPane()); !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, w.Host.Kit().Locale.Count(f.table.count())) }) {
			t.Errorf("%s: it says %q", lang, said)
		}
		w.Filter("")
	}
}

func TestAnArticleIsCited(t *testing.T) {
	w, f, a := made(t)
	f.articles.menu(1, fyne.NewPos(10, 10))
	featuretest.Press(t, w.Dialog(), "Cite")
	if want := f.articles.shown[1].Title; a.cited != want {
		t.Errorf("cited is %q, want %q", a.cited, want)
	}
}

// No cell that is copied for a spreadsheet is a formula there.
func TestCopiedCellsAreNoFormulas(t *testing.T) {
	var b strings.Builder
	writeLine(&b, "=1+1", "\t@x", "-44", "a=b", "")
	if want := "'=1+1\t @x\t'-44\ta=b\t\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

// Articles are selected with Ctrl and Shift, by mouse and by key; one alone is only the one
// that was opened. What is selected stays so when the list is sorted and narrowed.
func TestArticlesAreSelected(t *testing.T) {
	w, f, _ := made(t)
	p := f.articles
	ids := func(rows ...int) (ids []data.ID) {
		for _, row := range rows {
			ids = append(ids, p.shown[row].ID)
		}
		return ids
	}
	same := func(when string, want []data.ID) {
		t.Helper()
		got := f.PickedArticles()
		if len(got) != len(want) || slices.ContainsFunc(want, func(id data.ID) bool { return !slices.Contains(got, id) }) {
			t.Errorf("%s: %d are selected, want %d", when, len(got), len(want))
		}
	}
	p.pressed(0, control.Press{})
	w.Until("the article is open", func() bool { return w.Host.Library.Article() != nil })
	same("one is opened", nil)
	p.pressed(2, control.Press{Held: fyne.KeyModifierShortcutDefault})
	same("with Ctrl", ids(0, 2))
	if !strings.Contains(strings.Join(featuretest.Texts(p.head), " "), "2 articles selected") {
		t.Errorf("the head says %q", featuretest.Texts(p.head))
	}
	kept := ids(0, 2)
	p.sortBy("title", false)
	p.sortBy("title", true)
	same("sorted", kept)
	p.pressed(0, control.Press{})
	p.pressed(2, control.Press{Held: fyne.KeyModifierShift})
	same("with Shift", ids(0, 1, 2))
	p.moved(1, fyne.KeyModifierShift)
	same("back by arrow", ids(0, 1))
	w.Ran = nil
	featuretest.Press(t, p.root, "Main events…")
	if !slices.Contains(w.Ran, "story") {
		t.Error("main events are not looked for")
	}
	p.moved(1, 0)
	same("without Shift", nil)
	w.Close()
	same("closed", nil)
}

// An event of the table that is dragged on another one is told, by what the rows show; not
// where the library is only read.
func TestRowsAreDropped(t *testing.T) {
	w, f, _ := made(t)
	var told [][2]data.ID
	f.OnDropped(func(event, on data.ID) { told = append(told, [2]data.ID{event, on}) })
	rows := events(w, f)
	if says := f.events.dropping(1, 3); !strings.Contains(says, rows[3].Title) {
		t.Errorf("it says %q over %q", says, rows[3].Title)
	}
	if says := f.events.dropping(1, -1); says == "" || says == f.events.dropping(1, 3) {
		t.Errorf("it says %q over none", says)
	}
	w.Relocale("ar", f)
	f.events.dropped(1, 3)
	if !slices.Equal(told, [][2]data.ID{{rows[1].ID, rows[3].ID}}) {
		t.Errorf("told %v", told)
	}
}

// The table shows the picture of an event, once it is made; rows are not sorted by it.
func TestPicturesInTheTable(t *testing.T) {
	w, f, a := made(t)
	a.pictured = events(w, f)[1].ID
	a.made()
	column := -1
	for i, c := range f.events.columns() {
		if c.Key == "picture" {
			column = i
		}
	}
	for row := range 3 {
		if has := f.events.cells(row)[column].Picture != nil; has != (row == 1) {
			t.Errorf("row %d has a picture: %v", row, has)
		}
	}
	if !f.events.columns()[column].Fixed {
		t.Error("rows can be sorted by pictures")
	}
}

// A date is whole in the lists, in both languages: its end is the year.
func TestDatesFitTheirColumns(t *testing.T) {
	w, f, _ := made(t)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		k := w.Host.Kit()
		for month := range 12 {
			d, err := dates.Parse(fmt.Sprintf("2025-%02d-28", month+1))
			if err != nil {
				t.Fatal(err)
			}
			if words := k.Locale.Date(d); k.Measure(words, control.SizeSmall, false) > dateWidth(k) {
				t.Errorf("%q does not fit", words)
			}
		}
	}
}
