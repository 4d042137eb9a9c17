package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/data"
)

// outbox keeps edits on the disk, a file each, from before they are sent until their fate
// is known. The files are the library's data: only their owner can read them.
type outbox struct{ folder string }

// openOutbox opens the one of a library and login, nil for no folder.
func openOutbox(folder, of string) (*outbox, error) {
	if folder == "" {
		return nil, nil
	}
	name := sha256.Sum256([]byte(of))
	b := &outbox{filepath.Join(folder, hex.EncodeToString(name[:8]))}
	if err := os.MkdirAll(b.folder, 0o700); err != nil {
		return nil, fmt.Errorf("keep edits: %w", err)
	}
	return b, nil
}

func (b *outbox) path(id data.ID) string { return filepath.Join(b.folder, id.String()+".json") }

// put keeps an edit.
func (b *outbox) put(id data.ID, text []byte) error {
	if b == nil {
		return nil
	}
	if err := writeSynced(b.path(id), text); err != nil {
		return fmt.Errorf("keep the edit: %w", err)
	}
	return nil
}

// drop forgets one whose fate is known.
func (b *outbox) drop(id data.ID) {
	if b != nil {
		_ = os.Remove(b.path(id)) // sent again it would change nothing
	}
}

// writeSynced writes a file that appears when it is whole.
func writeSynced(path string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "*.new") // 0600
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// kept are the edits that were kept by earlier runs, the oldest first: their IDs are
// ordered by time.
func (b *outbox) kept() (out []data.ID, err error) {
	if b == nil {
		return nil, nil
	}
	entries, err := os.ReadDir(b.folder)
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".json")
		if id, err := data.ParseID(name); ok && err == nil {
			out = append(out, id)
		}
	}
	return out, err
}

// refuse keeps an edit that the server refuses beside the others, with the reason.
func (b *outbox) refuse(id data.ID, reason error) error {
	if err := writeSynced(b.path(id)+".reason", []byte(reason.Error()+"\n")); err != nil {
		return err
	}
	return os.Rename(b.path(id), b.path(id)+".refused")
}

// Refused are the files of edits that the server has refused when they were sent again:
// what was typed is in them.
func (s *Store) Refused() ([]string, error) {
	if s.outbox == nil {
		return nil, nil
	}
	return filepath.Glob(filepath.Join(s.outbox.folder, "*.refused"))
}

// resend sends what earlier runs have kept. An edit that arrived then is not made twice.
func (s *Store) resend(ctx context.Context) error {
	kept, err := s.outbox.kept()
	for _, id := range kept {
		text, err := os.ReadFile(s.outbox.path(id))
		if err != nil {
			return err
		}
		switch _, err := s.deliver(ctx, id, text); {
		case err == nil:
			s.outbox.drop(id)
		case errors.Is(err, errUnknown), ctx.Err() != nil:
			return err
		default:
			if err := s.outbox.refuse(id, translate(err)); err != nil {
				return err
			}
		}
	}
	return err
}
