package story

import (
	"context"
	"errors"
	"image"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/motion"
)

// around is the window and what the feature takes from others.
type around struct {
	tabs   map[string]string // that are offered, with their counts
	shown  string
	lo, hi int64
	picked []data.ID
	placed told // the map

	full, animated bool
}

func (a *around) ShowTab(key string)           { a.shown = key }
func (a *around) OfferTab(key string)          { a.tabs[key] = "" }
func (a *around) HideTab(key string)           { delete(a.tabs, key) }
func (a *around) CountTab(key, count string)   { a.tabs[key] = count }
func (a *around) Range() (lo, hi int64)        { return a.lo, a.hi }
func (a *around) Tell(_ data.ID, lo, hi int64) { a.lo, a.hi = lo, hi }
func (a *around) Picked() []data.ID            { return a.picked }
func (a *around) FullScreen(on bool)           { a.full = on }
func (a *around) Animated() bool               { return a.animated }
func (a *around) AxisRTL() bool                { return false }
func (a *around) LocaleOf(lang string) (*i18n.Locale, error) {
	return i18n.New(assets.Files, lang)
}
func (a *around) Endings() []string { return []string{".png"} }

// told is what a map or a strip was told to show.
type told struct {
	event  data.ID
	lo, hi int64
}

func (t *told) Tell(event data.ID, lo, hi int64) { *t = told{event, lo, hi} }

var errNone = errors.New("no picture")

func (a *around) Fit(context.Context, data.Store, data.Picture, int, int) (*image.RGBA, error) {
	return image.NewRGBA(image.Rect(0, 0, 4, 3)), nil
}

func (a *around) Read(context.Context, string, int, int) (data.Picture, data.Page, *image.RGBA, error) {
	return data.Picture{}, data.Page{}, nil, errNone
}

// world is made once for all tests.
var world = sync.OnceValue(func() *scene.World { return scene.NewWorld(outline.New(), gazetteer.New()) })

// filled is what is in the library.
type filled struct{ Events [3]data.Event }

// made is the feature over a library of three events on a track.
func made(t *testing.T) (*featuretest.Window, *Feature, *around, *filled) {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	two := featuretest.NewReported(t)
	third := two.Events[0]
	third.ID, third.Title = data.NewID(), "The third"
	edit := two.Edit()
	edit.Events = append(edit.Events, data.Insert(third))
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	r := &filled{Events: [3]data.Event{two.Events[0], two.Events[1], third}}
	w, a := featuretest.New(t), &around{tabs: map[string]string{}, lo: 100, hi: 100 + 3*86400}
	f := New(w.Host, Parts{Window: a, Timeline: a, Map: &a.placed, World: world(), Table: a, Pictures: a, Choices: a})
	w.Put(f.View())
	w.Show(store)
	w.Until("the stories are read", func() bool { return f.pane.writable })
	return w, f, a, r
}

// titles are those of the steps, in order.
func titles(f *Feature) string {
	var all []string
	for _, s := range f.model.told.Steps {
		all = append(all, f.pane.headline(s))
	}
	return strings.Join(all, " | ")
}

// started is a story of the first two events.
func started(t *testing.T) (*featuretest.Window, *Feature, *around, *filled) {
	t.Helper()
	w, f, a, r := made(t)
	f.model.make("Two winters", ofEvents([]data.ID{r.Events[0].ID, r.Events[1].ID}), func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	})
	w.Until("the story is there", func() bool { return len(f.model.told.Steps) == 2 })
	return w, f, a, r
}

