package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
)

// newCmd creates a library.
type newCmd struct {
	File   string `arg:"" help:"The file to make, NAME.tarikh." type:"path"`
	Sample bool   `help:"Fill it with the sample: events and articles of 2019 to 2022."`
	Title  string `help:"The library's title (default: the file's name)." placeholder:"WORDS"`
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
	var store data.File
	var err error
	if c.Sample {
		store, err = p.libraries.CreateSample(ctx, assets.Files, c.File, title, c.Lang)
	} else {
		store, err = p.libraries.Create(ctx, c.File, title)
	}
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
	Library string `arg:"" help:"The library." type:"library"`
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
	return p.reading(c.Library, func(ctx context.Context, store data.Store) error {
		library, err := store.Library(ctx)
		if err != nil {
			return err
		}
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
			lo, hi := library.Axis().Bounds(e.Date)
			all = append(all, listed{e.ID.String(), e.Title, e.Date.EDTF, lo, hi, names[e.Track], excerpts[e.ID]})
		}
		if c.JSON {
			return p.printJSON(all)
		}
		for _, e := range all {
			fmt.Fprintf(p.out, "%s\t%s\t%s\t%d\n", printable(e.EDTF), printable(e.Track), printable(e.Title), e.Excerpts)
		}
		return nil
	})
}

// checkCmd checks a library.
type checkCmd struct {
	Library string `arg:"" help:"The library." type:"library"`
	Repair  bool   `help:"Rebuild the search index first; nothing else is changed."`
}

// Run is kong's.
func (c *checkCmd) Run(p *program) error {
	if c.Repair {
		err := p.writing(c.Library, func(ctx context.Context, open data.Store) error {
			store, ok := open.(data.File)
			if !ok {
				return problem{exitUsage, "check: --repair is for files; a server keeps its search index itself"}
			}
			return p.showing("index", func(tell func(float64)) error { return store.Reindex(ctx, tell) })
		})
		if err != nil {
			return err
		}
	}
	return p.reading(c.Library, func(ctx context.Context, store data.Store) error {
		var problems []string
		err := p.showing("check", func(tell func(float64)) (err error) {
			problems, err = store.Check(ctx, tell)
			return err
		})
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
			changed = "only its search index was rebuilt"
		}
		return problem{exitProblem, fmt.Sprintf("%q: %s; %s", c.Library, found, changed)}
	})
}
