package bringin

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// stage is how far a source has come.
type stage uint8

const (
	waiting stage = iota
	beingRead
	ready   // read; to be looked at
	refused // could not be read
	added
	leftOut
)

// sourced is a source on its way to become an article.
type sourced struct {
	source      intake.Source
	stage       stage
	done, total int64 // bytes, while it is read
	draft       intake.Draft
	err         error
}

// batch is what the reader brings in at one time. It is read elsewhere; a report
// has a line for each source, and nothing enters the library before its form was
// looked at, or all of them were accepted as they are.
type batch struct {
	f       *Feature
	items   []*sourced
	ctx     context.Context
	cancel  context.CancelFunc
	over    bool // reading is
	asking  bool // the shelf is being looked at, or what was read is being added
	stopped bool // by the reader

	dialog *control.Dialog // the report; nil where one source needs none
	list   *control.LongList
	lines  map[fyne.CanvasObject]*reportLine
	head   *text.Label
	foot   *fyne.Container // what can be done now
	hint   *text.Label     // on what is in foot
	last   data.ID         // the article that was added last
}

// soon is how long one source may take before its progress is shown.
const soon = 300 * time.Millisecond

// begin reads sources and asks for each that could be read.
func begin(f *Feature, sources []intake.Source) *batch {
	b := &batch{f: f}
	b.ctx, b.cancel = context.WithCancel(context.Background())
	for _, s := range sources {
		b.items = append(b.items, &sourced{source: s, total: -1})
	}
	if len(sources) > 1 {
		b.report()
	} else {
		time.AfterFunc(soon, func() {
			f.host.Post(func() {
				if !b.over && b.dialog == nil {
					b.report()
				}
			})
		})
	}
	b.read()
	return b
}

// read reads all sources, some at a time.
func (b *batch) read() {
	f := b.f
	sources := make([]intake.Source, len(b.items))
	for i, s := range b.items {
		sources[i] = s.source
	}
	go func() {
		app.ReadAll(b.ctx, f.read, sources, func(r app.Reading) {
			f.host.Post(func() { b.set(r.At, func(s *sourced) { s.follow(r) }) })
		})
		f.host.Post(b.finished)
	}()
}

// follow takes over how far a source is.
func (s *sourced) follow(r app.Reading) {
	s.stage, s.done, s.total = beingRead, r.Done, r.Total
	switch {
	case r.Err != nil:
		s.stage, s.err = refused, r.Err
	case r.Over:
		s.stage, s.draft = ready, r.Draft
	}
}

// stop reads no further.
func (b *batch) stop() {
	b.stopped = true
	b.cancel()
	b.refoot()
}

// set changes a source's line.
func (b *batch) set(i int, change func(*sourced)) {
	change(b.items[i])
	if b.dialog != nil {
		b.list.Update()
		b.head.SetText(b.summary())
	}
}

// count is the number of sources at a stage.
func (b *batch) count(at stage) (n int) {
	for _, s := range b.items {
		if s.stage == at {
			n++
		}
	}
	return n
}

// finished is called when nothing is read any more: one source that needs no
// report goes on to its form at once.
func (b *batch) finished() {
	b.over = true
	b.cancel()
	switch s := b.items[0]; {
	case b.dialog != nil:
		b.refoot()
		b.set(0, func(*sourced) {})
		if len(b.items) == 1 && s.stage == ready {
			b.dialog.Close()
			b.dialog = nil
			b.ask(0)
		}
	case s.stage == ready:
		b.ask(0)
	case s.err != nil && !b.stopped:
		k := b.f.host.Kit()
		k.Tell(b.f.host.Canvas, k.T("bringin.failed"), b.f.host.Say(s.err), k.T("button.ok"))
	}
}

// ask opens the form of a source that was read, with the article of the library
// that it may be a version of.
func (b *batch) ask(i int) {
	s := b.items[i]
	if s.stage != ready || b.asking {
		return
	}
	b.asking = true
	library.Plan(b.f.host.Library, nil, func(ctx context.Context, l *app.Library) (*intake.Twin, error) { return l.Twin(ctx, s.draft) }, func(twin *intake.Twin, err error) {
		b.asking = false
		if err != nil {
			b.f.host.Fail(err)
			return
		}
		form := &draftForm{host: b.f.host, draft: s.draft, twin: twin, place: b.place(i)}
		form.saved = func(id data.ID) { b.decided(i, added, id) }
		if len(b.items) > 1 {
			form.leave = func() { b.decided(i, leftOut, data.ID{}) }
		}
		form.show()
	})
}

// place says which form this is of how many, "" for one alone.
func (b *batch) place(at int) string {
	if len(b.items) == 1 {
		return ""
	}
	n, m := 0, 0
	for i, s := range b.items {
		if s.stage != refused && s.stage != waiting {
			m++
			if i <= at {
				n++
			}
		}
	}
	k := b.f.host.Kit()
	return k.T("found.place", "n", k.Locale.Count(n), "m", k.Locale.Count(m))
}

// decided goes on to the next source that is still to be looked at; after the last
// one, the article that was added last is opened.
func (b *batch) decided(i int, at stage, article data.ID) {
	if at == added {
		b.last = article
	}
	b.set(i, func(s *sourced) { s.stage, s.draft = at, intake.Draft{Title: s.draft.Title} })
	if next := b.next(); next >= 0 {
		b.ask(next)
		return
	}
	if b.dialog != nil {
		b.refoot()
		if b.count(refused) == 0 {
			b.dialog.Close()
		}
	}
	if b.last != (data.ID{}) {
		b.f.host.Library.ReadThen(b.last, b.f.window.ShowProposals) // what it reports comes next
	}
}

func (b *batch) next() int {
	for i, s := range b.items {
		if s.stage == ready {
			return i
		}
	}
	return -1
}

// addAll adds what was read as it is, one edit each; what the library has already
// is left to be looked at.
func (b *batch) addAll() {
	if b.asking {
		return
	}
	b.asking = true
	var places []int
	var drafts []intake.Draft
	for i, s := range b.items {
		if s.stage == ready {
			places, drafts = append(places, i), append(drafts, s.draft)
		}
	}
	library.Use(b.f.host.Library, func(ctx context.Context, l *app.Library) (struct{}, error) {
		return struct{}{}, l.AddAll(ctx, drafts, func(at int, a app.Addition, err error) {
			b.f.host.Post(func() { b.told(places[at], a, err) })
		})
	}, func(_ struct{}, err error) {
		if b.asking = false; err != nil {
			b.f.host.Fail(err)
		}
		b.refoot()
	})
	b.refoot()
}

// told shows what became of a source that was to be added as it is.
func (b *batch) told(i int, a app.Addition, err error) {
	if err == nil {
		b.last = a.Article.ID
	}
	b.set(i, func(s *sourced) {
		if s.stage, s.err = added, err; err != nil {
			s.stage = refused
		}
	})
}
