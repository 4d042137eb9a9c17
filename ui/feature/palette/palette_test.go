package palette

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// around is the commands, the search and the timeline around the palette.
type around struct {
	opened []string // of the guide
	gone   []data.ID
	shown  []dates.Date
}

func (a *around) GoTo(h data.Hit)                      { a.gone = append(a.gone, h.ID) }
func (a *around) Where(data.Hit) (colour, name string) { return "red", "Somewhere" }
func (a *around) ShowDate(d dates.Date)                { a.shown = append(a.shown, d) }

func (a *around) Open(id string) { a.opened = append(a.opened, id) }

func (a *around) Finder() func(words string) []command.Named {
	return func(words string) (all []command.Named) {
		if words == "hijri" || words == "lockdown" {
			for _, id := range []string{"dates/0", "dates/1", "dates/2", "dates/3"} {
				all = append(all, command.Named{ID: id, Names: []string{"Hijri calendar", "التقويم الهجري"}, Detail: "Dates", On: true})
			}
		}
		return all
	}
}

func (a *around) Named() []command.Named {
	return []command.Named{
		{ID: "view.fit", Names: []string{"Zoom to fit", "ملاءمة العرض"}, Key: "0", On: true},
		{ID: "view.in", Names: []string{"Zoom in", "تكبير"}, Key: "W", On: true},
		{ID: "event.edit", Names: []string{"Edit the event", "تحرير الحدث"}},
		{ID: "view.1", Names: []string{"Go to a view", "عرض محفوظ"}, Detail: "Games", On: true},
	}
}

func made(t testing.TB) (*featuretest.Window, *Feature, *around) {
	t.Helper()
	w, a := featuretest.New(t), &around{}
	f := New(w.Host, a, a, a, a)
	w.ShowSample(sqlite.NewOpener(afero.NewOsFs(), "test"))
	return w, f, a
}

// texts are what the rows say.
func texts(l *list) (all []string) {
	for _, r := range l.model.rows {
		all = append(all, r.text)
	}
	return all
}

// write types words into the line, and waits for what is looked up.
func write(w *featuretest.Window, l *list, words string) {
	l.entry.SetText(words)
	l.typed(words)
	w.Until("what is looked up", func() bool { return !l.model.looking.Busy() })
}

// Enter takes the first row, after the palette is gone; commands are found in either
// language and by what they are about, and those that ran last are offered first.
func TestCommandsAreFoundByName(t *testing.T) {
	w, f, _ := made(t)
	if !w.Run(f, "palette") || w.Dialog() == nil {
		t.Fatal("no palette")
	}
	if w.Run(f, "palette"); len(w.Host.Canvas.Overlays().List()) != 1 {
		t.Error("there are two")
	}
	if w.Host.Canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}); w.Dialog() != nil {
		t.Fatal("Esc leaves the palette open")
	}
	for words, want := range map[string]string{"zoom to f": "view.fit", "تكبير": "view.in", "games": "view.1"} {
		l := f.show()
		write(w, l, words)
		if l.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); w.Dialog() != nil {
			t.Fatalf("the palette stays: %q, row %d of %q", words, l.rows.Current(), texts(l))
		}
		w.Until(want, func() bool { return slices.Contains(w.Ran, want) })
		if w.Host.State.Commands[0] != want {
			t.Errorf("remembered are %v", w.Host.State.Commands)
		}
	}
	l := f.show()
	if said := texts(l); said[0] != w.Host.Kit().T("palette.recent") || len(said) != 3+4+2 {
		t.Errorf("it offers %q", said)
	}
	write(w, l, "edit the event")
	if at := l.model.first(0); !l.model.rows[at].off {
		t.Fatalf("it offers %q", texts(l))
	}
	if l.rows.Choose(); w.Dialog() == nil {
		t.Error("a command that cannot run takes the palette away")
	}
	write(w, l, "nothing is called so")
	if len(l.model.rows) != 0 || !l.none.Visible() {
		t.Errorf("it offers %q", texts(l))
	}
}

// The palette is as high as what it lists, up to a number of rows.
func TestHeightFollowsTheHits(t *testing.T) {
	w, f, _ := made(t)
	l := f.show()
	all := l.popup.MinSize().Height
	write(w, l, "zoom to fit")
	one := l.popup.MinSize().Height
	if rows := l.model.rows; len(rows) != 2 || all-one != 3*rowHeight || l.popup.Content.Size().Height > one {
		t.Errorf("%d rows: %v units high, %v with all commands", len(rows), one, all)
	}
	write(w, l, "2")
	if most := l.popup.MinSize().Height; most > one+rowsInView*rowHeight {
		t.Errorf("%v units high for %d rows", most, len(l.model.rows))
	}
}

