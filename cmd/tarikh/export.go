package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/sqlite/file"
)

// exportCmd writes a library as a file of a format.
type exportCmd struct {
	Library string `arg:"" help:"The library." type:"path"`
	Output  string `short:"o" required:"" help:"The file to write, which must not exist." type:"path" placeholder:"FILE"`
	As      string `help:"The format, where the ending of the file does not tell it (\"tarikh formats\" lists them)." placeholder:"FORMAT"`
	Lang    string `help:"Language of what is written, en or ar." enum:"en,ar" default:"en"`
}

// Run is kong's.
func (c *exportCmd) Run(p *program) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	return p.reading(c.Library, func(ctx context.Context, store data.File) error {
		library, err := store.Library(ctx)
		if err != nil {
			return err
		}
		taken := form.Taken{Store: store, Title: library.Title, Lang: c.Lang, RTL: c.Lang == "ar"}
		var lost form.Dropped
		err = p.writeWhole(ctx, c.Output, func(w io.Writer) (err error) {
			lost, err = format.Write(ctx, w, taken)
			return err
		})
		if err != nil {
			return fmt.Errorf("export %s: %w", c.Output, err)
		}
		for _, l := range lost.Sorted() {
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
		if f.Name == c.As || c.As == "" && slices.Contains(f.Endings, strings.ToLower(filepath.Ext(c.Output))) {
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

// writeWhole writes a file that is not there yet, whole or not at all.
func (p *program) writeWhole(ctx context.Context, path string, write func(io.Writer) error) error {
	return file.WriteNew(ctx, p.files, path, nil, func(temporary string) error {
		part, err := p.files.OpenFile(temporary, os.O_WRONLY|os.O_TRUNC|os.O_CREATE, 0o666)
		if err != nil {
			return err
		}
		return errors.Join(write(part), part.Close())
	})
}
