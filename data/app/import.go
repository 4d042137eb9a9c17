package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/merge"
)

// Foreign is a file of another program that was read.
type Foreign struct {
	Name     string // of the file, for messages
	Format   form.Format
	Document form.Document
}

// OpenForeign opens a file to be read as one of another program; the caller closes it.
func OpenForeign(files afero.Fs, path string) (form.File, func() error, error) {
	fail := func(err error) (form.File, func() error, error) {
		return form.File{}, nil, &form.Error{File: path, Reason: reason(err), Err: err}
	}
	info, err := files.Stat(path)
	switch {
	case err != nil:
		return fail(err)
	case info.IsDir():
		return fail(errors.New("it is a folder"))
	case !info.Mode().IsRegular():
		return fail(errors.New("it is not an ordinary file"))
	}
	opened, err := files.Open(path)
	if err != nil {
		return fail(err)
	}
	file := form.File{Name: path, Size: info.Size(), ReaderAt: opened, Beside: afero.NewIOFS(afero.NewBasePathFs(files, filepath.Dir(path)))}
	return file, opened.Close, nil
}

// reason is the reason inside an error of a file system, which repeats the path.
func reason(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// ReadForeign reads a file as a format, "" for the one that its contents are of; where
// they tell none, its ending counts.
// Errors are of type *form.Error, or wrap ctx.Err().
func ReadForeign(ctx context.Context, file form.File, as string, o form.Options) (Foreign, error) {
	format, err := exchange.FormatNamed(as)
	if as == "" {
		if format, err = exchange.Recognise(file); err != nil && file.Size > 0 {
			if byEnding, ok := exchange.ByEnding(file.Name); ok {
				format, err = byEnding, nil
			}
		}
	} else if err != nil {
		err = file.Fail(form.Place{}, "%w", err)
	}
	if err != nil {
		return Foreign{}, err
	}
	if format.Read == nil {
		return Foreign{}, file.Fail(form.Place{}, "%s", format.Refused)
	}
	document, err := format.Read(ctx, file, o)
	if err == nil && grew(file) {
		return Foreign{}, file.Fail(form.Place{}, "another program wrote it while it was read; import it again when that has ended")
	}
	if document.About != "" {
		document.Drop("text about the whole")
	}
	return Foreign{file.Name, format, document}, err
}

// grew reports whether a file has another size than when it was opened: its last row or
// word may be cut then.
func grew(file form.File) bool {
	open, ok := file.ReaderAt.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return false
	}
	info, err := open.Stat()
	return err == nil && info.Size() != file.Size
}

// Title is what a library that is made of the file is called.
func (f Foreign) Title() string {
	if title := form.Shorten(form.Line(f.Document.Title), 200); title != "" {
		return title
	}
	name := filepath.Base(f.Name)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// source is what origins call the file.
func (f Foreign) source() string {
	if f.Document.Own {
		return f.Format.Name + ":" + f.Document.Library.String()
	}
	return form.Shorten(f.Format.Name+":"+filepath.Base(f.Name), 500)
}

// Incoming is a file that was compared with a library. Its Plan can be decided on before
// it is imported.
type Incoming struct {
	Foreign
	*merge.Plan
}

// Compare compares a file with the library. track is the name of the track of events that
// have none; fresh says that the library was made for the file. Nothing is written.
func (l *Library) Compare(ctx context.Context, f Foreign, track string, fresh bool, progress func(done float64)) (Incoming, error) {
	plan, err := merge.Compare(ctx, l.Store, &f.Document, merge.Options{
		Source: f.source(), Track: track, Now: l.now().Unix(), Fresh: fresh, Progress: progress,
		Retext: func(ctx context.Context, before, after data.Article) (data.Edit, error) {
			r, err := l.replace(ctx, before, after, nil)
			return r.Edit, err
		},
		Place:  waitingIn,
		Remove: l.removal,
	})
	return Incoming{f, plan}, err
}

// Report says what an import does, as it is decided now.
func (in Incoming) Report() form.Report {
	r := in.Plan.Report
	r.File, r.Format = in.Name, in.Format.Name
	r.Skipped = form.SkippedRows(in.AllSkipped())
	r.Dropped = in.Document.Dropped.Sorted()
	return r
}

// AllSkipped is what the reader of the format skipped, and what the library does not take.
func (in Incoming) AllSkipped() []form.Skipped {
	return append(in.Document.Skipped[:len(in.Document.Skipped):len(in.Document.Skipped)], in.Skipped...)
}

// Import writes what was compared, as one step of undo. Nothing is written where it fails
// or is cancelled; ErrConflict where the library was changed since it was compared.
// progress is told how much is written, 0 to 1; it may be nil.
func (l *Library) Import(ctx context.Context, in Incoming, progress func(done float64)) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if in.Empty() {
		return nil
	}
	tell := func(rows int) {
		if progress != nil {
			progress(min(float64(rows)/float64(in.Rows()+1), 1))
		}
	}
	if _, err := l.ApplyAll(ctx, "edit.import", in.Parts(ctx), tell); err != nil {
		return fmt.Errorf("import %s: %w", in.Name, err)
	}
	return nil
}

// removal is the edit that deletes rows of several kinds with all that depends on them.
func (l *Library) removal(ctx context.Context, rows map[data.Kind][]data.ID) (data.Edit, error) {
	var edits []data.Edit
	for _, id := range rows[data.KindArticle] {
		d, err := l.DeleteArticle(ctx, id)
		if err != nil {
			return data.Edit{}, err
		}
		edits = append(edits, d.Edit)
	}
	events, err := l.DeleteEvents(ctx, rows[data.KindEvent]...)
	if err != nil {
		return data.Edit{}, err
	}
	edits = append(edits, events.Edit)
	if notes := rows[data.KindAnnotation]; len(notes) > 0 {
		all, err := l.Annotations(ctx)
		if err != nil {
			return data.Edit{}, err
		}
		gone := map[data.ID]bool{}
		for _, id := range notes {
			gone[id] = true
		}
		for _, n := range all {
			if gone[n.ID] {
				edits = append(edits, DeleteNote(n, all))
			}
		}
	}
	return union(edits), nil
}

// union is one edit of several that were made of the same state: of a row that one
// deletes and another changes, the deletion stays.
func union(edits []data.Edit) data.Edit {
	var one data.Edit
	for _, shape := range data.Shapes() {
		done := map[data.ID]bool{}
		for _, deletes := range []bool{true, false} {
			for i := range edits {
				for c := range shape.Changes(&edits[i]) {
					if id := shape.ID(c.Row()); (c.After == nil) == deletes && !done[id] {
						done[id] = true
						shape.Add(&one, c)
					}
				}
			}
		}
	}
	return one
}
