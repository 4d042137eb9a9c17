package merge_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/merge"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
)

// bench is a library with what is imported into it.
type bench struct {
	*testing.T
	data.Store
	source string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "Tarikh test").Create(t.Context(), filepath.Join(t.TempDir(), "test.tarikh"), "Test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return &bench{t, store, "test:a.json"}
}

func (b *bench) compare(doc form.Document) *merge.Plan {
	b.Helper()
	plan, err := merge.Compare(b.Context(), b.Store, &doc, merge.Options{
		Source: b.source, Track: "Events", Now: 1,
		Retext: func(_ context.Context, before, after data.Article) (data.Edit, error) {
			return data.Edit{Articles: []data.Change[data.Article]{data.Update(before, after)}}, nil
		},
		Place: func(text string) func(anchor.Selector) (anchor.Selector, data.Doubt) {
			return func(s anchor.Selector) (anchor.Selector, data.Doubt) {
				m, ok := anchor.Resolve(text, s)
				if !ok {
					return s, data.Doubt{State: data.Orphan, Was: s.Exact}
				}
				at, err := anchor.Make(text, m.Start, m.End)
				if err != nil {
					b.Fatal(err)
				}
				return at, data.Doubt{}
			}
		},
		Remove: func(ctx context.Context, rows map[data.Kind][]data.ID) (data.Edit, error) {
			e := data.Edit{}
			all, err := b.EventRows(ctx, rows[data.KindEvent])
			for _, row := range all {
				e.Events = append(e.Events, data.Delete(row))
			}
			return e, err
		},
	})
	if err != nil {
		b.Fatal(err)
	}
	return plan
}

func (b *bench) write(plan *merge.Plan) {
	b.Helper()
	for part, err := range plan.Parts(b.Context()) {
		if err != nil {
			b.Fatal(err)
		}
		if _, err := b.Apply(b.Context(), part); err != nil {
			b.Fatal(err)
		}
	}
}

