package form

import (
	"bytes"
	"encoding/json"
	"regexp"
)

// call is what a script has in front of its data.
var call = regexp.MustCompile(`^(?:(?:(?:var|let|const)\s+)?[\w$.]+\s*=\s*|export\s+default\s*|[\w$.]+\s*)?(?:new\s+[\w$.]+\s*)?\(*\s*$`)

// longestCall is how far from the beginning the data may be, behind comments.
const longestCall = 64 << 10

// ScriptJSON is the first object or list of a text of JSON as JSON has it, with the line
// breaks of the text: nothing of a script that assigns it or calls with it, comments, commas
// before a closing bracket, names without quotes, strings in single ones, zeros before a
// number; a new Date(…) is a string that ScriptDate reads. Text that is JSON comes back as it
// is. What is wrong otherwise is left for the reader of JSON to find.
func ScriptJSON(text []byte) []byte {
	s := scanner{in: text}
	s.out = make([]byte, 0, len(text)+len(text)/16)
	for s.at < len(text) && text[s.at] != '{' && text[s.at] != '[' {
		if !s.skipped() {
			s.at++
		}
	}
	if s.at == len(text) || s.at > longestCall || !call.Match(bytes.TrimSpace(withoutComments(text[:s.at]))) {
		return text
	}
	before := s.at
	s.out = append(s.out[:0], bytes.Repeat([]byte{'\n'}, bytes.Count(text[:before], []byte{'\n'}))...)
	for s.at < len(text) {
		s.next()
	}
	if before > 0 {
		return s.first()
	}
	return s.out
}

// withoutComments is what is in front of the data, short as it is.
func withoutComments(text []byte) []byte {
	s := scanner{in: text}
	for s.at < len(text) {
		if !s.skipped() {
			s.out = append(s.out, text[s.at])
			s.at++
		}
	}
	return s.out
}

// scanner copies JSON of people into JSON of machines.
type scanner struct {
	in, out []byte
	at      int
	depth   int
	end     int // of out, behind the first value; 0 while it is open
}

// first is the first value without what follows it in a script.
func (s *scanner) first() []byte {
	if s.end > 0 {
		return s.out[:s.end]
	}
	return s.out
}

// next copies the next token.
func (s *scanner) next() {
	switch c := s.in[s.at]; {
	case c == '"' || c == '\'':
		s.quoted(c)
	case s.skipped():
	case c == ',':
		s.at++
		if after := s.ahead(); after != '}' && after != ']' {
			s.out = append(s.out, ',')
		}
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$':
		s.word()
	case c >= '0' && c <= '9':
		s.number()
	default:
		s.other(c)
	}
}

// other copies a bracket or anything else that is one byte.
func (s *scanner) other(c byte) {
	s.out = append(s.out, c)
	s.at++
	switch c {
	case '{', '[':
		s.depth++
	case '}', ']':
		s.depth--
		if s.depth == 0 && s.end == 0 {
			s.end = len(s.out)
		}
	}
}

// quoted copies a string, from single quotes into double ones.
func (s *scanner) quoted(quote byte) {
	s.out = append(s.out, '"')
	for s.at++; s.at < len(s.in); s.at++ {
		switch c := s.in[s.at]; {
		case c == quote:
			s.out = append(s.out, '"')
			s.at++
			return
		case c == '\\' && s.at+1 < len(s.in):
			s.at++
			if s.in[s.at] != '\'' {
				s.out = append(s.out, '\\')
			}
			s.out = append(s.out, s.in[s.at])
		case c == '"':
			s.out = append(s.out, '\\', '"')
		case c == '\t':
			s.out = append(s.out, '\\', 't')
		default:
			s.out = append(s.out, c)
		}
	}
}

// skipped passes over a comment, and reports whether there was one.
func (s *scanner) skipped() bool {
	rest := s.in[s.at:]
	var comment []byte
	switch {
	case bytes.HasPrefix(rest, []byte("//")):
		comment = rest
		if end := bytes.IndexByte(rest, '\n'); end >= 0 {
			comment = rest[:end]
		}
	case bytes.HasPrefix(rest, []byte("/*")):
		comment = rest
		if end := bytes.Index(rest[2:], []byte("*/")); end >= 0 {
			comment = rest[:end+4]
		}
	default:
		return false
	}
	s.out = append(s.out, bytes.Repeat([]byte{'\n'}, bytes.Count(comment, []byte{'\n'}))...)
	s.at += len(comment)
	return true
}

// ahead is the next byte that is neither space nor in a comment, 0 at the end.
func (s *scanner) ahead() byte {
	look := scanner{in: s.in, at: s.at}
	for look.at < len(look.in) {
		switch c := look.in[look.at]; {
		case look.skipped():
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			look.at++
		default:
			return c
		}
	}
	return 0
}

var (
	wordEnd = regexp.MustCompile(`^[\w$]+`)
	// dateCall is a time that a script makes.
	dateCall = regexp.MustCompile(`^(?:new\s+Date|Date\.UTC)\s*\(([^()\n]{0,100})\)`)
)

// word copies true, false and null, names in quotes, and times.
func (s *scanner) word() {
	if m := dateCall.Find(s.in[s.at:]); m != nil {
		s.at += len(m)
		quoted, _ := json.Marshal(string(m))
		s.out = append(s.out, quoted...)
		return
	}
	word := wordEnd.Find(s.in[s.at:])
	s.at += len(word)
	switch {
	case s.ahead() == ':':
		s.out = append(append(append(s.out, '"'), word...), '"')
	case string(word) == "undefined":
		s.out = append(s.out, "null"...)
	default:
		s.out = append(s.out, word...)
	}
}

var numberEnd = regexp.MustCompile(`^[0-9.eE+-]+`)

// number copies a number without zeros in front of it, which make it one to base eight in
// a script, and are meant as decoration.
func (s *scanner) number() {
	number := numberEnd.Find(s.in[s.at:])
	s.at += len(number)
	for len(number) > 1 && number[0] == '0' && number[1] >= '0' && number[1] <= '9' {
		number = number[1:]
	}
	s.out = append(s.out, number...)
}
