package form

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"
)

// Format is a format of files: one line of the table in package exchange, which drives
// window, command line, file associations and guide.
type Format struct {
	Name    string   // as it is typed: "timelinejs"
	Title   string   // as people call it, in every language: "TimelineJS 3"
	Endings []string // ".json", the usual one first
	// Likeness says how sure it is that a file is of the format, 0 (it is not) to 100, by
	// its contents; the name of the file decides between equals. Nil where it is only written.
	Likeness func(p *Probe) int
	// Read reads a file. Errors are of type *Error, or wrap ctx.Err().
	Read func(ctx context.Context, file File, o Options) (Document, error)
	// List opens a file that holds many articles, to choose from; nil where it is read as a
	// whole. Read reads the usual ones of it (see Container.Usual).
	List func(ctx context.Context, file File, o Options) (*Container, error)
	// Group is where it is listed among those that are written; "" where it is only read.
	Group Group
	// Write writes what is taken of a library and returns what the format could not hold,
	// by the keys of messages. Beside is what goes to a second file, if there is one.
	// A format of several files has Folder instead, and no Endings; one that is only read has
	// neither.
	Write  func(ctx context.Context, w io.Writer, from Taken) (Dropped, error)
	Beside *Beside
	Folder func(ctx context.Context, into Folder, from Taken) (Dropped, error)
	// Speaks are the values of Taken.Lang for what it says itself, the usual one first; nil
	// where it says nothing.
	Speaks []string
	// Knows are the parts of a Look that it follows; the others are refused by name.
	Knows []LookPart
	// Whole says that it holds the whole library whatever is selected, so that nothing may be.
	Whole bool
	// Asked says that it is written only where it is asked for by its name, since files with
	// its ending are usually of another format.
	Asked bool
	// Loses names what no file of the format holds, as keys of messages.
	Loses []string
	// Pictures says that its files hold pictures: Write and Folder count those that are lost.
	// Those of other formats are counted by the caller, see AllLost.
	Pictures bool
	// Refused is why files of the format are recognised and not read, as the key of a
	// message; "" where they are read.
	Refused string
}

// AllLost is what is lost of what is taken: what Write or Folder count, and pictures where they
// have no place.
func (f Format) AllLost(lost Dropped, from Taken) Dropped {
	if !f.Pictures {
		lost.Lose(LosesPictures, len(from.Pictures))
	}
	return lost
}

// Losing is Loses, with pictures where they have no place.
func (f Format) Losing() []string {
	if f.Pictures {
		return f.Loses
	}
	return append(slices.Clone(f.Loses), LosesPictures)
}

// Beside is a second file of a format whose files hold one table: the passages of events.
type Beside struct {
	Suffix string // of its name, before the ending: "-excerpts"
	Write  func(ctx context.Context, w io.Writer, from Taken) error
}

// File is a file that is read.
type File struct {
	Name string // as the reader knows it; for messages
	Size int64
	io.ReaderAt
	// Beside is the folder of the file; nil where there is none.
	Beside fs.FS
	// Folder is the folder itself where one is read in place of a file, which has no bytes
	// then; else nil.
	Folder fs.FS
}

// Bytes returns all of a file, refused where it is larger than limit.
func (f File) Bytes(limit int64) ([]byte, error) {
	if f.Size > limit {
		return nil, &Error{File: f.Name, Reason: fmt.Sprintf("it has %d MB; up to %d MB of this format are read", (f.Size+1<<20-1)>>20, limit>>20)}
	}
	raw := make([]byte, f.Size)
	n, err := f.ReadAt(raw, 0)
	if int64(n) < f.Size {
		if err == nil || err == io.EOF {
			return nil, &Error{File: f.Name, Reason: "it became shorter while it was read"}
		}
		return nil, &Error{File: f.Name, Reason: err.Error(), Err: err}
	}
	return raw, nil
}

// Options are what a file does not say itself.
type Options struct {
	Lang     string    // of the reader, BCP 47
	Now      time.Time // for "now", and for years of two digits
	DayFirst Order
	Map      map[string]string // meanings of columns, by their names; see package table
	Track    string            // name of the track of events without one
	// Progress is told from time to time how much of the file has been read, 0 to 1; it
	// may be nil.
	Progress func(done float64)
}

// Order is how 4/2/2022 is read.
type Order uint8

// The orders.
const (
	ByContents Order = iota // as the other dates of the file tell
	DayFirst
	MonthFirst
)

// Error is why a file cannot be read, and where in it.
type Error struct {
	File   string
	Place  Place
	Reason string
	Err    error // the cause, where there is one
}

func (e *Error) Error() string {
	where := e.Place.String()
	if where != "" {
		where += ": "
	}
	return "import " + e.File + ": " + where + e.Reason
}

func (e *Error) Unwrap() error { return e.Err }

// Fail returns an Error of a file.
func (f File) Fail(where Place, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{File: f.Name, Place: where, Reason: err.Error(), Err: unwrap(err)}
}

func unwrap(err error) error {
	if u, ok := err.(interface{ Unwrap() error }); ok {
		return u.Unwrap()
	}
	return nil
}
