// Package container makes a document of files that hold many articles: archives of pages,
// books, mailboxes, feeds, and what services for reading later hand out.
//
// The one idea behind it: a format lists what is in a file and opens one entry at a time;
// how an entry becomes an article is the same for all, and the same as for a page that is
// brought in by itself (package intake). Of what is chosen the texts alone are in memory:
// what they were made of is read a second time when it is written.
package container

import (
	"context"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data/exchange/form"
)

// Format completes a format whose files open opens.
func Format(f form.Format, open func(ctx context.Context, file form.File, o form.Options) (*File, error)) form.Format {
	f.List = func(ctx context.Context, file form.File, o form.Options) (*form.Container, error) {
		c, err := open(ctx, file, o)
		if err != nil {
			return nil, err
		}
		if len(c.Entries) == 0 && len(c.Skipped) == 0 {
			return nil, file.Fail(form.Place{}, "there is no article in it")
		}
		c.unrepeated()
		return &form.Container{
			Title: c.Title, Entries: c.Entries, Skipped: c.Skipped, Dropped: c.Dropped,
			Read: func(ctx context.Context, chosen []int, o form.Options) (form.Document, error) {
				return c.read(ctx, file, chosen, o)
			},
		}, nil
	}
	f.Read = func(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
		list := o
		list.Progress = share(o.Progress, 0, 0.3)
		c, err := f.List(ctx, file, list)
		if err != nil {
			return form.Document{}, err
		}
		o.Progress = share(o.Progress, 0.3, 1)
		return c.Read(ctx, c.Usual(), o)
	}
	return f
}

// unrepeated leaves out entries with the key of one before them: a mailbox may hold a
// message twice.
func (c *File) unrepeated() {
	seen := make(map[string]bool, len(c.Entries))
	kept := make([]int, 0, len(c.Entries)) // places of before
	var entries []form.Entry
	for i, e := range c.Entries {
		if e.Key != "" && seen[e.Key] {
			c.Drop("repeated entry")
			continue
		}
		seen[e.Key] = true
		kept, entries = append(kept, i), append(entries, e)
	}
	open := c.Open
	c.Entries, c.Open = entries, func(ctx context.Context, i int) (Item, error) { return open(ctx, kept[i]) }
}

// share is a part of a progress.
func share(all func(float64), from, to float64) func(float64) {
	if all == nil {
		return nil
	}
	return func(done float64) { all(from + (to-from)*done) }
}

// read makes a document of the chosen entries.
func (c *File) read(ctx context.Context, file form.File, chosen []int, o form.Options) (form.Document, error) {
	r := &reading{File: c, file: file, options: o, chosen: chosen, ahead: make(chan struct{}, mostAhead)}
	r.doc = form.Document{Title: c.Title, Chosen: true, Skipped: append([]form.Skipped(nil), c.Skipped...)}
	for what, n := range c.Dropped {
		for range n {
			r.doc.Drop(what)
		}
	}
	if err := r.all(ctx); err != nil {
		if _, known := errors.AsType[*form.Error](err); !known {
			err = fmt.Errorf("import %s: %w", file.Name, err)
		}
		return form.Document{}, err
	}
	if len(r.pages) > 0 {
		r.doc.Pages = r.originals(ctx)
	}
	return r.doc, nil
}
