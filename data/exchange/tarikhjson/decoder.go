package tarikhjson

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"tarikh.org/tarikh/data/exchange/form"
)

// decoder reads a JSON document and tracks its path, so that each error says where it
// is. It reads tokens and builds no tree: a member that a hostile document repeats a
// million times is refused the first time, and a large one is never in memory as a whole.
type decoder struct {
	file string
	raw  *io.SectionReader
	json *json.Decoder
	path []string // steps: ".events", "[3]", ".date"
	at   int64    // byte offset at which the current value begins, or the space before it
}

func newDecoder(file string, raw *io.SectionReader) (*decoder, error) {
	d := &decoder{file: file, raw: raw}
	if err := d.notUTF8(); err != nil {
		return nil, err
	}
	d.skipMark()
	d.json = json.NewDecoder(d.raw)
	d.json.UseNumber()
	d.json.DisallowUnknownFields()
	return d, nil
}

// skipMark leaves out a byte order mark.
func (d *decoder) skipMark() {
	mark := make([]byte, 3)
	if n, _ := d.raw.ReadAt(mark, 0); n == 3 && string(mark) == "\ufeff" {
		d.raw = io.NewSectionReader(d.raw, 3, d.raw.Size()-3)
	}
}

// notUTF8 finds the first byte that is not UTF-8, which encoding/json would replace
// silently.
func (d *decoder) notUTF8() error {
	chunk := make([]byte, 1<<20)
	have := 0
	for from := int64(0); ; {
		n, err := d.raw.ReadAt(chunk[have:], from+int64(have))
		last := err != nil
		if err != nil && !errors.Is(err, io.EOF) {
			return d.fail("%w", err)
		}
		part := chunk[:have+n]
		for i := 0; ; {
			rest := part[i:]
			if len(rest) == 0 || !last && !utf8.FullRune(rest) {
				from += int64(i)
				have = copy(chunk, rest)
				break
			}
			r, size := utf8.DecodeRune(rest)
			if r == utf8.RuneError && size == 1 {
				d.at = from + int64(i)
				return d.fail("it is not UTF-8: byte %02X at offset %d", rest[0], d.at)
			}
			i += size
		}
		if last {
			return nil
		}
	}
}

// fail returns an error for the current value.
func (d *decoder) fail(format string, args ...any) error {
	return d.failAt(d.here(), format, args...)
}

// place is where a value is in the document, for errors that are found after it was
// read.
type place struct {
	path string
	at   int64
}

func (d *decoder) here() place {
	return place{strings.TrimPrefix(strings.Join(d.path, ""), "."), d.at}
}

// member is the place of a member of the row at p.
func (p place) member(name string) place {
	if p.path != "" {
		name = p.path + "." + name
	}
	return place{name, p.at}
}

func (d *decoder) failAt(p place, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &form.Error{File: d.file, Place: d.where(p), Reason: err.Error(), Err: errors.Unwrap(err)}
}

// where is a place in words of the file: its path and line.
func (d *decoder) where(p place) form.Place {
	lines, begun := 1, false
	r := bufio.NewReader(io.NewSectionReader(d.raw, 0, d.raw.Size()))
	for at := int64(0); ; at++ {
		b, err := r.ReadByte()
		if err != nil {
			break
		}
		if begun = at >= p.at; begun && strings.IndexByte(" \t\r\n,:", b) < 0 {
			break
		}
		if b == '\n' {
			lines++
		}
	}
	return form.Place{Path: p.path, Line: lines}
}

// next reads a token and moves at to its beginning.
func (d *decoder) next() (json.Token, error) {
	d.at = d.json.InputOffset()
	token, err := d.json.Token()
	syntax, isSyntax := errors.AsType[*json.SyntaxError](err)
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return nil, d.fail("the file ends before the document does")
	case isSyntax:
		d.at = max(d.at, syntax.Offset-1)
		return nil, d.fail("it is not JSON: %v", syntax)
	case err != nil:
		return nil, d.fail("%w", err)
	}
	return token, nil
}

// kind names the kind of value that a token begins.
func kind(token json.Token) string {
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return "an object"
		}
		return "an array"
	case string:
		return "a string"
	case json.Number:
		return "a number"
	case bool:
		return "true or false"
	}
	return "null"
}

func (d *decoder) delim(want json.Delim, what string) error {
	token, err := d.next()
	if err != nil {
		return err
	}
	if token != want {
		return d.fail("%s is expected, not %s", what, kind(token))
	}
	return nil
}

// object reads an object; member reads the value of each member and returns
// errUnknown for a name that is none.
func (d *decoder) object(member func(name string) error) error {
	if err := d.delim('{', "an object"); err != nil {
		return err
	}
	return d.members(member)
}

var errUnknown = errors.New("unknown member")

