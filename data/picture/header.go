package picture

import (
	"bytes"
	"encoding/binary"
)

// Look reads the header of the picture that raw is the whole file of. It tells the
// type by the contents, never by a name. The error is an *Error.
func Look(raw []byte) (Info, error) {
	if len(raw) > MaxBytes {
		return Info{}, refuse(ErrBytes, "", 0)
	}
	info, format, err := header(raw)
	if err != nil {
		return Info{}, err
	}
	if info.Cut = cut(info, raw); info.Cut && !info.partly(raw) {
		return Info{}, refuse(ErrCut, format, len(raw))
	}
	if info.Orientation == 0 {
		info.Orientation = 1
	}
	if info.Orientation >= 5 { // the picture is turned by a quarter
		info.Width, info.Height = info.Height, info.Width
	}
	return allowed(info, format)
}

func header(raw []byte) (info Info, format string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xd8\xff")):
		info, err = jpegHeader(raw)
		return info, "JPEG", err
	case bytes.HasPrefix(raw, []byte(pngSignature)):
		info, err = pngHeader(raw)
		return info, "PNG", err
	case bytes.HasPrefix(raw, []byte("GIF87a")), bytes.HasPrefix(raw, []byte("GIF89a")):
		info, err = gifHeader(raw)
		return info, "GIF", err
	case len(raw) >= 12 && string(raw[:4]) == "RIFF" && string(raw[8:12]) == "WEBP":
		info, err = webpHeader(raw)
		return info, "WebP", err
	case hasBrand(raw, "avif", "avis"):
		info, err = avifHeader(raw)
		return info, "AVIF", err
	}
	return Info{}, "", unread(raw)
}

// unread tells what is no picture, or one of a kind that is not read.
func unread(raw []byte) error {
	if len(raw) == 0 {
		return refuse(ErrDamaged, "", 0)
	}
	if hasBrand(raw, "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1") {
		return refuse(ErrHEIC, "", 0)
	}
	for start, format := range map[string]string{
		"II*\x00": "TIFF", "MM\x00*": "TIFF", "BM": "BMP", "8BPS": "Photoshop", "\x00\x00\x01\x00": "ICO",
		"\xff\x0a": "JPEG XL", "\x00\x00\x00\x0cJXL ": "JPEG XL", "\x00\x00\x00\x0cjP  ": "JPEG 2000",
	} {
		if bytes.HasPrefix(raw, []byte(start)) {
			return refuse(ErrFormat, format, 0)
		}
	}
	start := bytes.ToLower(raw[:min(len(raw), 4096)])
	if bytes.Contains(start, []byte("<svg")) || bytes.HasPrefix(raw, []byte("\x1f\x8b")) && bytes.Contains(start, []byte(".svg")) {
		return refuse(ErrDrawing, "", 0)
	}
	return refuse(ErrUnknown, "", 0)
}

// segment is a part of a JPEG file: its marker and what follows its length.
type segment struct {
	marker byte
	offset int // of data
	data   []byte
}

// jpegSegments yields the segments of a JPEG file up to its first scan, and says
// where it breaks off if that does not come (ITU-T T.81, B.1.1).
func jpegSegments(raw []byte, each func(segment) bool) error {
	for at := 2; ; {
		for at < len(raw) && raw[at] == 0xff && at+1 < len(raw) && raw[at+1] == 0xff {
			at++ // fill bytes
		}
		if at+4 > len(raw) || raw[at] != 0xff {
			return refuse(ErrDamaged, "JPEG", at)
		}
		marker := raw[at+1]
		if marker == 0x01 || marker >= 0xd0 && marker <= 0xd7 { // markers without data
			at += 2
			continue
		}
		length := int(binary.BigEndian.Uint16(raw[at+2:]))
		if length < 2 || at+2+length > len(raw) {
			return refuse(ErrDamaged, "JPEG", at)
		}
		if !each(segment{marker, at + 4, raw[at+4 : at+2+length]}) || marker == 0xda {
			return nil
		}
		at += 2 + length
	}
}

func jpegHeader(raw []byte) (Info, error) {
	info := Info{Type: JPEG}
	var bad error
	framed := false
	err := jpegSegments(raw, func(s segment) bool {
		switch {
		case s.marker == 0xe1:
			if exif := exifOf(s.data); exif != nil {
				info.exif(exif)
			} else {
				info.xmp(s.data)
			}
		case s.marker >= 0xc0 && s.marker <= 0xcf && s.marker != 0xc4 && s.marker != 0xc8 && s.marker != 0xcc:
			framed = true
			bad = info.frame(s)
		}
		return bad == nil
	})
	switch {
	case bad != nil:
		return Info{}, bad
	case err != nil:
		return Info{}, err
	case !framed:
		return Info{}, refuse(ErrDamaged, "JPEG", len(raw))
	}
	return info, nil
}

