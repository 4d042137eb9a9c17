package away

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/file"
)

// keeping keeps edits that were made while the server was away, a file each. The files are
// the library's data: only their owner can read them.
type keeping struct {
	folder string
	disk   file.Disk
}

func openKept(folder string) (*keeping, error) {
	k := &keeping{filepath.Join(folder, "kept"), file.Disk{Files: afero.NewOsFs()}}
	return k, os.MkdirAll(k.folder, 0o700)
}

func (k *keeping) path(id data.ID) string { return filepath.Join(k.folder, id.String()+".edit") }

// put keeps an edit: it is on the disk afterwards.
func (k *keeping) put(ctx context.Context, e data.Edit) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(e); err != nil {
		return fmt.Errorf("keep the edit: %w", err)
	}
	err := k.disk.WriteNew(ctx, k.path(data.NewID()), func(temporary string) error { return os.WriteFile(temporary, b.Bytes(), 0o600) })
	if err != nil {
		return fmt.Errorf("keep the edit: %w", err)
	}
	return nil
}

// all are the kept edits, the oldest first: IDs are ordered by time.
func (k *keeping) all() (out []data.KeptEdit, err error) {
	entries, err := os.ReadDir(k.folder)
	if err != nil {
		return nil, fmt.Errorf("read the kept edits: %w", err)
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".edit")
		id, notOne := data.ParseID(name)
		if !ok || notOne != nil {
			continue
		}
		kept := data.KeptEdit{ID: id}
		content, err := os.ReadFile(k.path(id))
		if errors.Is(err, fs.ErrNotExist) { // its fate is known since
			continue
		}
		if err == nil {
			err = gob.NewDecoder(bytes.NewReader(content)).Decode(&kept.Edit)
		}
		if err != nil {
			return nil, fmt.Errorf("read the kept edit %s: %w", k.path(id), err)
		}
		out = append(out, kept)
	}
	slices.SortFunc(out, func(a, b data.KeptEdit) int { return slices.Compare(a.ID[:], b.ID[:]) })
	return out, nil
}

// forget drops an edit whose fate is known.
func (k *keeping) forget(id data.ID) error {
	if err := os.Remove(k.path(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget a kept edit: %w", err)
	}
	return nil
}

// Kept are the edits that are kept for the server, see [data.Absent].
func (s *Store) Kept(context.Context) ([]data.KeptEdit, error) { return s.kept.all() }

// Forget drops one of them, see [data.Absent].
func (s *Store) Forget(id data.ID) error { return s.kept.forget(id) }
