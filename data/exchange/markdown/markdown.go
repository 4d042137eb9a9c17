// Package markdown reads folders of notes in Markdown, such as vaults of Obsidian, and
// writes events as one.
//
//	---
//	title: Ninth Symphony
//	aat-event-start-date: 1824-5-7       (plugin auto-timelines, here or between
//	timelines: [music]                    %%aat-inline-event … %% in the text)
//	start-date: 1824-05-07               (plugin obsidian-timelines, or as
//	date: 1824-05-07                      <span class='ob-timelines' data-date='1824-05-07-00'>)
//	edtf: "1824-05-07"                   (what is written here)
//	---
//	Text with [[links]] to other notes.
//
// The one idea behind it: a note is an article, and what it dates is an event that the
// article reports. The notes that are written here are events themselves: they are known by
// their edtf, and come back as they were.
package markdown

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/offer"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "markdown-folder", Title: "Markdown folder (Obsidian)", Endings: nil,
		Likeness: likeness, Read: read, Group: form.GroupData, Folder: write, Loses: loses(), Pictures: true,
	}
}

// The most that is read.
const (
	maxFiles = 200_000
	maxNote  = 8 << 20
	maxBytes = 512 << 20 // of all notes
	maxDepth = 50        // folders in each other
	// maxUnread is how many files may be too large or damaged.
	maxUnread = 1000
	batch     = 64
)

const ending = ".md"

// keys are words by which a note alone is known.
var keys = []string{startKey + ":", "%%" + inlineKey, "ob-timelines"}

func likeness(p *form.Probe) int {
	if len(p.Members) == 0 {
		if p.Ending == ending && slices.ContainsFunc(keys, func(k string) bool { return bytes.Contains(p.Head, []byte(k)) }) {
			return 85
		}
		return 0
	}
	notes, others := 0, 0
	for _, m := range p.Members {
		switch {
		case strings.HasPrefix(m, settingsFolder) || strings.Contains(m, "/"+settingsFolder):
			return 90
		case isNote(m):
			notes++
		case !strings.HasSuffix(m, "/"):
			others++
		}
	}
	switch {
	case notes > others:
		return 70
	case notes > 0:
		return 30
	}
	return 0
}

// isNote reports whether a file is a note; those in folders that begin with a dot are not.
func isNote(name string) bool {
	return strings.EqualFold(path.Ext(name), ending) && !strings.HasPrefix(name, ".") && !strings.Contains(name, "/.")
}

// source is a file of a folder.
type source struct {
	path string
	text string
}

