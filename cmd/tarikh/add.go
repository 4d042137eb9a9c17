package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
)

// addArticleCmd brings articles in.
type addArticleCmd struct {
	Library   string   `arg:"" help:"The library." type:"path"`
	Sources   []string `arg:"" name:"source" help:"Files (text, Markdown, HTML, MHTML, PDF, DOCX, ODT) and http or https addresses."`
	Title     string   `help:"The article's title (default: what the source says). Like the five flags that follow, for one source only."`
	Date      string   `help:"The date of publication in EDTF, 2022-02-04 (default: what the source says; required where it says none)."`
	Lang      string   `help:"The article's language, ar or en (default: what the source says, or its letters)."`
	Publisher string   `help:"Who published it."`
	Byline    string   `help:"Who wrote it."`
	URL       string   `name:"url" help:"Where it is."`
	AsVersion bool     `xor:"twin" help:"Where the library has the article already, give it the new text and keep the old one as an earlier version."`
	AsNew     bool     `xor:"twin" help:"Where the library has the article already, add another one."`
	Propose   bool     `help:"Print the events that the article seems to report. None is added."`
	JSON      bool     `help:"One JSON array, an object for each source."`
}

// outcomeFailed is what is reported of a source that was not added, beside the
// outcomes of app.Add.
const outcomeFailed app.Outcome = "failed"

// as says what becomes of a source that the library has already.
func (c *addArticleCmd) as() app.As {
	switch {
	case c.AsVersion:
		return app.AsVersion
	case c.AsNew:
		return app.AsNew
	}
	return app.AsAsked
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
		printed = printJSON(p, reports)
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

// bringer brings sources into one library. The library is opened when the first
// of them could be read, so that a refused one leaves it untouched.
type bringer struct {
	*program
	cmd    *addArticleCmd
	given  given
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

// bring reads one source and adds it.
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
	b.given.correct(&draft)
	report.describe(draft)
	if draft.Published.Value.IsZero() {
		return report, problem{exitUsage, fmt.Sprintf("add-article %s: an article needs its date, and none was found in it; give --date YYYY-MM-DD", name)}
	}
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
	store, err := b.libraries.Open(ctx, b.cmd.Library)
	if err != nil {
		return err
	}
	b.store, b.open = store, app.New(store, b.libraries.Now)
	return nil
}

// add adds the draft as the flags say, writes what became of it into the report, and
// returns the article that it is in the library.
func (b *bringer) add(ctx context.Context, d intake.Draft, report *addReport) (data.Article, error) {
	made, err := b.open.Add(ctx, d, b.cmd.as())
	if err != nil {
		return data.Article{}, err
	}
	report.ID, report.Result = made.Article.ID.String(), made.Outcome
	report.twin(made.Twin)
	switch made.Outcome {
	case app.Duplicate:
		return made.Article, fmt.Errorf("the library seems to have it: %s; add it with --as-version or --as-new", report.Twin)
	case app.There:
		return b.open.Article(ctx, made.Article.ID)
	}
	fates := made.Report
	if doubtful, lost := fates.Excerpts.Check+fates.Notes.Check, fates.Excerpts.Orphan+fates.Notes.Orphan; doubtful+lost > 0 {
		fmt.Fprintf(b.err, "tarikh: %s: of its passages, %d should be checked and %d were found nowhere\n", d.Source.Name(), doubtful, lost)
	}
	return made.Article, nil
}

// given is what the flags say of a source in place of what it says itself.
type given struct {
	title, lang, publisher, byline, url string
	date                                dates.Date
}

// correct puts what was given into a draft.
func (g given) correct(d *intake.Draft) {
	for _, f := range []struct {
		field *intake.Field
		value string
	}{{&d.Title, g.title}, {&d.Lang, g.lang}, {&d.Publisher, g.publisher}, {&d.Byline, g.byline}, {&d.URL, g.url}} {
		if f.value != "" {
			*f.field = intake.Field{Value: f.value, From: intake.FromUser}
		}
	}
	if !g.date.IsZero() {
		d.Published = intake.DateField{Value: g.date, From: intake.FromUser}
	}
}
