package search

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// around is the window, the timeline and the reader around the search.
type around struct {
	tab      string
	offered  map[string]bool
	count    string
	lit      *scene.Lit
	lo, hi   int64
	finds    []data.Range
	find     int
	timeline bool // has the keyboard
	selected string
}

func (a *around) Tab() string                    { return a.tab }
func (a *around) FirstTab() string               { return "event" }
func (a *around) ShowTab(key string)             { a.tab, a.offered[key] = key, true }
func (a *around) OfferTab(key string)            { a.offered[key] = true }
func (a *around) HideTab(key string)             { a.offered[key] = false }
func (a *around) CountTab(_, count string)       { a.count = count }
func (a *around) Light(l *scene.Lit)             { a.lit = l }
func (a *around) Range() (lo, hi int64)          { return a.lo, a.hi }
func (a *around) SetFinds(f []data.Range, n int) { a.finds, a.find = f, n }
func (a *around) FirstVisible() int              { return 0 }
func (a *around) Focused() bool                  { return a.timeline }

// reader is the reader of an around: it never has the keyboard.
type reader struct{ *around }

func (reader) Focused() bool { return false }

func (r reader) Selection() (anchor.Selector, bool) {
	return anchor.Selector{Exact: r.selected}, r.selected != ""
}

func made(t testing.TB) (*featuretest.Window, *Feature, *around) {
	t.Helper()
	w, a := featuretest.New(t), &around{tab: "event", offered: map[string]bool{}, hi: 1 << 40}
	f := New(w.Host, a, a, reader{a})
	w.ShowSample(sqlite.NewOpener(afero.NewOsFs(), "test"))
	return w, f, a
}

// find types words into the field and waits until all has come back.
func find(w *featuretest.Window, f *Feature, words string) *Found {
	f.Type(words)
	q := w.Host.Query(words, true)
	w.Until("results of "+words, func() bool {
		found := f.model.found
		return found != nil && found.Counted && found.Query.Equal(q)
	})
	return f.model.found
}

func TestASearchFindsEverywhereAndLightsTheTimeline(t *testing.T) {
	w, f, a := made(t)
	found := find(w, f, "winter")
	if len(found.Groups[data.KindEvent].Hits) == 0 || len(found.Groups[data.KindArticle].Hits) == 0 {
		t.Fatalf("found %+v", found.Counts)
	}
	for _, g := range found.Groups {
		for _, h := range g.Hits {
			for _, m := range h.Marks {
				if word := strings.ToLower(h.Snippet[m.Start:m.End]); !strings.HasPrefix(word, "winter") {
					t.Errorf("%q is marked in %q", word, h.Snippet)
				}
			}
		}
	}
	if a.lit == nil || a.lit.Len() == 0 || a.lit != f.Lit() {
		t.Fatal("nothing is lit")
	}
	v := w.Host.Library.Shown()
	for e, id := range v.Columns.IDs {
		if c, _ := w.Host.Library.Caption(id); strings.Contains(c.Title, "Winter") && !a.lit.Has(e) {
			t.Errorf("%s is not lit", c.Title)
		}
	}
	if a.tab != Tab || a.count == "" {
		t.Errorf("the tab is %q, with %q", a.tab, a.count)
	}
	if !w.Run(f, "search.clear") || f.model.found != nil || a.lit != nil || a.count != "" || w.Run(f, "search.clear") {
		t.Error("the search did not end")
	}
}

// Letters that are overtaken by the next ones leave nothing behind.
func TestTypingOvertakesItself(t *testing.T) {
	w, f, _ := made(t)
	f.model.news.Subscribe(func(n News) {
		if found := f.model.found; n == FoundChanged && found != nil && !found.Query.Equal(f.model.query) {
			t.Errorf("what was found for %q comes after other letters", found.Query)
		}
	})
	for i := range "summit" {
		f.Type("summit"[:i+1])
	}
	hits := find(w, f, "lockdown").Groups[data.KindEvent].Hits
	if len(hits) == 0 || !strings.Contains(hits[0].Title, "lockdown") {
		t.Errorf("found %+v", hits)
	}
}

func TestFindsInTheOpenArticle(t *testing.T) {
	w, f, a := made(t)
	l := w.Host.Library
	w.Read(w.ArticleTitled("Two winters").ID)
	find(w, f, "winter")
	w.Until("finds in the article", func() bool { return len(a.finds) > 0 })
	if a.find != -1 {
		t.Errorf("find %d is shown before anybody asked", a.find)
	}
	if !w.Run(f, "search.next") || a.find != 0 || l.Active().Start != a.finds[0].Start {
		t.Errorf("the first step shows find %d at %d", a.find, l.Active().Start)
	}
	if !w.Run(f, "search.previous") || a.find != len(a.finds)-1 {
		t.Errorf("a step back from the first shows find %d of %d", a.find, len(a.finds))
	}
	l.CloseArticle()
	if finds, _ := f.Finds(); finds != nil {
		t.Error("a closed article has finds")
	}
}