func (b *bench) events() (lines []string) {
	b.Helper()
	tracks, err := b.Tracks(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	names := map[data.ID]string{}
	for _, t := range tracks {
		names[t.ID] = t.Name
	}
	for e, err := range b.Events(b.Context()) {
		if err != nil {
			b.Fatal(err)
		}
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s @%s %s", e.Date, e.Title, names[e.Track], e.Description)))
	}
	return lines
}

// edit changes the event of a title.
func (b *bench) edit(title string, change func(*data.Event)) {
	b.Helper()
	for e, err := range b.Events(b.Context()) {
		if err != nil {
			b.Fatal(err)
		}
		if e.Title == title {
			after := e
			change(&after)
			if _, err := b.Apply(b.Context(), data.Edit{Events: []data.Change[data.Event]{data.Update(e, after)}}); err != nil {
				b.Fatal(err)
			}
			return
		}
	}
	b.Fatalf("there is no event %q", title)
}

func event(key, date, title string) form.Event {
	d, err := dates.Parse(date)
	if err != nil {
		panic(err)
	}
	return form.Event{
		Event:  data.Event{ID: data.NewID(), Title: title, Date: d, Importance: data.DefaultImportance},
		Source: form.Source{Key: key},
	}
}

// said puts the counts of a plan into a line.
func said(p *merge.Plan) string {
	r := p.Report
	return fmt.Sprintf("new %d, updated %d, unchanged %d, conflicts %d, gone %d, skipped %d", r.Events, r.Updated, r.Unchanged, r.Conflicts, r.Gone, len(p.Skipped))
}

func (b *bench) expect(p *merge.Plan, want string) {
	b.Helper()
	if got := said(p); got != want {
		b.Errorf("%s\nwant %s", got, want)
	}
}

func (b *bench) holds(want ...string) {
	b.Helper()
	if got := b.events(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		b.Errorf("the library holds\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAgainIsNotDouble(t *testing.T) {
	for _, key := range []string{"", "k"} {
		b := newBench(t)
		doc := func() form.Document {
			keys := [3]string{}
			for i := range keys {
				if key != "" {
					keys[i] = fmt.Sprint(key, i)
				}
			}
			// The second and third are alike to the last letter.
			return form.Document{Events: []form.Event{event(keys[0], "2020", "One"), event(keys[1], "2021", "Two"), event(keys[2], "2021", "Two")}}
		}
		p := b.compare(doc())
		b.expect(p, "new 3, updated 0, unchanged 0, conflicts 0, gone 0, skipped 0")
		b.write(p)
		p = b.compare(doc())
		b.expect(p, "new 0, updated 0, unchanged 3, conflicts 0, gone 0, skipped 0")
		if !p.Empty() {
			t.Error("an unchanged file would be written")
		}
		b.holds("2020 One @Events", "2021 Two @Events", "2021 Two @Events")
	}
}

func TestEachSideKeepsItsChanges(t *testing.T) {
	b := newBench(t)
	b.write(b.compare(form.Document{Events: []form.Event{event("a", "2020", "A"), event("b", "2021", "B"), event("c", "2022", "C")}}))
	b.edit("A", func(e *data.Event) { e.Description = "mine" })
	b.edit("B", func(e *data.Event) { e.Title = "B here" })
	b.edit("C", func(e *data.Event) { e.Importance = 5 })

	changed := form.Document{Events: []form.Event{event("a", "2020-05", "A"), event("b", "2021-06", "B there"), event("c", "2022", "C")}}
	p := b.compare(changed)
	b.expect(p, "new 0, updated 2, unchanged 1, conflicts 1, gone 0, skipped 0")
	if c := p.Conflicts[0]; c.Field != "title" || c.Here != "B here" || c.There != "B there" || c.Title != "B here" {
		t.Errorf("%+v", c)
	}
	b.write(p)
	b.holds("2020-05 A @Events mine", "2021-06 B here @Events", "2022 C @Events")

	// What was decided is not asked again.
	p = b.compare(changed)
	b.expect(p, "new 0, updated 0, unchanged 3, conflicts 0, gone 0, skipped 0")

	p = b.compare(form.Document{Events: []form.Event{event("a", "2020-05", "A"), event("b", "2021-06", "B again"), event("c", "2022", "C")}})
	p.Decide(true, false)
	b.write(p)
	b.holds("2020-05 A @Events mine", "2021-06 B again @Events", "2022 C @Events")
}

func TestAnEventWithoutAnIDIsKnownByWhatItSays(t *testing.T) {
	b := newBench(t)
	b.write(b.compare(form.Document{Events: []form.Event{event("", "2020", "One"), event("", "2021", "Two"), event("", "2022", "Three")}}))
	p := b.compare(form.Document{Events: []form.Event{event("", "2020-03", "One"), event("", "2021", "Second"), event("", "2022", "Three"), event("", "2023", "Four")}})
	b.expect(p, "new 1, updated 2, unchanged 1, conflicts 0, gone 0, skipped 0")
	b.write(p)
	b.holds("2020-03 One @Events", "2021 Second @Events", "2022 Three @Events", "2023 Four @Events")
}

func TestWhatIsGoneIsOfferedToBeRemoved(t *testing.T) {
	b := newBench(t)
	b.write(b.compare(form.Document{Events: []form.Event{event("a", "2020", "A"), event("b", "2021", "B"), event("c", "2022", "C")}}))
	b.edit("B", func(e *data.Event) { e.Description = "mine" })
	left := form.Document{Events: []form.Event{event("c", "2022", "C")}}
	p := b.compare(left)
	b.expect(p, "new 0, updated 0, unchanged 1, conflicts 0, gone 2, skipped 0")
	if !p.Empty() {
		t.Error("what is gone is removed without being asked")
	}
	p.Decide(false, true)
	b.write(p)
	b.holds("2021 B @Events mine", "2022 C @Events")
	b.expect(b.compare(left), "new 0, updated 0, unchanged 1, conflicts 0, gone 1, skipped 0")
}

func TestWhatWasDeletedHereStaysDeleted(t *testing.T) {
	b := newBench(t)
	doc := func() form.Document {
		return form.Document{Events: []form.Event{event("a", "2020", "A"), event("b", "2021", "B")}}
	}
	b.write(b.compare(doc()))
	for e, err := range b.Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Title == "A" {
			if _, err := b.Apply(t.Context(), data.Edit{Events: []data.Change[data.Event]{data.Delete(e)}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	p := b.compare(doc())
	b.expect(p, "new 0, updated 0, unchanged 1, conflicts 0, gone 0, skipped 1")
	if p.Skipped[0].Why != form.DeletedHere || !p.Empty() {
		t.Errorf("%+v", p.Skipped)
	}
}

func TestATrackThatIsRenamedHereKeepsItsEvents(t *testing.T) {
	b := newBench(t)
	doc := func() (d form.Document) {
		e := event("a", "2020", "A")
		e.Track = d.TrackNamed("Wars", "")
		d.Events = []form.Event{e}
		return d
	}
	b.write(b.compare(doc()))
	tracks, err := b.Tracks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	after := tracks[0]
	after.Name = "Conflicts"
	if _, err := b.Apply(t.Context(), data.Edit{Tracks: []data.Change[data.Track]{data.Update(tracks[0], after)}}); err != nil {
		t.Fatal(err)
	}
	p := b.compare(doc())
	b.expect(p, "new 0, updated 0, unchanged 1, conflicts 0, gone 0, skipped 0")
	if !p.Empty() {
		t.Error("a track is made that nothing is on")
	}
	b.holds("2020 A @Conflicts")
}

func TestAnotherFileOfTheSameNameIsAnother(t *testing.T) {
	b := newBench(t)
	b.write(b.compare(form.Document{Events: []form.Event{event("1", "2020", "A"), event("2", "2021", "B"), event("3", "2022", "C")}}))
	other := func() form.Document {
		return form.Document{Events: []form.Event{event("9", "1920", "X"), event("8", "1921", "Y"), event("3", "1922", "Z")}}
	}
	p := b.compare(other())
	b.expect(p, "new 3, updated 0, unchanged 0, conflicts 0, gone 0, skipped 0")
	b.write(p)
	b.expect(b.compare(other()), "new 0, updated 0, unchanged 3, conflicts 0, gone 0, skipped 0")
}

func TestArticlesExcerptsAndNotesAgain(t *testing.T) {
	b := newBench(t)
	const text = "They met in Beijing.\n"
	passage, err := anchor.Make(text, 0, 8)
	if err != nil {
		t.Fatal(err)
	}
	span, err := dates.Parse("2020/2021")
	if err != nil {
		t.Fatal(err)
	}
	doc := func() form.Document {
		e := event("a", "2020", "A")
		a := form.Article{Article: data.Article{ID: data.NewID(), Title: "An article"}.WithText(text)}
		note := form.Note{Annotation: data.Annotation{ID: data.NewID(), Event: e.ID, Text: "a note", Colour: "amber"}}
		return form.Document{
			Events: []form.Event{e}, Articles: []form.Article{a},
			Excerpts: []data.Excerpt{{ID: data.NewID(), Event: e.ID, Article: a.ID, Anchor: passage}},
			Notes: []form.Note{
				{Annotation: data.Annotation{ID: data.NewID(), Parent: note.ID, Text: "a reply", Colour: "amber"}},
				note,
				{Annotation: data.Annotation{ID: data.NewID(), Span: span, Text: "An era", Colour: "amber"}, Era: true},
			},
		}
	}
	p := b.compare(doc())
	if r := p.Report; r.Articles != 1 || r.Eras != 1 || r.Notes != 2 {
		t.Errorf("%+v", r)
	}
	b.write(p)
	p = b.compare(doc())
	b.expect(p, "new 0, updated 0, unchanged 5, conflicts 0, gone 0, skipped 0")
	if !p.Empty() {
		t.Error("what is unchanged would be written")
	}
	c, err := b.Counts(t.Context())
	if err != nil || c.Excerpts != 1 || c.Annotations != 3 || c.Articles != 1 {
		t.Errorf("%+v, %v", c, err)
	}
}

// A note on the title of an article whose text the library has under another title is found
// again in that.
func TestNotesOnTheTitleOfAKnownText(t *testing.T) {
	for _, c := range []struct {
		here, exact string
		state       data.DoubtState
	}{
		{"Update: On Monday they met", "they met", data.Sure},
		{"When They met", "They met", data.CheckMe},
		{"Rain", "they met", data.Orphan},
	} {
		b := newBench(t)
		doc := func(title, quote string) form.Document {
			a := form.Article{Article: data.Article{ID: data.NewID(), Title: title}.WithText("They met in Beijing.\n"), Source: form.Source{Key: data.NewID().String()}}
			d := form.Document{Articles: []form.Article{a}}
			if quote != "" {
				start := strings.Index(title, quote)
				s, err := anchor.Make(title, start, start+len(quote))
				if err != nil {
					t.Fatal(err)
				}
				s.Part = data.OfTitle
				d.Notes = []form.Note{{Annotation: data.Annotation{ID: data.NewID(), Article: a.ID, Anchor: s, Colour: "amber"}, Source: form.Source{Key: "n"}}}
			}
			return d
		}
		b.write(b.compare(doc(c.here, "")))
		b.write(b.compare(doc("On Monday they met", "they met")))
		notes, err := b.Annotations(t.Context())
		if err != nil || len(notes) != 1 {
			t.Fatalf("%q: %+v, %v", c.here, notes, err)
		}
		n := notes[0]
		if n.Anchor.Exact != c.exact || n.Doubt.State != c.state || n.Anchor.Part != data.OfTitle {
			t.Errorf("%q: %+v", c.here, n)
		}
		if c.state != data.Orphan && c.here[n.Anchor.Start:n.Anchor.End] != c.exact {
			t.Errorf("%q: it is not at %d", c.here, n.Anchor.Start)
		}
	}
}

// With another title of an article, passages of its text that are new come too; those of
// the title come with the next import, as those of a text that is another do.
func TestAnotherTitleTakesPassagesOfTheText(t *testing.T) {
	b := newBench(t)
	passage := func(text string, start, end int, part string) anchor.Selector {
		s, err := anchor.Make(text, start, end)
		if err != nil {
			t.Fatal(err)
		}
		s.Part = part
		return s
	}
	const text = "They met in Beijing.\n"
	doc := func(title string, more ...anchor.Selector) form.Document {
		e := event("a", "2020", "A")
		a := form.Article{Article: data.Article{ID: data.NewID(), Title: title}.WithText(text), Source: form.Source{Key: "x"}}
		d := form.Document{Events: []form.Event{e}, Articles: []form.Article{a}}
		for _, s := range more {
			d.Excerpts = append(d.Excerpts, data.Excerpt{ID: data.NewID(), Event: e.ID, Article: a.ID, Anchor: s})
		}
		return d
	}
	b.write(b.compare(doc("An article")))
	b.write(b.compare(doc("A longer article", passage(text, 0, 8, ""), passage("A longer article", 2, 8, data.OfTitle))))
	articles, err := b.Articles(t.Context())
	if err != nil || len(articles) != 1 || articles[0].Title != "A longer article" {
		t.Fatalf("%+v, %v", articles, err)
	}
	if all, err := b.ArticleExcerpts(t.Context(), articles[0].ID); err != nil || len(all) != 1 || all[0].Anchor.Exact != "They met" {
		t.Errorf("%+v, %v", all, err)
	}
	b.write(b.compare(doc("A longer article", passage(text, 0, 8, ""), passage("A longer article", 2, 8, data.OfTitle))))
	if all, err := b.ArticleExcerpts(t.Context(), articles[0].ID); err != nil || len(all) != 2 || all[0].Anchor.Exact != "longer" {
		t.Errorf("again: %+v, %v", all, err)
	}
}

func TestALibrarysOwnFileIsKnownByItsIDs(t *testing.T) {
	b := newBench(t)
	library, err := b.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	e := event("", "2020", "A")
	e.Key = e.ID.String()
	b.write(b.compare(form.Document{Events: []form.Event{e}}))
	rows, err := b.EventRows(t.Context(), []data.ID{e.ID})
	if err != nil {
		t.Fatal(err)
	}
	revision, err := b.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b.source = "own"
	own := func(title string) form.Document {
		changed := form.Event{Event: rows[0], Source: e.Source}
		changed.Title = title
		tracks, err := b.Tracks(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return form.Document{Own: true, Library: library.ID, Revision: revision, Tracks: tracks, Events: []form.Event{changed}}
	}
	b.expect(b.compare(own("A")), "new 0, updated 0, unchanged 1, conflicts 0, gone 0, skipped 0")
	b.expect(b.compare(own("B")), "new 0, updated 1, unchanged 0, conflicts 0, gone 0, skipped 0")
	b.edit("A", func(e *data.Event) { e.Title = "C" })
	b.expect(b.compare(own("B")), "new 0, updated 0, unchanged 1, conflicts 1, gone 0, skipped 0")
}

func TestAFileIsKnownByAnotherName(t *testing.T) {
	for _, key := range []string{"", "k"} {
		doc := func(year string, titles ...string) form.Document {
			var d form.Document
			for i, title := range titles {
				k := ""
				if key != "" {
					k = fmt.Sprint(key, i)
				}
				d.Events = append(d.Events, event(k, year, title))
			}
			return d
		}
		for _, c := range []struct {
			name, source string
			doc          form.Document
			want         string
		}{
			{"fetched again", "test:a (1).json", doc("2020", "One", "Two", "Three", "Four"), "new 1, updated 0, unchanged 3, conflicts 0, gone 0, skipped 0"},
			{"of another format", "other:a.json", doc("2020", "One", "Two", "Three"), "new 3, updated 0, unchanged 0, conflicts 0, gone 0, skipped 0"},
			{"other events, with the same ids or dates", "test:b.json", doc("2020", "One", "2", "3"), "new 3, updated 0, unchanged 0, conflicts 0, gone 0, skipped 0"},
			{"other dates", "test:b.json", doc("2021", "One", "Two", "Three"), "new 3, updated 0, unchanged 0, conflicts 0, gone 0, skipped 0"},
			{"a part of it", "test:b.json", doc("2020", "One"), "new 1, updated 0, unchanged 0, conflicts 0, gone 0, skipped 0"},
		} {
			b := newBench(t)
			b.write(b.compare(doc("2020", "One", "Two", "Three")))
			b.source = c.source
			p := b.compare(c.doc)
			if got := said(p); got != c.want {
				t.Errorf("%s, key %q: %s\nwant %s", c.name, key, got, c.want)
			}
		}
	}
}

func TestEventsWhoseIDsAreOthersAreKnownByWhatTheySay(t *testing.T) {
	for name, keys := range map[string][4]string{
		"made at each export": {"a", "b", "c", "d"},
		"none any more":       {},
		"most of them":        {"k0", "b", "c", "d"},
	} {
		b := newBench(t)
		b.write(b.compare(form.Document{Events: []form.Event{event("k0", "2020", "One"), event("k1", "2021", "Two"), event("k2", "2021", "Two"), event("k3", "2022", "Three")}}))
		b.edit("One", func(e *data.Event) { e.Description = "mine" })
		again := func() form.Document {
			return form.Document{Events: []form.Event{event(keys[0], "2020", "One"), event(keys[1], "2021", "Two"), event(keys[2], "2021", "Two"), event(keys[3], "2022", "Three")}}
		}
		p := b.compare(again())
		if got := said(p); got != "new 0, updated 0, unchanged 4, conflicts 0, gone 0, skipped 0" {
			t.Errorf("%s: %s", name, got)
		}
		b.write(p)
		b.holds("2020 One @Events mine", "2021 Two @Events", "2021 Two @Events", "2022 Three @Events")
		if p = b.compare(again()); !p.Empty() {
			t.Errorf("%s: the ids are not learned: %s", name, said(p))
		}
	}
}

func TestIDsThatAreKeptTellEventsApartThatSayTheSame(t *testing.T) {
	b := newBench(t)
	b.write(b.compare(form.Document{Events: []form.Event{event("a", "2020", "One"), event("b", "2021", "Two")}}))
	b.expect(b.compare(form.Document{Events: []form.Event{event("a", "2020", "One"), event("c", "2021", "Two")}}), "new 1, updated 0, unchanged 1, conflicts 0, gone 1, skipped 0")
}

// reference is an article without a text.
func reference(key, title, published string) form.Article {
	d, _ := dates.Parse(published)
	return form.Article{Article: data.Article{ID: data.NewID(), Title: title, Published: d}.WithText(""), Source: form.Source{Key: key}}
}

func TestReferencesAgain(t *testing.T) {
	b := newBench(t)
	list := func() form.Document {
		return form.Document{Articles: []form.Article{
			reference("", "A Theory", "1948"),
			reference("", "A Theory", "1948"),
			reference("", "Another", "1950"),
			reference("k", "Keyed", "1951"),
			reference("k", "With the same key", "1952"),
		}}
	}
	plan := b.compare(list())
	if plan.Report.References != 5 || len(plan.Conflicts) != 0 {
		t.Fatalf("%+v", plan.Report)
	}
	b.write(plan)
	again := list()
	again.Articles[3] = reference("k", "Keyed, revised", "1951")
	again.Articles = append(again.Articles, reference("", "New", "1953"))
	plan = b.compare(again)
	if r := plan.Report; r.References != 1 || r.Updated != 1 || r.Unchanged != 4 || r.Gone != 0 {
		t.Fatalf("%+v", r)
	}
	b.write(plan)
	all, err := b.Articles(t.Context())
	if err != nil || len(all) != 6 {
		t.Errorf("%d articles, %v", len(all), err)
	}
}

// Rows of a file whose events were merged here are one event: it changes as one of them
// does, by one of them at a time, and is not gone while the file has one.
func TestEventsThatWereMergedHere(t *testing.T) {
	b := newBench(t)
	b.write(b.compare(form.Document{Events: []form.Event{event("a", "2020", "A"), event("b", "2020", "B")}}))
	var events []data.Event
	for e, err := range b.Events(b.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	origins, err := b.Origins(b.Context(), "")
	if err != nil || len(origins) != 2 {
		t.Fatal(origins, err)
	}
	merged := origins[1]
	merged.Row = events[0].ID
	if _, err := b.Apply(b.Context(), data.Edit{Events: []data.Change[data.Event]{data.Delete(events[1])}, Origins: []data.Change[data.Origin]{data.Update(origins[1], merged)}}); err != nil {
		t.Fatal(err)
	}
	p := b.compare(form.Document{Events: []form.Event{event("a", "2020", "A"), event("b", "2020", "B")}})
	b.expect(p, "new 0, updated 0, unchanged 2, conflicts 0, gone 0, skipped 0")

	p = b.compare(form.Document{Events: []form.Event{event("a", "2020", "A")}})
	b.expect(p, "new 0, updated 0, unchanged 1, conflicts 0, gone 0, skipped 0")

	both := form.Document{Events: []form.Event{event("a", "2020-05", "A"), event("b", "2020-06", "B")}}
	b.write(b.compare(both))
	if got := b.events(); len(got) != 1 {
		t.Errorf("the library holds %q", got)
	}
}
