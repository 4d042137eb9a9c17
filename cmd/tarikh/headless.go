package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
)

// newCmd makes a library.
type newCmd struct {
	File   string `arg:"" help:"The file to make, NAME.tarikh." type:"path"`
	Sample bool   `help:"Fill it with the sample: events and articles of 2019 to 2022."`
	Title  string `help:"The library's title (default: the file's name)."`
	Lang   string `help:"Language of the sample: en or ar." enum:"en,ar" default:"en"`
}

// Run is kong's.
func (c *newCmd) Run(p *program) error {
	ctx, stop := untilInterrupted()
	defer stop()
	title := c.Title
	if title == "" {
		title = strings.TrimSuffix(filepath.Base(c.File), filepath.Ext(c.File))
	}
	make := p.libraries.Create
	if c.Sample {
		make = func(ctx context.Context, path, title string) (data.File, error) {
			return p.libraries.CreateSample(ctx, assets.Files, path, title, c.Lang)
		}
	}
	store, err := make(ctx, c.File, title)
	if err != nil {
		return err
	}
	counts, err := store.Counts(ctx)
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %d events, %d articles, %d notes\n", c.File, counts.Events, counts.Articles, counts.Annotations)
	return nil
}

// eventsCmd lists events.
type eventsCmd struct {
	Library string `arg:"" help:"The library." type:"path"`
	JSON    bool   `help:"One JSON array."`
}

// listed is an event as the events command prints it.
type listed struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	EDTF     string `json:"edtf"`
	Lo       int64  `json:"lo"`
	Hi       int64  `json:"hi"`
	Track    string `json:"track"`
	Excerpts int    `json:"excerpts"`
}

// Run is kong's.
func (c *eventsCmd) Run(p *program) error {
	return p.reading(c.Library, func(ctx context.Context, store data.File) error {
		tracks, err := store.Tracks(ctx)
		if err != nil {
			return err
		}
		names := map[data.ID]string{}
		for _, t := range tracks {
			names[t.ID] = t.Name
		}
		excerpts, err := store.ExcerptCounts(ctx)
		if err != nil {
			return err
		}
		all := []listed{}
		for e, err := range store.Events(ctx) {
			if err != nil {
				return err
			}
			all = append(all, listed{e.ID.String(), e.Title, e.Date.EDTF, e.Date.Lo, e.Date.Hi, names[e.Track], excerpts[e.ID]})
		}
		if c.JSON {
			out := json.NewEncoder(p.out)
			out.SetEscapeHTML(false)
			out.SetIndent("", "  ")
			return out.Encode(all)
		}
		for _, e := range all {
			fmt.Fprintf(p.out, "%s\t%s\t%s\t%d\n", printable(e.EDTF), printable(e.Track), printable(e.Title), e.Excerpts)
		}
		return nil
	})
}

// printable keeps tabs, line ends and control characters out of a table, and what
// turns the rest of a line around on a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			return ' '
		}
		if '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}

// reading opens a library without touching it, does something and closes it.
func (p *program) reading(path string, do func(context.Context, data.File) error) error {
	return with(path, p.libraries.Read, do)
}

// writing opens a library for edits, does something and closes it.
func (p *program) writing(path string, do func(context.Context, data.File) error) error {
	return with(path, p.libraries.Open, do)
}

// untilInterrupted returns the context of a command: the first Ctrl+C, or request
// to end, ends the work so that nothing half-made stays behind, and the second
// ends the program.
func untilInterrupted() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

func with(path string, open func(context.Context, string) (data.File, error), do func(context.Context, data.File) error) error {
	ctx, stop := untilInterrupted()
	defer stop()
	store, err := open(ctx, path)
	if err != nil {
		return err
	}
	return errors.Join(do(ctx, store), store.Close())
}

// checkCmd looks a library over.
type checkCmd struct {
	Library string `arg:"" help:"The library." type:"path"`
	Repair  bool   `help:"Make the search index anew first; nothing else is changed."`
}

// Run is kong's.
func (c *checkCmd) Run(p *program) error {
	if c.Repair {
		err := p.writing(c.Library, func(ctx context.Context, store data.File) error { return store.Reindex(ctx, nil) })
		if err != nil {
			return err
		}
	}
	return p.reading(c.Library, func(ctx context.Context, store data.File) error {
		problems, err := store.Check(ctx)
		if err != nil {
			return err
		}
		if len(problems) == 0 {
			fmt.Fprintf(p.out, "%s: sound\n", printable(c.Library))
			return nil
		}
		for _, text := range problems {
			fmt.Fprintf(p.out, "%s: %s\n", printable(c.Library), printable(text))
		}
		found := fmt.Sprintf("%d problems found", len(problems))
		if len(problems) == 1 {
			found = "1 problem found"
		}
		changed := "nothing was changed"
		if c.Repair {
			changed = "only its search index was made anew"
		}
		return problem{exitProblem, fmt.Sprintf("%q: %s; %s", c.Library, found, changed)}
	})
}
