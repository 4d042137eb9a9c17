package layout

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/go-text/typesetting/font"
)

// FaceID names a face of a Fonts.
type FaceID uint16

// Fonts are the parsed faces that text is set in: a primary family and those that
// stand in, in this order, for the characters it lacks. It is immutable and may be
// shared between goroutines.
type Fonts struct {
	faces    []face
	families []family // the first is the primary one
}

// face is a face and its vertical measures in parts of an em.
type face struct {
	font    *font.Font
	ascent  float64 // above the baseline
	descent float64 // below it, positive
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

// With returns fonts that have a further family, to stand in for the characters that
// those before it lack.
func (f *Fonts) With(regular, bold []byte) (*Fonts, error) {
	grown := &Fonts{faces: slices.Clone(f.faces), families: slices.Clone(f.families)}
	var added family
	var err error
	if added.regular, err = grown.parse(regular); err != nil {
		return nil, fmt.Errorf("read the regular face: %w", err)
	}
	if added.bold, err = grown.parse(bold); err != nil {
		return nil, fmt.Errorf("read the bold face: %w", err)
	}
	grown.families = append(grown.families, added)
	return grown, nil
}

// Font returns the parsed file of a face, which is safe for concurrent use.
func (f *Fonts) Font(id FaceID) *font.Font {
	return f.faces[id].font
}

func (f *Fonts) parse(data []byte) (FaceID, error) {
	parsed, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return 0, err
	}
	upem := float64(parsed.Upem())
	extents, ok := parsed.FontHExtents()
	if !ok || upem == 0 {
		return 0, errors.New("no vertical measures")
	}
	f.faces = append(f.faces, face{
		font:    parsed.Font,
		ascent:  float64(extents.Ascender) / upem,
		descent: -float64(extents.Descender) / upem,
	})
	return FaceID(len(f.faces) - 1), nil
}

// face returns the face of a family in a weight.
func (f *Fonts) face(of family, bold bool) FaceID {
	if bold {
		return of.bold
	}
	return of.regular
}
