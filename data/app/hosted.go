package app

import (
	"context"
	"errors"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
)

// Nightly is how old the newest copy of a library of a server may be before another one is due.
const Nightly = 20 * time.Hour

// BackUpHosted is BackUp of an open library of a server: the backup is a file that holds what
// the library was at one moment, compared by a hash of all. Errors: those of Keeper.Keep and
// of CopyLibrary. progress may be nil.
func (l *Libraries) BackUpHosted(ctx context.Context, k *backup.Keeper, s data.Hosted, progress func(done float64)) (newest backup.Copy, made bool, err error) {
	for range copyTries {
		if data.IsAway(s) { // what is here is a copy already
			return newest, false, data.ErrAway
		}
		err = data.AtOneMoment(ctx, s, func(at data.Store) error {
			newest, made, err = k.Keep(ctx, hosted{at, s.Address(), l, progress})
			return err
		})
		if !errors.Is(err, data.ErrAway) {
			break
		}
	}
	return newest, made, err
}

// hosted is a library of a server as what is backed up.
type hosted struct {
	data.Store
	address   string
	libraries *Libraries
	progress  func(float64)
}

var _ backup.Source = hosted{}

// Path is by what the library is known among backups.
func (h hosted) Path() string { return h.address }

// Bulk is 0: a backup is one file that anybody can open.
func (h hosted) Bulk(context.Context) (int64, error) { return 0, nil }

// copyTries is how often a copy is made again whose line to the server was lost.
const copyTries = 3

// SaveBackup copies the library to a new file. What breaks off does not go on: the next one
// has another name.
func (h hosted) SaveBackup(ctx context.Context, path string) (err error) {
	defer func() {
		for _, left := range []string{"", "-wal", "-shm", "-journal", ".lock"} {
			if err != nil {
				_ = h.libraries.Files.Remove(path + ".part" + left) // what is there
			}
		}
	}()
	_, err = h.libraries.CopyLibrary(ctx, h.Store, Copying{To: path, Progress: h.progress})
	return err
}

// SaveApart is for bulky files.
func (h hosted) SaveApart(context.Context, string, data.Bodies) error { return errors.ErrUnsupported }