func TestAHitInAnArticleOpensItThere(t *testing.T) {
	w, f, a := made(t)
	l := w.Host.Library
	h := find(w, f, "snowflake").Groups[data.KindArticle].Hits[0]
	f.GoTo(h)
	w.Until("the article is open at the find", func() bool {
		return l.Article() != nil && l.Article().ID == h.Article && a.find >= 0 && a.finds[a.find] == h.At
	})
	if p := l.Active(); p.Start != h.At.Start || p.End != h.At.End {
		t.Errorf("the reader shows %+v, want %+v", p, h.At)
	}
}

// A hit in a note on a title is shown there, and not at the same bytes of the text.
func TestAHitInATitleIsShownThere(t *testing.T) {
	w, f, a := made(t)
	l := w.Host.Library
	h := find(w, f, "snowflake").Groups[data.KindArticle].Hits[0]
	article := h.Article
	h = data.Hit{Kind: data.KindAnnotation, ID: data.NewID(), Article: article, At: h.At, Part: data.OfTitle}
	f.GoTo(h)
	w.Until("the article is open", func() bool { return l.Article() != nil && l.Article().ID == article && len(a.finds) > 0 })
	if p := l.Active(); p.Part != data.OfTitle || p.Note != h.ID || p.Start != h.At.Start || a.find >= 0 {
		t.Errorf("the reader shows %+v, find %d", p, a.find)
	}
}

// Steps on the timeline go from hit to hit, begin with what is in view, and leave the
// article open; the results say which it is.
func TestStepsOnTheTimeline(t *testing.T) {
	w, f, a := made(t)
	l := w.Host.Library
	find(w, f, "winter")
	a.timeline = true
	a.lo, a.hi = l.Snapshot().Columns.Lo[0], 1<<40
	for i := range f.Lit().Len() + 1 {
		if !w.Run(f, "search.next") {
			t.Fatal("there is no next hit")
		}
		want := i%f.Lit().Len() + 1
		w.Until("the next hit", func() bool { return f.model.number() == want })
	}
	l.Select(data.ID{})
	if f.model.number() != 0 {
		t.Error("nothing is selected, and it is a hit")
	}
}

// An edit is searched again, in what the filter leaves.
func TestASearchFollowsFilterAndEdits(t *testing.T) {
	w, f, _ := made(t)
	l := w.Host.Library
	before := find(w, f, "winter").Counts[data.KindEvent].N
	w.Filter("-track:Sport")
	w.Until("fewer are found", func() bool { return f.model.found.Counted && f.model.found.Counts[data.KindEvent].N < before })
	w.Filter("")
	w.Until("all are found again", func() bool { return f.model.found.Counted && f.model.found.Counts[data.KindEvent].N == before })
	e := data.Event{ID: data.NewID(), Title: "A winter walk", Date: l.Snapshot().Articles[0].Published, Track: l.Snapshot().Tracks[0].ID, Importance: 3}
	w.Do(data.Edit{Label: "edit.event.add", Events: []data.Change[data.Event]{data.Insert(e)}})
	w.Until("one more is found", func() bool { return f.model.found.Counted && f.model.found.Counts[data.KindEvent].N == before+1 })
}

// The search becomes a part of the filter, and ends.
func TestTheSearchBecomesAFilter(t *testing.T) {
	w, f, _ := made(t)
	find(w, f, "winter")
	if !w.Run(f, "search.filter") {
		t.Fatal("it does not")
	}
	w.Until("filtered", func() bool { return !w.Host.Library.Filtering() })
	if got := w.Host.Library.Filter().String(); strings.TrimSpace(got) != "winter" || !f.model.query.Empty() || f.field.entry.Text() != "" {
		t.Errorf("filtered by %q, and %q is in the field", got, f.field.entry.Text())
	}
}

