package layout

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/go-text/typesetting/font"
)

// FaceID names a face of a Fonts. It stays the same when further faces come in.
type FaceID uint16

// Fonts are the faces that text is set in: a primary family, those that substitute for
// the characters it lacks, and, where one is given, what the system has. Its methods
// return new values; it may be shared between goroutines. Faces that not every text
// needs are parsed when the first text does.
type Fonts struct {
	faces    []func() *face // by FaceID, before those of the system
	families []family       // the first is the primary one
	reading  int            // index of the reading family, 0 without one
	system   *System        // nil for none
}

// family names the two weights of a family.
type family struct {
	regular, bold FaceID
}

// NewFonts parses the regular and the bold face of the primary family, TrueType or
// OpenType. It sets the height and the baseline of every line.
func NewFonts(regular, bold []byte) (*Fonts, error) {
	return (&Fonts{}).With(regular, bold)
}

// Embedded reads the primary family from the files that are built into the program,
// as package assets holds them.
func Embedded(files fs.FS) (*Fonts, error) {
	var faces [2][]byte
	for i, weight := range []string{"Regular", "Bold"} {
		face, err := fs.ReadFile(files, "fonts/Vazirmatn-"+weight+".ttf")
		if err != nil {
			return nil, err
		}
		faces[i] = face
	}
	return NewFonts(faces[0], faces[1])
}

// EmbeddedWithReading reads that family, and has the built-in one for longer texts, see
// WithReading.
func EmbeddedWithReading(files fs.FS) (*Fonts, error) {
	fonts, err := Embedded(files)
	if err != nil {
		return nil, err
	}
	return fonts.WithReading(func(bold bool) ([]byte, error) {
		weight := "Regular"
		if bold {
			weight = "Bold"
		}
		return fs.ReadFile(files, "fonts/Amiri-"+weight+".ttf")
	}), nil
}

// With returns fonts that have a further family, to substitute for the characters that
// those before it lack.
func (f *Fonts) With(regular, bold []byte) (*Fonts, error) {
	first, err := parse(regular)
	if err != nil {
		return nil, fmt.Errorf("read the regular face: %w", err)
	}
	second, err := parse(bold)
	if err != nil {
		return nil, fmt.Errorf("read the bold face: %w", err)
	}
	return f.grown(
		func() *face { return first },
		func() *face { return second },
	), nil
}

// WithReading returns fonts that have a family to read longer texts in, for styles
// with FamilyReading. It also substitutes for the Arabic letters and signs that those
// before it lack. A face is loaded and parsed when text is first set in it; text of
// one that cannot be is set in the primary family.
func (f *Fonts) WithReading(load func(bold bool) ([]byte, error)) *Fonts {
	lazy := func(bold bool) func() *face {
		return sync.OnceValue(func() *face {
			data, err := load(bold)
			if err == nil {
				if parsed, err := parse(data); err == nil {
					return parsed
				}
			}
			return f.face(f.families[0].of(bold))
		})
	}
	grown := f.grown(lazy(false), lazy(true))
	grown.reading = len(f.families)
	return grown
}

// WithSystem returns fonts that set the characters which no family has in the faces
// of the system, as soon as these are loaded.
func (f *Fonts) WithSystem(s *System) *Fonts {
	grown := *f
	grown.system = s
	return &grown
}

// grown returns fonts with one family more.
func (f *Fonts) grown(regular, bold func() *face) *Fonts {
	n := FaceID(len(f.faces))
	grown := *f
	grown.faces = append(slices.Clone(f.faces), regular, bold)
	grown.families = append(slices.Clone(f.families), family{n, n + 1})
	return &grown
}

// NewFace returns a face for one goroutine, to shape with or to draw.
func (f *Fonts) NewFace(id FaceID) *font.Face {
	return f.face(id).newFace()
}

// File returns the TrueType or OpenType file of a face, nil for one of the system.
func (f *Fonts) File(id FaceID) []byte { return f.face(id).file }

// Scale is by how much a face is set larger than the style's size, so that its small
// letters are as high as those of the primary family.
func (f *Fonts) Scale(id FaceID) float32 {
	return float32(f.face(id).scaleTo(f.face(0)))
}

// face returns a parsed face.
func (f *Fonts) face(id FaceID) *face {
	if int(id) < len(f.faces) {
		return f.faces[id]()
	}
	return f.system.face(int(id) - len(f.faces))
}

// of returns the face of a family in a weight.
func (fam family) of(bold bool) FaceID {
	if bold {
		return fam.bold
	}
	return fam.regular
}
