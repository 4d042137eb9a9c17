package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/take"
)

// Publisher writes what is taken of libraries as files of other formats.
type Publisher struct {
	Formats []form.Format // all that are read or written
	Files   afero.Fs
	Disk    Disk
}

// Disk makes files and folders as wholes or not at all: fill writes them under a temporary
// name. Errors: data.ErrExists, data.ErrNotFound where the folder around them is missing,
// data.ErrName, those of fill and of the disk.
type Disk interface {
	WriteNew(ctx context.Context, path string, fill func(temporary string) error) error
	Replace(ctx context.Context, path string, fill func(temporary string) error) error // an ordinary file may be there
	NewFolder(ctx context.Context, path string, fill func(temporary string) error) error
}

// Publication is where and as what a part of a library is published.
type Publication struct {
	Format  form.Format
	Path    string // of the file or folder
	Library string // the path of the library
	Replace bool   // a file that is there
}

// second is the path of the second file, "" where the format has none.
func (p Publication) second() string {
	if p.Format.Beside == nil {
		return ""
	}
	ending := filepath.Ext(p.Path)
	return strings.TrimSuffix(p.Path, ending) + p.Format.Beside.Suffix + ending
}

// Published is what was written.
type Published struct {
	Files    []string // a folder is one
	Bytes    int64    // of all of them
	Events   int
	Excerpts int
	Articles int
	Notes    int
	Lost     form.Dropped
}

// RefusedError is why something is not published that way.
type RefusedError struct {
	Why    Refusal
	Detail string // what is meant, as the caller wrote it
	Known  []string
}

// Refusal is a kind of reason.
type Refusal string

// The reasons.
const (
	NoFormat    Refusal = "format"  // Detail is of no format that is written; Known are those that are
	NotTold     Refusal = "told"    // Detail is of formats that are written only when they are named, Known
	OverLibrary Refusal = "library" // Detail is a library
	OverLog     Refusal = "log"     // a file of that name is taken for a part of the library
	OverSource  Refusal = "source"  // Detail is what the library was imported from
	WholeOnly   Refusal = "whole"   // the format, Detail, has all of a library; nothing can be left out
	NotItsWords Refusal = "words"   // the format does not say its words in the language, Detail; Known are those that it has
	NotItsLook  Refusal = "look"    // the format does not know the part of the look, Detail; Known are those it knows
	IsFolder    Refusal = "folder"  // Detail is a folder
)

func (e *RefusedError) Error() string {
	known := strings.Join(e.Known, ", ")
	switch e.Why {
	case NoFormat:
		return e.Detail + " is no format that is written here; there are " + strings.Join(e.Known, "; ")
	case NotTold:
		return e.Detail + " is taken for no format unless that is named: --as " + strings.Join(e.Known, ", --as ")
	case OverLibrary:
		return e.Detail + " is the library itself"
	case OverLog:
		return "a file named " + e.Detail + " would be taken for a part of the library"
	case OverSource:
		return e.Detail + " is a file that the library was imported from"
	case WholeOnly:
		return e.Detail + " is a whole library, of which nothing can be left out"
	case IsFolder:
		return e.Detail + " is a folder"
	case NotItsWords:
		if known == "" {
			known = "no words of its own"
		}
		return "--lang " + e.Detail + " is not for this format, which has " + known
	case NotItsLook:
		if known == "" {
			known = "nothing of how it looks"
		}
		return "--" + e.Detail + " is not for this format, which knows " + known
	}
	return e.Detail
}

// Format returns the format that is named, or where as is "", that of the ending of a file. The error is a
// *RefusedError.
func (p *Publisher) Format(as, output string) (form.Format, error) {
	var can, asked []string
	for _, f := range p.Formats {
		if f.Group == "" {
			continue
		}
		ends := as == "" && slices.Contains(f.Endings, strings.ToLower(filepath.Ext(output)))
		if f.Name == as || ends && !f.Asked {
			return f, nil
		}
		if ends {
			asked = append(asked, f.Name)
		}
		known := f.Name
		if len(f.Endings) > 0 {
			known += " (" + strings.Join(f.Endings, ", ") + ")"
		}
		can = append(can, known)
	}
	what := "the ending of " + output
	if len(asked) > 0 {
		return form.Format{}, &RefusedError{Why: NotTold, Detail: what, Known: asked}
	}
	if as != "" {
		what = "--as " + as
	}
	return form.Format{}, &RefusedError{Why: NoFormat, Detail: what, Known: can}
}

