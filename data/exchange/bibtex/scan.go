package bibtex

import (
	"fmt"
	"regexp"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// entry is an entry as it is in the file: its fields in LaTeX.
type entry struct {
	line   int
	of     string // its type, in lower case
	key    string
	fields map[string]string // by name, in lower case
}

// Limits of what is read.
const (
	maxFields = 2000 // of an entry
	maxValue  = 4 << 20
	// spare is what macros may make of a file, beyond some times its size.
	spare, times = 16 << 20, 4
)

// scanner reads a file from one entry to the next.
type scanner struct {
	text   string
	at     int
	line   int // of counted
	lineAt int
	macros map[string]string
	budget int // bytes that macros may still make
	doc    *form.Document
}

func newScanner(text string, doc *form.Document) *scanner {
	s := &scanner{text: text, line: 1, macros: map[string]string{}, budget: times*len(text) + spare, doc: doc}
	for _, m := range months {
		s.macros[m] = m
	}
	return s
}

// months are the macros that every file has.
var months = strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec")

// lineOf is the line of a place. It counts from the last one that was asked for.
func (s *scanner) lineOf(at int) int {
	if at < s.lineAt {
		s.line -= strings.Count(s.text[at:s.lineAt], "\n")
	} else {
		s.line += strings.Count(s.text[s.lineAt:at], "\n")
	}
	s.lineAt = at
	return s.line
}

// begins is how entries begin in a line; inside of another one it shows that that one is
// not closed.
var begins = regexp.MustCompile(`^\n[ \t]*@[ \t]*(?i:comment|preamble|[a-z]+[ \t]*[{(][^\n,{}()"=]*[,=])`)

// ahead is how far it is looked for that.
const ahead = 200

// next reads the next entry, and reports whether there is one. Text between entries is
// passed over; what cannot be read is noted.
func (s *scanner) next() (entry, bool) {
	for {
		at := strings.IndexByte(s.text[s.at:], '@')
		if at < 0 {
			s.at = len(s.text)
			return entry{}, false
		}
		begun := s.at + at
		s.at = begun + 1
		e, found, err := s.item()
		if err != nil {
			s.doc.Skip(form.Place{Line: s.lineOf(begun)}, form.Unreadable, err.Error())
			s.recover(begun)
			continue
		}
		if found {
			e.line = s.lineOf(begun)
			return e, true
		}
	}
}

// recover goes to the entry after the one that begins at a place.
func (s *scanner) recover(begun int) {
	s.at = max(s.at, begun+1)
	for s.at < len(s.text) {
		i := strings.IndexByte(s.text[s.at:], '\n')
		if i < 0 {
			break
		}
		s.at += i
		if begins.MatchString(s.text[s.at:min(len(s.text), s.at+ahead)]) {
			return
		}
		s.at++
	}
	s.at = len(s.text)
}

// item reads what an @ begins, if that is an entry.
func (s *scanner) item() (e entry, found bool, err error) {
	s.space()
	e.of = strings.ToLower(s.word())
	s.space()
	if e.of == "" || s.at == len(s.text) || s.text[s.at] != '{' && s.text[s.at] != '(' {
		return e, false, nil // an address in the text between entries
	}
	end := byte('}')
	if s.text[s.at] == '(' {
		end = ')'
	}
	switch e.of {
	case "comment", "preamble":
		if end == ')' {
			return e, false, nil
		}
		_, err := s.braces()
		return e, false, err
	case "string":
		s.at++
		name, err := s.named()
		if err != nil {
			return e, false, err
		}
		text, err := s.value()
		s.macros[name] = text
		s.space()
		if err == nil && s.peek() != end {
			err = fmt.Errorf("the string %q is not closed", name)
		}
		return e, false, err
	}
	s.at++
	e.fields = map[string]string{}
	err = s.fieldsOf(&e, end)
	return e, true, err
}

// fieldsOf reads the key and the fields of an entry.
func (s *scanner) fieldsOf(e *entry, end byte) error {
	s.space()
	begun := s.at
	e.key = s.until(",={}()\"# \t\n")
	if e.key != "" {
		for s.at < len(s.text) && strings.IndexByte(",={}\n", s.text[s.at]) < 0 { // a key with spaces
			s.at++
		}
		e.key = form.Line(s.text[begun:s.at])
	}
	if s.space(); s.peek() == '=' { // there is no key
		e.key, s.at = "", begun
	}
	for {
		for s.space(); s.peek() == ','; s.space() {
			s.at++
		}
		switch s.peek() {
		case end:
			s.at++
			return nil
		case 0:
			return fmt.Errorf("the entry %q is not closed", e.key)
		}
		name, err := s.named()
		if err != nil {
			return err
		}
		text, err := s.value()
		_, repeated := e.fields[name]
		switch {
		case err != nil:
			return err
		case len(e.fields) == maxFields:
			return fmt.Errorf("the entry %q has more than %d fields", e.key, maxFields)
		case repeated:
			s.doc.Drop("repeated fields")
		default:
			e.fields[name] = text
		}
	}
}

// named reads a name and the sign of equality behind it.
func (s *scanner) named() (string, error) {
	s.space()
	name := strings.ToLower(s.until("={}(),\"# \t\n"))
	if s.space(); name == "" || s.peek() != '=' {
		return "", fmt.Errorf("there is no field here: %q", form.Shorten(form.Line(s.text[s.at:min(len(s.text), s.at+40)]), 30))
	}
	s.at++
	return form.Shorten(form.Line(name), 100), nil
}

// value reads parts that are joined by #.
func (s *scanner) value() (string, error) {
	var b strings.Builder
	for {
		s.space()
		var part string
		var err error
		switch c := s.peek(); c {
		case '{':
			part, err = s.braces()
		case '"':
			part, err = s.quoted()
		default:
			part, err = s.macro()
		}
		if err != nil {
			return "", err
		}
		if b.Len()+len(part) > maxValue {
			return "", fmt.Errorf("a field has more than %d MB", maxValue>>20)
		}
		b.WriteString(part)
		if s.space(); s.peek() != '#' {
			return b.String(), nil
		}
		s.at++
	}
}

// macro reads a number or the name of a string.
func (s *scanner) macro() (string, error) {
	word := s.until("={}(),\"# \t\n")
	if word == "" {
		return "", fmt.Errorf("a field has no value")
	}
	if strings.Trim(word, "0123456789") == "" {
		return word, nil
	}
	text, known := s.macros[strings.ToLower(word)]
	if !known {
		s.doc.Drop("@string " + word)
		return word, nil
	}
	if s.budget -= len(text); s.budget < 0 {
		return "", fmt.Errorf("the strings of the file make more than %d times its size of it", times)
	}
	return text, nil
}

// braces reads what stands in braces, which may have others in it.
func (s *scanner) braces() (string, error) { return s.balanced(1, '}', 1) }

func (s *scanner) quoted() (string, error) { return s.balanced(0, '"', 0) }

// balanced reads up to a byte at some depth of braces, which count behind a backslash, too.
// It ends where another entry begins.
func (s *scanner) balanced(depth int, end byte, at int) (string, error) {
	begun := s.at
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '\\' && strings.HasPrefix(s.text[s.at:], `\"`): // an accent
			s.at++
		case c == end && depth == at:
			s.at++
			return s.text[begun+1 : s.at-1], nil
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '\n' && begins.MatchString(s.text[s.at:min(len(s.text), s.at+ahead)]):
			return "", fmt.Errorf("what begins in line %d is not closed", s.lineOf(begun))
		}
		if depth < 0 {
			break
		}
	}
	s.at = min(s.at, len(s.text))
	return "", fmt.Errorf("what begins in line %d is not closed", s.lineOf(begun))
}

func (s *scanner) space() {
	for s.at < len(s.text) && strings.IndexByte(" \t\n", s.text[s.at]) >= 0 {
		s.at++
	}
}

// peek is the next byte, 0 at the end.
func (s *scanner) peek() byte {
	if s.at == len(s.text) {
		return 0
	}
	return s.text[s.at]
}

// until reads up to one of some bytes.
func (s *scanner) until(ends string) string {
	from := s.at
	for s.at < len(s.text) && strings.IndexByte(ends, s.text[s.at]) < 0 {
		s.at++
	}
	return s.text[from:s.at]
}

func (s *scanner) word() string {
	from := s.at
	for s.at < len(s.text) && isLetter(s.text[s.at]) {
		s.at++
	}
	return s.text[from:s.at]
}
