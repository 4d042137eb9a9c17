package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"tarikh.org/tarikh/data"
)

// send has an edit written by one call, and asks again with the same ID until it knows
// what became of it. Where it cannot learn that, the edit stays in the outbox.
func (s *Store) send(ctx context.Context, id data.ID, p payload) (a answer, err error) {
	text, err := json.Marshal(p)
	if err != nil {
		return a, err
	}
	if err := s.outbox.put(id, text); err != nil {
		return a, err
	}
	a, err = s.deliver(ctx, id, text)
	if !errors.Is(err, errUnknown) {
		s.outbox.drop(id)
	}
	return a, err
}

// deliver sends until the fate is known, or patience is at its end: errUnknown.
func (s *Store) deliver(ctx context.Context, id data.ID, text []byte) (a answer, err error) {
	limited, cancel := context.WithTimeoutCause(ctx, patience, errPatience)
	defer cancel()
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, 2*time.Second) {
		a, err = s.call(limited, id, text)
		if err == nil || !isAway(err) {
			return a, err
		}
		wait := time.NewTimer(pause)
		select {
		case <-wait.C:
			continue
		case <-limited.Done():
			wait.Stop()
		}
		if a, known := s.fate(id); known {
			return a, nil
		}
		if ctx.Err() != nil {
			return a, ctx.Err()
		}
		return a, fmt.Errorf("%w: %w: %s", errUnknown, data.ErrAway, plain(err))
	}
}

// fate asks what became of an edit, whatever has become of the call that sent it.
func (s *Store) fate(id data.ID) (a answer, known bool) {
	ctx, cancel := context.WithTimeoutCause(context.Background(), connecting, errPatience)
	defer cancel()
	var text []byte
	if err := s.pool.QueryRow(ctx, s.sql("SELECT $.answer($1)::text"), id).Scan(&text); err != nil || text == nil {
		return a, false
	}
	return a, json.Unmarshal(text, &a) == nil
}

// call sends an edit, and behind it, in a transaction of its own but with the same
// message, the hint for those who listen: inside the edit it would make all libraries of
// the server wait for each other. Once the edit's transaction has ended it is made,
// whatever becomes of the hint, which those who listen can do without.
func (s *Store) call(ctx context.Context, id data.ID, text []byte) (a answer, err error) {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return a, err
	}
	defer conn.Release()
	p := conn.Conn().PgConn().StartPipeline(ctx)
	p.SendQueryParams(s.sql("SELECT $.apply($1, $2)::text"), [][]byte{[]byte(id.String()), text}, nil, nil, nil)
	if err = p.Sync(); err == nil {
		p.SendQueryParams("SELECT pg_notify($1, '')", [][]byte{[]byte(s.channel())}, nil, nil, nil)
		err = p.Sync()
	}
	var said []byte
	made := false
	for err == nil && !made {
		var result any
		if result, err = p.GetResults(); err != nil {
			break
		}
		switch result := result.(type) {
		case *pgconn.ResultReader:
			read := result.Read()
			if err = read.Err; err == nil && len(read.Rows) == 1 && len(read.Rows[0]) == 1 {
				said = read.Rows[0][0]
			}
		case *pgconn.PipelineSync:
			made = true
		case nil:
			err = fmt.Errorf("%w: an edit without an answer", data.ErrCorrupt)
		}
	}
	_ = p.Close() // reads what is said of the hint
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(said, &a); err != nil {
		return a, fmt.Errorf("%w: the answer to an edit: %v", data.ErrCorrupt, err)
	}
	return a, nil
}

// channel is what is notified when the library has changed.
func (s *Store) channel() string { return "tarikh_" + s.schema }

// tell notifies those who listen; they would find out without it, later.
func (s *Store) tell() {
	ctx, cancel := context.WithTimeoutCause(context.Background(), connecting, errPatience)
	defer cancel()
	_, _ = s.pool.Exec(ctx, "SELECT pg_notify($1, '')", s.channel())
}
