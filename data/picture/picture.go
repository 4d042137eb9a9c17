// Package picture reads pictures that come from outside. Nothing is decoded before
// its header has told how large it is and what decoding it takes: Look reads the
// header alone, Decode makes pixels of what Look allows, WithoutPosition takes out
// where a photograph was taken.
package picture

import (
	"errors"
	"fmt"
)

// Limits of a picture.
const (
	MaxBytes  = 32 << 20   // of the file
	MaxPixels = 40_000_000 // width times height
	MaxSide   = 60_000     // pixels
	MaxMemory = 256 << 20  // bytes that decoding takes, worked out from the header
)

// Type is the media type of a picture that can be shown.
type Type string

// The types that can be shown.
const (
	JPEG Type = "image/jpeg"
	PNG  Type = "image/png"
	GIF  Type = "image/gif"
	WebP Type = "image/webp"
	AVIF Type = "image/avif"
)

// Ending returns how names of files of this type end, with the dot.
func (t Type) Ending() string {
	switch t {
	case JPEG:
		return ".jpg"
	case PNG:
		return ".png"
	case GIF:
		return ".gif"
	case WebP:
		return ".webp"
	case AVIF:
		return ".avif"
	}
	return ""
}

// Endings returns how names of files of all types end, each with the dot, lower case.
func Endings() []string {
	return []string{JPEG.Ending(), ".jpeg", PNG.Ending(), GIF.Ending(), WebP.Ending(), AVIF.Ending()}
}

// Info is what the header of a picture says.
type Info struct {
	Type          Type
	Width, Height int    // pixels, as it is shown: turned where Orientation says so
	Orientation   int    // 1 to 8, by Exif's table; 1 is upright
	Taken         string // when it was taken, as EDTF without a zone; empty: not told
	HasPosition   bool   // it says where it was taken
	Frames        bool   // it moves; its first frame is shown
	Cut           bool   // its file ends too early: what is there is shown
	Memory        int64  // bytes that decoding takes, at most
	adobe         bool   // Exif says that its colours are those of Adobe RGB
}

// Reasons why a picture is refused. An Error wraps one of them.
var (
	ErrUnknown = errors.New("it is not a picture of a known kind (JPEG, PNG, WebP, AVIF or GIF)")
	ErrDrawing = errors.New("it is an SVG drawing, which can hold programs and addresses; save it as PNG")
	ErrFormat  = errors.New("pictures of this kind are not read; save it as JPEG or PNG")
	ErrHEIC    = errors.New("HEIC pictures, as telephones take them, are not read; save or share it as JPEG")
	ErrBytes   = fmt.Errorf("it is larger than %d MB", MaxBytes>>20)
	ErrPixels  = fmt.Errorf("it has more than %d million pixels", MaxPixels/1_000_000)
	ErrMemory  = fmt.Errorf("decoding it would take more than %d MB of memory; save it with less depth of colour or smaller", MaxMemory>>20)
	ErrDamaged = errors.New("it is damaged or cut off")
	ErrCut     = errors.New("it is cut off, and what is there cannot be shown; get the file again")
	ErrEmpty   = errors.New("it has no pixels")
)

// Error says why a picture is refused and where in its file that shows.
type Error struct {
	Reason error  // one of the errors of this package
	Format string // what the file is, in words; empty if unknown
	Offset int64  // bytes from its beginning
	Detail error  // what a decoder said; may be nil
}

func (e *Error) Error() string {
	said := e.Reason.Error()
	if e.Format != "" {
		said = e.Format + ": " + said
	}
	if e.Offset > 0 {
		said += fmt.Sprintf(" (at byte %d)", e.Offset)
	}
	if e.Detail != nil {
		said += ": " + e.Detail.Error()
	}
	return said
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Reason }

func refuse(reason error, format string, offset int) error {
	return &Error{Reason: reason, Format: format, Offset: int64(offset)}
}

// allowed returns info, or why such a picture is refused.
func allowed(info Info, format string) (Info, error) {
	switch {
	case info.Width <= 0 || info.Height <= 0:
		return Info{}, refuse(ErrEmpty, format, 0)
	case info.Width > MaxSide || info.Height > MaxSide || info.Width*info.Height > MaxPixels:
		return Info{}, refuse(ErrPixels, format, 0)
	case info.Memory > MaxMemory:
		return Info{}, refuse(ErrMemory, format, 0)
	}
	return info, nil
}
