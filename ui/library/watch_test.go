package library

import (
	"errors"
	"os"
	"testing"

	"tarikh.org/tarikh/data"
)

// A file that is moved or linked is told of once each time, and what other processes
// write is loaded again once it is in its place, with one name.
func TestWatchGoesOnWhereTheFileIsBack(t *testing.T) {
	m := newMade(t)
	var told []error
	m.core.fail = func(err error) { told = append(told, err) }
	aside := m.path + ".aside"
	for _, c := range []struct {
		err        error
		begin, end func() error
	}{
		{data.ErrLinked, func() error { return os.Link(m.path, aside) }, func() error { return os.Remove(aside) }},
		{data.ErrMoved, func() error { return os.Rename(m.path, aside) }, func() error { return os.Rename(aside, m.path) }},
		{data.ErrLinked, func() error { return os.Link(m.path, aside) }, func() error { return os.Remove(aside) }},
	} {
		told = nil
		if err := c.begin(); err != nil {
			t.Fatal(err)
		}
		m.q.until(t, "it is told", func() bool { return len(told) > 0 })
		if err := c.end(); err != nil {
			t.Fatal(err)
		}
		title := c.err.Error()
		before := m.Snapshot().Library
		after := before
		after.Title = title
		edit := data.Edit{Label: "elsewhere", Library: []data.Change[data.Library]{data.Update(before, after)}}
		if _, err := m.store.Apply(t.Context(), edit); err != nil { // not by this window
			t.Fatal(err)
		}
		m.q.until(t, "what was written is loaded", func() bool { return m.Snapshot().Library.Title == title })
		if len(told) != 1 || !errors.Is(told[0], c.err) {
			t.Errorf("told %v, want once %v", told, c.err)
		}
	}
}

// A file that another program has written over is told of once, and is not looked at any
// more; what subscribers show of saving is shown again.
func TestWatchOfAFileThatIsWrittenOver(t *testing.T) {
	m := newMade(t)
	var told []error
	m.core.fail = func(err error) { told = append(told, err) }
	if err := os.WriteFile(m.path, []byte("another file"), 0o644); err != nil {
		t.Fatal(err)
	}
	shown := false
	m.Subscribe(func(c Change) { shown = shown || c.Kind == SavingChanged && m.Access().Overwritten })
	m.q.until(t, "it is told", func() bool { return shown })
	if len(told) != 1 || !errors.Is(told[0], data.ErrOverwritten) || m.Writable() {
		t.Errorf("told %v; it can be written: %t", told, m.Writable())
	}
}
