// Check is the one check command of the project: it formats nothing, it only
// says what is wrong.
//
//	go run ./cmd/check [-fast | -long] [-only step,step] [-fuzztime 3s]
//
// The idea is that whatever a reviewer could ask for is a step here, so that a
// change that passes needs no second look for form: formatting, vet, staticcheck,
// the direction of imports, the source files' own rules, the build tag, the tests
// with the race detector in random order, and a few seconds of every fuzz target
// whose input is foreign. Tests that repeat something hundreds of times do so only
// with -long; else they run under go test's -short. Each step is one line with its time; a failing one
// shows everything it has to say. The exit code is 1 if any failed.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// step is one check. It returns a note for its line ("412 tests") and, if it
// fails, an error whose text is all there is to say.
type step struct {
	name string
	slow bool // left out by -fast
	run  func(context.Context, tree) (note string, err error)
}

// extent says how much a run of the steps does.
type extent struct {
	fast bool          // without the race detector
	long bool          // long series of tests in full
	fuzz time.Duration // how long to fuzz each target
}

func steps(x extent) []step {
	return []step{
		{name: "format", run: format},
		{name: "layering", run: layering},
		{name: "sources", run: sources},
		{name: "vet", run: vet},
		{name: "staticcheck", run: staticcheck},
		{name: "licences", run: licenseList},
		{name: "tag", slow: true, run: needsTag},
		{name: "test", run: func(ctx context.Context, t tree) (string, error) { return test(ctx, t, x) }},
		{name: "fuzz", slow: true, run: func(ctx context.Context, t tree) (string, error) { return fuzz(ctx, t, x.fuzz) }},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	failed, err := check(ctx, os.Args[1:], os.Stdout)
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "check:", err)
		os.Exit(2)
	case failed > 0:
		os.Exit(1)
	}
}

// check runs the steps that args ask for and returns how many failed; the error
// is for arguments that make no sense.
func check(ctx context.Context, args []string, out io.Writer) (failed int, err error) {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(out)
	var x extent
	flags.BoolVar(&x.fast, "fast", false, "without the race detector, fuzzing and the untagged build")
	flags.BoolVar(&x.long, "long", false, "with long series of tests in full")
	only := flags.String("only", "", "run only these `steps`, separated by commas")
	flags.DurationVar(&x.fuzz, "fuzztime", 0, "how long to fuzz each target (3s, with -long 1m)")
	if err := flags.Parse(args); err != nil {
		return 0, err
	}
	if x.fast && x.long {
		return 0, errors.New("-fast and -long exclude each other")
	}
	switch {
	case x.fuzz == 0 && x.long:
		x.fuzz = time.Minute
	case x.fuzz == 0:
		x.fuzz = 3 * time.Second
	}
	chosen, err := choose(steps(x), x.fast, *only)
	if err != nil {
		return 0, err
	}
	t, err := findTree(ctx)
	if err != nil {
		return 0, err
	}
	passed := 0
	for _, s := range chosen {
		start := time.Now()
		note, err := s.run(ctx, t)
		if ctx.Err() != nil {
			return failed, errors.New("interrupted")
		}
		verdict := "ok"
		if err != nil {
			verdict = "FAIL"
			failed++
		} else {
			passed++
		}
		fmt.Fprintf(out, "%-4s  %-11s  %6.1f s  %s\n", verdict, s.name, time.Since(start).Seconds(), note)
		if err != nil {
			fmt.Fprintln(out, "      "+strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", "\n      "))
		}
	}
	fmt.Fprintf(out, "%d passed, %d failed\n", passed, failed)
	return failed, nil
}

// choose returns the named steps, or all of them but the slow ones if fast.
func choose(all []step, fast bool, only string) ([]step, error) {
	if only == "" {
		return slices.DeleteFunc(all, func(s step) bool { return fast && s.slow }), nil
	}
	var chosen []step
	for name := range strings.SplitSeq(only, ",") {
		i := slices.IndexFunc(all, func(s step) bool { return s.name == name })
		if i < 0 {
			var names []string
			for _, s := range all {
				names = append(names, s.name)
			}
			return nil, fmt.Errorf("there is no step %q; the steps are %s", name, strings.Join(names, ", "))
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// tag is the build tag without which nothing builds.
const tag = "sqlite_fts5"

// tree is the project on disk.
type tree struct {
	root  string // absolute path of the folder of go.mod
	flags string // GOFLAGS with the build tag
}

func findTree(ctx context.Context) (tree, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD", "GOFLAGS").Output()
	lines := strings.Split(string(out), "\n")
	if err != nil || len(lines) < 2 || !filepath.IsAbs(lines[0]) {
		return tree{}, errors.New("not inside the project: there is no go.mod here")
	}
	return tree{root: filepath.Dir(lines[0]), flags: withTag(lines[1])}, nil
}

// withTag adds the build tag to GOFLAGS, where a second -tags would replace the first.
func withTag(flags string) string {
	fields := strings.Fields(flags)
	i := slices.IndexFunc(fields, func(f string) bool { return strings.HasPrefix(f, "-tags=") })
	switch {
	case i < 0:
		fields = append(fields, "-tags="+tag)
	case !strings.Contains(fields[i], tag):
		fields[i] += "," + tag
	}
	return strings.Join(fields, " ")
}

// withoutTags is GOFLAGS as a newcomer has it.
func withoutTags(flags string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(flags), func(f string) bool {
		return strings.HasPrefix(f, "-tags=")
	}), " ")
}

// command is the go command with args in the tree.
func (t tree) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = t.root
	cmd.Env = append(os.Environ(), "GOFLAGS="+t.flags)
	return cmd
}

// run returns what the go command answers; if it fails, all that it says, as the
// error too. What it only remarks while it succeeds (that it downloads a module)
// is no answer.
func (t tree) run(ctx context.Context, args ...string) (string, error) {
	var answer, remarks bytes.Buffer
	cmd := t.command(ctx, args...)
	cmd.Stdout, cmd.Stderr = &answer, &remarks
	if err := cmd.Run(); err != nil {
		said := answer.String() + remarks.String()
		return said, fmt.Errorf("%sgo %s: %w", said, strings.Join(args, " "), err)
	}
	return answer.String(), nil
}
