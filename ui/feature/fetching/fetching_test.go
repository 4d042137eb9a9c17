package fetching

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// opened is the feature on a library with references; read reads their addresses.
func opened(t *testing.T, read app.Read, addresses ...string) (*featuretest.Window, *Feature) {
	t.Helper()
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A")
	if err != nil {
		t.Fatal(err)
	}
	edit := data.Edit{Label: "x"}
	for i, address := range addresses {
		edit.Articles = append(edit.Articles, data.Insert(data.Article{ID: data.NewID(), Title: "Reference number " + string(rune('A'+i)), URL: address}.WithText("")))
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	f := New(w.Host, read, func(ctx context.Context, _ time.Duration) error { return ctx.Err() })
	w.Show(store)
	return w, f
}

// drafted is a text of an address.
func drafted(s intake.Source) intake.Draft {
	return intake.Draft{Title: intake.Field{Value: "Page"}, URL: intake.Field{Value: s.URL}, Text: "The text of " + s.URL + ", which is long enough to be one.\n"}
}

func plain(s string) string {
	return strings.NewReplacer("\u2068", "", "\u2069", "", "\u2066", "").Replace(s)
}

func shown(w *featuretest.Window) string {
	return plain(strings.Join(featuretest.Texts(w.Dialog()), "\n"))
}

// asked opens the question and agrees.
func asked(t *testing.T, w *featuretest.Window, f *Feature, button string) {
	t.Helper()
	if !f.possible() {
		t.Fatal("it is not possible")
	}
	f.ask()
	if !strings.Contains(shown(w), "robots.txt") {
		t.Fatalf("asked\n%s", shown(w))
	}
	featuretest.Press(t, w.Dialog(), button)
}

func TestTextsAreFetchedAndFailuresListed(t *testing.T) {
	w, f := opened(t, func(_ context.Context, s intake.Source, _ intake.Progress) (intake.Draft, error) {
		d := drafted(s)
		switch {
		case strings.HasSuffix(s.URL, "/gone"):
			return d, &intake.Error{Path: s.URL, Kind: intake.Kind("absent"), Offset: -1, Reason: "there is no such page"}
		case strings.HasSuffix(s.URL, "/short"):
			d.Warnings = append(d.Warnings, intake.Warning{Kind: intake.Short})
		}
		return d, nil
	}, "https://one.example/1", "https://one.example/gone", "https://two.example/short", "https://two.example/2", "urn:none")
	f.ask()
	if said := shown(w); !strings.Contains(said, "4 pages of 2 hosts will be asked for") {
		t.Errorf("asked\n%s", said)
	}
	featuretest.Press(t, w.Dialog(), "Cancel")
	if f.job != nil {
		t.Fatal("it has begun")
	}
	asked(t, w, f, "Fetch 4 pages")
	w.Until("it is over", func() bool { return f.job.over })
	said := shown(w)
	for _, want := range []string{"2 texts fetched · 2 failed", "one.example · fetched", "The page has very little text"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not shown:\n%s", want, said)
		}
	}
	if strings.Index(said, "Reference number B") > strings.Index(said, "Reference number A") {
		t.Errorf("what failed is not first:\n%s", said)
	}
	w.Until("it is loaded", func() bool { return len(f.unfetched()) == 2 })
	// A failure in full, and its page.
	f.list.open(0)
	w.Until("it is told", func() bool { return strings.Contains(shown(w), "Open in the browser") })
	featuretest.Press(t, w.Dialog(), "Open in the browser")
	if len(w.Opened) != 1 || !strings.HasPrefix(w.Opened[0], "https://") {
		t.Errorf("opened %v", w.Opened)
	}
	featuretest.Press(t, w.Dialog(), "Close")
	// What failed is the queue of the next time.
	asked(t, w, f, "Fetch 2 pages")
	w.Until("it is over again", func() bool { return f.job.over })
	if said := shown(w); !strings.Contains(said, "No text was fetched · 2 failed") {
		t.Errorf("the second time\n%s", said)
	}
}

func TestFetchingGoesOnWithoutTheListAndStops(t *testing.T) {
	let, begun := make(chan struct{}), make(chan struct{}, 8)
	w, f := opened(t, func(ctx context.Context, s intake.Source, _ intake.Progress) (intake.Draft, error) {
		begun <- struct{}{}
		select {
		case <-let:
			return drafted(s), nil
		case <-ctx.Done():
			return intake.Draft{}, ctx.Err()
		}
	}, "https://one.example/1", "https://one.example/2", "https://one.example/3")
	asked(t, w, f, "Fetch 3 pages")
	<-begun
	featuretest.Press(t, w.Dialog(), "Close")
	if w.Dialog() != nil || !f.busy() {
		t.Fatal("closing the list ends it")
	}
	let <- struct{}{}
	w.Until("one is there", func() bool { return f.job.count(app.Completed) == 1 })
	w.Until("the next is asked for", func() bool { return f.job.count(app.Fetching) == 1 })
	f.ask() // shows the list again
	if said := shown(w); !strings.Contains(said, "1 text fetched · 2 left") || !strings.Contains(said, "being fetched") {
		t.Errorf("shown\n%s", said)
	}
	featuretest.Press(t, w.Dialog(), "Stop")
	w.Until("it is over", func() bool { return f.job.over })
	if said := shown(w); !strings.Contains(said, "not fetched") {
		t.Errorf("shown\n%s", said)
	}
	featuretest.Press(t, w.Dialog(), "Close")
	w.Until("it is loaded", func() bool { return len(f.unfetched()) == 2 })
	if len(w.Failed) > 0 {
		t.Errorf("failed %v", w.Failed)
	}
	// Without the list the end is told at the foot.
	asked(t, w, f, "Fetch 2 pages")
	featuretest.Press(t, w.Dialog(), "Close")
	close(let)
	w.Until("it is told", func() bool { return len(w.Told) == 1 })
	if got := plain(w.Told[0]); got != "2 texts fetched" {
		t.Errorf("told %q", got)
	}
	if len(w.Then) != 1 {
		t.Fatalf("then %v", w.Then)
	}
	w.Then[0].Run()
	if !strings.Contains(shown(w), "2 texts fetched") {
		t.Errorf("shown\n%s", shown(w))
	}
}

func TestClosingTheLibraryEndsFetching(t *testing.T) {
	begun, ended := make(chan struct{}), make(chan error, 1)
	w, f := opened(t, func(ctx context.Context, _ intake.Source, _ intake.Progress) (intake.Draft, error) {
		close(begun)
		<-ctx.Done()
		ended <- ctx.Err()
		return intake.Draft{}, ctx.Err()
	}, "https://one.example/1")
	asked(t, w, f, "Fetch 1 page")
	<-begun
	w.Host.Library.Close(func(error) {})
	if err := <-ended; !errors.Is(err, context.Canceled) || f.job != nil {
		t.Errorf("%v, %v", err, f.job)
	}
}
