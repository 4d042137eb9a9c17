package markwhen

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
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
		z, ok := r.zones.named(words(value))
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
