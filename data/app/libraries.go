package app

import (
	"cmp"
	"context"
	"errors"
	"os"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
)

// Libraries creates, opens, salvages and backs up library files, and opens libraries on
// servers. A place is the path of a file, or an address.
type Libraries struct {
	data.Opener
	data.Rescuer
	Servers data.Servers
	Files   afero.Fs // for all files but libraries
	Now     func() time.Time
}

// OpenPlace opens a library, with the errors of Opener.Open or of Servers.Open.
func (l *Libraries) OpenPlace(ctx context.Context, place string) (data.Store, error) {
	if data.IsAddress(place) {
		return l.Servers.Open(ctx, place)
	}
	return l.Open(ctx, place)
}

// ReadPlace opens a library for reading, with the errors of Opener.Read or of Servers.Open.
func (l *Libraries) ReadPlace(ctx context.Context, place string) (data.Store, error) {
	if data.IsAddress(place) {
		return l.Servers.Open(ctx, place)
	}
	return l.Read(ctx, place)
}

// OpenVetted opens a library from an untrusted source: unless it is the known one, a file
// is checked first, without writing to it; what a server sends is checked as it comes.
// Errors are those of Rescuer.Vet and OpenPlace. progress may be nil.
func (l *Libraries) OpenVetted(ctx context.Context, path string, known data.ID, progress func(done float64)) (data.Store, error) {
	if data.IsAddress(path) {
		return l.Servers.Open(ctx, path)
	}
	_, err := l.Vet(ctx, path, known, progress)
	for _, final := range []error{data.ErrUnsafe, data.ErrCorrupt, data.ErrStray, data.ErrForeign, data.ErrNewer, data.ErrNotFound, context.Canceled} {
		if errors.Is(err, final) {
			return nil, err
		}
	}
	return l.Open(ctx, path)
}

// SalvageBeside saves what can be read of a damaged library to a new one in the same
// folder, named by a label, and returns its path. See Rescuer.Salvage.
func (l *Libraries) SalvageBeside(ctx context.Context, path, label string, progress func(done float64)) (made string, found data.Salvaged, err error) {
	err = data.ErrExists
	for made = range data.Beside(path, label) {
		if found, err = l.Salvage(ctx, path, made, progress); !errors.Is(err, data.ErrExists) {
			break
		}
	}
	return made, found, err
}

// Keeping is where backups are kept, and how many.
type Keeping struct {
	Folder    string
	Mirror    string // of a second one of each, "" for none
	Megabytes int64  // of all backups of one library at most; 0: the program's default
	Last      int    // only so many, the newest; 0: as many as backup.DefaultLimits says
}

// Keeper keeps backups.
func (l *Libraries) Keeper(c Keeping) *backup.Keeper {
	limits := backup.DefaultLimits()
	if c.Megabytes > 0 {
		limits.Bytes = c.Megabytes << 20
	}
	if c.Last > 0 {
		limits = backup.Limits{Last: c.Last}
	}
	host, err := os.Hostname()
	if err != nil {
		host = "" // as those of earlier versions
	}
	return backup.New(l.Files, backup.Config{Folder: c.Folder, Mirror: c.Mirror, Host: host, Limits: limits, Now: l.Now})
}

// BackUp backs up a library that need not be open, by its place, if it has changed since its
// newest backup. It returns the newest and whether it is new. Errors are those of Keeper.Keep,
// and of OpenPlace. progress may be nil; it is of a library of a server.
func (l *Libraries) BackUp(ctx context.Context, k *backup.Keeper, place string, progress func(done float64)) (newest backup.Copy, made bool, err error) {
	if data.IsAddress(place) {
		s, err := l.Servers.Open(ctx, place)
		if err != nil {
			return newest, false, err
		}
		newest, made, err = l.BackUpHosted(ctx, k, s, progress)
		return newest, made, errors.Join(err, s.Close())
	}
	s, err := l.Read(ctx, place)
	if err != nil {
		return newest, false, err
	}
	newest, made, err = k.Keep(ctx, s)
	return newest, made, errors.Join(err, s.Close())
}

// Backups lists the backups of a library, newest first: by its ID, and where it cannot
// be read, by its path.
func (l *Libraries) Backups(ctx context.Context, k *backup.Keeper, path string) ([]backup.Copy, error) {
	s, err := l.ReadPlace(ctx, path)
	if err == nil {
		path = cmp.Or(data.PlaceOf(s), path)
		var library data.Library
		if library, err = s.Library(ctx); errors.Join(err, s.Close()) == nil {
			return k.List(library.ID, path)
		}
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, data.ErrPassword) {
		return nil, err
	}
	return k.ListPath(path)
}
