package imports

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/table"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/i18n"
)

const events = "Date,What,Category,Remark\n15/09/2021,AUKUS announced,Security,a\n31/02/2022,UN session,Diplomacy,b\nearly 2022,Talks on gas,Economy,c\n04/02/2022,قمة بكين,Diplomacy,d\n"

// asked opens the wizard for a table and waits until it is read.
func asked(t *testing.T, w *featuretest.Window, f *Feature, content string) *wizard {
	t.Helper()
	r := &run{Feature: f, sources: fileSources([]string{written(t, "events.csv", content)}), done: func() {}}
	before, err := r.sources[0].read(t.Context(), f.host.Files, r.options(), nil)
	if err != nil || before.sheet == nil || before.sheet.settled() {
		t.Fatalf("nothing is asked: %+v %v", before.sheet, err)
	}
	r.read = before
	wiz := r.columns()
	reread(w, wiz)
	return wiz
}

// reread waits until the table is read as it is decided.
func reread(w *featuretest.Window, wiz *wizard) {
	w.Until("it is read", func() bool { return !wiz.busy })
}

// choose presses an item of a menu.
func choose(t *testing.T, items []control.Item, words string) {
	t.Helper()
	at := slices.IndexFunc(items, func(i control.Item) bool { return i.Text == words })
	if at < 0 {
		t.Fatalf("no item %q", words)
	}
	items[at].Run()
}

