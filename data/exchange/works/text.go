package works

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
)

// Text is a file as text with lines that end in "\n": UTF-8, UTF-16, windows-1256 that
// reads as Arabic, or windows-1252.
func Text(file form.File, raw []byte) (string, error) {
	if at := bytes.IndexByte(raw, 0); at >= 0 && !bytes.HasPrefix(raw, []byte("\xff\xfe")) && !bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return "", file.Fail(form.Place{Line: 1 + bytes.Count(raw[:at], []byte("\n"))}, "it is not a text: there is a NUL character here")
	}
	text, wrong := form.UTF8(raw)
	if wrong > 0 {
		if decoded, err := intake.Decode(raw[:min(len(raw), intake.MaxText)]); err == nil && len(raw) <= intake.MaxText {
			text = []byte(decoded.Body)
		} else if !intake.MostlyUTF8(raw) {
			text, _ = charmap.Windows1252.NewDecoder().Bytes(raw) // any byte is a character
		}
	}
	return lineEnds.Replace(string(text)), nil
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")
