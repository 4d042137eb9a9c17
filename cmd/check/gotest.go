package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// unraced are packages whose tests take minutes with the race detector and have nothing for
// it to find: all but one start no goroutines, and what the store starts below its broken
// disk is raced in data/sqlite.
func unraced() []string {
	return []string{"data/exchange/markwhen", "data/propose", "data/sqlite/faultvfs", "data/text/anchor", "data/text/fold"}
}

// testAll runs every test in random order, with the race detector unless it is to be
// fast, and tells in x.progress of what has taken long. The step vet has looked at all packages, so go test need not.
func testAll(ctx context.Context, t tree, x extent) (string, error) {
	r := newResults(x.progress)
	if x.fast {
		err := r.complete(t, r.test(ctx, t, x, []string{"./..."}))
		return r.note(), err
	}
	listed, err := t.run(ctx, "list", "./...")
	if err != nil {
		return "", err
	}
	raced := []string{"-race"}
	var others []string
	for _, name := range strings.Fields(listed) {
		if slices.Contains(unraced(), strings.TrimPrefix(name, module)) {
			others = append(others, name)
		} else {
			raced = append(raced, name)
		}
	}
	if len(others) != len(unraced()) {
		return "", fmt.Errorf("of the packages that are tested without the race detector, these are there: %s", others)
	}
	err = r.complete(t, errors.Join(r.test(ctx, t, x, raced), r.test(ctx, t, x, others)))
	return r.note(), err
}

// test runs the tests of packages, with arguments of go test before them.
func (r *results) test(ctx context.Context, t tree, x extent, packages []string) error {
	args := []string{"test", "-json", "-vet=off", "-shuffle=on", "-short", "-timeout=15m"}
	if x.long {
		args = append(args[:4], "-timeout=60m")
	}
	cmd := t.command(ctx, append(args, packages...)...)
	// The race detector sleeps a second before each package's end, for races that come late.
	cmd.Env = append(cmd.Environ(), "GORACE=atexit_sleep_ms=20 "+os.Getenv("GORACE"))
	if x.fast { // without a server of PostgreSQL
		cmd.Env = append(cmd.Env, "TARIKH_TEST_POSTGRES=none")
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	readErr := r.read(stdout)
	if err := errors.Join(readErr, cmd.Wait()); err != nil {
		return fmt.Errorf("%sgo test: %w", stderr.Bytes(), err)
	}
	return nil
}

// complete tells of the tests that failed, if err says that some did, and of fuzz targets
// without seeds.
func (r *results) complete(t tree, err error) error {
	if err != nil {
		return fmt.Errorf("%s%w", r.failures(), err)
	}
	all, err := targets(t.root)
	if err != nil {
		return err
	}
	return complain(r.seedless(all))
}

// testEvent is one line of `go test -json`, see `go doc test2json`.
type testEvent struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64 // seconds
}

// results sums up a run of tests. Subtests are counted with their test.
type results struct {
	passed, failed int
	skipped        []string
	seeds          map[target]int       // how many inputs each fuzz target ran on
	output         map[string][]printed // by package, or package of a failed build
	broken         []string             // packages that failed, in that order

	progress io.Writer         // is told at once of what has taken long
	logged   map[string]string // by package and test: the last line of its log
}

// printed is a line that a test that has not passed yet has printed, or its package ("").
type printed struct{ test, line string }

// long is from how many seconds on a test or a package is told of in a long run.
const long = 20

func newResults(progress io.Writer) *results {
	return &results{output: map[string][]printed{}, seeds: map[target]int{}, progress: progress, logged: map[string]string{}}
}

// read takes the lines of `go test -json`.
func (r *results) read(in io.Reader) error {
	for decoder := json.NewDecoder(in); ; {
		var e testEvent
		if err := decoder.Decode(&e); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			_, _ = io.Copy(io.Discard, in) // else go test waits for a reader
			return fmt.Errorf("output of go test: %w", err)
		}
		r.add(e)
	}
}

func (r *results) add(e testEvent) {
	where := e.Package + e.ImportPath // one of them is set
	r.tell(e)
	if e.Test != "" && (e.Action == "pass" || e.Action == "skip") {
		r.output[where] = slices.DeleteFunc(r.output[where], func(p printed) bool {
			return p.test == e.Test || strings.HasPrefix(p.test, e.Test+"/")
		})
	}
	name, _, inner := strings.Cut(e.Test, "/")
	top := e.Test != "" && !inner
	switch {
	case e.Action == "run" && inner && strings.HasPrefix(name, "Fuzz"):
		r.seeds[target{folder: strings.TrimPrefix(e.Package, module), name: name}]++
	case e.Action == "output" || e.Action == "build-output":
		r.output[where] = append(r.output[where], printed{e.Test, e.Output})
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

// tell tells of a test or a package that has ended after a long time, with what a test
// has logged at last: how often it did what it repeats.
func (r *results) tell(e testEvent) {
	_, log, isLog := strings.Cut(e.Output, "_test.go:")
	which := e.Package + " " + e.Test
	switch e.Action {
	case "output":
		if _, text, ok := strings.Cut(log, ": "); isLog && ok {
			r.logged[which] = text
		}
	case "pass", "fail":
		if e.Elapsed >= long {
			what := strings.TrimPrefix(which, module) + "  " + strings.TrimSpace(r.logged[which])
			fmt.Fprintf(r.progress, "      %s after %.0f s: %s\n", e.Action, e.Elapsed, strings.TrimSpace(what))
		}
		delete(r.logged, which)
	}
}

func (r results) note() string {
	note := fmt.Sprintf("%d tests", r.passed)
	if len(r.seeds) > 0 {
		total := 0
		for _, n := range r.seeds {
			total += n
		}
		note += fmt.Sprintf(", %d seeds of %d fuzz targets", total, len(r.seeds))
	}
	if r.failed > 0 {
		note += fmt.Sprintf(", %d failed", r.failed)
	}
	if len(r.skipped) > 0 {
		note += fmt.Sprintf(", %d skipped (%s)", len(r.skipped), strings.Join(r.skipped, ", "))
	}
	return note
}

// seedless complains about each fuzz target that starts from nothing: its corpus
// folder is gone, or it adds what it no longer finds.
func (r results) seedless(all []target) (complaints []string) {
	for _, f := range all {
		if r.seeds[f] == 0 {
			complaints = append(complaints, f.folder+": "+f.name+" has no seeds; commit some in testdata/fuzz/"+f.name+" or call f.Add")
		}
	}
	return complaints
}

// failures is what the packages that failed printed, and those of their tests that did not
// pass, without the lines that only say that a test began.
func (r results) failures() string {
	var b strings.Builder
	for _, p := range r.broken {
		for _, out := range r.output[p] {
			if !strings.HasPrefix(strings.TrimSpace(out.line), "=== ") {
				b.WriteString(out.line)
			}
		}
	}
	return b.String()
}
