package fetching

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// job is a queue that is worked on.
type job struct {
	host    *feature.Host
	queue   []data.Article
	came    []app.Fetched // by place; the State of what was not begun is ""
	cancel  context.CancelFunc
	over    bool
	stopped bool  // by the reader
	failed  error // why it ended before its time, but for being stopped
	news    library.Subscribers[struct{}]
}

// begin fetches the texts of a queue.
func begin(h *feature.Host, queue []data.Article, read app.Read, sleep func(ctx context.Context, d time.Duration) error) *job {
	ctx, cancel := context.WithCancel(context.Background())
	j := &job{host: h, queue: queue, came: make([]app.Fetched, len(queue)), cancel: cancel}
	fetch := app.Fetch{
		Read: read, Sleep: sleep, Fill: j.fill, LeadPictures: h.State.LeadPictures,
		Told: func(e app.Fetched) { h.Post(func() { j.told(e) }) },
	}
	go func() {
		err := fetch.All(ctx, queue)
		h.Post(func() { j.ended(err) })
	}()
	return j
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
	j.news.Tell(struct{}{})
}

// ended notes that it is over.
func (j *job) ended(err error) {
	j.cancel()
	if j.over = true; err != nil && !errors.Is(err, context.Canceled) {
		j.failed = err
	}
	j.news.Tell(struct{}{})
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
