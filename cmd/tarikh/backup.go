package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/state"
)

// backupDir is where backups are kept by default.
func backupDir() string { return filepath.Join(xdg.DataHome, "tarikh", "backups") }

// keeping is where backups are, for commands.
type keeping struct {
	Folder string `help:"The folder of backups (default: as in the window)." type:"path" placeholder:"FOLDER"`
	Mirror string `help:"The folder of the second backups (default: as in the window)." type:"path" placeholder:"FOLDER"`
}

// keeper is that of the window, with its settings, or of other folders.
func (c keeping) keeper(p *program, last int) *backup.Keeper {
	// A state that cannot be read has no settings: the defaults apply.
	kept, _ := state.Load(p.files, filepath.Join(xdg.StateHome, "tarikh", "state.json"))
	k := app.Keeping{Folder: cmp.Or(c.Folder, kept.Backups.Folder, backupDir()), Mirror: c.Mirror, Megabytes: kept.Backups.Megabytes, Last: last}
	if c.Folder == "" {
		k.Mirror = cmp.Or(k.Mirror, kept.Backups.Mirror)
	}
	return p.libraries.Keeper(k)
}

// backupCmd backs a library up.
type backupCmd struct {
	keeping
	Keep    int    `help:"How many backups of this library to keep: the newest ones (default: some of each of the last hours, days, weeks and months)." placeholder:"N"`
	Library string `arg:"" help:"The library." type:"library"`
	List    bool   `help:"List its backups instead, newest first and those of other copies of it last: number, time, events, articles, notes, whose, from where, file."`
}

// Help is kong's: what follows the help of the command.
func (*backupCmd) Help() string {
	return "A library of a server becomes a file of FOLDER that holds the same, compared by a hash of all, without its history: each night by cron or a timer, it is the backup of that. It ends with 0 where a backup was made or nothing had changed, with 1 where it could not be made; then the earlier ones stay."
}

// Run is kong's.
func (c *backupCmd) Run(p *program) error {
	if c.Keep < 0 {
		return problem{exitUsage, "backup: --keep takes a number of backups, 1 or more"}
	}
	keeper := c.keeper(p, c.Keep)
	ctx, stop := untilInterrupted()
	defer stop()
	if c.List {
		list, err := p.backups(ctx, keeper, c.Library)
		if err != nil {
			return err
		}
		p.list(ctx, p.out, list)
		return nil
	}
	var newest backup.Copy
	var made bool
	err := p.withSecret(ctx, c.Library, func() error {
		return p.showing("backup", func(tell func(float64)) (err error) {
			newest, made, err = p.libraries.BackUp(ctx, keeper, c.Library, tell)
			return err
		})
	})
	if _, second := errors.AsType[*backup.MirrorError](err); err != nil && !second {
		return err
	}
	if !made {
		fmt.Fprintf(p.err, "tarikh: %q has not changed since its newest backup\n", c.Library)
	}
	fmt.Fprintln(p.out, newest.Path)
	return err
}

// backups lists the backups of a library; of one on a server, also where that is gone.
func (p *program) backups(ctx context.Context, keeper *backup.Keeper, library string) (list []backup.Copy, err error) {
	err = p.withSecret(ctx, library, func() error {
		list, err = p.libraries.Backups(ctx, keeper, library)
		return err
	})
	return list, err
}

// list lists backups as they are numbered.
func (p *program) list(ctx context.Context, out io.Writer, list []backup.Copy) {
	for i, b := range list {
		b, err := b.Complete(ctx, p.libraries)
		if err != nil {
			fmt.Fprintf(p.err, "tarikh: %v\n", err)
			continue
		}
		whose := "this library"
		if !b.Own {
			whose = "another copy"
		}
		from := b.Of
		if b.Host != "" && !data.IsAddress(b.Of) {
			from = b.Host + ":" + from
		}
		fmt.Fprintf(out, "%d\t%s\t%d\t%d\t%d\t%s\t%s\t%s\n", i+1, b.Time.Format(time.RFC3339), b.Counts.Events, b.Counts.Articles, b.Counts.Annotations,
			whose, printable(from), b.Path)
	}
}

// restoreCmd makes a library from a backup.
type restoreCmd struct {
	keeping
	Library string `arg:"" help:"The library that was backed up; it need not be readable." type:"library"`
	Number  int    `help:"Which backup, as “backup --list” counts them (default: the newest of this library)." placeholder:"N"`
	Out     string `short:"o" required:"" help:"The file to make, NAME.tarikh." type:"path" placeholder:"FILE"`
}

