// Tarikh is a desktop timeline for people who read news and history in sources.
// This package reads the command line and wires the parts together.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/keyring"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/sqlite/file"
)

// newProgram is a program over the files of a system. try is the command that starts it
// again to try a lock, see sqlite.Opener.TryLocks.
func newProgram(files afero.Fs, out, err io.Writer, try ...string) *program {
	opener := sqlite.NewOpener(files, "Tarikh "+version())
	opener.TryLocks(try...)
	const turn = 10 * time.Second
	return &program{
		out: out, err: err, shows: showsProgress(err), files: files, turn: turn, sockets: runtimeDir(), ring: keyring.New(os.Getenv), formats: publishedFormats(), secret: askSecret,
		libraries: &app.Libraries{Opener: opener, Rescuer: opener, Servers: &postgres.Servers{Kept: outboxDir()}, Files: files, Now: time.Now},
	}
}

// cli is the command line.
type cli struct {
	Version kong.VersionFlag `help:"Print the version and exit."`

	Open       openCmd        `cmd:"" default:"withargs" help:"Open a library in the window (the default)."`
	New        newCmd         `cmd:"" help:"Make a new library."`
	Events     eventsCmd      `cmd:"" help:"List the events of a library."`
	AddArticle addArticleCmd  `cmd:"" help:"Add files and web pages to a library as articles."`
	Import     importCmd      `cmd:"" help:"Import files of other programs: timelines, tables, references, notes, saved articles."`
	Fetch      fetchCmd       `cmd:"" help:"Fetch the texts of references from the web."`
	Export     exportCmd      `cmd:"" help:"Write a library as a file of another format."`
	Formats    formatsCmd     `cmd:"" help:"List the formats that are read and written."`
	Verify     verifyCmd      `cmd:"" help:"Check an evidence packet against its manifest."`
	Search     searchCmd      `cmd:"" help:"Find words in the events, articles, excerpts and notes of a library."`
	Notes      notesCmd       `cmd:"" help:"Take the notes of a library out as Markdown, HTML or text."`
	Propose    proposeCmd     `cmd:"" help:"List the main events that the articles of a library report together."`
	Names      namesCmd       `cmd:"" help:"List the persons and organisations that the texts of a library name."`
	Duplicates duplicatesCmd  `cmd:"" help:"List the events of a library that seem to be one."`
	Dates      datesCmd       `cmd:"" help:"List the dates that a text file names."`
	Render     renderCmd      `cmd:"" help:"Draw the timeline of a library to a PNG picture, without a window."`
	Check      checkCmd       `cmd:"" help:"Check a library for damage."`
	Backup     backupCmd      `cmd:"" help:"Back a library up, or list its backups."`
	Restore    restoreCmd     `cmd:"" help:"Restore a backup to a new library."`
	Copy       copyCmd        `cmd:"" help:"Save a copy of a library."`
	Recover    recoverCmd     `cmd:"" help:"Save what can be read of a damaged library to a new one."`
	Server     serverCmd      `cmd:"" help:"Set up libraries for several people on a PostgreSQL server."`
	Bench      benchCmd       `cmd:"" help:"Measure the timeline with synthetic libraries, or with one of yours."`
	Completion completionCmd  `cmd:"" help:"Print what a shell needs to complete commands."`
	System     systemCommands `embed:""`
	Man        manCmd         `cmd:"" hidden:"" help:"Print the manual page."`
}

func main() {
	if code, asked := file.TryLock(); asked { // see file.Lock
		os.Exit(code)
	}
	tidyHeap()
	var try []string
	if self, err := os.Executable(); err == nil {
		try = []string{self}
	}
	os.Exit(run(newProgram(afero.NewOsFs(), os.Stdout, os.Stderr, try...), os.Args[1:]))
}

// checkedWriter keeps the first error of its writer, so that a full disk with
// redirected output does not look like success.
type checkedWriter struct {
	w   io.Writer
	err error
}

func (c *checkedWriter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	if c.err == nil {
		c.err = err
	}
	return n, err
}

// run does one command and returns the exit code.
func run(p *program, args []string) int {
	var c cli
	code := -1
	parser, err := kong.New(&c, kong.Name("tarikh"), kong.UsageOnError(), kong.Writers(p.out, p.err),
		kong.Description("A timeline for people who read news and history in sources."),
		kong.Vars{"version": "tarikh " + version()}, kong.Help(help), kong.NamedMapper("library", kong.MapperFunc(placeOf)), kong.Exit(func(n int) { code = n }))
	if err != nil {
		fmt.Fprintln(p.err, "tarikh:", err)
		return exitFailed
	}
	args = queryArgs(linkArgs(args))
	if word, meant := misspelled(p.files, parser, args); meant != "" {
		fmt.Fprintf(p.err, "tarikh: there is no command and no library “%s”; “tarikh %s” is one (“tarikh --help” lists them)\n", printable(word), meant)
		return exitUsage
	}
	ctx, err := parser.Parse(args)
	if code >= 0 { // --help or --version were answered
		return code
	}
	if err != nil {
		fmt.Fprintln(p.err, "tarikh:", err)
		return exitUsage
	}
	out := &checkedWriter{w: p.out}
	p.out = out
	err = ctx.Run(p)
	if err == nil && out.err != nil {
		err = fmt.Errorf("write the answer: %w", out.err)
	}
	if errors.Is(err, context.Canceled) {
		err = problem{exitEnded, fmt.Sprintf("cancelled (%v)", err)}
	}
	if err != nil {
		before := "tarikh: "
		for line := range strings.Lines(err.Error()) {
			fmt.Fprintln(p.err, before+printable(strings.TrimSuffix(line, "\n")))
			before = ""
		}
		var known problem
		if errors.As(err, &known) {
			return known.code
		}
		return exitFailed
	}
	return exitOK
}
