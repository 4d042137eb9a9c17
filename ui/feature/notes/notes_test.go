package notes

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/text"
)

// table is the feature over the library of featuretest.Reported.
type table struct {
	*featuretest.Window
	*featuretest.Reported
	t       testing.TB
	f       *Feature
	reading *reading.Feature
	broken  error // why edits are refused, nil if they are not

	shown int          // how often the pane was brought into view
	spans []dates.Date // that were shown
}

// ShowNotes and ShowSpan make it the Window of the feature, Author its Choices.
func (d *table) ShowNotes()            { d.shown++ }
func (d *table) ShowSpan(s dates.Date) { d.spans = append(d.spans, s) }
func (d *table) Author() string        { return "Amal" }

func newTable(t testing.TB) *table {
	t.Helper()
	d := &table{Window: featuretest.New(t), Reported: featuretest.NewReported(t), t: t}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), d.Edit()); err != nil {
		t.Fatal(err)
	}
	d.reading = reading.New(d.Host, d.Window)
	d.f = New(d.Host, d.reading, retext.New(d.Host, d.reading), tags.New(d.Host), d, d)
	d.Put(d.f.View())
	d.Show(failing{store, &d.broken})
	return d
}

// pick selects an event, without its article.
func (d *table) pick(event int) {
	d.t.Helper()
	d.Host.Library.Select(d.Events[event].ID)
	d.Until("the event is selected", func() bool { return d.Host.Library.Selected() == d.Events[event].ID })
}

// read opens the article.
func (d *table) read() {
	d.t.Helper()
	d.Host.Library.Read(d.Article.ID)
	d.Until("the article is open", func() bool { return d.Host.Library.Article() != nil })
}

// run runs a command that is to be possible.
func (d *table) run(id string) {
	d.t.Helper()
	if !d.Run(d.f, id) {
		d.t.Fatalf("%s is not possible", id)
	}
}

