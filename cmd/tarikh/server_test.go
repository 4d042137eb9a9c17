package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/keyring"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// Commands work on a library of a server as on a file.
func TestCommandsOnAServer(t *testing.T) {
	database := pgtest.New(t).Address(pgtest.Owner, "postgres")
	address := strings.TrimSpace(must(t, "server", "init", database, "--title", "News desk"))
	if listed := must(t, "server", "list", database); !strings.Contains(listed, "News desk\tready\t"+address) {
		t.Errorf("listed is %q", listed)
	}
	named := database + "&library=News+desk"
	events := filepath.Join(t.TempDir(), "events.csv")
	if err := os.WriteFile(events, []byte("date,title\n2021-05-05,A summit in Cairo\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "import", named, events)
	if out := must(t, "events", address); !strings.Contains(out, "A summit in Cairo") {
		t.Errorf("events are %q", out)
	}
	if out := must(t, "search", named, "summits"); !strings.Contains(out, "A summit in Cairo") {
		t.Errorf("found is %q", out)
	}
	must(t, "server", "add-user", address, "bob", "--role", "reader")
	must(t, "server", "rename-user", address, "bob", "--name", "bobby")
	if out := must(t, "server", "people", address); !strings.HasPrefix(out, "bobby\treader\t20") || !strings.Contains(out, "\nowner\towner\t20") {
		t.Errorf("people are %q", out)
	}
	bobs := strings.Replace(address, "owner@", "bobby@", 1)
	if code, _, errs := tarikh(t, "server", "add-user", bobs, "eve"); code == 0 || !strings.Contains(errs, `CREATE ROLE "eve" LOGIN`) {
		t.Errorf("a reader lets others in: %d, %q", code, errs)
	}
	if code, _, errs := tarikh(t, "add-article", bobs, events, "--title", "A text"); code == 0 || !strings.Contains(errs, "read-only") {
		t.Errorf("a reader adds: %d, %q", code, errs)
	}
	must(t, "server", "remove-user", address, "bobby")
	if out := must(t, "server", "check", address); strings.Contains(out, "WRONG") || !strings.Contains(out, "ok\tlibrary “News desk”\tready") {
		t.Errorf("checked: %q", out)
	}
	if out := must(t, "server", "init", address); out != "up to date already\n" {
		t.Errorf("up to date: %q", out)
	}
	out := filepath.Join(t.TempDir(), "out.csv")
	must(t, "export", address, "-o", out)
	if text, err := os.ReadFile(out); err != nil || !strings.Contains(string(text), "A summit in Cairo") {
		t.Errorf("exported is %q, %v", text, err)
	}
	if out := must(t, "check", address); !strings.Contains(out, "sound") {
		t.Errorf("checked: %q", out)
	}
	for name, args := range map[string][]string{
		"no library \"Sports\"": {"events", database + "&library=Sports"},
		"holds a password":      {"events", strings.Replace(address, "owner@", "owner:secret@", 1)},
		"is for files":          {"check", "--repair", address},
		"needs a title":         {"server", "init", database},
		"need a login":          {"server", "add-user", address},
	} {
		if code, _, errs := tarikh(t, args...); code == 0 || !strings.Contains(errs, name) {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
}

// A library goes to a server and back and is the same; a copy that was interrupted goes on,
// and cannot be opened before; one that is there is not written over.
func TestCopyingToAServerAndBack(t *testing.T) {
	database := pgtest.New(t).Address(pgtest.Owner, "postgres")
	sample := sampleLibrary(t)
	p := newProgram(afero.NewOsFs(), io.Discard, io.Discard)
	file, err := p.libraries.Read(t.Context(), sample)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	// Interrupted: the context ends with the first progress.
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := p.libraries.CopyLibrary(ctx, file, app.Copying{To: database, Progress: func(float64) { cancel() }}); err == nil {
		t.Fatal("it was not interrupted")
	}
	if code, _, errs := tarikh(t, "events", database); code == 0 || !strings.Contains(errs, "has not ended") {
		t.Errorf("half of a copy is opened: %d, %q", code, errs)
	}
	address, _, _ := strings.Cut(must(t, "copy", sample, database), ": a copy")
	if code, _, errs := tarikh(t, "copy", sample, database); code == 0 || !strings.Contains(errs, "already exists") {
		t.Errorf("it is copied over: %d, %q", code, errs)
	}
	back := filepath.Join(t.TempDir(), "back.tarikh")
	must(t, "copy", address, back)
	hash := func(place string) (of [32]byte) {
		err := p.reading(place, func(ctx context.Context, s data.Store) (err error) {
			of, err = data.ContentHash(ctx, s)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return of
	}
	if want := hash(sample); hash(address) != want || hash(back) != want {
		t.Error("the copies are not the same")
	}
	store, err := p.libraries.OpenPlace(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if undo, _, err := store.History(t.Context()); err != nil || undo != "" {
		t.Errorf("filling it can be undone: %q, %v", undo, err)
	}
	if problems, err := store.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

// locked is a server that asks for a password.
type locked struct {
	password string
	tries    int
}

func (l *locked) Open(context.Context, string) (data.Hosted, error) {
	l.tries++
	if l.password != "right" {
		return nil, data.ErrPassword
	}
	return nil, errOpened
}

func (l *locked) Fill(context.Context, string, data.Library, func(data.Store) error) (string, error) {
	return "", nil
}

func (l *locked) List(context.Context, string) ([]data.HostedLibrary, error) { return nil, nil }

func (l *locked) Unlock(_, password string) error {
	l.password = password
	return nil
}

var errOpened = errors.New("opened")

// A password is asked for, three times at most; without a terminal it is said where it may
// be kept.
func TestAPasswordIsAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		typed []string
		want  error
		tries int
	}{
		"right at once":  {[]string{"right"}, errOpened, 2},
		"right at last":  {[]string{"a", "b", "right"}, errOpened, 4},
		"always wrong":   {[]string{"a", "b", "c", "right"}, data.ErrPassword, 4},
		"nobody to type": {nil, errNoTerminal, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			p := newProgram(afero.NewMemMapFs(), &out, &out)
			server := &locked{}
			p.libraries.Servers, p.ring = server, (*keyring.Ring)(nil)
			p.secret = func(context.Context, string) (string, error) {
				if len(c.typed) == 0 {
					return "", errNoTerminal
				}
				next := c.typed[0]
				c.typed = c.typed[1:]
				return next, nil
			}
			err := p.reading("postgres://ann@db/news", nil)
			if !errors.Is(err, c.want) || server.tries != c.tries {
				t.Errorf("%v after %d tries", err, server.tries)
			}
		})
	}
}

// A library of a server is backed up into a folder, of which the newest files stay; they are
// listed and restored, also where the server is gone.
func TestBackingUpAServer(t *testing.T) {
	server := pgtest.New(t, pgtest.Lasting()...)
	copiesAreOfOneMoment(t, server.Address(pgtest.Owner, "template1"))
	address := strings.TrimSpace(must(t, "server", "init", server.Address(pgtest.Owner, "postgres"), "--title", "News desk"))
	folder, events := t.TempDir(), filepath.Join(t.TempDir(), "events.csv")
	var made []string
	for _, title := range []string{"One", "Two", "Three"} {
		if err := os.WriteFile(events, []byte("date,title\n2021-05-05,"+title+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		must(t, "import", address, events)
		made = append(made, strings.TrimSpace(must(t, "backup", address, "--folder", folder, "--keep", "2")))
	}
	if again := strings.TrimSpace(must(t, "backup", address, "--folder", folder, "--keep", "2")); again != made[2] {
		t.Errorf("a backup is made of what has not changed: %s", again)
	}
	if list := must(t, "backup", address, "--folder", folder, "--list"); strings.Count(list, "this library\t"+address) != 2 || strings.Contains(list, made[0]) {
		t.Errorf("listed is %q", list)
	}
	server.Kill(t, syscall.SIGQUIT)
	if code, _, errs := tarikh(t, "backup", address, "--folder", folder); code != exitFailed || !strings.Contains(errs, "cannot be reached") {
		t.Errorf("the server is gone: %d, %q", code, errs)
	}
	back := filepath.Join(t.TempDir(), "back.tarikh")
	must(t, "restore", address, "--folder", folder, "-o", back)
	server.Restart(t)
	if got, want := must(t, "events", back), must(t, "events", address); got != want {
		t.Errorf("restored is %q, want %q", got, want)
	}
	shared := strings.TrimSpace(must(t, "copy", back, server.Address(pgtest.Owner, "postgres")))
	if !strings.Contains(shared, "postgres://") || strings.Contains(shared, address) {
		t.Errorf("it is back at %q", shared)
	}
}

// copiesAreOfOneMoment: while others edit all the time, a copy and a backup end at the first
// try, and are what the library was when they began; what broke off before others edited
// begins again.
func copiesAreOfOneMoment(t *testing.T, database string) {
	t.Helper()
	sample := sampleLibrary(t)
	address, _, _ := strings.Cut(must(t, "copy", sample, database), ": a copy")
	p := newProgram(afero.NewOsFs(), io.Discard, io.Discard)
	opened, err := p.libraries.OpenPlace(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	edits := 0
	edit := func(float64) {
		edits++
		e := data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "Track", Colour: "red"})}}
		if _, err := opened.Apply(t.Context(), e); err != nil {
			t.Error(err)
		}
	}
	hash := func(s data.Store) [32]byte {
		t.Helper()
		of, err := data.ContentHash(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		return of
	}
	is := func(what, place string, want [32]byte, steps int) {
		t.Helper()
		s, err := p.libraries.Read(t.Context(), place)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if got, err := s.Steps(t.Context(), 0, 100); err != nil || len(got) != steps || hash(s) != want {
			t.Errorf("%s is not what the library was: %d steps, %v", what, len(got), err)
		}
	}
	edit(0)
	want, folder := hash(opened), t.TempDir()
	revision, err := opened.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	newest, _, err := p.libraries.BackUpHosted(t.Context(), p.libraries.Keeper(app.Keeping{Folder: folder}), opened.(data.Hosted), edit)
	if err != nil || newest.Revision != revision || edits < 2 {
		t.Fatalf("the backup of revision %d: %+v, %v", revision, newest, err)
	}
	is("the backup", newest.Path, want, 0)
	edits++
	copied, steps := filepath.Join(t.TempDir(), "copied.tarikh"), edits-1
	interrupted, cancel := context.WithCancel(t.Context())
	if _, err := p.libraries.CopyLibrary(interrupted, opened, app.Copying{To: copied, Progress: func(float64) { cancel() }}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	edit(0)
	want, steps = hash(opened), steps+1
	if made, err := p.libraries.CopyLibrary(t.Context(), opened, app.Copying{To: copied, History: true, Progress: edit}); err != nil || made.Steps != steps {
		t.Fatalf("%+v of %d steps, %v", made, steps, err)
	}
	is("the copy", copied, want, steps)
}

// The history goes along where that is chosen, from a file to a server, from there to another
// and back to a file: who did what and when, and undo per person. What breaks off anywhere,
// in rows or in the journal, goes on, and is nothing that can be opened before.
func TestHistoryGoesAlong(t *testing.T) {
	server := pgtest.New(t)
	database, other := server.Address(pgtest.Owner, "postgres"), server.Address(pgtest.Owner, "template1")
	p := newProgram(afero.NewOsFs(), io.Discard, io.Discard)
	first := filepath.Join(t.TempDir(), "first.tarikh")
	file, err := p.libraries.Create(t.Context(), first, "A desk")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	page := data.NewPage([]byte("<p>Text"), "text/html", "https://example.org", 5)
	article := data.Article{ID: data.NewID(), Title: "Report", Page: page.Hash}.WithText("The first text.\n")
	write := func(e data.Edit) data.Edit {
		t.Helper()
		made, err := file.Apply(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	for range 60 { // more steps than are written at once
		write(data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "Track", Colour: "red"})}})
	}
	made := write(data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(article)}, Pages: []data.Page{page}})
	second := made.Articles[0].After.WithText("The second text.\n")
	write(data.Edit{Label: "edit.article.text", Articles: []data.Change[data.Article]{data.Update(*made.Articles[0].After, second)}})
	write(data.Edit{Label: "edit.undone", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "Undone", Colour: "red"})}})
	if _, err := file.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	want, err := data.ContentHash(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	check := func(place, who string) {
		t.Helper()
		s, err := p.libraries.OpenPlace(t.Context(), place)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		steps, err := s.Steps(t.Context(), 0, 1000)
		if err != nil || len(steps) != 62 || steps[0].Label != "edit.article.text" || steps[0].Who != who || steps[61].Label != "edit.track.add" || steps[61].Rows != 1 {
			t.Fatalf("%s: %d steps, the first %+v, %v", place, len(steps), steps[:min(len(steps), 1)], err)
		}
		if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
			t.Errorf("%s: %v, %v", place, problems, err)
		}
		if is, err := data.ContentHash(t.Context(), s); err != nil || is != want {
			t.Errorf("%s: other content, %v", place, err)
		}
		if _, err := s.Undo(t.Context()); err != nil {
			t.Fatalf("%s: %v", place, err)
		}
		if a, err := s.Article(t.Context(), article.ID); err != nil || a.Text != "The first text.\n" {
			t.Errorf("%s: undone, the text is %q, %v", place, a.Text, err)
		}
		if _, err := s.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	// cut copies, broken off at each of some parts of the journal, and then to the end.
	cut := func(from data.Store, to string, half func() string) (place string) {
		t.Helper()
		for _, after := range []int{0, 55} {
			if _, err := p.libraries.CopyLibrary(t.Context(), breaking{from, from.(data.Journaler), after}, app.Copying{To: to, History: true}); !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Fatalf("broken off after %d: %v", after, err)
			}
			if code, _, errs := tarikh(t, "events", half()); code == 0 || !strings.Contains(errs, "has not ended") {
				t.Errorf("half of a copy is opened: %d, %q", code, errs)
			}
		}
		made, err := p.libraries.CopyLibrary(t.Context(), from, app.Copying{To: to, History: true})
		if err != nil {
			t.Fatal(err)
		}
		if made.Steps != 62 || made.Left != 0 {
			t.Errorf("%s: %d steps came along and %d did not", to, made.Steps, made.Left)
		}
		return made.Place
	}
	address := cut(file, database, func() string { return database })
	check(address, pgtest.Owner)
	onServer, err := p.libraries.OpenPlace(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = onServer.Close() })
	check(cut(onServer, other, func() string { return other }), pgtest.Owner)
	back := filepath.Join(t.TempDir(), "back.tarikh")
	cut(onServer, back, func() string { return back + ".part" })
	check(back, pgtest.Owner)
	if left, err := filepath.Glob(back + ".*"); err != nil || len(left) > 1 { // its lock may stay
		t.Errorf("left beside it: %v, %v", left, err)
	}
	without := filepath.Join(t.TempDir(), "without.tarikh")
	must(t, "copy", address, without)
	s, err := p.libraries.Read(t.Context(), without)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if steps, err := s.Steps(t.Context(), 0, 10); err != nil || len(steps) != 0 {
		t.Errorf("without history: %d steps, %v", len(steps), err)
	}
	if is, err := data.ContentHash(t.Context(), s); err != nil || is != want {
		t.Errorf("without history: other content, %v", err)
	}
}

// breaking is a library whose journal breaks off after some parts.
type breaking struct {
	data.Store
	journal data.Journaler
	after   int
}

func (b breaking) JournalSteps(ctx context.Context) (int, error) { return b.journal.JournalSteps(ctx) }

func (b breaking) Journal(ctx context.Context, skip int) iter.Seq2[data.JournalPart, error] {
	return func(yield func(data.JournalPart, error) bool) {
		n := 0
		for part, err := range b.journal.Journal(ctx, skip) {
			if n == b.after {
				yield(data.JournalPart{}, io.ErrUnexpectedEOF)
				return
			}
			if n++; !yield(part, err) {
				return
			}
		}
	}
}
