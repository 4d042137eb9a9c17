package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"tarikh.org/tarikh/data"
)

// meeting is what the channel of hints about presence is called after that of edits.
const meeting = "_here"

// presencePatience is how long telling others may take: soon it is told again.
const presencePatience = 5 * time.Second

// Meet tells the others what this program looks at, see [data.Meeting].
func (s *Store) Meet(ctx context.Context, mine data.Presence) ([]data.Presence, error) {
	var text []byte
	err := s.telling(ctx, "tell others", func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, s.sql("SELECT $.meet($1::uuid, nullif($2::uuid, $5), nullif($3::uuid, $5), nullif($4::uuid, $5), $6::text)::text"),
			mine.Client, mine.Event, mine.Article, mine.Note, data.ID{}, s.channel()+meeting).Scan(&text)
	})
	if err != nil {
		return nil, err
	}
	var others []data.Presence
	if err := json.Unmarshal(text, &others); err != nil {
		return nil, fmt.Errorf("%w: who is here: %v", data.ErrCorrupt, err)
	}
	return others, nil
}

// Leave tells the others that a program is gone, see [data.Meeting].
func (s *Store) Leave(ctx context.Context, client data.ID) error {
	return s.telling(ctx, "tell others", func(ctx context.Context) error {
		_, err := s.pool.Exec(ctx, s.sql("SELECT $.leave($1::uuid, $2::text)"), client, s.channel()+meeting)
		return err
	})
}

// Met returns when another has told something new, see [data.Meeting].
func (s *Store) Met(ctx context.Context) error {
	s.live.start()
	select {
	case <-s.live.meetings():
	case <-s.live.ended:
		return s.enter()
	case <-ctx.Done():
	}
	return ctx.Err()
}

// telling makes a call about presence, which is not made again.
func (s *Store) telling(ctx context.Context, action string, call func(context.Context) error) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.running.Done()
	ctx, cancel := context.WithTimeoutCause(ctx, presencePatience, errPatience)
	defer cancel()
	if err := call(ctx); err != nil {
		return fmt.Errorf("%s: %w", action, translate(err))
	}
	return nil
}
