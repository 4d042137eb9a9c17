package app

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/query"
)

// named is a library of two articles, the first of which reports an event.
func named(t *testing.T) (*Library, data.Store, data.Event, data.Excerpt) {
	t.Helper()
	l, store := emptyLibrary(t)
	first := articleOf(t, "Judge Tarek Bitar met President Zoran Petkov on Monday. Later, Petkov left. Human Rights Watch was told.\n")
	second := articleOf(t, "عاد القاضي طارق بيطار إلى التحقيق، ولبيطار رأي.\n")
	track := data.NextTrack("News", nil)
	e := data.Event{ID: data.NewID(), Title: "Talks", Description: "Between Dr. Ivo Markov and others", Date: day(t, "2021-05-03"), Track: track.ID, Importance: 3}
	end := strings.Index(first.Text, " Later")
	sel, err := anchor.Make(first.Text, 0, end)
	if err != nil {
		t.Fatal(err)
	}
	x := data.Excerpt{ID: data.NewID(), Event: e.ID, Article: first.ID, Anchor: sel}
	if _, err := store.Apply(t.Context(), data.Edit{
		Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(e)},
		Articles: []data.Change[data.Article]{data.Insert(first), data.Insert(second)}, Excerpts: []data.Change[data.Excerpt]{data.Insert(x)},
	}); err != nil {
		t.Fatal(err)
	}
	return l, store, e, x
}

