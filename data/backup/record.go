package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// A backup that is called NAME.tarikh or NAME.rows has a record, NAME.json, and one of
// rows a list of the texts and pages that belong to it, NAME.bodies: their hashes, one
// after the other. Both are on disk before the backup has its name.
const (
	wholeSuffix  = ".tarikh"
	rowsSuffix   = ".rows"
	recordSuffix = ".json"
	bodiesSuffix = ".bodies"
	// Unfinished files are .tarikh-ID.part; those of the store have a lock beside them.
	partPrefix = ".tarikh-"
	partSuffix = ".part"
	storeLock  = partSuffix + ".lock"
)

// record says what a backup is of.
type record struct {
	Title   string      `json:"title"`
	Path    string      `json:"path"` // of the library
	Host    string      `json:"host"` // the computer
	File    Identity    `json:"file"`
	Counts  data.Counts `json:"counts"`
	Changed int64       `json:"changed"` // see Summary
	Bytes   int64       `json:"bytes"`   // of texts and pages, about
	Sum     string      `json:"sum"`     // SHA-256 of the backup's file, in hex
	Bodies  string      `json:"bodies"`  // SHA-256 of the list of bodies, "" if there is none
}

// bare is the path of a backup without its suffix.
func bare(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }

// readRecord returns the record of a backup, nil where it has none: backups of earlier
// versions.
func readRecord(files afero.Fs, backup string) *record {
	const most = 1 << 20
	path := bare(backup) + recordSuffix
	if info, err := files.Stat(path); err != nil || info.Size() > most {
		return nil
	}
	raw, err := afero.ReadFile(files, path)
	r := &record{}
	if err != nil || json.Unmarshal(raw, r) != nil {
		return nil
	}
	return r
}

func (r *record) write(files afero.Fs, backup string) error {
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(files, bare(backup)+recordSuffix, append(raw, '\n'))
}

// readNames returns the list of bodies of a backup, if it is whole.
func readNames(files afero.Fs, backup string, r *record) ([]sum, error) {
	if r == nil {
		return nil, fmt.Errorf("backup %q: %w: its record is missing or damaged", backup, data.ErrCorrupt)
	}
	raw, err := afero.ReadFile(files, bare(backup)+bodiesSuffix)
	if err != nil {
		return nil, err
	}
	if of := sha256.Sum256(raw); hex.EncodeToString(of[:]) != r.Bodies || len(raw)%len(of) != 0 {
		return nil, fmt.Errorf("backup %q: %w: its list of texts and pages is damaged", backup, data.ErrCorrupt)
	}
	names := make([]sum, 0, len(raw)/sha256.Size)
	for ; len(raw) > 0; raw = raw[sha256.Size:] {
		names = append(names, sum(raw[:sha256.Size]))
	}
	return names, nil
}

// sumOf is the SHA-256 of a file, in hex.
func sumOf(files afero.Fs, path string) (string, error) {
	f, err := files.Open(path)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	_, err = io.Copy(hash, f)
	return hex.EncodeToString(hash.Sum(nil)), errors.Join(err, f.Close())
}

// writeFile writes a file under another name and gives it its own once it is on disk,
// so that it is whole under its name.
func writeFile(files afero.Fs, path string, content []byte) (err error) {
	part := filepath.Join(filepath.Dir(path), partPrefix+data.NewID().String()+partSuffix)
	f, err := files.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = files.Remove(part) // the first error is what counts
		}
	}()
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return files.Rename(part, path)
}

// syncFolder makes new names in a folder durable, where the system can.
func syncFolder(files afero.Fs, folder string) {
	if f, err := files.Open(folder); err == nil {
		_ = f.Sync() // not on every file system
		_ = f.Close()
	}
}
