// Package fetching fetches the texts of references, when the reader asks for it.
//
// The one idea behind it: what has no text yet is the queue. It is worked on while the
// reader goes on with other things; a list, which may be closed and opened again, shows
// what has come of each, and what failed stays a reference.
package fetching

import (
	"context"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
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
	list *list // its list, nil while it is not shown
}

// New makes the feature. read reads addresses in the manner that app.Fetch asks for, sleep
// waits.
func New(h *feature.Host, read app.Read, sleep func(ctx context.Context, d time.Duration) error) *Feature {
	f := &Feature{host: h, read: read, sleep: sleep}
	h.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.Closing && f.job != nil {
			f.job.cancel()
			f.job = nil // what it still tells is of no interest
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
	return f.busy() || f.host.Library.Writable() && len(f.unfetched()) > 0
}

// busy reports whether texts are being fetched.
func (f *Feature) busy() bool { return f.job != nil && !f.job.over }

// unfetched are the references of the library that have an address.
func (f *Feature) unfetched() (queue []data.Article) {
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
	k, queue := f.host.Kit(), f.unfetched()
	hosts := len(app.Hosts(queue))
	body := control.Column(10,
		k.Text(k.T("fetch.ask", "pages", k.Locale.TN("fetch.pages", len(queue)), "hosts", k.Locale.TN("fetch.hosts", hosts)), text.LabelStyle{}),
		k.Text(k.T("fetch.manners"), text.LabelStyle{}), k.Muted(k.T("fetch.robots")))
	var d *control.Dialog
	d = k.ShowDialog(f.host.Canvas, k.T("fetch.title"), 520, body,
		control.Action{Text: k.Locale.TN("fetch.yes", len(queue)), Primary: true, Run: func() bool {
			d.Close()
			f.job = begin(f.host, queue, f.read, f.sleep)
			f.follow(f.job)
			f.show()
			return false
		}}, control.Action{Text: k.T("button.cancel")})
}

// follow tells at the foot of the window that a job is over, where its list is not shown.
func (f *Feature) follow(j *job) {
	j.news.Subscribe(func(struct{}) {
		if j != f.job || !j.over {
			return
		}
		if j.failed != nil {
			f.host.Fail(j.failed)
		}
		seen := f.list != nil // the end is in the list
		f.whenLoaded(j, func() {
			if !seen && f.list == nil {
				f.host.Tell(j.summary(), control.Item{Text: f.host.Kit().T("fetch.show"), Run: f.show})
			}
		})
	})
}

// whenLoaded calls then once the window has loaded the texts that a job has written: what
// is told before that is gone with the next change.
func (f *Feature) whenLoaded(j *job, then func()) {
	if f.loaded(j) {
		then()
		return
	}
	var stop func()
	stop = f.host.Library.Subscribe(func(c library.Change) {
		if over := f.job != j; over || c.Kind == library.Edited && f.loaded(j) {
			if stop(); !over {
				f.host.Later(then) // after those who are told of the change, too
			}
		}
	})
}

// loaded reports whether the texts that a job has written are loaded.
func (f *Feature) loaded(j *job) bool {
	wait := map[data.ID]bool{}
	for _, e := range j.came {
		wait[e.Added.Article.ID] = e.State == app.Completed
	}
	return !slices.ContainsFunc(f.unfetched(), func(a data.Article) bool { return wait[a.ID] })
}

// show shows the list of the job at hand.
func (f *Feature) show() {
	if f.job != nil && f.list == nil {
		f.list = newList(f.job)
		f.list.dialog.OnClosed(func() { f.list = nil })
	}
}
