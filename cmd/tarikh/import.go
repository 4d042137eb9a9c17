package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
)

// importCmd imports files of other programs.
type importCmd struct {
	Library       string   `arg:"" help:"The library. It is made where there is none." type:"library"`
	Files         []string `arg:"" help:"Timelines, calendars, tables, references, notes, files of articles (EPUB, WARC, mail, feeds), and libraries in tarikh-json." name:"file" type:"path"`
	As            string   `help:"The format, where the contents do not tell it (\"tarikh formats\" lists them)." placeholder:"FORMAT"`
	Map           []string `help:"What a column of a table means, as: --map Begin=start. Meanings: title, start, end, year, month, day, text, track, tags, place, source, address, picture, importance, id, ignore." sep:"none" placeholder:"COLUMN=MEANING"`
	DayFirst      bool     `help:"4/2/2022 is 4 February." xor:"order"`
	MonthFirst    bool     `help:"4/2/2022 is 2 April." xor:"order"`
	List          bool     `help:"Only list the articles in files that hold many."`
	Only          []string `help:"Of files that hold many articles those with these numbers (1,4-6) or words (--list shows them). Without it all that have a text." sep:"none" placeholder:"N,M|WORDS"`
	Track         string   `help:"The track of events that have none in the file." placeholder:"NAME"`
	Conflicts     string   `help:"Of a field that changed both in the file and in the library since an earlier import: keep the library's, or take the file's." enum:"keep,take" default:"keep"`
	Gone          string   `help:"What an earlier import brought and the file does not have any more: keep it, or remove it where it was not changed here." enum:"keep,remove" default:"keep"`
	DryRun        bool     `help:"Only report what would be done."`
	Pictures      bool     `help:"Take the pictures that the files have in themselves or beside them. None is fetched."`
	FetchPictures bool     `help:"Fetch the pictures of events whose addresses the files name: one of a host at a time, a second apart. Without it they stay links."`
	JSON          bool     `help:"Report as JSON." name:"json"`
	Lang          string   `help:"The language to take where a file has several (default: en)." default:"en" placeholder:"LANG"`
}

// Help is kong's: what follows the help of the command.
func (*importCmd) Help() string {
	return "Each file is one step of undo. What cannot be read is reported with its place; nothing is fetched. Importing a file again updates what changed in it and keeps what was changed in the library."
}

const importName = "import"

// Run is kong's.
func (c *importCmd) Run(p *program) error {
	if _, err := c.options(p); err != nil {
		return err
	}
	ctx, stop := untilInterrupted()
	defer stop()
	if done, err := p.handOver(ctx, c.Library, importName, c); done {
		return err
	}
	return c.do(ctx, p, nil, "")
}

// options are those of the readers of formats.
func (c *importCmd) options(p *program) (form.Options, error) {
	o := form.Options{Lang: c.Lang, Now: p.libraries.Now(), Track: c.Track, Map: map[string]string{}}
	switch {
	case c.DayFirst:
		o.DayFirst = form.DayFirst
	case c.MonthFirst:
		o.DayFirst = form.MonthFirst
	}
	for _, m := range c.Map {
		at := strings.LastIndexByte(m, '=')
		if at < 0 {
			return o, problem{exitUsage, fmt.Sprintf("import: --map %s: a column and its meaning are expected, as Begin=start", m)}
		}
		o.Map[m[:at]] = m[at+1:]
	}
	if c.As != "" {
		if _, err := exchange.FormatNamed(c.As); err != nil {
			return o, problem{exitUsage, "import: --as: " + err.Error()}
		}
	}
	return o, nil
}

