package picture

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// AVIF files are boxes within boxes (ISO/IEC 14496-12, 4.2): meta lists items with their
// properties and where their bytes are (ISO/IEC 23008-12); the primary one is shown.

// box is one of these; its body may be cut off by the end of the file.
type box struct {
	name string
	at   int // of body, in what was read
	body []byte
	cut  bool
}

// Limits of boxes, items and properties of a picture.
const (
	maxBoxes = 1000
	maxItems = 2000
	maxTold  = 1 << 20 // bytes of an item of Exif or XMP in several parts

	maxToldItems = 16      // of Exif and XMP
	maxToldAll   = 4 << 20 // bytes of these together, those that items share counted for each
)

// errTold is why a picture is refused in which a position could stay unseen, or take very long
// to be found.
var errTold = fmt.Errorf("more is said of it than is read: up to %d items of Exif and XMP with %d MB together", maxToldItems, maxToldAll>>20)

// boxes yields the boxes of raw until each says no.
func boxes(raw []byte, each func(box) bool) {
	for at, n := 0, 0; at+8 <= len(raw) && n < maxBoxes; n++ {
		size, head := int64(binary.BigEndian.Uint32(raw[at:])), 8
		switch {
		case size == 0: // to the end
			size = int64(len(raw) - at)
		case size == 1 && at+16 <= len(raw):
			size, head = int64(min(binary.BigEndian.Uint64(raw[at+8:]), 1<<62)), 16
		}
		if size < int64(head) {
			return
		}
		b := box{name: string(raw[at+4 : at+8]), at: at + head}
		end := int64(at) + size
		if b.cut = end > int64(len(raw)); b.cut {
			end = int64(len(raw))
		}
		b.body = raw[min(at+head, int(end)):end]
		if !each(b) || b.cut {
			return
		}
		at = int(end)
	}
}

// inside is the body of the box that names lead to, nil where there is none. Those that are
// full have a version and flags before what is in them, and an entry of samples has more.
func inside(raw []byte, names ...string) []byte {
	for _, name := range names {
		var found []byte
		boxes(raw, func(b box) bool {
			if b.name == name {
				found = b.body
			}
			return found == nil
		})
		skip := map[string]int{"meta": 4, "stsd": 8}[name]
		if len(found) < skip {
			return nil
		}
		raw = found[skip:]
	}
	return raw
}

// hasBrand reports a file that says it is of one of these kinds.
func hasBrand(raw []byte, brands ...string) bool {
	if len(raw) < 16 || string(raw[4:8]) != "ftyp" {
		return false
	}
	size := min(int64(binary.BigEndian.Uint32(raw)), int64(len(raw)), 512)
	for at := int64(8); at+4 <= size; at += 4 {
		if at != 12 && slices.Contains(brands, string(raw[at:at+4])) { // at 12 is a version
			return true
		}
	}
	return false
}

// reader reads numbers; one that is behind the end is 0, and then ok is false.
type reader struct {
	raw []byte
	ok  bool
}

func (r *reader) number(size int) (n uint64) {
	if size > len(r.raw) {
		r.raw, r.ok = nil, false
		return 0
	}
	for _, b := range r.raw[:size] {
		n = n<<8 | uint64(b)
	}
	r.raw = r.raw[size:]
	return n
}

// extent is where a part of an item is in the file.
type extent struct{ from, size uint64 }

// heif is what meta says of the items of a file.
type heif struct {
	primary    uint64
	kinds      map[uint64]string // of items: "av01", "Exif"; that of text is its media type
	extents    map[uint64][]extent
	properties []box
	of         map[uint64][]int // properties of an item, from 1 on
	over       bool             // there are more items, or parts of them, than are read
}

// heifOf reads meta. What it does not say is missing.
func heifOf(raw []byte) heif {
	h := heif{kinds: map[uint64]string{}, extents: map[uint64][]extent{}, of: map[uint64][]int{}}
	known := map[string]bool{}
	boxes(inside(raw, "meta"), func(b box) bool {
		if known[b.name] { // each is there once
			return true
		}
		known[b.name] = true
		r := &reader{b.body, true}
		if b.name == "iprp" {
			boxes(b.body, func(b box) bool {
				if b.name == "ipco" {
					boxes(b.body, func(b box) bool { h.properties = append(h.properties, b); return true })
				} else if b.name == "ipma" && len(h.of) == 0 {
					h.associations(&reader{b.body, true})
				}
				return true
			})
			return true
		}
		head := r.number(4)
		version := head >> 24
		wide := 2
		switch b.name {
		case "pitm":
			if version > 0 {
				wide = 4
			}
			h.primary = r.number(wide)
		case "iinf":
			if version > 0 {
				wide = 4
			}
			r.number(wide)
			h.entries(r.raw)
		case "iloc":
			h.locations(r, version)
		}
		return true
	})
	return h
}

