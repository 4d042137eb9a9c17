package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data"
)

// paragraph is a run of text without a break, and what its place in the page
// says of it.
type paragraph struct {
	text   string // white space collapsed
	kind   kind
	level  int  // of a heading: 1 to 6; 7 for a line in bold
	linked int  // bytes of text that are links
	tight  bool // follows the one before it after a single line break
	inside mark // of the elements that are around all of it
	lead   bool // an element around it is called a standfirst
	words  int
	kept   bool // found to be of the main text
	held   bool // inside the element that says it holds the article
	clock  bool // a time and nothing else, as at the head of a post of a live report
	place  int  // among all of the page, from 1 on; 0 for what is not from its elements
}

type kind uint8

const (
	plain kind = iota
	heading
	quotation
	item
	row      // of a table of data
	pictured // the caption of a picture or a table
)

// surroundings are what is around the place that a walk has come to.
type surroundings struct {
	kind         kind
	level        int
	inside       mark
	lead         bool
	link, strong bool
	held         bool
	pre          bool
}

// walker cuts a page into paragraphs.
type walker struct {
	page   body
	out    []paragraph
	line   strings.Builder
	cur    paragraph
	bold   int // bytes of the line in bold
	around surroundings
	space  bool // white space is due before the next word
	breaks int  // <br> since the last word
	seen   []seen
	tight  bool // the next paragraph follows after a line break
}

// paragraphs cuts what is below n, which strip has gone over, into paragraphs.
func (b body) paragraphs(n *html.Node) []paragraph {
	all, _ := b.walk(n)
	return all
}

// walk returns the pictures between the paragraphs, too.
func (b body) walk(n *html.Node) ([]paragraph, []seen) {
	w := &walker{page: b}
	w.node(n)
	w.end()
	return w.out, w.seen
}

func (w *walker) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
	case html.ElementNode:
		w.element(n)
	default:
		w.children(n)
	}
}

func (w *walker) element(n *html.Node) {
	outer := w.around
	defer func() { w.around = outer }()
	a := &w.around
	a.inside |= w.page.marks(n)
	a.lead = a.lead || lead(n)
	a.held = a.held || n == w.page.holding
	if w.without(n) {
		return
	}
	a.enter(n)
	if n.DataAtom == atom.Q {
		w.text("“")
		defer w.text("”")
	}
	if inline(n) {
		apart := outer.inside&credit == 0 && a.inside&credit != 0
		w.space = w.space || apart
		w.children(n)
		w.space = w.space || apart
		return
	}
	w.end()
	w.children(n)
	w.end()
}

// enter takes in what an element says of the text in it.
func (a *surroundings) enter(n *html.Node) {
	switch n.DataAtom {
	case atom.A:
		a.link = a.link || !strings.HasPrefix(attr(n, "href"), "#") // a place of this page is no other text
	case atom.B, atom.Strong:
		a.strong = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if a.kind == plain {
			a.kind, a.level = heading, int(n.Data[1]-'0')
		}
	case atom.Blockquote:
		a.kind, a.level = quotation, 0
	case atom.Li:
		if a.kind != quotation {
			a.kind, a.level = item, 0
		}
	case atom.Figcaption, atom.Caption:
		a.kind, a.level = pictured, 0
	case atom.Pre:
		a.pre = true
	}
}

// without writes an element that is not walked through: breaks, marks of notes, tables of
// data, links to their own place. It reports whether the element is one.
func (w *walker) without(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head:
		return true
	case atom.Br:
		w.lineBreak()
		return true
	case atom.Hr:
		w.end()
		return true
	case atom.Img:
		w.picture(n)
		return true
	case atom.A, atom.Span, atom.Small, atom.Cite:
		if text, is := noteMark(n); is && w.line.Len() > 0 {
			w.raised(text)
			return true
		}
		return n.DataAtom == atom.A && ownPlace(n)
	case atom.Sup:
		text, changed := superscript(n, w.line.String())
		if changed {
			w.raised(text)
		}
		return changed
	case atom.Table:
		if holdsData(n) {
			w.rows(n)
			return true
		}
	}
	return false
}

// ownPlace reports a link to the very place where it stands, beside a heading.
func ownPlace(n *html.Node) bool {
	switch textOf(n) {
	case "¶", "#", "§", "🔗":
		return true
	}
	return false
}

// raised adds the mark of a note or an exponent, which touches the word before it.
func (w *walker) raised(text string) {
	w.space = false
	w.text(text)
}

