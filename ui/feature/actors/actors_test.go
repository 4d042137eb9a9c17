package actors

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

const report = "Judge Tarek Bitar met President Zoran Petkov on Monday. The XQZ was told.\n"

// opened is a library of an event that an article reports, and of two persons.
func opened(t *testing.T) (*featuretest.Window, *Feature, *edited) {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	a := data.Article{ID: data.NewID(), Title: "Talks"}.WithText(report)
	track := data.NextTrack("News", nil)
	e := data.Event{ID: data.NewID(), Title: "Talks", Track: track.ID, Importance: 3, Date: featuretest.NewReported(t).Events[0].Date}
	sel, err := anchor.Make(report, 0, strings.Index(report, " The XQZ"))
	if err != nil {
		t.Fatal(err)
	}
	ana, anna := data.Entity{ID: data.NewID(), Type: data.Person, Name: "Ana Mirova"}, data.Entity{ID: data.NewID(), Type: data.Person, Name: "آنا ميروفا"}
	if _, err := store.Apply(t.Context(), data.Edit{
		Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(e)},
		Articles: []data.Change[data.Article]{data.Insert(a)}, Excerpts: []data.Change[data.Excerpt]{data.Insert(data.Excerpt{ID: data.NewID(), Event: e.ID, Article: a.ID, Anchor: sel})},
		Entities: []data.Change[data.Entity]{data.Insert(ana), data.Insert(anna)},
		Mentions: []data.Change[data.Mention]{data.Insert(data.Mention{ID: data.NewID(), Entity: ana.ID, Event: e.ID, Role: data.RoleActor})},
	}); err != nil {
		t.Fatal(err)
	}
	w := featuretest.New(t)
	d := &edited{}
	f := New(w.Host, d, d)
	w.Put(f.View())
	w.Show(store)
	return w, f, d
}

// edited is the window and the editor: what they were asked for.
type edited struct {
	tab string
	of  data.Entity
}

func (e *edited) ShowList(tab string) { e.tab = tab }
func (e *edited) Edit(of data.Entity) { e.of = of }

func has(f *Feature, words string) bool {
	return slices.Contains(featuretest.Texts(f.View()), words)
}

// All are listed with what has to do with them, searched and sorted; one leaves its events.
func TestList(t *testing.T) {
	w, f, d := opened(t)
	if len(f.list.all) != 0 {
		t.Error("it is read before it is seen")
	}
	w.Run(f, "actors")
	w.Until("they are listed", func() bool { return d.tab == Tab && len(f.list.rows) == 2 })
	cells := f.pane.cells(0)
	if cells[0].Text != "Ana Mirova" || cells[3].Text != "1" || cells[4].Text != "1" || f.pane.cells(1)[3].Text != "–" {
		t.Errorf("the rows are %+v and %+v", cells, f.pane.cells(1))
	}
	f.pane.sortBy("name", true)
	if f.pane.cells(0)[0].Text != "آنا ميروفا" {
		t.Error("they are not sorted")
	}
	f.pane.entry.OnChanged("مِيروفا")
	if len(f.list.rows) != 1 {
		t.Errorf("%d are found", len(f.list.rows))
	}
	f.pane.entry.OnChanged("nobody")
	if !has(f, "Nobody is called so") {
		t.Error("an empty list does not say so")
	}
	featuretest.Press(t, f.View(), "Show all")
	f.list.kind = data.Organisation
	if f.list.arrange(); len(f.list.rows) != 0 {
		t.Error("persons are organisations")
	}
	f.list.kind = ""
	f.list.arrange()
	f.pane.sortBy("events", true)
	f.pane.pressed(0, control.Press{})
	f.pane.key(&fyne.KeyEvent{Name: fyne.KeyF2})
	w.Until("she is edited", func() bool { return d.of.Name == "Ana Mirova" })
	f.pane.filter(0)
	if q := w.Host.Library.Filter().String(); !strings.Contains(q, "actor") {
		t.Errorf("the filter is %q", q)
	}
}

