package reading

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// desk is the reader over a library with an article.
type desk struct {
	*featuretest.Window
	*featuretest.Reported
	t *testing.T
	f *Feature
}

func newDesk(t *testing.T, change func(*featuretest.Reported)) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), Reported: featuretest.NewReported(t), t: t}
	if change != nil {
		change(d.Reported)
	}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), d.Edit()); err != nil {
		t.Fatal(err)
	}
	d.f = New(d.Host, d.Window)
	d.Put(d.f.View())
	d.Show(store)
	return d
}

// read opens an article.
func (d *desk) read(article data.ID) {
	d.t.Helper()
	d.Host.Library.Read(article)
	d.Until("the article is open", func() bool { a := d.Host.Library.Article(); return a != nil && a.ID == article })
}

// choose selects words of the text, as with the mouse; those of the title are given with
// where it begins.
func (d *desk) choose(words string, title ...int) {
	d.t.Helper()
	start := strings.Index(d.Host.Library.Article().Text, words)
	if len(title) > 0 {
		start = title[0] + strings.Index(d.Host.Library.Article().Title, words)
	}
	view := d.f.reader.text
	at, size, ok := view.RectOf(start, start+len(words))
	if !ok {
		d.t.Fatalf("%q is not in view", words)
	}
	press := func(x float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, at.Y+size.Height/2)}, Button: desktop.MouseButtonPrimary}
	}
	down, up := press(at.X), press(at.X+size.Width)
	view.MouseDown(down)
	view.Dragged(&fyne.DragEvent{PointEvent: up.PointEvent})
	view.MouseUp(up)
	if s, _ := d.f.Selection(); s.Exact != words {
		d.t.Fatalf("%q is selected, want %q", s.Exact, words)
	}
}

func marked(id any, start, end int, title string) Mark {
	return Mark{Title: title, Highlight: text.Highlight{Start: start, End: end, Colour: "amber", ID: id}}
}

// click presses the mouse on an offset of the text.
func (d *desk) click(offset int) {
	d.t.Helper()
	at, size, ok := d.f.reader.text.RectOf(offset, offset+1)
	if !ok {
		d.t.Fatalf("offset %d is not in view", offset)
	}
	ev := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(size.Width/2, size.Height/2)}, Button: desktop.MouseButtonPrimary}
	d.f.reader.text.MouseDown(ev)
	d.f.reader.text.MouseUp(ev)
}

// Those whose marks are pressed are told, each of its own; where marks overlap the
// reader is asked, but for one that is pressed alone.
func TestPressedMarks(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	var told []Press
	stop := d.f.OnPressed(func(p Press) { told = append(told, p) })
	d.f.SetMarks("notes", []Mark{marked("note", 4, 12, "A note"), marked("silent", 33, 63, "")})
	d.f.SetMarks("events", []Mark{marked(1, 0, 32, "The fire")})
	press := func(what string, offset int, want ...Press) {
		t.Helper()
		told = nil
		if d.click(offset); !slices.Equal(told, want) {
			t.Errorf("%s: told of %v, want %v", what, told, want)
		}
	}
	press("one mark", 20, Press{"events", 1})
	press("a mark without a title", 40)
	press("no mark", 70)
	press("two marks", 6)
	if d.Dialog() == nil {
		t.Fatal("the reader is not asked which mark is meant")
	}
	d.Host.Canvas.Overlays().Remove(d.Dialog())
	d.f.SetMarks("dates", []Mark{{Alone: true, Highlight: text.Highlight{Start: 4, End: 7, Colour: "slate", ID: 4, Dotted: true}}})
	press("two marks and one that is pressed alone", 5, Press{"dates", 4})
	d.f.SetMarks("events", nil)
	press("a layer that is empty", 20)
	stop()
	press("after the end of the subscription", 6)
}

