package postgres

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"tarikh.org/tarikh/data"
)

const (
	// fedEdits is of how many edits the rows are listed at once, fedRows how many rows.
	fedEdits, fedRows = 4096, 10_000
	// heartbeat is how long a listener hears nothing before it asks the server for the
	// revision, and beatPatience how long that may take: then the line is lost.
	heartbeat    = 5 * time.Second
	beatPatience = 2 * time.Second
	// pollPause is how often the revision is asked for where nothing can be heard.
	pollPause = time.Second
	// quiet is how often it is asked for where hints are heard.
	quiet = time.Minute
)

// Revision returns a number that grows with every edit, see [data.Feed].
func (s *Store) Revision(ctx context.Context) (int64, error) {
	return ask(ctx, s, "read the revision", s.revision)
}

func (s *Store) revision(ctx context.Context, tx pgx.Tx) (revision int64, err error) {
	err = tx.QueryRow(ctx, s.sql("SELECT revision FROM $.meta")).Scan(&revision)
	return revision, err
}

// Changes returns what was changed after a revision, see [data.Feed]: from the log of
// edits, whose revisions have no gaps.
func (s *Store) Changes(ctx context.Context, since int64) (data.Changes, error) {
	return ask(ctx, s, "read what was changed", func(ctx context.Context, tx pgx.Tx) (_ data.Changes, err error) {
		l := editLog{most: fedRows}
		if l.Revision, err = s.revision(ctx, tx); err != nil || l.Revision == since {
			return l.Changes, err
		}
		err = s.each(ctx, tx, readLog, l.add, since, fedEdits)
		// An earlier state of the server was restored where edits are missing.
		if l.All = l.All || l.edits != l.Revision-since; l.All {
			l.Rows = nil
		}
		return l.Changes, err
	})
}

// readLog reads the log of edits after a revision, at most so many, for [editLog.add].
const readLog = "SELECT revision, who, changed FROM $.edit WHERE revision > $1 ORDER BY revision LIMIT $2"

// editLog is what edits of the log changed: all, where the rows are more than most.
type editLog struct {
	data.Changes
	edits int64
	most  int // rows
}

func (l *editLog) add(r pgx.Rows) error {
	l.edits++
	var revision int64
	var who string
	var text []byte
	if err := r.Scan(&revision, &who, &text); err != nil {
		return err
	}
	if l.All = l.All || text == nil || len(l.Rows) > l.most; l.All {
		return nil
	}
	return addChanged(&l.Changes, revision, who, text)
}

func addChanged(c *data.Changes, revision int64, who string, text []byte) error {
	var byKind map[string][]data.ID
	if err := json.Unmarshal(text, &byKind); err != nil {
		return fmt.Errorf("%w: what revision %d changed: %v", data.ErrCorrupt, revision, err)
	}
	for name, ids := range byKind {
		kind, ok := data.KindNamed(name)
		c.All = c.All || !ok
		for _, id := range ids {
			c.Rows = append(c.Rows, data.ChangedRow{Kind: kind, ID: id, Revision: revision, By: who})
		}
	}
	return nil
}

// Wait returns when the library has another revision, see [data.Feed]. While the server
// is away it goes on waiting.
func (s *Store) Wait(ctx context.Context, revision int64) (int64, error) {
	if err := s.enter(); err != nil {
		return 0, err
	}
	defer s.running.Done()
	s.live.start()
	for {
		heard := s.live.next()
		if now, err := s.Revision(ctx); err == nil && now != revision {
			return now, nil
		} else if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		pause := quiet
		if !s.live.hears() {
			pause = pollPause
		}
		tick := time.NewTimer(pause)
		select {
		case <-heard:
		case <-tick.C:
		case <-s.live.ended:
			tick.Stop()
			return 0, s.enter()
		case <-ctx.Done():
			tick.Stop()
			return 0, ctx.Err()
		}
		tick.Stop()
	}
}