// Several are made one, which is undone as one; they are deleted with a question.
func TestMergeAndDelete(t *testing.T) {
	w, f, _ := opened(t)
	w.Run(f, "actors")
	w.Until("they are listed", func() bool { return len(f.list.rows) == 2 })
	if w.Run(f, "actors.merge") {
		t.Error("one alone is merged")
	}
	f.pane.shortcut(&fyne.ShortcutSelectAll{})
	if !w.Run(f, "actors.merge") {
		t.Fatal("two are not merged")
	}
	featuretest.Press(t, w.Dialog(), "آنا ميروفا")
	featuretest.Press(t, w.Dialog(), w.Host.Kit().T("merge.do"))
	w.Until("they are one", func() bool { return len(f.list.rows) == 1 })
	if a := f.list.all[0]; a.Name != "آنا ميروفا" || others(a.Entity) != "Ana Mirova" || a.events != 1 {
		t.Errorf("it is %+v", a)
	}
	w.Host.Library.Undo()
	w.Until("they are two again", func() bool { return len(f.list.rows) == 2 })
	f.pane.shortcut(&fyne.ShortcutSelectAll{})
	f.pane.remove()
	featuretest.Press(t, w.Dialog(), w.Host.Kit().T("button.delete"))
	w.Until("they are gone", func() bool { return len(f.list.all) == 0 && has(f, "No persons or organisations yet") })
	w.Host.Library.Undo()
	w.Until("they are back", func() bool { return len(f.list.all) == 2 })
}

// Names of the texts are taken or left; what is taken is in the list, and undo brings both
// back.
func TestProposed(t *testing.T) {
	w, f, _ := opened(t)
	w.Run(f, "actors")
	w.Run(f, "actors.find")
	w.Until("names are proposed", func() bool { return f.pane.proposed && len(f.found.all) == 3 })
	listed := func() (all []string) {
		for _, n := range f.found.all {
			all = append(all, n.Name)
		}
		slices.Sort(all)
		return all
	}
	if got := listed(); !slices.Equal(got, []string{"Tarek Bitar", "XQZ", "Zoran Petkov"}) {
		t.Fatalf("proposed are %q", got)
	}
	if cells := f.pane.review.cells(0); cells[2].Text != "Beside “Judge”" || cells[4].Text != "1" || cells[0].Text != "Tarek Bitar" {
		t.Errorf("the first is %+v", cells)
	}
	f.pane.review.next()
	w.Until("the passage is opened", func() bool {
		a := w.Host.Library.Article()
		return a != nil && w.Host.Library.Active().Start == len("Judge ")
	})
	f.pane.review.key(&fyne.KeyEvent{Name: fyne.KeyA})
	w.Until("he is in the library", func() bool { return len(f.list.all) == 3 && len(f.found.all) == 2 })
	f.pane.review.shortcut(&fyne.ShortcutSelectAll{})
	f.pane.review.key(&fyne.KeyEvent{Name: fyne.KeyD})
	w.Until("nothing is left", func() bool { return len(f.found.all) == 0 && has(f, "Nothing left to decide") })
	w.Host.Library.Undo()
	w.Until("two are proposed again", func() bool { return len(f.found.all) == 2 })
	w.Host.Library.Undo()
	w.Until("he is proposed again", func() bool { return len(f.found.all) == 3 && len(f.list.all) == 2 })
	w.Relocale("ar", f)
	if !has(f, "مقترحة من النصوص") || !f.pane.proposed {
		t.Error("in Arabic, it is another list")
	}
	w.Close()
	if f.found.known || len(f.found.all) > 0 || f.pane.proposed {
		t.Error("what was proposed outlives its library")
	}
}

// A name that is like another is taken as one with it, at once.
func TestProposedAsOne(t *testing.T) {
	w, f, _ := opened(t)
	second := data.Article{ID: data.NewID(), Title: "عودة"}.WithText("عاد القاضي طارق بيطار إلى التحقيق.\n")
	w.Do(data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(second)}})
	w.Run(f, "actors.find")
	w.Until("names are proposed", func() bool { return len(f.found.all) == 4 })
	f.pane.review.to(slices.IndexFunc(proposedNames(f), func(name string) bool { return name == "Tarek Bitar" }))
	as := f.pane.review.alike(f.found.shown())
	if len(as) != 1 {
		t.Fatalf("there are %d likenesses", len(as))
	}
	as[0].Run()
	w.Until("they are one", func() bool { return len(f.list.all) == 3 && len(f.found.all) == 2 })
	if i := slices.IndexFunc(f.list.all, func(a actor) bool { return a.Name == "Tarek Bitar" }); i < 0 || others(f.list.all[i].Entity) != "طارق بيطار" {
		t.Errorf("listed are %+v", f.list.all)
	}
}

// proposedNames are the names that are proposed, in order.
func proposedNames(f *Feature) (all []string) {
	for _, n := range f.found.all {
		all = append(all, n.Name)
	}
	return all
}
