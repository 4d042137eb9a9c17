// Check is the one check command of the project: it formats nothing, it only
// says what is wrong.
//
//	go run ./cmd/check [-fast | -long] [-only step,step] [-fuzztime 3s]
//
// The idea is that whatever a reviewer could ask for is a step here, so that a
// change that passes needs no second look for form: formatting, vet, staticcheck,
// what nothing calls and what branches too much, the direction of imports, the
// source files' own rules, the build tag, the tests with the race detector in random
// order, and a few seconds of every fuzz target whose input is foreign. Tests that
// repeat something hundreds of times do so only with -long; else they run under go
// test's -short, and each that takes long is told of when it has ended. Each step is one
// line with its time; a failing one shows everything it has to say. The exit code is 1 if any failed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
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

func steps(x extent) []step {
	return []step{
		{name: "format", run: format},
		{name: "layering", run: layering},
		{name: "sources", run: sources},
		{name: "vet", run: vet},
		{name: "staticcheck", run: staticcheck},
		{name: "deadcode", slow: true, run: deadcode},
		{name: "complexity", run: complexity},
		{name: "licences", run: licenseList},
		{name: "tag", slow: true, run: needsTag},
		{name: "test", run: func(ctx context.Context, t tree) (string, error) { return testAll(ctx, t, x) }},
		{name: "fuzz", slow: true, run: func(ctx context.Context, t tree) (string, error) { return fuzzTargets(ctx, t, x.fuzz) }},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	failed, err := runSteps(ctx, os.Args[1:], os.Stdout)
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

// runSteps runs the steps that args ask for and returns how many failed; the error
// is for arguments that make no sense.
func runSteps(ctx context.Context, args []string, out io.Writer) (failed int, err error) {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(out)
	x := extent{progress: io.Discard}
	flags.BoolVar(&x.fast, "fast", false, "without the race detector, deadcode, fuzzing and the untagged build")
	flags.BoolVar(&x.long, "long", false, "with long series of tests in full")
	only := flags.String("only", "", "run only these `steps`, separated by commas")
	flags.DurationVar(&x.fuzz, "fuzztime", 0, "how long to fuzz each target (3s, with -long 1m)")
	if err := flags.Parse(args); err != nil {
		return 0, err
	}
	if x.fast && x.long {
		return 0, errors.New("-fast and -long exclude each other")
	}
	if x.long {
		x.progress = out
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
