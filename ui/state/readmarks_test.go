package state

import (
	"crypto/sha256"
	"slices"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

func TestReadMarks(t *testing.T) {
	files := afero.NewMemMapFs()
	library := data.NewID()
	a := data.Article{ID: data.NewID(), Hash: sha256.Sum256([]byte("one"))}
	b := data.Article{ID: data.NewID(), Hash: sha256.Sum256([]byte("two"))}
	load := func() *ReadMarks {
		m, err := LoadReadMarks(files, "/state/read", library)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m := load()
	if m.Has(a) {
		t.Error("a new article was read")
	}
	for _, c := range []struct {
		article data.Article
		read    bool
	}{{a, true}, {b, true}, {b, false}} {
		if err := m.Set(c.read, c.article); err != nil {
			t.Fatal(err)
		}
	}
	m = load()
	if !m.Has(a) || m.Has(b) {
		t.Errorf("came back as %v, %v", m.Has(a), m.Has(b))
	}
	changed := a
	changed.Hash = sha256.Sum256([]byte("one, corrected"))
	if m.Has(changed) {
		t.Error("an article whose text has changed was read")
	}
	if other, err := LoadReadMarks(files, "/state/read", data.NewID()); err != nil || other.Has(a) {
		t.Errorf("another library has it: %v", err)
	}
}

func TestReadMarksOfADamagedFile(t *testing.T) {
	files := afero.NewMemMapFs()
	library := data.NewID()
	a := data.Article{ID: data.NewID(), Hash: sha256.Sum256([]byte("one"))}
	m, err := LoadReadMarks(files, "/read", library)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Set(true, a); err != nil {
		t.Fatal(err)
	}
	path := "/read/" + library.String() + ".txt"
	raw, err := afero.ReadFile(files, path)
	if err != nil {
		t.Fatal(err)
	}
	raw = append([]byte("what is this\n"+data.NewID().String()+"\n"+data.NewID().String()+" zz\n\n"), raw...)
	if err := afero.WriteFile(files, path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if m, err = LoadReadMarks(files, "/read", library); err != nil || !m.Has(a) || len(m.marks) != 1 {
		t.Errorf("%v, %v", m, err)
	}
}

func TestRecentCommands(t *testing.T) {
	s := &State{}
	for _, c := range []string{"a", "b", "a", "c"} {
		s.Ran(c)
	}
	if !slices.Equal(s.Commands, []string{"c", "a", "b"}) {
		t.Errorf("recent: %v", s.Commands)
	}
	for range 3 * maxCommands {
		s.Ran(data.NewID().String())
	}
	if len(s.Commands) != maxCommands {
		t.Errorf("%d are remembered", len(s.Commands))
	}
}

func TestTablesAreRemembered(t *testing.T) {
	files := afero.NewMemMapFs()
	s := &State{}
	*s.Table("events") = TableView{Sort: "title", Descending: true, Widths: map[string]float32{"date": 90}}
	s.Keys = map[string][]string{"palette": {"Ctrl+P"}, "view.in": {}}
	if err := s.Save(files, "/state.json"); err != nil {
		t.Fatal(err)
	}
	back, err := Load(files, "/state.json")
	if err != nil {
		t.Fatal(err)
	}
	if v := back.Table("events"); v.Sort != "title" || !v.Descending || v.Widths["date"] != 90 {
		t.Errorf("came back as %+v", v)
	}
	if keys, ok := back.Keys["view.in"]; !ok || len(keys) != 0 || back.Keys["palette"][0] != "Ctrl+P" {
		t.Errorf("came back as %v", back.Keys)
	}
}

// Passages that were gone to are remembered beside the articles, once Save has been called.
func TestReadMarksOfPassages(t *testing.T) {
	files := afero.NewMemMapFs()
	library := data.NewID()
	load := func() *ReadMarks {
		m, err := LoadReadMarks(files, "/read", library)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	one, two := data.NewID(), data.NewID()
	m := load()
	if m.HasPassage(one) || !m.SetPassages(true, one, two) || m.SetPassages(true, one) {
		t.Error("what is marked is not what has changed")
	}
	if load().HasPassage(one) {
		t.Error("written before Save")
	}
	if err := m.Save(); err != nil {
		t.Fatal(err)
	}
	a := data.Article{ID: data.NewID(), Hash: sha256.Sum256([]byte("one"))}
	m = load()
	m.SetPassages(false, two)
	if err := m.Set(true, a); err != nil {
		t.Fatal(err)
	}
	if m = load(); !m.HasPassage(one) || m.HasPassage(two) || !m.Has(a) {
		t.Errorf("came back as %v, %v, %v", m.HasPassage(one), m.HasPassage(two), m.Has(a))
	}
}
