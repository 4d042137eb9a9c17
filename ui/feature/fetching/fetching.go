// Package fetching fetches the texts of references, when the reader asks for it.
//
// The one idea behind it: what has no text yet is the queue. It is worked on while the
// reader goes on with other things; a list, which may be closed and opened again, shows
// what has come of each, and what failed stays a reference.
package fetching

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

var _ feature.Feature = (*Feature)(nil)

// Feature fetches texts.
type Feature struct {
	host  *feature.Host
	read  app.Read
	sleep func(ctx context.Context, d time.Duration) error

	job  *job  // at work, or the last one; nil: none yet
	list *list // that is shown; nil: none
}

// New makes the feature. read reads addresses in the manner that app.Fetch asks for, sleep
// waits.
func New(h *feature.Host, read app.Read, sleep func(ctx context.Context, d time.Duration) error) *Feature {
	f := &Feature{host: h, read: read, sleep: sleep}
	h.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.Closing && f.job != nil {
			f.job.cancel()
			f.job = nil
		}
	})
	return f
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	return []command.Command{
		{ID: "fetch.texts", Title: "command.fetch.texts", Enabled: f.possible, Run: f.ask},
	}
}

// Relocale is that of feature.Feature: an open list stays as it is.
func (f *Feature) Relocale() {}

// possible reports whether there is something to fetch, or to be seen of it.
func (f *Feature) possible() bool {
	return f.busy() || f.host.Library.Writable() && len(f.queue()) > 0
}

// busy reports whether texts are being fetched.
func (f *Feature) busy() bool { return f.job != nil && !f.job.over }

// queue are the references of the library that have an address.
func (f *Feature) queue() (queue []data.Article) {
	n := f.host.Library.Snapshot()
	if n == nil {
		return nil
	}
	for _, a := range n.Articles {
		if a.IsReference() && app.FetchAddress(a) != "" {
			queue = append(queue, a)
		}
	}
	return queue
}

// ask says what would be asked of the web, and begins where the reader agrees.
func (f *Feature) ask() {
	if f.busy() {
		f.show()
		return
	}
	k, queue := f.host.Kit(), f.queue()
	hosts := len(app.Hosts(queue))
	body := control.Column(10,
		k.Text(k.T("fetch.ask", "pages", k.Locale.TN("fetch.pages", len(queue)), "hosts", k.Locale.TN("fetch.hosts", hosts)), text.LabelStyle{}),
		k.Text(k.T("fetch.manners"), text.LabelStyle{}), k.Muted(k.T("fetch.robots")))
	var d *control.Dialog
	d = k.ShowDialog(f.host.Canvas, k.T("fetch.title"), 520, body,
		control.Action{Text: k.Locale.TN("fetch.yes", len(queue)), Primary: true, Run: func() bool {
			d.Close()
			f.begin(queue)
			f.show()
			return false
		}}, control.Action{Text: k.T("button.cancel")})
}

// job is a queue that is worked on.
type job struct {
	*Feature
	queue   []data.Article
	came    []app.Fetched // by place; the State of what was not begun is ""
	cancel  context.CancelFunc
	over    bool
	stopped bool // by the reader
	failed  error
}

// begin fetches the texts of a queue.
func (f *Feature) begin(queue []data.Article) {
	ctx, cancel := context.WithCancel(context.Background())
	j := &job{Feature: f, queue: queue, came: make([]app.Fetched, len(queue)), cancel: cancel}
	f.job = j
	fetch := app.Fetch{
		Read: f.read, Sleep: f.sleep, Fill: j.fill,
		Told: func(e app.Fetched) { f.host.Post(func() { j.told(e) }) },
	}
	go func() {
		err := fetch.All(ctx, queue)
		f.host.Post(func() { j.ended(err) })
	}()
}

// filled is what has come of the text of a reference.
type filled struct {
	added app.Addition
	err   error
}

// fill writes a text in the queue of the library's edits.
func (j *job) fill(ctx context.Context, d intake.Draft, reference data.ID) (app.Addition, error) {
	answer := make(chan filled, 1)
	j.host.Post(func() {
		if ctx.Err() != nil {
			return
		}
		library.Use(j.host.Library, func(ctx context.Context, l *app.Library) (app.Addition, error) {
			return l.FillFetched(ctx, d, reference)
		},
			func(a app.Addition, err error) { answer <- filled{a, err} })
	})
	select {
	case f := <-answer:
		return f.added, f.err
	case <-ctx.Done():
		return app.Addition{}, ctx.Err()
	}
}

// told notes what has happened with a reference.
func (j *job) told(e app.Fetched) {
	j.came[e.At] = e
	if j.list != nil && j.list.job == j {
		j.list.update()
	}
}

// ended says what has come of it all.
func (j *job) ended(err error) {
	j.cancel()
	j.over = true
	if j.Feature.job != j { // the library is closed
		return
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		j.failed = err
		j.host.Fail(err)
	}
	if j.list != nil && j.list.job == j {
		j.list.ended()
		return
	}
	k := j.host.Kit()
	j.host.Tell(j.summary(), control.Item{Text: k.T("fetch.show"), Run: j.show})
}

// count is how many references are at a state.
func (j *job) count(at ...app.FetchState) (n int) {
	for _, e := range j.came {
		for _, s := range at {
			if e.State == s {
				n++
			}
		}
	}
	return n
}

// summary says how far it is, in words.
func (j *job) summary() string {
	k := j.host.Kit()
	part := func(key string, n int) string {
		if n == 0 {
			return ""
		}
		return k.Locale.TN(key, n)
	}
	done, failed, left := j.count(app.Completed), j.count(app.KeptOut), j.count(app.Left)
	waits := len(j.queue) - done - failed - left
	if j.over && done == 0 && failed+left+waits > 0 && waits == 0 {
		return k.Join(k.T("fetch.nothing"), part("fetch.failed", failed), part("fetch.left", left))
	}
	return k.Join(part("fetch.done", done), part("fetch.failed", failed), part("fetch.left", left), part("fetch.waits", waits))
}

// why is why a text did not come.
func (j *job) why(e app.Fetched) string {
	k := j.host.Kit()
	var doubtful app.DoubtfulText
	words := ""
	switch {
	case errors.As(e.Err, &doubtful):
		words = k.T("fetch.doubt." + string(doubtful.Warning))
	case errors.Is(e.Err, data.ErrNotFound), errors.Is(e.Err, data.ErrConflict):
		words = k.T("fetch.changed")
	default:
		words = j.host.Say(e.Err)
	}
	if e.State == app.Left {
		return k.T("fetch.left.why", "host", k.Given(app.FetchHost(j.queue[e.At])), "reason", words)
	}
	return words
}