// Pointers on marks are told, too, and that they have left.
func TestPointedMarks(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	var told [][]Press
	d.f.OnPointed(func(on []Press) { told = append(told, on) })
	d.f.SetMarks("dates", []Mark{marked(4, 4, 12, "")})
	at, size, _ := d.f.reader.text.RectOf(4, 12)
	d.f.reader.text.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(size.Width/2, size.Height/2)}})
	d.f.reader.text.MouseOut()
	if len(told) != 2 || !slices.Equal(told[0], []Press{{"dates", 4}}) || len(told[1]) != 0 {
		t.Errorf("told of %v", told)
	}
}

// Another text has nothing of what was shown in the one before; an edit that leaves the
// text as it is takes nothing away.
func TestAnotherTextIsEmpty(t *testing.T) {
	d := newDesk(t, nil)
	other := data.Article{ID: data.NewID(), Title: "Other", URL: "https://example.org/a", Published: d.Article.Published}.WithText("Other words.\n")
	d.Do(data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(other)}})
	d.read(d.Article.ID)
	d.f.SetMarks("notes", []Mark{marked("note", 4, 12, "A note")})
	d.f.SetFinds([]data.Range{{Start: 0, End: 3}}, 0)
	d.f.SetLink("doubts", d.Host.Kit().Muted("a link"))
	d.f.SetNotice("notes", d.Host.Kit().Muted("a notice"))
	d.f.SetFloat("tip", &Float{Start: 4, End: 12, Object: d.Host.Kit().Muted("a tip"), Width: 80})
	shown := func() [4]int {
		return [4]int{len(d.f.model.layers.highlights()), len(d.f.model.finds), len(d.f.reader.under.Objects), len(d.f.reader.floats.root.Objects)}
	}
	if shown() != [4]int{1, 1, 1, 1} {
		t.Fatalf("shown are %v", shown())
	}
	row := d.Host.Library.Article().Article
	changed := row
	changed.Title = "The old mill"
	d.Do(data.Edit{Label: "edit.article.change", Articles: []data.Change[data.Article]{data.Update(row, changed)}})
	d.Until("the article has its other title", func() bool { return d.Host.Library.Article().Title == "The old mill" })
	if shown() != [4]int{1, 1, 1, 1} {
		t.Errorf("after an edit of the title %v are shown", shown())
	}
	d.read(other.ID)
	if shown() != [4]int{} || len(d.f.reader.links.shown()) != 0 {
		t.Errorf("with another text %v are shown", shown())
	}
	if d.Host.Library.CloseArticle(); d.f.model.article != (data.ID{}) || len(d.f.reader.body.Objects) != 0 {
		t.Error("a text is shown although none is open")
	}
}

// A passage is at its place in the text that is shown; one that was not found, or that
// the reader detached, is at none even where its words are there.
func TestPassages(t *testing.T) {
	d := newDesk(t, nil)
	at := func(doubt data.Doubt) [2]int {
		start, end, ok := d.f.Passage(d.Note.Anchor, doubt)
		if !ok {
			return [2]int{}
		}
		return [2]int{start, end}
	}
	if got := at(data.Doubt{}); got != [2]int{} {
		t.Errorf("without a text the passage is at %v", got)
	}
	d.read(d.Article.ID)
	for _, c := range []struct {
		state data.DoubtState
		want  [2]int
	}{{data.Sure, [2]int{64, 80}}, {data.CheckMe, [2]int{64, 80}}, {data.Orphan, [2]int{}}} {
		if got := at(data.Doubt{State: c.state}); got != c.want {
			t.Errorf("in the state %q the passage is at %v, want %v", c.state, got, c.want)
		}
	}
}

// In another language the same is read, at the same place, with the same marks.
func TestAnotherLanguage(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) {
		r.Article = r.Article.WithText(strings.Repeat(featuretest.ReportedText, 60))
	})
	d.read(d.Article.ID)
	d.f.SetMarks("notes", []Mark{marked("note", 4, 12, "A note")})
	d.f.Restore(len(featuretest.ReportedText) * 20)
	before := d.f.FirstVisible()
	d.Relocale("ar", d.f)
	d.Put(d.f.View())
	if after := d.f.FirstVisible(); after != before || before == 0 {
		t.Errorf("the view begins at %d, and began at %d", after, before)
	}
	told := 0
	d.f.OnPressed(func(Press) { told++ })
	d.f.Restore(0)
	if d.click(6); told != 1 {
		t.Error("the marks are gone")
	}
}