func namings(t *testing.T, l *Library) map[string]Naming {
	t.Helper()
	all, err := l.Namings(t.Context(), nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Naming{}
	for _, n := range all {
		out[n.Name] = n
	}
	return out
}

// Who is named is proposed with the events whose passages or words name them; what is
// taken is one edit, and is not proposed again.
func TestNamesAreTaken(t *testing.T) {
	ctx := t.Context()
	l, store, e, x := named(t)
	all := namings(t, l)
	for name, want := range map[string]struct {
		passages int
		links    []NameLink
	}{
		"Tarek Bitar":        {1, []NameLink{{e.ID, x.ID}}},
		"Zoran Petkov":       {2, []NameLink{{e.ID, x.ID}}},
		"Human Rights Watch": {1, nil},
		"طارق بيطار":         {2, nil},
		"Ivo Markov":         {1, []NameLink{{Event: e.ID}}},
	} {
		if n := all[name]; len(n.Passages) != want.passages || !slices.Equal(n.Links, want.links) {
			t.Errorf("%s: %d passages, links %v", name, len(n.Passages), n.Links)
		}
	}
	if len(all) != 5 || all["Tarek Bitar"].Alike != "طارق بيطار" || !strings.HasPrefix(all["Tarek Bitar"].Passages[0].Quote, "Judge Tarek Bitar met President Zoran Petkov on Monday.") {
		t.Fatalf("%d are named: %+v", len(all), all["Tarek Bitar"])
	}
	before, err := data.ContentHash(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.TakeNames(ctx, Taking{Naming: all["Tarek Bitar"], Also: []Naming{all["طارق بيطار"]}}, Taking{Naming: all["Human Rights Watch"]}, Taking{Naming: all["Ivo Markov"]}); err != nil {
		t.Fatal(err)
	}
	entities, err := store.Entities(ctx)
	if err != nil || len(entities) != 3 {
		t.Fatalf("%+v (%v)", entities, err)
	}
	for _, got := range entities {
		var want data.Entity
		mentions := 1
		switch got.Name {
		case "Tarek Bitar":
			want = data.Entity{Type: data.Person, Names: data.EntityNames{{Text: "طارق بيطار", Lang: "ar"}}}
		case "Human Rights Watch":
			want, mentions = data.Entity{Type: data.Organisation, Names: data.EntityNames{{Text: "هيومن رايتس ووتش", Lang: "ar"}}}, 0
		default:
			want = data.Entity{Type: data.Person}
		}
		m, err := store.EntityMentions(ctx, got.ID)
		if err != nil || len(m) != mentions || got.Type != want.Type || !slices.Equal(got.Names, want.Names) || len(got.Aliases) > 0 {
			t.Errorf("%+v in %v (%v)", got, m, err)
		}
	}
	if left := namings(t, l); len(left) != 1 || left["Zoran Petkov"].Name == "" {
		t.Errorf("still proposed: %v", left)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if after, err := data.ContentHash(ctx, store); err != nil || after != before {
		t.Errorf("undone, the library is another (%v)", err)
	}
}

// Somebody can be taken as one of the library, whose other name that is then.
func TestNamesAreTakenAsKnown(t *testing.T) {
	ctx := t.Context()
	l, store, e, x := named(t)
	if _, err := l.AddActors(ctx, Actor{Name: "Z. Petkov", Type: data.Person}); err != nil {
		t.Fatal(err)
	}
	all, err := store.Entities(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.TakeNames(ctx, Taking{Naming: namings(t, l)["Zoran Petkov"], As: all[0].ID}); err != nil {
		t.Fatal(err)
	}
	all, err = store.Entities(ctx)
	if err != nil || len(all) != 1 || !slices.Equal(all[0].Aliases, []string{"Zoran Petkov"}) {
		t.Errorf("%+v (%v)", all, err)
	}
	if m, err := store.EventMentions(ctx, e.ID); err != nil || len(m) != 1 {
		t.Errorf("mentions %v (%v)", m, err)
	}
	if n, there := namings(t, l)["Z. Petkov"]; there {
		t.Errorf("he is linked with all events that name him, and proposed with %v", n.Links)
	}
	again := x
	again.ID, again.Rev = data.NewID(), 0
	if _, err := store.Apply(ctx, data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Insert(again)}}); err != nil {
		t.Fatal(err)
	}
	if _, there := namings(t, l)["Z. Petkov"]; there {
		t.Error("another passage of a linked event proposes him again")
	}
	// Undone in part: who is known and has a new event is proposed with that alone.
	m, err := store.EventMentions(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(ctx, data.Edit{Label: "test", Mentions: deletes(m)}); err != nil {
		t.Fatal(err)
	}
	if n := namings(t, l)["Z. Petkov"]; n.Entity != all[0].ID || len(n.Links) != 2 {
		t.Errorf("proposed is %+v", n)
	}
}

// What is refused stays refused, by its name, until that is undone; who is named by no
// article cannot be.
func TestNamesAreRefused(t *testing.T) {
	ctx := t.Context()
	l, store, _, _ := named(t)
	all := namings(t, l)
	_, left, err := l.RefuseNames(ctx, all["Zoran Petkov"], all["طارق بيطار"], all["Ivo Markov"])
	if err != nil || len(left) != 1 || left[0].Name != "Ivo Markov" {
		t.Fatalf("left are %v (%v)", left, err)
	}
	now := namings(t, l)
	if len(now) != 3 || now["Zoran Petkov"].Name != "" || now["طارق بيطار"].Name != "" {
		t.Errorf("still proposed: %v", now)
	}
	if p := proposed(t, l, "On 3 May 2021 Zoran Petkov resigned.\n"); len(p) != 1 || p[0].Title == "" {
		t.Errorf("events are proposed: %v", p)
	}
	if len(namings(t, l)) != 3 {
		t.Error("another article names him again")
	}
	for range 2 {
		if _, err := store.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if len(namings(t, l)) != 5 {
		t.Error("undone, they stay refused")
	}
}

// What was taken and refused is sound, is found by its words, and comes back from the
// library's own format.
func TestNamesGoOutAndComeBack(t *testing.T) {
	ctx := t.Context()
	l, store, _, _ := named(t)
	all := namings(t, l)
	if _, err := l.TakeNames(ctx, Taking{Naming: all["Tarek Bitar"], Also: []Naming{all["طارق بيطار"]}}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.RefuseNames(ctx, all["Zoran Petkov"]); err != nil {
		t.Fatal(err)
	}
	if wrong, err := store.Check(ctx, nil); err != nil || len(wrong) > 0 {
		t.Errorf("wrong is %q (%v)", wrong, err)
	}
	for _, words := range []string{"actor:لبيطار", "actor:بيطار"} { // of no name alone: surnames are not guessed
		if ids, err := l.SearchIDs(ctx, query.Parse(words, query.Options{}), data.KindEvent); err != nil || len(ids) != 0 {
			t.Errorf("%s finds %d (%v)", words, len(ids), err)
		}
	}
	if ids, err := l.SearchIDs(ctx, query.Parse(`actor:"ولطارق بيطار"`, query.Options{}), data.KindEvent); err != nil || len(ids) != 1 {
		t.Errorf("his name finds %d (%v)", len(ids), err)
	}
	f := readForeign(t, write(t, filepath.Join(t.TempDir(), "a.json"), string(exported(t, store))))
	other, back := emptyLibrary(t)
	in, err := other.Compare(ctx, f, "", true, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Import(ctx, in, nil); err != nil {
		t.Fatal(err)
	}
	entities, err := back.Entities(ctx)
	if err != nil || len(entities) != 1 || entities[0].Names[0].Text != "طارق بيطار" {
		t.Errorf("back are %+v (%v)", entities, err)
	}
	if left := namings(t, other); left["Zoran Petkov"].Name != "" || left["Tarek Bitar"].Name != "" || len(left) != 2 {
		t.Errorf("there is proposed: %v", left)
	}
}
