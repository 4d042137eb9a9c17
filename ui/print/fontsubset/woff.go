package fontsubset

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
)

// Sizes of the heads of the two kinds of files, and of what they say of a table.
const (
	sfntHead, sfntEntry = 12, 16
	woffHead, woffEntry = 44, 20
)

// WOFF returns ForText, compressed (W3C, WOFF File Format 1.0): a third of its size.
func (f *Font) WOFF() ([]byte, error) {
	file := f.ForText()
	count := int(binary.BigEndian.Uint16(file[4:]))
	at := woffHead + count*woffEntry
	directory, content := make([]byte, 0, at-woffHead), []byte(nil)
	size := sfntHead + count*sfntEntry
	for i := range count {
		entry := file[sfntHead+sfntEntry*i:][:sfntEntry]
		from, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		table := file[from : from+length]
		size += (len(table) + 3) &^ 3
		stored, err := compressed(table)
		if err != nil {
			return nil, fmt.Errorf("compress the font: %w", err)
		}
		directory = append(directory, entry[:4]...)
		directory = binary.BigEndian.AppendUint32(directory, uint32(at+len(content)))
		directory = binary.BigEndian.AppendUint32(directory, uint32(len(stored)))
		directory = binary.BigEndian.AppendUint32(directory, length)
		directory = append(directory, entry[4:8]...) // its check sum
		content = append(content, stored...)
		for len(content)%4 != 0 {
			content = append(content, 0)
		}
	}
	head := make([]byte, woffHead)
	copy(head, "wOFF")
	copy(head[4:], file[:4])
	binary.BigEndian.PutUint32(head[8:], uint32(at+len(content)))
	binary.BigEndian.PutUint16(head[12:], uint16(count))
	binary.BigEndian.PutUint32(head[16:], uint32(size))
	binary.BigEndian.PutUint16(head[20:], 1) // version, of no meaning
	return append(append(head, directory...), content...), nil
}

// compressed is a table as it is stored: compressed where that makes it shorter.
func compressed(table []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := zlib.NewWriterLevel(&out, zlib.BestCompression)
	if err == nil {
		_, err = w.Write(table)
	}
	if err == nil {
		err = w.Close()
	}
	if out.Len() >= len(table) {
		return table, err
	}
	return out.Bytes(), err
}