// Without a story the pane says what to do; the first events make one.
func TestAStoryBeginsWithTheSelectedEvents(t *testing.T) {
	w, f, a, r := made(t)
	k := w.Host.Kit()
	if said := featuretest.Texts(f.View()); !slices.Contains(said, k.T("stories.none.title")) || !slices.Contains(said, k.T("command.stories.new")) {
		t.Errorf("without a story: %q", said)
	}
	if w.Run(f, "stories.add") || w.Run(f, "stories.edit") || w.Run(f, "step.edit") {
		t.Error("something is done without events or a story")
	}
	if _, offered := a.tabs[Tab]; offered {
		t.Error("the tab is offered before there is anything")
	}
	if !w.Run(f, "stories") || a.shown != Tab {
		t.Error("the pane is not shown where it is asked for")
	}
	a.picked = []data.ID{r.Events[0].ID, r.Events[1].ID}
	if !w.Run(f, "stories.add") {
		t.Fatal("selected events are not added")
	}
	w.Until("a name is asked for", func() bool { return k.Dialogs.Top() != nil })
	k.Dialogs.Top().Submit()
	w.Until("the story is there", func() bool { return len(f.model.told.Steps) == 2 })
	if f.model.told.Name != k.T("stories.name") || a.tabs[Tab] != "2" {
		t.Errorf("%q with %s steps", f.model.told.Name, a.tabs[Tab])
	}
	a.picked = nil
	w.Host.Library.Select(r.Events[2].ID)
	w.Until("an event is selected", func() bool { return w.Host.Library.Event() != nil })
	if !w.Run(f, "stories.add") {
		t.Fatal("the selected event is not added")
	}
	w.Until("it is added", func() bool { return len(f.model.told.Steps) == 3 })
	w.Host.Library.Undo()
	w.Until("it is gone", func() bool { return len(f.model.told.Steps) == 2 })
}

// Steps are moved by keys and by dropping, removed and edited, and the current one stays it.
func TestStepsAreMoved(t *testing.T) {
	w, f, _, r := started(t)
	first, second := r.Events[0].Title, r.Events[1].Title
	f.pane.list.SetCurrent(0)
	if !w.Run(f, "step.down") {
		t.Fatal("a step does not move")
	}
	w.Until("it has moved", func() bool { return titles(f) == second+" | "+first })
	if f.pane.list.Current() != 1 {
		t.Errorf("the current row is %d", f.pane.list.Current())
	}
	if w.Run(f, "step.down"); titles(f) != second+" | "+first {
		t.Error("the last one moves on")
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f.pane.list)
	carry := func(at fyne.Position, done bool) { f.Carry(feature.Carried{Event: r.Events[2].ID, At: at, Done: done}) }
	carry(fyne.NewPos(-5, 10), true) // beside the pane
	carry(at.AddXY(20, rowHeight+10), false)
	if p := f.pane; !p.marked {
		t.Error("that it can be let go is not shown")
	}
	carry(at.AddXY(20, rowHeight+10), true)
	if f.pane.marked {
		t.Error("the mark stays")
	}
	w.Until("it is dropped between them", func() bool { return titles(f) == second+" | "+r.Events[2].Title+" | "+first })
	f.pane.list.SetCurrent(1)
	if !w.Run(f, "step.remove") {
		t.Fatal("a step is not removed")
	}
	w.Until("it is removed", func() bool { return titles(f) == second+" | "+first })
	w.Host.Library.Undo()
	w.Until("it is back", func() bool { return len(f.model.told.Steps) == 3 })
}

// Several that are selected in the table are dragged together, whichever of them is held,
// and lie in the order of time.
func TestSeveralEventsAreDragged(t *testing.T) {
	w, f, a, r := started(t)
	a.picked = []data.ID{r.Events[2].ID, r.Events[0].ID} // as the table has them, by time
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f.pane.list).AddXY(20, rowHeight+10)
	f.Carry(feature.Carried{Event: r.Events[0].ID, At: at, Done: true})
	first, second := r.Events[0].Title, r.Events[1].Title
	w.Until("both are dropped", func() bool {
		return titles(f) == strings.Join([]string{first, r.Events[2].Title, first, second}, " | ")
	})
	f.Carry(feature.Carried{Event: r.Events[1].ID, At: at, Done: true}) // which is not selected
	w.Until("it is dropped alone", func() bool { return len(f.model.told.Steps) == 5 })
	w.Host.Library.Undo()
	w.Host.Library.Undo()
	w.Until("two edits are undone", func() bool { return titles(f) == first+" | "+second })
}

// A story that is found is shown at its step, also at one without an event.
func TestAStepIsGoneTo(t *testing.T) {
	w, f, a, r := started(t)
	old := f.model.told.ID
	f.add(2, []data.StoryStep{{ID: data.NewID(), Title: "Words alone"}, {ID: data.NewID(), Lo: 100, Hi: 200}})
	w.Until("steps are added", func() bool { return len(f.model.told.Steps) == 4 })
	steps := f.model.told.Steps
	f.model.make("Another", ofEvents([]data.ID{r.Events[2].ID}), func(error) {})
	w.Until("another is shown", func() bool { return f.model.told.Name == "Another" })
	a.shown = ""
	f.Open(old, steps[2].ID)
	w.Until("the step is current", func() bool { return f.model.told.ID == old && f.pane.list.Current() == 2 })
	if a.shown != Tab {
		t.Error("the pane is not shown")
	}
	a.placed = told{}
	if f.Open(old, steps[3].ID); f.pane.list.Current() != 3 || a.placed != (told{lo: 100, hi: 200}) {
		t.Errorf("the current step is %d, the map shows %+v", f.pane.list.Current(), a.placed)
	}
}

