package ical

import (
	"bytes"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// component is a part of a calendar between BEGIN and END.
type component struct {
	name       string
	line       int
	properties []property
	parts      []*component
	broken     int // lines that are none
	wrong      int // bytes that are not UTF-8
}

// property is a content line.
type property struct {
	name   string // in capitals
	params map[string]string
	value  string // as written, with escapes
	line   int
}

// get is the first property of a name, the zero one where there is none.
func (c *component) get(name string) property {
	for _, p := range c.properties {
		if p.name == name {
			return p
		}
	}
	return property{}
}

// text is the value of the first property of a name without its escapes.
func (c *component) text(name string) string { return unescape(c.get(name).value) }

// maxDepth is how deep components lie in each other.
const maxDepth = 10

// badLine is an error at a line.
type badLine struct {
	line   int
	reason string
}

func (e *badLine) Error() string { return e.reason }

// parse reads calendars. Lines are unfolded as bytes, since a fold may divide a
// character.
func parse(raw []byte) ([]*component, error) {
	root := &component{}
	stack := []*component{root}
	err := logicalLines(raw, func(line int, content []byte) error {
		p, ok := parseLine(string(content), line)
		top := stack[len(stack)-1]
		_, wrong := form.UTF8(content)
		top.wrong += wrong
		switch {
		case !ok && len(stack) == 1:
			return &badLine{line, "this is no calendar: BEGIN:VCALENDAR is expected"}
		case !ok:
			top.broken++ // as other readers do: a line that is none is passed over
		case p.name == "BEGIN":
			if len(stack) > maxDepth {
				return &badLine{line, fmt.Sprintf("components lie more than %d deep in each other", maxDepth)}
			}
			c := &component{name: strings.ToUpper(p.value), line: line}
			if len(stack) == 1 && c.name != "VCALENDAR" {
				return &badLine{line, "this is no calendar: BEGIN:VCALENDAR is expected, not BEGIN:" + c.name}
			}
			top.parts = append(top.parts, c)
			stack = append(stack, c)
		case p.name == "END":
			if name := strings.ToUpper(p.value); name != top.name {
				return &badLine{line, fmt.Sprintf("END:%s, where %s of line %d is to be ended", name, top.name, top.line)}
			}
			stack = stack[:len(stack)-1]
		case len(stack) == 1:
			return &badLine{line, "this is no calendar: BEGIN:VCALENDAR is expected"}
		default:
			top.properties = append(top.properties, p)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(stack) > 1 {
		top := stack[len(stack)-1]
		return nil, &badLine{top.line, fmt.Sprintf("the file ends before END:%s of this BEGIN", top.name)}
	}
	if len(root.parts) == 0 {
		return nil, &badLine{0, "there is no calendar in it"}
	}
	return root.parts, nil
}

// logicalLines calls a function for each line with those that continue it.
func logicalLines(raw []byte, do func(line int, content []byte) error) error {
	var whole []byte
	start := 0
	n := 0
	flush := func() error {
		content := bytes.TrimRight(whole, " \t")
		whole = whole[:0]
		if len(content) == 0 {
			return nil
		}
		return do(start, content)
	}
	for len(raw) > 0 {
		line := raw
		if i := bytes.IndexByte(raw, '\n'); i >= 0 {
			line, raw = raw[:i], raw[i+1:]
		} else {
			raw = nil
		}
		n++
		line = bytes.TrimSuffix(line, []byte("\r"))
		if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') && start > 0 {
			whole = append(whole, line[1:]...)
			continue
		}
		if err := flush(); err != nil {
			return err
		}
		start = n
		whole = append(whole, line...)
	}
	return flush()
}

// parseLine divides a content line: NAME;PARAM=value;PARAM="value":value.
func parseLine(s string, line int) (p property, ok bool) {
	p.line = line
	end := strings.IndexAny(s, ";:")
	if end <= 0 {
		return p, false
	}
	p.name = strings.ToUpper(strings.TrimSpace(s[:end]))
	if dot := strings.LastIndexByte(p.name, '.'); dot >= 0 {
		p.name = p.name[dot+1:] // a group, as in vCard
	}
	for s[end] == ';' {
		rest := s[end+1:]
		name, value, quoted := "", "", false
		i := 0
		for ; i < len(rest); i++ {
			if rest[i] == '"' {
				quoted = !quoted
			}
			if !quoted && (rest[i] == ';' || rest[i] == ':') {
				break
			}
		}
		if i == len(rest) {
			return p, false
		}
		name, value, _ = strings.Cut(rest[:i], "=")
		if p.params == nil {
			p.params = map[string]string{}
		}
		p.params[strings.ToUpper(name)] = strings.ReplaceAll(value, `"`, "")
		end += 1 + i
	}
	p.value = strings.TrimSpace(s[end+1:])
	return p, true
}

// unescape reads the escapes of a text.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\;`, ";", `\,`, ",").Replace(s)
}

// listOf divides a value at its commas, but for those that are escaped.
func listOf(s string) []string {
	var out []string
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case ',':
			out = append(out, unescape(s[from:i]))
			from = i + 1
		}
	}
	return append(out, unescape(s[from:]))
}
