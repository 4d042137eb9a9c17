package sqlite_test

import (
	"path/filepath"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// A reference and the passages that wait in it are sound, and are saved from a damaged
// library as they are, with what can be kept of a citation. One whose row is lost comes
// back from the journal.
func TestReferencesAreCheckedAndSaved(t *testing.T) {
	path := filepath.Join(inMemory(t), "a.tarikh")
	s := create(t, path)
	e := sampleEdit(t, 3)
	a := data.Article{ID: data.NewID(), Title: "Report", Citation: data.Citation{
		Type: "report", Authors: []data.Name{{Family: "Lee"}}, DOI: "10.1000/1", Accessed: "2024", Keywords: []string{"trade"},
	}}.WithText("")
	lost := a
	lost.ID, lost.Title = data.NewID(), "Another"
	note := data.Annotation{ID: data.NewID(), Article: a.ID, Colour: "amber", Anchor: anchor.Selector{Start: 40, End: 45, Exact: "waits", Prefix: "it "}}
	x := data.Excerpt{ID: data.NewID(), Article: a.ID, Event: e.Events[0].After.ID, Anchor: note.Anchor}
	e.Articles = append(e.Articles, data.Insert(a), data.Insert(lost))
	e.Annotations, e.Excerpts = append(e.Annotations, data.Insert(note)), append(e.Excerpts, data.Insert(x))
	apply(t, s, e)
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("%q, %v", problems, err)
	}
	closeStore(t, s)
	execRaw(t, path, "DELETE FROM article WHERE title = 'Another'",
		`UPDATE article SET citation = '{"type":"scroll","authors":[{"family":"Lee"},{"literal":" "}],"accessed":"soon","doi":"10.1000/1"}' WHERE title = 'Report'`)
	damaged := open(t, path)
	problems, err := damaged.Check(t.Context(), nil)
	closeStore(t, damaged)
	if err != nil || !strings.Contains(strings.Join(problems, "\n"), "citation authors hold a name that is empty") {
		t.Errorf("%q, %v", problems, err)
	}
	saved, found, err := rescued(t, path)
	if err != nil {
		t.Fatal(err)
	}
	got, err := saved.Article(t.Context(), a.ID)
	want := data.Citation{Authors: []data.Name{{Family: "Lee"}}, DOI: "10.1000/1"}
	if err != nil || !got.IsReference() || !got.Citation.Equal(want) || found.Doubtful != 1 {
		t.Errorf("%+v, %v; %+v", got, err, found)
	}
	if back, err := saved.Article(t.Context(), lost.ID); err != nil || !back.IsReference() || !back.Citation.Equal(lost.Citation) {
		t.Errorf("%+v, %v", back, err)
	}
	notes, err := saved.ArticleAnnotations(t.Context(), a.ID)
	if err != nil || len(notes) != 1 || notes[0].Anchor != note.Anchor || notes[0].Doubt != (data.Doubt{}) {
		t.Errorf("%+v, %v", notes, err)
	}
	excerpts, err := saved.ArticleExcerpts(t.Context(), a.ID)
	if err != nil || len(excerpts) != 1 || excerpts[0].Anchor != x.Anchor || excerpts[0].Doubt != (data.Doubt{}) {
		t.Errorf("%+v, %v", excerpts, err)
	}
}
