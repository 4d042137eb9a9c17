package guide

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"tarikh.org/tarikh/ui/text"
)

// page is a page of the guide in one language, with all names filled in.
type page struct {
	key      string // "dates": what links name it by
	title    string
	text     string      // a paragraph a line
	parts    []text.Part // of the text
	headings []heading   // of the text, in order
	links    []link      // to other pages, in order
	keys     [][2]int    // bytes of the text that are keys or can be typed, half-open, in order
	try      []string    // commands that the page offers to run, by ID
}

// heading is a heading of a page and the byte of its text where it begins.
type heading struct {
	words string
	start int
}

// section is a heading and what is said under it; -1 is the title with what comes before
// the first heading.
func (p page) section(heading int) (name, words string) {
	name, start, end := p.title, 0, len(p.text)
	if heading >= 0 {
		name, start = p.headings[heading].words, p.headings[heading].start
	}
	if heading+1 < len(p.headings) {
		end = p.headings[heading+1].start
	}
	return name, p.text[start:end]
}

// link is the words of a page, bytes and half-open, that open another one.
type link struct {
	start, end int
	page       string
}

// names fills in the names that pages leave open.
type names struct {
	key     func(command string) string // the key of a command
	message func(key string) string     // the words of the interface
}

// readPages reads the pages of a language, in the order of their files.
//
// A file is "NUMBER-KEY.txt": "# " begins the title, "## " a heading, "- " an item,
// "> " a quotation, "try: " a line of commands by ID; other lines are paragraphs, which
// an empty line ends. In braces are the key of a command ({search}) or words of the
// interface by their message ({=tab.found}); what is between backticks is set from left
// to right in every language, as keys that belong to no command (`Enter`) and what can be
// typed (`2020~`); [words](dates) is a link to a page.
func readPages(files fs.FS, lang string, n names) ([]page, error) {
	folder := "guide/" + lang
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		return nil, fmt.Errorf("read the guide: %w", err)
	}
	pages := make([]page, len(entries))
	for i, e := range entries {
		source, err := fs.ReadFile(files, path.Join(folder, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read the guide: %w", err)
		}
		_, key, _ := strings.Cut(strings.TrimSuffix(e.Name(), ".txt"), "-")
		pages[i] = parse(key, string(source), n)
	}
	return pages, nil
}

// block is what the lines of a file make: one line of a page.
type block struct {
	kind  text.PartKind
	words string
}

// begins are the marks at the beginning of a line, and what they begin.
func begins() map[string]text.PartKind {
	return map[string]text.PartKind{"## ": text.Heading, "- ": text.Item, "> ": text.Quotation}
}

// parse makes a page of a file's text.
func parse(key, source string, n names) page {
	p := page{key: key}
	var blocks []block
	open := false // the last block goes on
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		kind, words := text.Plain, line
		for mark, k := range begins() {
			if rest, ok := strings.CutPrefix(line, mark); ok {
				kind, words = k, rest
			}
		}
		title, isTitle := strings.CutPrefix(line, "# ")
		try, isTry := strings.CutPrefix(line, "try: ")
		switch {
		case line == "":
			open = false
		case isTitle:
			p.title = title
		case isTry:
			p.try = strings.Fields(try)
		case kind == text.Plain && open:
			blocks[len(blocks)-1].words += " " + words
		default:
			blocks = append(blocks, block{kind, words})
			open = true
		}
	}
	var b strings.Builder
	for _, block := range blocks {
		if block.kind == text.Heading && b.Len() > 0 {
			b.WriteByte('\n') // some room above it
		}
		start := b.Len()
		p.write(&b, block.words, n)
		if block.kind != text.Plain {
			p.parts = append(p.parts, text.Part{Start: start, End: b.Len(), Kind: block.kind})
		}
		if block.kind == text.Heading {
			p.headings = append(p.headings, heading{b.String()[start:], start})
		}
		b.WriteByte('\n')
	}
	p.text = b.String()
	return p
}

// write adds the words of a line with its names filled in, and notes its links.
func (p *page) write(b *strings.Builder, words string, n names) {
	for {
		at := strings.IndexAny(words, "{[`")
		if at < 0 {
			b.WriteString(words)
			return
		}
		b.WriteString(words[:at])
		rest := words[at+1:]
		switch words[at] {
		case '{':
			name, after, _ := strings.Cut(rest, "}")
			if message, ok := strings.CutPrefix(name, "="); ok {
				b.WriteString(n.message(message))
			} else {
				p.literal(b, n.key(name))
			}
			words = after
			continue
		case '`':
			literal, after, _ := strings.Cut(rest, "`")
			p.literal(b, literal)
			words = after
			continue
		}
		shown, after, _ := strings.Cut(rest, "](")
		target, after, _ := strings.Cut(after, ")")
		start := b.Len()
		p.write(b, shown, n)
		p.links = append(p.links, link{start, b.Len(), target})
		words = after
	}
}

// Bidi controls that set what is between them from left to right (UAX #9, X5a).
const (
	leftToRightIsolate = "\u2066"
	popIsolate         = "\u2069"
)

// literal adds a key, or what can be typed.
func (p *page) literal(b *strings.Builder, words string) {
	b.WriteString(leftToRightIsolate)
	start := b.Len()
	b.WriteString(words)
	p.keys = append(p.keys, [2]int{start, b.Len()})
	b.WriteString(popIsolate)
}
