package fontsubset

import (
	"encoding/binary"
	"iter"
	"math"
)

// Parts of an entry of glyf.
const (
	glyphHead = 10 // contours, then the bounds

	argsAreWords  = 1 << 0
	argsArePlaces = 1 << 1
	hasScale      = 1 << 3
	moreFollow    = 1 << 5
	hasTwoScales  = 1 << 6
	hasMatrix     = 1 << 7
)

// components yields the glyphs that a composite one consists of.
func components(entry []byte) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		if len(entry) < glyphHead || int16(binary.BigEndian.Uint16(entry)) >= 0 {
			return
		}
		for rest := entry[glyphHead:]; len(rest) >= 4; {
			flags := binary.BigEndian.Uint16(rest)
			if !yield(uint32(binary.BigEndian.Uint16(rest[2:]))) {
				return
			}
			size := 4 + 2
			if flags&argsAreWords != 0 {
				size = 4 + 4
			}
			switch {
			case flags&hasScale != 0:
				size += 2
			case flags&hasTwoScales != 0:
				size += 4
			case flags&hasMatrix != 0:
				size += 8
			}
			if flags&moreFollow == 0 || len(rest) < size {
				return
			}
			rest = rest[size:]
		}
	}
}

// composite returns the entry of a glyph that consists of others, and its left side
// bearing; nil for one without parts.
func (f *Font) composite(parts []Part) (entry []byte, side int16) {
	if len(parts) == 0 {
		return nil, 0
	}
	bounds := [4]int{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}
	entry = make([]byte, glyphHead, glyphHead+8*len(parts))
	for i, p := range parts {
		flags := uint16(argsAreWords | argsArePlaces)
		if i < len(parts)-1 {
			flags |= moreFollow
		}
		entry = binary.BigEndian.AppendUint16(entry, flags)
		entry = binary.BigEndian.AppendUint16(entry, uint16(p.Glyph))
		entry = binary.BigEndian.AppendUint16(entry, uint16(p.X))
		entry = binary.BigEndian.AppendUint16(entry, uint16(p.Y))
		moved := [4]int16{p.X, p.Y, p.X, p.Y}
		for j := range bounds {
			v := int(int16(binary.BigEndian.Uint16(f.glyphs[p.Glyph][2+2*j:]))) + int(moved[j])
			if j < 2 {
				bounds[j] = min(bounds[j], v)
			} else {
				bounds[j] = max(bounds[j], v)
			}
		}
	}
	binary.BigEndian.PutUint16(entry, 0xffff) // composite
	for j, v := range bounds {
		binary.BigEndian.PutUint16(entry[2+2*j:], uint16(int16(min(max(v, math.MinInt16), math.MaxInt16))))
	}
	return entry, int16(binary.BigEndian.Uint16(entry[2:]))
}

// depth is how many levels of composites are in a glyph, 0 for a plain one, and how many
// points and contours are in it together.
func (f *Font) depth(glyph uint32, allowed int) (depth, points, contours int) {
	entry := f.glyphs[glyph]
	if len(entry) < glyphHead {
		return 0, 0, 0
	}
	if n := int(int16(binary.BigEndian.Uint16(entry))); n >= 0 {
		if n > 0 && len(entry) >= glyphHead+2*n {
			points = int(binary.BigEndian.Uint16(entry[glyphHead+2*n-2:])) + 1
		}
		return 0, points, n
	}
	if allowed == 0 { // a glyph that contains itself
		return 0, 0, 0
	}
	for part := range components(entry) {
		if int64(part) >= int64(len(f.glyphs)) {
			continue
		}
		d, p, c := f.depth(part, allowed-1)
		depth, points, contours = max(depth, d), points+p, contours+c
	}
	return depth + 1, points, contours
}
