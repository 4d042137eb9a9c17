package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// rescued salvages a library and opens what was saved. The new library must be
// sound, and the damaged file as it was, alone.
func rescued(t testing.TB, path string) (data.File, data.Salvaged, error) {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	names := files(t, filepath.Dir(path))
	into := filepath.Join(inMemory(t), "saved.tarikh")
	found, err := newOpener().Salvage(t.Context(), path, into, nil)
	if after, readErr := os.ReadFile(path); readErr != nil || !bytes.Equal(after, before) {
		t.Errorf("the damaged file was changed (%v)", readErr)
	}
	if got := files(t, filepath.Dir(path)); !slices.Equal(got, names) {
		t.Errorf("files are now %q, were %q", got, names)
	}
	if err != nil {
		if left := files(t, filepath.Dir(into)); len(left) > 0 {
			t.Errorf("it failed and left %q", left)
		}
		return nil, found, err
	}
	oneFile(t, into)
	s := open(t, into)
	if a := s.Access(); a.ReadOnly {
		t.Errorf("access %+v", a)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check of what was saved: %q, %v", problems, err)
	}
	return s, found, nil
}

// written is a library of which the notes matter: on an event, on a passage, a
// reply, and one on a span of time.
func written(t testing.TB) (content []byte, notes int) {
	t.Helper()
	path := libraryPath(t)
	s := create(t, path)
	e := sampleEdit(t, 300)
	event, passage := e.Events[7].After.ID, *e.Annotations[0].After
	for i := range 40 {
		n := data.Annotation{ID: data.NewID(), Event: event, Text: fmt.Sprintf("ملاحظة %d", i), Colour: "teal", Created: 1_700_000_000}
		switch i % 4 {
		case 1:
			n.Event, n.Article, n.Anchor = data.ID{}, passage.Article, passage.Anchor
		case 2:
			n.Event, n.Parent = data.ID{}, passage.ID
		case 3:
			n.Event, n.Span = data.ID{}, e.Events[0].After.Date
		}
		e.Annotations = append(e.Annotations, data.Insert(n))
	}
	apply(t, s, e)
	closeStore(t, s)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content, 41
}

