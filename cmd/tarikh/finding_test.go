package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/fold"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/session"
)

// search types into a session's search and waits until all of it has come back.
func search(t testing.TB, s *session.Session, q queue, text string) *session.Found {
	t.Helper()
	what := query.Parse(text, query.Options{Typing: true})
	s.Search(what)
	q.until(t, "results of "+text, func() bool { return s.Found() != nil && s.Found().Counted && s.Found().Query.Equal(what) })
	return s.Found()
}

func TestASearchFindsEverywhereAndLightsTheTimeline(t *testing.T) {
	s, q := opened(t)
	f := search(t, s, q, "winter")
	if len(f.Groups[data.KindEvent].Hits) == 0 || len(f.Groups[data.KindArticle].Hits) == 0 {
		t.Fatalf("found %+v", f.Counts)
	}
	for _, g := range f.Groups {
		for _, h := range g.Hits {
			for _, m := range h.Marks {
				if word := strings.ToLower(h.Snippet[m.Start:m.End]); !strings.HasPrefix(word, "winter") {
					t.Errorf("%q is marked in %q", word, h.Snippet)
				}
			}
		}
	}
	lit := s.Lit()
	if lit == nil || lit.Len() == 0 {
		t.Fatal("nothing is lit")
	}
	for e := range s.Shown().Len() {
		title, _ := s.Title(s.Shown().Place(e))
		if strings.Contains(title, "Winter") && !lit.Has(e) {
			t.Errorf("%s is not lit", title)
		}
	}
	s.Search(query.Query{})
	if s.Found() != nil || s.Lit() != nil {
		t.Error("the search did not end")
	}
}

// Letters that are overtaken by the next ones leave nothing behind.
func TestTypingOvertakesItself(t *testing.T) {
	s, q := opened(t)
	for i := range "summit" {
		s.Search(query.Parse("summit"[:i+1], query.Options{Typing: true}))
	}
	last := search(t, s, q, "lockdown")
	if len(last.Groups[data.KindEvent].Hits) == 0 || !strings.Contains(last.Groups[data.KindEvent].Hits[0].Title, "lockdown") {
		t.Errorf("found %+v", last.Groups[data.KindEvent].Hits)
	}
}

func TestFindsInTheOpenArticle(t *testing.T) {
	s, q := opened(t)
	i := slices.IndexFunc(s.Library().Articles, func(a data.Article) bool { return strings.HasPrefix(a.Title, "Two winters") })
	s.Read(s.Library().Articles[i].ID)
	q.until(t, "the article is open", func() bool { return s.Article() != nil })
	search(t, s, q, "winter")
	q.until(t, "finds in the article", func() bool { f, _ := s.Finds(); return len(f) > 0 })
	finds, at := s.Finds()
	if at != -1 {
		t.Errorf("find %d is shown before anybody asked", at)
	}
	s.StepFind(1, 0)
	if _, at = s.Finds(); at != 0 || s.Active().Start != finds[0].Start {
		t.Errorf("the first step shows find %d at %d", at, s.Active().Start)
	}
	s.StepFind(-1, 0)
	if _, at = s.Finds(); at != len(finds)-1 {
		t.Errorf("a step back from the first shows find %d of %d", at, len(finds))
	}
	s.CloseArticle()
	if f, _ := s.Finds(); f != nil {
		t.Error("a closed article has finds")
	}
}

func TestAHitInAnArticleOpensItThere(t *testing.T) {
	s, q := opened(t)
	f := search(t, s, q, "snowflake")
	h := f.Groups[data.KindArticle].Hits[0]
	s.GoHit(h)
	q.until(t, "the article is open at the find", func() bool {
		finds, at := s.Finds()
		return s.Article() != nil && s.Article().ID == h.Article && at >= 0 && finds[at] == h.At
	})
	if a := s.Active(); a.Start != h.At.Start || a.End != h.At.End {
		t.Errorf("the reader shows %+v, want %+v", a, h.At)
	}
}

// filter narrows what is shown and waits until it is.
func filter(t testing.TB, s *session.Session, q queue, text string) *session.Shown {
	t.Helper()
	s.SetFilter(query.Parse(text, query.Options{}))
	q.until(t, "filtered by "+text, func() bool { return !s.Filtering() })
	return s.Shown()
}

