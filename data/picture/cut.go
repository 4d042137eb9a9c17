package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
)

// A picture that was cut off on its way has its first rows, which are shown; in place of the
// others there are stripes. Of kinds whose decoders give all or nothing there is nothing to
// show: they are refused, see ErrCut.

// cut reports whether a file ends before the picture does that is shown of it.
func cut(info Info, raw []byte) bool {
	switch info.Type {
	case JPEG:
		return !bytes.Contains(raw[firstScan(raw):], []byte(endOfJPEG))
	case PNG:
		return !endsWith(raw[8:], pngChunk, "IEND")
	case GIF:
		return cutGIF(raw)
	case WebP:
		if info.Frames {
			return !endsWith(raw[12:], riffChunk, "ANMF")
		}
		return !endsWith(raw[12:], riffChunk, "VP8 ") && !endsWith(raw[12:], riffChunk, "VP8L")
	case AVIF:
		return cutAVIF(info, raw)
	}
	return false
}

// endsWith reports whether a chunk of that name is there and whole.
func endsWith(raw []byte, chunk chunkOf, last string) (ok bool) {
	chunks(raw, chunk, func(name string, _ []byte) bool {
		ok = name == last
		return !ok
	})
	return ok
}

// cutGIF reports whether the first frame is not whole (GIF89a, appendix B).
func cutGIF(raw []byte) bool {
	table := func(flags byte) int {
		if flags&0x80 == 0 {
			return 0
		}
		return 3 << (flags&7 + 1)
	}
	at := 13 + table(raw[10])
	for at < len(raw) {
		frame := raw[at] == ','
		switch {
		case frame && at+10 < len(raw):
			at += 11 + table(raw[at+9])
		case raw[at] == '!':
			at += 2
		default: // the end of the file, where no frame has come
			return raw[at] != ';'
		}
		for at < len(raw) && raw[at] != 0 { // blocks, each after its size
			at += 1 + int(raw[at])
		}
		if frame {
			return at >= len(raw)
		}
		at++
	}
	return true
}

// cutAVIF reports whether an item is not whole, or all of the samples where there is none.
func cutAVIF(info Info, raw []byte) (is bool) {
	h := heifOf(raw)
	for id := range h.extents {
		if _, ok := h.bytes(raw, id); !ok {
			return true
		}
	}
	if info.Frames && len(h.extents[h.primary]) == 0 {
		boxes(raw, func(b box) bool {
			is = b.cut
			return true
		})
	}
	return is
}

// partly reports whether the rows can be shown that a picture has before it is cut off.
func (info Info) partly(raw []byte) bool {
	return info.Type == JPEG || info.Type == PNG && raw[28] == 0
}

// decodeCut makes pixels of the rows that a picture has, of its whole width.
func decodeCut(info Info, raw []byte) (image.Image, error) {
	if info.Type == PNG {
		return cutPNG(info, raw)
	}
	return cutJPEG(raw)
}

// firstScan is where the pixels of a JPEG file begin.
func firstScan(raw []byte) (at int) {
	_ = jpegSegments(raw, func(s segment) bool { // it has been looked at
		at = s.offset
		return true
	})
	return at
}

// endOfJPEG is the marker that a file ends with.
const endOfJPEG = "\xff\xd9"

