package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/take"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/state"
)

// exportCmd writes a library as a file of a format.
type exportCmd struct {
	Library  string `arg:"" help:"The library." type:"path"`
	Output   string `short:"o" required:"" help:"The file to write, which must not exist." type:"path" placeholder:"FILE"`
	As       string `help:"The format, where the ending of the file does not tell it (\"tarikh formats\" lists them)." placeholder:"FORMAT"`
	Query    string `help:"Only the events that a filter finds, as in the window: words, tag:trade, track:…" placeholder:"QUERY"`
	From     string `help:"Only events that end on or after a date." placeholder:"DATE"`
	To       string `help:"Only events that begin on or before a date." placeholder:"DATE"`
	Lang     string `help:"Language of what the format says itself: en, ar, both." enum:"en,ar,both" default:"en"`
	Notes    string `help:"Which notes go along: none; mine, without private ones; all, private ones, too. tarikh-json has all." enum:",none,mine,all" default:"" placeholder:"none|mine|all"`
	Articles string `help:"How much of the articles goes along: none; excerpts, the default; full. tarikh-json has all." enum:",none,excerpts,full" default:"" placeholder:"none|excerpts|full"`
	JSON     bool   `help:"Report as JSON." name:"json"`
}

// exported is what the command reports.
type exported struct {
	Files    []string     `json:"files"`
	Format   string       `json:"format"`
	Events   int          `json:"events"`
	Excerpts int          `json:"excerpts"`
	Articles int          `json:"articles"`
	Notes    int          `json:"notes"`
	Lost     []form.Count `json:"lost"`
}

// Run is kong's.
func (c *exportCmd) Run(p *program) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	if err := c.apart(); err != nil {
		return err
	}
	return p.reading(c.Library, func(ctx context.Context, store data.File) error {
		taken, err := c.take(ctx, p, store, format)
		if errors.Is(err, data.ErrUnindexed) {
			return fmt.Errorf("%s: %w; open it once in the window, or run: tarikh check --repair", c.Library, err)
		}
		if err != nil {
			return err
		}
		report, err := c.write(ctx, p, format, taken)
		if err != nil {
			return fmt.Errorf("export %s: %w", c.Output, inWriting(err))
		}
		if c.JSON {
			return p.printJSON(report)
		}
		for _, l := range report.Lost {
			fmt.Fprintf(p.err, "tarikh: %s: %d × %s left out: the format has no place for it\n", printable(c.Output), l.Count, printable(l.What))
		}
		return nil
	})
}

// format is the one to write.
func (c *exportCmd) format() (form.Format, error) {
	var can []string
	for _, f := range exchange.Formats() {
		if f.Write == nil {
			continue
		}
		if f.Name == c.As || c.As == "" && !f.Asked && slices.Contains(f.Endings, strings.ToLower(filepath.Ext(c.Output))) {
			return f, nil
		}
		can = append(can, fmt.Sprintf("%s (%s)", f.Name, strings.Join(f.Endings, ", ")))
	}
	what := "the ending of " + c.Output
	if c.As != "" {
		what = "--as " + c.As
	}
	return form.Format{}, problem{exitUsage, fmt.Sprintf("export: %s is no format that is written here; there are %s", what, strings.Join(can, "; "))}
}

// apart refuses to write over the library, or to where SQLite looks for its log.
func (c *exportCmd) apart() error {
	library, errLibrary := os.Stat(c.Library)
	output, errOutput := os.Stat(c.Output)
	if errLibrary == nil && errOutput == nil && os.SameFile(library, output) {
		return problem{exitUsage, fmt.Sprintf("export: %s is the library itself", c.Output)}
	}
	for _, beside := range []string{"-wal", "-shm", "-journal"} {
		if filepath.Clean(c.Output) == filepath.Clean(c.Library)+beside {
			return problem{exitUsage, fmt.Sprintf("export: a file named %s would be taken for a part of the library", c.Output)}
		}
	}
	return nil
}

