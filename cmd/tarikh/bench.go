package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/bench"
)

// benchCmd measures the timeline: how long a library takes to open, how long a
// frame takes, and how much memory it needs, by the number of events.
//
// Each library is measured by a separate process, started from this program, so that
// neither creating it nor another library counts.
type benchCmd struct {
	Events  int    `help:"Measure one library of this many synthetic events (default: 1,000 to 1,000,000)." placeholder:"N"`
	Library string `help:"Measure this library; if there is none, it is created with --events events and kept." type:"path" placeholder:"FILE"`
	Big     bool   `help:"Measure 10,000,000 events too: some minutes, and 8 GB in the temporary folder."`
	Sources int    `help:"With --events: how many passages of articles report each event of a library that is made." placeholder:"N"`
	Search  bool   `help:"Measure searching instead: one library of events with articles, 1,000,000 unless --events is given."`
	JSON    bool   `help:"Print JSON: one object for one library, else an array of them."`
	Measure bool   `hidden:"" help:"Open --library in this process, and print the figures as JSON."`
}

// most is the largest library that is made: the index counts events in 31 bits,
// and a larger one would fill most disks.
const mostBenchEvents = 100_000_000

// mostBenchSources is how many sources an event of a library that is made has, at most.
const mostBenchSources = 100

// Run is kong's.
func (c *benchCmd) Run(p *program) error {
	ctx, stop := untilInterrupted()
	defer stop()
	err := c.run(ctx, p)
	if err != nil && ctx.Err() != nil {
		return errors.New("bench: stopped")
	}
	return err
}

func (c *benchCmd) run(ctx context.Context, p *program) error {
	switch {
	case c.Measure:
		f, err := measure(ctx, p, c.Library)
		if err != nil {
			return err
		}
		return json.NewEncoder(p.out).Encode(f)
	case c.Events < 0 || c.Events > mostBenchEvents:
		return problem{exitUsage, fmt.Sprintf("bench: --events %d: want 1 to %d", c.Events, mostBenchEvents)}
	case c.Sources < 0 || c.Sources > mostBenchSources || c.Sources > 0 && (c.Events == 0 || c.Search):
		return problem{exitUsage, fmt.Sprintf("bench: --sources %d: want 1 to %d, with --events", c.Sources, mostBenchSources)}
	case c.Search && !c.Big:
		return c.searchBench(ctx, p)
	case c.Big && (c.Events > 0 || c.Library != "" || c.Search):
		return problem{exitUsage, "bench: --big is for the table; with --events, --library or --search there is one library"}
	case c.Library != "":
		return c.one(ctx, p, c.Library)
	}
	dir, err := afero.TempDir(p.files, "", "tarikh-bench-")
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	defer p.files.RemoveAll(dir)
	path := filepath.Join(dir, "bench.tarikh")
	if c.Events > 0 {
		return c.one(ctx, p, path)
	}
	return c.table(ctx, p, path)
}

// one measures one library, made first where there is none.
func (c *benchCmd) one(ctx context.Context, p *program, path string) error {
	_, err := p.files.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && c.Events == 0:
		return problem{exitUsage, fmt.Sprintf("bench: %s is not there; --events N makes it", path)}
	case errors.Is(err, fs.ErrNotExist):
		err = makeBenchLibrary(ctx, p, path, c.Events, c.Sources)
	case err == nil && c.Events > 0:
		err = hasEvents(p, path, c.Events)
	}
	if err != nil {
		return err
	}
	f, err := measureApart(ctx, p, path)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(p.out).Encode(f)
	}
	return printFigures(p, []bench.Figures{f})
}

// table measures libraries of growing sizes, one after the other in one place.
func (c *benchCmd) table(ctx context.Context, p *program, path string) error {
	sizes := []int{1000, 10_000, 100_000, 1_000_000}
	if c.Big {
		sizes = append(sizes, 10_000_000)
	}
	all := []bench.Figures{}
	for _, n := range sizes {
		if err := makeBenchLibrary(ctx, p, path, n, 0); err != nil {
			return err
		}
		f, err := measureApart(ctx, p, path)
		if err != nil {
			return err
		}
		all = append(all, f)
		if err := p.files.Remove(path); err != nil {
			return fmt.Errorf("bench: %w", err)
		}
	}
	if c.JSON {
		return json.NewEncoder(p.out).Encode(all)
	}
	return printFigures(p, all)
}

// hasEvents refuses a library of another number of events.
func hasEvents(p *program, path string, events int) error {
	return p.reading(path, func(ctx context.Context, store data.Store) error {
		counts, err := store.Counts(ctx)
		if err == nil && counts.Events != events {
			err = problem{exitUsage, fmt.Sprintf("bench: %s has %d events, not %d", path, counts.Events, events)}
		}
		return err
	})
}