// The picture of its own that a step has gets alternative text and a caption, with it and
// later.
func TestAPictureOfAStepIsDescribed(t *testing.T) {
	w, f, _, _ := started(t)
	k := w.Host.Kit()
	page := data.NewPage([]byte("bytes"), "image/png", "", 1)
	form := newStepForm(f, f.model.told.Steps[0])
	if said := featuretest.Texts(w.Dialog()); slices.Contains(said, k.T("picture.field.alt")) {
		t.Error("a step without a picture of its own asks for its words")
	}
	form.own, form.pages = &data.Picture{ID: data.NewID(), Hash: page.Hash, Type: "image/png", Width: 3, Height: 2, Size: 5, Position: data.Lead}, []data.Page{page}
	form.showPicture(nil)
	form.alt.SetText("A gate, closed")
	form.dialog.Submit()
	own := func() data.Picture { return f.model.told.Steps[0].Picture }
	w.Until("it is stored", func() bool { return own().Alt == "A gate, closed" })
	form = newStepForm(f, f.model.told.Steps[0])
	if form.alt.Text() != "A gate, closed" {
		t.Errorf("its alternative text is %q", form.alt.Text())
	}
	form.caption.SetText("The gate")
	form.dialog.Submit()
	w.Until("it has a caption", func() bool { return own().Caption == "The gate" && own().Alt == "A gate, closed" })
	w.Host.Library.Undo()
	w.Until("the caption is undone", func() bool { return own().Caption == "" && own().Alt == "A gate, closed" })
	form = newStepForm(f, f.model.told.Steps[0])
	form.alt.SetText(strings.Repeat("x", 1<<20))
	if form.dialog.Submit(); w.Host.Kit().Dialogs.Top() == nil {
		t.Error("words that are too long are written")
	}
}

// What a step says itself replaces what its event says, and goes back to that.
func TestAStepIsEdited(t *testing.T) {
	w, f, _, r := started(t)
	f.pane.list.SetCurrent(0)
	f.editCurrent()
	form := newStepForm(f, f.model.told.Steps[1])
	form.title.SetText("لقاء في بكين")
	form.text.SetText("كلمات القصة.")
	form.dialog.Submit()
	w.Until("it is written", func() bool { return strings.HasSuffix(titles(f), "لقاء في بكين") })
	if s := f.model.told.Steps[1]; s.Words != "كلمات القصة." || s.Event != r.Events[1].ID {
		t.Errorf("%+v", s)
	}
	form = newStepForm(f, f.model.told.Steps[1])
	form.title.SetText("")
	form.dialog.Submit()
	w.Until("it is that of the event again", func() bool { return strings.HasSuffix(titles(f), r.Events[1].Title) })
	form = newStepForm(f, f.model.told.Steps[0])
	form.title.SetText(strings.Repeat("x", data.MaxTitle+1))
	if form.dialog.Submit(); w.Host.Kit().Dialogs.Top() == nil {
		t.Error("a title that is too long is written")
	}
}

// A step of a view shows what its filter finds, in its time.
func TestAStepOfAView(t *testing.T) {
	w, f, a, _ := started(t)
	w.Filter("title:x")
	if !w.Run(f, "stories.view") {
		t.Fatal("the view is not added")
	}
	w.Until("it is added", func() bool { return len(f.model.told.Steps) == 3 })
	s := f.model.told.Steps[2]
	if s.Query != w.Host.Library.Filter().String() || s.Lo != 100 || s.Hi != 100+3*86400 {
		t.Errorf("%+v", s.StoryStep)
	}
	if words := f.pane.meta(s); !strings.Contains(words, "January 1970") {
		t.Errorf("its time is %q", words)
	}
	w.Filter("")
	a.lo, a.hi = 0, 1
	f.reveal(2)
	w.Until("filtered", func() bool { return !w.Host.Library.Filtering() })
	if w.Host.Library.Filter().String() != s.Query || a.lo != 100 {
		t.Errorf("filtered by %q from %d", w.Host.Library.Filter(), a.lo)
	}
	form := newStepForm(f, s)
	a.lo, a.hi = 7, 9
	featuretest.Press(t, w.Dialog(), w.Host.Kit().T("step.span.take"))
	form.query.SetText("")
	form.dialog.Submit()
	w.Until("it is changed", func() bool { return f.model.told.Steps[2].Lo == 7 && f.model.told.Steps[2].Query == "" })
}

