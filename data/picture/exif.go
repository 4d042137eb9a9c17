package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"regexp"
	"slices"
	"strings"
	"time"
)

// exifMark is what an Exif segment of a JPEG file begins with (CIPA DC-008, 4.7.2).
const exifMark = "Exif\x00\x00"

// Tags of Exif that are read.
const (
	tagOrientation = 0x0112
	tagChanged     = 0x0132 // when the file was changed
	tagExif        = 0x8769 // where the directory of Exif is
	tagPosition    = 0x8825 // where the directory of the position is
	tagTaken       = 0x9003 // when the picture was taken
	tagInterop     = 0xa005 // where the directory is that names the rule by which the file was made
	tagRule        = 0x0001 // of that directory
)

// exifOf is the TIFF data of an APP1 segment, nil if it holds something else.
func exifOf(segment []byte) []byte {
	rest, ok := bytes.CutPrefix(segment, []byte(exifMark))
	if !ok {
		return nil
	}
	return rest
}

// directory is a TIFF file with the place of one of its lists of fields.
type directory struct {
	raw   []byte
	order binary.ByteOrder
	at    int
}

// tiff returns the first directory of TIFF data.
func tiff(raw []byte) (directory, bool) {
	if len(raw) < 8 {
		return directory{}, false
	}
	d := directory{raw: raw}
	switch string(raw[:4]) {
	case "II*\x00":
		d.order = binary.LittleEndian
	case "MM\x00*":
		d.order = binary.BigEndian
	default:
		return directory{}, false
	}
	return d.move(d.order.Uint32(raw[4:]))
}

// move returns the directory at another place of the same data, behind its header.
func (d directory) move(to uint32) (directory, bool) {
	if to < 8 || int64(to)+2 > int64(len(d.raw)) {
		return directory{}, false
	}
	d.at = int(to)
	return d, true
}

// field is an entry of a directory: what kind of values, how many, and the four bytes
// that hold them or say where they are.
type field struct {
	kind  uint16
	count uint32
	value []byte
}

// fields calls each with the entries that are whole.
func (d directory) fields(each func(tag uint16, f field)) {
	n := int(d.order.Uint16(d.raw[d.at:]))
	for i := range n {
		at := d.at + 2 + 12*i
		if at+12 > len(d.raw) {
			return
		}
		entry := d.raw[at : at+12]
		each(d.order.Uint16(entry), field{d.order.Uint16(entry[2:]), d.order.Uint32(entry[4:]), entry[8:]})
	}
}

// valueSizes are the bytes of one value, by the kind of a field (TIFF 6.0, page 15).
var valueSizes = [...]int64{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8}

// bytesOf returns the bytes of a field's values, nil where they are outside the data.
func (d directory) bytesOf(f field) []byte {
	if int(f.kind) >= len(valueSizes) {
		return nil
	}
	size := int64(f.count) * valueSizes[f.kind]
	if size <= 4 {
		return f.value[:size]
	}
	at := int64(d.order.Uint32(f.value))
	if at+size > int64(len(d.raw)) {
		return nil
	}
	return d.raw[at : at+size]
}

// exif takes from TIFF data how the picture is turned, when it was taken, and whether
// it says where. Data that cannot be read says nothing.
func (info *Info) exif(raw []byte) {
	d, ok := tiff(raw)
	if !ok {
		return
	}
	changed, taken := "", ""
	d.fields(func(tag uint16, f field) {
		switch tag {
		case tagOrientation:
			if v := d.order.Uint16(f.value); v >= 1 && v <= 8 {
				info.Orientation = int(v)
			}
		case tagChanged:
			changed = clock(d.bytesOf(f))
		case tagPosition:
			if p, ok := d.move(d.order.Uint32(f.value)); ok {
				p.fields(func(uint16, field) { info.HasPosition = true })
			}
		case tagExif:
			if x, ok := d.move(d.order.Uint32(f.value)); ok {
				x.fields(func(tag uint16, f field) {
					switch tag {
					case tagTaken:
						taken = clock(x.bytesOf(f))
					case tagInterop:
						info.interop(x, f)
					}
				})
			}
		}
	})
	if taken == "" {
		taken = changed
	}
	info.Taken = taken
}

