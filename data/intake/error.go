package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Kind says in one word why a source was refused; messages are made from it.
type Kind string

// The kinds of refusal; for addresses also those of package web.
const (
	Missing    Kind = "missing"    // there is no such file
	Folder     Kind = "folder"     // it is a folder
	Special    Kind = "special"    // it is a device, pipe or socket
	Unreadable Kind = "unreadable" // it could not be read; Err says why
	TooLarge   Kind = "too large"  // it is over the limit of its format
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

// cause is the reason inside an error of a file system, which repeats the path.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}