// A passage that is pressed stays where it is, even where it begins above the view; one
// that is gone to otherwise comes into view, and does not move where it is in view.
func TestPressedPassagesStay(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) {
		r.Article = r.Article.WithText(strings.Repeat(featuretest.ReportedText, 60))
	})
	d.read(d.Article.ID)
	d.f.reader.text.Still = true
	const line = len(featuretest.ReportedText)
	d.f.SetMarks("events", []Mark{marked(1, line*20-10, line*20+60, "The fire")})
	d.f.OnPressed(func(Press) { d.Host.Library.Focus(library.Passage{Start: line*20 - 10, End: line*20 + 60}) })
	d.f.Restore(line * 20)
	before := d.f.Place()
	if d.click(line*20 + 3); d.f.Place() != before || d.Host.Library.Active().End == 0 {
		t.Error("the text moved under the pointer")
	}
	offset, _ := d.f.OffsetAt(0.5)
	if d.Host.Library.Focus(library.Passage{Start: offset, End: offset + 3}); d.f.Place() != before {
		t.Error("the text moved to what is in view")
	}
	if d.Host.Library.Focus(library.Passage{Start: line*20 - 10, End: line*20 + 60}); d.f.Place() == before {
		t.Error("what begins above the view did not come into view")
	}
}

// Each article is where it was left.
func TestArticlesKeepTheirPlace(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) {
		r.Article = r.Article.WithText(strings.Repeat(featuretest.ReportedText, 60))
	})
	other := data.Article{ID: data.NewID(), Title: "Other", Published: d.Article.Published}.WithText("Other words.\n")
	d.Do(data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(other)}})
	d.read(d.Article.ID)
	d.f.Restore(len(featuretest.ReportedText) * 20)
	before := d.f.Place()
	d.read(other.ID)
	d.Host.Library.CloseArticle()
	if d.read(d.Article.ID); d.f.Place() != before {
		t.Errorf("at %+v, was left at %+v", d.f.Place(), before)
	}
}

// A question opens its article, takes the words that are selected there, those of the
// title too, and can be withdrawn.
func TestQuestion(t *testing.T) {
	d := newDesk(t, nil)
	var got anchor.Selector
	chosen := func(s anchor.Selector) { got = s }
	d.f.Ask(Question{Article: d.Article.ID, Words: "burned", Chosen: chosen})
	d.Until("the article is open", func() bool { return d.Host.Library.Article() != nil })
	if len(d.f.reader.under.Objects) != 1 {
		t.Error("the reader does not say what is asked")
	}
	if d.Run(d.f, "passage.attach") {
		t.Error("no words are selected, and they were taken")
	}
	d.choose("bridge")
	if !d.Run(d.f, "passage.attach") || d.f.Asking() || got.Start != 37 || got.Exact != "bridge" || len(d.f.reader.under.Objects) != 0 {
		t.Errorf("taken are %v", got)
	}
	d.f.Ask(Question{Article: d.Article.ID, Chosen: chosen})
	d.choose("mill", -9)
	if !d.Run(d.f, "passage.attach") || got.Part != data.OfTitle || got.Start != 4 || got.Exact != "mill" {
		t.Errorf("taken of the title are %+v", got)
	}
	d.f.Ask(Question{Article: d.Article.ID})
	if !d.f.Withdraw() || d.f.Withdraw() || d.f.Asking() {
		t.Error("a question is not withdrawn")
	}
}

func inView(d *desk, start, end int) bool {
	_, _, ok := d.f.RectOf(start, end)
	return ok
}

