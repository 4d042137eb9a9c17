// Package fontsubset makes of a TrueType font one that has only the glyphs which a
// document shows.
//
// The one idea behind it: glyphs keep their numbers, and those that are not shown are
// empty. So what refers to glyphs by their numbers, from the tables that join letters to
// the text of a document, stays true; a run of equal offsets costs next to nothing once it
// is compressed. New glyphs, put together of others, get numbers after them.
//
// Source: OpenType 1.9, tables glyf, loca, hmtx, maxp and head.
package fontsubset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/go-text/typesetting/font/opentype"
)

// table names.
var (
	tagGlyf = opentype.MustNewTag("glyf")
	tagLoca = opentype.MustNewTag("loca")
	tagHead = opentype.MustNewTag("head")
	tagHhea = opentype.MustNewTag("hhea")
	tagHmtx = opentype.MustNewTag("hmtx")
	tagMaxp = opentype.MustNewTag("maxp")
	tagPost = opentype.MustNewTag("post")
)

// Parse reads a TrueType font with outlines in glyf. Glyph 0 is always kept.
func Parse(file []byte) (*Font, error) {
	loader, err := opentype.NewLoader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	f := &Font{tables: map[opentype.Tag][]byte{}}
	for _, tag := range loader.Tables() {
		if f.tables[tag], err = loader.RawTable(tag); err != nil {
			return nil, fmt.Errorf("read the font's table %s: %w", tag, err)
		}
	}
	for tag, least := range map[opentype.Tag]int{tagHead: 54, tagHhea: 36, tagMaxp: 32, tagHmtx: 4, tagLoca: 4, tagGlyf: 0} {
		if table, ok := f.tables[tag]; !ok || len(table) < least {
			return nil, fmt.Errorf("read the font: it has no whole table %q", tag)
		}
	}
	f.UnitsPerEm = int(binary.BigEndian.Uint16(f.tables[tagHead][18:]))
	f.own = int(binary.BigEndian.Uint16(f.tables[tagMaxp][4:]))
	if f.UnitsPerEm == 0 || f.own == 0 {
		return nil, errors.New("read the font: it has no glyphs")
	}
	if err := f.readGlyphs(); err != nil {
		return nil, err
	}
	if err := f.readAdvances(); err != nil {
		return nil, err
	}
	for i := range f.Bounds {
		f.Bounds[i] = int(int16(binary.BigEndian.Uint16(f.tables[tagHead][36+2*i:])))
	}
	f.Ascent = int(int16(binary.BigEndian.Uint16(f.tables[tagHhea][4:])))
	f.Descent = int(int16(binary.BigEndian.Uint16(f.tables[tagHhea][6:])))
	f.Name = nameOf(f.tables[opentype.MustNewTag("name")])
	f.used = make([]bool, f.own)
	f.Use(0)
	return f, nil
}

// readGlyphs takes glyf apart.
func (f *Font) readGlyphs() error {
	loca, glyf := f.tables[tagLoca], f.tables[tagGlyf]
	long := binary.BigEndian.Uint16(f.tables[tagHead][50:]) != 0
	size := 2
	if long {
		size = 4
	}
	if len(loca) < (f.own+1)*size {
		return errors.New("read the font: its table loca is too short")
	}
	at := func(i int) int {
		if long {
			return int(binary.BigEndian.Uint32(loca[4*i:]))
		}
		return 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
	}
	f.glyphs = make([][]byte, f.own)
	for i := range f.glyphs {
		from, to := at(i), at(i+1)
		if from > to || to > len(glyf) {
			return fmt.Errorf("read the font: glyph %d lies outside of its table", i)
		}
		if to-from >= glyphHead {
			f.glyphs[i] = glyf[from:to:to]
		}
	}
	return nil
}

// readAdvances takes hmtx apart.
func (f *Font) readAdvances() error {
	hmtx := f.tables[tagHmtx]
	whole := int(binary.BigEndian.Uint16(f.tables[tagHhea][34:]))
	if whole < 1 || whole > f.own || len(hmtx) < 4*whole+2*(f.own-whole) {
		return errors.New("read the font: its table hmtx is too short")
	}
	f.advances, f.sides = make([]uint16, f.own), make([]int16, f.own)
	for i := range f.own {
		if i < whole {
			f.advances[i] = binary.BigEndian.Uint16(hmtx[4*i:])
			f.sides[i] = int16(binary.BigEndian.Uint16(hmtx[4*i+2:]))
			continue
		}
		f.advances[i] = f.advances[whole-1]
		f.sides[i] = int16(binary.BigEndian.Uint16(hmtx[4*whole+2*(i-whole):]))
	}
	return nil
}

// Advance is how far the pen moves after a glyph, in font units; 0 for one that the font
// does not have.
func (f *Font) Advance(glyph uint32) int {
	if int64(glyph) >= int64(len(f.advances)) {
		return 0
	}
	return int(f.advances[glyph])
}

// Use keeps a glyph and those that it consists of.
func (f *Font) Use(glyph uint32) {
	if int64(glyph) >= int64(len(f.used)) || f.used[glyph] {
		return
	}
	f.used[glyph] = true
	for part := range components(f.glyphs[glyph]) {
		f.Use(part)
	}
}

// Compose adds a glyph that consists of others and is used; false where the font can have
// no more.
func (f *Font) Compose(parts []Part, advance int) (glyph uint32, ok bool) {
	if len(f.glyphs) >= mostGlyphs || advance < 0 || advance > math.MaxUint16 {
		return 0, false
	}
	var drawn []Part // an outline that is empty has no place in another one
	for _, p := range parts {
		if int64(p.Glyph) < int64(len(f.glyphs)) && len(f.glyphs[p.Glyph]) > 0 {
			drawn = append(drawn, p)
			f.Use(p.Glyph)
		}
	}
	entry, side := f.composite(drawn)
	f.glyphs, f.used = append(f.glyphs, entry), append(f.used, true)
	f.advances, f.sides = append(f.advances, uint16(advance)), append(f.sides, side)
	return uint32(len(f.glyphs) - 1), true
}
