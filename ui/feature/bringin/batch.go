package bringin

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// outside is what adding articles needs of the window and the world.
type outside struct {
	host    *feature.Host
	read    app.Read
	texts   Texts
	imports Imports
	window  Window
}

// Window shows what follows.
type Window interface {
	ShowProposals() // of the open article
}

// Imports imports what is pasted and is no article: it asks and returns true, and calls
// otherwise where the reader wants an article of it.
type Imports interface {
	Offer(text string, otherwise func()) bool
}

// Texts shows what became of the passages of an article that got another text.
type Texts interface{ Report(app.RetextReport) }

// stage is the progress of a source.
type stage uint8

const (
	waiting stage = iota
	beingRead
	ready   // read; to be looked at
	refused // could not be read
	added
	leftOut
)

// sourced is a source that is to become an article.
type sourced struct {
	source      intake.Source
	stage       stage
	done, total int64 // bytes, while it is read
	draft       intake.Draft
	err         error
}

// batch is what the reader adds at one time. It is read on other goroutines; a report
// has a line for each source, and nothing is added to the library before the reader has
// confirmed its form, or accepted all of them as they are.
type batch struct {
	outside
	target  *data.Article // the reference whose text is read, nil for none
	items   []*sourced
	ctx     context.Context
	cancel  context.CancelFunc
	over    bool // all sources have been read
	asking  bool // a match is being looked up, or what was read is being added
	stopped bool // by the reader

	dialog *control.Dialog // the report; nil where one source needs none
	list   *control.LongList
	lines  *control.Outcomes
	head   *text.Label
	foot   *fyne.Container // what can be done now
	hint   *text.Label     // on what is in foot
	last   data.ID         // the article that was added last
}

// progressDelay is how long one source may take before its progress is shown.
const progressDelay = 300 * time.Millisecond

// begin reads sources, as the text of a reference unless that is nil, and asks for each
// that could be read.
func begin(o outside, target *data.Article, sources []intake.Source) *batch {
	b := &batch{outside: o, target: target}
	b.ctx, b.cancel = context.WithCancel(context.Background())
	for _, s := range sources {
		s.LeadPicture = o.host.State.LeadPictures
		b.items = append(b.items, &sourced{source: s, total: -1})
	}
	if len(sources) > 1 {
		b.report()
	} else {
		time.AfterFunc(progressDelay, func() {
			b.host.Post(func() {
				if !b.over && b.dialog == nil {
					b.report()
				}
			})
		})
	}
	b.readAll()
	return b
}

// readAll reads all sources, some at a time.
func (b *batch) readAll() {
	sources := make([]intake.Source, len(b.items))
	for i, s := range b.items {
		sources[i] = s.source
	}
	go func() {
		app.ReadAll(b.ctx, b.read, sources, func(r app.Reading) {
			b.host.Post(func() { b.set(r.At, func(s *sourced) { s.follow(r) }) })
		})
		b.host.Post(b.finished)
	}()
}

// follow updates the progress of a source.
func (s *sourced) follow(r app.Reading) {
	s.stage, s.done, s.total = beingRead, r.Done, r.Total
	switch {
	case r.Err != nil:
		s.stage, s.err = refused, r.Err
	case r.Over:
		s.stage, s.draft = ready, r.Draft
	}
}

// stop cancels the reading.
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

// finished is called when all sources have been read: for a single source that needs no
// report, its form is opened at once.
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
		k := b.host.Kit()
		k.Tell(b.host.Canvas, k.T("bringin.failed"), b.host.Say(s.err), k.T("button.ok"))
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
	library.Plan(b.host.Library, nil, func(ctx context.Context, l *app.Library) (*intake.Match, error) {
		if b.target != nil {
			return &intake.Match{Article: *b.target, By: intake.SameAddress}, nil
		}
		return l.Match(ctx, s.draft)
	}, func(match *intake.Match, err error) {
		b.asking = false
		if err != nil {
			b.host.Fail(err)
			return
		}
		form := &draftForm{host: b.host, texts: b.texts, draft: s.draft, match: match, place: b.place(i)}
		form.saved = func(id data.ID) { b.decided(i, added, id) }
		if len(b.items) > 1 {
			form.leave = func() { b.decided(i, leftOut, data.ID{}) }
		}
		form.show()
	})
}

// place returns which form this is of how many, in words; "" for a single one.
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
	k := b.host.Kit()
	return k.T("found.place", "n", k.Locale.Count(n), "m", k.Locale.Count(m))
}

// decided goes on to the next source that is not decided yet; after the last one, the
// article that was added last is opened.
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
	if b.many() {
		k := b.host.Kit()
		b.host.Tell(k.Locale.TN("bringin.count.added", b.count(added)), b.host.Item("story"))
	}
	if b.last != (data.ID{}) {
		b.host.Library.ReadThen(b.last, b.window.ShowProposals) // its proposals are next
	}
}

// manyAdded is from how many articles on what they report together is worth a look.
const manyAdded = 3

// many reports whether so many have been added that their main events are offered.
func (b *batch) many() bool { return b.count(added) >= manyAdded }

func (b *batch) next() int {
	for i, s := range b.items {
		if s.stage == ready {
			return i
		}
	}
	return -1
}

