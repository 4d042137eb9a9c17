package markwhen

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"tarikh.org/tarikh/data/exchange/form"
)

// A hash before a word begins a tag or a colour here and a comment in YAML; it is the
// sign hash while YAML is read.
const hash = '\ue000'

var hashed = regexp.MustCompile(`#([\pL\pN_])`)

// The most that is read of a header, and of a value of it.
const (
	maxHeader = 1 << 20
	maxValue  = 100_000
	maxWords  = 100_000
	maxNested = 20
)

// valueOf is the value of a member, block being all of it: as YAML has it, and its text
// where that is none.
func valueOf(block, text string) *yaml.Node {
	plain := &yaml.Node{Kind: yaml.ScalarNode, Value: text}
	if simple(text) || len(block) > maxValue {
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
// between lines of dashes. A key without a value is text.
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
	var bare []string
	for _, lines := range blocks {
		m, block := propertyLine.FindStringSubmatch(lines[0]), strings.Join(lines, "\n")
		inner := m[2]
		if len(lines) > 1 {
			inner += block[len(lines[0]):]
		}
		if inner == "" { // the first line of a list, mostly
			bare = append(bare, lines[0]+"\n")
			continue
		}
		found = append(found, property{m[1], valueOf(block, inner), form.Line(block)})
	}
	return found, strings.Join(bare, "") + text
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

// clocks are those of the beginning and of the end of an event.
type clocks struct{ from, to zone }

// set sets them to a zone, or to a "from" and a "to", and reports whether it could.
func (c *clocks) set(value *yaml.Node, all zones) bool {
	from, to := memberOf(value, "from"), memberOf(value, "to")
	if from == nil && to == nil {
		z, ok := all.named(words(value))
		if ok {
			c.from, c.to = z, z
		}
		return ok
	}
	for _, side := range []struct {
		said *yaml.Node
		at   *zone
	}{{from, &c.from}, {to, &c.to}} {
		if side.said == nil {
			continue
		}
		z, ok := all.named(words(side.said))
		if !ok {
			return false
		}
		*side.at = z
	}
	return true
}