// entries reads what kinds items are of.
func (h *heif) entries(raw []byte) {
	n := 0
	boxes(raw, func(b box) bool {
		n++
		return h.entry(b)
	})
	h.over = h.over || n >= maxBoxes
}

// entry reads what kind an item is of.
func (h *heif) entry(b box) bool {
	r := &reader{b.body, true}
	wide := 2
	if r.number(4)>>24 > 2 {
		wide = 4
	}
	id := r.number(wide)
	r.number(2)
	kind := string(r.raw[:min(4, len(r.raw))])
	if kind == "mime" {
		if parts := bytes.SplitN(r.raw[4:], []byte{0}, 3); len(parts) > 1 { // after a name
			kind = string(parts[1])
		}
	}
	h.kinds[id] = kind
	return b.name == "infe"
}

// associations reads which properties items have.
func (h *heif) associations(r *reader) {
	head := r.number(4)
	wide, index := 2, 1
	if head>>24 > 0 {
		wide = 4
	}
	if head&1 != 0 {
		index = 2
	}
	for range min(r.number(4), maxItems) {
		id := r.number(wide)
		for range r.number(1) {
			if !r.ok {
				return
			}
			h.of[id] = append(h.of[id], int(r.number(index))&(1<<(8*index-1)-1))
		}
	}
}

// locations reads where items are: those within the file itself.
func (h *heif) locations(r *reader, version uint64) {
	sizes := r.number(2)
	offset, length, base, index := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	wide := 2
	if version > 1 {
		wide = 4
	}
	if version == 0 {
		index = 0
	}
	n, items := 0, r.number(wide)
	h.over = h.over || items > maxItems
	for range min(items, maxItems) {
		id, method := r.number(wide), uint64(0)
		if version > 0 {
			method = r.number(2) & 15
		}
		r.number(2)
		from := r.number(base)
		for range r.number(2) {
			r.number(index)
			e := extent{from + r.number(offset), r.number(length)}
			if n++; !r.ok || n > maxItems {
				h.over = h.over || r.ok
				return
			}
			if method == 0 {
				h.extents[id] = append(h.extents[id], e)
			}
		}
	}
}

// bytes are those of an item; ok is false where some are behind the end of the file.
func (h *heif) bytes(raw []byte, id uint64) (parts [][]byte, ok bool) {
	for _, e := range h.extents[id] {
		if e.from > uint64(len(raw)) || e.size > uint64(len(raw))-e.from {
			return nil, false
		}
		parts = append(parts, raw[e.from:e.from+e.size])
	}
	return parts, true
}

// avifHeader reads the properties of the primary item, or the entry of samples where there is
// no item.
func avifHeader(raw []byte) (Info, error) {
	info := Info{Type: AVIF, Frames: inside(raw, "moov") != nil}
	h := heifOf(raw)
	turn, mirror := 0, -1
	for _, n := range h.of[h.primary] {
		if n < 1 || n > len(h.properties) {
			continue
		}
		switch p := h.properties[n-1]; {
		case p.name == "ispe" && len(p.body) >= 12:
			info.Width, info.Height = int(binary.BigEndian.Uint32(p.body[4:])), int(binary.BigEndian.Uint32(p.body[8:]))
		case p.name == "irot" && len(p.body) > 0:
			turn = int(p.body[0] & 3)
		case p.name == "imir" && len(p.body) > 0:
			mirror = int(p.body[0] & 1)
		}
	}
	properties := h.properties
	if sample := inside(raw, "moov", "trak", "mdia", "minf", "stbl", "stsd", "av01"); info.Width == 0 && len(sample) > sampleHead {
		info.Width, info.Height = int(binary.BigEndian.Uint16(sample[24:])), int(binary.BigEndian.Uint16(sample[26:]))
		boxes(sample[sampleHead:], func(b box) bool { properties = append(properties, b); return true })
	}
	if info.Width == 0 || info.Height == 0 {
		return Info{}, refuse(ErrDamaged, "AVIF", min(len(raw), 12))
	}
	if info.Width > MaxSide || info.Height > MaxSide { // before they are multiplied
		return Info{}, refuse(ErrPixels, "AVIF", 0)
	}
	said, err := h.metadata(raw)
	if err != nil {
		return Info{}, err
	}
	for _, kind := range said {
		if kind.exif != nil {
			info.exif(kind.exif)
		}
		info.xmp(kind.xmp)
	}
	info.Orientation = turned90(turn, mirror) // that of Exif has no meaning here (ISO/IEC 23008-12, A.2.4)
	info.Memory = avifMemory(properties, int64(info.Width)*int64(info.Height))
	return info, nil
}

