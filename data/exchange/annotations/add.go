package annotations

import (
	"cmp"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// Add adds an annotation. One without a quotation, a text or tags is left out; what it is
// on is listed all the same.
func (r *Reader) Add(a Annotation) {
	n := &a.Note
	n.ID = data.NewID()
	n.Text = r.Fit(a.Place, "text", form.Clean(n.Text), data.MaxText)
	n.Author = r.Fit(a.Place, "author", form.Line(n.Author), data.MaxTitle)
	n.Tags = r.FitTags(a.Place, n.Tags)
	n.Colour = cmp.Or(n.Colour, DefaultColour)
	n.Created = cmp.Or(n.Created, n.Changed, r.options.Now.Unix())
	n.Changed = max(n.Created, n.Changed)
	a.Key = form.Shorten(form.Line(a.Key), data.MaxForeign)
	if len(a.Thread) == 0 {
		r.begin(a)
		return
	}
	if _, twice := r.byKey[a.Key]; !twice && a.Key != "" {
		r.byKey[a.Key] = len(r.replies)
	}
	r.replies = append(r.replies, reply{Annotation: a})
}

// begin adds an annotation that answers none, and returns the ID of its note; zero if it
// is left out.
func (r *Reader) begin(a Annotation) data.ID {
	n := a.Note
	if !a.On.IsZero() {
		n.Article = r.Page(a.On, a.Place)
		n.Anchor = r.Passage(a.Quote, a.Place)
	}
	onRow := n.Article != (data.ID{}) || n.Event != (data.ID{}) || !n.Span.IsZero()
	if n.Text = said(n); !n.OnPassage() && n.Text == "" || !onRow {
		r.Skip(a.Place, form.NoText, a.On.URL)
		return data.ID{}
	}
	if _, twice := r.threads[a.Key]; !twice && a.Key != "" {
		r.threads[a.Key] = n.ID
	}
	r.Notes = append(r.Notes, form.Note{Annotation: n, Source: a.Source})
	return n.ID
}

// said is the text of a note, which may be empty only on a passage: tags alone say
// something, too.
func said(n data.Annotation) string {
	if n.Text == "" && !n.OnPassage() {
		return strings.Join(n.Tags, ", ")
	}
	return n.Text
}

// Done returns the document, in which replies answer what they can: one whose thread is
// not in the file is a note of its own.
func (r *Reader) Done() form.Document {
	for i := range r.replies {
		r.thread(i)
	}
	return r.Document
}

// thread adds a reply, and those that it answers before it, and returns the note that
// begins its thread.
func (r *Reader) thread(i int) data.ID {
	a := &r.replies[i]
	if a.state == known {
		return a.root
	}
	a.state = sought
	deep := false
	for at := len(a.Thread) - 1; at >= 0 && a.root == (data.ID{}); at-- {
		key := form.Shorten(form.Line(a.Thread[at]), data.MaxForeign)
		if id, ok := r.threads[key]; ok {
			a.root = id
		} else if j, ok := r.byKey[key]; ok && r.replies[j].state != sought {
			a.root = r.thread(j)
			deep = a.root != r.replies[j].Note.ID // it answers another itself
		}
	}
	a.state = known
	if a.root == (data.ID{}) {
		r.Drop(LostParents)
		a.root = r.begin(a.Annotation)
		return a.root
	}
	n := a.Note
	if n.Text = said(n); n.Text == "" {
		r.Skip(a.Place, form.NoText, a.Key)
		return a.root
	}
	if deep {
		r.Drop(DeepReplies)
	}
	n.Parent = a.root
	r.Notes = append(r.Notes, form.Note{Annotation: n, Source: a.Source})
	return a.root
}
