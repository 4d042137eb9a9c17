package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/data/text/query"
)

// proposeCmd prints the main events of many articles.
type proposeCmd struct {
	Library string `arg:"" help:"The library." type:"library"`
	Query   string `help:"Only the articles that a query finds: words, source:…, from: and to: a date." placeholder:"QUERY"`
	Top     int    `help:"How many days at most (default: 20); 0 for all." default:"20" placeholder:"N"`
	JSON    bool   `help:"One JSON object, with all passages."`
}

// proposed is what the command prints.
type proposed struct {
	Articles int            `json:"articles"` // that were read
	Copies   int            `json:"copies"`   // of them near copies of others, which count once
	Events   []proposedMain `json:"events"`
}

// proposedMain is a main event. Start and end of its passages are bytes of the article's
// text.
type proposedMain struct {
	Title      string  `json:"title"`
	Edit       bool    `json:"edit,omitempty"` // the title is the sentence: none could be made of it
	EDTF       string  `json:"edtf"`
	Articles   int     `json:"articles"` // that report it, near copies counted once
	Main       bool    `json:"main"`     // of its day, most articles report it
	Confidence float64 `json:"confidence"`
	Event      string  `json:"event,omitempty"` // of the library that it seems to be
	// Shared is what Arabic and other passages both say, for which they are taken as reports of
	// one event; none where their words are alike.
	Shared   []proposedFact    `json:"shared,omitempty"`
	Passages []proposedPassage `json:"passages"`
}

// proposedFact is a name, or a figure with what it is of.
type proposedFact struct {
	Name   string   `json:"name,omitempty"`
	Of     string   `json:"of,omitempty"` // dead, hurt, money and so on
	Figure *float64 `json:"figure,omitempty"`
	Unit   string   `json:"unit,omitempty"`
}

// proposedFacts are why passages in two scripts are taken as reports of one event.
func proposedFacts(shared []app.Shared) (all []proposedFact) {
	for _, s := range shared {
		f := proposedFact{Name: s.Name}
		if s.Name == "" {
			f = proposedFact{Of: string(s.Subject), Figure: &s.Value.Lo, Unit: s.Value.Unit}
		}
		all = append(all, f)
	}
	return all
}

type proposedPassage struct {
	Article string `json:"article"`
	Title   string `json:"title"` // of the article
	EDTF    string `json:"edtf,omitempty"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	Open    bool   `json:"open"` // nothing was decided on it
}

// Run is kong's.
func (c *proposeCmd) Run(p *program) error {
	if c.Top < 0 {
		return problem{exitUsage, fmt.Sprintf("propose: --top %d: want 0 or more", c.Top)}
	}
	return p.reading(c.Library, func(ctx context.Context, store data.Store) error {
		l := app.New(store, time.Now)
		ids, err := c.articles(ctx, l)
		if errors.Is(err, data.ErrUnindexed) {
			return fmt.Errorf("%s: %w; open it once in the window, or run: tarikh check --repair", c.Library, err)
		}
		if err != nil {
			return err
		}
		columns, err := l.Columns(ctx)
		if err != nil {
			return err
		}
		var found *app.Story
		err = p.showing("Reading the articles", func(tell func(float64)) error {
			found, err = l.Story(ctx, ids, columns, c.Top, "en", tell)
			return err
		})
		if err != nil {
			return err
		}
		return c.print(p, found)
	})
}

// articles are those that the query finds.
func (c *proposeCmd) articles(ctx context.Context, l *app.Library) ([]data.ID, error) {
	if c.Query != "" {
		library, err := l.Library(ctx)
		if err != nil {
			return nil, err
		}
		return l.SearchIDs(ctx, query.Parse(c.Query, query.Options{Today: library.Axis().Day(time.Now())}), data.KindArticle)
	}
	all, err := l.Articles(ctx)
	ids := make([]data.ID, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	return ids, err
}

func (c *proposeCmd) print(p *program, found *app.Story) error {
	if !c.JSON {
		w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
		for _, e := range found.Events {
			fmt.Fprintf(w, "%s\t%d\t%s\n", e.Date.EDTF, e.Articles, printable(e.Title))
		}
		return w.Flush()
	}
	out := proposed{Articles: found.Articles, Copies: found.Copies, Events: []proposedMain{}}
	for _, e := range found.Events {
		m := proposedMain{
			Title: e.Title, Edit: e.Edit, EDTF: e.Date.EDTF, Articles: e.Articles, Main: e.Main, Confidence: e.Confidence, Event: printedID(e.Known), Shared: proposedFacts(e.Shared),
		}
		for _, q := range e.Passages {
			m.Passages = append(m.Passages, proposedPassage{
				q.Article.ID.String(), q.Article.Title, q.Article.Published.EDTF, q.Start, q.End, q.Quote, q.Decision == propose.Undecided,
			})
		}
		out.Events = append(out.Events, m)
	}
	return p.printJSON(out)
}
