package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/names"
)

// namesCmd prints who the texts of a library name.
type namesCmd struct {
	Library string `arg:"" help:"The library." type:"library"`
	Query   string `help:"Only the articles that a query finds: words, source:…, from: and to: a date." placeholder:"QUERY"`
	JSON    bool   `help:"A JSON array, with all passages."`
}

// namedActor is somebody who is named. Start and end of the passages are bytes of the
// article's text.
type namedActor struct {
	Name     string         `json:"name"`
	Others   []string       `json:"others,omitempty"` // other names
	Kind     string         `json:"kind"`             // person or organisation
	Reason   string         `json:"reason"`           // why it is taken for a name: library, list, title, word, given, said or capital
	Because  string         `json:"because,omitempty"`
	Sure     bool           `json:"sure"`
	May      []string       `json:"may,omitempty"`    // whom a surname alone may mean
	Alike    string         `json:"alike,omitempty"`  // who sounds alike in the other script
	Entity   string         `json:"entity,omitempty"` // of the library
	Texts    int            `json:"texts"`
	Events   []string       `json:"events"` // that would be linked
	Passages []namedPassage `json:"passages"`
}

type namedPassage struct {
	Article string `json:"article,omitempty"`
	Event   string `json:"event,omitempty"` // whose title or description names it
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

// Run is kong's.
func (c *namesCmd) Run(p *program) error {
	return p.reading(c.Library, func(ctx context.Context, store data.Store) error {
		l := app.New(store, time.Now)
		var ids []data.ID // nil: all articles, and the events
		if c.Query != "" {
			found, err := (&proposeCmd{Query: c.Query}).articles(ctx, l)
			if errors.Is(err, data.ErrUnindexed) {
				return fmt.Errorf("%s: %w; open it once in the window, or run: tarikh check --repair", c.Library, err)
			}
			if err != nil {
				return err
			}
			ids = append([]data.ID{}, found...)
		}
		g := gazetteer.New()
		var found []app.Naming
		err := p.showing("Looking for names in the texts", func(tell func(float64)) (err error) {
			found, err = l.Namings(ctx, ids, func(name string) bool { return names.WellKnown(g, name) }, tell)
			return err
		})
		if err != nil {
			return err
		}
		return c.print(p, found)
	})
}

func (c *namesCmd) print(p *program, found []app.Naming) error {
	if !c.JSON {
		w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
		for _, n := range found {
			fmt.Fprintf(w, "%s\t%d\t%s\n", n.Kind, n.Texts, printable(n.Name))
		}
		return w.Flush()
	}
	out := []namedActor{}
	for _, n := range found {
		a := namedActor{
			Name: n.Name, Others: n.Others, Kind: string(n.Kind), Reason: string(n.Reason), Because: n.Because, Sure: n.Sure(), May: n.May, Alike: n.Alike,
			Entity: printedID(n.Entity), Texts: n.Texts, Events: []string{},
		}
		for _, at := range n.Links {
			if id := at.Event.String(); !slices.Contains(a.Events, id) {
				a.Events = append(a.Events, id)
			}
		}
		for _, q := range n.Passages {
			a.Passages = append(a.Passages, namedPassage{printedID(q.Article), printedID(q.Event), q.Start, q.End, q.Quote})
		}
		out = append(out, a)
	}
	return p.printJSON(out)
}