// frame reads a frame header (T.81, B.2.2): size, and what decoding takes. Samples of
// a progressive picture are kept as coefficients of four bytes.
func (info *Info) frame(s segment) error {
	if len(s.data) < 6 || len(s.data) < 6+3*int(s.data[5]) {
		return refuse(ErrDamaged, "JPEG", s.offset)
	}
	if s.marker > 0xc2 || s.data[0] != 8 {
		return &Error{Reason: ErrFormat, Format: "JPEG with lossless, arithmetic or deep coding", Offset: int64(s.offset)}
	}
	info.Height, info.Width = int(binary.BigEndian.Uint16(s.data[1:])), int(binary.BigEndian.Uint16(s.data[3:]))
	sum, most := 0, 1
	for i := range int(s.data[5]) {
		sampling := s.data[6+3*i+1]
		area := int(sampling>>4) * int(sampling&15)
		sum, most = sum+area, max(most, area)
	}
	sample := int64(1)
	if s.marker == 0xc2 {
		sample += 4
	}
	if s.data[5] == 4 { // CMYK is converted whole
		sample++
	}
	info.Memory = padded(info.Width, info.Height, 32) * int64(sum) * sample / int64(most)
	return nil
}

// padded is the number of pixels with sides made multiples of n.
func padded(width, height, n int) int64 {
	return int64((width+n-1)/n*n) * int64((height+n-1)/n*n)
}

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngHeader reads IHDR and the chunks before the pixels (PNG, 11.2 and 11.3).
func pngHeader(raw []byte) (Info, error) {
	if len(raw) < 33 || string(raw[12:16]) != "IHDR" {
		return Info{}, refuse(ErrDamaged, "PNG", min(len(raw), 8))
	}
	width, height := binary.BigEndian.Uint32(raw[16:]), binary.BigEndian.Uint32(raw[20:])
	if width > MaxSide || height > MaxSide {
		return Info{}, refuse(ErrPixels, "PNG", 0)
	}
	info := Info{Type: PNG, Width: int(width), Height: int(height)}
	size := int64(4)
	if raw[24] == 16 {
		size = 8
	}
	info.Memory = int64(info.Width) * int64(info.Height) * size
	if raw[28] != 0 { // interlaced: a pass beside the whole
		info.Memory += info.Memory / 2
	}
	chunks(raw[8:], pngChunk, func(name string, data []byte) bool {
		switch name {
		case "acTL":
			info.Frames = true
		case "eXIf":
			info.exif(data)
		case "iTXt", "tEXt":
			info.xmp(data)
		}
		return name != "IDAT"
	})
	return info, nil
}

// chunkOf tells the name, the data and the whole length of the chunk that begins at
// raw; ok is false where it is cut off.
type chunkOf func(raw []byte) (name string, data []byte, whole int, ok bool)

func pngChunk(raw []byte) (string, []byte, int, bool) {
	if len(raw) < 12 {
		return "", nil, 0, false
	}
	length := int64(binary.BigEndian.Uint32(raw))
	if length > int64(len(raw)-12) {
		return "", nil, 0, false
	}
	return string(raw[4:8]), raw[8 : 8+length], int(12 + length), true
}

func riffChunk(raw []byte) (string, []byte, int, bool) {
	if len(raw) < 8 {
		return "", nil, 0, false
	}
	length := int64(binary.LittleEndian.Uint32(raw[4:]))
	if length > int64(len(raw)-8) {
		return "", nil, 0, false
	}
	return string(raw[:4]), raw[8 : 8+length], min(len(raw), int(8+length+length&1)), true
}

// chunks calls each with the chunks of raw until it says no or they end.
func chunks(raw []byte, chunk chunkOf, each func(name string, data []byte) bool) {
	for len(raw) > 0 {
		name, data, whole, ok := chunk(raw)
		if !ok || !each(name, data) {
			return
		}
		raw = raw[whole:]
	}
}

func gifHeader(raw []byte) (Info, error) {
	if len(raw) < 13 {
		return Info{}, refuse(ErrDamaged, "GIF", len(raw))
	}
	info := Info{
		Type: GIF, Frames: bytes.Contains(raw, []byte("NETSCAPE2.0")),
		Width: int(binary.LittleEndian.Uint16(raw[6:])), Height: int(binary.LittleEndian.Uint16(raw[8:])),
	}
	info.Memory = int64(info.Width) * int64(info.Height) * 5 // indices, and the whole where the frame is a part
	return info, nil
}

// webpHeader reads the chunks of a WebP file (RFC 9649, 2.4 to 2.7).
func webpHeader(raw []byte) (Info, error) {
	info := Info{Type: WebP}
	chunks(raw[12:], riffChunk, func(name string, data []byte) bool {
		switch {
		case name == "VP8X" && len(data) >= 10:
			info.Frames = data[0]&0x02 != 0
			info.Width, info.Height = 1+uint24(data[4:]), 1+uint24(data[7:])
		case name == "VP8 " && len(data) >= 10 && info.Width == 0:
			info.Width, info.Height = int(binary.LittleEndian.Uint16(data[6:])&0x3fff), int(binary.LittleEndian.Uint16(data[8:])&0x3fff)
		case name == "VP8L" && len(data) >= 5 && info.Width == 0:
			bits := binary.LittleEndian.Uint32(data[1:])
			info.Width, info.Height = 1+int(bits&0x3fff), 1+int(bits>>14&0x3fff)
		case name == "EXIF":
			info.exif(bytes.TrimPrefix(data, []byte(exifMark)))
		case name == "XMP ":
			info.xmp(data)
		}
		return true
	})
	if info.Width == 0 {
		return Info{}, refuse(ErrDamaged, "WebP", len(raw))
	}
	info.Memory = padded(info.Width, info.Height, 16) * 5 // samples, or points with what predicts them
	if info.Frames {                                      // the whole beside a frame
		info.Memory += int64(info.Width) * int64(info.Height) * 4
	}
	return info, nil
}
