package pending

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/check"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/words"
)

// rollback is what a rollback journal says of the library that it belongs to
// (https://www.sqlite.org/fileformat.html, 3).
type rollback struct {
	nonce    uint32 // a random number
	pageSize int
	first    []byte // page 1 as it was before, nil if the journal does not have it
}

// magic begins a journal that is complete.
const magic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"

// readRollback reads a journal; nil if SQLite will not play it.
func readRollback(path string) (*rollback, error) {
	const headerSize = 28
	head, err := readAt(path, 0, headerSize)
	if err != nil || len(head) < headerSize || !bytes.HasPrefix(head, []byte(magic)) {
		return nil, err
	}
	number := func(at int) int64 { return int64(binary.BigEndian.Uint32(head[at:])) }
	r := &rollback{nonce: uint32(number(12)), pageSize: int(number(24))}
	records, sector := number(8), number(20)
	const smallest, largest = 32, 65536
	if sector < smallest || sector > largest || r.pageSize < 512 || r.pageSize > largest {
		return r, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	record := int64(r.pageSize) + 8
	for i, at := int64(0), sector; i < records && at+record <= info.Size(); i, at = i+1, at+record {
		var page [4]byte
		if _, err := f.ReadAt(page[:], at); err != nil {
			return nil, err
		}
		if binary.BigEndian.Uint32(page[:]) == 1 {
			r.first, err = readAt(path, at+int64(len(page)), file.HeaderSize)
			return r, err
		}
	}
	return r, nil
}

// follows says why a library with that header cannot be one to which a transaction that
// began where the journal says was writing; "" if it can.
func (r *rollback) follows(header []byte) string {
	if r.pageSize != pageSize(header) {
		return "its pages have another size"
	}
	if r.first == nil {
		return ""
	}
	number := func(of []byte, at int) uint32 { return binary.BigEndian.Uint32(of[at:]) }
	switch before, now := number(r.first, 24), number(header, 24); {
	case number(r.first, 68) != number(header, 68):
		return "it is that of another database"
	case now != before && now != before+1:
		// Every transaction counts one up.
		return fmt.Sprintf("the library has been written %d times, it goes back to the time after %d", now, before)
	}
	return ""
}

// journal judges a rollback journal.
func (j *judge) journal() (kept string, err error) {
	const suffix = "-journal"
	r, err := readRollback(j.path + suffix)
	if err != nil || r == nil {
		return "", err
	}
	if why := r.follows(j.header); why != "" {
		return "", j.stray(suffix, why)
	}
	if j.owner == nil || r.first != nil && j.owner.Left == r.nonce {
		return "", nil // who only reads cannot roll back; or the process that died has named it
	}
	return j.try()
}

// try decides by rolling back a copy. The library as it is counts if it is known to be
// whole, since then the transaction had written everything; else the copy, if that is
// whole. While rows are indexed in the background, half of what that writes looks like
// all of it: then the copy counts. The other one is kept.
func (j *judge) try() (kept string, err error) {
	info, err := file.Stat(j.path)
	if err != nil {
		return "", err
	}
	tried, err := file.NewPart(j.fs, j.path, info)
	if err != nil {
		return "", err
	}
	defer tried.Drop()
	rolled := tried.Path + ".tried"
	if err := file.CopyLibrary(j.ctx, j.fs, j.path, rolled); err != nil {
		return "", errors.Join(err, file.RemoveLibrary(j.fs, rolled))
	}
	defer func() { err = errors.Join(err, file.RemoveLibrary(j.fs, rolled)) }()
	back, backErr := j.rolledBack(rolled)
	if j.ctx.Err() != nil {
		return "", j.ctx.Err()
	}
	now, nowErr := j.stateAt(j.path, engine.Still)
	if nowErr == nil {
		nowErr = wholeCheck(j.ctx, j.path, engine.Still)
	}
	if j.ctx.Err() != nil {
		return "", j.ctx.Err()
	}
	// An edit changes the revision and the journal of edits, or neither is written yet.
	half := backErr == nil && (now.revision == back.revision) != slices.Equal(now.journal, back.journal)
	label := "before " + time.Now().Format("2006-01-02 15-04")
	switch {
	case nowErr == nil && !half && now.indexed:
		return file.SetAside(j.fs, j.path, label, "-journal")
	case backErr == nil:
		return file.KeepAside(j.ctx, j.fs, j.path, label)
	case nowErr == nil:
		return "", j.stray("-journal", fmt.Sprintf("rolling back would damage the library (%v)", engine.Translate(backErr)))
	}
	return "", fmt.Errorf("%w, with and without its journal: %v", data.ErrCorrupt, engine.Translate(nowErr))
}

// rolledBack makes SQLite roll back a copy and checks what comes of it.
func (j *judge) rolledBack(path string) (state, error) {
	db := engine.Open(path, engine.Write)
	tx, err := db.BeginTx(j.ctx, nil)
	if err == nil {
		err = tx.Rollback()
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return state{}, err
	}
	s, err := j.stateAt(path, engine.Still)
	if err == nil {
		err = wholeCheck(j.ctx, path, engine.Still)
	}
	return s, err
}

// wholeCheck checks a library as “tarikh check” does.
func wholeCheck(ctx context.Context, path string, m engine.Mode) (err error) {
	db := engine.Open(path, m)
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	problems, _, err := check.Library(ctx, tx, path, engine.Part(nil, 0, 1))
	if err == nil && len(problems) == 0 {
		problems, err = words.Check(ctx, conn, tx, engine.Part(nil, 0, 1))
	}
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%w: %s", data.ErrCorrupt, problems[0])
	}
	return err
}

// Number is the random number of the journal of the transaction that is under way in
// the library at path; false if there is none. SQLite holds no lock on a journal.
func Number(path string) (uint32, bool) {
	const at = 12
	number, err := readAt(path+"-journal", at, 4)
	if err != nil || len(number) < 4 {
		return 0, false
	}
	return binary.BigEndian.Uint32(number), true
}