// A passage of the title is before the text: selected, marked, gone to and found again in
// another title, while the text stays where it is.
func TestTheTitle(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) {
		r.Article.Title = "Summit: the mill"
		r.Article = r.Article.WithText(strings.Repeat(featuretest.ReportedText, 40))
	})
	d.read(d.Article.ID)
	title := -len(d.Article.Title) - 1
	d.choose("the mill", title)
	s, _ := d.f.Selection()
	if s.Part != data.OfTitle || d.Article.Title[s.Start:s.End] != "the mill" || s.Prefix != "Summit: " {
		t.Fatalf("selected is %+v", s)
	}
	if chosen, ok := d.f.Chosen(); !ok || chosen != s {
		t.Errorf("chosen is %+v", chosen)
	}
	start, end, ok := d.f.Passage(s, data.Doubt{})
	if !ok || start != -9 || end != -1 {
		t.Errorf("the passage is at %d to %d", start, end)
	}
	if _, _, ok := d.f.Passage(anchor.Selector{Start: 4, End: 12, Exact: "old mill"}, data.Doubt{}); !ok {
		t.Error("one of the text is not found")
	}
	d.f.SetOffer("notes", func(any) Offer { return Offer{} })
	d.f.SetMarks("notes", []Mark{marked("note", start, end, "A note")})
	var told []Press
	d.f.OnPressed(func(p Press) { told = append(told, p) })
	d.f.ClearSelection()
	if d.click(-4); !slices.Equal(told, []Press{{"notes", "note"}}) {
		t.Errorf("told of %v", told)
	}
	if _, words, framed := d.f.Framed(); !framed || words != s {
		t.Errorf("framed is %+v", words)
	}
	size := d.f.reader.text.Size()
	d.f.reader.text.Resize(fyne.NewSize(size.Width, 90)) // the first line of the text is shown without the title
	d.f.Restore(len(featuretest.ReportedText) * 30)
	if d.f.Reveal(s.Start, s.End); !inView(d, s.Start, s.End) || inView(d, start, end) {
		t.Fatal("the title is in view with the text")
	}
	d.Host.Library.ReadAt(d.Article.ID, library.Passage{Part: data.OfTitle, Start: s.Start, End: s.End})
	d.Until("the title is in view", func() bool { return inView(d, start, end) })
	d.f.reader.text.Resize(size)

	d.f.Restore(len(featuretest.ReportedText) * 30)
	place := d.f.Place()
	renamed := d.Host.Library.Article().Article
	renamed.Title = "The mill"
	d.Do(data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Update(d.Host.Library.Article().Article, renamed)}})
	d.Until("it has another title", func() bool { return d.f.model.title == "The mill" })
	if start, end, ok := d.f.Passage(s, data.Doubt{}); !ok || start != -9 || end != -1 {
		t.Errorf("in another title the passage is at %d to %d", start, end)
	}
	if d.f.Place() != place {
		t.Errorf("the text is at %+v, was at %+v", d.f.Place(), place)
	}
}

// The bar is above the selected words, is gone while they are out of view, and comes
// back with them.
func TestTheBarFollowsTheWords(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) {
		r.Article = r.Article.WithText(strings.Repeat(featuretest.ReportedText, 60))
	})
	d.read(d.Article.ID)
	d.f.reader.text.Still = true
	d.choose("bridge")
	if len(d.f.reader.floats.list) != 1 {
		t.Fatal("no bar is shown")
	}
	box := d.f.reader.floats.list[0].Object
	if at, words := box.Position(), rect(d, 37, 43); !box.Visible() || at.Y+box.Size().Height > words.Y || at.Y < 0 {
		t.Errorf("the bar is at %v, the words are at %v", at, words)
	}
	d.Host.Library.Focus(library.Passage{Start: len(featuretest.ReportedText) * 40, End: len(featuretest.ReportedText)*40 + 3})
	if box.Visible() {
		t.Error("the words are out of view, and the bar is shown")
	}
	if d.f.Restore(0); !box.Visible() {
		t.Error("the words are back in view without the bar")
	}
	if d.f.ClearSelection(); len(d.f.reader.floats.list) != 0 {
		t.Error("nothing is selected, and the bar is shown")
	}
}

