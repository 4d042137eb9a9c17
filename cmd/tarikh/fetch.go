package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/intake/web"
	"tarikh.org/tarikh/data/text/query"
)

// fetchCmd fetches the texts of references.
type fetchCmd struct {
	Library string `arg:"" help:"The library." type:"library"`
	Query   string `help:"Only references that a search finds, as: --query tag:trade." placeholder:"QUERY"`
	DryRun  bool   `help:"Only list what would be fetched."`
	JSON    bool   `help:"Report as JSON." name:"json"`
}

// Help is kong's: what follows the help of the command.
func (*fetchCmd) Help() string {
	return "Of a host one page is asked for at a time, a second apart, and what it asks to wait is waited; robots.txt, which is for programs that go through whole sites, is not read. Each text is a step of undo. What fails stays a reference and is reported; Ctrl+C ends it, and the same command goes on where it was."
}

const fetchName = "fetch"

// Run is kong's.
func (c *fetchCmd) Run(p *program) error {
	ctx, stop := untilInterrupted()
	defer stop()
	if !c.DryRun {
		if done, err := p.handOver(ctx, c.Library, fetchName, c); done {
			return err
		}
	}
	return c.do(ctx, p, &ownDesk{program: p, path: c.Library, look: c.DryRun}, "")
}

// fetchReport is what came of a reference.
type fetchReport struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	URL      string   `json:"url"`
	Result   string   `json:"result"`           // "fetched", "failed", "left", or "waits" where it was not asked for
	Reason   string   `json:"reason,omitempty"` // in English
	Warnings []string `json:"warnings,omitempty"`
}

const fetchWaits = "waits"

// do fetches the texts into the library of a desk.
func (c *fetchCmd) do(ctx context.Context, p *program, d desk, _ string) error {
	f := &fetching{program: p, fetchCmd: c, desk: d}
	err := d.use(ctx, func(ctx context.Context, l *app.Library) (err error) {
		f.queue, err = c.queue(ctx, l, p.libraries.Now())
		return err
	})
	if err == nil {
		err = f.run(ctx)
	}
	return errors.Join(err, d.close())
}

// queue are the references whose texts are fetched.
func (c *fetchCmd) queue(ctx context.Context, l *app.Library, now time.Time) ([]data.Article, error) {
	if strings.TrimSpace(c.Query) == "" {
		return l.Unfetched(ctx, nil)
	}
	library, err := l.Library(ctx)
	if err != nil {
		return nil, err
	}
	found, err := l.SearchIDs(ctx, query.Parse(c.Query, query.Options{Today: library.Axis().Day(now)}), data.KindArticle)
	if err != nil {
		return nil, err
	}
	return l.Unfetched(ctx, append([]data.ID{}, found...))
}

// fetching is the command at work.
type fetching struct {
	*program
	*fetchCmd
	desk    desk
	queue   []data.Article
	mu      sync.Mutex // guards reports, and what is printed
	reports []fetchReport
	failed  int
}

func (f *fetching) run(ctx context.Context) error {
	f.reports = make([]fetchReport, len(f.queue))
	for i, a := range f.queue {
		f.reports[i] = fetchReport{ID: a.ID.String(), Title: a.Title, URL: app.FetchAddress(a), Result: fetchWaits}
	}
	var err error
	if !f.DryRun {
		fmt.Fprintf(f.err, "tarikh: fetch: pages: %d, hosts: %d\n", len(f.queue), len(app.Hosts(f.queue)))
		err = f.fetch(ctx)
	}
	if f.JSON {
		return errors.Join(f.printJSON(f.reports), f.summary(ctx, err))
	}
	if f.DryRun {
		for _, r := range f.reports {
			f.print(r)
		}
	}
	return f.summary(ctx, err)
}

// fetch fetches all that is in the queue.
func (f *fetching) fetch(ctx context.Context) error {
	manners := &web.Manners{Pause: app.FetchPause}
	reader := intake.Reader{Files: f.files, Turn: intake.NewTurn(), Web: web.Client{Manners: manners}}
	fetch := app.Fetch{
		Read: reader.Read, Sleep: manners.Wait,
		Fill: func(ctx context.Context, d intake.Draft, reference data.ID) (added app.Addition, err error) {
			err = f.desk.use(ctx, func(ctx context.Context, l *app.Library) (err error) {
				added, err = l.FillFetched(ctx, d, reference)
				return err
			})
			return added, err
		},
	}
	return f.showing("fetch", func(tell func(float64)) error {
		done := 0
		fetch.Told = func(e app.Fetched) {
			f.told(e)
			if e.State != app.Fetching && e.State != app.Patient {
				f.mu.Lock()
				done++
				tell(float64(done) / float64(len(f.queue)))
				f.mu.Unlock()
			}
		}
		return fetch.All(ctx, f.queue)
	})
}

// told notes what has come of a reference.
func (f *fetching) told(e app.Fetched) {
	f.mu.Lock()
	defer f.mu.Unlock()
	r := &f.reports[e.At]
	switch e.State {
	case app.Fetching:
		return
	case app.Patient:
		fmt.Fprintf(f.err, "tarikh: fetch: %s asks to wait; it is asked again in %d seconds\n", printable(app.FetchHost(f.queue[e.At])), int(e.Wait/time.Second))
		return
	case app.Completed:
		for _, w := range e.Draft.Warnings {
			r.Warnings = append(r.Warnings, string(w.Kind))
		}
	default:
		f.failed++
		r.Reason = e.Err.Error()
	}
	r.Result = string(e.State)
	if !f.JSON {
		f.print(*r)
	}
}

// print prints what came of a reference, a line.
func (f *fetching) print(r fetchReport) {
	fmt.Fprintf(f.out, "%s\t%s\t%s", r.Result, printable(r.URL), printable(r.Title))
	if said := strings.Join(append([]string{r.Reason}, r.Warnings...), " "); strings.TrimSpace(said) != "" {
		fmt.Fprintf(f.out, "\t%s", strings.TrimSpace(printable(said)))
	}
	fmt.Fprintln(f.out)
}

// summary is how the command ends.
func (f *fetching) summary(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("fetch: cancelled; what was reported is done, and the same command goes on with the rest (%w)", ctx.Err())
	case err != nil:
		return fmt.Errorf("%s: fetch: %w", f.Library, err)
	case f.failed > 0:
		return problem{exitFailed, fmt.Sprintf("fetch: %d of %d texts were not fetched; they stay references", f.failed, len(f.queue))}
	}
	return nil
}