// From step to step strip and map go along: to events, and to the time of views. The filter
// of a view goes with it, unless the reader has made another one of it.
func TestStripAndMapGoAlong(t *testing.T) {
	w, f, a, r := started(t)
	f.add(1, []data.StoryStep{{ID: data.NewID(), Query: "track:Sport", Lo: 100, Hi: 200}})
	w.Until("a view is added", func() bool { return len(f.model.told.Steps) == 3 })
	w.Filter("title:e")
	own := w.Host.Library.Filter().String()
	filter := func() string { return w.Host.Library.Filter().String() }
	goes := func(i int, want told) {
		t.Helper()
		a.placed = told{}
		f.reveal(i)
		w.Until("filtered", func() bool { return !w.Host.Library.Filtering() })
		if a.placed != want || a.lo != want.lo || a.hi != want.hi {
			t.Errorf("step %d: the map shows %+v, the strip [%d, %d), want %+v", i, a.placed, a.lo, a.hi, want)
		}
	}
	event := told{r.Events[0].ID, r.Events[0].Date.Lo, r.Events[0].Date.Hi}
	view := told{lo: 100, hi: 200}
	if goes(0, event); filter() != own {
		t.Errorf("an event filters by %q", filter())
	}
	if goes(1, view); filter() == own || filter() == "" {
		t.Errorf("a view filters by %q", filter())
	}
	if goes(0, event); filter() != own {
		t.Errorf("after a view it is filtered by %q in place of %q", filter(), own)
	}
	goes(1, view)
	w.Filter("title:o")
	other := filter()
	if goes(0, event); filter() != other {
		t.Errorf("what the reader filters by is %q and not %q any more", filter(), other)
	}
}

// Of several stories one is chosen; one goes with its steps.
func TestSeveralStories(t *testing.T) {
	w, f, a, r := started(t)
	f.model.make("Another", nil, func(error) {})
	w.Until("the new one is shown", func() bool { return f.model.told.Name == "Another" })
	if said := featuretest.Texts(f.View()); !slices.Contains(said, w.Host.Kit().T("stories.empty.title")) {
		t.Errorf("without steps: %q", said)
	}
	f.addInto(f.model.all[0].ID, ofEvents([]data.ID{r.Events[2].ID}))
	w.Until("the first one is shown", func() bool { return f.model.told.Name == "Two winters" && len(f.model.told.Steps) == 3 })
	if !w.Run(f, "stories.delete") || w.Dialog() == nil {
		t.Fatal("nothing is asked")
	}
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until("it is gone", func() bool { return len(f.model.all) == 1 && f.model.told.Name == "Another" })
	w.Run(f, "stories.delete") // which asks nothing without steps
	w.Until("all are gone", func() bool { return len(f.model.all) == 0 && f.model.told.ID == data.ID{} })
	w.Host.Library.Undo()
	w.Host.Library.Undo()
	w.Until("all are back", func() bool { return len(f.model.all) == 2 })
	w.Close()
	if _, offered := a.tabs[Tab]; offered || len(f.model.all) != 0 {
		t.Error("the tab stays when the library is closed")
	}
}

