package app

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/text/anchor"
)

// cited is a library with a reference, and notes and an excerpt that wait for its text.
func cited(t testing.TB, quotes ...anchor.Selector) (*Library, data.Store, data.Article) {
	t.Helper()
	l, store := emptyLibrary(t)
	reference := data.Article{
		ID: data.NewID(), Title: "The dike of the old mill", URL: "https://mill.example/dike", Added: 7, Published: day(t, "2022"),
		Citation: data.Citation{Type: "article-newspaper", Authors: []data.Name{{Family: "Lee", Given: "Ada"}}, DOI: "10.1000/1"},
	}.WithText("")
	track := data.Track{ID: data.NewID(), Name: "Floods", Colour: "blue"}
	event := data.Event{ID: data.NewID(), Title: "Flood", Date: day(t, "2022-02-04"), Track: track.ID, Importance: 3}
	edit := data.Edit{
		Label: "x", Articles: []data.Change[data.Article]{data.Insert(reference)}, Tracks: []data.Change[data.Track]{data.Insert(track)},
		Events: []data.Change[data.Event]{data.Insert(event)},
	}
	for i, s := range quotes {
		if s.End == 0 {
			s.End = s.Start + len(s.Exact)
		}
		if i == 0 {
			edit.Excerpts = append(edit.Excerpts, data.Insert(data.Excerpt{ID: data.NewID(), Event: event.ID, Article: reference.ID, Anchor: s}))
		}
		edit.Annotations = append(edit.Annotations, data.Insert(data.Annotation{ID: data.NewID(), Article: reference.ID, Anchor: s, Colour: "amber"}))
	}
	if _, err := l.Write(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	return l, store, reference
}

// A text that comes in becomes that of the reference, with what the reference says; what
// waited is found, is to be checked, or is an orphan. One undo takes it back.
func TestTextOfAReference(t *testing.T) {
	ctx := t.Context()
	quotes := []anchor.Selector{
		{Start: 900, Exact: "the dike above the mill", Prefix: "on the fourth "}, // with another count of characters
		{Exact: "boats went from house to house to bring people out", Prefix: "and ", Suffix: ". Nobody"},
		{Exact: "a sentence that its text does not have at all", Prefix: "wholly ", Suffix: " elsewhere"},
		{Exact: "the", Start: 3000}, // which of them?
		{Exact: "The dike", Part: data.OfTitle},
	}
	l, store, reference := cited(t, quotes...)
	before, err := data.ContentHash(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	d := draft(t, "Dike | Gazette", "http://www.mill.example/dike/?utm_source=x", dike)
	d.Citation = data.Citation{DOI: "10.1000/other", Volume: "12"}
	got, err := l.Add(ctx, d, AsUndecided)
	if err != nil || got.Outcome != Filled || got.Match.By != intake.SameAddress {
		t.Fatalf("%s by %+v, %v", got.Outcome, got.Match, err)
	}
	a, err := l.Article(ctx, reference.ID)
	if err != nil || a.Text != dike || a.Title != reference.Title || a.URL != reference.URL || a.Added != 7 || a.Published.EDTF != "2022-02-05" {
		t.Errorf("%+v, %v", a, err)
	}
	if c := a.Citation; c.DOI != "10.1000/1" || c.Volume != "12" || len(c.Authors) != 1 {
		t.Errorf("%+v", c)
	}
	if old, err := l.Editions(ctx, a.ID); err != nil || len(old) != 0 {
		t.Errorf("earlier texts: %+v, %v", old, err)
	}
	if want := (PassageCounts{Moved: 1, Check: 2, Orphan: 1}); got.Report.Notes != want || got.Report.Excerpts != (PassageCounts{Moved: 1}) {
		t.Errorf("%+v, %+v", got.Report.Notes, got.Report.Excerpts)
	}
	notes, err := l.ArticleAnnotations(ctx, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]data.DoubtState{}
	for _, n := range notes {
		if n.Doubt.State != data.Orphan && a.In(n.Anchor)[n.Anchor.Start:n.Anchor.End] != n.Anchor.Exact {
			t.Errorf("%q is not at its place", n.Anchor.Exact)
		}
		states[n.Anchor.Exact] = n.Doubt.State
	}
	for exact, state := range map[string]data.DoubtState{
		"the dike above the mill": data.Sure, "boats went from door to door to bring people out": data.CheckMe, quotes[2].Exact: data.Orphan, "the": data.CheckMe, "The dike": data.Sure,
	} {
		if got, ok := states[exact]; !ok || got != state {
			t.Errorf("%q: %q (%v), want %q; of %v", exact, got, ok, state, states)
		}
	}
	if _, err := l.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if after, err := data.ContentHash(ctx, store); err != nil || after != before {
		t.Errorf("undone, the library is not what it was (%v)", err)
	}
}

// By its title alone a text is not given to a reference unseen.
func TestTextLikeAReference(t *testing.T) {
	ctx := t.Context()
	l, _, reference := cited(t)
	d := draft(t, "The dike of the old mill", "", dike)
	d.Published = intake.DateField{}
	if got, err := l.Add(ctx, d, AsUndecided); err != nil || got.Outcome != Duplicate || got.Match.By != intake.LikeTitle {
		t.Fatalf("%s by %+v, %v", got.Outcome, got.Match, err)
	}
	got, err := l.Add(ctx, d, AsVersion)
	if err != nil || got.Outcome != Filled || got.Article.ID != reference.ID || got.Article.Published.EDTF != "2022" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestFillReference(t *testing.T) {
	ctx := t.Context()
	l, _, reference := cited(t, anchor.Selector{Exact: "boats went"})
	d := draft(t, "Another title", "https://elsewhere.example/1", dike)
	got, err := l.FillReference(ctx, d, reference.ID)
	if err != nil || got.Outcome != Filled || got.Article.Title != reference.Title || got.Article.Text != dike || got.Report.Notes.All() != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	d.Text, d.Citation = d.Text+"And more.\n", data.Citation{DOI: "10.1000/other", Volume: "12"}
	if got, err = l.FillReference(ctx, d, reference.ID); err != nil || got.Outcome != Versioned {
		t.Errorf("again: %+v, %v", got, err)
	}
	// A new text says nothing of what is known for citing the source.
	d.Text, d.Citation = d.Text+"And yet more.\n", data.Citation{}
	if got, err = l.AddVersion(ctx, d, reference.ID); err != nil || got.Article.Citation.DOI != "10.1000/1" || got.Article.Citation.Volume != "12" {
		t.Errorf("a version: %+v, %v", got.Article.Citation, err)
	}
	if _, err := l.FillReference(ctx, d, data.NewID()); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("no reference: %v", err)
	}
	// A text is not taken away: what is marked in it would wait.
	if _, err := l.Retext(ctx, reference.ID, NewText{Text: " \n"}); !errors.As(err, new(*data.InvalidError)) {
		t.Errorf("an empty text: %v", err)
	}
}

// Of many texts at once, those of references are told from new ones.
func TestAddAllFillsReferences(t *testing.T) {
	ctx := t.Context()
	l, store, reference := cited(t)
	d := draft(t, "D", reference.URL, dike)
	d.Published = intake.DateField{} // the reference has one
	bread := draft(t, "Bread", "", "On Sunday the bakers of the town had no bread, for the flour was wet.")
	var outcomes []string
	err := l.AddAll(ctx, []intake.Draft{bread, d, d}, func(_ int, a Addition, err error) {
		if err != nil {
			t.Error(err)
		}
		outcomes = append(outcomes, string(a.Outcome))
	})
	if got := strings.Join(outcomes, ", "); err != nil || got != "added, filled" || counts(t, store).Articles != 2 {
		t.Errorf("%s, %v", got, err)
	}
}

// Notes of a file on a source whose text the library has are found in it by the rules of
// any text that comes in; of one that it does not have they wait.
func TestImportOfNotesOnASource(t *testing.T) {
	ctx := t.Context()
	l, _ := emptyLibrary(t)
	had, err := l.AddNew(ctx, draft(t, "The dike breaks", "https://mill.example/dike", dike))
	if err != nil {
		t.Fatal(err)
	}
	source := form.Article{Article: data.Article{ID: data.NewID(), Title: "Dike", URL: "http://mill.example/dike?utm_source=x"}.WithText("")}
	other := form.Article{Article: data.Article{ID: data.NewID(), Title: "Other"}.WithText("")}
	doc := form.Document{Articles: []form.Article{source, other}}
	for i, quote := range []string{"the dike above the mill", "boats went from house to house to bring people out", "nothing of the kind", "the dike above the mill"} {
		on := source.ID
		if i == 3 {
			on = other.ID
		}
		doc.Notes = append(doc.Notes, form.Note{Annotation: data.Annotation{
			ID: data.NewID(), Article: on, Colour: "amber", Anchor: anchor.Selector{Exact: quote, End: len(quote)},
		}})
	}
	in, err := l.Compare(ctx, Foreign{Name: "a.json", Document: doc}, "", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r := in.Report(); r.References != 1 || r.Notes != 4 || r.Waiting != 1 {
		t.Errorf("%+v", r)
	}
	if err := l.Import(ctx, in, nil); err != nil {
		t.Fatal(err)
	}
	notes, err := l.ArticleAnnotations(ctx, had.Article.ID)
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]data.DoubtState{}
	for _, n := range notes {
		states[n.Anchor.Exact] = n.Doubt.State
	}
	want := map[string]data.DoubtState{
		"the dike above the mill": data.Sure, "boats went from door to door to bring people out": data.CheckMe, "nothing of the kind": data.Orphan,
	}
	if !maps.Equal(states, want) {
		t.Errorf("%v", states)
	}
	if problems, err := l.Store.(data.File).Check(ctx, nil); err != nil || len(problems) > 0 {
		t.Errorf("%q, %v", problems, err)
	}
}