// rect is where words are in the pane.
func rect(d *desk, start, end int) fyne.Position {
	at, _, _ := d.f.reader.text.RectOf(start, end)
	driver := fyne.CurrentApp().Driver()
	return at.Add(driver.AbsolutePositionForObject(d.f.reader.text).Subtract(driver.AbsolutePositionForObject(d.f.View())))
}

// What floats below its words is above them at the foot of the pane, and never beyond
// the pane's sides.
func TestFloatsStayInThePane(t *testing.T) {
	d := newDesk(t, func(r *featuretest.Reported) {
		r.Article = r.Article.WithText(strings.Repeat(featuretest.ReportedText, 60))
	})
	d.read(d.Article.ID)
	room := d.f.View().Size()
	d.f.Restore(len(featuretest.ReportedText) * 10) // without the title above the text
	for _, c := range []struct {
		name         string
		part         float32 // of the height, where the words are
		width        float32
		below, lower bool
	}{
		{"below", 0.5, 200, true, true},
		{"below at the foot", 0.98, 200, true, false},
		{"above", 0.5, 200, false, false},
		{"above at the head", 0.01, 200, false, true},
		{"too wide", 0.5, 9000, true, true},
	} {
		offset, ok := d.f.OffsetAt(c.part)
		if !ok {
			t.Fatal("no text is in view")
		}
		tip := d.Host.Kit().Muted("A tip")
		d.f.SetFloat("tip", &Float{Start: offset, End: offset + 3, Object: tip, Width: c.width, Below: c.below})
		at, size, words := tip.Position(), tip.Size(), rect(d, offset, offset+3)
		if lower := at.Y > words.Y; lower != c.lower {
			t.Errorf("%s: at %v, the words are at %v", c.name, at, words)
		}
		if at.X < 0 || at.X+size.Width > room.Width {
			t.Errorf("%s: from %v to %v of %v", c.name, at.X, at.X+size.Width, room.Width)
		}
	}
}

// An article that is opened has been read, until its text is another; that is
// remembered beside the library.
func TestOpenedArticlesAreRead(t *testing.T) {
	d := newDesk(t, nil)
	a := d.Host.Library.Snapshot().Articles[0]
	if !d.f.Unread(a) {
		t.Error("an article that was never opened has been read")
	}
	d.read(a.ID)
	if d.f.Unread(a) {
		t.Error("an open article is unread")
	}
	if !d.f.Unread(a.WithText("another text")) {
		t.Error("another text has been read")
	}
	again := New(d.Host, d.Window)
	again.load()
	if again.Unread(a) {
		t.Error("what was read is not remembered")
	}
	if !d.Run(d.f, "article.unread") || !d.f.Unread(a) || d.Host.Library.Article() != nil {
		t.Error("an article that is to be unread is read or open")
	}
	d.Close()
	if d.f.Unread(a) || len(d.Failed) > 0 {
		t.Errorf("without a library %v is unread; told %v", d.f.Unread(a), d.Failed)
	}
}

func TestWordsAreCopied(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	if d.Run(d.f, "selection.copy") {
		t.Error("nothing is selected, and it was copied")
	}
	d.choose("The bridge was opened")
	d.Run(d.f, "selection.copy")
	if got := d.Host.Clipboard.Content(); got != "The bridge was opened" {
		t.Errorf("copied is %q", got)
	}
	d.Run(d.f, "selection.all")
	d.Run(d.f, "selection.copy")
	if got := d.Host.Clipboard.Content(); got != strings.TrimSpace(featuretest.ReportedText) {
		t.Errorf("all is %q", got)
	}
}

