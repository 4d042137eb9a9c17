// Package intake turns what a reader hands in, a file, an address or what was
// pasted, into the draft of an article.
//
// The one idea behind it: what is kept is what the source holds. Plain text is
// decoded to UTF-8 and its line endings become "\n"; nothing else is touched,
// neither normalised nor reshaped, because excerpts point into it by offset and
// quote. Of pages and documents the paragraphs of the main text are kept, and the
// source as it was received beside them. What cannot be read is refused with the
// source, the place in it and the reason; whatever had to be guessed says so.
package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// Text is a source's text, decoded.
type Text struct {
	// Body is valid UTF-8 with "\n" as its only line ending and without NUL or
	// U+FEFF; it is not blank and at most data.MaxArticle bytes long.
	Body string
	// Charset is what the source was written in, by its usual name: "UTF-8",
	// "UTF-16LE", "UTF-16BE", "windows-1256" or "ISO-8859-6".
	Charset string
	// Converted reports that Charset is not UTF-8, so that the reader can be told.
	Converted bool
}

// Kind says in one word why a source was refused; messages are made from it.
type Kind string

// The kinds of refusal; for addresses also those of package web.
const (
	Missing    Kind = "missing"    // there is no such file
	Folder     Kind = "folder"     // it is a folder
	Special    Kind = "special"    // it is a device, pipe or socket
	Unreadable Kind = "unreadable" // it could not be read; Err says why
	TooLarge   Kind = "too large"  // it is over data.MaxArticle
	Empty      Kind = "empty"      // it holds nothing or only white space
	Binary     Kind = "binary"     // it is not text; Offset is the first place that shows it
	Charset    Kind = "charset"    // it is text in an encoding that is not known; Offset as above
	Unknown    Kind = "unknown"    // it is of a format that is not read
	Broken     Kind = "broken"     // it is of a known format, but damaged
	Encrypted  Kind = "encrypted"  // it is protected by a password
	NoTool     Kind = "no tool"    // it needs a program that is not installed
	Slow       Kind = "slow"       // reading it took too long
	Deep       Kind = "deep"       // it is nested deeper than anything real
	Scripts    Kind = "scripts"    // it is a page that scripts make, which are not run
)

// Error says which source was refused, where and why.
type Error struct {
	Path   string // or address; empty for what was pasted
	Kind   Kind
	Offset int64  // bytes from the beginning of the source; -1 if no one place is to blame
	Reason string // in English, without the file and the place
	Err    error  // the cause, where there is one
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Path != "" {
		fmt.Fprintf(&b, "read %q: ", e.Path)
	}
	if e.Offset >= 0 {
		fmt.Fprintf(&b, "byte %d: ", e.Offset)
	}
	b.WriteString(e.Reason)
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

func refuse(kind Kind, offset int64, format string, args ...any) *Error {
	return &Error{Kind: kind, Offset: offset, Reason: fmt.Sprintf(format, args...)}
}

// ReadText reads a text file. A file over data.MaxArticle bytes is refused
// before it is read. Every error is an *Error and names the file.
func ReadText(files afero.Fs, path string) (Text, error) {
	text, err := readText(files, path)
	if err == nil {
		return text, nil
	}
	refused, ok := errors.AsType[*Error](err)
	if !ok {
		refused = &Error{Kind: Unreadable, Offset: -1, Reason: "it cannot be read: " + cause(err).Error(), Err: err}
	}
	refused.Path = path
	return Text{}, refused
}

func readText(files afero.Fs, path string) (Text, error) {
	raw, err := readFile(context.Background(), files, path, nil)
	if err != nil {
		return Text{}, err
	}
	return Decode(raw)
}

// readFile reads a file of at most data.MaxArticle bytes. progress may be nil.
func readFile(ctx context.Context, files afero.Fs, path string, progress Progress) ([]byte, error) {
	info, err := files.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{Kind: Missing, Offset: -1, Reason: "there is no such file", Err: err}
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, refuse(Folder, -1, "it is a folder, not a text file")
	case !info.Mode().IsRegular():
		// Opening a pipe would wait for a writer that may never come.
		return nil, refuse(Special, -1, "it is not an ordinary file")
	case info.Size() > data.MaxArticle:
		return nil, tooLarge(info.Size())
	}
	file, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	// One byte more than allowed: the file may have grown, and files of /proc
	// say that their size is 0.
	in := &followed{ctx: ctx, from: io.LimitReader(file, data.MaxArticle+1), total: info.Size(), progress: progress}
	raw, err := io.ReadAll(in)
	switch {
	case err != nil:
		return nil, err
	case len(raw) > data.MaxArticle:
		return nil, tooLarge(int64(len(raw)))
	}
	return raw, nil
}

// followed is a reader that can be cancelled and tells how far it is.
type followed struct {
	ctx         context.Context
	from        io.Reader
	done, total int64
	progress    Progress
}

func (f *followed) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := f.from.Read(p)
	f.done += int64(n)
	if f.progress != nil {
		f.progress(f.done, f.total)
	}
	return n, err
}

// Decode reads text that is already in memory. Its charset is found by, in this
// order: a byte order mark; UTF-16 that its NULs betray; valid UTF-8;
// windows-1256 or ISO-8859-6 that reads as Arabic. Errors are of type *Error.
func Decode(raw []byte) (Text, error) {
	if len(raw) > data.MaxArticle {
		return Text{}, tooLarge(int64(len(raw)))
	}
	if len(raw) == 0 {
		return Text{}, refuse(Empty, -1, "it is empty")
	}
	decoded, charset, err := decode(raw)
	if err != nil {
		return Text{}, err
	}
	body := lines.Replace(decoded)
	switch {
	case strings.TrimSpace(body) == "":
		return Text{}, refuse(Empty, -1, "it holds nothing but white space")
	case len(body) > data.MaxArticle:
		return Text{}, tooLarge(int64(len(body)))
	}
	return Text{Body: body, Charset: charset, Converted: charset != utf8Name}, nil
}

// lines makes every line ending "\n": those of all systems, Unicode's own (line
// and paragraph separator, next line), and drops byte order marks, which joined
// files carry in their middle too. A Replacer tries its pairs in this order at
// each place, so "\r\n" is one ending.
var lines = strings.NewReplacer("\r\n", "\n", "\r", "\n",
	"\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\ufeff", "")

func tooLarge(size int64) *Error {
	return refuse(TooLarge, -1, "it is %d MB; texts of up to %d MB are read",
		(size+1<<20-1)>>20, data.MaxArticle>>20)
}

// cause is the reason inside an error of a file system, which repeats the path.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}
