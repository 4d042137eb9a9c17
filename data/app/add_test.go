package app

import (
	"errors"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
)

const dike = "The river rose for three days, and on the fourth the dike above the mill gave way. By noon the lower streets were under a metre " +
	"of water, and boats went from door to door to bring people out. Nobody was hurt, and the pumps had held.\n"

func draft(t testing.TB, title, url, text string) intake.Draft {
	t.Helper()
	return intake.Draft{
		Title: intake.Field{Value: title}, URL: intake.Field{Value: url}, Lang: intake.Field{Value: "en"}, Text: text,
		Published: intake.DateField{Value: day(t, "2022-02-05")}, Page: data.NewPage([]byte("<p>"+text), "text/html", url, clock),
	}
}

func TestAdd(t *testing.T) {
	changed := strings.Replace(dike, "a metre", "two metres", 1)
	for _, c := range []struct {
		name, text string
		as         As
		outcome    Outcome
		by         intake.Same
		articles   int
	}{
		{"another article", "On Sunday the bakers of the town had no bread, for the flour was wet.", AsUndecided, Added, "", 2},
		{"another article as a version", "On Sunday the bakers of the town had no bread, for the flour was wet.", AsVersion, Added, "", 2},
		{"the same text", dike, AsUndecided, Existing, intake.SameText, 1},
		{"the same text as a version", dike, AsVersion, Existing, intake.SameText, 1},
		{"the same text as a new one", dike, AsNew, Added, "", 2},
		{"nearly the same text", changed, AsUndecided, Duplicate, intake.NearText, 1},
		{"nearly the same text as a version", changed, AsVersion, Versioned, intake.NearText, 1},
		{"nearly the same text as a new one", changed, AsNew, Added, "", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := t.Context()
			l, store := emptyLibrary(t)
			first := draft(t, "The dike breaks", "https://mill.example/dike", dike)
			first.Byline = intake.Field{Value: "Ada"}
			had, err := l.Add(ctx, first, AsUndecided)
			if err != nil || had.Outcome != Added || had.Article.Added != clock {
				t.Fatalf("%+v, %v", had, err)
			}
			got, err := l.Add(ctx, draft(t, "The dike", "", c.text), c.as)
			if err != nil || got.Outcome != c.outcome || (got.Match != nil) != (c.by != "") || got.Match != nil && got.Match.By != c.by {
				t.Fatalf("%s by %+v, %v", got.Outcome, got.Match, err)
			}
			if n := counts(t, store); n.Articles != c.articles {
				t.Errorf("%d articles, want %d", n.Articles, c.articles)
			}
			if (got.Article.ID == had.Article.ID) != (c.articles == 1) {
				t.Errorf("it is article %s, the one before %s", got.Article.ID, had.Article.ID)
			}
			if c.outcome == Versioned {
				isVersion(t, l, had.Article.ID, c.text)
			}
		})
	}
}

// isVersion checks that an article has become another version of itself.
func isVersion(t *testing.T, l *Library, id data.ID, text string) {
	t.Helper()
	a, err := l.Article(t.Context(), id)
	if err != nil || a.Text != text || a.Title != "The dike" || a.Byline != "Ada" || a.URL != "https://mill.example/dike" || a.Added != clock {
		t.Errorf("the version is %+v, %v", a, err)
	}
	if _, err := l.Page(t.Context(), a.Page); err != nil {
		t.Error(err)
	}
	if old, err := l.Editions(t.Context(), a.ID); err != nil || len(old) != 1 || old[0].Replaced != clock {
		t.Errorf("earlier texts: %+v, %v", old, err)
	}
}

