// Package merge compares what a file says with a library, and makes the edit of it.
//
// The one idea behind it: of every row that is imported the library keeps an Origin, the
// row's id in the file and what each of its fields was there. So a field has three states,
// of the last import, there now and here now, and each change is known to be of one side:
// what changed there is taken, what changed here is kept, and only where both changed is
// there a conflict.
//
// A row without an id in its file, or where most ids are others, is known again by what it says:
// title and date; without an id else by the one of them that is the same in a single row.
package merge

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

// Options say what a file and a library do not.
type Options struct {
	Source string // what the file is called in origins, see data.Origin
	Track  string // the name of the track of events that have none in the file
	Now    int64  // Unix seconds
	Fresh  bool   // the library was made for this file, and takes its settings
	// Progress is told how much is compared, 0 to 1; it may be nil.
	Progress func(done float64)
	// Retext makes the edit that gives an article another text and finds its passages
	// again.
	Retext func(ctx context.Context, before, after data.Article) (data.Edit, error)
	// Place finds a passage in a text by its words, with the doubt about its place; one
	// that is not there becomes an orphan.
	Place func(text string) func(anchor.Selector) (anchor.Selector, data.Doubt)
	// Remove makes the edit that deletes rows with all that depends on them.
	Remove func(ctx context.Context, rows map[data.Kind][]data.ID) (data.Edit, error)
}

// Plan is what an import would do. Conflicts and Gone may be decided before Parts.
type Plan struct {
	// Report counts what is made and updated; File, Format and Skipped are the caller's.
	Report    form.Report
	Skipped   []form.Skipped
	Conflicts []Conflict
	Gone      []Gone

	store   data.Store
	options Options
	tracks  []data.Track // to be made
	rows    []change
	plain   data.Edit // rows that have no origin: excerpts, and what only a library has
	pages   iter.Seq2[data.Page, error]
	tied    bool               // the file says itself what its events mention
	names   map[data.ID]string // of tracks, there and here
}

// Conflict is a field that changed both in the file and here.
type Conflict struct {
	Of          data.Kind
	Row         data.ID
	Title       string // of the row here
	Field       string // its name in data.Shapes
	Here, There string // in words
	Take        bool   // what is there

	row   int // in rows
	field data.Field
}

// Gone is a row of an earlier import of the same file that the file does not have any
// more.
type Gone struct {
	Of      data.Kind
	Row     data.ID
	Title   string
	Changed bool // it was changed here since
	Remove  bool

	origin data.Origin
}

// change is a row of the file that is new, or that is changed by it.
type change struct {
	of     data.Kind
	here   data.Row // nil: new
	there  data.Row
	take   []data.Field // the fields that are taken; all of a new row
	origin *data.Origin // as it was; nil: none yet
	key    string       // of an origin; "": the row has none
	// said are the sums of what the file says of fields of which there has something else.
	said map[string]string
}

// Compare compares a document with a library. Nothing is written. Errors are those of the
// store, or wrap ctx.Err().
func Compare(ctx context.Context, store data.Store, doc *form.Document, o Options) (*Plan, error) {
	library, err := store.Library(ctx)
	if err != nil {
		return nil, err
	}
	doc.Once()
	_, pages := doc.Taken()
	c := &comparison{
		Plan: &Plan{store: store, options: o, pages: pages, tied: slices.ContainsFunc(doc.Rest.Mentions, func(m data.Change[data.Mention]) bool { return m.After.Role == data.RolePlace }), names: map[data.ID]string{}},
		doc:  doc,
		keys: eventKeys(doc.Events),
		ids:  map[data.ID]data.ID{},
		gone: map[data.ID]bool{}, titles: map[data.ID]string{},
		texts: map[data.ID]func(anchor.Selector) (anchor.Selector, data.Doubt){}, waiting: map[data.ID]bool{}, filling: map[data.ID]bool{},
		changing: map[data.ID]bool{}, since: -1,
	}
	if doc.Own && doc.Library == library.ID {
		c.since = doc.Revision
	}
	for _, step := range []func(context.Context) error{c.known, c.compareTracks, c.compareEvents, c.compareArticles, c.compareNotes, c.compareExcerpts, c.compareRest, c.compareActors, c.findGone} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	c.Report.Conflicts, c.Report.Gone = len(c.Conflicts), len(c.Gone)
	c.usedTracks()
	return c.Plan, nil
}

// Empty reports whether there is nothing to write.
func (p *Plan) Empty() bool {
	for _, g := range p.Gone {
		if g.Remove {
			return false
		}
	}
	return len(p.tracks) == 0 && len(p.rows) == 0 && p.plain.Empty()
}

// Rows is about how many rows are written.
func (p *Plan) Rows() int {
	n := len(p.tracks) + 2*len(p.rows) + 2*len(p.Gone)
	for _, shape := range data.Shapes() {
		n += shape.Count(&p.plain)
	}
	return n
}

// Decide says for all conflicts whether what is there is taken, and for all that is gone
// whether it is removed; what was changed here is not.
func (p *Plan) Decide(take, remove bool) {
	for i := range p.Conflicts {
		p.Conflicts[i].Take = take
	}
	for i := range p.Gone {
		p.Gone[i].Remove = remove && !p.Gone[i].Changed
	}
}

