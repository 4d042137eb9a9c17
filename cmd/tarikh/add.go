package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
)

// as says what to do with a source that the library has already.
func (c *addArticleCmd) as() app.As {
	switch {
	case c.AsVersion:
		return app.AsVersion
	case c.AsNew:
		return app.AsNew
	}
	return app.AsUndecided
}

// Run is kong's.
func (c *addArticleCmd) Run(p *program) error {
	given, err := c.given()
	if err != nil {
		return err
	}
	ctx, stop := untilInterrupted()
	defer stop()
	b := &bringer{program: p, cmd: c, given: given, reader: intake.Reader{Files: p.files}}
	reports := []addReport{}
	var first error
	failed := 0
	for _, source := range c.Sources {
		report, err := b.bring(ctx, source)
		if ctx.Err() != nil {
			first, failed = errors.New("add-article: cancelled; what was reported as added is added"), failed+1
			break
		}
		if err != nil {
			report.Result, report.Error = outcomeFailed, err.Error()
			first, failed = errors.Join(first, err), failed+1
		}
		reports = append(reports, report)
		if !c.JSON {
			report.print(p, len(c.Sources) > 1)
		}
		if b.broken { // the library, not the source
			break
		}
	}
	var printed error
	if c.JSON {
		printed = p.printJSON(reports)
	}
	if err := errors.Join(printed, b.close()); err != nil {
		return err
	}
	switch {
	case first == nil:
		return nil
	case len(c.Sources) == 1 || b.broken || ctx.Err() != nil:
		return first
	}
	return problem{exitFailed, fmt.Sprintf("add-article: %d of %d sources were not added", failed, len(c.Sources))}
}

// bringer adds sources to one library. The library is opened when the first of them
// could be read, so that a refused one leaves it untouched.
type bringer struct {
	*program
	cmd    *addArticleCmd
	given  data.Article // by flags, instead of the source's own
	reader intake.Reader
	store  data.File
	open   *app.Library // of store
	broken bool
}

func (b *bringer) close() error {
	if b.store == nil {
		return nil
	}
	return b.store.Close()
}

// bring reads and adds one source.
func (b *bringer) bring(ctx context.Context, name string) (addReport, error) {
	report := addReport{Source: name}
	source := intake.File(name)
	if lower := strings.ToLower(name); strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
		source = intake.Address(name)
	}
	draft, err := b.reader.Read(ctx, source, nil)
	if err != nil {
		return report, err
	}
	draft.Correct(b.given)
	report.describe(draft)
	if draft.Title.Value == "" {
		return report, problem{exitUsage, fmt.Sprintf("add-article %s: an article needs a title, and none was found in it; give --title", name)}
	}
	if err := b.begin(ctx); err != nil {
		b.broken = true
		return report, err
	}
	article, err := b.add(ctx, draft, &report)
	if err != nil {
		if ctx.Err() == nil {
			err = fmt.Errorf("%s: %s: %w", b.cmd.Library, name, err)
		}
		return report, err
	}
	if b.cmd.Propose {
		return report, b.propose(ctx, article, &report)
	}
	return report, nil
}

// begin opens the library, where that was not done yet.
func (b *bringer) begin(ctx context.Context) error {
	if b.store != nil {
		return nil
	}
	store, err := b.openInTurn(ctx, b.cmd.Library)
	if err != nil {
		return err
	}
	b.store, b.open = store, app.New(store, b.libraries.Now)
	return nil
}

// add adds the draft as the flags say, writes the result into the report, and returns
// the article that it is in the library.
func (b *bringer) add(ctx context.Context, d intake.Draft, report *addReport) (data.Article, error) {
	made, err := b.open.Add(ctx, d, b.cmd.as())
	if err != nil {
		return data.Article{}, err
	}
	report.ID, report.Result = made.Article.ID.String(), made.Outcome
	report.match(made.Match)
	switch made.Outcome {
	case app.Duplicate:
		return made.Article, fmt.Errorf("the library seems to have it already: %s; add it with --as-version or --as-new", report.Match)
	case app.Existing:
		return b.open.Article(ctx, made.Article.ID)
	}
	report.passages(made.Report)
	return made.Article, nil
}

// propose reports the events that an article seems to report.
func (b *bringer) propose(ctx context.Context, a data.Article, report *addReport) error {
	columns, err := b.open.Columns(ctx)
	if err != nil {
		return err
	}
	found, err := b.open.Propose(ctx, a, columns, nil)
	if err != nil {
		return err
	}
	report.Candidates = []addCandidate{}
	for _, c := range found.Candidates {
		report.Candidates = append(report.Candidates, addCandidate{
			Title: c.Title, Edit: c.Edit, EDTF: c.Date.EDTF, Lo: c.Date.Lo, Hi: c.Date.Hi, Confidence: c.Confidence,
			Start: c.Start, End: c.End, Text: a.Text[c.Start:c.End], Date: strings.TrimSpace(c.Find.Text), Event: printedID(c.Event),
		})
	}
	return nil
}
