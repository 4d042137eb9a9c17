package file

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Lock is the right to edit a library: an operating-system lock on the file NAME.lock
// in its folder, which names the owner, in words. The lock ends with its process; a
// file that a crashed process left is not locked and is taken over.
type Lock struct {
	// Left is the mark of the owner before, if its process has died; 0 without one.
	Left uint32
	// LeftLog is the mark that it left of its write-ahead log; zero without one.
	LeftLog LogMark
	logged  LogMark
	file    *os.File
	path    string
}

// LogMark names a write-ahead log and the file that it belongs to, as that was when nothing
// but the log was written any more. Whoever writes to the file, or writes over it, changes its
// time; a log that begins again gets another number.
type LogMark struct {
	Number uint64
	Stamp
}

// Stamp is the size of a file in bytes and when it was last written, in nanoseconds.
type Stamp struct{ Size, Time int64 }

// StampOf returns that of a file.
func StampOf(info fs.FileInfo) Stamp { return Stamp{info.Size(), info.ModTime().UnixNano()} }

// ErrHeld: another process, or this one, holds the lock.
var ErrHeld = errors.New("held")

// maxHolder is how much of a lock file is read, in bytes.
const maxHolder = 512

// Acquire takes the lock, or returns ErrHeld. Other errors mean that no lock can be
// created there, as in a folder that cannot be written.
func Acquire(path, who string) (*Lock, error) {
	// A process that only checks whether the lock is held (see Holder) has it for a
	// moment: wait that long.
	const attempts, pause = 4, 5 * time.Millisecond
	for attempt := 1; ; attempt++ {
		l, err := acquireOnce(path, who)
		if !errors.Is(err, ErrHeld) || attempt == attempts {
			return l, err
		}
		time.Sleep(pause)
	}
}

func acquireOnce(path, who string) (*Lock, error) {
	for {
		if err := Ordinary(path); err != nil {
			return nil, err
		}
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		if err := lockFile(file); err != nil {
			return nil, errors.Join(err, file.Close())
		}
		// The owner before us may have removed the file between our opening and our
		// locking it: then we hold a lock on a file that no other process finds.
		here, err := file.Stat()
		if err != nil {
			return nil, errors.Join(err, file.Close())
		}
		if there, err := os.Lstat(path); err != nil || !os.SameFile(here, there) {
			_ = file.Close()
			continue
		}
		if err := left(file, who); err != nil {
			return nil, errors.Join(err, file.Close())
		}
		l := &Lock{file: file, path: path, Left: readMark(file), LeftLog: readLogMark(file)}
		if err := l.write(who); err != nil {
			return nil, errors.Join(err, l.Release())
		}
		return l, nil
	}
}

// Ordinary refuses what is at the path of one of our files and is no regular file:
// writing would follow a link to another file, and a pipe would block.
func Ordinary(path string) error {
	info, err := os.Lstat(path)
	if err != nil || info.Mode().IsRegular() {
		return nil
	}
	return fmt.Errorf("%q in its folder is no regular file; move it elsewhere", filepath.Base(path))
}

// left refuses to take over a file that is not one of our lock files, since taking it
// over empties it. Ours begin with the same word.
func left(file *os.File, who string) error {
	word, _, _ := strings.Cut(who, " ")
	text := make([]byte, len(word))
	n, err := file.ReadAt(text, 0)
	switch {
	case n == 0 && errors.Is(err, io.EOF), string(text) == word:
		return nil
	case err != nil && !errors.Is(err, io.EOF):
		return err
	}
	return fmt.Errorf("%q in its folder is not a lock of this program; move it elsewhere", filepath.Base(file.Name()))
}

func (l *Lock) write(who string) error {
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err := l.file.WriteAt([]byte(who+"\n"), 0)
	return err
}

// The marks of a lock are numbers behind the text, each after a word of ours.
const (
	markWord  = "mark"
	markAt    = maxHolder
	logWord   = "log "
	logMarkAt = markAt + int64(len(markWord)) + 4
)

// Mark notes a number that is found after a crash, see Left. It is no promise: where it
// cannot be written, there is none.
func (l *Lock) Mark(number uint32) {
	_, _ = l.file.WriteAt(binary.BigEndian.AppendUint32([]byte(markWord), number), markAt)
}

func readMark(file *os.File) uint32 {
	mark := make([]byte, len(markWord)+4)
	if _, err := file.ReadAt(mark, markAt); err != nil || string(mark[:len(markWord)]) != markWord {
		return 0
	}
	return binary.BigEndian.Uint32(mark[len(markWord):])
}

// MarkLog notes which log is in use, in the same way.
func (l *Lock) MarkLog(m LogMark) {
	if m == l.logged {
		return
	}
	l.logged = m
	b := binary.BigEndian.AppendUint64([]byte(logWord), m.Number)
	b = binary.BigEndian.AppendUint64(b, uint64(m.Size))
	_, _ = l.file.WriteAt(binary.BigEndian.AppendUint64(b, uint64(m.Time)), logMarkAt)
}

func readLogMark(file *os.File) LogMark {
	b := make([]byte, len(logWord)+3*8)
	if _, err := file.ReadAt(b, logMarkAt); err != nil || string(b[:len(logWord)]) != logWord {
		return LogMark{}
	}
	number := func(i int) uint64 { return binary.BigEndian.Uint64(b[len(logWord)+8*i:]) }
	return LogMark{number(0), Stamp{int64(number(1)), int64(number(2))}}
}

// HasRoom writes that many bytes to find out whether the disk has space for them, and
// frees them. The free space that the file system reports ignores quotas.
func (l *Lock) HasRoom(bytes int64) error {
	info, err := l.file.Stat()
	if err != nil {
		return err
	}
	_, err = l.file.WriteAt(make([]byte, bytes), info.Size()) // the text stays readable meanwhile
	return errors.Join(err, l.file.Truncate(info.Size()))
}

// Holder returns the process that holds the lock, in words, and whether there is one.
// It creates no file.
func Holder(path string) (who string, held bool) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrPermission) {
		file, err = os.Open(path)
	}
	if err != nil {
		return "", false
	}
	defer file.Close()
	if err := lockFile(file); !errors.Is(err, ErrHeld) {
		return "", false // closing the file releases the lock
	}
	text, err := io.ReadAll(io.LimitReader(file, maxHolder))
	if who = strings.TrimSpace(strings.ToValidUTF8(string(text), "")); err != nil || who == "" {
		who = "another program"
	}
	return strings.Map(printable, who), true
}

func printable(r rune) rune {
	if r < ' ' || r == 0x7f {
		return -1
	}
	return r
}

// Identify describes this process, in words.
func Identify(program string) string {
	host, err := os.Hostname()
	if err != nil {
		host = "this computer"
	}
	return fmt.Sprintf("%s on %s, process %d", program, host, os.Getpid())
}

// LockPath is the lock file of a library.
func LockPath(library string) string { return library + ".lock" }