// sampleHead is how many bytes of a sample entry of video are before its boxes (ISO/IEC 14496-12,
// 12.1.3).
const sampleHead = 78

// turned90 is a number of quarters, against the clock, and then a mirror (0 exchanges top and
// bottom, 1 left and right, -1 nothing) as Exif's orientation.
func turned90(turn, mirror int) int {
	switch mirror {
	case 0:
		return [4]int{4, 5, 2, 7}[turn]
	case 1:
		return [4]int{2, 7, 4, 5}[turn]
	}
	return [4]int{1, 8, 3, 6}[turn]
}

// avifMemory is what decoding takes, as it was measured, with a part more: samples of several
// frames, and the pixels twice.
func avifMemory(properties []box, pixels int64) int64 {
	whole, deep, alpha := false, false, false
	for _, p := range properties {
		switch {
		case p.name == "av1C" && len(p.body) > 2:
			deep = deep || p.body[2]&0x40 != 0
			whole = whole || p.body[2]&0x08 == 0 // no channel has fewer samples
		case p.name == "auxC" && bytes.Contains(p.body, []byte("alpha")):
			alpha = true
		}
	}
	tenths := int64(205) // bytes of ten pixels
	if whole {
		tenths += 20
	}
	if deep {
		tenths += 140
	}
	if alpha {
		tenths += 130
	}
	return pixels*tenths/10 + 8<<20
}

// told is what an item says of the picture: Exif or XMP.
type told struct{ exif, xmp []byte }

// metadata are the items that say something, each in the bytes of raw where they are in one
// part, as they are but for very few files, else apart. Nothing is left out: where there is
// more than is read, the error is that the picture is refused.
func (h *heif) metadata(raw []byte) (all []told, err error) {
	ids, sum := h.ids(), 0
	refused := &Error{Reason: ErrDamaged, Format: "AVIF", Detail: errTold}
	if h.over || len(ids) > maxToldItems {
		return nil, refused
	}
	for _, id := range ids {
		parts, _ := h.bytes(raw, id) // one that is cut off is refused by Look
		size := sizeOf(parts)
		sum += size
		if sum > maxToldAll || len(parts) > 1 && size > maxTold {
			return nil, refused
		}
		if len(parts) == 0 {
			continue
		}
		whole := parts[0]
		if len(parts) > 1 {
			whole = bytes.Join(parts, nil)
		}
		if h.kinds[id] != "Exif" {
			all = append(all, told{xmp: whole})
			continue
		}
		r := &reader{whole, true}
		if skip := r.number(4); skip < uint64(len(r.raw)) {
			all = append(all, told{exif: r.raw[skip:]})
		}
	}
	return all, nil
}

// sizeOf is how many bytes parts have together.
func sizeOf(parts [][]byte) (n int) {
	for _, p := range parts {
		n += len(p)
	}
	return n
}

// ids are the items of Exif and XMP, by number.
func (h *heif) ids() (all []uint64) {
	for id, kind := range h.kinds {
		if kind == "Exif" || kind == "application/rdf+xml" {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all
}

// withoutPositionAVIF empties what items say of a place; those that are in several parts are
// emptied whole, and so are all of a picture that Look refuses for what they are.
func withoutPositionAVIF(raw []byte) {
	h := heifOf(raw)
	said, err := h.metadata(raw)
	for _, m := range said {
		if m.exif != nil {
			emptyPosition(m.exif)
		}
		blankPosition(m.xmp)
	}
	var whole []extent
	for _, id := range h.ids() {
		if parts, ok := h.bytes(raw, id); ok && (err != nil || len(parts) > 1) {
			whole = append(whole, h.extents[id]...)
		}
	}
	slices.SortFunc(whole, func(a, b extent) int { return cmp.Compare(a.from, b.from) })
	done := uint64(0) // up to where: what they share is cleared once
	for _, e := range whole {
		if end := e.from + e.size; end > done {
			clear(raw[max(e.from, done):end])
			done = end
		}
	}
}

// avifColours are those of a profile, else those that are named by number (ITU-T H.273).
func avifColours(raw []byte) (c *colours) {
	h := heifOf(raw)
	for _, n := range h.of[h.primary] {
		if n < 1 || n > len(h.properties) || h.properties[n-1].name != "colr" || len(h.properties[n-1].body) < 4 {
			continue
		}
		body := h.properties[n-1].body
		switch kind, rest := string(body[:4]), body[4:]; kind {
		case "prof", "rICC":
			if p := readProfile(rest[:min(len(rest), maxProfile)]); p != nil {
				return p
			}
		case "nclx":
			r := &reader{rest, true}
			c = numbered(int(r.number(2)), int(r.number(2)))
		}
	}
	return c
}