// files are the notes of a file, and the settings of plugins.
func files(ctx context.Context, file form.File, doc *form.Document) (notes, settings []source, err error) {
	total, unread := 0, 0
	add := func(name string, read func() ([]byte, error)) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		setting := isSetting(name)
		if !setting && !isNote(name) {
			if !strings.HasPrefix(path.Base(name), ".") && !strings.Contains("/"+name, "/.") && !offer.IsNamed(name) {
				doc.Drop("file " + path.Ext(name))
			}
			return nil
		}
		raw, err := read()
		if err != nil {
			doc.Skip(form.Place{Path: name}, form.Unreadable, err.Error())
			if unread++; unread > maxUnread { // each may have taken as long as a large note
				return file.Fail(form.Place{Path: name}, "more than %d of its files cannot be read", maxUnread)
			}
			return nil
		}
		text, _ := form.UTF8(raw)
		if setting {
			settings = append(settings, source{name, string(text)})
			return nil
		}
		if total += len(text); total > maxBytes {
			return file.Fail(form.Place{Path: name}, "its notes have more than %d MB; that is the most that is read", maxBytes>>20)
		}
		notes = append(notes, source{name, strings.ReplaceAll(string(text), "\r\n", "\n")})
		return nil
	}
	switch {
	case file.Folder != nil:
		err = walk(file, add)
	case zipped(file):
		err = unpack(file, add)
	default:
		raw, failed := file.Bytes(maxNote)
		if failed != nil {
			return nil, nil, failed
		}
		err = add(path.Base(strings.ReplaceAll(file.Name, `\`, "/")), func() ([]byte, error) { return raw, nil })
	}
	slices.SortFunc(notes, func(a, b source) int { return strings.Compare(a.path, b.path) })
	return notes, settings, err
}

func zipped(file form.File) bool {
	head := make([]byte, 4)
	n, _ := file.ReadAt(head, 0)
	return string(head[:n]) == "PK\x03\x04"
}

// walk adds the files of a folder; links to elsewhere are not followed.
func walk(file form.File, add func(string, func() ([]byte, error)) error) error {
	seen := 0
	return fs.WalkDir(file.Folder, ".", func(name string, d fs.DirEntry, err error) error {
		if seen++; seen > maxFiles {
			return file.Fail(form.Place{Path: name}, "it has more than %d files", maxFiles)
		}
		switch {
		case err != nil:
			return file.Fail(form.Place{Path: name}, "%w", err)
		case d.IsDir():
			base := path.Base(name)
			if strings.Count(name, "/") > maxDepth || strings.HasPrefix(base, ".") && name != "." && !strings.HasPrefix(name+"/", settingsFolder) {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular():
			return nil
		}
		return add(name, func() ([]byte, error) { return readFile(file.Folder, name) })
	})
}

var errLarge = errors.New("it is larger than 8 MB")

func readFile(folder fs.FS, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(f, maxNote+1))
	if err == nil && len(raw) > maxNote {
		err = errLarge
	}
	return raw, errors.Join(err, f.Close())
}

// unpack adds the files of a zip, below the one folder that holds all, if there is one.
func unpack(file form.File, add func(string, func() ([]byte, error)) error) error {
	z, err := file.Archive(maxFiles)
	if err != nil {
		return err
	}
	top := topOf(z.File)
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := add(strings.TrimPrefix(f.Name, top), func() ([]byte, error) { return form.Unzip(f, maxNote) }); err != nil {
			return err
		}
	}
	return nil
}

// topOf is the folder with its slash that all files of a zip are in, "" for none.
func topOf(all []*zip.File) string {
	top := ""
	for i, f := range all {
		first, _, nested := strings.Cut(f.Name, "/")
		if !nested || strings.HasPrefix(first, ".") || i > 0 && top != first+"/" {
			return ""
		}
		top = first + "/"
	}
	return top
}

// vault reads the notes of one folder.
type vault struct {
	context.Context
	*form.Drafts
	file     form.File
	o        form.Options
	doc      form.Document
	settings settings
	texts    int // bytes of articles
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	v := &vault{Context: ctx, file: file, o: o}
	v.Drafts = form.NewDrafts(file, &v.doc)
	notes, plugins, err := files(ctx, file, &v.doc)
	if err != nil {
		return form.Document{}, err
	}
	if len(notes) == 0 && len(v.doc.Skipped) == 0 {
		return form.Document{}, file.Fail(form.Place{}, "there is no note (%s) in it", ending)
	}
	v.settings = v.settingsOf(plugins)
	var linked []linked
	for i, n := range notes {
		if i%batch == 0 {
			if o.Progress != nil {
				o.Progress(float64(i) / float64(len(notes)))
			}
			if ctx.Err() != nil {
				return form.Document{}, ctx.Err()
			}
		}
		l, err := v.note(n)
		if err != nil {
			return form.Document{}, err
		}
		linked = append(linked, l)
	}
	v.link(linked)
	var unnamed []string
	if file.Folder != nil {
		unnamed, err = offer.NamedWithin(ctx, &v.doc, file.Folder)
	} else if archive := offer.Archive(file); archive != nil {
		unnamed, err = offer.NamedWithin(ctx, &v.doc, archive)
	} else {
		err = offer.Named(ctx, &v.doc, file.Beside)
	}
	if err != nil {
		return form.Document{}, err
	}
	for _, name := range unnamed {
		if !strings.Contains("/"+name, "/.") {
			v.Drop("file " + path.Ext(name))
		}
	}
	return v.doc, nil
}