// do imports the files, whose names begin in a folder, into the library of a desk; where
// there is none, into the file itself.
func (c *importCmd) do(ctx context.Context, p *program, d desk, folder string) error {
	o, err := c.options(p)
	if err != nil {
		return err
	}
	if c.List {
		return c.listFrom(ctx, p, d, o, folder)
	}
	i := &importer{program: p, importCmd: c, options: o, desk: d}
	reports := []form.Report{}
	var failed []error
	for _, name := range c.filesIn(folder) {
		var report form.Report
		err := p.showing("import "+filepath.Base(name), func(tell func(done float64)) (err error) {
			i.tell = tell
			report, err = i.file(ctx, name)
			return err
		})
		if ctx.Err() != nil {
			failed = append(failed, fmt.Errorf("import: cancelled; what was reported is done (%w)", ctx.Err()))
			break
		}
		if err != nil {
			failed = append(failed, err)
			report = form.Report{File: name, Error: err.Error(), Skipped: []form.SkippedRow{}, Dropped: []form.Count{}}
		}
		reports = append(reports, report)
		if !c.JSON && err == nil {
			p.printImport(report, c.DryRun)
		}
		if i.broken {
			break
		}
	}
	var printed error
	if c.JSON {
		printed = p.printJSON(reports)
	}
	if i.desk != nil {
		printed = errors.Join(printed, i.desk.close())
	}
	return errors.Join(printed, errors.Join(failed...))
}

// filesIn are the files, whose names begin in a folder.
func (c *importCmd) filesIn(folder string) []string {
	names := slices.Clone(c.Files)
	for i, name := range names {
		if folder != "" && !filepath.IsAbs(name) {
			names[i] = filepath.Join(folder, name)
		}
	}
	return names
}

// listFrom lists the files, with what the library has already, if there is one.
func (c *importCmd) listFrom(ctx context.Context, p *program, d desk, o form.Options, folder string) error {
	if _, err := p.files.Stat(c.Library); d == nil && !errors.Is(err, fs.ErrNotExist) {
		d = &ownDesk{program: p, path: c.Library, look: true}
	}
	err := c.listEntries(ctx, p, d, o, c.filesIn(folder))
	if d != nil {
		err = errors.Join(err, d.close())
	}
	return err
}

// importer imports files into one library.
type importer struct {
	*program
	*importCmd
	options form.Options
	desk    desk // nil until the library is there
	broken  bool // the library, not the file
	tell    func(done float64)
}

// share is a part of the progress of a file: reading it, comparing it, writing it.
func (i *importer) share(from, to float64) func(done float64) {
	return func(done float64) { i.tell(from + (to-from)*done) }
}

// file imports one file.
func (i *importer) file(ctx context.Context, name string) (form.Report, error) {
	opened, closeFile, err := app.OpenForeign(i.files, name)
	if err != nil {
		return form.Report{}, err
	}
	defer closeFile() // what is large is read when it is written
	options := i.options
	options.Progress = i.share(0, 0.4)
	read, err := i.read(ctx, opened, options)
	if err != nil {
		return form.Report{}, err
	}
	if i.desk == nil {
		if _, err := i.files.Stat(i.Library); errors.Is(err, fs.ErrNotExist) && !data.IsAddress(i.Library) {
			return i.fresh(ctx, read)
		}
		i.desk = &ownDesk{program: i.program, path: i.Library, look: i.DryRun}
	}
	var report form.Report
	err = i.desk.use(ctx, func(ctx context.Context, l *app.Library) (err error) {
		report, err = i.write(ctx, l, read, false)
		return err
	})
	i.broken = errors.As(err, new(openError))
	return report, err
}

// read reads a file, of one with many articles those that are chosen.
func (i *importer) read(ctx context.Context, file form.File, o form.Options) (app.Foreign, error) {
	if len(i.Only) == 0 {
		return app.ReadForeign(ctx, file, i.As, o)
	}
	list := o
	list.Progress = i.share(0, 0.1)
	c, err := listing(ctx, file, i.As, list)
	if err != nil {
		return app.Foreign{}, err
	}
	places, err := chosen(c.Container, i.Only)
	if err != nil {
		return app.Foreign{}, err
	}
	o.Progress = i.share(0.1, 0.4)
	return c.Choose(ctx, places, o)
}

