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
	"tarikh.org/tarikh/data/intake"
)

// Foreign is a file of another program that was read.
type Foreign struct {
	Name     string // of the file, for messages
	Format   form.Format
	Document form.Document
}

// OpenForeign opens a file, or a folder, to be read as one of another program; the caller
// closes it.
func OpenForeign(files afero.Fs, path string) (form.File, func() error, error) {
	fail := func(err error) (form.File, func() error, error) {
		return form.File{}, nil, &form.Error{File: path, Reason: reason(err), Err: err}
	}
	info, err := files.Stat(path)
	switch {
	case err != nil:
		return fail(err)
	case info.IsDir():
		folder := afero.NewIOFS(afero.NewBasePathFs(files, path))
		return form.File{Name: path, ReaderAt: strings.NewReader(""), Folder: folder}, func() error { return nil }, nil
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

// FormatOf is the format of that name, of a file that is read; "" for the one that its
// contents are of; where they tell none, its ending counts. Errors are of type *form.Error.
func FormatOf(file form.File, as string) (form.Format, error) {
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
	if err == nil && format.Read == nil {
		err = file.Fail(form.Place{}, "%s", format.Refused)
	}
	return format, err
}

// ReadForeign reads a file as a format (see FormatOf). Errors are of type *form.Error, or
// wrap ctx.Err().
func ReadForeign(ctx context.Context, file form.File, as string, o form.Options) (Foreign, error) {
	format, err := FormatOf(file, as)
	if err != nil {
		return Foreign{}, err
	}
	return read(file, format, func() (form.Document, error) { return format.Read(ctx, file, o) })
}

// read reads a file that no other program may write meanwhile.
func read(file form.File, format form.Format, from func() (form.Document, error)) (Foreign, error) {
	document, err := from()
	if err == nil && grew(file) {
		return Foreign{}, file.Fail(form.Place{}, "another program wrote it while it was read; import it again when that has ended")
	}
	if document.About != "" {
		document.Drop("text about the whole")
	}
	return Foreign{file.Name, format, document}, err
}

// Listing is an open file of many articles, of which some are chosen.
type Listing struct {
	*form.Container
	format form.Format
	file   form.File
}

// ListForeign lists a file of a format that holds many articles. The file stays open until
// what is chosen is imported. Errors are of type *form.Error, or wrap ctx.Err().
func ListForeign(ctx context.Context, file form.File, format form.Format, o form.Options) (Listing, error) {
	c, err := format.List(ctx, file, o)
	return Listing{c, format, file}, err
}

// Choose reads the chosen entries, by their places.
func (l Listing) Choose(ctx context.Context, chosen []int, o form.Options) (Foreign, error) {
	return read(l.file, l.format, func() (form.Document, error) { return l.Read(ctx, chosen, o) })
}

// Known reports which entries of a file the library has already: those of an earlier
// import, and those of whose address it has an article with a text, or any where the
// entry has no text either.
func (l *Library) Known(ctx context.Context, of Listing) ([]bool, error) {
	origins, err := l.Origins(ctx, Foreign{Name: of.file.Name, Format: of.format}.source())
	if err != nil {
		return nil, err
	}
	all, err := l.Articles(ctx)
	if err != nil {
		return nil, err
	}
	here := make(map[data.ID]data.Article, len(all))
	texts := map[string]bool{} // by identity: whether one has a text
	for _, a := range all {
		here[a.ID] = a
		for _, key := range intake.Identities(a) {
			texts[key] = texts[key] || !a.IsReference()
		}
	}
	imported := map[string]data.Article{}
	for _, o := range origins {
		if a, ok := here[o.Row]; ok {
			imported[o.Foreign] = a
		}
	}
	known := make([]bool, len(of.Entries))
	for i, e := range of.Entries {
		reference := e.Kind == form.ReferenceEntry
		if a, ok := imported[e.Key]; ok && e.Key != "" {
			known[i] = reference || !a.IsReference()
		}
		for _, key := range intake.Identities(data.Article{Title: e.Title, URL: e.URL}) {
			text, ok := texts[key]
			known[i] = known[i] || ok && (text || reference)
		}
	}
	return known, nil
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
