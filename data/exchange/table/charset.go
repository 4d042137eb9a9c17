package table

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
)

// The encodings of text files, by their usual names.
const (
	utf8Name    = "UTF-8"
	utf16LEName = "UTF-16LE"
	utf16BEName = "UTF-16BE"
	westernName = "windows-1252"
	russianName = "windows-1251"
	arabicName  = "windows-1256"
	arabicISO   = "ISO-8859-6"
	macName     = "macintosh"
)

// Encodings returns the names of the encodings that text files are read in.
func Encodings() []string {
	return []string{utf8Name, utf16LEName, utf16BEName, westernName, arabicName, russianName, arabicISO, macName}
}

var charmaps = map[string]*charmap.Charmap{
	westernName: charmap.Windows1252, russianName: charmap.Windows1251, arabicName: charmap.Windows1256, arabicISO: charmap.ISO8859_6, macName: charmap.Macintosh,
}

// sampled is how many bytes the encoding is guessed by.
const sampled = 1 << 20

// decode returns a file as UTF-8 and the name of its encoding, which is want unless that
// is "".
func decode(file form.File, raw []byte, want string) (text, encoding string, err error) {
	if want == "" {
		want = guessEncoding(raw)
	}
	switch want {
	case utf8Name:
		raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
		if at := intake.NotUTF8(raw); at >= 0 {
			return "", want, file.Fail(lineOf(raw, at), "it is not UTF-8: byte %02X", raw[at])
		}
		text = string(raw)
	case utf16LEName, utf16BEName:
		if text, err = fromUTF16(file, raw, want == utf16BEName); err != nil {
			return "", want, err
		}
	default:
		c := charmaps[want]
		if c == nil {
			return "", want, file.Fail(form.Place{}, "there is no encoding %q; there are %s", want, strings.Join(Encodings(), ", "))
		}
		var b strings.Builder
		b.Grow(len(raw) + len(raw)/2)
		for _, c8 := range raw {
			b.WriteRune(c.DecodeByte(c8))
		}
		text = b.String()
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return "", want, file.Fail(lineOf([]byte(text[:at]), at), "it is not a text: there is a NUL character here")
	}
	if form.Line(text[:min(len(text), sampled)]) == "" {
		return "", want, file.Fail(form.Place{}, "it is empty")
	}
	return text, want, nil
}

// guessEncoding takes the byte order mark at its word; what is not UTF-8 then is Arabic
// that reads as such, Russian where its letters stand together, or Western: of a Macintosh
// where its lines end so.
func guessEncoding(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return utf16LEName
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return utf16BEName
	case bytes.HasPrefix(raw, []byte("\ufeff")), intake.NotUTF8(raw) < 0 && bytes.IndexByte(raw, 0) < 0:
		return utf8Name
	}
	sample := sampleOf(raw)
	decoded, err := intake.Decode(sample)
	if err == nil && decoded.Charset != utf8Name {
		return decoded.Charset
	}
	if intake.MostlyUTF8(sample) {
		return utf8Name
	}
	alone, together := 0, 0
	for i, c := range sample {
		switch {
		case c < 0x80:
		case i > 0 && sample[i-1] >= 0xc0 || i+1 < len(sample) && sample[i+1] >= 0xc0:
			together++
		default:
			alone++
		}
	}
	switch {
	case together > 3*alone:
		return russianName
	case oldLines(string(sample)):
		return macName
	}
	return westernName
}

// sampleOf is the beginning of a file in whole lines.
func sampleOf(raw []byte) []byte {
	if len(raw) <= sampled {
		return raw
	}
	sample := raw[:sampled]
	if end := bytes.LastIndexByte(sample, '\n'); end > 0 {
		sample = sample[:end]
	}
	return sample
}

// fromUTF16 decodes what has, or could have, a byte order mark.
func fromUTF16(file form.File, raw []byte, big bool) (string, error) {
	var order binary.ByteOrder = binary.LittleEndian
	if big {
		order = binary.BigEndian
	}
	if len(raw)%2 != 0 {
		return "", file.Fail(form.Place{}, "it is UTF-16, but ends in the middle of a character")
	}
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); i += 2 {
		r := rune(order.Uint16(raw[i:]))
		if utf16.IsSurrogate(r) {
			if i += 2; i < len(raw) {
				r = utf16.DecodeRune(r, rune(order.Uint16(raw[i:])))
			} else {
				r = utf8.RuneError
			}
			if r == utf8.RuneError {
				return "", file.Fail(form.Place{Line: 1 + strings.Count(b.String(), "\n")}, "it is UTF-16, but there is half a surrogate pair here")
			}
		}
		if i > 1 || r != '\ufeff' {
			b.WriteRune(r)
		}
	}
	return b.String(), nil
}

func lineOf(raw []byte, at int) form.Place {
	return form.Place{Line: 1 + bytes.Count(raw[:at], []byte("\n"))}
}
