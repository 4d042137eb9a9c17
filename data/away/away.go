// Package away keeps a library of a server at hand while that cannot be reached.
//
// The one idea behind it: a copy of the library follows it in a file, by its feed. While the
// server is away, the copy is read and written in its place, and each edit is kept on the
// disk as well; when the server is back, those edits are written there like any others, which
// joins them with what others have done meanwhile (package reconcile), by what rows hold and
// not by their Revs. So nothing is decided here, and nothing is lost.
package away

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"tarikh.org/tarikh/data"
)

const (
	// everyBeat is how often the server is asked whether it is there, and patience how long
	// it may take to answer.
	everyBeat, patience = 5 * time.Second, 4 * time.Second
	// strikes is after how many questions in vain it is away.
	strikes = 2
)

// Servers opens libraries of servers, with a copy of each for when its server is away.
type Servers struct {
	data.Servers
	Files  data.Opener   // of the copies
	Folder string        // where copies and kept edits are
	Beat   time.Duration // how often a server is asked whether it is there; 0: every 5 s
	Log    func(error)   // is told why a copy could not be made
}

// Open opens a library. Where the server is away, it is opened from its copy, if there is
// one: address is that of Hosted.Address then. Errors: those of data.Servers.
func (o *Servers) Open(ctx context.Context, address string) (data.Hosted, error) {
	server, err := o.Servers.Open(ctx, address)
	if err != nil && !errors.Is(err, data.ErrAway) {
		return nil, err
	}
	if server != nil {
		address = server.Address()
	}
	name := sha256.Sum256([]byte(address))
	s := &Store{
		address: address, server: server, log: o.Log, beat: cmp.Or(o.Beat, everyBeat), switched: make(chan struct{}),
		connect: func(ctx context.Context) (data.Hosted, error) { return o.Servers.Open(ctx, address) },
	}
	folder := filepath.Join(o.Folder, hex.EncodeToString(name[:8]))
	var kept error
	if s.kept, kept = openKept(folder); kept == nil {
		s.copy, kept = openCopy(ctx, o.Files, folder)
	}
	switch {
	case kept != nil && server != nil: // it works without
		o.Log(fmt.Errorf("keep a copy of %s: %w", address, kept))
		return server, nil
	case server == nil && (kept != nil || !s.copy.ready()):
		return nil, errors.Join(err, s.copy.close())
	}
	s.background, s.stop = context.WithCancel(context.Background())
	s.reading, s.cancel = context.WithCancel(s.background)
	s.away = server == nil
	s.running.Go(s.follow)
	s.running.Go(s.watch)
	return s, nil
}

// Store is a library of a server, or its copy while the server is away.
type Store struct {
	address string
	connect func(context.Context) (data.Hosted, error)
	log     func(error)
	beat    time.Duration
	copy    *replica
	kept    *keeping

	background context.Context // ends with the store
	stop       context.CancelFunc
	running    sync.WaitGroup

	mu       sync.Mutex
	server   data.Hosted // nil until it was reached
	away     bool
	lost     error           // see Lost
	turn     int64           // how often it has changed
	reading  context.Context // ends when it changes
	cancel   context.CancelFunc
	switched chan struct{} // closed when it changes

	writing sync.Mutex // edits take turns
	own     own
}

var (
	_ data.Hosted   = (*Store)(nil)
	_ data.Meeting  = (*Store)(nil)
	_ data.Recaller = (*Store)(nil)
	_ data.Absent   = (*Store)(nil)
)

// Address names the library, see [data.Hosted].
func (s *Store) Address() string { return s.address }

// Login is who one is on the server, see [data.Hosted]; of a copy, who it was made for.
func (s *Store) Login() string {
	if server := s.online(); server != nil {
		return server.Login()
	}
	return s.copy.login()
}

// Away reports whether the server is away, see [data.Absent].
func (s *Store) Away() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.away
}

// Lost is why the library is away though its server answers, see [data.Absent].
func (s *Store) Lost() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lost
}

// Close ends following, and closes the copy and the library of the server.
func (s *Store) Close() error {
	s.stop()
	s.running.Wait()
	s.mu.Lock()
	server := s.server
	s.mu.Unlock()
	err := s.copy.close()
	if server != nil {
		err = errors.Join(err, server.Close())
	}
	return err
}

// present is what answers now, with a context that ends when that changes.
func (s *Store) present() (store data.Store, reading context.Context, turn int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.away {
		return s.copy.file, s.reading, s.turn
	}
	return s.server, s.reading, s.turn
}

// change says that the server is away, or back.
func (s *Store) change(away bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.away == away || away && !s.copy.ready() {
		return
	}
	s.away = away
	if !away {
		s.lost = nil
	}
	s.turned()
}

// turned says that all is to be read again; s.mu is held.
func (s *Store) turned() {
	s.turn++
	s.cancel()
	s.reading, s.cancel = context.WithCancel(s.background)
	close(s.switched)
	s.switched = make(chan struct{})
}

// renewing is a library in which what one may do can change while it is open.
type renewing interface {
	// Renew asks for that again, and reports whether it has changed.
	Renew(ctx context.Context) (changed bool, err error)
}

// watch asks the server whether it is there.
func (s *Store) watch() {
	tick := time.NewTicker(s.beat)
	defer tick.Stop()
	for vain := 0; ; {
		select {
		case <-s.background.Done():
			return
		case <-tick.C:
		}
		err := s.reach()
		switch {
		case err == nil:
			vain = 0
			s.change(false)
		case s.background.Err() != nil:
		default:
			if vain++; vain >= strikes {
				s.mu.Lock()
				if s.lost = err; errors.Is(err, data.ErrAway) || errors.Is(err, context.DeadlineExceeded) {
					s.lost = nil
				}
				s.mu.Unlock()
				s.change(true)
			}
		}
	}
}

// reach asks the server for an answer, of which a library that was opened away is opened.
func (s *Store) reach() error {
	ctx, cancel := context.WithTimeout(s.background, patience)
	defer cancel()
	s.mu.Lock()
	server := s.server
	s.mu.Unlock()
	if r, ok := server.(renewing); ok {
		changed, err := r.Renew(ctx)
		if changed {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.turned()
		}
		return err
	}
	if server != nil {
		_, err := server.Revision(ctx)
		return err
	}
	server, err := s.connect(ctx)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.server = server
	return nil
}

// read asks what answers now. A question to a server that turns out to be away is put to
// the copy.
func read[T any](ctx context.Context, s *Store, question func(context.Context, data.Store) (T, error)) (T, error) {
	for {
		store, reading, turn := s.present()
		asking, cancel := context.WithCancel(ctx)
		stop := context.AfterFunc(reading, cancel)
		answer, err := question(asking, store)
		stop()
		cancel()
		if err == nil || ctx.Err() != nil {
			return answer, err
		}
		if errors.Is(err, data.ErrAway) {
			s.change(true)
		}
		if _, _, now := s.present(); now == turn || s.background.Err() != nil {
			return answer, err
		}
	}
}
