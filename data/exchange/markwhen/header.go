package markwhen

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// A hash before a word begins a tag or a colour here and a comment in YAML; it is the
// sign hash while YAML is read.
const hash = '\ue000'

var hashed = regexp.MustCompile(`#([\pL\pN_])`)

// The most that is read of a header, and of a value of it.
const (
	maxHeader = 1 << 20
	maxWords  = 100_000
	maxNested = 20
)

// header reads what is before the first event and the first section. It has members of
// YAML, each of which is read by itself, so that one that is none does not spoil the
// others.
func (r *reader) header() error {
	var block []string
	at, size, fenced := r.line, 0, r.fence()
	flush := func() error {
		err := r.member(form.Place{Line: at}, strings.Join(block, "\n"))
		block = nil
		return err
	}
	for r.more() {
		line := r.peek()
		if !fenced && r.beginsBody(line) {
			break
		}
		if size += len(line) + 1; size > maxHeader {
			return r.file.Fail(form.Place{Line: r.line}, "no event begins within the first megabyte")
		}
		r.skip()
		if strings.HasPrefix(line, "---") {
			if fenced {
				break
			}
			continue
		}
		if comment(line) {
			line = ""
		}
		if !continues(line) {
			if err := flush(); err != nil {
				return err
			}
			at = r.line - 1
		}
		block = append(block, line)
	}
	return flush()
}

// fence reports whether the header is between two lines of dashes, and goes behind the
// first.
func (r *reader) fence() bool {
	for r.more() && (strings.TrimSpace(r.peek()) == "" || comment(r.peek())) {
		r.skip()
	}
	if !r.more() || !strings.HasPrefix(r.peek(), "---") || !strings.Contains(r.text[r.at:], "\n---") {
		return false
	}
	r.skip()
	return true
}

// beginsBody reports whether a line ends the header.
func (r *reader) beginsBody(line string) bool {
	_, size := dateOf(line, r.day)
	return size > 0 || r.section(line) != nil
}

func comment(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " \t"), "//") }

// continues reports whether a line belongs to the member before it.
func continues(line string) bool {
	return line == "" || strings.IndexByte(" \t-]}", line[0]) >= 0
}

var memberLine = regexp.MustCompile(`(?s)^([^:\n]+?)\s*:(?:\s+(.*))?$`)

// member reads a member of the header.
func (r *reader) member(at form.Place, block string) error {
	block = strings.TrimSpace(block)
	if block == "" {
		return nil
	}
	m := memberLine.FindStringSubmatch(block)
	if m == nil {
		r.about = append(r.about, form.Clean(block))
		return nil
	}
	key, value := m[1], valueOf(block, m[2])
	if tag, isTag := strings.CutPrefix(key, "#"); isTag {
		r.tagColour(tag, value)
		return nil
	}
	switch strings.ToLower(key) {
	case "title":
		if r.doc.Title != "" { // of another page
			r.about = append(r.about, form.Line(words(value)))
			break
		}
		r.doc.Title = r.doc.Fit(at, "title", form.Line(words(value)), data.MaxTitle)
	case "description":
		if about := form.Clean(words(value)); r.described {
			r.about = append(r.about, about)
		} else {
			r.about, r.described = slices.Insert(r.about, 0, about), true
		}
	case "timezone", "tz":
		z, ok := zoneOf(words(value))
		if !ok {
			r.doc.Skip(at, form.Unreadable, key+": "+words(value))
		}
		r.zone = z
	case "dateformat":
		if value.Kind != yaml.ScalarNode {
			return r.file.Fail(at, "it has patterns of its own for dates (dateFormat); these are not read: write its dates as 2026-03-18 or with names of months")
		}
		r.dateFormat = strings.TrimSpace(value.Value)
	case "view", "edit", "viewers", "editors":
		r.doc.Drop(key)
	default:
		r.about = append(r.about, form.Said(form.Line(key), form.Clean(words(value))))
	}
	return nil
}