// write imports what was read into a library.
func (i *importer) write(ctx context.Context, l *app.Library, read app.Foreign, fresh bool) (form.Report, error) {
	read.Document.TakeOffered = i.Pictures
	if i.FetchPictures && !i.DryRun {
		if err := read.FetchPictures(ctx, app.PicturesFromWeb(), i.share(0.4, 0.5)); err != nil {
			return form.Report{}, err
		}
	}
	in, err := l.Compare(ctx, read, i.Track, fresh, i.share(0.4, 0.5))
	if err != nil {
		return form.Report{}, err
	}
	in.Decide(i.Conflicts == "take", i.Gone == "remove")
	if !i.DryRun {
		if err := l.Import(ctx, in, i.share(0.5, 1)); err != nil {
			return form.Report{}, err
		}
	}
	return in.Report(), nil
}

// fresh makes the library of a file, which appears under its name when it is whole.
func (i *importer) fresh(ctx context.Context, read app.Foreign) (report form.Report, err error) {
	dry := errors.New("only reported")
	err = i.libraries.CreateWith(ctx, i.Library, read.Title(), func(store data.File) error {
		if report, err = i.write(ctx, app.New(store, i.libraries.Now), read, true); err == nil && i.DryRun {
			return dry
		}
		return err
	})
	if errors.Is(err, dry) {
		err = nil
	}
	return report, err
}

// printImport prints what came of a file: a line on standard output, and what was left
// out on standard error.
func (p *program) printImport(r form.Report, dry bool) {
	for _, s := range r.Skipped {
		fmt.Fprintf(p.err, "tarikh: %s: %s: skipped: %s\n", printable(r.File), printable(s.Where), printable(s.Why))
	}
	for _, d := range r.Dropped {
		fmt.Fprintf(p.err, "tarikh: %s: %d × %s left out: no field of a library holds it\n", printable(r.File), d.Count, printable(d.What))
	}
	var said []string
	for _, n := range []struct {
		n    int
		what string
	}{
		{r.Events, "events"},
		{r.Eras, "eras"},
		{r.Articles, "articles"},
		{r.References, "references"},
		{r.Notes, "notes"},
		{r.Waiting, "notes that wait for a text"},
		{r.ToCheck, "notes at passages to check"},
		{r.Orphans, "notes whose passages are not found"},
		{r.Filled, "references with their texts"},
		{r.Updated, "updated"},
		{r.Unchanged, "unchanged"},
		{r.Conflicts, "conflicts"},
		{r.Gone, "gone"},
		{len(r.Skipped), "skipped"},
	} {
		if n.n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n.n, n.what))
		}
	}
	if len(said) == 0 {
		said = []string{"nothing"}
	}
	if dry {
		said = append(said, "not written (--dry-run)")
	}
	fmt.Fprintf(p.out, "%s\t%s\t%s\n", printable(r.File), r.Format, strings.Join(said, ", "))
}

// formatsCmd lists the formats.
type formatsCmd struct {
	JSON   bool `help:"Print as JSON." name:"json" xor:"as"`
	Schema bool `help:"Print the JSON Schema of tarikh-json, version 2." xor:"as"`
}

// formatLine is a format as it is listed.
type formatLine struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Endings []string `json:"endings"`
	Reads   bool     `json:"reads"`
	Writes  bool     `json:"writes"`
	Folder  bool     `json:"folder,omitempty"` // a folder is written
	Group   string   `json:"group,omitempty"`
	Loses   []string `json:"loses,omitempty"`
	Refused string   `json:"refused,omitempty"`
}

// Run is kong's.
func (c *formatsCmd) Run(p *program) error {
	if c.Schema {
		schema, err := tarikhjson.Schema()
		fmt.Fprintf(p.out, "%s\n", schema)
		return err
	}
	lines := []formatLine{}
	for _, f := range p.formats {
		lines = append(lines, formatLine{f.Name, f.Title, f.Endings, f.Read != nil, f.Group != "", f.Folder != nil, string(f.Group), f.Loses, f.Refused})
	}
	if c.JSON {
		return p.printJSON(lines)
	}
	for _, l := range lines {
		does := "-"
		switch {
		case l.Reads && l.Writes:
			does = "read, written"
		case l.Reads:
			does = "read"
		case l.Writes:
			does = "written"
		}
		endings := strings.Join(l.Endings, " ")
		if l.Folder {
			endings = "a folder"
		}
		fmt.Fprintf(p.out, "%s\t%s\t%s\t%s\n", l.Name, l.Title, endings, does)
	}
	return nil
}
