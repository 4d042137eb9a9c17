package mainevents

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/events"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/library"
)

// What told articles say: a fire that three name, and the opening of a school that two do.
func toldTexts() []string {
	return []string{
		"The old mill in Ardea burned down on 3 May 2021.\n\nThe mayor of Ardea opened a school on 1 May 2021.\n",
		"Two men were arrested. The old mill of Ardea burned down on 3 May 2021.\n",
		"Nobody was hurt when the old mill of Ardea burned down on 3 May 2021.\n\nThe mayor of Ardea opened the school on 1 May 2021.\n",
	}
}

// desk is the review over a library with articles and no track yet.
type desk struct {
	*featuretest.Window
	t        *testing.T
	f        *Feature
	l        *library.Library
	reading  *reading.Feature
	picked   []data.ID
	articles []data.Article
	tab      string // that is shown
	hidden   bool   // the review's tab is
	count    string // on it
}

func (d *desk) PickedArticles() []data.ID { return d.picked }
func (d *desk) FirstTab() string          { return "event" }
func (d *desk) ShowTab(key string)        { d.tab, d.hidden = key, d.hidden && key != Tab }
func (d *desk) HideTab(string)            { d.hidden = true }
func (d *desk) CountTab(_, count string)  { d.count = count }

func (d *desk) Passage(string, data.Article)                    {}
func (d *desk) Cite(data.Article, fyne.Position) []control.Item { return nil }

func newDesk(t *testing.T, texts ...string) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), t: t, hidden: true}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	edit := data.Edit{Label: "test"}
	for i, words := range texts {
		published, err := dates.Parse(fmt.Sprintf("2021-05-%02d", 10+i))
		if err != nil {
			t.Fatal(err)
		}
		a := data.Article{ID: data.NewID(), Title: fmt.Sprintf("Article %d", i+1), Publisher: "The Courier", Lang: "en", Published: published}.WithText(words)
		d.articles, edit.Articles = append(d.articles, a), append(edit.Articles, data.Insert(a))
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	d.l, d.reading = d.Host.Library, reading.New(d.Host, d.Window)
	d.f = New(d.Host, d.reading, events.New(d.Host, d.reading, retext.New(d.Host, d.reading), d, d), d, d)
	d.put()
	d.Show(store)
	d.Until("what the filter leaves is known", func() bool { return d.l.Shown() != nil })
	return d
}

// put shows the review and the reader.
func (d *desk) put() {
	d.Put(control.NewPanes(d.Host.Kit(), control.Side{Root: d.f.View(), Size: 400, Opener: control.Gap(1, 1)}, d.reading.View(), control.Side{}, nil))
}

// begun begins the review and waits until it is shown.
func (d *desk) begun() {
	d.t.Helper()
	if !d.Run(d.f, "story") {
		d.t.Fatal("it is not possible")
	}
	d.Until("it is shown", func() bool { return d.tab == Tab && !d.l.Saving() })
}

// said is what the pane shows.
func (d *desk) said() string {
	return strings.NewReplacer("\u2068", "", "\u2069", "", "\u2066", "").Replace(strings.Join(featuretest.Texts(d.f.View()), "\n"))
}

// states are the main events with what is decided, in their order.
func (d *desk) states() string {
	var all []string
	for i := range d.f.model.items {
		it := &d.f.model.items[i]
		all = append(all, it.Date.EDTF+" "+[]string{"open", "accepted", "dismissed"}[it.decision])
	}
	return strings.Join(all, ", ")
}

func (d *desk) settle(want string) {
	d.t.Helper()
	d.Until(want, func() bool { return d.states() == want && !d.l.Saving() && len(d.f.model.taken) == 0 })
}

