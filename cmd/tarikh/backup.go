package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/state"
)

// backupDir is where backups are kept by default.
func backupDir() string { return filepath.Join(xdg.DataHome, "tarikh", "backups") }

// keeping is where backups are, for commands.
type keeping struct {
	Folder string `help:"The folder of backups (default: as in the window)." type:"path" placeholder:"FOLDER"`
}

// keeper is that of the window, with its settings, or of another folder.
func (c keeping) keeper(p *program) *backup.Keeper {
	// A state that cannot be read has no settings: the defaults apply.
	kept, _ := state.Load(p.files, filepath.Join(xdg.StateHome, "tarikh", "state.json"))
	return p.libraries.Keeper(cmp.Or(c.Folder, kept.Backups.Folder, backupDir()), kept.Backups.Megabytes)
}

// backupCmd backs a library up.
type backupCmd struct {
	keeping
	Library string `arg:"" help:"The library." type:"path"`
	List    bool   `help:"List its backups instead, newest first: number, time, events, articles, notes, file."`
}

// Run is kong's.
func (c *backupCmd) Run(p *program) error {
	keeper := c.keeper(p)
	if c.List {
		return p.reading(c.Library, func(ctx context.Context, store data.File) error { return c.list(ctx, p, keeper, store) })
	}
	ctx, stop := untilInterrupted()
	defer stop()
	newest, made, err := p.libraries.BackUp(ctx, keeper, c.Library)
	if err != nil {
		return err
	}
	if !made {
		fmt.Fprintf(p.err, "tarikh: %q has not changed since its newest backup\n", c.Library)
	}
	fmt.Fprintln(p.out, newest.Path)
	return nil
}

func (c *backupCmd) list(ctx context.Context, p *program, keeper *backup.Keeper, store data.File) error {
	library, err := store.Library(ctx)
	if err != nil {
		return err
	}
	list, err := keeper.List(library.ID, store.Path())
	if err != nil {
		return err
	}
	for i, b := range list {
		sum, err := backup.ReadSummary(ctx, p.libraries, b.Path)
		if err != nil {
			fmt.Fprintf(p.err, "tarikh: %v\n", err)
			continue
		}
		n := sum.Counts
		fmt.Fprintf(p.out, "%d\t%s\t%d\t%d\t%d\t%s\n", i+1, b.Time.Format(time.RFC3339), n.Events, n.Articles, n.Annotations, b.Path)
	}
	return nil
}

// restoreCmd makes a library from a backup.
type restoreCmd struct {
	keeping
	Library string `arg:"" help:"The library that was backed up; it need not be readable." type:"path"`
	Number  int    `help:"Which backup, as “backup --list” counts them." default:"1"`
	Out     string `short:"o" required:"" help:"The file to make, NAME.tarikh." type:"path" placeholder:"FILE"`
}

// Run is kong's.
func (c *restoreCmd) Run(p *program) error {
	ctx, stop := untilInterrupted()
	defer stop()
	list, err := p.libraries.Backups(ctx, c.keeper(p), c.Library)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fmt.Errorf("restore: there are no backups of %q", c.Library)
	}
	if c.Number < 1 || c.Number > len(list) {
		return problem{exitUsage, fmt.Sprintf("restore: --number %d: there are %d backups", c.Number, len(list))}
	}
	from := list[c.Number-1]
	if err := backup.RestoreAs(ctx, p.libraries, from.Path, c.Out); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: the backup of %s\n", c.Out, from.Time.Format(time.RFC3339))
	return nil
}

// recoverCmd saves what can be read of a damaged library.
type recoverCmd struct {
	Library string `arg:"" help:"The damaged library; it is not changed." type:"path"`
	Out     string `short:"o" required:"" help:"The file to make, NAME.tarikh." type:"path" placeholder:"FILE"`
}

// Run is kong's.
func (c *recoverCmd) Run(p *program) error {
	ctx, stop := untilInterrupted()
	defer stop()
	found, err := p.libraries.Salvage(ctx, c.Library, c.Out, nil)
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
	Library string `arg:"" help:"The library." type:"path"`
	Out     string `short:"o" required:"" help:"The file to make, NAME.tarikh." type:"path" placeholder:"FILE"`
}

// Run is kong's.
func (c *copyCmd) Run(p *program) error {
	return p.reading(c.Library, func(ctx context.Context, store data.File) error {
		if err := store.SaveCopy(ctx, c.Out); err != nil {
			return err
		}
		_, err := fmt.Fprintf(p.out, "%s: a copy of %s\n", printable(c.Out), printable(c.Library))
		return err
	})
}
