package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/i18n"
)

// notesCmd takes notes out of a library.
type notesCmd struct {
	Library string `arg:"" help:"The library." type:"library"`
	Query   string `help:"Only notes that a search for this finds, as: tag:trade -colour:rose." placeholder:"WORDS"`
	As      string `help:"md (Markdown), html or txt (default: as the file that is written ends, else md)." enum:"md,html,txt," default:""`
	Output  string `short:"o" help:"The file to write, which must not exist (default: standard output)." type:"path" placeholder:"FILE"`
	Private bool   `help:"Private notes, too, which are left out otherwise."`
	Lang    string `help:"Language of dates, en or ar." enum:"en,ar" default:"en"`
}

// Run is kong's.
func (c *notesCmd) Run(p *program) error {
	if err := c.format(); err != nil {
		return err
	}
	locale, err := i18n.New(assets.Files, c.Lang)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := p.reading(c.Library, func(ctx context.Context, store data.Store) error { return c.write(ctx, store, locale, &out) }); err != nil {
		return err
	}
	if c.Output == "" {
		_, err := p.out.Write(out.Bytes())
		return err
	}
	err = file.Disk{Files: p.files}.WriteNew(context.Background(), c.Output, func(temporary string) error {
		return afero.WriteFile(p.files, temporary, out.Bytes(), 0o666)
	})
	switch {
	case errors.Is(err, data.ErrExists):
		return fmt.Errorf("notes: %s is there already; name another file", c.Output)
	case err != nil:
		return fmt.Errorf("notes: write %s: %w", c.Output, err)
	}
	return nil
}

// format takes the format of the notes from the ending of the file where none is asked
// for; both must agree.
func (c *notesCmd) format() error {
	if c.Output == "" {
		c.As = cmp.Or(c.As, string(exchange.Markdown))
		return nil
	}
	for as, endings := range map[exchange.NoteFormat][]string{
		exchange.Markdown: {".md", ".markdown"}, exchange.HTML: {".html", ".htm"}, exchange.Text: {".txt", ".text"},
	} {
		if !slices.Contains(endings, strings.ToLower(filepath.Ext(c.Output))) {
			continue
		}
		if c.As != "" && c.As != string(as) {
			return fmt.Errorf("notes: %s does not end as a file of the format %s", c.Output, c.As)
		}
		c.As = string(as)
		return nil
	}
	return fmt.Errorf("notes: notes cannot be written as %s: name a file that ends in .md, .html or .txt", c.Output)
}

// write writes the notes of a library.
func (c *notesCmd) write(ctx context.Context, store data.Store, locale *i18n.Locale, out *bytes.Buffer) error {
	library, err := store.Library(ctx)
	if err != nil {
		return err
	}
	all, err := store.Annotations(ctx)
	if err != nil {
		return err
	}
	if !c.Private {
		all = app.OpenNotes(all)
	}
	notes, err := c.chosen(ctx, store, library, all)
	if err != nil {
		return err
	}
	articles, err := store.Articles(ctx)
	if err != nil {
		return err
	}
	app.NotesByPlace(notes, articles)
	words := app.NoteWords{Date: locale.Date, Day: func(unix int64) string { return locale.Timestamp(unix, time.Local) }, Waits: locale.T("reference.waits")}
	taken, err := app.TakeNotes(ctx, store, notes, all, words)
	if err != nil {
		return err
	}
	return exchange.WriteNotes(out, exchange.NoteFormat(c.As), exchange.TakenNotes{Title: library.Title, Lang: locale.Lang(), RTL: locale.RTL(), Notes: taken})
}

// chosen are the notes, without replies, that the query finds themselves or by a reply.
func (c *notesCmd) chosen(ctx context.Context, store data.Store, library data.Library, all []data.Annotation) ([]data.Annotation, error) {
	q := query.Parse(c.Query, query.Options{Today: library.Axis().Day(time.Now())})
	found := map[data.ID]bool{}
	if !q.Empty() {
		ids, err := store.SearchIDs(ctx, q, data.KindAnnotation)
		if errors.Is(err, data.ErrUnindexed) {
			return nil, fmt.Errorf("%s: %w; open it once in the window, or run: tarikh check --repair", c.Library, err)
		}
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			found[id] = true
		}
		for _, n := range all {
			found[n.Parent] = found[n.Parent] || found[n.ID]
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(n data.Annotation) bool {
		return n.Parent != (data.ID{}) || !q.Empty() && !found[n.ID]
	}), nil
}