// tagColour notes the colour of a tag: text, or one of several things that are said of it.
func (r *reader) tagColour(tag string, value *yaml.Node) {
	colour := words(value)
	if value.Kind == yaml.MappingNode {
		colour = ""
		for i := 0; i+1 < len(value.Content); i += 2 {
			if name := value.Content[i].Value; name == "color" || name == "colour" {
				colour = words(value.Content[i+1])
			} else {
				r.doc.Drop("tag." + name)
			}
		}
	}
	colour, _, _ = strings.Cut(colour, " //")
	if c := form.Colour(colour); c != "" {
		r.colours[tag] = c
	} else if colour != "" {
		r.doc.Drop("colour of a tag")
	}
}

// valueOf is the value of a member, block being all of it: as YAML has it, and its text
// where that is none.
func valueOf(block, text string) *yaml.Node {
	plain := &yaml.Node{Kind: yaml.ScalarNode, Value: text}
	if simple(text) {
		return plain
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(hashed.ReplaceAllString(block, string(hash)+"$1")), &doc); err != nil || len(doc.Content) != 1 {
		return plain
	}
	if m := doc.Content[0]; m.Kind == yaml.MappingNode && len(m.Content) == 2 {
		return m.Content[1]
	}
	return plain
}

// simple reports whether a value is nothing but its text.
func simple(text string) bool {
	return text != "" && !strings.ContainsAny(text, "\n#") && !strings.Contains(text, ": ") && strings.IndexByte("[{\"'&*!|>%@`?-", text[0]) < 0
}

// words are the words of a value; references in it are not followed.
func words(n *yaml.Node) string {
	var b strings.Builder
	write(&b, n, 0)
	return strings.ReplaceAll(b.String(), string(hash), "#")
}

func write(b *strings.Builder, n *yaml.Node, depth int) {
	if depth > maxNested || b.Len() > maxWords {
		return
	}
	switch n.Kind {
	case yaml.ScalarNode:
		b.WriteString(n.Value)
	case yaml.AliasNode:
		b.WriteString("*" + n.Value)
	case yaml.SequenceNode:
		for i, part := range n.Content {
			if i > 0 {
				b.WriteString(", ")
			}
			write(b, part, depth+1)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if i > 0 {
				b.WriteString(", ")
			}
			write(b, n.Content[i], depth+1)
			b.WriteString(": ")
			write(b, n.Content[i+1], depth+1)
		}
	}
}

// list are the members of a value, or the value alone.
func list(n *yaml.Node) []string {
	if n.Kind != yaml.SequenceNode {
		return []string{words(n)}
	}
	var all []string
	for _, part := range n.Content {
		all = append(all, words(part))
	}
	return all
}

var propertyLine = regexp.MustCompile(`^[ \t]*([\w.][\w.-]*):(?:\s+(.*?))?\s*$`)

// property is a line "key: value" of an event or a section, with the lines of its value that
// stand further in.
type property struct {
	key   string
	value *yaml.Node
	line  string
}

// cutProperties reads the lines at the beginning of a text that are properties, which may be
// between lines of dashes.
func cutProperties(text string) (found []property, rest string) {
	var blocks [][]string
	outer := 0
	fenced := strings.HasPrefix(text, "---")
	if fenced {
		_, text, _ = strings.Cut(text, "\n")
	}
	for text != "" {
		line, behind, _ := strings.Cut(text, "\n")
		if fenced && strings.HasPrefix(line, "---") {
			text = behind
			break
		}
		if propertyLine.MatchString(line) {
			in := len(line) - len(strings.TrimLeft(line, " \t"))
			if last := len(blocks) - 1; last >= 0 && in > outer {
				blocks[last] = append(blocks[last], line)
			} else {
				blocks, outer = append(blocks, []string{strings.TrimSpace(line)}), in
			}
		} else if !fenced {
			break
		}
		text = behind
	}
	for _, lines := range blocks {
		m, block := propertyLine.FindStringSubmatch(lines[0]), strings.Join(lines, "\n")
		inner := m[2]
		if len(lines) > 1 {
			inner += block[len(lines[0]):]
		}
		found = append(found, property{m[1], valueOf(block, inner), form.Line(block)})
	}
	return found, text
}

// memberOf is a member of a value that has several, nil if there is none of that name.
func memberOf(n *yaml.Node, name string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// decoded is a text in UTF-8; wrong counts bytes that are none.
func decoded(raw []byte) (text string, wrong int) {
	text = strings.TrimPrefix(utf16Text(raw), "\ufeff")
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			wrong++
		}
		i += size
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n"), wrong
}
