package data

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
)

// Beside yields names for a file in the folder of a library, of which the first that is
// free is to be used: the library's own followed by a label, and by a number if that is
// taken ("China – damaged (2).tarikh").
func Beside(library, label string) iter.Seq[string] {
	extension := filepath.Ext(library)
	base := strings.TrimSuffix(library, extension) + " – " + label
	return func(yield func(string) bool) {
		const most = 1000
		for i, name := 1, base+extension; i <= most && yield(name); {
			i++
			name = fmt.Sprintf("%s (%d)%s", base, i, extension)
		}
	}
}

// Rescuer works on the files of libraries: before they are opened, and once they are
// damaged. Errors name the file.
type Rescuer interface {
	// Vet checks a library from an untrusted source, without writing anything, and
	// returns its ID. Unless that is known, its rows are checked as well: ErrUnsafe if
	// there are more of them, or longer ones, than any library has. Other errors are
	// those of Opener.Open. progress, which may be nil, gets the part that is done, 0 to 1.
	Vet(ctx context.Context, path string, known ID, progress func(done float64)) (ID, error)
	// Salvage reads all that can still be read of a damaged library, repairs references
	// to what is lost, and writes it to a new file, complete or not at all. The damaged
	// one is only read. progress, which may be nil, gets the part that is done, 0 to 1.
	// Errors: ErrExists if into exists, ErrForeign if the file has nothing of a
	// library, ErrBusy if it is open for writing.
	Salvage(ctx context.Context, path, into string, progress func(done float64)) (Salvaged, error)
	// Replace moves the file by, a closed library, to path, atomically. What was at
	// path is deleted; the caller copies it first (see CopyAside). ErrBusy if one of
	// them is open.
	Replace(ctx context.Context, path, by string) error
	// CopyAside copies a library that can no longer be read, with its log files, byte
	// for byte to a new name in the same folder, and returns that.
	CopyAside(ctx context.Context, path string) (string, error)
	// Sweep removes the unfinished files that processes have left that were killed, in a
	// folder and in those below it.
	Sweep(folder string)
	// SetLogsAside moves log files that do not belong to a library (ErrStray) to new
	// names in the same folder, and returns these.
	SetLogsAside(ctx context.Context, path string) ([]string, error)
	// Join makes a library of the file from that SaveApart wrote, and of the texts and
	// pages, which body returns as they were put. Where one is missing or damaged, the
	// rest is salvaged, and the lost ones are returned. ErrExists if path exists.
	Join(ctx context.Context, from, path string, body func(of [32]byte) (packed []byte, err error)) ([]LostBody, error)
}

// LostBody is a text or page that was lost.
type LostBody struct {
	Hash    [32]byte
	Article string // the title of the article that it belongs to, "" if only the history names it
	Page    bool   // the page as it was received, not the text
}

// Salvaged says what was saved of a damaged library.
type Salvaged struct {
	Kinds []SalvagedKind // those of which there was something
	// Doubtful are rows that were repaired: a text that has lost some letters, an event
	// whose track is lost.
	Doubtful int
	// Stray says that a log of another copy lies beside it, which was left out.
	Stray bool
	// Lost are stretches of rows that could not be read.
	Lost int
	// History says whether earlier edits can still be undone.
	History bool
}

// SalvagedKind is one kind of row.
type SalvagedKind struct {
	Kind    string // "event", "article", "excerpt", "annotation", …
	Saved   int    // rows in the new library
	Journal int    // of these, found in the journal alone
	Dropped int    // rows that were read and could not be kept
}
