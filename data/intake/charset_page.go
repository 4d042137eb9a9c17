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

const westernName = "windows-1252"

// markup is a page in UTF-8.
type markup struct {
	text    string
	charset string // what it was in, by its usual name
	label   string // what it says it is in, where that is wrong; otherwise empty
	damaged int    // how many characters could not be read
}

// decodePage decodes a page. media is its Content-Type, or empty. What a page
// says of its charset is often wrong, so each claim is tried on the bytes; in
// this order: a byte order mark, UTF-16, recognised by its NULs, valid UTF-8, the
// header, <meta>, Arabic that reads as such, Western letters.
func decodePage(raw []byte, media string) (markup, error) {
	if m, err := byMark(raw); err != nil || m.charset != "" {
		return m, err
	}
	if at := bytes.IndexByte(raw, 0); at >= 0 && bytes.Count(raw, []byte{0})*1000 > len(raw) {
		return markup{}, binaryAt(raw, at)
	}
	claims := labels(raw, media)
	first := claim{}
	if len(claims) > 0 {
		first = claims[0]
	}
	if !first.stateful && (NotUTF8(raw) < 0 || MostlyUTF8(raw)) {
		m := repaired(raw, utf8Name, first.name)
		if ascii(raw) {
			m.label = "" // true in any charset that it may claim
		}
		return m, nil
	}
	for _, c := range claims {
		if text, ok := c.try(raw); ok && c.name != utf8Name {
			return inCharset(text, c.name, first.name), nil
		}
	}
	if text, name, ok := arabicBytes(raw); ok {
		return markup{text: text, charset: name, label: mislabel(first.name, name)}, nil
	}
	if len(claims) == 0 || first.name == utf8Name {
		text, err := charmap.Windows1252.NewDecoder().String(string(raw))
		return inCharset(text, westernName, first.name), err
	}
	text, err := first.encoding.NewDecoder().String(string(raw))
	if m := inCharset(text, first.name, first.name); err == nil && m.damaged*20 < utf8.RuneCountInString(text) {
		return m, nil
	}
	return markup{}, refuse(Charset, int64(max(NotUTF8(raw), 0)), "it says that it is %q, but this is not", first.name)
}

// byMark decodes a page with a byte order mark, or UTF-16 without one; it is zero
// for others.
func byMark(raw []byte) (markup, error) {
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
	return markup{}, nil
}

// inCharset is a page that was decoded from a charset, with U+FFFD for what it has no
// characters for. label is the charset that the page claims.
func inCharset(text, charset, label string) markup {
	return markup{text: text, charset: charset, label: mislabel(label, charset), damaged: strings.Count(text, "\ufffd")}
}

// repaired takes UTF-8 with the few bytes that are not replaced by U+FFFD.
func repaired(raw []byte, name, label string) markup {
	text := string(raw)
	if utf8.ValidString(text) {
		return markup{text: text, charset: name, label: mislabel(label, name)}
	}
	return inCharset(strings.ToValidUTF8(text, "\ufffd"), name, label)
}

func mislabel(label, name string) string {
	if label == name {
		return ""
	}
	return label
}

func ascii(raw []byte) bool { return !bytes.ContainsFunc(raw, beyondASCII) }

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

// parameter is a parameter of a media type, read whatever else is wrong with it.
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

// try decodes by a claim, and reports whether it may be true: few bytes are
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

// DecodeAs decodes a text that says which charset it is in, in the media type or in its
// <meta>; a claim that the bytes belie is not believed. Errors are *Error.
func DecodeAs(raw []byte, media string) (string, error) {
	m, err := decodePage(raw, media)
	return m.text, err
}