func writeLibrary(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(inMemory(t), "a.tarikh")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// Origins and addresses that a damaged library cannot have are left out, and one of
// two origins of the same row of a source.
func TestSalvageOfOrigins(t *testing.T) {
	path := filepath.Join(inMemory(t), "a.tarikh")
	s := create(t, path)
	e := sampleEdit(t, 3)
	e.Events[0].After.Links = []data.Reference{{URL: "https://example.org/1"}, {URL: "https://example.org/2"}}
	origin := data.Origin{Source: "csv:a.csv", Foreign: "1", Row: e.Events[0].After.ID, Of: "event", Base: map[string]string{"title": "5f"}}
	for range 3 {
		origin.ID = data.NewID()
		e.Origins = append(e.Origins, data.Insert(origin))
	}
	e.Origins[2].After.Of = "article"
	apply(t, s, e)
	closeStore(t, s)
	execRaw(t, path, `UPDATE event SET links = replace(links, 'https://example.org/2', 'javascript:x') WHERE links <> '[]'`,
		`UPDATE origin SET of = 'track', base = '{"":"x"}' WHERE n = 1`)
	saved, found, err := rescued(t, path)
	if err != nil {
		t.Fatal(err)
	}
	origins, err := saved.Origins(t.Context(), "")
	if err != nil || len(origins) != 2 || origins[0].Of == origins[1].Of {
		t.Errorf("origins %+v, %v", origins, err)
	}
	event, err := saved.Event(t.Context(), origin.Row)
	if err != nil || len(event.Links) != 1 || event.Links[0].URL != "https://example.org/1" {
		t.Errorf("event %+v, %v", event, err)
	}
	if i := slices.IndexFunc(found.Kinds, func(k data.SalvagedKind) bool { return k.Kind == "origin" }); i < 0 || found.Kinds[i].Dropped != 1 {
		t.Errorf("found %+v", found)
	}
}

func TestSalvageOfASoundLibraryLosesNothing(t *testing.T) {
	content, notes := written(t)
	s, found, err := rescued(t, writeLibrary(t, content))
	if err != nil {
		t.Fatal(err)
	}
	want := data.Counts{Tracks: 1, Events: 300, Articles: 1, Excerpts: 1, Annotations: notes}
	if got := counts(t, s); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	if found.Lost != 0 || found.Doubtful != 0 || !found.History {
		t.Errorf("found %+v", found)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Errorf("undo: %v", err)
	}
}

// Rows without integer keys come in the order of any index that holds them.
func TestSalvageOfASoundLibraryKeepsTextsOfManyEdits(t *testing.T) {
	path := filepath.Join(inMemory(t), "a.tarikh")
	s, err := newOpener().Create(t.Context(), path, "Articles")
	if err != nil {
		t.Fatal(err)
	}
	day, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	const articles = 12
	for i := range articles {
		a := data.Article{ID: data.NewID(), Title: "Article", Lang: "en", Published: day}
		apply(t, s, data.Edit{Label: "edit.article", Articles: []data.Change[data.Article]{data.Insert(a.WithText(fmt.Sprint("text ", i)))}})
	}
	closeStore(t, s)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	saved, found, err := rescued(t, writeLibrary(t, content))
	if err != nil {
		t.Fatal(err)
	}
	if found.Lost != 0 || !found.History {
		t.Errorf("found %+v", found)
	}
	for range articles {
		if _, err := saved.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if c := counts(t, saved); c.Articles != 0 {
		t.Errorf("%d articles after everything was undone", c.Articles)
	}
}

// Instants are made of the dates again, and a zone that is no name is dropped.
func TestSalvageOfClocks(t *testing.T) {
	path := timedLibrary(t, 1)
	s, err := newOpener().Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	execRaw(t, path, "UPDATE event SET lo_utc = 5 WHERE n = 1", "UPDATE event SET hi_utc = NULL WHERE n = 3", "UPDATE event SET zone = 'Beijing time' WHERE n = 4",
		`UPDATE library SET zone = 'Beijing time', colour_names = '{"red":"to check"}'`)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	saved, _, err := rescued(t, writeLibrary(t, content))
	if err != nil {
		t.Fatal(err)
	}
	hasOwnClocks(t, saved)
	if l, err := saved.Library(t.Context()); err != nil || l.Zone != "" || l.Title != "Old" || l.ColourNames["red"] != "to check" {
		t.Errorf("the library is %+v, %v", l, err)
	}
	if problems, err := saved.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
}

// What a library says wrongly of its texts is put right, and a journal whose texts
// are gone is not kept.
func TestSalvageOfTextsThatAreNotWhatTheyWere(t *testing.T) {
	for name, statement := range map[string]string{
		"length":      "UPDATE article SET length = -5",
		"no old text": "DELETE FROM body",
	} {
		t.Run(name, func(t *testing.T) {
			content, _ := written(t)
			path := writeLibrary(t, content)
			execRaw(t, path, statement)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s, found, err := rescued(t, writeLibrary(t, content))
			if err != nil {
				t.Fatal(err)
			}
			if found.History {
				t.Errorf("found %+v, want no history", found)
			}
			if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
				t.Errorf("check of what was saved: %v %q", err, problems)
			}
		})
	}
}

func TestSalvageSaysWhichFileIsInTheWay(t *testing.T) {
	content, _ := written(t)
	path := writeLibrary(t, content)
	empty := filepath.Join(filepath.Dir(path), "empty.tarikh")
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from, into, want string
		is               error
	}{
		{path, empty, fmt.Sprintf("make %q", empty), data.ErrExists},
		{path, filepath.Join(path, "none", "a.tarikh"), "make ", nil},
		{empty, path + ".new", "it is empty", data.ErrForeign},
	} {
		_, err := newOpener().Salvage(t.Context(), c.from, c.into, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s into %s: %v, want %q", c.from, c.into, err, c.want)
		}
	}
}

// Each page of a library is lost in turn. What is on the others is saved, and the
// reader's notes are, too, from their pages or from the journal.
func TestSalvageWithoutAnyPage(t *testing.T) {
	content, notes := written(t)
	pages := len(content) / 4096
	worst, noteless := 300, 0
	stride := 1
	if testing.Short() {
		stride = 9
	}
	for page := 0; page < pages; page += stride {
		damaged := slices.Clone(content)
		clear(damaged[page*4096 : (page+1)*4096])
		s, found, err := rescued(t, writeLibrary(t, damaged))
		if err != nil {
			t.Errorf("without page %d: %v", page+1, err)
			continue
		}
		c := counts(t, s)
		worst = min(worst, c.Events)
		if c.Annotations < notes {
			noteless++
		}
		if c.Events < 300 && found.Lost == 0 {
			t.Errorf("without page %d: %+v, and it says %+v", page+1, c, found)
		}
		closeStore(t, s)
	}
	if worst < 300 || noteless > 0 {
		t.Errorf("at worst %d of 300 events were saved; notes were lost %d times", worst, noteless)
	}
	t.Logf("%d pages lost in turn: at worst %d of 300 events, notes lost %d times", pages, worst, noteless)
}

