package intake

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	utf8Name    = "UTF-8"
	utf16LEName = "UTF-16LE"
	utf16BEName = "UTF-16BE"
)

// signatures are the first bytes of files that people take for text because a
// program shows them as such. Some hold no binary byte for pages (RTF, PDF).
var signatures = []struct{ magic, name string }{
	{"%PDF-", "a PDF document"},
	{"{\\rtf", "an RTF document"},
	{"PK\x03\x04", "a ZIP archive or an office document (DOCX, ODT, EPUB)"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (DOC)"},
	{"SQLite format 3\x00", "a database"},
	{"\x89PNG\r\n", "a picture"},
	{"\xff\xd8\xff", "a picture"},
	{"GIF8", "a picture"},
	{"\x1f\x8b", "a compressed file"},
}

// decode returns raw as UTF-8, line endings and inner marks untouched, and the
// name of its charset.
func decode(raw []byte) (string, string, error) {
	for _, s := range signatures {
		if bytes.HasPrefix(raw, []byte(s.magic)) {
			return "", "", refuse(Binary, 0, "it is %s, not text", s.name)
		}
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		if bad := NotUTF8(raw); bad >= 0 {
			return "", "", refuse(Charset, int64(bad), "it says that it is UTF-8, but this is not")
		}
		return asUTF8(raw)
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return fromUTF16(raw, binary.LittleEndian, 2)
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return fromUTF16(raw, binary.BigEndian, 2)
	}
	if order := guessUTF16(raw); order != nil {
		if text, charset, err := fromUTF16(raw, order, 0); err == nil {
			return text, charset, nil
		}
	}
	bad := NotUTF8(raw)
	if bad < 0 {
		return asUTF8(raw)
	}
	if at := firstControl(raw); at >= 0 {
		return "", "", binaryAt(raw, at)
	}
	if MostlyUTF8(raw) {
		return "", "", refuse(Charset, int64(bad), "it is UTF-8, but damaged here (byte %02X)", raw[bad])
	}
	if text, name, ok := arabicBytes(raw); ok && !strings.ContainsRune(text, utf8.RuneError) {
		return text, name, nil
	}
	return "", "", refuse(Charset, int64(bad),
		"its encoding is neither UTF-8, UTF-16, windows-1256 nor ISO-8859-6 (byte %02X); save it as UTF-8", raw[bad])
}

// asUTF8 takes valid UTF-8. A NUL makes it binary, other control characters
// only when they are many: a text copied from a PDF may hold one or two.
func asUTF8(raw []byte) (string, string, error) {
	if at := bytes.IndexByte(raw, 0); at >= 0 {
		return "", "", binaryAt(raw, at)
	}
	if at := firstControl(raw); at >= 0 {
		many := 0
		for _, c := range raw[at:] {
			if control(rune(c)) {
				many++
			}
		}
		if many*100 > len(raw) {
			return "", "", binaryAt(raw, at)
		}
	}
	return string(raw), utf8Name, nil
}

func binaryAt(raw []byte, at int) *Error {
	return refuse(Binary, int64(at), "it is not text: there is a control character (%02X) here", raw[at])
}

// control reports the C0 control characters that text files do not hold:
// all but tab, line feed, vertical tab, form feed and carriage return.
func control(r rune) bool { return r < ' ' && (r < '\t' || r > '\r') || r == 0x7f }

func firstControl(raw []byte) int {
	return bytes.IndexFunc(raw, control)
}

// NotUTF8 is the offset of the first byte that is not UTF-8, or -1.
func NotUTF8(raw []byte) int {
	if utf8.Valid(raw) { // the usual case, which is quicker
		return -1
	}
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// MostlyUTF8 reports that most bytes above ASCII form UTF-8 sequences, so that
// the few that don't are damage and not another charset.
func MostlyUTF8(raw []byte) bool {
	within, without := 0, 0
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			without++
		case size > 1:
			within += size
		}
		i += size
	}
	return within > without
}

