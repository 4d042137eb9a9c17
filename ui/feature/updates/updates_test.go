package updates

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"tarikh.org/tarikh/ui/feature/featuretest"
)

// Nothing is asked until that is chosen, then once a day, and each version is told once.
func TestNewerVersionsAreToldWhereChosen(t *testing.T) {
	w := featuretest.New(t)
	now := w.Host.Now()
	w.Host.Now = func() time.Time { return now }
	asked, answer := 0, "0.2.0"
	var failure error
	f := New(w.Host, "0.1.0", func(context.Context) (string, error) {
		asked++
		return answer, failure
	})
	start := func() {
		f.Start()
		w.Until("it is answered", func() bool { return !f.asking })
	}
	told := func() bool { return w.Dialog() != nil }
	if start(); asked != 0 || told() {
		t.Fatalf("asked %d times before it was chosen", asked)
	}
	f.Choose(true)
	w.Until("it is answered", func() bool { return !f.asking })
	k := w.Host.Kit()
	if asked != 1 || !told() || !slices.Contains(featuretest.Texts(w.Dialog()), k.T("updates.text", "new", "0.2.0", "old", "0.1.0")) {
		t.Fatalf("asked %d times, told %v", asked, told())
	}
	featuretest.Press(t, w.Dialog(), k.T("updates.open"))
	if !slices.Equal(w.Opened, []string{"https://tarikh.org/"}) || told() {
		t.Errorf("opened %q", w.Opened)
	}

	now = now.Add(23 * time.Hour)
	if start(); asked != 1 {
		t.Error("asked twice in a day")
	}
	now = now.Add(2 * time.Hour)
	if start(); asked != 2 || told() {
		t.Errorf("asked %d times; told of a version twice: %v", asked, told())
	}
	now, answer = now.Add(25*time.Hour), "0.1.0"
	if start(); asked != 3 || told() {
		t.Error("told of the same version")
	}
	now, failure = now.Add(25*time.Hour), errors.New("no network")
	if start(); asked != 4 || told() || len(w.Failed) > 0 {
		t.Error("a failure is told")
	}
	failure, answer = nil, "0.3.0"
	if start(); asked != 5 || !told() {
		t.Error("not asked again after a failure")
	}
	w.Host.Kit().Dialogs.Top().Close()
	f.Choose(false)
	now = now.Add(48 * time.Hour)
	if start(); asked != 5 {
		t.Error("asked after it was chosen not to")
	}
}