// Take takes what is selected of a library for a format; no language is the format's usual
// one. Errors: *RefusedError, those of
// take.From.
func (p *Publisher) Take(ctx context.Context, store data.Store, format form.Format, s take.Selection, look form.Look) (form.Taken, error) {
	for _, part := range look.Parts() {
		if !slices.Contains(format.Knows, part) {
			var known []string
			for _, k := range format.Knows {
				known = append(known, "--"+string(k))
			}
			return form.Taken{}, &RefusedError{Why: NotItsLook, Detail: string(part), Known: known}
		}
	}
	switch {
	case s.Lang == "" && len(format.Speaks) > 0:
		s.Lang = format.Speaks[0]
	case s.Lang != "" && !slices.Contains(format.Speaks, s.Lang):
		return form.Taken{}, &RefusedError{Why: NotItsWords, Detail: s.Lang, Known: format.Speaks}
	}
	if format.Whole {
		if !s.Whole() {
			return form.Taken{}, &RefusedError{Why: WholeOnly, Detail: format.Name}
		}
		library, err := store.Library(ctx)
		return form.Taken{Store: store, Library: library, Lang: s.Lang, Look: look}, err
	}
	if format.Group == form.GroupCitations && s.Articles == take.NoArticles {
		s.Articles = take.Excerpts // they are what it holds
	}
	taken, err := take.From(ctx, store, s)
	taken.Look = look
	return taken, err
}

// Publish writes what was taken, whole or not at all. progress is told how many bytes are written; it may be nil.
// Errors: *RefusedError, data.ErrExists where something is there and is not to be replaced,
// those of the disk and of the format.
func (p *Publisher) Publish(ctx context.Context, to Publication, taken form.Taken, progress func(bytes int64)) (Published, error) {
	done := Published{Files: []string{to.Path}, Events: len(taken.Events), Articles: len(taken.Articles), Notes: len(taken.Notes)}
	for _, e := range taken.Events {
		done.Excerpts += len(e.Excerpts)
	}
	for _, path := range []string{to.Path, to.second()} {
		if err := p.apart(ctx, to, path, taken); err != nil {
			return done, err
		}
	}
	count := &counter{ctx: ctx, tell: progress}
	var err error
	if to.Format.Folder != nil {
		err = p.Disk.NewFolder(ctx, to.Path, func(temporary string) (err error) {
			done.Lost, err = to.Format.Folder(ctx, diskFolder{p.Files, temporary, count}, taken)
			return err
		})
	} else {
		err = p.file(ctx, to, taken, &done, count)
	}
	done.Bytes, done.Lost = count.bytes, to.Format.AllLost(done.Lost, taken)
	return done, inWriting(err)
}

// file writes the file, and the second one where the format has one and there is something
// for it: that gets its name once the file itself is written, just before that gets its own.
func (p *Publisher) file(ctx context.Context, to Publication, taken form.Taken, done *Published, count *counter) error {
	make, beside := p.Disk.WriteNew, ""
	if to.Replace {
		make = p.Disk.Replace
	}
	err := make(ctx, to.Path, func(temporary string) error {
		err := fillFile(p.Files, temporary, count, func(w io.Writer) (err error) {
			done.Lost, err = to.Format.Write(ctx, w, taken)
			return err
		})
		if err != nil || to.Format.Beside == nil || done.Excerpts == 0 {
			return err
		}
		second := to.second()
		err = make(ctx, second, func(temporary string) error {
			return fillFile(p.Files, temporary, count, func(w io.Writer) error { return to.Format.Beside.Write(ctx, w, taken) })
		})
		if err != nil {
			return fmt.Errorf("%s: %w", second, err)
		}
		beside = second
		done.Files = append(done.Files, beside)
		return nil
	})
	if err != nil && beside != "" && !to.Replace {
		err = errors.Join(err, p.Files.Remove(beside))
	}
	return err
}

// fillFile writes a file that is not whole until write has ended.
func fillFile(files afero.Fs, path string, count *counter, write func(io.Writer) error) error {
	part, err := files.OpenFile(path, os.O_WRONLY|os.O_TRUNC|os.O_CREATE, 0o666)
	if err != nil {
		return err
	}
	return errors.Join(write(io.MultiWriter(part, count)), part.Close())
}

