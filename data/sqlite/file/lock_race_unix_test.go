//go:build unix

package file

import (
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

// Releasing a lock removes its file. A process that opened the file just before and
// locks it just after holds a lock on a file that no other process finds: it must check
// whether the file still exists. Several take and give back as fast as they can.
func TestLockIsOnTheFileThatOthersFind(t *testing.T) {
	const takers, turns = 4, 2000
	path := filepath.Join(t.TempDir(), "a.tarikh.lock")
	var owners, taken atomic.Int32
	var group sync.WaitGroup
	for range takers {
		group.Go(func() {
			for range turns {
				l, err := acquireOnce(path, "Tarikh")
				if errors.Is(err, ErrHeld) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				taken.Add(1)
				if n := owners.Add(1); n > 1 {
					t.Errorf("%d own the lock at once", n)
				}
				owners.Add(-1)
				if err := l.Release(); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	if taken.Load() == 0 {
		t.Error("nobody ever took it")
	}
}