// listener hears that the library has changed, over a connection of its own, from when
// somebody first waits. What it hears is a hint only: anybody in the database can send
// one. Where nothing can be heard, behind a pooler, Wait polls.
type listener struct {
	channel  string
	revision string // the query for the library's
	connect  func(context.Context) (*pgx.Conn, error)
	name     data.ID       // of this listener
	ended    chan struct{} // closed with the store
	begin    sync.Once
	finished chan struct{} // closed when it hears no more

	mu      sync.Mutex
	heard   chan struct{} // closed with the next hint
	met     chan struct{} // closed with the next hint that somebody looks at something else
	hearing bool
}

func newListener(channel, revision string, connect func(context.Context) (*pgx.Conn, error)) *listener {
	return &listener{
		channel: channel, revision: revision, connect: connect, name: data.NewID(),
		ended: make(chan struct{}), finished: make(chan struct{}), heard: make(chan struct{}), met: make(chan struct{}),
	}
}

// start begins to hear, the first time. The connection is made again as often as it is
// lost.
func (l *listener) start() {
	l.begin.Do(func() { go l.run() })
}

// stop ends hearing. It is called once.
func (l *listener) stop() {
	close(l.ended)
	l.begin.Do(func() { close(l.finished) })
	<-l.finished
}

func (l *listener) run() {
	defer close(l.finished)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-l.ended
		cancel()
	}()
	for pause := pollPause; ctx.Err() == nil; pause = min(2*pause, time.Minute) {
		if l.once(ctx) {
			pause = pollPause
		}
		l.hear(false)
		again := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case <-again.C:
		}
		again.Stop()
	}
}

// once listens until the connection is lost, and reports whether it could hear anything,
// which a hint to itself proves.
func (l *listener) once(ctx context.Context) bool {
	conn, err := l.connect(ctx)
	if err != nil {
		return false
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.Background(), beatPatience)
		defer cancel()
		_ = conn.Close(closing)
	}()
	within := func(patience time.Duration, do func(context.Context) error) error {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return do(ctx)
	}
	own := l.channel + "_" + hex.EncodeToString(l.name[8:]) // the server cuts names of more than 63 bytes
	err = within(connecting, func(ctx context.Context) error {
		if _, err := conn.Exec(ctx, fmt.Sprintf("LISTEN %q; LISTEN %q; LISTEN %q; NOTIFY %q", l.channel, l.channel+meeting, own, own)); err != nil {
			return err
		}
		for {
			hint, err := conn.WaitForNotification(ctx)
			if err != nil || hint.Channel == own {
				return err
			}
		}
	})
	if err != nil {
		return false // a pooler is between, or the line is lost
	}
	l.hear(true)
	for last := int64(-1); ; {
		var hint *pgconn.Notification
		err := within(heartbeat, func(ctx context.Context) (err error) {
			hint, err = conn.WaitForNotification(ctx)
			return err
		})
		switch {
		case err == nil && hint.Channel == l.channel+meeting:
			l.meet()
			continue
		case err == nil:
			l.hear(true)
			continue
		}
		if ctx.Err() != nil || conn.IsClosed() {
			return true
		}
		// Nothing for so long: is the line there, and was nothing missed?
		var now int64
		if within(beatPatience, func(ctx context.Context) error { return conn.QueryRow(ctx, l.revision).Scan(&now) }) != nil {
			return true
		}
		if now != last {
			l.hear(true)
		}
		last = now
	}
}

// hear wakes those who wait.
func (l *listener) hear(hearing bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.hearing = hearing
	close(l.heard)
	l.heard = make(chan struct{})
}

// meet wakes those who wait for others.
func (l *listener) meet() {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.met)
	l.met = make(chan struct{})
}

func (l *listener) meetings() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.met
}

func (l *listener) next() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.heard
}

func (l *listener) hears() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.hearing
}
