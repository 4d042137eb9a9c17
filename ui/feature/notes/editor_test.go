package notes

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// What is named behind a number sign in the text becomes a tag of the note, also in
// Arabic, and no longer is one where the sign goes; one step of undo takes back both.
func TestTagsInTheText(t *testing.T) {
	d := newTable(t)
	d.Do(data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Insert(data.Annotation{
		ID: data.NewID(), Event: d.Events[1].ID, Text: "x", Tags: []string{"To check", "مهم"}, Colour: "blue", Created: 3, Changed: 3,
	})}})
	d.pick(0)
	d.run("note.event")
	ed := d.f.pane.editor
	d.Until("the tags in use are known", func() bool { return ed.tags.Known("to check") == "To check" })
	d.write("see #to_che")
	if got := ed.tags.Tags(); len(got) != 0 {
		t.Errorf("half a tag is %q", got)
	}
	d.write("ck and #مُهمّ, #new_one")
	if got := ed.tags.Tags(); !slices.Equal(got, []string{"To check", "مهم"}) {
		t.Errorf("the tags are %q", got)
	}
	ed.tags.Set(append(ed.tags.Tags(), "own"))
	d.write("", fyne.KeyEscape)
	n := d.written("see #to_check and #مُهمّ, #new_one")
	if want := []string{"own", "To check", "مهم", "new one"}; !slices.Equal(n.Tags, want) {
		t.Errorf("the tags are %q, want %q", n.Tags, want)
	}
	d.f.Edit(n)
	ed = d.f.pane.editor
	ed.text.Select(0, len(ed.text.Text()))
	ed.text.Replace(0, len(ed.text.Text()), "see #new_one now")
	d.write("", fyne.KeyEscape)
	if n = d.written("see #new_one now"); !slices.Equal(n.Tags, []string{"own", "new one"}) {
		t.Errorf("the tags are %q", n.Tags)
	}
	d.Host.Library.Undo()
	d.Until("the text is back with its tags", func() bool {
		back := d.note(func(a data.Annotation) bool { return a.ID == n.ID })
		return back != nil && strings.Contains(back.Text, "#to_check") && len(back.Tags) == 4
	})
	d.Host.Library.Undo()
	d.Until("the note is gone", func() bool { return d.note(func(a data.Annotation) bool { return a.ID == n.ID }) == nil })
}

// A template is taken from the menu or by its name behind a slash, in both languages, with
// its tag; the caret is where its first line is filled in.
func TestTemplates(t *testing.T) {
	for lang, typed := range map[string]string{"en": "/cla", "ar": "/ادع"} {
		t.Run(lang, func(t *testing.T) {
			d := newTable(t)
			d.Relocale(lang, d.f)
			d.Put(d.f.View())
			d.pick(0)
			d.run("note.event")
			d.write(typed)
			if o := d.f.pane.editor.offers; len(o.named) != 1 {
				t.Fatalf("offered are %v", o.named)
			}
			d.write("", fyne.KeyReturn)
			d.write("it rained", fyne.KeyEscape)
			want := templates(d.Host.Kit())[0]
			first, rest, _ := strings.Cut(strings.TrimSuffix(want.text, "\n"), "\n")
			n := d.written(first + "it rained\n" + rest)
			if !slices.Equal(n.Tags, []string{want.tag}) || !strings.HasSuffix(first, ": ") {
				t.Errorf("the note is %+v", n)
			}
			d.Host.Library.Undo()
			d.Until("one step takes all of it back", func() bool { return d.note(func(a data.Annotation) bool { return a.ID == n.ID }) == nil })
		})
	}
	d := newTable(t)
	d.pick(0)
	d.run("note.event")
	d.write("mine")
	menu := d.f.pane.editor.templateMenu()
	menu[1].Run()
	text := d.f.pane.editor.text.Text()
	if !strings.HasPrefix(text, "Question: \n") || !strings.HasSuffix(text, "\nmine") {
		t.Errorf("before what is written is %q", text)
	}
	if named := namedBy("a/b", 3, templates(d.Host.Kit())); named != nil {
		t.Errorf("a slash in the text names %v", named)
	}
	d.f.Drop()
}

// Notes that link to what is shown are listed above it, and lead there.
func TestWhatLinksHere(t *testing.T) {
	d := newTable(t)
	n := data.Annotation{ID: data.NewID(), Event: d.Events[1].ID, Text: "after [[the fire]]", Colour: "blue", Created: 3, Changed: 3}
	d.Do(data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Insert(n)}})
	d.pick(0)
	words := d.Host.Kit().Locale.TN("notes.backlinks", 1)
	d.Until("it is said", func() bool { return d.says(words) })
	if d.says("after the fire") {
		t.Error("they are listed unasked")
	}
	featuretest.Press(t, d.f.View(), words)
	if !d.says("after the fire") {
		t.Errorf("the pane says %q", featuretest.Texts(d.f.View()))
	}
	featuretest.Press(t, d.f.View(), "after the fire")
	d.Until("the note's event is selected", func() bool { return d.Host.Library.Selected() == d.Events[1].ID })
	d.Until("nothing links there", func() bool { return !d.says(words) })
}

