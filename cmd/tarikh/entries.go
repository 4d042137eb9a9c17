package main

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/fold"
)

// numbers are places in a list as they are typed: "3", "1,4-6".
var numbers = regexp.MustCompile(`^\d+(-\d+)?(,\d+(-\d+)?)*$`)

// chosen are the places of the entries that a command names, by their numbers from 1 or by
// words of their titles and addresses; those that are usual where it names none.
func chosen(c *form.Container, only []string) ([]int, error) {
	if len(only) == 0 {
		return c.Usual(), nil
	}
	wanted := make([]bool, len(c.Entries))
	for _, said := range only {
		found := false
		for i, e := range c.Entries {
			if named(said, i+1, e) {
				wanted[i], found = true, true
			}
		}
		if !found {
			return nil, problem{exitUsage, fmt.Sprintf("import: --only %s: there is no such entry; --list shows all", printable(said))}
		}
	}
	var places []int
	for i, yes := range wanted {
		if yes {
			places = append(places, i)
		}
	}
	return places, nil
}

// named reports whether what was typed names an entry, which is the one with that number.
func named(said string, number int, e form.Entry) bool {
	if !numbers.MatchString(said) {
		words := fold.String(said)
		return strings.Contains(fold.String(e.Title), words) || strings.Contains(fold.String(e.URL), words)
	}
	for part := range strings.SplitSeq(said, ",") {
		from, to, span := strings.Cut(part, "-")
		first, err := strconv.Atoi(from)
		last := first
		if span && err == nil {
			last, err = strconv.Atoi(to)
		}
		if err == nil && first <= number && number <= last {
			return true
		}
	}
	return false
}

// listedEntry is an entry of a file as import --list --json prints it.
type listedEntry struct {
	Number int            `json:"number"`
	Title  string         `json:"title"`
	URL    string         `json:"url,omitempty"`
	Kind   form.EntryKind `json:"kind"`
	Date   string         `json:"date,omitempty"`  // of publication, EDTF
	Saved  string         `json:"saved,omitempty"` // RFC 3339
	Size   int64          `json:"size,omitempty"`  // bytes
	There  bool           `json:"there"`           // in the library already
}

// listEntries lists what is in the files that hold many articles.
func (c *importCmd) listEntries(ctx context.Context, p *program, d desk, o form.Options, names []string) error {
	all := [][]listedEntry{}
	for _, name := range names {
		entries, err := c.entriesOf(ctx, p, d, o, name)
		if err != nil {
			return err
		}
		all = append(all, entries)
		if !c.JSON {
			if err := p.printEntries(entries); err != nil {
				return err
			}
		}
	}
	if !c.JSON {
		return nil
	}
	if len(all) == 1 {
		return p.printJSON(all[0])
	}
	return p.printJSON(all)
}

func (c *importCmd) entriesOf(ctx context.Context, p *program, d desk, o form.Options, name string) ([]listedEntry, error) {
	file, closeFile, err := app.OpenForeign(p.files, name)
	if err != nil {
		return nil, err
	}
	defer closeFile() // it was only read
	var list app.Listing
	if err := p.showing("list "+name, func(tell func(float64)) (err error) {
		o.Progress = tell
		list, err = listing(ctx, file, c.As, o)
		return err
	}); err != nil {
		return nil, err
	}
	known := make([]bool, len(list.Entries))
	if d != nil {
		if err := d.use(ctx, func(ctx context.Context, l *app.Library) (err error) {
			known, err = l.Known(ctx, list)
			return err
		}); err != nil {
			return nil, err
		}
	}
	for _, s := range list.Skipped {
		fmt.Fprintf(p.err, "tarikh: %s: %s: skipped: %s\n", printable(name), printable(s.Where.String()), printable(s.Reason()))
	}
	entries := []listedEntry{}
	for i, e := range list.Entries {
		l := listedEntry{Number: i + 1, Title: e.Title, URL: e.URL, Kind: e.Kind, Date: e.Date.EDTF, Size: e.Size, There: known[i]}
		if e.Saved != 0 {
			l.Saved = time.Unix(e.Saved, 0).UTC().Format(time.RFC3339)
		}
		entries = append(entries, l)
	}
	return entries, nil
}

// listing lists a file, which must be one of many articles.
func listing(ctx context.Context, file form.File, as string, o form.Options) (app.Listing, error) {
	format, err := app.FormatOf(file, as)
	if err != nil {
		return app.Listing{}, err
	}
	if format.List == nil {
		return app.Listing{}, file.Fail(form.Place{}, "files of the format %s are imported as a whole; --list and --only are for those that hold many articles", format.Title)
	}
	return app.ListForeign(ctx, file, format, o)
}

// printEntries prints entries, a line each.
func (p *program) printEntries(entries []listedEntry) error {
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	for _, e := range entries {
		there, size, date := "", "", e.Date
		if e.There {
			there = "there"
		}
		if e.Size > 0 {
			size = fmt.Sprintf("%d KB", (e.Size+1023)>>10)
		}
		if date == "" && e.Saved != "" {
			date = e.Saved[:len(time.DateOnly)]
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", e.Number, e.Kind, printable(date), size, there, printable(form.Shorten(e.Title, 100)), printable(e.URL))
	}
	return w.Flush()
}