// guessUTF16 finds UTF-16 without a mark by the byte that is the same in most
// characters: 00 for Latin letters, spaces and line ends, 06 for Arabic letters.
// In one byte order it is at even offsets, in the other at odd ones. It returns nil
// where there are no such bytes or they are at both.
func guessUTF16(raw []byte) binary.ByteOrder {
	if len(raw)%2 != 0 {
		return nil
	}
	var high [2]int
	for i, c := range raw {
		if c == 0 || c == 0x06 {
			high[i%2]++
		}
	}
	switch half := len(raw) / 4; {
	case high[1] > half && high[0]*20 <= high[1]:
		return binary.LittleEndian
	case high[0] > half && high[1]*20 <= high[0]:
		return binary.BigEndian
	}
	return nil
}

// fromUTF16 decodes raw from the byte at start on.
func fromUTF16(raw []byte, order binary.ByteOrder, start int) (string, string, error) {
	name := utf16LEName
	if order == binary.BigEndian {
		name = utf16BEName
	}
	if len(raw)%2 != 0 {
		return "", "", refuse(Charset, int64(len(raw)-1), "it is %s, but ends in the middle of a character", name)
	}
	out := make([]byte, 0, len(raw))
	odd, oddAt := 0, 0
	for i := start; i < len(raw); i += 2 {
		r := rune(order.Uint16(raw[i:]))
		at := i
		if utf16.IsSurrogate(r) {
			second := rune(0)
			if i+4 <= len(raw) {
				second = rune(order.Uint16(raw[i+2:]))
			}
			if r = utf16.DecodeRune(r, second); r == utf8.RuneError {
				return "", "", refuse(Charset, int64(at), "it is %s, but there is half a surrogate pair here", name)
			}
			i += 2
		}
		if r == 0 {
			return "", "", refuse(Binary, int64(at), "it is not text: there is a NUL character here")
		}
		if control(r) || r > 0x9f && !unicode.In(r, unicode.GraphicRanges...) && !unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
			if odd == 0 {
				oddAt = at
			}
			odd++
		}
		out = utf8.AppendRune(out, r)
	}
	// A byte order mark may be chance, and so may the places of NULs: what is made
	// of characters that do not exist is no text.
	if odd*200 > len(raw) {
		return "", "", refuse(Binary, int64(oddAt), "it is not text: there is no character of %s here", name)
	}
	return string(out), name, nil
}

// Text is a source's text, decoded.
type Text struct {
	// Body is valid UTF-8 with "\n" as its only line ending and without NUL or
	// U+FEFF; it is not blank and at most MaxText bytes long.
	Body string
	// Charset is what the source was written in, by its usual name: "UTF-8",
	// "UTF-16LE", "UTF-16BE", "windows-1256" or "ISO-8859-6".
	Charset string
	// Converted reports that Charset is not UTF-8, so that the reader can be told.
	Converted bool
}

// Decode reads text that is already in memory. Its charset is found by, in this
// order: a byte order mark; UTF-16, recognised by its NULs; valid UTF-8;
// windows-1256 or ISO-8859-6 that reads as Arabic. Errors are of type *Error.
func Decode(raw []byte) (Text, error) {
	if len(raw) > MaxText {
		return Text{}, tooLarge(int64(len(raw)))
	}
	if len(raw) == 0 {
		return Text{}, refuse(Empty, -1, "it is empty")
	}
	decoded, charset, err := decode(raw)
	if err != nil {
		return Text{}, err
	}
	body := lines.Replace(decoded)
	switch {
	case strings.TrimSpace(body) == "":
		return Text{}, refuse(Empty, -1, "it holds nothing but white space")
	case len(body) > MaxText:
		return Text{}, tooLarge(int64(len(body)))
	}
	return Text{Body: body, Charset: charset, Converted: charset != utf8Name}, nil
}

// lines makes every line ending "\n": those of all systems, Unicode's own (line
// and paragraph separator, next line), and drops byte order marks, which joined
// files carry in their middle too. A Replacer tries its pairs in this order at
// each place, so "\r\n" is one ending.
var lines = strings.NewReplacer("\r\n", "\n", "\r", "\n",
	"\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\ufeff", "")