// apart refuses to write a file over the library, to where SQLite looks for its log, and over what it came
// from; "" is no file.
func (p *Publisher) apart(ctx context.Context, to Publication, path string, taken form.Taken) error {
	if path == "" {
		return nil
	}
	refuse := func(why Refusal) error { return &RefusedError{Why: why, Detail: path} }
	output, err := os.Stat(path)
	there := err == nil
	if library, err := os.Stat(to.Library); err == nil && there && os.SameFile(library, output) {
		return refuse(OverLibrary)
	}
	libraries := []string{to.Library}
	if target, err := filepath.EvalSymlinks(to.Library); err == nil {
		libraries = append(libraries, target)
	}
	for _, library := range libraries {
		for _, beside := range []string{"-wal", "-shm", "-journal", ".lock"} {
			if filepath.Base(path) == filepath.Base(library)+beside && sameFolder(filepath.Dir(path), filepath.Dir(library)) {
				return refuse(OverLog)
			}
		}
	}
	switch {
	case !there || !to.Replace:
		return nil // what makes new files refuses what is there
	case output.IsDir():
		return refuse(IsFolder)
	case strings.EqualFold(filepath.Ext(path), libraryEnding):
		return refuse(OverLibrary)
	}
	sources, err := taken.OriginSources(ctx)
	if err != nil {
		return err
	}
	for _, source := range sources {
		if _, name, _ := strings.Cut(source, ":"); name == filepath.Base(path) {
			return refuse(OverSource)
		}
	}
	return nil
}

// sameFolder reports whether two paths lead to the same folder.
func sameFolder(a, b string) bool {
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	first, err := os.Stat(a)
	second, other := os.Stat(b)
	return err == nil && other == nil && os.SameFile(first, second)
}

// libraryEnding is that of libraries, of which none is replaced by something else.
const libraryEnding = ".tarikh"

// inWriting is an error of writing a file as people know it.
func inWriting(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("its folder cannot be written in (%w)", err)
	}
	return err
}

// counter counts what is written, and ends the writing when ctx does.
type counter struct {
	ctx   context.Context
	bytes int64
	tell  func(int64)
}

func (c *counter) Write(b []byte) (int, error) {
	c.bytes += int64(len(b))
	if c.tell != nil {
		c.tell(c.bytes)
	}
	return len(b), c.ctx.Err()
}

// diskFolder is a folder that is being written.
type diskFolder struct {
	files afero.Fs
	path  string
	count *counter
}

// Write makes a file in the folder.
func (f diskFolder) Write(name string, write func(io.Writer) error) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("%q is no name of a file: %w", name, fs.ErrInvalid)
	}
	if err := f.files.MkdirAll(filepath.Join(f.path, filepath.FromSlash(path.Dir(name))), 0o777); err != nil {
		return err
	}
	return fillFile(f.files, filepath.Join(f.path, filepath.FromSlash(name)), f.count, write)
}

// Measured is what a publication would be, without its being written.
type Measured struct {
	Bytes int64
	Head  []byte // the first bytes of it, at most the number that was asked for; of a folder none
	Lost  form.Dropped
}

// Measure writes what was taken to nowhere, and tells how much that is. progress is as for
// Publish.
func Measure(ctx context.Context, format form.Format, taken form.Taken, head int, progress func(bytes int64)) (m Measured, err error) {
	count := &counter{ctx: ctx, tell: progress}
	first := &heading{most: head}
	switch {
	case format.Folder != nil:
		m.Lost, err = format.Folder(ctx, nowhere{count}, taken)
	default:
		m.Lost, err = format.Write(ctx, io.MultiWriter(first, count), taken)
		if err == nil && format.Beside != nil && slices.ContainsFunc(taken.Events, func(e form.TakenEvent) bool { return len(e.Excerpts) > 0 }) {
			err = format.Beside.Write(ctx, count, taken)
		}
	}
	m.Bytes, m.Head, m.Lost = count.bytes, first.text, format.AllLost(m.Lost, taken)
	return m, err
}

// nowhere is a folder whose files are only counted.
type nowhere struct{ count *counter }

// Write counts a file.
func (n nowhere) Write(_ string, write func(io.Writer) error) error { return write(n.count) }

// heading keeps the first bytes of what is written.
type heading struct {
	text []byte
	most int
}

func (h *heading) Write(b []byte) (int, error) {
	h.text = append(h.text, b[:min(len(b), h.most-len(h.text))]...)
	return len(b), nil
}
