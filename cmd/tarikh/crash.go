package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Crash reports are in a folder of their own. The file of a run is created at its
// start, with a header that names the program, and the Go runtime writes to it when the
// program ends by a panic on any goroutine or by a fatal error, in C code too. A run
// that ends normally removes its file.
const (
	crashPrefix = "crash-"  // of a run that is going on, or has crashed
	seenPrefix  = "report-" // of a crash that was shown
	crashHead   = "What happened:\n"
	// crashKept is how many reports of crashes are kept.
	crashKept = 10
	// commandWidth is the room for the last command in the head.
	commandWidth = 40
)

// crashFile is that of this run.
type crashFile struct {
	file      *os.File
	commandAt int64 // where the last command is in it
}

// watchCrashes makes the runtime report the end of this run to a file in dir.
func watchCrashes(dir string, now time.Time) (*crashFile, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("crash reports: %w", err)
	}
	name := fmt.Sprintf("%s%s-%d.txt", crashPrefix, now.Format("20060102-150405"), os.Getpid())
	file, err := os.OpenFile(filepath.Join(dir, name), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("crash reports: %w", err)
	}
	head := fmt.Sprintf("Tarikh %s, %s, %s/%s\nStarted: %s, with %d arguments\nLast command: ",
		version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, now.Format(time.RFC3339), len(os.Args)-1)
	c := &crashFile{file: file, commandAt: int64(len(head))}
	_, err = fmt.Fprintf(file, "%s%-*s\n\n%s", head, commandWidth, "none", crashHead)
	if err == nil {
		debug.SetTraceback("all")
		err = debug.SetCrashOutput(file, debug.CrashOptions{})
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("crash reports: %w", err), file.Close(), os.Remove(file.Name()))
	}
	return c, nil
}

// ran records the command that runs now. It is called on one goroutine.
func (c *crashFile) ran(command string) {
	// A report without its last command is one all the same.
	_, _ = c.file.WriteAt(fmt.Appendf(nil, "%-*.*s", commandWidth, commandWidth, command), c.commandAt)
}

// end is called when the run has ended normally.
func (c *crashFile) end() error {
	return errors.Join(debug.SetCrashOutput(nil, debug.CrashOptions{}), c.file.Close(), os.Remove(c.file.Name()))
}

// leftCrash returns the newest report that an earlier run has left in dir, "" where
// there is none, and returns it once only. Files of runs that were killed have no
// report and are removed; those of runs that are going on are left.
func leftCrash(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("crash reports: %w", err)
	}
	var seen []string
	newest := ""
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		name, ok := strings.CutPrefix(e.Name(), crashPrefix)
		if !ok {
			if strings.HasPrefix(e.Name(), seenPrefix) {
				seen = append(seen, path)
			}
			continue
		}
		if running(name) {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return "", fmt.Errorf("crash reports: %w", err)
		}
		if _, said, _ := strings.Cut(string(text), crashHead); strings.TrimSpace(said) == "" {
			err = os.Remove(path)
		} else {
			report := filepath.Join(dir, seenPrefix+name)
			err = os.Rename(path, report)
			newest = max(newest, report)
			seen = append(seen, report)
		}
		if err != nil {
			return "", fmt.Errorf("crash reports: %w", err)
		}
	}
	slices.SortFunc(seen, func(a, b string) int { return cmp.Compare(b, a) }) // newest first
	for _, path := range seen[min(len(seen), crashKept):] {
		if err := os.Remove(path); err != nil {
			return newest, fmt.Errorf("crash reports: %w", err)
		}
	}
	return newest, nil
}

// running reports whether the process of a report's name, TIME-PID.txt, is
// there: another window of the program.
func running(name string) bool {
	name = strings.TrimSuffix(name, ".txt")
	pid, err := strconv.Atoi(name[strings.LastIndexByte(name, '-')+1:])
	if err != nil {
		return false
	}
	if pid == os.Getpid() {
		return true
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return false // Windows finds only what is there
	}
	defer p.Release()
	if runtime.GOOS == "windows" {
		return true
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, fs.ErrPermission)
}
