// Package app is what a person does with a library, without a window and without
// SQL: the use cases that the command line and the window share.
//
// The one idea behind it: a use case reads what it depends on and writes in one
// call, so that two callers, or one key pressed twice, cannot both act on the same
// state. Requests and results are plain values; whoever calls shows them.
package app

import (
	"errors"
	"slices"
	"sync"

	"tarikh.org/tarikh/data"
)

// ErrDecided: a candidate was accepted, attached or dismissed already. Nothing was
// changed.
var ErrDecided = errors.New("decided already")

// Library is an open library with its use cases. Its methods may be called from
// any goroutine; those that write run one after the other.
type Library struct {
	store   data.Store
	writing sync.Mutex
}

// New returns the use cases of an open library, which stays the caller's to close.
func New(store data.Store) *Library { return &Library{store: store} }

// trackNamed returns the track with that name, or a new one below the others and
// its insertion.
func trackNamed(name string, tracks []data.Track) (data.ID, []data.Change[data.Track]) {
	if i := slices.IndexFunc(tracks, func(t data.Track) bool { return t.Name == name }); i >= 0 {
		return tracks[i].ID, nil
	}
	t := data.NextTrack(name, tracks)
	return t.ID, []data.Change[data.Track]{data.Insert(t)}
}