// write types into the note that is being written, and ends it.
func (d *table) write(text string, end ...fyne.KeyName) {
	d.t.Helper()
	ed := d.f.pane.editor
	if ed == nil || d.Host.Canvas.Focused() != fyne.Focusable(ed.text) {
		d.t.Fatal("no note has the keyboard")
	}
	for _, r := range text {
		ed.text.TypedRune(r)
	}
	for _, key := range end {
		ed.text.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// note is the note of the library that meets a condition.
func (d *table) note(is func(data.Annotation) bool) *data.Annotation {
	notes := d.Host.Library.Snapshot().Notes
	if i := slices.IndexFunc(notes, is); i >= 0 {
		return &notes[i]
	}
	return nil
}

// written waits until a note with a text is in the library, and returns it.
func (d *table) written(text string) data.Annotation {
	d.t.Helper()
	is := func(n data.Annotation) bool { return n.Text == text }
	d.Until(text+" is in the library", func() bool { return d.note(is) != nil && !d.Host.Library.Saving() })
	return *d.note(is)
}

// says reports whether the pane shows some words.
func (d *table) says(words string) bool { return slices.Contains(featuretest.Texts(d.f.View()), words) }

// A note on what was chosen last is written in the pane, and read there once it is
// written.
func TestNotesAreBegunOnWhatWasChosen(t *testing.T) {
	d := newTable(t)
	if d.Run(d.f, "note.add") || d.Run(d.f, "note.event") || d.Run(d.f, "selection.note") {
		t.Fatal("a note on nothing")
	}
	d.read()
	d.run("note.add")
	d.write("on the article", fyne.KeyEscape)
	if n := d.written("on the article"); n.Article != d.Article.ID || n.OnPassage() || n.Author != "Amal" || n.Created != d.Host.Now().Unix() {
		t.Errorf("written is %+v", n)
	}
	d.Until("the editor is closed", func() bool { return d.f.pane.editor == nil })
	d.pick(0)
	d.run("note.add")
	d.write("on the event", fyne.KeyEscape)
	if n := d.written("on the event"); n.Event != d.Events[0].ID || n.Article != (data.ID{}) {
		t.Errorf("written is %+v", n)
	}
	d.Run(d.reading, "selection.all")
	d.run("selection.note")
	if _, ok := d.reading.Selection(); ok {
		t.Error("the words stay selected")
	}
	d.write("on words", fyne.KeyEscape)
	if n := d.written("on words"); n.Anchor.Exact != strings.TrimSpace(featuretest.ReportedText) {
		t.Errorf("written is %+v", n)
	}
	d.Until("all are read", func() bool { return d.says("on words") && d.says("on the event") && d.says("on the article") })
	if d.shown != 3 || d.f.Count() != 4 {
		t.Errorf("the pane was shown %d times, with %d notes", d.shown, d.f.Count())
	}
}

// Nothing typed is no note.
func TestNothingTypedIsNoNote(t *testing.T) {
	d := newTable(t)
	d.pick(0)
	d.run("note.event")
	d.write("", fyne.KeyEscape)
	if d.f.Writing() != nil || d.f.pane.editor != nil || len(d.Host.Library.Snapshot().Notes) != 1 {
		t.Error("an empty note is there")
	}
}

// A highlight is made at once, and a note is written on it.
func TestHighlights(t *testing.T) {
	d := newTable(t)
	d.read()
	if d.Run(d.f, "selection.highlight") {
		t.Fatal("no words are highlighted")
	}
	colour := "green"
	d.Run(d.reading, "selection.all")
	d.run(reading.HighlightCommand(colour))
	is := func(n data.Annotation) bool { return n.Colour == colour }
	d.Until("it is there", func() bool { return d.note(is) != nil && d.f.Active() != nil })
	if n := d.note(is); n.Anchor.Exact != strings.TrimSpace(featuretest.ReportedText) || n.Text != "" || d.f.Active().ID != n.ID {
		t.Errorf("highlighted is %+v", n)
	}
	d.run("note.add")
	d.write("its words", fyne.KeyEscape)
	if n := d.written("its words"); n.Colour != colour || n.Anchor.Exact != strings.TrimSpace(featuretest.ReportedText) {
		t.Errorf("the note is %+v", n)
	}
}

// Tags are asked for of the selected words, else of the note that is shown, else of the
// event.
func TestTagsAreAskedFor(t *testing.T) {
	d := newTable(t)
	answer := func(tag string) {
		t.Helper()
		entry, ok := d.Host.Canvas.Focused().(interface{ TypedRune(rune) })
		top := d.Host.Kit().Dialogs.Top()
		if !ok || top == nil {
			t.Fatal("no tags are asked for")
		}
		for _, r := range tag {
			entry.TypedRune(r)
		}
		top.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	has := func(tag string) func(data.Annotation) bool {
		return func(n data.Annotation) bool { return slices.Contains(n.Tags, tag) }
	}
	d.pick(0)
	d.run("tags.edit")
	answer("event")
	d.Until("the event is tagged", func() bool { return slices.Contains(d.Host.Library.Event().Tags, "event") })
	d.Host.Library.ReadNote(d.Note)
	d.Until("the note is shown", func() bool { return d.f.Active() != nil && d.Host.Library.Article() != nil })
	d.run("tags.edit")
	answer("note")
	d.Until("the note is tagged", func() bool { return d.note(has("note")) != nil })
	if n := d.note(has("note")); n.ID != d.Note.ID {
		t.Errorf("tagged is %+v", n)
	}
	d.Run(d.reading, "selection.all")
	d.run("tags.edit")
	answer("words")
	d.Until("the words are tagged", func() bool { return d.note(has("words")) != nil })
	if n := d.note(has("words")); n.Anchor.Exact != strings.TrimSpace(featuretest.ReportedText) {
		t.Errorf("tagged is %+v", n)
	}
	var told []string
	defer d.f.OnTag(func(tag string) { told = append(told, tag) })()
	d.Until("the tag is shown", func() bool { return d.says("words") })
	featuretest.Press(t, d.f.View(), "words")
	if !slices.Equal(told, []string{"words"}) {
		t.Errorf("pressed is %q", told)
	}
}

// Replies are under the note that they answer, and go with it.
func TestReplies(t *testing.T) {
	d := newTable(t)
	d.read()
	d.Host.Library.ReadNote(d.Note)
	d.run("note.reply")
	d.write("an answer", fyne.KeyEscape)
	if n := d.written("an answer"); n.Parent != d.Note.ID {
		t.Errorf("the reply is %+v", n)
	}
	d.Until("it is shown under its note", func() bool { return d.f.pane.editor == nil && d.says("an answer") })
	if d.f.Count() != 1 {
		t.Errorf("%d notes", d.f.Count())
	}
	featuretest.Press(t, d.f.View(), d.Host.Kit().Locale.TN("note.replies.hide", 1))
	if d.says("an answer") {
		t.Error("the reply is not hidden")
	}
	featuretest.Press(t, d.f.View(), d.Host.Kit().Locale.TN("note.replies.show", 1))
	featuretest.Press(t, d.f.View(), "an answer") // writes it
	d.write(" and more", fyne.KeyEscape)
	d.written("an answer and more")
	d.run("note.delete")
	d.Until("both are deleted", func() bool { return len(d.Host.Library.Snapshot().Notes) == 0 })
	d.Host.Library.Undo()
	d.Until("both are back", func() bool { return len(d.Host.Library.Snapshot().Notes) == 2 })
}

// A note that is deleted while it is written is let go.
func TestDeletingWhatIsWritten(t *testing.T) {
	d := newTable(t)
	d.read()
	d.Host.Library.ReadNote(d.Note)
	d.run("note.edit")
	d.write("half a wo")
	d.run("note.delete")
	d.Until("it is deleted", func() bool { return len(d.Host.Library.Snapshot().Notes) == 0 && !d.Host.Library.Saving() })
	if d.f.Writing() != nil || d.f.pane.editor != nil {
		t.Error("it is still written")
	}
}

// What cannot be written stays in its card with the reason, whatever would take it away,
// until the reader says that it may go.
func TestLeavingAsks(t *testing.T) {
	d := newTable(t)
	d.pick(0)
	d.run("note.event")
	d.write("kept")
	d.broken = errors.New("the disk is full")
	gone, stayed := 0, 0
	leave := func() { d.f.Leave(func() { gone++ }, func() { stayed++ }) }
	top := d.Host.Kit().Dialogs.Top
	leave()
	d.Until("it is asked", func() bool { return top() != nil })
	if !slices.ContainsFunc(featuretest.Texts(d.f.View()), func(s string) bool { return s == d.Host.Kit().T("note.unsaved")+"\nthe disk is full" }) || d.f.Kept() != Unsaved {
		t.Errorf("the pane says %q", featuretest.Texts(d.f.View()))
	}
	leave() // once more while it is asked
	d.Until("the second stays", func() bool { return stayed == 1 })
	top().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if gone != 0 || stayed != 2 || d.f.Writing() == nil || d.f.Writing().Note().Text != "kept" {
		t.Fatalf("gone %d times, stayed %d times", gone, stayed)
	}
	leave()
	d.Until("it is asked again", func() bool { return top() != nil })
	featuretest.Press(t, d.Dialog(), d.Host.Kit().T("form.discard.yes"))
	if gone != 1 || stayed != 2 || d.f.Writing() != nil {
		t.Errorf("gone %d times, stayed %d times", gone, stayed)
	}
	d.broken = nil
}

// Links are offered while they are typed, and followed where the note is read.
func TestLinksInNotes(t *testing.T) {
	d := newTable(t)
	d.pick(0)
	d.run("note.event")
	d.write("see [[the ope")
	o := d.f.pane.editor.offers
	d.Until("the title is offered", func() bool { return len(o.found) > 0 && o.found[0].Event == d.Events[1].ID })
	d.write("", fyne.KeyReturn, fyne.KeyEscape)
	n := d.written("see [[The opening]]")
	if len(n.Links) != 1 || n.Links[0].Event != d.Events[1].ID {
		t.Errorf("links %+v", n.Links)
	}
	p := newProse(d.f.actions, n, text.LabelStyle{}, func() { t.Error("the text is pressed, not its link") })
	p.Resize(fyne.NewSize(300, 40))
	at := fyne.NewPos(0, 10)
	for ; p.SpanAt(at) == nil; at.X++ {
		if at.X > 300 {
			t.Fatal("no link is shown")
		}
	}
	p.Tapped(&fyne.PointEvent{Position: at})
	d.Until("the link is followed", func() bool { return d.Host.Library.Selected() == d.Events[1].ID })
}

// The passages of notes are marked in the text, and lead to their notes.
func TestNotesInTheText(t *testing.T) {
	d := newTable(t)
	d.read()
	all := marks(d.f.actions)
	if len(all) != 1 || all[0].ID != d.Note.ID || all[0].Emphasis || all[0].Start != d.Note.Anchor.Start {
		t.Fatalf("marks %+v", all)
	}
	readMarked(d.f.actions, reading.Press{Layer: layer, ID: d.Note.ID})
	if all = marks(d.f.actions); !all[0].Emphasis || d.Host.Library.Active().Note != d.Note.ID {
		t.Error("the mark does not lead to its note")
	}
	for i := range 4 {
		n := data.Annotation{ID: data.NewID(), Article: d.Article.ID, Text: "on all of it", Colour: "blue", Created: int64(i + 2), Changed: int64(i + 2)}
		d.Do(data.Edit{Label: "edit.note.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}})
	}
	d.Until("they belong to the article", func() bool { return len(d.Host.Library.Article().Notes) == 5 })
	if n := len(featuretest.Texts(onWhole(d.f.actions))); n != 2*3+1 { // three of them, and how many more
		t.Errorf("%d lines under the head", n)
	}
	orphan := d.Note
	if stored := d.note(func(n data.Annotation) bool { return n.ID == d.Note.ID }); stored != nil {
		orphan = *stored
	}
	gone := orphan
	gone.Doubt = data.Doubt{State: data.Orphan}
	d.Do(data.Edit{Label: "edit.note.change", Annotations: []data.Change[data.Annotation]{data.Update(orphan, gone)}})
	d.Until("it is known", func() bool {
		return d.Host.Library.Article().Notes[0].Doubt.State == data.Orphan || len(marks(d.f.actions)) == 0
	})
	if len(marks(d.f.actions)) != 0 {
		t.Error("a passage that was not found is marked")
	}
}

// A note on a span of time shows it on the timeline.
func TestSpansAreShown(t *testing.T) {
	d := newTable(t)
	span, err := dates.Parse("2021/2022")
	if err != nil {
		t.Fatal(err)
	}
	d.f.Begin(data.Annotation{Span: span})
	d.write("two years", fyne.KeyEscape)
	d.f.Show(d.written("two years"))
	if !slices.Equal(d.spans, []dates.Date{span}) {
		t.Errorf("shown are %v", d.spans)
	}
}

// Cards of notes that have not changed are shown again as they are.
func TestCardsAreKept(t *testing.T) {
	d := newTable(t)
	d.read()
	add := func(text string) data.Annotation {
		n := data.Annotation{ID: data.NewID(), Article: d.Article.ID, Text: text, Colour: "blue", Created: 2, Changed: 2}
		d.Do(data.Edit{Label: "edit.note.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}})
		d.Until(text+" is shown", func() bool { return d.says(text) })
		return d.written(text)
	}
	one := add("one")
	before := d.f.pane.cards.made[one.ID]
	add("two")
	if d.f.pane.cards.made[one.ID] != before {
		t.Error("a card was made again for another note")
	}
	d.f.recolour(one, "rose")
	d.Until("it has another colour", func() bool {
		now := d.f.pane.cards.made[one.ID]
		return now != before && now.thread.note.Colour == "rose"
	})
	old := d.written("one")
	other := old
	other.Text = "another text"
	d.Do(data.Edit{Label: "edit.note.change", Annotations: []data.Change[data.Annotation]{data.Update(old, other)}})
	d.Until("it has another text", func() bool { return d.says("another text") && !d.says("one") })
}

// The keyboard goes back to what had it before a note was written, and a note that is
// being written outlives a change of language.
func TestTheEditorOutlivesTheLanguage(t *testing.T) {
	d := newTable(t)
	d.pick(0)
	d.run("note.event")
	d.write("قارن")
	d.written("قارن")
	d.Relocale("ar", d.f)
	d.Put(d.f.View())
	d.f.Focus()
	d.write(" النصين")
	if d.Host.Canvas.Capture().Bounds().Empty() {
		t.Error("nothing is drawn")
	}
	d.write("", fyne.KeyEscape)
	d.written("قارن النصين")
	d.Until("the editor is closed", func() bool { return d.f.pane.editor == nil })
	if d.Host.Canvas.Focused() != nil {
		t.Errorf("%T has the keyboard", d.Host.Canvas.Focused())
	}
	d.Close()
	if d.f.Count() != 0 || d.says("قارن النصين") {
		t.Error("notes of a library that is closed are shown")
	}
}

// What cannot be changed says so.
func TestReadOnlyNotes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.tarikh")
	opener := sqlite.NewOpener(afero.NewOsFs(), "test")
	d := newTable(t)
	made, err := opener.Create(t.Context(), path, "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := made.Apply(t.Context(), d.Edit()); err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	store, err := opener.Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	d.Show(store)
	d.read()
	d.Host.Library.ReadNote(d.Note)
	for _, id := range []string{"note.add", "note.article", "note.edit", "note.reply", "note.delete", "tags.edit"} {
		if d.Run(d.f, id) {
			t.Errorf("%s is possible", id)
		}
	}
	if d.f.Edit(d.Note); d.f.Writing() != nil || !d.says(d.Host.Kit().T("notes.readonly")) {
		t.Error("the pane does not say why nothing can be changed")
	}
}

// However many notes there are, cards are made of those in view, and the passage of the
// note that is chosen brings its card there.
func TestOnlyCardsInViewAreMade(t *testing.T) {
	d := annotated(t, 300)
	if n := len(d.f.pane.cards.made); n == 0 || n > 20 {
		t.Fatalf("%d cards of 300 notes", n)
	}
	n := d.Host.Library.Article().Notes[250]
	d.Host.Library.ReadNote(n)
	d.Until("its card is in view", func() bool { return d.f.pane.rows.InView(n.ID) })
	if c := d.f.pane.cards.made[n.ID]; c == nil || !c.look.active || len(d.f.pane.cards.made) > 20 {
		t.Errorf("%d cards, the note's is %+v", len(d.f.pane.cards.made), c)
	}
	before := d.f.pane.cards.made[n.ID]
	other := d.Host.Library.Article().Notes[10]
	changed := other
	changed.Text = "changed elsewhere"
	d.Do(data.Edit{Label: "edit.note.change", Annotations: []data.Change[data.Annotation]{data.Update(other, changed)}})
	d.Until("the change is there", func() bool { return d.Host.Library.Article().Notes[10].Text == changed.Text })
	if d.f.pane.cards.made[n.ID] != before || !d.f.pane.rows.InView(n.ID) {
		t.Error("the card of another note was made again, or has moved")
	}
}

// The note that is written keeps the keyboard while its card is scrolled out of view.
func TestTheEditorKeepsTheKeyboard(t *testing.T) {
	d := annotated(t, 300)
	notes := d.Host.Library.Article().Notes
	d.f.Edit(notes[0])
	d.write(" one")
	d.f.pane.rows.Reveal(notes[200].ID)
	if d.f.pane.rows.InView(notes[0].ID) {
		t.Fatal("the card is still in view")
	}
	d.write(" more", fyne.KeyEscape)
	d.written(notes[0].Text + " one more")
}

// The passage that a note is begun on is marked before the first word is typed, and no
// longer where nothing was written.
func TestThePassageIsMarkedFromTheFirst(t *testing.T) {
	d := newTable(t)
	d.read()
	d.Run(d.reading, "selection.all")
	d.run("selection.note")
	at := func() []reading.Mark {
		return slices.DeleteFunc(marks(d.f.actions), func(m reading.Mark) bool { return m.ID == d.Note.ID })
	}
	if all := at(); len(all) != 1 || !all[0].Emphasis || all[0].End != len(strings.TrimSpace(featuretest.ReportedText)) {
		t.Errorf("marked is %+v", all)
	}
	d.write("", fyne.KeyEscape)
	if all := at(); len(all) != 0 {
		t.Errorf("still marked is %+v", all)
	}
	d.Run(d.reading, "selection.all")
	d.run("selection.note")
	d.write("kept", fyne.KeyEscape)
	n := d.written("kept")
	d.Until("it is marked once", func() bool { all := at(); return len(all) == 1 && all[0].ID == n.ID })
}

// A note that others link to says so, and they are gone to from it.
func TestWhatLinksToANote(t *testing.T) {
	d := newTable(t)
	at := data.Annotation{ID: data.NewID(), Event: d.Events[0].ID, Text: "The claim", Colour: "amber", Created: 1, Changed: 1}
	from := data.Annotation{ID: data.NewID(), Event: d.Events[1].ID, Text: "Against [[The claim]]", Links: []data.Link{{Text: "The claim", Note: at.ID}}, Colour: "blue", Created: 2, Changed: 2}
	d.Do(data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Insert(at), data.Insert(from)}})
	d.pick(0)
	if words := d.Host.Kit().Locale.TN("notes.backlinks", 1); !d.says(words) {
		t.Fatalf("the card does not say %q", words)
	}
	d.f.goTo(from)
	d.Until("the other is shown", func() bool { return d.Host.Library.Selected() == d.Events[1].ID })
	if d.Host.Library.Active().Note != from.ID || d.shown == 0 {
		t.Error("it is not the active one, in view")
	}
	d.f.finder.Follow(from.Links[0], func() { t.Error("it leads nowhere") })
	d.Until("the first is back", func() bool {
		return d.Host.Library.Selected() == d.Events[0].ID && d.Host.Library.Active().Note == at.ID
	})
	d.Do(data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Delete(*d.note(func(n data.Annotation) bool { return n.ID == from.ID }))}})
	if d.says(d.Host.Kit().Locale.TN("notes.backlinks", 1)) {
		t.Error("what is deleted still links to it")
	}
}

// The words of a picture's caption are annotated as any others: by a note and by a colour.
func TestCaptionsAreAnnotated(t *testing.T) {
	d := newTable(t)
	a := data.Article{ID: data.NewID(), Title: "A picture", Published: d.Article.Published}.WithText("The mill before the fire.\n")
	a.Blocks = []data.Block{{Start: 0, End: len(a.Text) - 1, Kind: data.PictureCaption}}
	d.Do(data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(a)}})
	d.Article = a
	d.read()
	d.Run(d.reading, "selection.all")
	d.run("note.add")
	d.write("Which year?", fyne.KeyEscape)
	n := d.written("Which year?")
	if n.Article != a.ID || n.Anchor.Exact != "The mill before the fire." {
		t.Errorf("the note is on %+v", n.Anchor)
	}
	all := marks(d.f.actions)
	if len(all) != 1 || all[0].Start != 0 || all[0].End != len(a.Text)-1 || all[0].ID != n.ID {
		t.Errorf("marked are %+v", all)
	}
	d.Run(d.reading, "selection.all")
	d.run(reading.HighlightCommand("teal"))
	d.Until("it is coloured", func() bool {
		return d.note(func(n data.Annotation) bool { return n.Colour == "teal" && n.Article == a.ID }) != nil
	})
}

// A note that is made private says so, and is not taken out with others.
func TestPrivateNotesStayInTheLibrary(t *testing.T) {
	d := newTable(t)
	d.read()
	d.Host.Library.ReadNote(d.Note)
	d.run("note.private")
	private := func(n data.Annotation) bool { return n.Private }
	d.Until("the note is private", func() bool { return d.note(private) != nil && !d.Host.Library.Saving() })
	said := d.Host.Kit().T("note.private")
	d.Until("its card says so", func() bool {
		return slices.ContainsFunc(featuretest.Texts(d.f.View()), func(text string) bool { return strings.Contains(text, said) })
	})
	d.run("notes.copy")
	d.Until("the notes are copied", func() bool { return strings.HasPrefix(d.Host.Clipboard.Content(), "# ") })
	if out := d.Host.Clipboard.Content(); strings.Contains(out, d.Note.Anchor.Exact) {
		t.Errorf("a private note is taken out: %q", out)
	}
	d.run("note.private")
	d.Until("the note is not private", func() bool { return d.note(private) == nil })
}
