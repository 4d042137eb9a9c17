package details

import (
	"path/filepath"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

func opened(t *testing.T, cited data.Citation) (*featuretest.Window, *Feature, *featuretest.Reported) {
	t.Helper()
	w, r := featuretest.New(t), featuretest.NewReported(t)
	r.Article.Citation = cited
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), r.Edit()); err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	f := New(w.Host)
	if w.Run(f, "article.details") {
		t.Error("there is no article to describe")
	}
	w.Host.Library.Read(r.Article.ID)
	w.Until("the article is open", func() bool { return w.Host.Library.Article() != nil })
	return w, f, r
}

// What is not typed stays, to the letter; what is typed is one edit, which undo takes back.
func TestDetailsAreEdited(t *testing.T) {
	cited := data.Citation{
		Type: "map", Authors: []data.Name{{Family: "Lee", Given: "Ada"}, {Literal: "Smith, Jones & Co"}, {Literal: "هدى المصري"}, {Family: "Plato"}}, Volume: "12", DOI: "10.1000/1", Accessed: "2024-05",
		Keywords: []string{"flood, river", "dike"}, Abstract: "One.\nTwo.", Extra: map[string]string{"archive": "NLA"},
	}
	w, _, r := opened(t, cited)
	same := show(w.Host, w.Host.Library.Article().Article)
	same.save()
	w.Until("the form is gone", func() bool { return w.Dialog() == nil })
	if a := w.Host.Library.Article(); !a.Citation.Equal(cited) || w.Host.Library.Snapshot().UndoLabel != "test" {
		t.Errorf("nothing was typed: %+v, %s", a.Citation, w.Host.Library.Snapshot().UndoLabel)
	}

	f := show(w.Host, w.Host.Library.Article().Article)
	f.lines[0].entry.SetText("The mill, again") // the title
	f.lines[1].entry.SetText("Lee, Ada\n\n Haddad ,  Sami \n")
	f.published.Entry.SetText("")
	f.kind.Choose("book")
	f.save()
	w.Until("it is written", func() bool { return w.Host.Library.Article().Title == "The mill, again" })
	a := w.Host.Library.Article()
	want := cited
	want.Type, want.Authors = "book", []data.Name{{Family: "Lee", Given: "Ada"}, {Family: "Haddad", Given: "Sami"}}
	if !a.Citation.Equal(want) || !a.Published.IsZero() || a.Text != featuretest.ReportedText {
		t.Errorf("%+v", a.Article)
	}
	if editions, err := w.Host.Library.Store().Editions(t.Context(), r.Article.ID); err != nil || len(editions) != 0 {
		t.Errorf("earlier texts: %v, %v", editions, err)
	}
	w.Host.Library.Undo()
	w.Until("it is undone", func() bool { return w.Host.Library.Article().Title == r.Article.Title })
	if a := w.Host.Library.Article(); !a.Citation.Equal(cited) || a.Published != r.Article.Published {
		t.Errorf("undone: %+v", a.Article)
	}
}

// What cannot be stored is said in the form, which stays.
func TestDetailsThatCannotBeStored(t *testing.T) {
	w, _, _ := opened(t, data.Citation{})
	f := show(w.Host, w.Host.Library.Article().Article)
	f.accessed.Entry.SetText("some day")
	f.save()
	if w.Dialog() == nil {
		t.Fatal("the form is gone")
	}
	f.accessed.Entry.SetText("")
	f.lines[0].entry.SetText(" ")
	f.save()
	w.Until("it is refused", func() bool { return !w.Host.Library.Saving() })
	if w.Dialog() == nil || w.Host.Library.Article().Title == "" {
		t.Error("an article without a title was written")
	}
	f.lines[0].entry.SetText(w.Host.Library.Article().Title)
	f.save()
	w.Until("the form is gone", func() bool { return w.Dialog() == nil })
}