// take is what the flags select of the library.
func (c *exportCmd) take(ctx context.Context, p *program, store data.File, format form.Format) (form.Taken, error) {
	s := take.Selection{Lang: c.Lang, Mine: p.names()}
	library, err := store.Library(ctx)
	if err != nil {
		return form.Taken{}, err
	}
	if format.Name == tarikhjson.Format().Name {
		if c.Query+c.From+c.To != "" || c.Notes != "" && c.Notes != "all" || c.Articles != "" && c.Articles != "full" {
			return form.Taken{}, problem{exitUsage, "export: tarikh-json is a whole library: --query, --from, --to, --notes and --articles are for other formats"}
		}
		return form.Taken{Store: store, Library: library, Lang: c.Lang}, nil
	}
	s.Notes = map[string]take.Notes{"mine": take.MyNotes, "all": take.AllNotes}[c.Notes]
	s.Articles = map[string]take.Articles{"none": take.NoArticles, "full": take.FullTexts}[c.Articles]
	today := library.Axis().Day(time.Now())
	s.Query = query.Parse(c.Query, query.Options{Today: today})
	for _, f := range []struct {
		flag, text string
		date       *dates.Date
	}{{"--from", c.From, &s.From}, {"--to", c.To, &s.To}} {
		if f.text == "" {
			continue
		}
		date, ok := form.Human(f.text, today)
		if !ok {
			return form.Taken{}, problem{exitUsage, fmt.Sprintf("export: %s %s: this is not one date; 2022-02-04 is, and 2022", f.flag, f.text)}
		}
		*f.date = date
	}
	if !s.From.IsZero() && !s.To.IsZero() && s.From.Lo >= s.To.Hi {
		return form.Taken{}, problem{exitUsage, fmt.Sprintf("export: --from %s is not before --to %s", c.From, c.To)}
	}
	return take.From(ctx, store, s)
}

// names are those under which the reader writes notes here.
func (p *program) names() []string {
	names := []string{author()}
	if kept, err := state.Load(p.files, filepath.Join(xdg.StateHome, "tarikh", "state.json")); err == nil {
		names = append(names, kept.Author)
	}
	return names
}

// write writes the file, and the second one where the format has one and there is
// something for it.
func (c *exportCmd) write(ctx context.Context, p *program, format form.Format, taken form.Taken) (exported, error) {
	report := exported{
		Files: []string{c.Output}, Format: format.Name, Events: len(taken.Events), Articles: len(taken.Articles), Notes: len(taken.Notes), Lost: []form.Count{},
	}
	for _, e := range taken.Events {
		report.Excerpts += len(e.Excerpts)
	}
	beside := ""
	if format.Beside != nil && report.Excerpts > 0 {
		ending := filepath.Ext(c.Output)
		beside = strings.TrimSuffix(c.Output, ending) + format.Beside.Suffix + ending
		if _, err := os.Lstat(c.Output); err == nil { // before the other is written
			return report, data.ErrExists
		}
		if err := p.writeWhole(ctx, beside, func(w io.Writer) error { return format.Beside.Write(ctx, w, taken) }); err != nil {
			return report, fmt.Errorf("%s: %w", beside, err)
		}
		report.Files = append(report.Files, beside)
	}
	var lost form.Dropped
	err := p.writeWhole(ctx, c.Output, func(w io.Writer) (err error) {
		lost, err = format.Write(ctx, w, taken)
		return err
	})
	if err != nil {
		if beside != "" {
			err = errors.Join(err, p.files.Remove(beside))
		}
		return report, err
	}
	locale, err := i18n.New(assets.Files, "en")
	if err != nil {
		return report, err
	}
	for _, l := range lost.Sorted() {
		report.Lost = append(report.Lost, form.Count{What: locale.T(l.What), Count: l.Count})
	}
	return report, nil
}

// inWriting is an error of writing a file as people know it.
func inWriting(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("its folder cannot be written in (%w)", err)
	}
	return err
}

// writeWhole writes a file that is not there yet, whole or not at all; see replaceWhole.
func (p *program) writeWhole(ctx context.Context, path string, write func(io.Writer) error) error {
	return file.WriteNew(ctx, p.files, path, nil, func(temporary string) error {
		part, err := p.files.OpenFile(temporary, os.O_WRONLY|os.O_TRUNC|os.O_CREATE, 0o666)
		if err != nil {
			return err
		}
		return errors.Join(write(part), part.Close())
	})
}
