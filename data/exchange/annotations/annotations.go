// Package annotations is what the formats of annotations have in common: how what other
// programs say of a passage becomes a note of the library, and their discussions ours.
//
// The one idea behind it: other programs know an annotation by what it is on, an address or
// a title, and by the words that it quotes. So each source becomes one reference, an article
// without a text, and each annotation a note on it with its quotation as the anchor; whether
// the library has the text, and where in it the words are, is found when the document is
// compared with it. Replies have one level here: a deeper one answers the first note of its
// thread, and their order stays.
package annotations

import (
	"cmp"
	"context"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// Annotation is one of a file.
type Annotation struct {
	form.Source
	// Note has what a reader of a format fills in itself: Event, Span, Text, Author, Colour,
	// Tags, Created, Changed and Private.
	Note data.Annotation
	On   Page // zero where the note is on an event or a span of time
	Quote
	// Thread are the keys of the annotations that it answers, the first one first; empty
	// for one that begins a thread.
	Thread []string
}

// Reader puts a document together, whose annotations come in any order.
type Reader struct {
	form.Document
	ctx     context.Context
	options form.Options
	pages   map[string]data.ID // by what tells them apart
	threads map[string]data.ID // the notes that begin one, by their keys
	replies []reply
	byKey   map[string]int // of replies
}

// reply is an annotation of which it is not known yet what it answers.
type reply struct {
	Annotation
	state uint8
	root  data.ID // the note that begins its thread, itself where that is lost; zero if it is left out
}

// The states of a reply: whether its thread is known.
const (
	unknown uint8 = iota
	sought
	known
)

// MaxAnnotations is how many annotations of a file are read.
const MaxAnnotations = 500_000

// batch is after how many annotations it is looked whether the reader is still wanted.
const batch = 1024

// NewReader returns a Reader for one file.
func NewReader(ctx context.Context, o form.Options) *Reader {
	return &Reader{
		ctx: ctx, options: o,
		pages: map[string]data.ID{}, threads: map[string]data.ID{}, byKey: map[string]int{},
	}
}

// Names under which is counted what a note has no place for.
const (
	DeepReplies = "levels of replies"
	LostParents = "annotations that were answered"
)

// DefaultColour is that of notes of which a file does not say it.
const DefaultColour = "amber"

// Step is asked before the annotation number i (from 0), at done of the file (0 to 1). It
// returns ctx.Err(), or an error where there are too many.
func (r *Reader) Step(file form.File, i int, done float64) error {
	if i == MaxAnnotations {
		return file.Fail(form.Place{}, "it has more than %d annotations; that is the most that is read", MaxAnnotations)
	}
	if i%batch != 0 {
		return nil
	}
	if r.options.Progress != nil {
		r.options.Progress(done)
	}
	return r.ctx.Err()
}

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
	seen := map[string]bool{}
	for i := range r.Notes {
		if key := r.Notes[i].Key; seen[key] {
			r.Notes[i].Key = "" // it is known by what it says
		} else if key != "" {
			seen[key] = true
		}
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
