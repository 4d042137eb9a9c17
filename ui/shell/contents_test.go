package shell

import (
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/contents"
)

// Reading begins with what the article reports, where it reports something; the timeline
// with the event.
func TestReadingBeginsWithWhatTheArticleReports(t *testing.T) {
	w, q, _ := small(t, "en")
	f := w.life.frame
	n := f.lib.Snapshot()
	f.lib.Read(n.Articles[0].ID)
	q.until(t, "the article is open", func() bool { return f.lib.Article() != nil })
	if w.life.run("mode.read"); f.columns.start.Selected() != tabEvent {
		t.Errorf("without events it begins with %q", f.columns.start.Selected())
	}
	w.life.run("mode.timeline")
	a := f.lib.Article()
	at, err := anchor.Make(a.Text, 0, 16)
	if err != nil {
		t.Fatal(err)
	}
	event := n.Columns.IDs[0]
	f.lib.Do(data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Insert(data.Excerpt{ID: data.NewID(), Event: event, Article: a.ID, Anchor: at})}}, nil)
	q.until(t, "the article reports it", func() bool { return f.contents.Count() == 1 })
	if w.life.run("mode.read"); f.columns.start.Selected() != contents.Tab || f.columns.shows(tabEvent) {
		t.Errorf("reading begins with %q", f.columns.start.Selected())
	}
	if w.life.run("mode.timeline"); f.columns.start.Selected() != tabEvent || !f.columns.shows(tabEvent) {
		t.Errorf("the timeline begins with %q", f.columns.start.Selected())
	}
	if w.life.run("pane.start"); f.columns.shows(tabEvent) {
		t.Error("a folded column shows the event")
	}
	w.life.run("pane.start")
	w.life.run("mode.read")
	if f.lib.CloseArticle(); f.columns.start.Selected() != tabEvent {
		t.Errorf("without an article there is %q", f.columns.start.Selected())
	}
}
