// Package library is the open library on the user interface's goroutine: what is
// loaded of it, what the reader has selected and opened, and the edits on their way
// to it.
//
// The one idea behind it: every field is touched on that goroutine only. Questions
// go to the store on other goroutines and come back through the injected Post (see
// Slot); what has changed is asked for by revision, whoever changed it, and patched into
// what is loaded;
// and those who show something are told each Change, by kind and ID. A subscription
// lasts until it is cancelled, whatever library is open and in whatever language.
package library

import (
	"context"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/text/query"
)

// Post runs a function on the user interface's goroutine, soon and in order.
type Post func(func())

// Library is the open library, or none.
type Library struct {
	post        Post
	fail        func(error)
	now         func() time.Time
	store       data.Store
	open        *app.Library    // of store
	ctx         context.Context // until the library is closed
	cancel      context.CancelFunc
	subscribers Subscribers[Change]

	snapshot *Snapshot
	captions captions
	loading  Slot

	filter    query.Query
	shown     *Shown
	filtering bool // shown is not that of filter yet
	narrowing Slot

	event     *EventView
	article   *ArticleView
	active    Passage
	wanted    wanted
	selecting Slot
	opening   Slot

	written           chan struct{} // closed once all that is to be written is; nil if nothing was
	saving, gathering int           // edits on their way to the file, and those that are being made
}

// New returns a Library without a library. fail is told, on the interface's
// goroutine, of every error that has no better place; now is the clock.
func New(post Post, fail func(error), now func() time.Time) *Library {
	return &Library{post: post, fail: fail, now: now, ctx: context.Background(), cancel: func() {}}
}

// Subscribe calls f with each change, on the interface's goroutine, until
// unsubscribe is called.
func (l *Library) Subscribe(f func(Change)) (unsubscribe func()) { return l.subscribers.Subscribe(f) }

func (l *Library) tell(c Change) { l.subscribers.Tell(c) }
