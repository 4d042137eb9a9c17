package pane

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/session"
)

// The timeline is told where the text is in time, also one that is built again.
func TestTheTimelineIsToldOfTheText(t *testing.T) {
	w, rows := featuretest.New(t), featuretest.NewReported(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "l.tarikh"), "Test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), rows.Edit()); err != nil {
		t.Fatal(err)
	}
	s := session.New(w.Host.Post, func(err error) { t.Error(err) }, time.Now)
	host := feature.New(feature.Parts{Library: s.Open(), Canvas: w.Host.Canvas, Files: w.Host.Files, StateDir: t.TempDir(), Post: w.Host.Post, Log: w.Host.Log, Shell: w.Host.Shell}, w.Host.Kit())
	var told dates.Date
	e := &Env{Host: host, Kit: host.Kit(), Session: s, Reading: reading.New(host, w), ReadAt: func(d dates.Date) { told = d }}
	w.Put(e.Reading.View())
	s.Show(store, nil)
	t.Cleanup(func() {
		closed := false
		s.Close(func(error) { closed = true })
		w.Until("the library is closed", func() bool { return closed })
	})
	w.Until("the library is shown", func() bool { return s.Library() != nil })
	e.ShowDates()
	s.Read(rows.Article.ID)
	w.Until("the timeline is told", func() bool { return !told.IsZero() })
	for _, end := range e.Ending {
		end()
	}
	s.Reset()
	before := told
	told = dates.Date{}
	e.ShowDates()
	if s.Again(); told != before {
		t.Errorf("a timeline that was built again is told of %v, want %v", told, before)
	}
	if s.CloseArticle(); !told.IsZero() {
		t.Errorf("without a text it is told of %v", told)
	}
}
