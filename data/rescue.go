package data

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
)

// Beside yields names for a file beside a library, of which the first is to be taken
// that is free: the library's own with a label behind it, and with a number where that
// is taken ("China – damaged (2).tarikh").
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

// Rescuer looks at libraries from outside, before they are used and after they
// were damaged. Errors name the file.
type Rescuer interface {
	// Vet looks at a library that may come from anyone, without writing anything,
	// and returns its ID. Unless that is known, its rows are looked at as well:
	// ErrUnsafe where there are more of them, or longer ones, than any library has.
	// Other errors are those of Opener.Open.
	Vet(ctx context.Context, path string, known ID) (ID, error)
	// Salvage reads all that can still be read of a damaged library, mends what
	// refers to what is lost, and writes it to a new file, complete or not at all.
	// The damaged one is only read. progress, which may be nil, is told how far it
	// is, 0 to 1. Errors: ErrExists if into is there, ErrForeign if the file holds
	// nothing of a library, ErrBusy if somebody has it open for writing.
	Salvage(ctx context.Context, path, into string, progress func(done float64)) (Salvaged, error)
	// Replace gives the file by, a closed library, the place of the one at path,
	// in one step: whoever looks finds the one or the other. What was at path is
	// gone afterwards; who calls keeps it first (see CopyAside). ErrBusy if
	// somebody has one of them open.
	Replace(ctx context.Context, path, by string) error
	// CopyAside copies a library that cannot be read any more, byte for byte, with
	// what lies beside it, to a name beside it that is new, and returns that.
	CopyAside(ctx context.Context, path string) (string, error)
}

// Salvaged says what was saved of a damaged library.
type Salvaged struct {
	Kinds []SalvagedKind // those of which there was something
	// Doubtful are rows that were mended: a text of which some letters are lost,
	// an event whose track is gone.
	Doubtful int
	// Lost are stretches of rows that could not be read.
	Lost int
	// History says whether earlier edits can still be taken back.
	History bool
}

// SalvagedKind is one kind of row.
type SalvagedKind struct {
	Kind    string // "event", "article", "excerpt", "annotation", …
	Saved   int    // rows in the new library
	Journal int    // of these, found in the journal alone
	Dropped int    // rows that were read and could not be kept
}
