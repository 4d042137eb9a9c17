package main

import (
	"log/slog"
	"os"
	"path/filepath"

	"github.com/spf13/afero"
	"gopkg.in/natefinch/lumberjack.v2"
)

// The log of the window: the current file and logKept older ones, each of at
// most logSize megabytes.
const (
	logName = "tarikh.log"
	logSize = 1
	logKept = 3
)

// newLog returns the log of the window: in the folder of its state, with what the
// program does, but not what is read in it; and everything in the file of --log, if
// that is given. If the folder cannot be written, there is no log, but the window
// opens.
func newLog(files afero.Fs, dir, whole string) (log *slog.Logger, done func(), err error) {
	var handlers []slog.Handler
	var closers []func() error
	done = func() {
		for _, c := range closers {
			_ = c()
		}
	}
	if files.MkdirAll(dir, 0o700) == nil {
		// It does not create its files through files; only their owner can read them.
		kept := &lumberjack.Logger{Filename: filepath.Join(dir, logName), MaxSize: logSize, MaxBackups: logKept}
		handlers, closers = append(handlers, slog.NewJSONHandler(kept, nil)), append(closers, kept.Close)
	}
	if whole != "" {
		file, err := files.OpenFile(whole, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
		if err != nil {
			done()
			return nil, nil, err
		}
		handlers = append(handlers, slog.NewJSONHandler(file, &slog.HandlerOptions{Level: slog.LevelDebug}))
		closers = append(closers, file.Close)
	}
	return slog.New(slog.NewMultiHandler(handlers...)), done, nil
}