// press presses a key while a story is told.
func press(f *Feature, keys ...fyne.KeyName) {
	for _, key := range keys {
		f.telling.stage.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// A story is told in full screen: keys of the keyboard and of remotes go on and back, and
// where it ends, its event is selected.
func TestAStoryIsTold(t *testing.T) {
	w, f, a, r := started(t)
	f.add(2, []data.StoryStep{{ID: data.NewID(), Lo: 100, Hi: 100 + 86400, Title: "A view"}})
	w.Until("a view is added", func() bool { return len(f.model.told.Steps) == 3 })
	if !w.Run(f, "stories.tell") {
		t.Fatal("it is not told")
	}
	w.Until("it is told", func() bool { return f.telling != nil })
	s := f.telling
	if !a.full || w.Host.Canvas.Overlays().Top() != fyne.CanvasObject(s.stage) || s.at != 0 {
		t.Fatalf("full screen %v, at %d", a.full, s.at)
	}
	if w.Run(f, "stories.tell") {
		t.Error("it is told twice")
	}
	for _, c := range []struct {
		keys []fyne.KeyName
		want int
	}{
		{[]fyne.KeyName{fyne.KeyLeft}, 0},
		{[]fyne.KeyName{fyne.KeyRight}, 1},
		{[]fyne.KeyName{fyne.KeyPageDown}, 2},
		{[]fyne.KeyName{fyne.KeySpace}, 2}, // there is no other
		{[]fyne.KeyName{fyne.KeyPageUp, fyne.KeyUp}, 0},
		{[]fyne.KeyName{fyne.KeyEnd}, 2},
		{[]fyne.KeyName{fyne.KeyHome, fyne.KeyDown}, 1},
	} {
		if press(f, c.keys...); s.at != c.want {
			t.Errorf("%v: step %d, want %d", c.keys, s.at, c.want)
		}
	}
	s.stage.Tapped(nil)
	s.stage.TappedSecondary(nil)
	if s.at != 1 {
		t.Errorf("clicks lead to step %d", s.at)
	}
	if press(f, fyne.KeyB); !s.stage.dark.Visible() {
		t.Error("the screen is not black")
	}
	if press(f, fyne.KeyB); s.stage.dark.Visible() {
		t.Error("the screen stays black")
	}
	press(f, fyne.KeyEscape)
	if f.telling != nil || a.full || w.Host.Canvas.Overlays().Top() != nil {
		t.Error("it does not end")
	}
	w.Until("its event is selected", func() bool { return w.Host.Library.Event() != nil && w.Host.Library.Event().ID == r.Events[1].ID })
	if f.pane.list.Current() != 1 {
		t.Errorf("the current step is %d", f.pane.list.Current())
	}
}

// An Arabic story is mirrored, whatever the language of the window: left goes on.
func TestAnArabicStoryIsMirrored(t *testing.T) {
	w, f, _, _ := started(t)
	story := f.model.told.Story
	arabic := story
	arabic.Lang, arabic.Title = "ar", "شتاءان"
	w.Do(data.Edit{Label: "edit.story.change", Stories: []data.Change[data.Story]{data.Update(story, arabic)}})
	w.Until("it is Arabic", func() bool { return f.model.told.Lang == "ar" })
	f.tell(0)
	w.Until("it is told", func() bool { return f.telling != nil })
	s := f.telling
	if press(f, fyne.KeyRight); s.at != 0 || !s.locale.RTL() {
		t.Errorf("right leads to step %d", s.at)
	}
	if press(f, fyne.KeyLeft); s.at != 1 {
		t.Errorf("left leads to step %d", s.at)
	}
	if story := s.slide().Story; story != "شتاءان" {
		t.Errorf("it is headed %q", story)
	}
	if back := s.stage.around.Objects[0]; back.Position().X < w.Host.Canvas.Size().Width/2 {
		t.Error("the way back is not at the right")
	}
	w.Close() // ends it
	if f.telling != nil {
		t.Error("it is told without its library")
	}
}

// Where motion is wanted, the step before fades and the pin is on its way; else the next
// one is there at once.
func TestStepsFade(t *testing.T) {
	w, f, a, _ := started(t)
	for _, animated := range []bool{false, true} {
		a.animated = animated
		f.tell(0)
		w.Until("it is told", func() bool { return f.telling != nil })
		stage := f.telling.stage
		stage.start = func(*fyne.Animation) {} // it stays at its beginning
		stage.paint(200, 100)
		stage.paintLine(200, 20)
		press(f, fyne.KeyRight)
		if moving := stage.moving != nil; moving != animated || moving != stage.before.Visible() {
			t.Errorf("animated %v: moving %v, the one before is shown: %v", animated, moving, stage.before.Visible())
		}
		if stage.moving != nil && stage.moving.Duration != motion.Step {
			t.Errorf("it takes %v", stage.moving.Duration)
		}
		stage.arrive(1)
		if stage.moving != nil || stage.before.Visible() {
			t.Error("it never arrives")
		}
		press(f, fyne.KeyEscape)
	}
}
