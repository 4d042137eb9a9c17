package imports

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/feature/featuretest"
)

const dailyFeed = `<rss version="2.0"><channel><title>Daily</title>
<item><title>The bridge is open</title><link>https://daily.example/bridge</link><pubDate>4 Feb 2022</pubDate><content>&lt;p&gt;The bridge over the river was opened on Friday.</content></item>
<item><title>Trains run again</title><link>https://daily.example/trains</link><pubDate>5 Feb 2022</pubDate><content>&lt;p&gt;From Monday on the trains run again in the valley.</content></item>
<item><title>Only a notice</title><link>https://daily.example/notice</link><description>A few words.</description></item>
</channel></rss>`

// listed waits until the list of a file is shown, and returns what its rows say.
func listed(w *featuretest.Window) []string {
	w.Until("the list is shown", func() bool { return w.Dialog() != nil && strings.Contains(shown(w), "checked") })
	return featuretest.Texts(w.Dialog())
}

// articles are the titles of the library's articles.
func articles(w *featuretest.Window) string {
	var all []string
	for _, a := range w.Host.Library.Snapshot().Articles {
		all = append(all, a.Title)
	}
	return strings.Join(all, ", ")
}

func TestEntriesAreChosen(t *testing.T) {
	w, f, _ := opened(t)
	path := written(t, "daily.rss", dailyFeed)
	f.begin(fileSources([]string{path}), func() {})
	said := plain(strings.Join(listed(w), "\n"))
	for _, want := range []string{"RSS, Atom, JSON Feed · Daily · 3 entries", "2 of 3 checked", "The bridge is open", "4 February 2022", "daily.example", "address only"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not shown:\n%s", want, said)
		}
	}
	imported(t, w, "Import what is checked")
	if got := articles(w); got != "Trains run again, The bridge is open" {
		t.Errorf("the library has %s", got)
	}
	w.Until("it is said", func() bool { return len(w.Told) == 1 })
	if got := plain(w.Told[0]); got != "Imported 2 articles from daily.rss" {
		t.Errorf("said %q", got)
	}

	// The second time they are known, and the third is left.
	f.begin(fileSources([]string{path}), func() {})
	said = plain(strings.Join(listed(w), "\n"))
	if !strings.Contains(said, "0 of 3 checked") || strings.Count(said, "already in the library") != 2 {
		t.Errorf("the second time\n%s", said)
	}
	featuretest.Press(t, w.Dialog(), "Import what is checked")
	if w.Dialog() == nil || !strings.Contains(shown(w), "Nothing is checked.") {
		t.Error("nothing was checked, and it goes on")
	}
	featuretest.Press(t, w.Dialog(), "All")
	imported(t, w, "Import what is checked")
	if got := articles(w); strings.Count(got, ",") != 2 || !strings.Contains(got, "Only a notice") {
		t.Errorf("the library has %s", got)
	}
	if n := w.Host.Library.Snapshot().Counts.Articles; n != 3 {
		t.Errorf("%d articles", n)
	}
}

// Where many articles came with their texts, what they report together is next.
func TestMainEventsOfManyAreOffered(t *testing.T) {
	for n, offered := range map[int]bool{2: false, 3: true} {
		w, f, _ := opened(t)
		var feed strings.Builder
		feed.WriteString("<rss version=\"2.0\"><channel><title>Daily</title>")
		for i := range n {
			fmt.Fprintf(&feed, "<item><title>Bridge %d</title><link>https://daily.example/%d</link><pubDate>4 Feb 2022</pubDate><content>&lt;p&gt;The bridge number %d over the river was opened on Friday.</content></item>", i, i, i)
		}
		feed.WriteString("</channel></rss>")
		f.begin(fileSources([]string{written(t, "daily.rss", feed.String())}), func() {})
		listed(w)
		imported(t, w, "Import what is checked")
		w.Until("it is said", func() bool { return len(w.Told) == 1 })
		if got := len(w.Then) == 1 && w.Then[0].Text == "story"; got != offered {
			t.Errorf("of %d, then %v", n, w.Then)
		}
	}
}

func TestEntriesAreSearched(t *testing.T) {
	w, f, _ := opened(t)
	r := &run{Feature: f, sources: fileSources([]string{written(t, "daily.rss", dailyFeed)}), done: func() {}}
	read, err := r.sources[0].read(t.Context(), w.Host.Files, r.options(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer read.close()
	r.read = read
	r.read.known = []bool{false, true, false}
	e := r.chooseEntries()
	if got := e.chosen(); len(got) != 1 || got[0] != 0 {
		t.Errorf("checked at first: %v", got)
	}
	e.find("TRAINS")
	e.set(true)()
	e.find("/notice")
	if len(e.shown) != 1 || e.shown[0] != 2 {
		t.Errorf("shown %v", e.shown)
	}
	e.key(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got := e.chosen(); len(got) != 3 {
		t.Errorf("checked: %v", got)
	}
	e.find("")
	e.set(false)()
	e.list.SetCurrent(1)
	e.key(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got := e.chosen(); len(got) != 1 || got[0] != 1 {
		t.Errorf("checked: %v", got)
	}
	e.find("no such words")
	if !e.none.Visible() || e.list.Count() != 0 {
		t.Error("words that nothing has")
	}
	e.turn(0)
	e.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Dialog() != nil {
		t.Error("Escape does not close it")
	}
}

// A file of one article needs no list; what cannot be read in it is told.
func TestOneEntryIsNotAskedAbout(t *testing.T) {
	w, f, _ := opened(t)
	f.begin(fileSources([]string{written(t, "a.eml", "From: a@example.org\nTo: b@example.org\nSubject: The bridge\nDate: Fri, 4 Feb 2022 10:00:00 +0000\n\nIt was opened on Friday.\n")}), func() {})
	w.Until("it is there", func() bool { return len(w.Told) == 1 && articles(w) == "The bridge" })
	f.begin(fileSources([]string{written(t, "b.eml", "From: a@example.org\nTo: b@example.org\nSubject: A picture\nDate: Fri, 4 Feb 2022 10:00:00 +0000\nContent-Type: image/png\n\nxxxx\n")}), func() {})
	w.Until("it is told", func() bool {
		return w.Dialog() != nil && strings.Contains(shown(w), "Nothing in this file can be imported")
	})
}

func TestPagesOfAListAreImported(t *testing.T) {
	_, f, _ := opened(t)
	for name, want := range map[string]bool{"ril_export.html": true, "page.html": false} {
		content := "<html><head><title>A page</title></head><body><a href='https://a.example/'>A</a></body></html>"
		if want {
			content = strings.Replace(content, "A page", "Pocket Export", 1)
		}
		if got := f.imported(written(t, name, content)); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