// Several pages are lost at once, those of the journal with them.
func TestSalvageOfMuchDamage(t *testing.T) {
	content, _ := written(t)
	damaged := slices.Clone(content)
	for page := 4; page < len(damaged)/4096; page += 3 {
		clear(damaged[page*4096 : (page+1)*4096])
	}
	s, found, err := rescued(t, writeLibrary(t, damaged))
	if err != nil {
		t.Fatal(err)
	}
	c := counts(t, s)
	if c.Events < 100 || found.Lost == 0 || found.History {
		t.Errorf("saved %+v, found %+v", c, found)
	}
	t.Logf("a third of %d pages lost: %+v, found %+v", len(content)/4096, c, found)
	apply(t, s, sampleEdit(t, 3))
}

func TestSalvageOfWhatCannotBeOpened(t *testing.T) {
	content, notes := written(t)
	old, err := os.ReadFile(filepath.Join("faultvfs", "testdata", "version1.tarikh"))
	if err != nil {
		t.Fatal(err)
	}
	oldDamaged := slices.Clone(old)
	clear(oldDamaged[9*4096 : 10*4096])
	for name, c := range map[string]struct {
		content []byte
		events  int
		notes   int
	}{
		"no header":                         {append(make([]byte, 100), content[100:]...), 300, notes},
		"no first page":                     {append(make([]byte, 4096), content[4096:]...), 300, notes},
		"a tenth of it cut off":             {content[:len(content)*9/10/4096*4096], 150, notes},
		"cut in the middle of a page":       {content[:len(content)-2000], 250, 0},
		"a trigger of somebody else's":      {foreign(t, content, "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM article; END"), 300, notes},
		"a table of somebody else's":        {foreign(t, content, "CREATE TABLE further (x)", "INSERT INTO further VALUES (1)"), 300, notes},
		"an old version, and a page gone":   {oldDamaged, 14, 0},
		"an index that is gone":             {foreign(t, content, "DROP INDEX event_columns"), 300, notes},
		"nothing that it says of itself":    {foreign(t, content, "DELETE FROM library"), 300, notes},
		"an event without its track":        {foreign(t, content, "DELETE FROM track"), 300, notes},
		"notes without article and excerpt": {foreign(t, content, "DELETE FROM article", "DELETE FROM journal_change"), 300, notes},
	} {
		t.Run(name, func(t *testing.T) {
			path := writeLibrary(t, c.content)
			s, found, err := rescued(t, path)
			if err != nil {
				t.Fatal(err)
			}
			if got := counts(t, s); got.Events < c.events || got.Annotations < c.notes {
				t.Errorf("saved %+v, found %+v", got, found)
			}
		})
	}
}

// foreign is a library after what another program did to it.
func foreign(t testing.TB, content []byte, statements ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.tarikh")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	execRaw(t, path, statements...)
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return after
}

func TestSalvageRefuses(t *testing.T) {
	content, _ := written(t)
	sound := writeLibrary(t, content)
	opened := writeLibrary(t, content)
	open(t, opened)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	folder := t.TempDir()
	for name, c := range map[string]struct {
		ctx        context.Context
		path, into string
		want       error
	}{
		"a file that is there":    {t.Context(), sound, sound, data.ErrExists},
		"no folder":               {t.Context(), sound, filepath.Join(folder, "no", "b.tarikh"), data.ErrNotFound},
		"a library that is open":  {t.Context(), opened, filepath.Join(folder, "b.tarikh"), data.ErrBusy},
		"a missing one":           {t.Context(), sound + "x", filepath.Join(folder, "b.tarikh"), data.ErrNotFound},
		"a text":                  {t.Context(), writeLibrary(t, bytes.Repeat([]byte("text\n"), 5000)), filepath.Join(folder, "b.tarikh"), data.ErrForeign},
		"one of a newer program":  {t.Context(), writeLibrary(t, put32(content, 60, 1000)), filepath.Join(folder, "b.tarikh"), data.ErrNewer},
		"a program that has gone": {cancelled, sound, filepath.Join(folder, "b.tarikh"), context.Canceled},
	} {
		if _, err := newOpener().Salvage(c.ctx, c.path, c.into, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	if left := files(t, folder); len(left) > 0 {
		t.Errorf("left %q", left)
	}
}