// Only links of the web are opened, and a page is saved as it was received.
func TestSource(t *testing.T) {
	page := data.NewPage([]byte("<p>The mill</p>"), "text/html", "https://example.org/mill", 1)
	d := newDesk(t, func(r *featuretest.Reported) { r.Article.URL = "file:///etc/passwd" })
	d.read(d.Article.ID)
	if d.Run(d.f, "article.source") || d.Run(d.f, "article.page") {
		t.Error("a file was opened as the source, or a page was saved that there is not")
	}
	row := d.Host.Library.Article().Article
	next := row
	next.URL, next.Page = "https://example.org/mill", page.Hash
	d.Do(data.Edit{Label: "edit.article.change", Pages: []data.Page{page}, Articles: []data.Change[data.Article]{data.Update(row, next)}})
	d.Until("the article has a page", func() bool { return d.Host.Library.Article().Page == page.Hash })
	if !d.Run(d.f, "article.source") || !slices.Equal(d.Opened, []string{"https://example.org/mill"}) {
		t.Errorf("opened are %q", d.Opened)
	}
	path := filepath.Join(t.TempDir(), "mill.html")
	save := func() {
		t.Helper()
		if !d.Run(d.f, "article.page") {
			t.Fatal("the page cannot be saved")
		}
		d.Until("a file is asked for", func() bool { return d.Host.Kit().Dialogs.Top() != nil })
		d.Host.Canvas.Focused().(*text.Editor).SetText(path)
		d.Host.Kit().Dialogs.Top().Submit()
	}
	saved := func() bool {
		return slices.Contains(featuretest.Texts(d.Dialog()), d.Host.Kit().T("save.done", "file", path))
	}
	save()
	d.Until("it says that the page is saved", saved)
	if got, err := afero.ReadFile(d.Host.Files, path); err != nil || string(got) != "<p>The mill</p>" {
		t.Errorf("saved is %q, %v", got, err)
	}
	d.Host.Kit().Dialogs.Top().Submit()
	if err := afero.WriteFile(d.Host.Files, path, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	save()
	if words := featuretest.Texts(d.Dialog()); !slices.Contains(words, d.Host.Kit().T("save.replace.title")) {
		t.Errorf("before a file is replaced it says %q", words)
	}
	if got, err := afero.ReadFile(d.Host.Files, path); err != nil || string(got) != "kept" {
		t.Errorf("replaced before the reader was asked: %q, %v", got, err)
	}
	d.Host.Kit().Dialogs.Top().Submit()
	d.Until("it is saved after that", saved)
}

// An article is deleted with what is on it after the reader was asked.
func TestAnArticleIsDeleted(t *testing.T) {
	d := newDesk(t, nil)
	d.read(d.Article.ID)
	if !d.Run(d.f, "article.delete") {
		t.Fatal("the article cannot be deleted")
	}
	d.Until("the reader is asked", func() bool { return d.Host.Kit().Dialogs.Top() != nil })
	if n := d.Host.Library.Snapshot().Counts; n.Articles != 1 {
		t.Fatal("deleted before the reader was asked")
	}
	d.Host.Kit().Dialogs.Top().Submit()
	d.Until("the article is gone", func() bool { return d.Host.Library.Article() == nil })
	if n := d.Host.Library.Snapshot().Counts; n != (data.Counts{Tracks: 1, Events: 2}) {
		t.Errorf("left are %+v", n)
	}
}

func TestPageName(t *testing.T) {
	for _, c := range []struct{ title, media, want string }{
		{"A title", "text/html; charset=windows-1256", "A title.html"},
		{"قمة بكين", "TEXT/HTML", "قمة بكين.html"},
		{"../../etc/passwd", "application/pdf", "etc passwd.pdf"},
		{" . ", "image/png", "page.bin"},
		{"a:b?c*d\n\x00e", "multipart/related", "a b c d e.mhtml"},
	} {
		if got := pageName(c.title, data.Page{Media: c.media}); got != c.want {
			t.Errorf("%q is saved as %q, want %q", c.title, got, c.want)
		}
	}
}