// interop reads by which rule of DCF the file was made: R03 is that of Adobe RGB.
func (info *Info) interop(d directory, at field) {
	if d, ok := d.move(d.order.Uint32(at.value)); ok {
		d.fields(func(tag uint16, f field) {
			if tag == tagRule {
				info.adobe = strings.HasPrefix(string(d.bytesOf(f)), "R03")
			}
		})
	}
}

// clock is a time of Exif as EDTF, empty where it says none.
func clock(raw []byte) string {
	said := strings.TrimRight(string(raw), "\x00 ")
	t, err := time.Parse("2006:01:02 15:04:05", said)
	if err != nil || t.Year() < 1800 {
		return ""
	}
	return t.Format("2006-01-02T15:04:05")
}

// WithoutPosition returns the picture without where it was taken: the directory of the
// position is emptied and its values are zeros, and so are positions in XMP. All else
// stays byte for byte, and so does a picture that says nothing of it.
func WithoutPosition(raw []byte) []byte {
	out := bytes.Clone(raw)
	switch {
	case bytes.HasPrefix(out, []byte("\xff\xd8\xff")):
		_ = jpegSegments(out, func(s segment) bool { // what breaks off has been looked at up to there
			if s.marker == 0xe1 {
				if exif := exifOf(s.data); exif != nil {
					emptyPosition(exif)
				} else {
					blankPosition(s.data)
				}
			}
			return true
		})
	case bytes.HasPrefix(out, []byte(pngSignature)):
		chunks(out[8:], pngChunk, func(name string, data []byte) bool {
			switch name {
			case "eXIf":
				emptyPosition(data)
			case "iTXt", "tEXt":
				blankPosition(data)
			default:
				return true
			}
			sum := crc32.NewIEEE()
			sum.Write([]byte(name))
			sum.Write(data)
			binary.BigEndian.PutUint32(data[len(data):len(data)+4], sum.Sum32())
			return true
		})
	case len(out) >= 12 && string(out[8:12]) == "WEBP":
		chunks(out[12:], riffChunk, func(name string, data []byte) bool {
			switch name {
			case "EXIF":
				emptyPosition(bytes.TrimPrefix(data, []byte(exifMark)))
			case "XMP ":
				blankPosition(data)
			}
			return true
		})
	case hasBrand(out, "avif", "avis"):
		withoutPositionAVIF(out)
	}
	return out
}

// xmp takes from XMP whether it says where the picture was taken.
func (info *Info) xmp(raw []byte) {
	info.HasPosition = info.HasPosition || saysPosition(raw)
}

// emptyPosition makes the directory of the position one without fields, and zeros of
// what it held.
func emptyPosition(raw []byte) {
	d, ok := tiff(raw)
	if !ok {
		return
	}
	d.fields(func(tag uint16, f field) {
		if tag != tagPosition {
			return
		}
		p, ok := d.move(d.order.Uint32(f.value))
		if !ok {
			return
		}
		n := int(p.order.Uint16(p.raw[p.at:]))
		end := min(len(p.raw), p.at+2+12*n)
		p.fields(func(_ uint16, f field) {
			clear(p.bytesOf(f))
		})
		clear(p.raw[p.at:end])
	})
	var left Info
	if left.exif(raw); left.HasPosition { // its parts overlap: nobody's camera wrote that
		clear(raw)
	}
}

// positions find what XMP says of a place, as an element and as an attribute. They are two, since
// one for both would look through all that follows for each element that does not end.
var positions = []*regexp.Regexp{
	regexp.MustCompile(`(?s)<exif:GPS\w+[^>]*>.*?</exif:GPS\w+>`),
	regexp.MustCompile(`exif:GPS\w+\s*=\s*("[^"]*"|'[^']*')`),
}

// saysPosition reports whether XMP says something of a place.
func saysPosition(xmp []byte) bool {
	return slices.ContainsFunc(positions, func(p *regexp.Regexp) bool { return p.Match(xmp) })
}

// blankPosition makes spaces of what XMP says of a place.
func blankPosition(xmp []byte) {
	for _, p := range positions {
		for _, at := range p.FindAllIndex(xmp, -1) {
			for i := at[0]; i < at[1]; i++ {
				xmp[i] = ' '
			}
		}
	}
}