func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

// rows writes a table of data: a line for each row, cells set apart by a bar.
func (w *walker) rows(table *html.Node) {
	w.end()
	w.around.kind = row
	for n := range table.Descendants() {
		if n.DataAtom == atom.Caption {
			w.node(n)
			continue
		}
		if n.DataAtom != atom.Tr {
			continue
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			if w.line.Len() > 0 {
				w.text(" | ")
			}
			w.children(c)
		}
		w.end()
	}
}

// text adds words to the line. White space is that of HTML, and the no-break
// space, which pages use for layout.
func (w *walker) text(s string) {
	for _, r := range s {
		switch {
		case w.around.pre && r == '\n':
			w.lineBreak()
			continue
		case unicode.IsSpace(r):
			w.space = true
			continue
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff' || unicode.IsControl(r) || r == utf8.RuneError:
			continue // soft hyphens and the like are hints for layout
		}
		w.rune(r)
	}
}

func (w *walker) rune(r rune) {
	if w.line.Len() == 0 {
		a := w.around
		w.cur = paragraph{kind: a.kind, level: a.level, tight: w.tight, inside: a.inside, held: a.held}
		w.tight = false
	} else if w.space {
		w.line.WriteByte(' ')
		w.cur.words++
		if w.around.link {
			w.cur.linked++
		}
	}
	w.space, w.breaks = false, 0
	w.line.WriteRune(r)
	size := utf8.RuneLen(r)
	a := &w.around
	w.cur.inside &= a.inside
	w.cur.lead = w.cur.lead || a.lead
	if a.link {
		w.cur.linked += size
	}
	if a.strong {
		w.bold += size
	}
}

// lineBreak ends the line; a second break in a row ends the paragraph.
func (w *walker) lineBreak() {
	w.breaks++
	if w.line.Len() > 0 {
		w.flush()
	}
	w.tight = w.breaks == 1 && len(w.out) > 0
}

// end ends the paragraph.
func (w *walker) end() {
	if w.line.Len() > 0 {
		w.flush()
	}
	w.breaks, w.tight, w.space = 0, false, false
}

func (w *walker) flush() {
	p := w.cur
	p.text = w.line.String()
	p.words++
	// A short line all in bold, which is no sentence, is a heading on pages without
	// heading elements.
	if letters := len(strings.ReplaceAll(p.text, " ", "")); p.kind == plain && w.bold >= letters && utf8.RuneCountInString(p.text) <= 80 && (p.words < 8 || !strings.HasSuffix(p.text, ".")) {
		p.kind, p.level = heading, 7
	}
	if p.inside&caption != 0 && p.kind == plain {
		p.kind = pictured
	}
	p.clock = clockLine(p.text)
	w.line.Reset()
	w.bold, w.space = 0, false
	p.place = len(w.out) + 1
	w.out = append(w.out, p)
}

// write joins paragraphs to a text, with the blocks in it.
func write(all []paragraph) (string, []data.Block) {
	text, blocks, _ := placed(all, nil)
	return text, blocks
}

// placed tells the places of pictures in the text, too.
func placed(all []paragraph, pictures []seen) (string, []data.Block, []Picture) {
	var at []int // where paragraphs begin
	top := 7
	for _, p := range all {
		if p.kind == heading {
			top = min(top, p.level)
		}
	}
	var text strings.Builder
	var blocks []data.Block
	for i, p := range all {
		if i > 0 {
			text.WriteByte('\n')
			if prev := all[i-1]; !p.tight && (p.kind != prev.kind || p.kind != item && p.kind != row) {
				text.WriteByte('\n')
			}
		}
		at = append(at, text.Len())
		b := data.Block{Start: text.Len(), End: text.Len() + len(p.text)}
		text.WriteString(p.text)
		switch p.kind {
		case plain, row:
			continue
		case heading:
			b.Kind = data.Subheading
			if p.level == top && top < 7 {
				b.Kind = data.Heading
			}
		case quotation:
			b.Kind = data.Quotation
		case item:
			b.Kind = data.ListItem
		case pictured:
			b.Kind = data.PictureCaption
		}
		blocks = append(blocks, b)
	}
	if text.Len() > 0 {
		text.WriteByte('\n')
	}
	return text.String(), blocks, inText(all, at, text.Len(), pictures)
}

func sentence(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `"'”’»)]`))
	return strings.ContainsRune(".!?…؟:؛", r) && strings.Contains(text, " ")
}
