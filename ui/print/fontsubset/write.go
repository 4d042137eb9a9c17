package fontsubset

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/go-text/typesetting/font/opentype"
)

// Drawing are the tables that a program needs to draw glyphs by their numbers (PDF).
// Shaping are those that it needs to set a text, beside them (pages, SVG).
var (
	drawing = []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}
	shaping = []string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "name", "post"}
)

// ForDrawing returns a font file of the glyphs that are used, for a program that is told
// their numbers (PDF, FontFile2).
func (f *Font) ForDrawing() []byte { return f.write(drawing) }

// ForText returns one for a program that sets texts itself (WOFF, SVG). The glyphs that it
// will need must be used; composed ones are of no use to it.
func (f *Font) ForText() []byte { return f.write(append(slices.Clone(drawing), shaping...)) }

// write writes a font file with some of the tables, as far as the font has them.
func (f *Font) write(names []string) []byte {
	made := f.made()
	var tables []opentype.Table
	for _, name := range names {
		tag := opentype.MustNewTag(name)
		content, ok := made[tag]
		if !ok {
			content, ok = f.tables[tag]
		}
		if ok {
			for len(content)%4 != 0 { // tables begin at multiples of four
				content = append(content[:len(content):len(content)], 0)
			}
			tables = append(tables, opentype.Table{Tag: tag, Content: content})
		}
	}
	slices.SortFunc(tables, func(a, b opentype.Table) int { return int(int64(a.Tag) - int64(b.Tag)) })
	return adjusted(opentype.WriteTTF(tables))
}

// adjusted sets the check sum of a whole file, in head.
func adjusted(file []byte) []byte {
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		entry := file[12+16*i:]
		if binary.BigEndian.Uint32(entry) != uint32(tagHead) {
			continue
		}
		sum := uint32(0)
		for at := 0; at+4 <= len(file); at += 4 {
			sum += binary.BigEndian.Uint32(file[at:])
		}
		binary.BigEndian.PutUint32(file[binary.BigEndian.Uint32(entry[8:])+8:], 0xB1B0AFBA-sum)
	}
	return file
}

// made are the tables that depend on which glyphs are used.
func (f *Font) made() map[opentype.Tag][]byte {
	var glyf, loca, hmtx []byte
	points, contours, parts, depth, widest := 0, 0, 0, 0, 0
	for i, entry := range f.glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		advance, side := uint16(0), int16(0)
		if f.used[i] {
			advance, side = f.advances[i], f.sides[i]
			widest = max(widest, int(advance))
			glyf = append(glyf, entry...)
			for len(glyf)%4 != 0 {
				glyf = append(glyf, 0)
			}
			d, p, c := f.depth(uint32(i), deepest)
			if d > 0 {
				points, contours, depth = max(points, p), max(contours, c), max(depth, d)
				n := 0
				for range components(entry) {
					n++
				}
				parts = max(parts, n)
			}
		}
		hmtx = binary.BigEndian.AppendUint16(hmtx, advance)
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(side))
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	head := slices.Clone(f.tables[tagHead])
	binary.BigEndian.PutUint32(head[8:], 0) // the check sum of the file, see adjusted
	binary.BigEndian.PutUint16(head[50:], 1)
	hhea := slices.Clone(f.tables[tagHhea])
	binary.BigEndian.PutUint16(hhea[10:], uint16(widest))
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(f.glyphs)))
	maxp := slices.Clone(f.tables[tagMaxp])
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(f.glyphs)))
	for at, v := range map[int]int{10: points, 12: contours, 28: parts, 30: depth} {
		least := int(binary.BigEndian.Uint16(maxp[at:]))
		binary.BigEndian.PutUint16(maxp[at:], uint16(min(max(v, least), math.MaxUint16)))
	}
	made := map[opentype.Tag][]byte{tagGlyf: glyf, tagLoca: loca, tagHmtx: hmtx, tagHead: head, tagHhea: hhea, tagMaxp: maxp}
	if post := f.tables[tagPost]; len(post) >= postHead { // without the glyphs' names
		made[tagPost] = slices.Clone(post[:postHead])
		binary.BigEndian.PutUint32(made[tagPost], 3<<16)
	}
	return made
}

// postHead is the length of the table post without names.
const postHead = 32

// deepest is how deep composites are looked into.
const deepest = 8
