package app

import (
	"context"
	"errors"
	"sync"
	"testing"

	"tarikh.org/tarikh/data/intake"
)

// Every source is told of when it is begun, while it comes in and when it is over.
func TestReadAll(t *testing.T) {
	sources := make([]intake.Source, 7)
	for i := range sources {
		sources[i] = intake.File(string(rune('a' + i)))
	}
	var mu sync.Mutex
	told := map[int][]Reading{}
	broken := errors.New("broken")
	ReadAll(t.Context(), func(_ context.Context, s intake.Source, progress intake.Progress) (intake.Draft, error) {
		progress(1, 2)
		if s.Path == "c" {
			return intake.Draft{}, broken
		}
		return intake.Draft{Text: s.Path}, nil
	}, sources, func(r Reading) {
		mu.Lock()
		defer mu.Unlock()
		told[r.At] = append(told[r.At], r)
	})
	for i, s := range sources {
		r := told[i]
		if len(r) != 3 || r[0].Over || r[1].Done != 1 || r[1].Total != 2 || !r[2].Over {
			t.Fatalf("of %s it tells %+v", s.Path, r)
		}
		if failed := s.Path == "c"; errors.Is(r[2].Err, broken) != failed || !failed && r[2].Draft.Text != s.Path {
			t.Errorf("of %s comes %+v", s.Path, r[2])
		}
	}
}

// Cancelled, what is under way ends and no more is begun.
func TestReadAllIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	started := make(chan bool, 100)
	go func() {
		for range ReadAtOnce {
			<-started
		}
		cancel()
	}()
	ReadAll(ctx, func(ctx context.Context, _ intake.Source, _ intake.Progress) (intake.Draft, error) {
		started <- true
		<-ctx.Done()
		return intake.Draft{}, ctx.Err()
	}, make([]intake.Source, 20), func(Reading) {})
	if len(started) > 0 {
		t.Errorf("%d more were begun", len(started))
	}
}
