package fontsubset

import "encoding/binary"

// postScript is the number of the name by which PostScript and PDF call a font (table name).
const postScript = 6

// nameOf returns the PostScript name in a table name, "Font" where there is none.
func nameOf(table []byte) string {
	if len(table) >= 6 {
		count, texts := int(binary.BigEndian.Uint16(table[2:])), int(binary.BigEndian.Uint16(table[4:]))
		for i := range count {
			at := 6 + 12*i
			if len(table) < at+12 {
				break
			}
			record := table[at:]
			length, from := int(binary.BigEndian.Uint16(record[8:])), texts+int(binary.BigEndian.Uint16(record[10:]))
			if binary.BigEndian.Uint16(record[6:]) != postScript || from+length > len(table) {
				continue
			}
			if name := plainName(table[from : from+length]); name != "" {
				return name
			}
		}
	}
	return "Font"
}

// plainName keeps the characters of a name, in one byte or two each, that a PostScript
// name may have.
func plainName(raw []byte) string {
	var name []byte
	for _, c := range raw {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-', c == '_':
			name = append(name, c)
		}
	}
	return string(name[:min(len(name), 63)])
}