// maxMembers is the most that an object may have: language maps are the only
// ones that could grow, and seen is searched from end to end.
const maxMembers = 200

// members reads an object whose brace has been read.
func (d *decoder) members(member func(name string) error) error {
	start := d.at
	var seen []string
	for d.json.More() {
		token, err := d.next()
		if err != nil {
			return err
		}
		name := token.(string) // a member's name is a string, or Token has failed
		d.path = append(d.path, "."+name)
		switch {
		case slices.Contains(seen, name):
			return d.fail("it is given twice")
		case len(seen) == maxMembers:
			return d.fail("the object has more than %d members", maxMembers)
		}
		seen = append(seen, name)
		nameAt := d.at
		if err := member(name); errors.Is(err, errUnknown) {
			d.at = nameAt
			return d.fail("there is no such member in %s", jsonFormat)
		} else if err != nil {
			return err
		}
		d.path = d.path[:len(d.path)-1]
	}
	_, err := d.next() // the closing brace
	d.at = start
	return err
}

// array reads an array; item reads each of its values.
func (d *decoder) array(item func() error) error {
	if err := d.delim('[', "an array"); err != nil {
		return err
	}
	for i := 0; d.json.More(); i++ {
		d.path = append(d.path, "["+strconv.Itoa(i)+"]")
		if err := item(); err != nil {
			return err
		}
		d.path = d.path[:len(d.path)-1]
	}
	_, err := d.next()
	return err
}

// end checks that nothing follows the document.
func (d *decoder) end() error {
	d.at = d.json.InputOffset()
	r := bufio.NewReader(io.NewSectionReader(d.raw, d.at, d.raw.Size()-d.at))
	for {
		b, err := r.ReadByte()
		if err != nil {
			return nil
		}
		if strings.IndexByte(" \t\r\n", b) < 0 {
			return d.fail("something follows the end of the document")
		}
	}
}

// str reads a string that is not empty.
func (d *decoder) str(to *string) error {
	token, err := d.next()
	if err != nil {
		return err
	}
	s, ok := token.(string)
	if !ok {
		return d.fail("a string is expected, not %s", kind(token))
	}
	return d.set(to, s)
}

func (d *decoder) set(to *string, s string) error {
	if s == "" {
		return d.fail("it is empty; leave it out instead")
	}
	// encoding/json reads half a surrogate pair as U+FFFD.
	if strings.ContainsRune(s, utf8.RuneError) {
		written := make([]byte, d.json.InputOffset()-d.at)
		if _, err := d.raw.ReadAt(written, d.at); err != nil {
			return d.fail("%w", err)
		}
		source := string(written)
		if !strings.ContainsRune(source, utf8.RuneError) && !strings.Contains(strings.ToLower(source), `\ufffd`) {
			return d.fail("it holds half a surrogate pair")
		}
	}
	*to = s
	return nil
}

// text reads a string, or a language map of which it takes the text in lang.
func (d *decoder) text(to *string, lang string) error {
	token, err := d.next()
	if err != nil {
		return err
	}
	if s, ok := token.(string); ok {
		return d.set(to, s)
	}
	if token != json.Delim('{') {
		return d.fail("a string or a language map is expected, not %s", kind(token))
	}
	best := -1
	err = d.members(func(name string) error {
		if _, err := language.Parse(name); err != nil {
			return d.fail("it is not a language tag (BCP 47)")
		}
		var s string
		if err := d.str(&s); err != nil {
			return err
		}
		if rank := rankLanguage(name, lang); rank > best {
			best, *to = rank, s
		}
		return nil
	})
	if err == nil && best < 0 {
		return d.fail("the language map is empty")
	}
	return err
}

// rankLanguage ranks a text in the language have for a reader who asked for want:
// better is higher, and the first of equals is taken.
func rankLanguage(have, want string) int {
	base, _, _ := strings.Cut(want, "-")
	switch {
	case strings.EqualFold(have, want):
		return 3
	case strings.EqualFold(have, base):
		return 2
	case strings.EqualFold(have, "en"):
		return 1
	}
	return 0
}

// truth reads true or false.
func (d *decoder) truth(to *bool) error {
	token, err := d.next()
	if err != nil {
		return err
	}
	yes, ok := token.(bool)
	if !ok {
		return d.fail("true or false is expected, not %s", kind(token))
	}
	*to = yes
	return nil
}

// count reads a whole number.
func (d *decoder) count(to *int) error {
	token, err := d.next()
	if err != nil {
		return err
	}
	number, ok := token.(json.Number)
	if !ok {
		return d.fail("a number is expected, not %s", kind(token))
	}
	n, err := strconv.Atoi(number.String())
	if err != nil {
		return d.fail("%s is not a whole number in range", number)
	}
	*to = n
	return nil
}
