package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
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

// addArticleName is the command as it is handed to a window.
const addArticleName = "add-article"

// Run is kong's.
func (c *addArticleCmd) Run(p *program) error {
	if _, err := c.given(); err != nil {
		return err
	}
	ctx, stop := untilInterrupted()
	defer stop()
	if done, err := p.handOver(ctx, c.Library, addArticleName, c); done {
		return err
	}
	return c.do(ctx, p, &ownDesk{program: p, path: c.Library}, "")
}

// do adds the sources, whose names begin in a folder, to the library of a desk.
func (c *addArticleCmd) do(ctx context.Context, p *program, d desk, folder string) error {
	given, err := c.given()
	if err != nil {
		return err
	}
	b := &bringer{program: p, cmd: c, given: given, reader: intake.Reader{Files: p.files}, desk: d, folder: folder}
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
	if err := errors.Join(printed, d.close()); err != nil {
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

// bringer adds sources to one library.
type bringer struct {
	*program
	cmd    *addArticleCmd
	given  data.Article // by flags, instead of the source's own
	reader intake.Reader
	desk   desk
	folder string // that the sources' names begin in
	broken bool
}

// bring reads and adds one source.
func (b *bringer) bring(ctx context.Context, name string) (addReport, error) {
	report := addReport{Source: name}
	source := intake.File(b.in(name))
	if lower := strings.ToLower(name); strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
		source = intake.Address(name)
		source.LeadPicture = b.cmd.LeadPicture
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
	var open *app.Library
	var article data.Article
	err = b.desk.use(ctx, func(ctx context.Context, l *app.Library) (err error) {
		open = l
		if article, err = b.add(ctx, l, draft, &report); err != nil && ctx.Err() == nil {
			err = fmt.Errorf("%s: %s: %w", b.cmd.Library, name, err)
		}
		return err
	})
	if b.broken = errors.As(err, new(openError)); err != nil || !b.cmd.Propose {
		return report, err
	}
	return report, b.propose(ctx, open, article, &report)
}

// in is the path of a file whose name begins in the folder of the command.
func (b *bringer) in(name string) string {
	if b.folder == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(b.folder, name)
}

// add adds the draft as the flags say, writes the result into the report, and returns
// the article that it is in the library.
func (b *bringer) add(ctx context.Context, l *app.Library, d intake.Draft, report *addReport) (data.Article, error) {
	made, err := l.Add(ctx, d, b.cmd.as())
	if err != nil {
		return data.Article{}, err
	}
	report.ID, report.Result = made.Article.ID.String(), made.Outcome
	report.match(made.Match)
	switch made.Outcome {
	case app.Duplicate:
		return made.Article, errors.New(report.Match.question())
	case app.Existing:
		return l.Article(ctx, made.Article.ID)
	}
	report.passages(made.Report)
	return made.Article, nil
}

// propose reports the events that an article seems to report.
func (b *bringer) propose(ctx context.Context, l *app.Library, a data.Article, report *addReport) error {
	columns, err := l.Columns(ctx)
	if err != nil {
		return err
	}
	found, err := l.Propose(ctx, a, columns, nil)
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