// addAll adds what was read as it is, one edit each; what the library has already is
// left for the reader.
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
	library.Use(b.host.Library, func(ctx context.Context, l *app.Library) (struct{}, error) {
		return struct{}{}, l.AddAll(ctx, drafts, func(at int, a app.Addition, err error) {
			b.host.Post(func() { b.told(places[at], a, err) })
		})
	}, func(_ struct{}, err error) {
		if b.asking = false; err != nil {
			b.host.Fail(err)
		}
		b.refoot()
	})
	b.refoot()
}

// told shows the result for a source that was to be added as it is.
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

// reportHeight is the height of the report's list, in units.
const reportHeight = 300

// report opens the list of sources with the progress of each.
func (b *batch) report() {
	k := b.host.Kit()
	b.head, b.lines = k.Muted(b.summary()), k.Outcomes()
	b.list = k.LongList(control.LongRows{
		New: b.lines.New, Fill: b.fillLine, Row: control.OutcomeRow,
		Pressed: func(i int, _ control.Press) { b.open(i) },
		Chosen:  b.open,
	})
	b.hint, b.foot = k.Muted(k.T("bringin.all.hint")), k.Wrap(8)
	body := control.Column(10, b.head,
		k.Well(min(reportHeight, float32(len(b.items))*control.OutcomeRow+6), b.list), b.hint, k.Pad(0, 0, 0, 2, b.foot))
	b.dialog = k.ShowDialog(b.host.Canvas, k.T("bringin.title"), 620, body, control.Action{Text: k.T("button.close"), Run: func() bool {
		b.dialog.Leave(b.dialog.Close)
		return false
	}})
	b.dialog.Guard(func() bool { return !b.over || b.count(ready) > 0 }, func(lose func()) {
		k.Confirm(b.host.Canvas, k.T("bringin.leave.title"), k.T("bringin.leave.text"), k.T("bringin.leave.yes"), k.T("button.cancel"), func() {
			b.stop()
			lose()
		})
	})
	b.list.SetCount(len(b.items), true)
	b.refoot()
}

// open opens the form of a line, or shows in full why it could not be read.
func (b *batch) open(i int) {
	switch s := b.items[i]; {
	case s.stage == ready:
		b.ask(i)
	case s.stage == refused:
		k, words := b.host.Kit(), b.host.Say(s.err)
		b.host.Later(func() { k.Tell(b.host.Canvas, sourceName(k, s.source), words, k.T("button.ok")) })
	}
}

// summary returns the progress of the batch in words.
func (b *batch) summary() string {
	k := b.host.Kit()
	n := len(b.items)
	if left := b.count(waiting) + b.count(beingRead); left > 0 && !b.stopped {
		return k.T("bringin.reading", "n", k.Locale.Count(n-left), "m", k.Locale.Count(n))
	}
	part := func(key string, at stage) string {
		if c := b.count(at); c > 0 {
			return k.Locale.TN(key, c)
		}
		return ""
	}
	return k.Join(part("bringin.count.ready", ready), part("bringin.count.added", added), part("bringin.count.refused", refused),
		part("bringin.count.left", leftOut), part("bringin.count.waiting", waiting))
}

// refoot shows what can be done now.
func (b *batch) refoot() {
	if b.dialog == nil {
		return
	}
	k := b.host.Kit()
	b.foot.RemoveAll()
	b.hint.Hide()
	switch n := b.count(ready); {
	case !b.over:
		b.foot.Add(k.Button(control.Outline, k.T("bringin.stop"), nil, b.stop))
	case n > 0:
		look := k.Button(control.Primary, k.Locale.TN("bringin.look", n), nil, func() { b.ask(b.next()) })
		b.foot.Add(look)
		if k.Dialogs.Top() == b.dialog {
			b.host.Canvas.Focus(look)
		}
		if n > 1 {
			b.hint.Show()
			b.foot.Add(k.Button(control.Outline, k.Locale.TN("bringin.all", n), nil, b.addAll))
		}
	case b.many() && !b.asking:
		b.foot.Add(k.Button(control.Primary, k.T("story.begin"), nil, func() {
			b.dialog.Close()
			b.host.Later(func() { b.host.Run("story") })
		}))
	}
	b.foot.Refresh()
	b.head.SetText(b.summary())
	b.dialog.Refit()
}

func (b *batch) fillLine(i int, o fyne.CanvasObject) {
	s := b.items[i]
	b.lines.Set(o, sourceName(b.host.Kit(), s.source), b.state(s), s.stage == refused)
}

// state returns the progress of a source in words.
func (b *batch) state(s *sourced) string {
	k := b.host.Kit()
	switch s.stage {
	case beingRead:
		if b.stopped {
			return k.T("bringin.state.stopping")
		}
		if s.total > 0 {
			return k.T("bringin.state.part", "percent", i18n.Percent(min(s.done*100/s.total, 100)))
		}
		return k.T("bringin.state.reading")
	case ready:
		return k.T("bringin.state.ready", "title", k.Given(control.OneLine(s.draft.Title.Value, 80)))
	case refused:
		if errors.Is(s.err, context.Canceled) {
			return k.T("bringin.state.stopped")
		}
		first, _, _ := strings.Cut(b.host.Say(s.err), "\n") // the rest is for the one that is asked about
		return control.OneLine(first, 160)
	case added:
		return k.T("bringin.state.added", "title", k.Given(control.OneLine(s.draft.Title.Value, 80)))
	case leftOut:
		return k.T("bringin.state.left")
	}
	if b.stopped {
		return k.T("bringin.state.stopped")
	}
	return k.T("bringin.state.waiting")
}
