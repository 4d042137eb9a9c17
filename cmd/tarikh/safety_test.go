package main

import (
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/shell"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text/layout"
)

// A second window only reads: it shows which process writes, shows what that one has
// committed, and is told when he has gone.
func TestSecondWindowFollowsTheFirst(t *testing.T) {
	path := sampleLibrary(t)
	q := make(queue, 1024)
	show := func() *library.Library {
		s := library.New(q.post, func(err error) { t.Error(err) }, time.Now)
		store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		s.Show(store, nil)
		q.until(t, "the library is shown", func() bool { return s.Snapshot() != nil })
		return s
	}
	end := func(s *library.Library) { closeSession(t, q, s) }
	first, second := show(), show()
	if a := second.Access(); !a.ReadOnly || a.Holder == "" {
		t.Errorf("read-only %v, held by %q", a.ReadOnly, a.Holder)
	}
	tracks := second.Snapshot().Counts.Tracks
	track := data.Track{ID: data.NewID(), Name: "New", Colour: "red"}
	first.Do(data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(track)}}, nil)
	q.until(t, "the second window shows the edit of the first", func() bool { return second.Snapshot().Counts.Tracks == tracks+1 })
	released := false
	second.Subscribe(func(c library.Change) { released = released || c.Kind == library.Released })
	end(first)
	q.until(t, "the second window hears that the first has gone", func() bool { return released })
	end(second)
	third := show()
	if third.Access().ReadOnly {
		t.Error("the next one cannot write")
	}
	end(third)
}

// A library that is closed is backed up, and one that has not changed is not
// backed up twice.
func TestClosingBacksUp(t *testing.T) {
	path, dir := sampleLibrary(t), t.TempDir()
	files := afero.NewOsFs()
	fonts, err := layout.EmbeddedWithReading(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	backups := func() []string { return copies(t, filepath.Join(dir, "backups")) }
	for range 2 {
		opener := sqlite.NewOpener(files, "test")
		q := make(queue, 1024)
		a := test.NewTempApp(t)
		windows := len(a.Driver().AllWindows())
		w, err := shell.New(shell.Config{
			App: a, Post: q.post, Libraries: &app.Libraries{Opener: opener, Rescuer: opener, Files: files, Now: time.Now}, Fonts: fonts, Assets: assets.Files, Files: files,
			StatePath: filepath.Join(dir, "state.json"), BackupDir: filepath.Join(dir, "backups"), State: &state.State{}, Lang: "en",
			Now: time.Now, Log: slog.New(slog.DiscardHandler),
		})
		if err != nil {
			t.Fatal(err)
		}
		shown := false
		w.Library().Subscribe(func(c library.Change) { shown = shown || c.Kind == library.Opened })
		w.Ask("app.quit")
		w.Start(path, false)
		q.until(t, "the library is backed up and free again", func() bool {
			if !shown || w.Library().Store() != nil || len(backups()) == 0 {
				return false
			}
			s, err := opener.Open(t.Context(), path)
			if err != nil {
				return false
			}
			writes := !s.Access().ReadOnly
			return s.Close() == nil && writes
		})
		q.until(t, "the window is closed", func() bool { return len(a.Driver().AllWindows()) == windows })
	}
	found := backups()
	if len(found) != 1 {
		t.Fatalf("backups: %q", found)
	}
	sum, err := backup.ReadSummary(t.Context(), sqlite.NewOpener(files, "test"), found[0])
	if err != nil || sum.Counts.Events == 0 {
		t.Errorf("the backup holds %+v, %v", sum.Counts, err)
	}
}

// A library from elsewhere may have passages that lie nowhere: they are shown as
// such, and the reader opens at the top.
func TestPassagesOutsideTheirText(t *testing.T) {
	s, q := opened(t)
	selectTitled(t, s, q, "Wuhan lockdown")
	x, article := s.Event().Excerpts[0].Excerpt, s.Article().ID
	wrong := x
	wrong.Anchor.Start = 1 << 30
	wrong.Anchor.End = wrong.Anchor.Start + len(wrong.Anchor.Exact)
	s.Do(data.Edit{Label: "edit.excerpt.change", Excerpts: []data.Change[data.Excerpt]{data.Update(x, wrong)}}, nil)
	orphaned := func() bool {
		a := s.Article()
		return a != nil && a.ID == article && slices.ContainsFunc(a.Excerpts, func(e library.ArticleExcerpt) bool {
			return e.ID == x.ID && e.Doubt.State == data.Orphan
		})
	}
	q.until(t, "the passage is an orphan", orphaned)
	s.ReadExcerpt(wrong)
	if a := s.Active(); a != (library.Passage{}) {
		t.Errorf("the reader shows %+v", a)
	}
}