func TestAFilterNarrowsEverything(t *testing.T) {
	s, q := opened(t)
	all := s.Shown()
	v := filter(t, s, q, "track:Sport")
	if v.Len() == 0 || v.Len() == all.Len() || v.Index.Len() != v.Len() {
		t.Fatalf("%d of %d events are shown", v.Len(), all.Len())
	}
	sport := slices.IndexFunc(s.Library().Tracks, func(t data.Track) bool { return t.Name == "Sport" })
	for e := range v.Len() {
		if int(s.Library().Columns.Track[v.Place(e)]) != sport {
			t.Errorf("event %d is on another track", e)
		}
	}
	s.Select(-1)
	s.Step(1)
	q.until(t, "the first that is shown", func() bool { return s.Selected() == v.Place(0) })
	s.Step(1)
	q.until(t, "the next that is shown", func() bool { return s.Selected() == v.Place(1) })

	notes := 0
	for _, n := range s.Library().Notes {
		if v.Note(n) {
			notes++
		}
	}
	if notes == 0 || notes == len(s.Library().Notes) {
		t.Errorf("%d of %d notes are shown", notes, len(s.Library().Notes))
	}
	if v = filter(t, s, q, "track:Sport -track:Sport"); v.Len() != 0 {
		t.Errorf("%d events are on a track and not", v.Len())
	}
	if v = filter(t, s, q, ""); !v.All || v.Len() != all.Len() {
		t.Errorf("without a filter %d of %d are shown", v.Len(), all.Len())
	}
}

// changeEvents changes events at places in one edit.
func changeEvents(t testing.TB, s *session.Session, places []int32, label string, alter func(*data.Event), done func()) {
	t.Helper()
	ids := s.EventsAt(places)
	library.Use(s.Open(), func(ctx context.Context, l *app.Library) (data.Edit, error) {
		return l.ChangeEvents(ctx, label, ids, alter)
	}, func(_ data.Edit, err error) {
		if err != nil {
			t.Error(err)
		}
		done()
	})
}

// deletion is the edit that deletes events.
func deletion(t testing.TB, s *session.Session, q queue, events ...data.ID) data.Edit {
	t.Helper()
	var edit data.Edit
	library.Plan(s.Open(), nil, func(ctx context.Context, l *app.Library) (app.Deletion, error) { return l.DeleteEvents(ctx, events...) }, func(d app.Deletion, err error) {
		if err != nil {
			t.Error(err)
		}
		edit = d.Edit
	})
	q.until(t, "the edit is there", func() bool { return !edit.Empty() })
	return edit
}

func TestAFilterFollowsEdits(t *testing.T) {
	s, q := opened(t)
	v := filter(t, s, q, "track:Sport")
	before := v.Len()
	place := int32(v.Place(0))
	other := s.Library().Tracks[0].ID
	changeEvents(t, s, []int32{place}, "edit.events.track", func(e *data.Event) { e.Track = other }, func() {})
	q.until(t, "one fewer is shown", func() bool { return s.Shown().Len() == before-1 })
	s.Undo()
	q.until(t, "all are shown again", func() bool { return s.Shown().Len() == before })
}

func TestFacetsCountWithoutTheirOwnTerms(t *testing.T) {
	s, q := opened(t)
	facets := func() (counts map[query.Field][]data.FacetCount) {
		s.Facets(func(c map[query.Field][]data.FacetCount) { counts = c })
		q.until(t, "the counts", func() bool { return counts != nil })
		return counts
	}
	v := filter(t, s, q, "track:Sport")
	counts := facets()
	sum := 0
	for _, c := range counts[query.Track] {
		sum += c.Count
	}
	if sum != s.Library().Counts.Events {
		t.Errorf("the tracks count %d events in all, want %d", sum, s.Library().Counts.Events)
	}
	linked := 0
	for _, c := range counts[query.Has] {
		if c.Value == "article" {
			linked = c.Count
		}
	}
	if linked == 0 || linked > v.Len() {
		t.Errorf("%d of %d events are linked", linked, v.Len())
	}
}

func TestManyEventsAreChangedInOneEdit(t *testing.T) {
	s, q := opened(t)
	places := []int32{0, 3, 7}
	done := false
	changeEvents(t, s, places, "edit.events.importance", func(e *data.Event) { e.Importance = 1 }, func() { done = true })
	q.until(t, "the change is written and shown", func() bool {
		return done && !slices.ContainsFunc(places, func(p int32) bool { return s.Library().Columns.Importance[p] != 1 })
	})
	s.Undo()
	q.until(t, "one step takes all of it back", func() bool {
		return s.Library().UndoLabel != "edit.events.importance" && slices.ContainsFunc(places, func(p int32) bool { return s.Library().Columns.Importance[p] != 1 })
	})
}

