package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

const (
	isoArabicName = "ISO-8859-6"
	westernName   = "windows-1252"
)

// markup is a page in UTF-8.
type markup struct {
	text    string
	charset string // what it was in, by its usual name
	label   string // what it says it is in, where that is wrong; otherwise empty
	damaged int    // how many characters could not be read
}

// decodePage decodes a page. media is its Content-Type, or empty. What a page
// says of its charset is often wrong, so each claim is tried on the bytes; in
// this order: a byte order mark, UTF-16 that its NULs betray, valid UTF-8, the
// header, <meta>, Arabic that reads as such, Western letters.
func decodePage(raw []byte, media string) (markup, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return repaired(raw[3:], utf8Name, utf8Name), nil
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")), guessUTF16(raw) != nil:
		text, name, err := decode(raw)
		if err == nil {
			return markup{text: text, charset: name}, nil
		}
		if raw[0] >= 0xfe {
			return markup{}, err
		}
	}
	if at := bytes.IndexByte(raw, 0); at >= 0 && bytes.Count(raw, []byte{0})*1000 > len(raw) {
		return markup{}, binaryAt(raw, at)
	}
	claims := labels(raw, media)
	first := ""
	if len(claims) > 0 {
		first = claims[0].name
	}
	stateful := len(claims) > 0 && claims[0].stateful
	if !stateful && (firstInvalid(raw) < 0 || mostlyUTF8(raw)) {
		m := repaired(raw, utf8Name, first)
		if ascii(raw) {
			m.label = "" // true in any charset that it may claim
		}
		return m, nil
	}
	for _, c := range claims {
		if text, ok := c.try(raw); ok && c.name != utf8Name {
			return markup{text: text, charset: c.name, label: mislabel(first, c.name), damaged: strings.Count(text, "\ufffd")}, nil
		}
	}
	if text, name, ok := arabicBytes(raw); ok {
		return markup{text: text, charset: name, label: mislabel(first, name)}, nil
	}
	if text, err := charmap.Windows1252.NewDecoder().String(string(raw)); err == nil && len(claims) == 0 || first == utf8Name {
		return markup{text: text, charset: westernName, label: mislabel(first, westernName), damaged: strings.Count(text, "\ufffd")}, nil
	}
	if len(claims) > 0 {
		text, err := claims[0].encoding.NewDecoder().String(string(raw))
		if damaged := strings.Count(text, "\ufffd"); err == nil && damaged*20 < utf8.RuneCountInString(text) {
			return markup{text: text, charset: first, damaged: damaged}, nil
		}
	}
	return markup{}, refuse(Charset, int64(max(firstInvalid(raw), 0)), "it says that it is %q, but this is not", first)
}

// repaired takes UTF-8 with the few bytes that are not replaced by U+FFFD.
func repaired(raw []byte, name, label string) markup {
	text := string(raw)
	if utf8.ValidString(text) {
		return markup{text: text, charset: name, label: mislabel(label, name), damaged: 0}
	}
	text = strings.ToValidUTF8(text, "\ufffd")
	return markup{text: text, charset: name, label: mislabel(label, name), damaged: strings.Count(text, "\ufffd")}
}

func mislabel(label, name string) string {
	if label == name {
		return ""
	}
	return label
}