// Run is kong's.
func (c *restoreCmd) Run(p *program) error {
	ctx, stop := untilInterrupted()
	defer stop()
	keeper := c.keeper(p, 0)
	list, err := p.backups(ctx, keeper, c.Library)
	if err != nil {
		return err
	}
	number := c.Number
	switch {
	case len(list) == 0:
		return fmt.Errorf("restore: there are no backups of %q", c.Library)
	case number == 0 && list[0].Own:
		number = 1
	case number == 0:
		p.list(ctx, p.err, list)
		return problem{exitUsage, fmt.Sprintf("restore: none of these backups is certainly of %q; choose one with --number", c.Library)}
	case number < 0 || number > len(list):
		return problem{exitUsage, fmt.Sprintf("restore: --number %d: there are %d backups", number, len(list))}
	}
	from := list[number-1]
	lost, err := keeper.RestoreAs(ctx, p.libraries, from, c.Out)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: the backup of %s, of %s\n", c.Out, from.Time.Format(time.RFC3339), printable(from.Of))
	if len(lost) == 0 {
		return nil
	}
	for _, l := range lost {
		fmt.Fprintf(p.err, "tarikh: lost: %s %x\n", lostWords(l), l.Hash)
	}
	return problem{exitProblem, fmt.Sprintf("restore: %d texts or pages are missing or damaged in the backups; everything else is restored", len(lost))}
}

// lostWords says what a text or page that was lost belongs to.
func lostWords(l data.LostBody) string {
	kind := "a text"
	if l.Page {
		kind = "a page"
	}
	if l.Article == "" {
		return kind + " of the history"
	}
	return fmt.Sprintf("%s of the article “%s”", kind, printable(l.Article))
}

// recoverCmd saves what can be read of a damaged library.
type recoverCmd struct {
	Library string `arg:"" help:"The damaged library; it is not changed." type:"library"`
	Out     string `short:"o" required:"" help:"The file to make, NAME.tarikh." type:"path" placeholder:"FILE"`
}

// Run is kong's.
func (c *recoverCmd) Run(p *program) error {
	ctx, stop := untilInterrupted()
	defer stop()
	var found data.Salvaged
	err := p.showing("recover", func(tell func(float64)) (err error) {
		found, err = p.libraries.Salvage(ctx, c.Library, c.Out, tell)
		return err
	})
	if err != nil {
		return err
	}
	for _, k := range found.Kinds {
		fmt.Fprintf(p.out, "%s: %d saved", k.Kind, k.Saved)
		if k.Journal > 0 {
			fmt.Fprintf(p.out, ", %d of them from the journal", k.Journal)
		}
		if k.Dropped > 0 {
			fmt.Fprintf(p.out, ", %d could not be kept", k.Dropped)
		}
		fmt.Fprintln(p.out)
	}
	if found.Stray {
		fmt.Fprintln(p.out, "the log beside it belongs to another copy of it and was left out")
	}
	if found.Lost > 0 {
		fmt.Fprintf(p.out, "%d stretches of rows could not be read as usual; some rows may be lost\n", found.Lost)
	}
	if found.Doubtful > 0 {
		fmt.Fprintf(p.out, "%d rows were mended: compare them with a backup\n", found.Doubtful)
	}
	if !found.History {
		fmt.Fprintln(p.out, "earlier edits cannot be undone in it")
	}
	return nil
}

// copyCmd saves a copy of a library.
type copyCmd struct {
	Library string `arg:"" help:"The library." type:"library"`
	To      string `arg:"" optional:"" help:"The file to make, NAME.tarikh, or the database of a server: postgres://USER@SERVER/DATABASE." type:"library"`
	Out     string `short:"o" help:"The file to make, in place of TO." type:"path" placeholder:"FILE"`
	History *bool  `negatable:"" help:"With the history of edits: who changed what, when, and what can be undone. From file to file that is so unless --no-history is given."`
}

// Help is kong's: what follows the help of the command.
func (*copyCmd) Help() string {
	return "Between a file and a server all rows, texts, pages and pictures are copied and compared by a hash of all; earlier edits go along with --history, but for what was undone; to a file the newest 10,000 steps. A copy that was interrupted goes on where it was, when the same command is given again; until it has ended, nobody can open it."
}

// Run is kong's.
func (c *copyCmd) Run(p *program) error {
	to := c.To
	if to == "" {
		to = c.Out
	}
	if (c.To == "") == (c.Out == "") {
		return problem{exitUsage, "copy: name one file or server to copy to"}
	}
	return p.reading(c.Library, func(ctx context.Context, open data.Store) error {
		var err error
		made := app.Copied{Place: to}
		if file, ok := open.(data.File); ok && (c.History == nil || *c.History) && !data.IsAddress(to) {
			err = file.SaveCopy(ctx, to)
		} else {
			err = p.withSecret(ctx, to, func() error {
				return p.showing("copy", func(tell func(float64)) (err error) {
					made, err = p.libraries.CopyLibrary(ctx, open, app.Copying{To: to, History: c.History != nil && *c.History, Progress: tell})
					return err
				})
			})
		}
		if err != nil {
			return err
		}
		switch {
		case made.Left > 0:
			fmt.Fprintf(p.err, "tarikh: of %d earlier edits the newest %d came along: a file keeps no more\n", made.Steps+made.Left, made.Steps)
		case made.Steps > 0:
			fmt.Fprintf(p.err, "tarikh: earlier edits that came along: %d, all of them\n", made.Steps)
		}
		_, err = fmt.Fprintf(p.out, "%s: a copy of %s\n", printable(made.Place), printable(c.Library))
		return err
	})
}