// cutJPEG decodes all rows if only the end is missing; else all of the scans that are whole,
// where each has all rows; else as many rows as can be decoded.
func cutJPEG(raw []byte) (image.Image, error) {
	ended := func(part []byte) (image.Image, error) {
		return jpeg.Decode(io.MultiReader(bytes.NewReader(part), bytes.NewReader([]byte(endOfJPEG))))
	}
	whole, err := ended(raw)
	if err == nil {
		return whole, nil
	}
	if last := bytes.LastIndex(raw, []byte("\xff\xda")); firstScan(raw) < last {
		if whole, err := ended(raw[:last]); err == nil {
			return whole, nil
		}
	}
	raw = bytes.Clone(raw)
	var height []byte
	side := 8
	_ = jpegSegments(raw, func(s segment) bool { // it has been looked at
		if s.marker < 0xc0 || s.marker > 0xc2 {
			return true
		}
		height = s.data[1:3]
		for i := range int(s.data[5]) {
			side = max(side, 8*int(s.data[7+3*i]&15))
		}
		return false
	})
	if height == nil {
		return nil, err
	}
	all := int(binary.BigEndian.Uint16(height))
	var best image.Image
	for some, most := 0, (all+side-1)/side; some+1 < most; { // in rows of blocks: some can be decoded, most cannot
		n := (some + most) / 2
		binary.BigEndian.PutUint16(height, uint16(n*side))
		if rows, err := ended(raw); err == nil {
			best, some = rows, n
		} else {
			most = n
		}
	}
	if best == nil {
		return nil, err
	}
	return best, nil
}

// errRows is why nothing of a PNG file is shown.
var errRows = errors.New("png: no row is whole")

// cutPNG decodes a file that has the rows which are there as its height.
func cutPNG(info Info, raw []byte) (image.Image, error) {
	channels := map[byte]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[raw[25]]
	width := int(binary.BigEndian.Uint32(raw[16:]))
	row := int64(1 + (width*channels*int(raw[24])+7)/8)
	head := append([]byte{}, raw[8:33]...)
	var before, packed bytes.Buffer // chunks before the pixels, and these
	for rest := raw[33:]; len(rest) >= 8; {
		size := min(int64(binary.BigEndian.Uint32(rest)), int64(len(rest)-8))
		name, data := string(rest[4:8]), rest[8:8+size]
		switch name {
		case "IDAT":
			packed.Write(data)
		case "PLTE", "tRNS":
			writeChunk(&before, name, data)
		}
		rest = rest[min(int64(len(rest)), 12+size):]
	}
	pixels := func() io.Reader {
		r, err := zlib.NewReader(bytes.NewReader(packed.Bytes()))
		if err != nil {
			return bytes.NewReader(nil)
		}
		return r
	}
	n, _ := io.Copy(io.Discard, io.LimitReader(pixels(), row*int64(info.rows()))) // up to where it breaks off
	rows := n / row
	if rows == 0 {
		return nil, errRows
	}
	binary.BigEndian.PutUint32(head[12:], uint32(rows))
	from, to := io.Pipe()
	defer from.Close()
	go func() {
		_, err := io.WriteString(to, pngSignature)
		if err == nil {
			err = writeChunk(to, "IHDR", head[8:21])
		}
		if err == nil {
			_, err = to.Write(before.Bytes())
		}
		z, _ := zlib.NewWriterLevel(idat{to}, zlib.NoCompression) // a level that there is
		if err == nil {
			_, err = io.CopyN(z, pixels(), rows*row)
		}
		if err == nil {
			err = z.Close()
		}
		if err == nil {
			err = writeChunk(to, "IEND", nil)
		}
		to.CloseWithError(err)
	}()
	return png.Decode(from)
}

// idat writes chunks of pixels.
type idat struct{ to io.Writer }

func (w idat) Write(p []byte) (int, error) { return len(p), writeChunk(w.to, "IDAT", p) }

func writeChunk(to io.Writer, name string, data []byte) error {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	head = append(head, name...)
	sum := crc32.NewIEEE()
	sum.Write(head[4:])
	sum.Write(data)
	for _, part := range [][]byte{head, data, binary.BigEndian.AppendUint32(nil, sum.Sum32())} {
		if _, err := to.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// stripe draws stripes from a row on, where nothing is there of a picture that is cut off.
func stripe(m *image.RGBA, from int) {
	const width = 6
	light, dark := color.RGBA{0xd8, 0xd8, 0xd8, 0xff}, color.RGBA{0xb4, 0xb4, 0xb4, 0xff}
	for y := from; y < m.Rect.Dy(); y++ {
		for x := range m.Rect.Dx() {
			c := light
			if (x+y)/width%2 == 0 {
				c = dark
			}
			m.SetRGBA(x, y, c)
		}
	}
}
