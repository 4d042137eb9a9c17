package backup

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// sum is the SHA-256 of a text or page.
type sum = [sha256.Size]byte

// shelf is the texts and pages of one library, each in a file that is named by its hash
// and holds it compressed (RFC 1951). Backups of rows share them.
type shelf struct {
	files  afero.Fs
	folder string
}

const shelfName = "bodies"

func (s shelf) path(of sum) string {
	name := hex.EncodeToString(of[:])
	return filepath.Join(s.folder, name[:2], name)
}

// all returns the sizes of what is there.
func (s shelf) all() (map[sum]int64, error) {
	out := map[sum]int64{}
	err := s.each(func(info fs.FileInfo, _ string) {
		if raw, err := hex.DecodeString(info.Name()); err == nil && len(raw) == sha256.Size {
			out[sum(raw)] = info.Size()
		}
	})
	return out, err
}

// each calls f for each file.
func (s shelf) each(f func(info fs.FileInfo, path string)) error {
	folders, err := afero.ReadDir(s.files, s.folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		path := filepath.Join(s.folder, folder.Name())
		entries, listErr := afero.ReadDir(s.files, path)
		err = errors.Join(err, listErr)
		for _, e := range entries {
			f(e, filepath.Join(path, e.Name()))
		}
	}
	return err
}

// put writes a text or page.
func (s shelf) put(of sum, packed []byte) error {
	path := s.path(of)
	if err := s.files.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return writeFile(s.files, path, packed)
}

// sync makes the names of what was put durable.
func (s shelf) sync(put []sum) {
	folders := map[string]bool{}
	for _, of := range put {
		folders[filepath.Dir(s.path(of))] = true
	}
	for folder := range folders {
		syncFolder(s.files, folder)
	}
	if len(folders) > 0 {
		syncFolder(s.files, s.folder)
	}
}

// get reads a text or page as it was put.
func (s shelf) get(of sum) ([]byte, error) {
	const most = data.MaxArticle + data.MaxArticle/8
	if info, err := s.files.Stat(s.path(of)); err != nil {
		return nil, err
	} else if info.Size() > most {
		return nil, fmt.Errorf("%w: a text or page of %d bytes", data.ErrCorrupt, info.Size())
	}
	return afero.ReadFile(s.files, s.path(of))
}

// unfinished is how old files must be for no program to be writing them any more, where
// no lock says so.
const unfinished = 24 * time.Hour

// sweep removes what no name is in used: a text or page unless it is so new that the next
// backup needs it, what is unfinished at once. No backup is being made.
func (s shelf) sweep(used map[sum]bool, now time.Time) (err error) {
	walkErr := s.each(func(info fs.FileInfo, path string) {
		raw, bad := hex.DecodeString(info.Name())
		whole := bad == nil && len(raw) == sha256.Size
		if whole && (used[sum(raw)] || info.ModTime().After(now.Add(-unfinished))) {
			return
		}
		err = errors.Join(err, s.files.Remove(path))
	})
	return errors.Join(err, walkErr)
}

// filling is the texts and pages of one backup while it is made, see data.Bodies.
type filling struct {
	ctx      context.Context
	shelf    shelf
	known    map[sum]int64
	names    []sum
	put      []sum
	complete func(path string, names []sum) error
}

// Put is that of data.Bodies.
func (f *filling) Put(of sum, packed func() ([]byte, error)) error {
	if err := f.ctx.Err(); err != nil {
		return err
	}
	f.names = append(f.names, of)
	if size, ok := f.known[of]; ok && size > 0 {
		return nil
	}
	body, err := packed()
	if err == nil {
		err = f.shelf.put(of, body)
	}
	f.put = append(f.put, of)
	return err
}

// Complete is that of data.Bodies.
func (f *filling) Complete(path string) error {
	f.shelf.sync(f.put)
	return f.complete(path, f.names)
}

// writeNames writes the list of bodies of a backup, and returns its SHA-256 in hex.
// ErrExists if there is one: another program makes a backup of that name.
func writeNames(files afero.Fs, backup string, names []sum) (string, error) {
	raw := make([]byte, 0, len(names)*sha256.Size)
	for _, of := range names {
		raw = append(raw, of[:]...)
	}
	path := bare(backup) + bodiesSuffix
	f, err := files.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return "", data.ErrExists
	}
	if err != nil {
		return "", err
	}
	_, err = bytes.NewReader(raw).WriteTo(f)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(err, files.Remove(path))
	}
	of := sha256.Sum256(raw)
	return hex.EncodeToString(of[:]), nil
}

// holds reports whether a text or page has its hash.
func holds(packed []byte, of sum) bool {
	hash := sha256.New()
	n, err := io.Copy(hash, io.LimitReader(flate.NewReader(bytes.NewReader(packed)), data.MaxArticle+1))
	return err == nil && n <= data.MaxArticle && sum(hash.Sum(nil)) == of
}
