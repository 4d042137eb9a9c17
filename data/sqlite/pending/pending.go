// Package pending judges what a crash may have left beside a library: a rollback journal
// (NAME-journal) or a write-ahead log (NAME-wal).
//
// The one idea behind it: SQLite plays whatever has the right name into the file, and
// neither has the library's identity in it. So before SQLite may do that, it is asked
// whether the two belong together: by marks where there are any, else by trying it on a
// copy. What does not belong is never played.
package pending

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
)

// Judge decides whether SQLite may play what lies beside the library at path, which no
// process has open. owner is the lock of this process, nil if it only reads; then
// nothing is changed. Errors: data.ErrStray, which names the file that does not belong
// to the library.
//
// bulky reports of a library whether most of it is texts and pages, which are looked at while
// it is open; it may be nil where owner is.
//
// Where only a trial could decide, what was not taken is kept: Judge returns its path,
// "" otherwise.
func Judge(ctx context.Context, fsys afero.Fs, schemas *engine.Schemas, path string, owner *file.Lock, bulky Bulky) (kept string, err error) {
	steps, err := engine.Migrations()
	if err != nil {
		return "", err
	}
	j := &judge{ctx: ctx, fs: fsys, path: path, owner: owner, bulky: bulky, schemas: schemas, steps: steps}
	if j.header, err = readAt(path, 0, file.HeaderSize); err != nil || len(j.header) < file.HeaderSize {
		return "", err // refused elsewhere
	}
	if file.Filled(path + "-journal") {
		if kept, err = j.journal(); err != nil {
			return "", err
		}
	}
	if file.Filled(path + "-wal") {
		err = j.log()
	}
	return kept, err
}

// Bulky reports whether most of a library is texts and pages.
type Bulky func(context.Context, engine.Querier) bool

type judge struct {
	ctx   context.Context
	fs    afero.Fs
	path  string
	owner *file.Lock
	bulky Bulky
	// Nothing is read of a file whose tables are not ours.
	schemas *engine.Schemas
	steps   []string
	header  []byte // of the library, without what is beside it
}

// stray is the error of a file that does not belong to the library.
func (j *judge) stray(suffix, why string) error {
	return file.Say(data.ErrStray, "%q beside it belongs to another copy of it, or to an earlier time: %s. Move that file elsewhere to open the library without it",
		filepath.Base(j.path)+suffix, why)
}

// log judges a write-ahead log. Reading through it plays nothing, so no copy is needed.
func (j *judge) log() error {
	const suffix = "-wal"
	head, err := readAt(j.path+suffix, 0, logHead)
	if err != nil {
		return err
	}
	// SQLite takes a log with another beginning for an empty one.
	if len(head) < logHead || binary.BigEndian.Uint32(head)&^1 != 0x377f0682 {
		return nil
	}
	switch {
	case j.header[18] == 1:
		// SQLite marks the file before it makes a log, and removes the log before it
		// takes the mark away.
		return j.stray(suffix, "the library was closed without a log")
	case int(binary.BigEndian.Uint32(head[8:])) != pageSize(j.header):
		return j.stray(suffix, "its pages have another size")
	}
	without, withoutErr := j.stateAt(j.path, engine.Still)
	with, err := j.stateAt(j.path, engine.Read)
	if err == nil && withoutErr == nil {
		// A checkpoint that was cut short has brought home a part of the log, and the
		// rest is in it: what the file has without the log it has with it.
		if why := with.continues(without); why != "" {
			return j.stray(suffix, why)
		}
	}
	if err == nil {
		err = with.whole(j.ctx, j.path)
	}
	if err == nil && j.owner != nil { // who only reads does not wait for this
		err = j.soundWith(head)
	}
	if j.ctx.Err() != nil {
		return j.ctx.Err()
	}
	if err = engine.Translate(engine.Unusable(err)); !errors.Is(err, data.ErrCorrupt) {
		return nil // sound, or found out when it is opened
	}
	if withoutErr == nil && j.sound(engine.Still, engine.QuickCheck) == nil {
		return j.stray(suffix, fmt.Sprintf("the library is sound without it, and with it not (%v)", err))
	}
	if j.owner == nil {
		return nil // what can be read is read
	}
	return fmt.Errorf("%w, with and without its log", err)
}

// soundWith checks the library with its log, whose head is given. What only looks like its log
// can have pages from anywhere, so that each page of the library has to be looked at. A log that
// the process which died has named is the library's own, and a crash leaves that whole: then
// texts and pages are left for when it is open, as those of a library without a log are.
func (j *judge) soundWith(head []byte) error {
	return j.sound(engine.Read, func(ctx context.Context, q engine.Querier) error {
		if j.named(head) && j.bulky(ctx, q) {
			return engine.QuickCheckRows(ctx, q)
		}
		return engine.QuickCheck(ctx, q)
	})
}

// named reports whether the process that died was writing that log, and nobody has written to
// the library since.
func (j *judge) named(head []byte) bool {
	info, err := os.Stat(j.path)
	return err == nil && j.owner.LeftLog == file.LogMark{Number: logNumber(head), Stamp: file.StampOf(info)}
}

func (j *judge) sound(m engine.Mode, look func(context.Context, engine.Querier) error) error {
	db := engine.Open(j.path, m)
	return errors.Join(look(j.ctx, db), db.Close())
}

// LogNumber is the number of the log beside the library at path, which it gets each time it
// begins again: its salts (https://www.sqlite.org/fileformat.html, 4.1). False if there is none.
// SQLite holds no lock on a log.
func LogNumber(path string) (uint64, bool) {
	head, err := readAt(path+"-wal", 0, logHead)
	if err != nil || len(head) < logHead {
		return 0, false
	}
	return logNumber(head), true
}

// logHead is the size of the header of a log, in bytes.
const logHead = 32

func logNumber(head []byte) uint64 { return binary.BigEndian.Uint64(head[16:]) }

// pageSize is that of a library with some header, in bytes.
func pageSize(header []byte) int {
	if n := int(binary.BigEndian.Uint16(header[16:])); n != 1 {
		return n
	}
	return 65536
}

// readAt reads up to n bytes of a file at an offset.
func readAt(path string, at int64, n int) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	part := make([]byte, n)
	read, err := f.ReadAt(part, at)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return part[:read], err
}