// Events and articles are found beside commands; what begins with the words is first.
func TestEventsAndArticles(t *testing.T) {
	w, f, a := made(t)
	l := f.show()
	write(w, l, "two winters")
	said := texts(l)
	if said[0] != w.Host.Kit().T("search.kind.articles") || !strings.HasPrefix(said[1], "Two winters") {
		t.Fatalf("it offers %q", said)
	}
	l.choose(1)
	if want := w.ArticleTitled("Two winters").ID; !slices.Equal(a.gone, []data.ID{want}) {
		t.Errorf("it goes to %v, want %v", a.gone, want)
	}
	l = f.show()
	write(w, l, "lockdown")
	at := slices.IndexFunc(l.model.rows, func(r row) bool { return strings.Contains(r.text, "lockdown") })
	if at < 0 || l.model.rows[at].colour != "red" {
		t.Fatalf("it offers %q", texts(l))
	}
	event := l.model.events[slices.IndexFunc(l.model.events, func(h data.Hit) bool { return h.Title == l.model.rows[at].text })].ID
	if l.choose(at); len(a.gone) != 2 || a.gone[1] != event {
		t.Errorf("it goes to %v, then to the event %v: its passage is not opened", a.gone, event)
	}
}

// A date is offered in each way that it can be read.
func TestDates(t *testing.T) {
	w, f, a := made(t)
	l := f.show()
	write(w, l, "4/2/2022")
	if said := texts(l); said[0] != w.Host.Kit().T("palette.dates") || len(said) < 3 {
		t.Fatalf("it offers %q", said)
	}
	l.choose(1)
	l = f.show()
	write(w, l, "2022")
	l.choose(1)
	if len(a.shown) != 2 || a.shown[1].EDTF != "2022" {
		t.Errorf("it goes to %v", a.shown)
	}
}

// Letters that are overtaken leave nothing behind; the current row stays while more is
// found for the same words.
func TestTypingOvertakesItself(t *testing.T) {
	w, f, _ := made(t)
	l := f.show()
	l.typed("lockdown")
	l.typed("zoom")
	l.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	at := l.rows.Current()
	w.Until("what is looked up", func() bool { return !l.model.looking.Busy() })
	if l.model.found() {
		t.Errorf("it offers %q", texts(l))
	}
	if at < 2 || l.rows.Current() < 1 {
		t.Errorf("row %d, then %d", at, l.rows.Current())
	}
	l.typed("lockdown")
	l.typed("")
	if l.model.looking.Busy() {
		t.Error("something is looked up for nothing")
	}
}

func TestRowsAreDrawn(t *testing.T) {
	w, f, _ := made(t)
	for _, lang := range []string{"ar", "en"} {
		w.Relocale(lang, f)
		l := f.show()
		write(w, l, "zoom")
		w.Host.Canvas.Overlays().Top().Resize(fyne.NewSize(1200, 800))
		if said := featuretest.Texts(l.rows); !slices.Contains(said, "Zoom to fit") || !slices.Contains(said, "0") {
			t.Errorf("%s: it says %q", lang, said)
		}
		l.close()
	}
}

func TestBegins(t *testing.T) {
	for _, c := range []struct {
		name, title, text string
		want              bool
	}{
		{"the first words", "Two winters: from Wuhan", "two win", true},
		{"other words", "Winter Games open", "two win", false},
		{"with other letters of the same", "أوكرانيا اليوم", "اوكرانيا", true},
		{"nothing typed", "Two winters", "  ", false},
	} {
		if got := begins([]data.Hit{{Title: c.title}}, c.text); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if begins(nil, "x") {
		t.Error("nothing found begins with it")
	}
}

// What is found in the guide is listed, a little of it only, and opens where it is.
func TestTheGuideIsFound(t *testing.T) {
	w, f, a := made(t)
	heading := w.Host.Kit().T("palette.guide")
	l := f.show()
	if slices.Contains(texts(l), heading) {
		t.Errorf("before anything is typed: %q", texts(l))
	}
	write(w, l, "hijri")
	at := slices.Index(texts(l), heading)
	if at < 0 || at+mostPages >= len(l.model.rows) || l.model.rows[at+1].detail != "Dates" || l.model.rows[at+mostPages].text != "Hijri calendar" {
		t.Fatalf("listed is %q", texts(l))
	}
	if at+mostPages+1 < len(l.model.rows) && l.model.rows[at+mostPages+1].text == "Hijri calendar" {
		t.Errorf("more than %d pages: %q", mostPages, texts(l))
	}
	if l.choose(at + 1); w.Dialog() != nil || !slices.Equal(a.opened, []string{"dates/0"}) {
		t.Errorf("%q is opened", a.opened)
	}
}

// What the library has of the words comes before what the guide says of them, also while
// it is looked up: Enter opens no page of the guide instead of an event.
func TestTheLibraryComesBeforeTheGuide(t *testing.T) {
	w, f, _ := made(t)
	heading := w.Host.Kit().T("palette.guide")
	l := f.show()
	l.entry.SetText("lockdown")
	l.typed("lockdown")
	if l.model.looking.Busy() && slices.Contains(texts(l), heading) {
		t.Errorf("before the library has answered: %q", texts(l))
	}
	write(w, l, "lockdown")
	said := texts(l)
	guide := slices.Index(said, heading)
	event := slices.IndexFunc(said, func(s string) bool { return strings.Contains(s, "lockdown") })
	if guide < 0 || event < 0 || event > guide {
		t.Errorf("it offers %q", said)
	}
}
