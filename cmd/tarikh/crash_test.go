package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// crashIn names the folder of reports to the process that TestCrashReport starts.
const crashIn = "TARIKH_TEST_CRASH_IN"

// TestCrashing is the process that crashes: it is no test of its own.
func TestCrashing(t *testing.T) {
	dir := os.Getenv(crashIn)
	if dir == "" {
		t.Skip("TestCrashReport runs it")
	}
	c, err := watchCrashes(dir, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	c.ran("a command of a name that is much longer than there is room for")
	c.ran("event.next")
	ended := make(chan bool)
	go func() { panic("the ground gave way") }()
	<-ended
}

func TestCrashReport(t *testing.T) {
	dir := t.TempDir()
	crash := exec.Command(os.Args[0], "-test.run=^TestCrashing$")
	crash.Env = append(os.Environ(), crashIn+"="+dir)
	if out, err := crash.CombinedOutput(); err == nil {
		t.Fatalf("it did not crash: %s", out)
	}
	report, err := leftCrash(dir)
	if err != nil || report == "" {
		t.Fatalf("report %q, error %v", report, err)
	}
	text, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Tarikh " + version(), "Last command: event.next ", "panic: the ground gave way", "TestCrashing", "goroutine "} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the report lacks %q:\n%s", want, text)
		}
	}
	if again, err := leftCrash(dir); err != nil || again != "" {
		t.Errorf("told a second time: %q, %v", again, err)
	}
	if _, err := os.Stat(report); err != nil {
		t.Error(err)
	}
}

func TestARunThatEndsWellLeavesNoReport(t *testing.T) {
	dir := t.TempDir()
	c, err := watchCrashes(dir, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if left, err := leftCrash(dir); err != nil || left != "" {
		t.Errorf("a run that goes on is taken for a crash: %q, %v", left, err)
	}
	if err := c.end(); err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("left: %v, %v", entries, err)
	}
}

func TestReportsOfOldRuns(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const gone = "-2000000000.txt" // no system has a process of that number
	write(crashPrefix+"20260101-000000"+gone, crashHead)
	for day := range crashKept + 3 {
		write(seenPrefix+time.Date(2026, 2, 1+day, 0, 0, 0, 0, time.UTC).Format("20060102-150405")+gone, crashHead+"panic\n")
	}
	write(crashPrefix+"20260301-000000"+gone, crashHead+"panic\n")
	write("notes.txt", "of somebody else")
	report, err := leftCrash(dir)
	if err != nil || filepath.Base(report) != seenPrefix+"20260301-000000"+gone {
		t.Errorf("report %q, error %v", report, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != crashKept+1 {
		t.Errorf("%d files are left, want %d reports and the foreign file (%v)", len(entries), crashKept, err)
	}
}
