package intake

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markdown makes HTML of a text in Markdown: headings, quotations, lists, code
// and paragraphs, without the marks for emphasis and the addresses of links. It
// is a part of CommonMark that takes time in proportion to the text, whatever is
// in it. Pieces of HTML stay in it, and entities too, as Markdown has them.
func markdown(text string) string {
	m := &markdowner{}
	for line := range strings.Lines(text) {
		m.line(strings.TrimRight(line, " \t\n"))
	}
	m.end()
	return m.out.String()
}

type markdowner struct {
	out   strings.Builder
	tag   string   // of the block at hand
	block []string // its lines
	fence string   // what ends the code at hand
}

func (m *markdowner) line(line string) {
	trimmed := strings.TrimLeft(line, " \t")
	if m.fence != "" {
		if strings.HasPrefix(trimmed, m.fence) {
			m.end()
			m.fence = ""
			return
		}
		m.block = append(m.block, line)
		return
	}
	for _, fence := range [...]string{"```", "~~~"} {
		if strings.HasPrefix(trimmed, fence) {
			m.begin("pre")
			m.fence = fence
			return
		}
	}
	tag := "p"
	if rest, ok := strings.CutPrefix(trimmed, ">"); ok {
		for ok {
			trimmed = strings.TrimLeft(rest, " \t")
			rest, ok = strings.CutPrefix(trimmed, ">")
		}
		tag = "blockquote"
	}
	level := len(trimmed) - len(strings.TrimLeft(trimmed, "#"))
	rest, item := bullet(trimmed)
	switch {
	case trimmed == "":
		m.end()
	case level > 0 && level <= 6 && (len(trimmed) == level || trimmed[level] == ' '):
		m.begin("h" + string(rune('0'+level)))
		m.block = []string{strings.TrimRight(trimmed[level:], " #")}
		m.end()
	case underline(trimmed):
		// A line of "=" or "-" makes a heading of the paragraph above it, or is a rule.
		if m.tag == "p" && len(m.block) > 0 && strings.Trim(trimmed, trimmed[:1]) == "" {
			m.tag = map[byte]string{'=': "h1", '-': "h2"}[trimmed[0]]
		}
		m.end()
	case item && tag == "p":
		m.begin("li")
		m.block = []string{rest}
	case len(m.block) > 0 && (m.tag == tag || tag == "p"):
		m.block = append(m.block, trimmed) // a line of the same block, or a lazy one
	default:
		m.begin(tag)
		m.block = []string{trimmed}
	}
}

func (m *markdowner) begin(tag string) {
	m.end()
	m.tag = tag
}

// end writes the block at hand.
func (m *markdowner) end() {
	if len(m.block) == 0 {
		return
	}
	text := strings.Join(m.block, "\n")
	if m.tag == "pre" {
		text = html.EscapeString(text)
	} else {
		text = unmarked(text)
	}
	m.out.WriteString("<" + m.tag + ">" + text + "</" + m.tag + ">\n")
	m.tag, m.block = "p", nil
}

// bullet cuts the mark of a list's item off a line.
func bullet(line string) (string, bool) {
	digits := strings.TrimLeftFunc(line, unicode.IsDigit)
	if n := len(line) - len(digits); n > 0 && n <= 9 {
		line = digits
		if !strings.HasPrefix(line, ". ") && !strings.HasPrefix(line, ") ") {
			return "", false
		}
		return strings.TrimSpace(line[2:]), true
	}
	for _, mark := range [...]string{"- ", "* ", "+ "} {
		if rest, ok := strings.CutPrefix(line, mark); ok {
			return strings.TrimSpace(rest), strings.Trim(rest, " -*+") != ""
		}
	}
	return "", false
}

// underline reports a line of one of the marks "=", "-", "*", "_" alone.
func underline(line string) bool {
	switch line[0] {
	case '=', '-', '*', '_':
		return strings.Trim(line, line[:1]+" ") == "" && (len(line) >= 3 || line[0] == '=' || line[0] == '-')
	}
	return false
}

// unmarked takes the marks out of the text of a block.
func unmarked(text string) string {
	var b strings.Builder
	before := ' '
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == '*' || r == '_' || r == '~' {
			size = len(text[i:]) - len(strings.TrimLeft(text[i:], string(r)))
		}
		after, _ := utf8.DecodeRuneInString(text[i+size:])
		if i+size == len(text) {
			after = ' '
		}
		switch {
		case r == '\\' && unicode.IsPunct(after):
			b.WriteString(html.EscapeString(string(after)))
			i += size + utf8.RuneLen(after)
			before = after
			continue
		case r == '`', r == '!' && after == '[', r == '[':
		case r == ']' && (after == '(' || after == '['):
			// The address of a link, unless it has none: then it is a remark in brackets.
			end := strings.IndexAny(text[i+2:min(len(text), i+2000)], ")]")
			if end >= 0 {
				size += 2 + end
			}
		case r == ']':
		case emphasis(before, r, after):
		default:
			b.WriteString(text[i : i+size])
		}
		before = r
		i += size
	}
	return b.String()
}

// emphasis reports a mark of emphasis, or a run of it, by what is next to it. With
// space on both sides, as between the factors of a product, or within a name it
// is none.
func emphasis(before, r, after rune) bool {
	switch r {
	case '*', '~':
		return !unicode.IsSpace(before) || !unicode.IsSpace(after)
	case '_':
		word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
		return word(before) != word(after) && !(unicode.IsSpace(before) && unicode.IsSpace(after))
	}
	return false
}

// frontMatter takes out what stands between two lines of dashes at the head of
// a text: fields such as "title: …", as static sites have them.
func frontMatter(text string) (rest string, fields map[string]string) {
	head, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return text, nil
	}
	head, rest, ok = strings.Cut(head, "\n---\n")
	if !ok || len(head) > 10_000 {
		return text, nil
	}
	fields = map[string]string{}
	for line := range strings.Lines(head) {
		name, value, found := strings.Cut(line, ":")
		if name = strings.ToLower(strings.TrimSpace(name)); found && name != "" && fields[name] == "" {
			fields[name] = strings.Trim(clean(value), `"'`)
		}
	}
	return rest, fields
}