// The keys of the next and the previous note go through those on the event and in the
// article, and stop at the ends; replies fold by key.
func TestSteppingThroughNotes(t *testing.T) {
	d := annotated(t, 30)
	notes := d.Host.Library.Article().Notes
	at := func(i int) {
		t.Helper()
		d.Until("the note is chosen", func() bool { return d.Host.Library.Active().Note == notes[i].ID && d.f.pane.rows.InView(notes[i].ID) })
	}
	d.run("note.next")
	at(0)
	d.run("note.previous")
	at(0)
	for range 12 {
		d.run("note.next")
	}
	at(12)
	d.run("note.previous")
	at(11)
	if d.Run(d.f, "note.replies") {
		t.Error("there are no replies to fold")
	}
	d.run("note.reply")
	d.write("an answer", fyne.KeyEscape)
	d.written("an answer")
	d.Until("it is shown", func() bool { return d.says("an answer") })
	d.run("note.replies")
	d.Until("it is hidden", func() bool { return !d.says("an answer") })
	d.pick(0)
	d.Do(data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Insert(data.Annotation{
		ID: data.NewID(), Event: d.Events[0].ID, Text: "on the event", Colour: "blue", Created: 3, Changed: 3,
	})}})
	d.Until("it is listed", func() bool { return d.says("on the event") || d.f.listing().onEvent == 1 })
	d.Host.Library.Activate(notes[0].ID)
	d.run("note.previous")
	d.Until("the note on the event is chosen", func() bool {
		c := d.f.pane.cards.made[d.f.listing().threads[0].note.ID]
		return c != nil && c.look.active
	})
}

// The notes that are shown are copied and saved with their replies.
func TestTakingOut(t *testing.T) {
	d := newTable(t)
	if d.Run(d.f, "notes.copy") || d.Run(d.f, "notes.save.md") {
		t.Error("no notes are taken out")
	}
	d.read()
	d.Do(data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Insert(data.Annotation{
		ID: data.NewID(), Parent: d.Note.ID, Text: "an answer", Colour: "blue", Author: "Badr", Created: 3, Changed: 3,
	})}})
	d.run("notes.copy")
	d.Until("they are copied", func() bool { return strings.Contains(d.Host.Clipboard.Content(), "> an answer") })
	if got := d.Host.Clipboard.Content(); !strings.HasPrefix(got, "# The mill\n\n> Nobody was hurt.\n\n— The mill · 3 May 2021") {
		t.Errorf("copied is %q", got)
	}
	path := filepath.Join(t.TempDir(), "notes")
	d.run("notes.save.html")
	d.Until("a file is asked for", func() bool { return d.Host.Kit().Dialogs.Top() != nil })
	d.Host.Canvas.Focused().(*control.Entry).SetText(path)
	d.Host.Kit().Dialogs.Top().Submit()
	d.Until("it is written", func() bool {
		got, err := afero.ReadFile(d.Host.Files, path+".html")
		return err == nil && strings.Contains(string(got), "<blockquote dir=\"auto\"><p>Nobody was hurt.</p>")
	})
	title, notes := d.f.shown()
	if items := d.f.TakeOut(title, notes); len(items) != 6 {
		t.Errorf("%d items", len(items))
	}
}

// The card of a new note is from the first where the note will be listed: saving it moves
// nothing.
func TestANewNoteStaysInItsPlace(t *testing.T) {
	for _, command := range []string{"note.event", "note.article"} {
		d := newTable(t)
		for _, text := range []string{"First", "Second"} {
			d.pick(0)
			d.run("note.event")
			d.write(text, fyne.KeyEscape)
			d.written(text)
			d.read()
			d.run("note.article")
			d.write(text+" on the article", fyne.KeyEscape)
			d.written(text + " on the article")
		}
		d.run(command)
		d.f.View().Resize(fyne.NewSize(296, 3000))
		place := func() float32 { return d.f.pane.editor.root.Position().Y }
		before := place()
		d.write("Third")
		d.written("Third")
		if after := place(); after != before || before < 200 {
			t.Errorf("%s: the card at %g is at %g once it is saved", command, before, after)
		}
		d.Close()
	}
}

// What another person writes in the note leaves the caret between the same words.
func TestTheCaretStaysWhereOthersWrite(t *testing.T) {
	for _, c := range []struct{ old, now string }{
		{"one two|", "one two, theirs|"},
		{"one two|", "zero one two|"},
		{"one |two", "one |two three"},
		{"قارن| النصين", "قبل قارن| النصين"},
		{"one t|wo", "one|"},
		{"|one", "|two"},
		{"a é| b", "a è| b"},
		{"x|y", "x|zy"},
	} {
		old, now := strings.Replace(c.old, "|", "", 1), strings.Replace(c.now, "|", "", 1)
		if got := carried(strings.Index(c.old, "|"), old, now); got != strings.Index(c.now, "|") {
			t.Errorf("%q becomes %q|%q", c.old, now[:got], now[got:])
		}
	}
	d := newTable(t)
	d.pick(0)
	d.run("note.event")
	d.write("Mine")
	w := d.f.Writing()
	d.Until("it is saved", func() bool { return !w.New() && d.f.Kept() == Saved })
	theirs := *w.stored
	theirs.Text = "Mine, and theirs"
	d.Do(data.Edit{Label: "test", Annotations: []data.Change[data.Annotation]{data.Update(*w.stored, theirs)}})
	entry := d.f.pane.editor.text
	d.Until("theirs is shown", func() bool { return entry.Text() == theirs.Text })
	if _, caret := entry.Selection(); caret == 0 {
		t.Error("the caret is at the beginning")
	}
}