// all are the events of the library, as date and title.
func all(t *testing.T, w *featuretest.Window) string {
	t.Helper()
	var out []string
	for e, err := range w.Host.Library.Store().Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e.Date.EDTF+" "+e.Title)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func TestWizardShowsWhatBecomesOfEachRow(t *testing.T) {
	w, f, _ := opened(t)
	wiz := asked(t, w, f, events)
	if got := plain(shown(w)); !strings.Contains(got, "3 of 4 rows can be read: 3 events.") || !strings.Contains(got, "Look at 1 that needs it") {
		t.Errorf("shown:\n%s", got)
	}
	for i, want := range []string{"15 September 2021", "Its date cannot be read", "c. first third of 2022", "4 February 2022"} {
		if got := plain(wiz.grid.becomes(wiz.result.rows[wiz.grid.rows[i].Number]).Text); got != want {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
	}
	wiz.lookAtProblems()
	w.Until("the row is shown", func() bool { return len(wiz.grid.rows) == 1 })
	if wiz.grid.rows[0].Number != 3 || !strings.Contains(plain(shown(w)), "row 3 · column “Date” · Its date cannot be read: 31/02/2022") {
		t.Errorf("shown:\n%s", plain(shown(w)))
	}

	imported(t, w, "Import")
	if got := all(t, w); got != "2021-09-15 AUKUS announced; 2022-02-04 قمة بكين; 2022-37~ Talks on gas" {
		t.Errorf("the library has %s", got)
	}

	// The next time nothing is asked, and the row that was mended comes.
	path := wiz.sources[0].path
	if err := os.WriteFile(path, []byte(strings.Replace(events, "31/02", "28/02", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	f.begin(fileSources([]string{path}), func() {})
	w.Until("it is compared", func() bool { return w.Dialog() != nil && strings.Contains(shown(w), "Columns…") })
	imported(t, w, "Import 1 event")
	if got := all(t, w); !strings.Contains(got, "2022-02-28 UN session") {
		t.Errorf("the library has %s", got)
	}
}

func TestWizardAsksWhichComesFirst(t *testing.T) {
	w, f, _ := opened(t)
	wiz := asked(t, w, f, "Date,What\n4/2/2022,a\n3/2/2022,b\n")
	if got := plain(shown(w)); !strings.Contains(got, "4/2/2022: 4 February 2022, or 2 April 2022?") || !strings.Contains(got, "3/2/2022: 3 February 2022, or 2 March 2022?") {
		t.Errorf("asked:\n%s", got)
	}
	featuretest.Press(t, w.Dialog(), "Import")
	if !strings.Contains(shown(w), "Say above whether the day or the month comes first.") || all(t, w) != "" {
		t.Fatal("imported without an answer")
	}
	featuretest.Press(t, w.Dialog(), "Month first")
	reread(w, wiz)
	imported(t, w, "Import")
	if got := all(t, w); got != "2022-03-02 b; 2022-04-02 a" {
		t.Errorf("the library has %s", got)
	}
}

func TestMeaningsAreChosenAboveTheColumns(t *testing.T) {
	w, f, _ := opened(t)
	wiz := asked(t, w, f, events)
	choose(t, wiz.meanings(2), "Tags")
	choose(t, wiz.meanings(3), "Title")
	reread(w, wiz)
	if m := wiz.sheet.mapping.Columns; m[1].Means != table.Keep || m[2].Means != table.Tags || m[3].Means != table.Title {
		t.Fatalf("the mapping is %v", m)
	}
	choose(t, wiz.meanings(0), "Leave out")
	reread(w, wiz)
	featuretest.Press(t, w.Dialog(), "Import")
	if !strings.Contains(shown(w), "Choose above which column has the date") {
		t.Errorf("shown:\n%s", shown(w))
	}
	choose(t, wiz.meanings(0), "Start")
	reread(w, wiz)
	// Without a column of tracks, one is chosen.
	if !strings.Contains(plain(shown(w)), "On the track “events”") {
		t.Errorf("shown:\n%s", plain(shown(w)))
	}
	m := wiz.sheet.mapping
	m.Track = "News"
	wiz.change(m)
	reread(w, wiz)
	imported(t, w, "Import")
	if n := w.Host.Library.Snapshot(); len(n.Tracks) != 1 || n.Tracks[0].Name != "News" {
		t.Errorf("tracks: %v", n.Tracks)
	}
	if got := all(t, w); got != "2021-09-15 a; 2022-02-04 d; 2022-37~ c" {
		t.Errorf("the library has %s", got)
	}
}

// Another layout is opened, guessed again, and remembered with the mapping.
func TestLayoutIsChosenAndRemembered(t *testing.T) {
	w, f, _ := opened(t)
	wiz := asked(t, w, f, events)
	wiz.relayout(func(l *table.Layout) { l.Names = table.NoNames })
	w.Until("it is opened again", func() bool { return wiz.sheet.want.Names == table.NoNames && !wiz.busy })
	if n := wiz.sheet.table.Rows; n != 5 {
		t.Errorf("%d rows without names of columns", n)
	}
	imported(t, w, "Import")
	again, err := wiz.sources[0].read(t.Context(), f.host.Files, wiz.run.options(), w.Host.State.TablesRead)
	if err != nil {
		t.Fatal(err)
	}
	if !again.sheet.settled() || again.sheet.table.Layout.Names != table.NoNames || !slices.Equal(again.sheet.mapping.Columns, wiz.sheet.mapping.Columns) {
		t.Errorf("it is read as %+v, %v", again.sheet.table.Layout, again.sheet.mapping)
	}
}

// Tables of known programs are not asked about, but can be looked at.
func TestKnownTablesAreNotAskedAbout(t *testing.T) {
	w, f, _ := opened(t)
	path := written(t, "sheet.csv", "Year,Month,Day,End Year,Headline,Text,Media,Group\n2022,2,4,,The opening,,,Sport\n")
	f.begin(fileSources([]string{path}), func() {})
	previewed(w)
	if !strings.Contains(shown(w), "1 event") {
		t.Errorf("shown:\n%s", shown(w))
	}
	featuretest.Press(t, w.Dialog(), "Columns…")
	w.Until("the columns are shown", func() bool { return strings.Contains(plain(shown(w)), "1 of 1 row can be read") })
}

// Many columns are shown in parts.
func TestManyColumnsAreShownInParts(t *testing.T) {
	w, f, _ := opened(t)
	names, cells := "Date,Title", "2022-02-04,a"
	for range 30 {
		names, cells = names+",X", cells+",y"
	}
	wiz := asked(t, w, f, names+"\n"+cells+"\n")
	wiz.grid.Layout(wiz.grid.root.Objects, fyne.NewSize(1000, 300))
	if from, to := wiz.grid.shown(); from != 0 || to >= 32 || to < 4 {
		t.Fatalf("columns %d to %d", from, to)
	}
	for range 20 {
		wiz.grid.turn(1)
	}
	if _, to := wiz.grid.shown(); to != 32 {
		t.Errorf("the last column is not reached: %d", to)
	}
	for range 20 {
		wiz.grid.turn(-1)
	}
	if from, _ := wiz.grid.shown(); from != 0 {
		t.Errorf("the first column is not reached: %d", from)
	}
}

// Every meaning has words in both languages.
func TestMeaningsHaveWords(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		l, err := i18n.New(assets.Files, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range table.Meanings() {
			if key := meansKey(m); !l.Has(key) {
				t.Errorf("%s has no words for %q", lang, key)
			}
		}
	}
}

// What cannot be read in a row that makes an event is told apart from a row that is lost.
func TestRowsThatAreLost(t *testing.T) {
	w, f, _ := opened(t)
	wiz := asked(t, w, f, "Date,End,What,Importance\n2022-02-04,never,a,9\n,,b,\n")
	if r := wiz.result; r.lost != 1 || len(r.problems) != 2 || r.rows[2].events != 1 || len(r.rows[2].skipped) == 0 {
		t.Errorf("%d lost of %v", r.lost, r.problems)
	}
	if wiz.result.rows[3].skipped[0].Why != form.NoDate {
		t.Errorf("row 3: %v", wiz.result.rows[3].skipped)
	}
	if n := wiz.result.byID; len(n) != 1 || n[wiz.result.Events[0].ID].ID == (data.ID{}) {
		t.Errorf("events by ID: %v", n)
	}
}