func (d *desk) counts() data.Counts {
	d.t.Helper()
	n, err := d.l.Store().Counts(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

func (d *desk) key(name fyne.KeyName) {
	d.f.pane.list.Rows.KeyDown(&fyne.KeyEvent{Name: name})
	d.f.pane.list.Rows.TypedKey(&fyne.KeyEvent{Name: name})
	d.f.pane.list.Rows.KeyUp(&fyne.KeyEvent{Name: name})
}

const (
	fire   = "2021-05-03"
	school = "2021-05-01"
)

// Main events come with what is known of them, best days first; a decision is one edit that
// is undone as one, and what is undone is to be decided on again.
func TestMainEventsAreDecidedOn(t *testing.T) {
	d := newDesk(t, toldTexts()...)
	d.begun()
	if got := d.states(); got != fire+" open, "+school+" open" {
		t.Fatalf("main events: %s", got)
	}
	said := d.said()
	for _, want := range []string{"Reported by 3 articles", "2 articles", "The Courier · 10 May 2021 · Article 1", "Accept  (A)"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not shown in\n%s", want, said)
		}
	}
	d.Until("the list has the keyboard", func() bool { return d.Host.Canvas.Focused() == fyne.Focusable(d.f.pane.list.Rows) })
	if d.count != "2" {
		t.Errorf("on the tab: %q", d.count)
	}
	d.key(fyne.KeyA)
	if got := d.states(); got != fire+" accepted, "+school+" open" {
		t.Errorf("at once: %s", got)
	}
	if _, at := d.f.model.shown(); at != 1 {
		t.Errorf("shown after it: %d", at)
	}
	d.settle(fire + " accepted, " + school + " open")
	if n := d.counts(); n.Events != 1 || n.Excerpts != 3 || n.Tracks != 1 || d.count != "1" {
		t.Errorf("in the library: %+v; on the tab %q", n, d.count)
	}
	d.key(fyne.KeyD)
	d.settle(fire + " accepted, " + school + " dismissed")
	d.l.Undo()
	d.settle(fire + " accepted, " + school + " open")
	d.l.Undo()
	d.settle(fire + " open, " + school + " open")
	if n := d.counts(); n.Events != 0 || n.Excerpts != 0 || n.Tracks != 0 {
		t.Errorf("after undo: %+v", n)
	}
}

// A passage that is left stays out of the event, which is decided on all the same.
func TestPassagesAreTakenOrLeft(t *testing.T) {
	d := newDesk(t, toldTexts()...)
	d.begun()
	d.key(fyne.Key2)
	if n := len(d.f.model.items[0].taken()); n != 2 {
		t.Fatalf("%d are taken", n)
	}
	d.key(fyne.Key2)
	d.key(fyne.Key1)
	d.key(fyne.Key9) // there is none
	d.key(fyne.KeyA)
	d.settle(fire + " accepted, " + school + " open")
	if n := d.counts(); n.Excerpts != 2 {
		t.Errorf("%d passages are in the library", n.Excerpts)
	}
	for _, name := range []fyne.KeyName{fyne.Key1, fyne.Key2} {
		d.key(name)
	}
	if d.f.acceptable() {
		t.Error("an event without passages can be accepted")
	}
	d.key(fyne.KeyA)
	if got := d.states(); got != fire+" accepted, "+school+" open" {
		t.Errorf("without passages: %s", got)
	}
}

// What the library has already is recognised, and gains the passages that are open.
func TestAnEventOfTheLibraryGainsSources(t *testing.T) {
	d := newDesk(t, toldTexts()...)
	d.begun()
	d.key(fyne.Key2)
	d.key(fyne.Key3)
	d.key(fyne.KeyA)
	d.settle(fire + " accepted, " + school + " open")
	d.f.again()
	if !slices.Contains(d.Ran, "story") {
		t.Fatal("it is not looked for again")
	}
	d.begun()
	d.Until("it is known", func() bool { return strings.Contains(d.said(), "gains 2 sources") })
	featuretest.Press(t, d.f.View(), "Add the sources to it  (A)")
	d.settle(fire + " accepted, " + school + " open")
	if n := d.counts(); n.Events != 1 || n.Excerpts != 3 {
		t.Errorf("in the library: %+v", n)
	}
}

// All that are sure are one edit.
func TestAllThatAreSureAreAcceptedAtOnce(t *testing.T) {
	d := newDesk(t, toldTexts()...)
	d.begun()
	sure := len(d.f.sure())
	if sure == 0 {
		t.Fatal("none is sure")
	}
	if !d.Run(d.f, "story.all") {
		t.Fatal("it is not possible")
	}
	featuretest.Press(t, d.Dialog(), "Accept")
	d.Until("they are written", func() bool { return d.counts().Events == sure && !d.l.Saving() && len(d.f.sure()) == 0 })
	d.l.Undo()
	d.settle(fire + " open, " + school + " open")
	if n := d.counts(); n.Events != 0 {
		t.Errorf("after one undo: %+v", n)
	}
}

// E asks for title, date and track first.
func TestAMainEventIsEdited(t *testing.T) {
	d := newDesk(t, toldTexts()...)
	d.begun()
	d.key(fyne.KeyE)
	d.Until("the form is open", func() bool { return d.Dialog() != nil })
	title, ok := featuretest.Find[*control.Entry](d.Dialog())
	if !ok || title.Text() != d.f.model.items[0].Title {
		t.Fatal("the form has no title")
	}
	title.SetText("The fire")
	featuretest.Press(t, d.Dialog(), "Save  (Ctrl+Enter)")
	d.settle(fire + " accepted, " + school + " open")
	d.Until("its title is shown", func() bool { return strings.Contains(d.said(), "The fire") })
}

// A passage is opened at its words, which are marked, and R goes from one to the next.
func TestPassagesAreRead(t *testing.T) {
	d := newDesk(t, toldTexts()...)
	d.begun()
	passages := d.f.model.items[0].Passages
	at := func(i int) {
		t.Helper()
		d.Until("the passage is shown", func() bool {
			a := d.l.Article()
			return a != nil && a.ID == passages[i].Article.ID && d.l.Active().Start == passages[i].Start
		})
		marks := d.f.model.marks()
		if len(marks) != 1 || marks[0].Start != passages[i].Start || !marks[0].Emphasis {
			t.Errorf("marked: %+v", marks)
		}
	}
	for i := range 3 {
		d.key(fyne.KeyR)
		at(i)
	}
	d.key(fyne.KeyR)
	at(0)
	d.Host.Canvas.Unfocus()
	featuretest.Press(t, d.f.View(), "The old mill of Ardea burned down on 3 May 2021.")
	at(1)
	d.Until("the list has the keyboard", func() bool { return d.Host.Canvas.Focused() == fyne.Focusable(d.f.pane.list.Rows) })
	d.key(fyne.KeyEscape)
	if len(d.f.model.marks()) != 0 {
		t.Error("a review that was left marks passages")
	}
}

// Leaving keeps the place and what was chosen; only other articles, or another text, are read
// again.
func TestLeavingKeepsThePlace(t *testing.T) {
	d := newDesk(t, toldTexts()...)
	d.begun()
	d.key(fyne.KeyJ)
	d.key(fyne.Key1)
	d.key(fyne.KeyEscape)
	if d.tab != "event" || !d.hidden || d.f.Going() {
		t.Errorf("left: %q is shown", d.tab)
	}
	story := d.f.model.story
	d.begun()
	if _, at := d.f.model.shown(); at != 1 || d.f.model.story != story || len(d.f.model.items[1].taken()) != 1 || d.hidden {
		t.Errorf("back at %d, with %d", at, len(d.f.model.items[1].taken()))
	}
	d.Relocale("ar", d.f)
	d.put()
	if said := d.said(); !strings.Contains(said, "أوردته مقالتان") {
		t.Errorf("in Arabic:\n%s", said)
	}
	d.picked = []data.ID{d.articles[0].ID, d.articles[2].ID}
	d.tab = ""
	d.begun()
	if len(d.f.model.sources) != 2 || d.f.model.items[0].Articles != 2 {
		t.Errorf("of the selected ones: %d were read", len(d.f.model.sources))
	}
	now, err := d.l.Store().Article(t.Context(), d.articles[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	d.Do(data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Update(now, now.WithText("Nothing.\n"))}})
	d.Until("it is told", func() bool { return strings.Contains(d.said(), d.Host.Kit().T("story.old")) })
	d.Close()
	if d.f.Going() || len(d.f.model.items) != 0 || d.count != "" {
		t.Error("main events of a library that is closed")
	}
}

// The filter says which articles are read; where there is nothing to read or to find, that is
// said with what to do.
func TestNothingToDecideOn(t *testing.T) {
	d := newDesk(t, append(toldTexts(), "It rained.\n", "")...)
	d.picked = []data.ID{d.articles[3].ID}
	d.begun()
	if said := d.said(); !strings.Contains(said, "No main events found") || !strings.Contains(said, "1 article was read") {
		t.Errorf("shown:\n%s", said)
	}
	d.picked, d.tab = []data.ID{d.articles[4].ID}, ""
	d.begun()
	if said := d.said(); !strings.Contains(said, "No texts to read") {
		t.Errorf("shown:\n%s", said)
	}
	featuretest.Press(t, d.f.View(), d.Host.Kit().T("command.article.add"))
	if !slices.Contains(d.Ran, "article.add") {
		t.Error("no way to add an article")
	}
	d.picked, d.tab = nil, ""
	d.Filter("arrested")
	d.Until("the filter is set", func() bool { return !d.l.Shown().All })
	d.begun()
	if len(d.f.model.sources) != 1 || d.f.model.sources[0].id != d.articles[1].ID {
		t.Errorf("read with the filter: %d", len(d.f.model.sources))
	}
}

// The first days are listed, and more on request.
func TestMoreDays(t *testing.T) {
	var words strings.Builder
	for i := range daysAtOnce + 3 {
		fmt.Fprintf(&words, "The council of Ardea opened bridge number %d on %d March 2021.\n\n", i+1, i+1)
	}
	d := newDesk(t, words.String())
	d.begun()
	if n := len(d.f.model.items); n != daysAtOnce {
		t.Fatalf("%d are listed", n)
	}
	featuretest.Press(t, d.f.View(), "3 more days")
	if n := len(d.f.model.items); n != daysAtOnce+3 || d.Run(d.f, "story.more") {
		t.Errorf("then %d", n)
	}
}

// Of an event that very many articles report as many passages are shown as there are keys;
// the rest when asked for, and then not of what is found next.
func TestVeryManyPassages(t *testing.T) {
	var texts []string
	for i := range 20 {
		texts = append(texts, fmt.Sprintf("The old mill in Ardea burned down on 3 May 2021. Witness %d of house %d saw smoke over street %d and the bridge.\n", i, 2*i, 3*i))
	}
	d := newDesk(t, texts...)
	d.begun()
	shown := func() (n int) {
		for _, words := range featuretest.Texts(d.f.View()) {
			if strings.Contains(words, "The old mill in Ardea burned down on 3 May 2021") {
				n++
			}
		}
		return n
	}
	all := len(d.f.model.items[0].Passages)
	if all <= fewPassages || shown() != fewPassages {
		t.Fatalf("%d of %d passages are shown", shown(), all)
	}
	featuretest.Press(t, d.f.View(), d.Host.Kit().Locale.TN("story.passages.more", all-fewPassages))
	if shown() != all {
		t.Errorf("%d of %d passages are shown when asked for", shown(), all)
	}
	again := *d.f.model.story
	d.f.model.story = &again
	d.f.pane.show()
	if shown() != fewPassages {
		t.Errorf("%d passages of what was found anew are shown", shown())
	}
}
