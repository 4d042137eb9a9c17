package file

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"time"
)

// A file system may accept locks and not keep them. Only another process can find that
// out: one is started, with the path of the lock that this one holds, and tries to take
// it, too.

// trialVariable asks a process to try a lock.
const trialVariable = "TARIKH_TRY_LOCK"

// Exit codes of a process that tries a lock.
const (
	trialHeld  = 10 // it could not take it
	trialTaken = 11 // it could: the lock does not hold
	trialNone  = 12 // there was nothing to try
)

// TryLock does what a process is started for that is to try a lock, and returns its exit
// code; asked is false in any other process.
func TryLock() (code int, asked bool) {
	path, asked := os.LookupEnv(trialVariable)
	if !asked {
		return 0, false
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return trialNone, true
	}
	defer f.Close()
	if err := lockFile(f); !errors.Is(err, ErrHeld) {
		return trialTaken, true
	}
	if err := lockRange(f); !errors.Is(err, ErrHeld) {
		return trialTaken, true
	}
	return trialHeld, true
}

// Holds reports whether another process is kept out by the lock. try is the command of
// one that calls TryLock. If none can be started, nothing speaks against the lock.
func (l *Lock) Holds(ctx context.Context, try []string) bool {
	const patience = 2 * time.Second
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	if err := lockRange(l.file); err != nil {
		return true // SQLite would fail, too, and says why
	}
	cmd := exec.CommandContext(ctx, try[0], try[1:]...)
	cmd.Env = append(os.Environ(), trialVariable+"="+l.path)
	_ = cmd.Run()
	return cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != trialTaken
}