func ascii(raw []byte) bool {
	for _, c := range raw {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// claim is a charset that a page says it is in.
type claim struct {
	name     string
	encoding encoding.Encoding
	stateful bool // ISO-2022-JP: escapes made of ASCII
}

// labels are the claims of the header and of <meta>, without those that are not
// known. UTF-16 is none: a page in which <meta> can be read is not in it.
func labels(raw []byte, media string) []claim {
	var out []claim
	for _, label := range []string{parameter(media, "charset"), metaLabel(raw)} {
		e, name := charset.Lookup(label)
		if e == nil || name == "replacement" || strings.HasPrefix(name, "utf-16") || len(out) > 0 && out[0].name == usual(name) {
			continue
		}
		out = append(out, claim{usual(name), e, name == "iso-2022-jp"})
	}
	return out
}

// usual writes a name as people do.
func usual(name string) string {
	switch name {
	case "utf-8":
		return utf8Name
	case "iso-8859-6", "iso-8859-6-e", "iso-8859-6-i":
		return isoArabicName
	}
	return name
}

// parameter is a parameter of a media type, told without regard for its faults.
func parameter(media, name string) string {
	for part := range strings.SplitSeq(media, ";") {
		key, value, _ := strings.Cut(part, "=")
		if strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return ""
}

// metaLabel is what the head of a page says in <meta charset> or http-equiv, or
// the XML declaration in its encoding.
func metaLabel(raw []byte) string {
	const head = 8 << 10
	z := html.NewTokenizer(bytes.NewReader(raw[:min(len(raw), head)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.CommentToken: // <?xml … ?> is one
			if text := string(z.Text()); strings.HasPrefix(text, "?xml") {
				if _, rest, ok := strings.Cut(text, "encoding="); ok && len(rest) > 2 {
					label, _, _ := strings.Cut(rest[1:], rest[:1])
					return label
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "body" {
				return ""
			}
			if t.Data != "meta" {
				continue
			}
			label, content, equiv := "", "", false
			for _, a := range t.Attr {
				switch {
				case a.Key == "charset":
					label = a.Val
				case a.Key == "content":
					content = a.Val
				case a.Key == "http-equiv" && strings.EqualFold(a.Val, "content-type"):
					equiv = true
				}
			}
			if label == "" && equiv {
				label = parameter(content, "charset")
			}
			if label != "" {
				return strings.TrimSpace(label)
			}
		}
	}
}

// try decodes by a claim, and reports whether it may be true: hardly anything is
// undefined, and a Western or an Arabic charset is not the wrong one of these.
func (c claim) try(raw []byte) (string, bool) {
	if c.name == utf8Name {
		return "", false // it was tried
	}
	text, err := c.encoding.NewDecoder().String(string(raw))
	if err != nil || strings.Count(text, "\ufffd")*200 > len(raw) {
		return "", false
	}
	switch c.name {
	case westernName, arabicName, isoArabicName:
		if _, name, ok := arabicBytes(raw); ok && name != c.name {
			return "", false
		}
	}
	return text, true
}

// arabicBytes decodes bytes that are Arabic in one of its two charsets. Of these
// the letters differ, so that the article «ال» stands before many words in one
// of them, and before hardly any in the other. A part of a long text is enough
// to tell them apart; whether it is Arabic at all, all of it says.
func arabicBytes(raw []byte) (text, name string, ok bool) {
	const part = 64 << 10
	start := bytes.IndexFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf })
	if start < 0 {
		return "", "", false
	}
	from, most := (*charmap.Charmap)(nil), -1
	for _, c := range [...]struct {
		name string
		from *charmap.Charmap
	}{{arabicName, charmap.Windows1256}, {isoArabicName, charmap.ISO8859_6}} {
		decoded := decodedBy(c.from, raw[start:min(len(raw), start+part)])
		if decoded == "" || !readsAsArabic(decoded) {
			continue
		}
		if n := articles(decoded); n > most {
			from, name, most = c.from, c.name, n
		}
	}
	if from == nil {
		return "", "", false
	}
	text = decodedBy(from, raw)
	return text, name, text != "" && readsAsArabic(text)
}

// decodedBy decodes bytes, or returns "" where the charset has no characters for
// some.
func decodedBy(c *charmap.Charmap, raw []byte) string {
	text, err := c.NewDecoder().String(string(raw))
	if err != nil || strings.Count(text, "\ufffd")*200 > len(raw) {
		return ""
	}
	return text
}

// articles counts the words that begin with «ال», after a proclitic too.
func articles(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		for _, prefix := range [...]string{"ال", "وال", "بال", "لل"} {
			if strings.HasPrefix(word, prefix) {
				n++
				break
			}
		}
	}
	return n
}
