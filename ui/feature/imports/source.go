package imports

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/table"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// source is what is imported: a file, or what was pasted.
type source struct {
	path   string
	pasted []byte // where path is ""
}

// clipboard is the name of what was pasted, in origins.
const clipboard = "clipboard"

func fileSources(paths []string) []source {
	sources := make([]source, len(paths))
	for i, p := range paths {
		sources[i].path = p
	}
	return sources
}

// open opens it to be read; the caller closes it.
func (s source) open(files afero.Fs) (form.File, func() error, error) {
	if s.path == "" {
		return form.File{Name: clipboard, Size: int64(len(s.pasted)), ReaderAt: bytes.NewReader(s.pasted)}, func() error { return nil }, nil
	}
	return app.OpenForeign(files, s.path)
}

// name is what it is called in the window.
func (s source) name(k *control.Kit) string {
	if s.path == "" {
		return k.T("import.clipboard")
	}
	return filepath.Base(s.path)
}

// errUnknown: a file is of no format that is known.
var errUnknown = errors.New("the format is not known")

// refused: files of the format are recognised and not read.
type refused struct{ form.Format }

func (r refused) Error() string { return r.Title + ": " + r.Refused }

// reading is a file that was read.
type reading struct {
	app.Foreign
	sheet     *sheet       // of a table, else nil
	list      *app.Listing // of a file with many articles, before some are chosen, else nil
	known     []bool       // which of these the library has already
	trackless int          // events without a track
	asked     bool         // pictures were fetched from the web
	// close closes the file, parts of which are read when they are written.
	close func() error
}

// read reads a source. Of a table about which something is to be asked first, the sheet
// alone is there, of a file with many articles the list. The caller closes it.
func (s source) read(ctx context.Context, files afero.Fs, o form.Options, before map[string]state.TableRead) (r reading, err error) {
	file, closed, err := s.open(files)
	if err != nil {
		return r, err
	}
	r.close = closed
	defer func() {
		if err != nil {
			err = errors.Join(err, closed())
		}
	}()
	format, err := exchange.Recognise(file)
	switch {
	case err != nil:
		return r, errUnknown
	case format.Refused != "":
		return r, refused{format}
	}
	if format.List != nil {
		r.Foreign = app.Foreign{Name: file.Name, Format: format}
		list, err := app.ListForeign(ctx, file, format, o)
		if err != nil {
			return r, err
		}
		r.list = &list
		return r, nil
	}
	if !isTable(format) {
		r.Foreign, err = app.ReadForeign(ctx, file, format.Name, o)
		r.count()
		return r, err
	}
	r.Foreign = app.Foreign{Name: file.Name, Format: format}
	if r.sheet, err = openSheet(ctx, file, o, before); err != nil || !r.sheet.settled() {
		return r, err
	}
	r.Document, err = table.Read(ctx, r.sheet.table, r.sheet.mapping, o)
	r.count()
	return r, err
}

// isTable reports whether files of a format have columns.
func isTable(format form.Format) bool {
	return slices.ContainsFunc(table.Formats(), func(f form.Format) bool { return f.Name == format.Name && f.Refused == "" })
}

func (r *reading) count() {
	r.trackless = 0
	for i := range r.Document.Events {
		if r.Document.Events[i].Track == (data.ID{}) {
			r.trackless++
		}
	}
}

// compare compares it with the library. The reading can be compared again: it is not
// changed.
func (r reading) compare(ctx context.Context, l *app.Library, track string, progress func(float64)) (app.Incoming, error) {
	f, d := r.Foreign, &r.Document
	f.Document.Tracks, f.Document.Events, f.Document.Articles = slices.Clone(d.Tracks), slices.Clone(d.Events), slices.Clone(d.Articles)
	f.Document.Excerpts, f.Document.Notes = slices.Clone(d.Excerpts), slices.Clone(d.Notes)
	return l.Compare(ctx, f, track, false, progress)
}

// columnsOf are events as the timeline has them; track gives the place of an event's
// track.
func columnsOf(events []form.Event, track func(data.ID) uint16, axis dates.Axis) data.Columns {
	all := make([]data.Column, len(events))
	for i := range events {
		e := &events[i].Event
		lo, hi := axis.Bounds(e.Date)
		all[i] = data.Column{ID: e.ID, Lo: lo, Hi: hi, Track: track(e.Track), Importance: uint8(e.Importance)}
	}
	slices.SortFunc(all, data.Column.Compare)
	var columns data.Columns
	for _, c := range all {
		columns.Append(c)
	}
	return columns
}

// span is a time as the axis shows it, [lo, hi) in seconds; empty for none.
type span struct{ lo, hi int64 }

// spanOf is the time of most of the events.
func spanOf(events []form.Event, axis dates.Axis) (s span) {
	one := func(data.ID) uint16 { return 0 }
	if lo, hi, ok := scene.NewIndex(columnsOf(events, one, axis), 1).Main(); ok {
		s = span{lo, hi}
	}
	return s
}