func TestManyEventsAreDeletedWithWhatHangsOnThem(t *testing.T) {
	s, q := opened(t)
	counts := s.Library().Counts
	all := make([]int32, s.Library().Columns.Len())
	for i := range all {
		all[i] = int32(i)
	}
	edit := deletion(t, s, q, s.EventsAt(all)...)
	if len(edit.Events) != counts.Events || len(edit.Excerpts) != counts.Excerpts {
		t.Errorf("it deletes %d events and %d excerpts, want %d and %d", len(edit.Events), len(edit.Excerpts), counts.Events, counts.Excerpts)
	}
	s.Do(edit, nil)
	q.until(t, "all events are gone", func() bool { return s.Library().Counts.Events == 0 && s.Shown().Len() == 0 })
	s.Undo()
	q.until(t, "all of it is back", func() bool { return s.Library().Counts == counts })
}

func TestTheTableIsSorted(t *testing.T) {
	s, q := opened(t)
	var order []int32
	s.Order(data.ByTitle, true, func(places []int32) { order = places })
	q.until(t, "the order", func() bool { return order != nil })
	if len(order) != s.Shown().Len() {
		t.Fatalf("%d of %d events are in the order", len(order), s.Shown().Len())
	}
	var rows []data.Event
	s.ReadRows(order, func(events []data.Event) { rows = events })
	q.until(t, "the rows", func() bool { return rows != nil })
	words := func(e data.Event) []string {
		return strings.FieldsFunc(fold.String(e.Title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	if !slices.IsSortedFunc(rows, func(a, b data.Event) int { return slices.Compare(words(b), words(a)) }) {
		t.Error("the titles are not in descending order")
	}
	if _, ok := s.Row(3); ok {
		t.Fatal("a row was there before it was asked for")
	}
	q.until(t, "the row has been fetched", func() bool { e, ok := s.Row(3); return ok && e.ID == s.Library().Columns.IDs[3] })
}

// Everything that is done by a button, a menu or a key is a command of the table,
// and the palette has every command under its name in either language.
func TestEveryActionIsInThePalette(t *testing.T) {
	w, _ := testWindow(t, "en")
	called := regexp.MustCompile(`\b(?:[rR]un|Item|item|icon|link|action)\("([a-z]+(?:\.[a-z0-9]+)*)"`)
	found := 0
	for _, folder := range []string{"pane", "window", "feature", "feature/*"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "ui", folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files in %s: %v", folder, err)
		}
		for _, path := range files {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range called.FindAllStringSubmatch(string(source), -1) {
				found++
				if w.Commands().Get(m[1]) == nil {
					t.Errorf("%s runs %q, which is no command", filepath.Base(path), m[1])
				}
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d calls were found: does the pattern still fit the code?", found)
	}
	named := w.Named()
	if len(named) != len(w.Commands().All()) {
		t.Errorf("the palette has %d of %d commands", len(named), len(w.Commands().All()))
	}
	names := make([][]string, len(named))
	for i, n := range named {
		names[i] = n.Names
		if len(n.Names) != 2 {
			t.Errorf("%s has the names %q", n.ID, n.Names)
		}
	}
	for i, n := range named {
		for _, name := range n.Names {
			ranked := command.Rank(name, names)
			if !slices.ContainsFunc(ranked, func(r command.Ranked) bool { return r.Place == i }) {
				t.Errorf("%q does not find %s", name, n.ID)
			}
		}
	}
}

func TestKeysAreChangedAtOnce(t *testing.T) {
	w, q := testWindow(t, "en")
	s := w.Session()
	win := test.NewTempWindow(t, w.Content())
	win.Resize(fyne.NewSize(1280, 800))
	s.Select(5)
	q.until(t, "an event is shown", func() bool { return s.Selected() == 5 })
	w.SetKeys("event.next", []command.Key{command.Plain(fyne.KeyW)})
	if c := w.Commands().ForKey(&fyne.KeyEvent{Name: fyne.KeyW}); c == nil || c.ID != "event.next" {
		t.Fatalf("W belongs to %v", c)
	}
	if c := w.Commands().Get("view.in"); slices.Contains(c.Keys, command.Plain(fyne.KeyW)) || len(c.Keys) == 0 {
		t.Errorf("zooming in has %v", c.Keys)
	}
	if c := w.Commands().ForKey(&fyne.KeyEvent{Name: fyne.KeyRight}); c != nil {
		t.Errorf("the key before still runs %s", c.ID)
	}
	if got := w.State.Keys["event.next"]; !slices.Equal(got, []string{"W"}) {
		t.Errorf("remembered are %v", got)
	}
	w.SetKeys("event.next", []command.Key{command.Plain(fyne.KeyRight), command.Plain(fyne.KeyPeriod)})
	if len(w.State.Keys) != 0 || !slices.Contains(w.Commands().Get("view.in").Keys, command.Plain(fyne.KeyW)) {
		t.Errorf("after going back %v are remembered", w.State.Keys)
	}
}

// write types into what has the keyboard.
func write(c fyne.Canvas, text string) {
	for _, r := range text {
		c.Focused().TypedRune(r)
	}
}

// The field, the results, the panel of the filter, the table and the palette are
// built, laid out, drawn and used in both languages.
func TestFindingInTheWindow(t *testing.T) {
	for lang, words := range map[string]struct{ search, palette, command string }{
		"en": {"winter", "zoom to f", "view.fit"},
		"ar": {"الشتوي", "zoom to f", "view.fit"},
	} {
		t.Run(lang, func(t *testing.T) {
			w, q := testWindow(t, lang)
			s := w.Session()
			c := w.Canvas()
			w.Resize(fyne.NewSize(1280, 800))
			run := func(id string) {
				t.Helper()
				if !w.Commands().Run(id) {
					t.Fatalf("%s did not run", id)
				}
			}
			draw := func() {
				if !testing.Short() { // in software, a picture takes a second or two
					c.Capture()
				}
			}
			run("search")
			write(c, words.search)
			q.until(t, "results", func() bool { return s.Found() != nil && s.Found().Counted })
			if len(s.Found().Groups[data.KindEvent].Hits) == 0 || s.Lit().Len() == 0 {
				t.Fatalf("found %v", s.Found().Counts)
			}
			draw()
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			q.until(t, "the first hit", func() bool { return s.Event() != nil })
			run("search.event.next")
			q.until(t, "the next hit on the timeline", func() bool { return s.HitNumber() > 0 })

			run("search.filter")
			q.until(t, "the search is a filter", func() bool { return !s.Filtering() && !s.Filter().Empty() && s.Searching().Empty() })
			if s.Shown().All || s.Shown().Len() == 0 {
				t.Errorf("%d events are shown", s.Shown().Len())
			}
			run("filter")
			draw()
			run("events")
			q.until(t, "rows", func() bool { _, ok := s.Row(s.Shown().Place(0)); return ok })
			run("events.all")
			draw()
			if !w.Commands().Get("events.importance").On() {
				t.Error("nothing is selected")
			}
			run("filter.clear")
			q.until(t, "everything is shown", func() bool { return !s.Filtering() && s.Shown().All })

			run("palette")
			if c.Overlays().Top() == nil {
				t.Fatal("no palette")
			}
			write(c, words.palette)
			draw()
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			q.until(t, "the command of the palette", func() bool { return slices.Equal(w.State.Commands, []string{words.command}) })
			if c.Overlays().Top() != nil {
				t.Error("the palette stays")
			}
			run("keys.change")
			q.until(t, "the dialog of keys", func() bool { return c.Overlays().Top() != nil })
			c.Capture()
		})
	}
}

func TestTheFilterIsRememberedByLibrary(t *testing.T) {
	w, q := testWindow(t, "en")
	s := w.Session()
	s.SetFilter(query.Parse("track:Sport", query.Options{}))
	q.until(t, "filtered", func() bool { return !s.Filtering() })
	if a := w.State.Arrangement(s.Library().Library.ID); a.Filter != "track:Sport" {
		t.Errorf("remembered is %q", a.Filter)
	}
	path := s.Path()
	closed := false
	s.Close(func(error) { closed = true })
	q.until(t, "closed", func() bool { return closed })
	w.Open(path)
	q.until(t, "opened again as it was left", func() bool { return s.Shown() != nil && !s.Shown().All && !s.Filtering() })
}
