package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/spf13/afero"
)

// The log of the window: the current file and logKept older ones, each of at
// most logSize bytes.
const (
	logName = "tarikh.log"
	logSize = 1 << 20
	logKept = 3
)

const appending = os.O_CREATE | os.O_WRONLY | os.O_APPEND

// rotatingLog is a file that is set aside when it is full: NAME.1 is the newest
// of those set aside. Two programs may write to one log; a line is one write.
type rotatingLog struct {
	files afero.Fs
	path  string
	limit int64
	kept  int

	mu   sync.Mutex
	file afero.File
	size int64
}

func newRotatingLog(files afero.Fs, path string, limit int64, kept int) (*rotatingLog, error) {
	l := &rotatingLog{files: files, path: path, limit: limit, kept: kept}
	if err := files.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	return l, l.open()
}

func (l *rotatingLog) open() error {
	file, err := l.files.OpenFile(l.path, appending, 0o600)
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return fmt.Errorf("log: %w", err)
	}
	l.file, l.size = file, info.Size()
	return nil
}

// Write appends a line. A log that can't be set aside goes on growing: what
// happens matters more than its size.
func (l *rotatingLog) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.size > 0 && l.size+int64(len(line)) > l.limit {
		if err := l.rotate(); err != nil {
			return 0, err
		}
	}
	n, err := l.file.Write(line)
	l.size += int64(n)
	return n, err
}

func (l *rotatingLog) rotate() error {
	if err := l.file.Close(); err != nil {
		return fmt.Errorf("log: %w", err)
	}
	for i := l.kept; i > 0; i-- {
		from := l.path
		if i > 1 {
			from += "." + strconv.Itoa(i-1)
		}
		// Where there is none, there is nothing to move.
		_ = l.files.Rename(from, l.path+"."+strconv.Itoa(i))
	}
	return l.open()
}

// Close closes the current file.
func (l *rotatingLog) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.Close()
}

// newLog returns the log of the window: in the folder of its state, with what
// the program does and not what is read in it; and all there is to say in the
// file of --log, where it is given. A folder that can't be written costs the
// log, not the window.
func newLog(files afero.Fs, dir, whole string) (log *slog.Logger, done func(), err error) {
	var handlers []slog.Handler
	var closers []func() error
	done = func() {
		for _, c := range closers {
			_ = c()
		}
	}
	if kept, err := newRotatingLog(files, filepath.Join(dir, logName), logSize, logKept); err == nil {
		handlers, closers = append(handlers, slog.NewJSONHandler(kept, nil)), append(closers, kept.Close)
	}
	if whole != "" {
		file, err := files.OpenFile(whole, appending, 0o600)
		if err != nil {
			done()
			return nil, nil, err
		}
		handlers = append(handlers, slog.NewJSONHandler(file, &slog.HandlerOptions{Level: slog.LevelDebug}))
		closers = append(closers, file.Close)
	}
	return slog.New(slog.NewMultiHandler(handlers...)), done, nil
}