// makeBenchLibrary makes a library of n synthetic events, with so many sources each.
func makeBenchLibrary(ctx context.Context, p *program, path string, n, sources int) error {
	said := time.Now()
	tell := func(what string, all int) func(int) {
		return func(done int) {
			if time.Since(said) > 2*time.Second {
				said = time.Now()
				fmt.Fprintf(p.err, "tarikh: bench: %d of %d %s\n", done, all, what)
			}
		}
	}
	return p.makeSynthetic(ctx, path, fmt.Sprintf("%d events", n), func(store data.Store) error {
		if err := bench.Fill(ctx, store, n, tell("events", n)); err != nil || sources == 0 {
			return err
		}
		return bench.FillSources(ctx, store, n, sources, tell("passages", n*sources))
	})
}

// makeSynthetic creates and fills a library.
func (p *program) makeSynthetic(ctx context.Context, path, title string, fill func(data.Store) error) error {
	started := time.Now()
	store, err := p.libraries.Create(ctx, path, title)
	if err != nil {
		return err
	}
	if err := fill(store); err != nil {
		return errors.Join(err, store.Close(), p.files.Remove(path))
	}
	// As the window does after an import: a large library has its columns packed
	// when they are read, as soon as the file is known to be sound.
	_, err = store.Columns(ctx)
	if err := errors.Join(err, store.Health(ctx), store.Close()); err != nil {
		return err
	}
	fmt.Fprintf(p.err, "tarikh: bench: made %s in %.1f s\n", title, time.Since(started).Seconds())
	return nil
}

// measure opens a library in this process and draws frames of it.
func measure(ctx context.Context, p *program, path string) (f bench.Figures, err error) {
	started := time.Now()
	fonts, err := layout.EmbeddedWithReading(assets.Files)
	if err != nil {
		return f, err
	}
	locale, err := i18n.New(assets.Files, "en")
	if err != nil {
		return f, err
	}
	open := func() (data.File, error) { return p.libraries.Open(ctx, path) }
	if f, err = bench.Timeline(ctx, open, fonts, locale.Axis(), started); err != nil {
		return f, err
	}
	peak, err := peakMemory()
	if err != nil {
		return f, fmt.Errorf("bench: %w", err)
	}
	f.RSSMB = float64(peak) / (1 << 20)
	return f, nil
}

// measureApart measures a library in a new process.
func measureApart(ctx context.Context, p *program, path string) (bench.Figures, error) {
	self, err := os.Executable()
	if err != nil {
		return bench.Figures{}, fmt.Errorf("bench: %w", err)
	}
	var out bytes.Buffer
	fresh := exec.CommandContext(ctx, self, "bench", "--measure", "--library", path)
	fresh.Stdout, fresh.Stderr = &out, p.err
	var f bench.Figures
	if err := fresh.Run(); err != nil {
		return f, fmt.Errorf("bench: measure %s: %w", path, err)
	}
	if err := json.Unmarshal(out.Bytes(), &f); err != nil {
		return f, fmt.Errorf("bench: measure %s: it printed %q: %w", path, out.String(), err)
	}
	return f, nil
}

func printFigures(p *program, all []bench.Figures) error {
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "events\topen ms\tindex ms\tpan p50\tp95 ms\tzoom p50\tp95 ms\tpeak MB\tbytes/event\t")
	for _, f := range all {
		fmt.Fprintf(w, "%d\t%.0f\t%.1f\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\t%.1f\t\n",
			f.Events, f.OpenMS, f.IndexMS, f.PanP50, f.PanP95, f.ZoomP50, f.ZoomP95, f.RSSMB, f.BytesPerEvent)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, f := range all {
		if f.Passages > 0 {
			fmt.Fprintf(p.out, "%d passages: states of all events %.0f ms, then status: %.1f ms, counts %.0f ms\n", f.Passages, f.StatesMS, f.StatusMS, f.FacetsMS)
		}
	}
	return nil
}

// searchBench makes a library of synthetic text and measures searching it.
func (c *benchCmd) searchBench(ctx context.Context, p *program) error {
	dir, err := afero.TempDir(p.files, "", "tarikh-bench-")
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	defer p.files.RemoveAll(dir)
	path := filepath.Join(dir, "search.tarikh")
	if c.Library != "" {
		path = c.Library
	}
	events := c.Events
	if events == 0 {
		events = searchEvents
	}
	if there, err := afero.Exists(p.files, path); err != nil || !there {
		if err := errors.Join(err, makeSearchLibrary(ctx, p, path, events)); err != nil {
			return err
		}
	}
	store, err := p.libraries.Open(ctx, path)
	if err != nil {
		return err
	}
	f, err := bench.Search(ctx, store, bench.Queries)
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(p.out).Encode(f)
	}
	return printSearchFigures(p, f)
}
