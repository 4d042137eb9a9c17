package sqlite_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
)

// bodies are kept in memory.
type bodies struct {
	kept     map[[32]byte][]byte
	complete error // what Complete returns
	read     int
}

func (b *bodies) Put(of [32]byte, packed func() ([]byte, error)) (err error) {
	if _, known := b.kept[of]; known {
		return nil
	}
	b.read++
	b.kept[of], err = packed()
	return err
}

func (b *bodies) Complete(string) error { return b.complete }

func (b *bodies) get(of [32]byte) ([]byte, error) {
	packed, ok := b.kept[of]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return packed, nil
}

// paged is a library with events, an article with its page and an earlier text, and a
// history with an edit that is undone.
func paged(t *testing.T) (s data.File, article data.Article, page data.Page) {
	t.Helper()
	s = create(t, libraryPath(t))
	apply(t, s, sampleEdit(t, 30))
	published, err := dates.Parse("2022")
	if err != nil {
		t.Fatal(err)
	}
	page = data.NewPage([]byte("<p>"+strings.Repeat("words ", 1000)), "text/html", "https://news.example/", 1)
	article = data.Article{ID: data.NewID(), Title: "The dike", Published: published, Page: page.Hash}.WithText("It was first like this.\n")
	apply(t, s, data.Edit{Label: "add", Articles: []data.Change[data.Article]{data.Insert(article)}, Pages: []data.Page{page}})
	list, err := s.Articles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(list, func(a data.Article) bool { return a.ID == article.ID })
	before, err := s.Article(t.Context(), list[at].ID)
	if err != nil {
		t.Fatal(err)
	}
	after := before.WithText("It was then like that: zebra.\n")
	edition := data.Edition{ID: data.NewID(), Article: article.ID, Replaced: 2, Text: before.Text, Hash: before.Hash, Length: before.Length, Page: before.Page}
	apply(t, s, data.Edit{
		Label: "retext", Articles: []data.Change[data.Article]{data.Update(before, after)}, Editions: []data.Change[data.Edition]{data.Insert(edition)},
	})
	apply(t, s, sampleEdit(t, 5))
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, after, page
}

// A library that was saved apart from its texts comes back as it was, with its history
// and its search; a second copy reads only texts that are new.
func TestSaveApartAndJoin(t *testing.T) {
	s, article, page := paged(t)
	folder := t.TempDir()
	apart, b := filepath.Join(folder, "rows"), &bodies{kept: map[[32]byte][]byte{}}
	if err := s.SaveApart(t.Context(), apart, b); err != nil {
		t.Fatal(err)
	}
	oneFile(t, apart)
	if content, err := os.ReadFile(apart); err != nil || strings.Contains(string(content), "zebra") || b.read < 3 {
		t.Errorf("%d bodies, and the rows hold a text (%v)", b.read, err)
	}
	opener := sqlite.NewOpener(afero.NewOsFs(), "test")
	if _, err := opener.Read(t.Context(), apart); !errors.Is(err, data.ErrForeign) {
		t.Errorf("it opens as a library: %v", err)
	}
	b.read = 0
	apply(t, s, sampleEdit(t, 1))
	if err := s.SaveApart(t.Context(), filepath.Join(folder, "second"), b); err != nil || b.read != 0 {
		t.Errorf("%d bodies were read again (%v)", b.read, err)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole.tarikh")
	if err := os.Chmod(apart, 0o600); err != nil {
		t.Fatal(err)
	}
	if lost, err := opener.Join(t.Context(), apart, whole, b.get); err != nil || len(lost) > 0 {
		t.Fatal(lost, err)
	}
	oneFile(t, whole)
	if info, err := os.Stat(whole); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v (%v)", info.Mode(), err)
	}
	got := open(t, whole)
	if want, have := dump(t, s), dump(t, got); !slices.Equal(want, have) {
		t.Errorf("%d rows came back, want %d", len(have), len(want))
	}
	if p, err := got.Page(t.Context(), page.Hash); err != nil || string(p.Body) != string(page.Body) {
		t.Errorf("the page: %v", err)
	}
	if a, err := got.Article(t.Context(), article.ID); err != nil || a.Text != article.Text {
		t.Errorf("the article: %v", err)
	}
	if problems, err := got.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
	if _, err := got.Redo(t.Context()); err != nil {
		t.Error(err)
	}
	if lost, err := opener.Join(t.Context(), apart, whole, b.get); !errors.Is(err, data.ErrExists) {
		t.Errorf("over another: %v, %v", lost, err)
	}
}

// What is missing or damaged is named, and everything else is there in a sound library.
func TestJoinWithoutSomeBodies(t *testing.T) {
	s, article, page := paged(t)
	apart, b := filepath.Join(t.TempDir(), "rows"), &bodies{kept: map[[32]byte][]byte{}}
	if err := s.SaveApart(t.Context(), apart, b); err != nil {
		t.Fatal(err)
	}
	all := counts(t, s)
	opener := sqlite.NewOpener(afero.NewOsFs(), "test")
	for _, c := range []struct {
		name    string
		hash    [32]byte
		content []byte
		page    bool
	}{
		{"the page is missing", page.Hash, nil, true},
		{"the page is another one", page.Hash, b.kept[article.Hash], true},
		{"the text is missing", article.Hash, nil, false},
		{"the text is damaged", article.Hash, b.kept[article.Hash][:9], false},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "whole.tarikh")
			lost, err := opener.Join(t.Context(), apart, path, func(of [32]byte) ([]byte, error) {
				if of == c.hash {
					if c.content == nil {
						return nil, fs.ErrNotExist
					}
					return c.content, nil
				}
				return b.get(of)
			})
			if err != nil || len(lost) != 1 || lost[0] != (data.LostBody{Hash: c.hash, Article: "The dike", Page: c.page}) {
				t.Fatalf("lost %v, %v", lost, err)
			}
			oneFile(t, path)
			got := open(t, path)
			if n := counts(t, got); n != all {
				t.Errorf("%+v are there of %+v", n, all)
			}
			if a, err := got.Article(t.Context(), article.ID); err != nil || (a.Text == article.Text) != c.page {
				t.Errorf("the text is %q (%v)", a.Text, err)
			}
			if problems, err := got.Check(t.Context(), nil); err != nil || len(problems) > 0 {
				t.Errorf("check: %q, %v", problems, err)
			}
		})
	}
}

// A copy whose bodies cannot be written gets no name.
func TestSaveApartFails(t *testing.T) {
	s, _, _ := paged(t)
	folder, broken := t.TempDir(), errors.New("the disk broke")
	if err := s.SaveApart(t.Context(), filepath.Join(folder, "rows"), &bodies{kept: map[[32]byte][]byte{}, complete: broken}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		t.Errorf("left %v, %v", entries, err)
	}
}