// comparison is a Plan being made.
type comparison struct {
	*Plan
	doc *form.Document
	// ids are those that rows of the document have in the library, where they are others;
	// gone are rows of the document that were deleted here.
	ids  map[data.ID]data.ID
	gone map[data.ID]bool
	// titles are those in the library of articles of the document whose text it has already.
	titles map[data.ID]string
	// texts find passages of references of the document in the texts that the library has
	// of them; waiting are articles of the document that are without a text in both, filling
	// those that have the text of a reference of the library.
	texts   map[data.ID]func(anchor.Selector) (anchor.Selector, data.Doubt)
	waiting map[data.ID]bool
	filling map[data.ID]bool
	quotes  map[data.ID][]anchor.Selector // see quotesOf
	// changing are the rows of the library in rows. Several rows of a file are one here
	// where their events were merged.
	changing map[data.ID]bool
	since    int64 // the revision at which rows here were as the file's; -1: not known

	keys    []string // of the events of the document, see eventKeys
	origins map[originKey]*data.Origin
	matched map[data.ID]bool // origins, by ID
}

type originKey struct{ of, foreign string }

// id is the ID that a row of the document has in the library.
func (c *comparison) id(of data.ID) data.ID {
	if known, ok := c.ids[of]; ok {
		return known
	}
	return of
}

func (c *comparison) skip(s form.Source, why form.Why, detail string) {
	c.Skipped = append(c.Skipped, form.Skipped{Where: s.Place, Why: why, Detail: form.Shorten(detail, 200)})
}

func (c *comparison) progress(done, all int, from, to float64) {
	if c.options.Progress != nil && all > 0 && done%batch == 0 {
		c.options.Progress(from + (to-from)*float64(done)/float64(all))
	}
}

// batch is how many rows are read at once.
const batch = 1000

// known loads the origins of the file. Another file may have had the same name: it is
// told by how few rows are known, and gets a number. And the file may have had another
// name.
func (c *comparison) known(ctx context.Context) error {
	name := c.options.Source
	c.matched = map[data.ID]bool{}
	for n := 2; ; n++ {
		all, err := c.store.Origins(ctx, c.options.Source)
		if err != nil {
			return err
		}
		c.origins = byKey(all)
		switch {
		case c.doc.Own:
			return nil
		case len(all) == 0:
			return c.renamed(ctx, name)
		case !c.stranger(len(all)):
			return nil
		}
		c.options.Source = fmt.Sprintf("%s (%d)", name, n)
	}
}

func byKey(all []data.Origin) map[originKey]*data.Origin {
	by := make(map[originKey]*data.Origin, len(all))
	for i := range all {
		by[originKey{all[i].Of, all[i].Foreign}] = &all[i]
	}
	return by
}

// renamed takes the origins of a file of the same format and another name if at least half
// of them, and of the document's events, are the same to the title and the date: a file
// that was fetched again often has a number in its name. Ids alone tell nothing, since
// many files count from 1.
func (c *comparison) renamed(ctx context.Context, name string) error {
	sources, err := c.store.OriginSources(ctx)
	if err != nil || len(c.doc.Events) == 0 {
		return err
	}
	format, _, _ := strings.Cut(name, ":")
	for _, source := range sources {
		if !strings.HasPrefix(source, format+":") {
			continue
		}
		all, err := c.store.Origins(ctx, source)
		if err != nil {
			return err
		}
		if n := len(c.doc.Events); len(all) > 2*n || n > 2*len(all) {
			continue
		}
		origins, same := byKey(all), 0
		said := saidOf(origins)
		for _, e := range c.doc.Events {
			if said[saysOf(e.Event)] {
				same++
			}
		}
		if 2*same >= len(all) && 2*same >= len(c.doc.Events) {
			c.options.Source, c.origins = source, origins
			return nil
		}
	}
	return nil
}

// stranger reports whether less than half of the origins and of the document's events
// are the same.
func (c *comparison) stranger(all int) bool {
	same := 0
	titles, said := map[string]bool{}, saidOf(c.origins)
	for _, o := range c.origins {
		titles[o.Base["title"]] = true
	}
	for i, e := range c.doc.Events {
		o := c.origins[originKey{data.KindEvent.String(), c.keys[i]}]
		if o != nil || e.Key == "" && titles[sum(e.Title)] || said[saysOf(e.Event)] {
			same++
		}
	}
	return len(c.doc.Events) > 0 && 2*same < all && 2*same < len(c.doc.Events)
}

// says is what an event says, by which it is known without its id.
type says struct{ title, date string }

func saysOf(e data.Event) says { return says{sum(e.Title), sum(e.Date.EDTF)} }

// saidOf is what the events of origins said.
func saidOf(origins map[originKey]*data.Origin) map[says]bool {
	said := make(map[says]bool, len(origins))
	for _, o := range origins {
		if o.Of == data.KindEvent.String() {
			said[says{o.Base["title"], o.Base["date"]}] = true
		}
	}
	return said
}
