package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// test runs every test in random order, with the race detector if race.
func test(ctx context.Context, t tree, race bool) (string, error) {
	args := []string{"test", "-json", "-shuffle=on", "-timeout=15m"}
	if race {
		args = append(args, "-race")
	}
	cmd := t.command(ctx, append(args, "./...")...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	r, readErr := readResults(stdout)
	if err := errors.Join(readErr, cmd.Wait()); err != nil {
		return r.note(), fmt.Errorf("%s%sgo test: %w", r.failures(), stderr.Bytes(), err)
	}
	return r.note(), nil
}

// testEvent is one line of `go test -json`, see `go doc test2json`.
type testEvent struct {
	Action, Package, ImportPath, Test, Output string
}

// results sums up a run of tests. Subtests are counted with their test.
type results struct {
	passed, failed int
	skipped        []string
	output         map[string]*strings.Builder // by package, or package of a failed build
	broken         []string                    // packages that failed, in that order
}

func readResults(in io.Reader) (results, error) {
	r := results{output: map[string]*strings.Builder{}}
	for decoder := json.NewDecoder(in); ; {
		var e testEvent
		if err := decoder.Decode(&e); errors.Is(err, io.EOF) {
			return r, nil
		} else if err != nil {
			_, _ = io.Copy(io.Discard, in) // else go test waits for a reader
			return r, fmt.Errorf("output of go test: %w", err)
		}
		r.add(e)
	}
}

func (r *results) add(e testEvent) {
	where := e.Package + e.ImportPath // one of them is set
	if r.output[where] == nil {
		r.output[where] = &strings.Builder{}
	}
	top := e.Test != "" && !strings.Contains(e.Test, "/")
	switch {
	case e.Action == "output" || e.Action == "build-output":
		r.output[where].WriteString(e.Output)
	case e.Action == "build-fail", e.Action == "fail" && e.Test == "":
		if !slices.Contains(r.broken, where) {
			r.broken = append(r.broken, where)
		}
	case e.Action == "pass" && top:
		r.passed++
	case e.Action == "fail" && top:
		r.failed++
	case e.Action == "skip" && top:
		r.skipped = append(r.skipped, strings.TrimPrefix(e.Package, module)+" "+e.Test)
	}
}

func (r results) note() string {
	note := fmt.Sprintf("%d tests", r.passed)
	if r.failed > 0 {
		note += fmt.Sprintf(", %d failed", r.failed)
	}
	if len(r.skipped) > 0 {
		note += fmt.Sprintf(", %d skipped (%s)", len(r.skipped), strings.Join(r.skipped, ", "))
	}
	return note
}

// failures is everything that the packages that failed printed, without the
// lines that only say that a test began or passed.
func (r results) failures() string {
	var b strings.Builder
	for _, p := range r.broken {
		for line := range strings.Lines(r.output[p].String()) {
			trimmed := strings.TrimSpace(line)
			if !strings.HasPrefix(trimmed, "=== ") && !strings.HasPrefix(trimmed, "--- PASS") {
				b.WriteString(line)
			}
		}
	}
	return b.String()
}