// The keyboard goes from the field to the results and back; Esc empties the field, and
// then goes back to the tab before.
func TestTheKeyboardInFieldAndResults(t *testing.T) {
	w, f, a := made(t)
	c := w.Host.Canvas
	c.SetContent(fyneColumn(f))
	a.tab, a.offered[Tab] = "filter", true // as when the window's tabs are made
	if f.TabShown("filter"); a.offered[Tab] {
		t.Error("results are offered where nothing is searched")
	}
	if !w.Run(f, "search") || c.Focused() != fyne.Focusable(f.field.entry) || a.tab != Tab {
		t.Fatalf("the keyboard is at %T, the tab is %q", c.Focused(), a.tab)
	}
	find(w, f, "winter")
	down, enter, escape := &fyne.KeyEvent{Name: fyne.KeyDown}, &fyne.KeyEvent{Name: fyne.KeyReturn}, &fyne.KeyEvent{Name: fyne.KeyEscape}
	f.field.entry.TypedKey(down)
	if c.Focused() != fyne.Focusable(f.results.list) || f.results.list.Current() != 1 {
		t.Fatalf("the keyboard is at %T, row %d", c.Focused(), f.results.list.Current())
	}
	f.results.list.TypedKey(enter)
	w.Until("the first hit is selected", func() bool { return w.Host.Library.Selected() == f.results.rows[1].hit.ID })
	f.results.list.TypedKey(escape)
	if c.Focused() != fyne.Focusable(f.field.entry) {
		t.Errorf("the keyboard is at %T", c.Focused())
	}
	if f.field.entry.TypedKey(escape); f.field.entry.Text() != "" || a.tab != Tab {
		t.Errorf("the field says %q, the tab is %q", f.field.entry.Text(), a.tab)
	}
	if f.field.entry.TypedKey(escape); a.tab != "filter" || c.Focused() != nil || a.offered[Tab] {
		t.Errorf("the tab is %q, the keyboard at %T", a.tab, c.Focused())
	}
}

// What is searched survives a change of language, and not the library.
func TestASearchEndsWithItsLibrary(t *testing.T) {
	w, f, a := made(t)
	find(w, f, "winter")
	w.Relocale("ar", f)
	if f.field.entry.Text() != "winter" || len(f.results.rows) == 0 {
		t.Errorf("the field says %q over %d rows", f.field.entry.Text(), len(f.results.rows))
	}
	count := a.count
	for _, tab := range []string{Tab, "filter"} { // the window's tabs are made again: all are offered, without counts
		a.tab, a.count, a.offered = tab, "", map[string]bool{Tab: true}
		if f.TabShown(tab); a.count != count || count == "" || !a.offered[Tab] {
			t.Errorf("in the tab %q: %q, not %q, is beside the results, offered: %t", tab, a.count, count, a.offered[Tab])
		}
	}
	w.Host.Canvas.SetContent(fyneColumn(f))
	if said := featuretest.Texts(f.Results()); !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, "Winter") }) {
		t.Errorf("the results say %q", said)
	}
	w.Close()
	if f.field.entry.Text() != "" || len(f.results.rows) != 0 || a.lit != nil || a.offered[Tab] {
		t.Error("the search outlives its library")
	}
}

// Where nothing is searched or found, the pane says what can be typed; a press types it.
func TestExamplesAreTyped(t *testing.T) {
	w, f, _ := made(t)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		all := examples(w.Host.Kit().Locale, w.Host.Library)
		said := featuretest.Texts(f.Results())
		for _, e := range all {
			if !slices.Contains(said, e.text) {
				t.Errorf("%s: %q is not offered", lang, e.text)
			}
			if w.Host.Query(e.text, false).Empty() {
				t.Errorf("%s: %q asks for nothing", lang, e.text)
			}
			found, err := w.Host.Library.Store().Search(t.Context(), w.Host.Query(e.text, false), 10)
			if err != nil || len(found.Hits) == 0 {
				t.Errorf("%s: %q finds %d, %v", lang, e.text, len(found.Hits), err)
			}
		}
	}
	if find(w, f, "nosuchword"); !f.model.found.None() {
		t.Fatal("something is found")
	}
	w.Filter("track:Sport")
	w.Until("searched again", func() bool { return f.model.found.Counted })
	if said := featuretest.Texts(f.Results()); !slices.Contains(said, w.Host.Kit().T("search.unfiltered")) {
		t.Errorf("nothing leads out of the filter: %q", said)
	}
}

// The list goes up where a line over it goes.
func TestTheHeadGivesRoomBack(t *testing.T) {
	w, f, a := made(t)
	w.Host.Canvas.SetContent(fyneColumn(f))
	w.Read(w.ArticleTitled("Two winters").ID)
	find(w, f, "winter")
	w.Until("finds in the article", func() bool { return len(a.finds) > 0 })
	before := f.results.body.Position().Y
	w.Host.Library.CloseArticle()
	if after := f.results.body.Position().Y; after >= before {
		t.Errorf("the list begins at %v, then at %v", before, after)
	}
}

// fyneColumn puts field and results into a window.
func fyneColumn(f *Feature) fyne.CanvasObject {
	f.Results().Resize(fyne.NewSize(330, 700))
	return &fyne.Container{Layout: filling{}, Objects: []fyne.CanvasObject{f.Field(), f.Results()}}
}

// filling leaves the objects the size that they have, or all there is.
type filling struct{}

