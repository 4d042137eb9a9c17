package main

import (
	"context"
	"fmt"
	"math"
	"text/tabwriter"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
)

// duplicatesCmd lists the events that seem to be one. Nothing is merged: which title, date
// and place stay is chosen in the window.
type duplicatesCmd struct {
	Library string `arg:"" help:"The library." type:"library"`
	Limit   int    `help:"How many pairs at most (default: 100); 0 for all." default:"100" placeholder:"N"`
	JSON    bool   `help:"One JSON array."`
}

// Help is kong's.
func (*duplicatesCmd) Help() string {
	return "Two events seem to be one if their dates overlap and their titles or passages report the same in nearly the same words. Pairs that were told apart are left out. Nothing is changed: merge them in the window (Find duplicate events…)."
}

// alikePair is two events that seem to be one, as the command prints them.
type alikePair struct {
	Part   float64         `json:"part"`   // of the words of the shorter passage, 0 to 1
	Shared int             `json:"shared"` // words
	Events [2]alikeListing `json:"events"` // the one with more sources first
}

type alikeListing struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	EDTF     string `json:"edtf"`
	Track    string `json:"track"`
	Excerpts int    `json:"excerpts"`
}

// Run is kong's.
func (c *duplicatesCmd) Run(p *program) error {
	if c.Limit < 0 {
		return problem{exitUsage, fmt.Sprintf("duplicates: --limit %d: want 0 or more", c.Limit)}
	}
	return p.reading(c.Library, func(ctx context.Context, store data.Store) error {
		var found []app.Pair
		err := p.showing("Looking for duplicate events", func(tell func(float64)) (err error) {
			found, err = app.New(store, time.Now).Duplicates(ctx, tell)
			return err
		})
		if err != nil {
			return err
		}
		all := len(found)
		if c.Limit > 0 {
			found = found[:min(all, c.Limit)]
		}
		pairs, err := alikePairs(ctx, store, found)
		if err != nil {
			return err
		}
		if c.JSON {
			return p.printJSON(pairs)
		}
		w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
		for _, pair := range pairs {
			for i, e := range pair.Events {
				share := ""
				if i == 0 {
					share = fmt.Sprintf("%.0f %%", math.Floor(100*pair.Part))
				}
				fmt.Fprintf(w, "%s\t%s\t%d\t%s\n", share, printable(e.EDTF), e.Excerpts, printable(e.Title))
			}
		}
		if err := w.Flush(); err != nil {
			return err
		}
		if left := all - len(found); left > 0 {
			fmt.Fprintf(p.err, "tarikh: duplicates: %d more pairs; --limit 0 lists all\n", left)
		}
		return nil
	})
}

// alikePairs are pairs with what is listed of their events.
func alikePairs(ctx context.Context, store data.Store, found []app.Pair) ([]alikePair, error) {
	tracks, err := store.Tracks(ctx)
	if err != nil {
		return nil, err
	}
	names := map[data.ID]string{}
	for _, t := range tracks {
		names[t.ID] = t.Name
	}
	excerpts, err := store.ExcerptCounts(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]data.ID, 0, 2*len(found))
	for _, pair := range found {
		ids = append(ids, pair.Events[:]...)
	}
	rows, err := store.EventRows(ctx, ids)
	if err != nil {
		return nil, err
	}
	pairs := make([]alikePair, len(found))
	for i, pair := range found {
		pairs[i].Part, pairs[i].Shared = pair.Part, pair.Shared
		for j, e := range rows[2*i : 2*i+2] {
			pairs[i].Events[j] = alikeListing{e.ID.String(), e.Title, e.Date.EDTF, names[e.Track], excerpts[e.ID]}
		}
	}
	return pairs, nil
}
