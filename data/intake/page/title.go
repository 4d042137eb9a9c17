package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data/text/fold"
)

// decideTitle finds the title before the text is looked at, from which it is left
// out.
func (d *metadata) decideTitle() Field {
	above := d.aboveText()
	f := pick(
		Field{d.graph.title(above + d.tag), JSONLD},
		Field{d.property("headline"), Microdata},
		Field{d.said("og:title"), OpenGraph},
		Field{d.said("citation_title", "dc.title", "dcterms.title"), Meta},
		Field{above, Heading},
		Field{d.said("twitter:title", "title"), Meta},
		Field{longest(segments(d.tag)), TitleTag},
	)
	// The same words without the name of the site, or without being cut short, are
	// better.
	if above != "" && f.Value != above {
		short := strings.TrimRight(f.Value, " .…")
		cut := short != f.Value && utf8.RuneCountInString(short) > 20 && strings.HasPrefix(above, short)
		if cut || slices.Contains(segments(f.Value), above) {
			f.Value = above
		}
	}
	if name := d.said("og:site_name"); name != "" {
		for _, s := range separators {
			f.Value = strings.TrimSpace(strings.TrimSuffix(f.Value, s+name))
		}
	}
	return Field{oneLine(f.Value), f.From}
}

// aboveText is the heading that is most likely the article's.
func (d *metadata) aboveText() string {
	tag := fold.String(d.tag)
	best, text := 1, ""
	for _, h := range d.headings {
		score := 0
		if h.level == 1 {
			score += 2
		}
		if h.named {
			score += 3
		}
		if folded := fold.String(h.text); tag != "" && strings.Contains(tag, folded) && strings.Contains(h.text, " ") {
			score += 3
		}
		if h.home {
			score -= 5
		}
		if h.mark&(junk|foreign) != 0 {
			score -= 4
		}
		if h.mark&article != 0 {
			score++
		}
		if score > best {
			best, text = score, h.text
		}
	}
	return text
}

// separators divide the parts of a <title>.
var separators = [...]string{" | ", " :: ", " - ", " – ", " — ", " » ", " « ", " › ", " · ", " / ", ": "}

// segments are all runs of parts of a <title>, without the whole of it where it
// has parts.
func segments(tag string) []string {
	type span struct{ start, end int }
	parts := []span{{0, len(tag)}}
	for i := 0; i < len(tag) && len(parts) < 8; i++ {
		for _, s := range separators {
			if strings.HasPrefix(tag[i:], s) {
				parts[len(parts)-1].end = i
				parts = append(parts, span{i + len(s), len(tag)})
				i += len(s) - 1
				break
			}
		}
	}
	if len(parts) == 1 {
		return []string{tag}
	}
	var out []string
	for from := range parts {
		for to := from; to < len(parts) && (from > 0 || to < len(parts)-1); to++ {
			out = append(out, strings.TrimSpace(tag[parts[from].start:parts[to].end]))
		}
	}
	return out
}

// longest is what is left of a <title> when its shortest end is taken for the
// name of the site.
func longest(all []string) string {
	best := ""
	for _, s := range all {
		if utf8.RuneCountInString(s) > utf8.RuneCountInString(best) {
			best = s
		}
	}
	return best
}

// isTitle reports a paragraph that repeats the title, in one of the forms in which the
// page gives it.
func (d *metadata) isTitle(p paragraph) bool {
	if d.title.Value == "" || len(p.text) >= 2*maxField {
		return false
	}
	if d.titles == nil {
		d.titles = map[string]bool{}
		forms := append(segments(d.tag), d.aboveText(), d.graph.article.text("headline"), d.said("og:title"), d.said("twitter:title"))
		for _, form := range forms {
			if strings.Count(form, " ") >= 3 {
				d.titles[lettersOf(form)] = true
			}
		}
		d.titles[lettersOf(d.title.Value)] = true
	}
	return d.titles[lettersOf(p.text)]
}

// lettersOf is folded text without what is neither letter nor number.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, fold.String(text))
}

// maxTitle is the most bytes of text that is taken for a heading or a title.
const maxTitle = 4 * maxField

// boundTitles takes a heading that is longer than any for a paragraph, and cuts what the
// page's head says. Readability compares the title with every heading word by word, which
// takes memory many times the size of both.
func boundTitles(root *html.Node) {
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			if longerThan(n, maxTitle) {
				n.Data, n.DataAtom = "div", atom.Div
			}
		case atom.Title:
			for c := range n.ChildNodes() {
				c.Data = c.Data[:min(len(c.Data), maxTitle)]
			}
		case atom.Meta:
			for i := range n.Attr {
				n.Attr[i].Val = n.Attr[i].Val[:min(len(n.Attr[i].Val), maxTitle)]
			}
		}
	}
}

// longerThan reports whether there are more than some bytes of text below n.
func longerThan(n *html.Node, most int) bool {
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			if most -= len(c.Data); most < 0 {
				return true
			}
		}
	}
	return false
}
