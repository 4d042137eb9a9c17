package pdftest

import (
	"bytes"
	"fmt"
	"strconv"
)

// Kinds of values: nil, bool, float64, Name, []byte (a string), Array, Dict, Ref.
type (
	Name  string
	Array []any
	Dict  map[Name]any
	Ref   int
)

// parser reads values.
type parser struct {
	in []byte
	at int
}

func (p *parser) space() {
	for p.at < len(p.in) && bytes.IndexByte([]byte(" \t\r\n\f\x00"), p.in[p.at]) >= 0 {
		p.at++
	}
}

// take moves over a text that must be next.
func (p *parser) take(s string) bool {
	p.space()
	if bytes.HasPrefix(p.in[p.at:], []byte(s)) {
		p.at += len(s)
		return true
	}
	return false
}

// value reads the next value.
func (p *parser) value() (any, error) {
	p.space()
	rest := p.in[p.at:]
	switch {
	case len(rest) == 0:
		return nil, fmt.Errorf("the file ends at %d within a value", p.at)
	case p.take("<<"):
		return p.dict()
	case rest[0] == '<':
		return p.hex()
	case rest[0] == '(':
		return p.literal()
	case rest[0] == '[':
		p.at++
		var all Array
		for !p.take("]") {
			v, err := p.value()
			if err != nil {
				return nil, err
			}
			all = append(all, v)
		}
		return all, nil
	case rest[0] == '/':
		p.at++
		return Name(p.word()), nil
	}
	word := p.word()
	switch word {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	case "":
		return nil, fmt.Errorf("%q at %d is no value", rest[:min(10, len(rest))], p.at)
	}
	v, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return nil, fmt.Errorf("%q at %d is no value", word, p.at)
	}
	// A number, and maybe a reference.
	back := p.at
	p.space()
	if n := p.word(); n == "0" && p.take("R") {
		return Ref(int(v)), nil
	}
	p.at = back
	return v, nil
}

// word reads up to the next delimiter.
func (p *parser) word() string {
	from := p.at
	for p.at < len(p.in) && bytes.IndexByte([]byte(" \t\r\n\f\x00<>[]()/%"), p.in[p.at]) < 0 {
		p.at++
	}
	return string(p.in[from:p.at])
}

func (p *parser) dict() (any, error) {
	d := Dict{}
	for !p.take(">>") {
		key, err := p.value()
		if err != nil {
			return nil, err
		}
		name, ok := key.(Name)
		if !ok {
			return nil, fmt.Errorf("%v at %d is no key", key, p.at)
		}
		if _, twice := d[name]; twice {
			return nil, fmt.Errorf("the key %s is twice in a dictionary at %d", name, p.at)
		}
		if d[name], err = p.value(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (p *parser) hex() (any, error) {
	end := bytes.IndexByte(p.in[p.at:], '>')
	if end < 0 {
		return nil, fmt.Errorf("a string at %d does not end", p.at)
	}
	digits := string(p.in[p.at+1 : p.at+end])
	p.at += end + 1
	out := make([]byte, 0, len(digits)/2)
	for i := 0; i+2 <= len(digits); i += 2 {
		v, err := strconv.ParseUint(digits[i:i+2], 16, 8)
		if err != nil {
			return nil, err
		}
		out = append(out, byte(v))
	}
	return out, nil
}

// literal reads a string in brackets; the writer has none with brackets or escapes in it.
func (p *parser) literal() (any, error) {
	end := bytes.IndexByte(p.in[p.at:], ')')
	if end < 0 || bytes.ContainsAny(p.in[p.at+1:p.at+end], "(\\") {
		return nil, fmt.Errorf("a string at %d is not plain", p.at)
	}
	s := p.in[p.at+1 : p.at+end]
	p.at += end + 1
	return s, nil
}