// A version says what the draft says, also where that is nothing.
func TestAddVersionAsItIs(t *testing.T) {
	ctx := t.Context()
	l, _ := emptyLibrary(t)
	f := furnish(t, l)
	d := draft(t, "Summit", "", "New. "+strings.Replace(firstText, "Beijing", "Peking", 1))
	d.Lang = intake.Field{}
	got, err := l.AddVersion(ctx, d, f.article.ID)
	if err != nil || got.Outcome != Versioned || got.Article.URL != "" || got.Article.Lang != "" {
		t.Fatalf("%+v, %v", got, err)
	}
	if got.Report.Excerpts.All() != 1 || got.Report.Notes.All() != 1 {
		t.Errorf("the passages: %+v", got.Report)
	}
	if _, err := l.AddVersion(ctx, d, data.NewID()); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a version of nothing: %v", err)
	}
	if _, err := l.AddNew(ctx, intake.Draft{Text: "No title."}); err == nil {
		t.Error("an article without a title was added")
	}
}

// An article that is brought in again with another title takes the notes on its title with
// it, in one step that can be undone.
func TestAddVersionWithAnotherTitle(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	had, err := l.AddNew(ctx, draft(t, "The dike breaks", "", dike))
	if err != nil {
		t.Fatal(err)
	}
	n := data.Annotation{ID: data.NewID(), Article: had.Article.ID, Anchor: titlePassage(t, "The dike breaks", "dike"), Colour: "red"}
	if _, err := l.Write(ctx, data.Edit{Label: "note", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}); err != nil {
		t.Fatal(err)
	}
	before, err := data.ContentHash(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.AddVersion(ctx, draft(t, "At the mill the dike breaks", "", dike), had.Article.ID)
	if err != nil || got.Report.Notes.Moved != 1 {
		t.Fatalf("%+v, %v", got.Report, err)
	}
	rows, err := store.AnnotationRows(ctx, []data.ID{n.ID})
	if err != nil || rows[0].Anchor != titlePassage(t, "At the mill the dike breaks", "dike") {
		t.Errorf("%+v, %v", rows, err)
	}
	if _, err := store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if after, err := data.ContentHash(ctx, store); err != nil || after != before {
		t.Errorf("undone, the library holds something else (%v)", err)
	}
	// Without its event, a passage of the title leaves a highlight there.
	e := data.Event{ID: data.NewID(), Title: "Dike", Date: day(t, "1953"), Importance: 3}
	added, err := l.AddEvent(ctx, e, "Floods", &data.Excerpt{ID: data.NewID(), Article: had.Article.ID, Anchor: titlePassage(t, "The dike breaks", "breaks")})
	if err != nil {
		t.Fatal(err)
	}
	edit, err := l.Unlink(ctx, *added.Excerpts[0].After, data.Annotation{ID: data.NewID(), Colour: "red"})
	if err != nil || len(edit.Annotations) != 1 || edit.Annotations[0].After.Anchor.Part != data.OfTitle {
		t.Errorf("%+v, %v", edit, err)
	}
}

// What the library has, and what is twice among the drafts, is left to be looked at.
func TestAddAll(t *testing.T) {
	ctx := t.Context()
	l, store := emptyLibrary(t)
	if _, err := l.AddNew(ctx, draft(t, "The dike breaks", "", dike)); err != nil {
		t.Fatal(err)
	}
	const bread = "On Sunday the bakers of the town had no bread, for the flour was wet, and the council argued about it until the night."
	untitled := draft(t, "", "", "A summit of two presidents began in Beijing, hours before the opening of the Winter Games.")
	var added []int
	err := l.AddAll(ctx, []intake.Draft{draft(t, "Dike", "", dike+"More.\n"), draft(t, "Bread", "", bread), draft(t, "Bread again", "", bread), untitled}, func(at int, a Addition, err error) {
		if (err != nil) != (at == 3) || err == nil && a.Article.Title != "Bread" {
			t.Errorf("draft %d: %q, %v", at, a.Article.Title, err)
		}
		added = append(added, at)
	})
	if n := counts(t, store); err != nil || len(added) != 2 || n.Articles != 2 {
		t.Errorf("%v were added, %d articles, %v", added, n.Articles, err)
	}
	if match, err := l.Match(ctx, draft(t, "Bread", "", bread)); err != nil || match == nil || match.Article.Title != "Bread" {
		t.Errorf("the match is %+v, %v", match, err)
	}
}