func (filling) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(330, 700) }
func (filling) Layout(all []fyne.CanvasObject, size fyne.Size) {
	for _, o := range all {
		o.Resize(size)
	}
}

func TestADateInWordsIsSaid(t *testing.T) {
	w, f, _ := made(t)
	said := func(words string) bool {
		find(w, f, words)
		return slices.ContainsFunc(featuretest.Texts(f.Results()), func(s string) bool { return strings.Contains(s, "Understood as") })
	}
	if !said("4 February 2022") || !said("4 فبراير 1822") {
		t.Error("it does not say what is understood")
	}
	if said("February games") {
		t.Error("words are taken for a date")
	}
}

// The words that are selected, else those of the note that is shown, are looked for as a
// phrase in all of the library.
func TestTheSameWordsElsewhere(t *testing.T) {
	w, f, a := made(t)
	if w.Run(f, "words.elsewhere") {
		t.Fatal("no words are looked for")
	}
	a.selected = "the \u201cOlympic\u201d\n Games"
	if !w.Run(f, "words.elsewhere") || a.tab != Tab {
		t.Fatalf("the tab is %q", a.tab)
	}
	if got := f.model.query.String(); got != `"the Olympic Games"` {
		t.Errorf("looked for is %q", got)
	}
	a.selected = ""
	n := w.Host.Library.Snapshot().Notes[slices.IndexFunc(w.Host.Library.Snapshot().Notes, func(n data.Annotation) bool { return n.OnPassage() })]
	w.Host.Library.ReadNote(n)
	if !w.Run(f, "words.elsewhere") || f.model.query.String() != phrase(n.Anchor.Exact) {
		t.Errorf("looked for is %q, want %q", f.model.query.String(), phrase(n.Anchor.Exact))
	}
	w.Until("the note's words are found", func() bool { return f.model.found != nil && !f.model.found.None() })
	if got := phrase(strings.Repeat("word ", 40)); strings.Count(got, "word") != 12 {
		t.Errorf("a long passage is looked for as %q", got)
	}
}

func TestAPersonThatIsFoundIsTheFilter(t *testing.T) {
	w, f, _ := made(t)
	l := w.Host.Library
	event := l.Snapshot().Columns.IDs[0]
	abbas := data.Entity{ID: data.NewID(), Type: data.Person, Name: "Ibn Firnas", Aliases: []string{"عباس بن فرناس"}}
	w.Do(data.Edit{
		Label: "edit.entity.add", Entities: []data.Change[data.Entity]{data.Insert(abbas)},
		Mentions: []data.Change[data.Mention]{data.Insert(data.Mention{ID: data.NewID(), Entity: abbas.ID, Event: event, Role: data.RoleActor})},
	})
	hits := find(w, f, "فرناس").Groups[data.KindEntity].Hits
	if len(hits) != 1 || hits[0].Type != data.Person {
		t.Fatalf("found are %+v", hits)
	}
	f.GoTo(hits[0])
	w.Until("the filter", func() bool { return !l.Filtering() && l.Shown().Index.Len() == 1 })
	if got := l.Filter().Text("en"); got != `actor:"Ibn Firnas"` {
		t.Errorf("the filter is %s", got)
	}
}

// A picture that is found is shown whole, unless it is at a place in a text; a story and a
// step of one are shown where stories are, also a step of no event.
func TestPicturesAndStoriesAreShownByOthers(t *testing.T) {
	w, f, _ := made(t)
	var pictures []data.ID
	var stories [][2]data.ID
	f.OnPicture(func(id data.ID) { pictures = append(pictures, id) })
	f.OnStory(func(story, step data.ID) { stories = append(stories, [2]data.ID{story, step}) })
	event, article := w.EventTitled("Geneva summit"), w.ArticleTitled("Two winters").ID
	picture, story, step := data.NewID(), data.NewID(), data.NewID()
	f.GoTo(data.Hit{Kind: data.KindPicture, ID: picture, Event: event})
	w.Until("its event is selected", func() bool { return w.Host.Library.Selected() == event })
	f.GoTo(data.Hit{Kind: data.KindPicture, ID: data.NewID(), Article: article, At: data.Range{Start: 40, End: 40}})
	w.Until("its article is open", func() bool { a := w.Host.Library.Article(); return a != nil && a.ID == article })
	if !slices.Equal(pictures, []data.ID{picture}) {
		t.Errorf("pictures %v are shown", pictures)
	}
	f.GoTo(data.Hit{Kind: data.KindStory, ID: story, Story: story})
	f.GoTo(data.Hit{Kind: data.KindStep, ID: step, Story: story})
	if !slices.Equal(stories, [][2]data.ID{{story}, {story, step}}) {
		t.Errorf("stories %v are shown", stories)
	}
}
