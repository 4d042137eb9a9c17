package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
)

// saidOf makes an AVIF file that has no pixels: each item is of that kind, in these parts of
// what follows the boxes.
func saidOf(kind string, items [][]extent, tail []byte) []byte {
	number := binary.BigEndian.AppendUint32
	short := binary.BigEndian.AppendUint16
	boxed := func(name string, parts ...[]byte) []byte {
		body := bytes.Join(parts, nil)
		return append(append(number(nil, uint32(8+len(body))), name...), body...)
	}
	none := make([]byte, 4) // version and flags
	build := func(from int) []byte {
		kinds, places := short(none[:4:4], uint16(len(items))), short([]byte{0, 0, 0, 0, 0x44, 0}, uint16(len(items)))
		for i, parts := range items {
			said := append(short(short([]byte{2, 0, 0, 0}, uint16(i+2)), 0), kind...)
			kinds = append(kinds, boxed("infe", said)...)
			places = short(short(short(places, uint16(i+2)), 0), uint16(len(parts)))
			for _, e := range parts {
				places = number(number(places, uint32(from)+uint32(e.from)), uint32(e.size))
			}
		}
		size := number(number(none[:4:4], 64), 48)
		return append([]byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1"), boxed("meta", none,
			boxed("pitm", none, short(nil, 1)), boxed("iinf", kinds), boxed("iloc", places),
			boxed("iprp", boxed("ipco", boxed("ispe", size)), boxed("ipma", number(none[:4:4], 1), short(nil, 1), []byte{1, 1})))...)
	}
	return append(build(len(build(0))), tail...)
}

// What items say of a picture is read whole, or the picture is refused: at once, however often
// they name the same bytes.
func TestAVIFSaysTooMuch(t *testing.T) {
	const exif, xmp = "Exif\x00", "mime\x00application/rdf+xml\x00"
	repeat := func(n int, parts ...extent) (all [][]extent) {
		for range n {
			all = append(all, parts)
		}
		return all
	}
	place := []byte(`<x exif:GPSLatitude="31,12.5N"/>`)
	short := uint64(len(place))
	for _, c := range []struct {
		name    string
		kind    string
		items   [][]extent
		size    int
		refused bool
	}{
		{"half a megabyte twice, in 900 items", exif, repeat(900, extent{0, 512 << 10}, extent{0, 512 << 10}), 512 << 10, true},
		{"31 MB, in 900 items", xmp, repeat(900, extent{0, 31 << 20}), 31 << 20, true},
		{"more items than are read", xmp, repeat(1001, extent{0, short}), 100, true},
		{"more parts than are read", xmp, append(repeat(1, bytesEach(2001)...), repeat(1, extent{0, short})...), 100, true},
		{"17 items", xmp, repeat(17, extent{0, short}), 100, true},
		{"16 items", xmp, append(repeat(15, extent{short, 9}), repeat(1, extent{0, short})...), 100, false},
		{"4 MB and a byte", xmp, repeat(1, extent{0, 4<<20 + 1}), 5 << 20, true},
		{"4 MB", xmp, repeat(1, extent{0, 4 << 20}), 5 << 20, false},
		{"4 MB and a byte, of two that share", xmp, [][]extent{{{0, 2<<20 + 1}}, {{0, 2 << 20}}}, 3 << 20, true},
		{"1 MB and a byte in two parts", xmp, [][]extent{{{0, 10}, {10, 1<<20 - 9}}}, 2 << 20, true},
		{"1 MB in two parts", xmp, [][]extent{{{0, 10}, {10, 1<<20 - 10}}}, 2 << 20, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			tail := make([]byte, c.size)
			copy(tail, place)
			raw := saidOf(c.kind, c.items, tail)
			info, err := Look(raw)
			switch {
			case c.refused && (!errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "16 items of Exif and XMP with 4 MB")):
				t.Errorf("not refused: %+v, %v", info, err)
			case !c.refused && (err != nil || !info.HasPosition):
				t.Errorf("its position is not seen: %+v, %v", info, err)
			}
			out := WithoutPosition(raw)
			if info, err := Look(out); len(out) != len(raw) || c.refused == (err == nil) || info.HasPosition {
				t.Errorf("without its position: %+v, %v", info, err)
			}
			if unread := c.name == "more parts than are read"; !unread && bytes.Contains(out, []byte("31,12.5N")) {
				t.Error("its position is still there")
			}
		})
	}
}

// bytesEach are so many parts of a byte each.
func bytesEach(n int) (all []extent) {
	for range n {
		all = append(all, extent{50, 1})
	}
	return all
}
