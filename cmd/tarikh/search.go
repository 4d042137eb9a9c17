package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// searchCmd finds rows.
type searchCmd struct {
	Library string   `arg:"" help:"The library." type:"library"`
	Query   []string `arg:"" help:"Words, \"phrases\", -words and fields such as tag:trade from:2020."`
	JSON    bool     `help:"One JSON array."`
	Limit   int      `help:"How many hits at most (default: 50)." default:"50" placeholder:"N"`
}

// hit is a find as the search command prints it; offsets are bytes, half-open.
type hit struct {
	Kind    string  `json:"kind"`
	ID      string  `json:"id"`
	Event   string  `json:"event,omitempty"`
	Article string  `json:"article,omitempty"`
	Story   string  `json:"story,omitempty"`
	Title   string  `json:"title"`
	EDTF    string  `json:"edtf,omitempty"`
	Snippet string  `json:"snippet"`
	Marks   [][]int `json:"marks"`        // in snippet
	At      []int   `json:"at,omitempty"` // in the article's text
	Score   float64 `json:"score"`
}

// queryArgs lets words of a query begin with a dash, as "-words" do: a space before it keeps
// them from being taken for flags.
func queryArgs(args []string) []string {
	if len(args) == 0 || args[0] != "search" {
		return args
	}
	out := slices.Clone(args)
	for i, arg := range out {
		if arg == "--" {
			break
		}
		if len(arg) > 1 && arg[0] == '-' && arg[1] != '-' && arg != "-h" {
			out[i] = " " + arg
		}
	}
	return out
}

// Run is kong's.
func (c *searchCmd) Run(p *program) error {
	if c.Limit < 1 {
		return problem{exitUsage, fmt.Sprintf("search: --limit %d: want at least 1", c.Limit)}
	}
	return p.reading(c.Library, func(ctx context.Context, store data.Store) error {
		library, err := store.Library(ctx)
		if err != nil {
			return err
		}
		q := query.Parse(strings.Join(c.Query, " "), query.Options{Today: library.Axis().Day(time.Now())})
		found, err := store.Search(ctx, q, c.Limit)
		if errors.Is(err, data.ErrUnindexed) {
			return fmt.Errorf("%s: %w; open it once in the window, or run: tarikh check --repair", c.Library, err)
		}
		if err != nil {
			return err
		}
		if found.Newest {
			fmt.Fprintln(p.err, "tarikh: search: there are too many to rank; these are the newest")
		}
		if c.JSON {
			return printJSONHits(p, found.Hits)
		}
		return printHits(p, found.Hits)
	})
}

func printHits(p *program, hits []data.Hit) error {
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	for _, h := range hits {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", h.Kind, printable(h.Date.EDTF), printable(h.Title), printable(h.Snippet))
	}
	return w.Flush()
}

func printJSONHits(p *program, hits []data.Hit) error {
	all := []hit{}
	for _, h := range hits {
		out := hit{
			Kind: h.Kind.String(), ID: printedID(h.ID), Event: printedID(h.Event), Article: printedID(h.Article), Story: printedID(h.Story),
			Title: h.Title, EDTF: h.Date.EDTF, Snippet: h.Snippet, Marks: [][]int{}, Score: h.Score,
		}
		for _, m := range h.Marks {
			out.Marks = append(out.Marks, []int{m.Start, m.End})
		}
		if h.At != (data.Range{}) {
			out.At = []int{h.At.Start, h.At.End}
		}
		all = append(all, out)
	}
	return p.printJSON(all)
}
