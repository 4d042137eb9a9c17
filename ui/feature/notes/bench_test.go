package notes

import (
	"fmt"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
)

// annotated is the feature over a library whose article has many notes on passages of it,
// one on each of its sentences.
func annotated(t testing.TB, notes int) *table {
	t.Helper()
	d := newTable(t)
	var b strings.Builder
	starts := make([]int, notes)
	for i := range notes {
		starts[i] = b.Len()
		fmt.Fprintf(&b, "Sentence %d of the report says something that is worth a note. ", i)
		if i%6 == 5 {
			b.WriteString("\n")
		}
	}
	b.WriteString("\n")
	article := data.Article{ID: data.NewID(), Title: "A long report", Published: d.Article.Published}.WithText(b.String())
	edit := data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(article)}}
	for i, start := range starts {
		s, err := anchor.Make(article.Text, start, start+40)
		if err != nil {
			t.Fatal(err)
		}
		edit.Annotations = append(edit.Annotations, data.Insert(data.Annotation{
			ID: data.NewID(), Article: article.ID, Anchor: s, Colour: "amber", Text: fmt.Sprintf("Note %d: compare this with what others report.", i), Tags: []string{"to check"},
			Created: int64(i + 10), Changed: int64(i + 10),
		}))
	}
	d.Do(edit)
	for i, e := range d.Events {
		s, err := anchor.Make(article.Text, starts[i*notes/2], starts[i*notes/2]+30)
		if err != nil {
			t.Fatal(err)
		}
		d.Do(data.Edit{Label: "test", Excerpts: []data.Change[data.Excerpt]{data.Insert(data.Excerpt{ID: data.NewID(), Event: e.ID, Article: article.ID, Anchor: s})}})
	}
	d.Article = article
	d.read()
	return d
}

// BenchmarkPane is what the pane costs where an article has many notes: an event that is
// clicked, a note that is begun, and a letter of it.
func BenchmarkPane(b *testing.B) {
	for _, notes := range []int{200, 2000} {
		d := annotated(b, notes)
		b.Run(fmt.Sprintf("click/%d", notes), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				e := d.Events[i%2].ID
				d.Host.Library.Select(e)
				d.Until("the event is selected", func() bool { return d.Host.Library.Selected() == e })
			}
		})
		b.Run(fmt.Sprintf("begin/%d", notes), func(b *testing.B) {
			for b.Loop() {
				d.run("note.article")
				d.f.Drop()
			}
		})
		b.Run(fmt.Sprintf("letter/%d", notes), func(b *testing.B) {
			d.run("note.article")
			for i := 0; b.Loop(); i++ {
				if i%60 == 59 {
					d.f.pane.editor.text.SetText("")
				}
				d.f.pane.editor.text.TypedRune('a')
			}
			d.f.Drop()
		})
		b.Run(fmt.Sprintf("edit/%d", notes), func(b *testing.B) { // by another
			n := d.Host.Library.Article().Notes[notes/2]
			for i := 0; b.Loop(); i++ {
				old := *d.note(func(a data.Annotation) bool { return a.ID == n.ID })
				now := old
				now.Text = fmt.Sprintf("Changed %d", i)
				d.Do(data.Edit{Label: "edit.note.change", Annotations: []data.Change[data.Annotation]{data.Update(old, now)}})
				d.Until("it is shown", func() bool {
					return d.note(func(a data.Annotation) bool { return a.ID == n.ID }).Text == now.Text && !d.Host.Library.Saving()
				})
			}
		})
		d.Close()
	}
}

// BenchmarkOpen is what it costs to open an article that has many notes, in place of
// another one.
func BenchmarkOpen(b *testing.B) {
	d := annotated(b, 2000)
	d.Put(d.reading.View())
	many := d.Article
	other := data.Article{ID: data.NewID(), Title: "Another", Published: many.Published}.WithText("Some words.\n")
	d.Do(data.Edit{Label: "test", Articles: []data.Change[data.Article]{data.Insert(other)}})
	open := func(a data.Article) {
		d.Host.Library.Read(a.ID)
		d.Until("it is open", func() bool { return d.Host.Library.Article() != nil && d.Host.Library.Article().ID == a.ID })
	}
	for b.Loop() {
		open(other)
		open(many)
	}
}
