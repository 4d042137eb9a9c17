package office

import (
	"context"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/content"
)

// composer puts a chronology into paragraphs.
type composer struct {
	*content.Content
	file
	rtl    bool
	images map[[32]byte]illustration // by the hashes of their files
}

// compose writes all of a chronology.
func (c *composer) compose(ctx context.Context) error {
	c.front()
	for n, g := range c.Groups {
		c.paragraph(paragraph{style: section, rtl: c.rtl, name: groupName(n), spans: []span{{text: g.Name}}})
		for i := g.From; i < g.To; i++ {
			if i%100 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			c.event(c.Entry(i))
		}
	}
	if len(c.Spans) > 0 {
		c.paragraph(paragraph{style: section, rtl: c.rtl, name: spansName, spans: []span{{text: c.SpansTitle()}}})
		for _, n := range c.Spans {
			c.paragraph(paragraph{style: dateline, rtl: c.rtl, keep: true, spans: []span{{text: n.Date, bold: true}}})
			c.annotation(n, 0)
		}
	}
	if len(c.From.Articles) > 0 {
		c.paragraph(paragraph{style: section, rtl: c.rtl, name: sourcesName, spans: []span{{text: c.SourcesTitle()}}})
	}
	for i := range c.From.Articles {
		if i%100 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c.source(c.Source(i))
	}
	return nil
}

// Names by which links find paragraphs. Word makes the first kind itself for contents.
const (
	spansName   = "_TocSpans"
	sourcesName = "_TocSources"
)

func groupName(n int) string { return "_Toc" + strconv.Itoa(100_000_001+n) }

func sourceName(n int) string { return "_Source" + strconv.Itoa(n) }

// front writes what is before the events.
func (c *composer) front() {
	c.own(title, c.Title, "")
	for _, p := range c.About {
		c.own(standfirst, p, "")
	}
	c.paragraph(paragraph{style: summary, rtl: c.rtl, spans: []span{{text: c.Told()}}})
	c.paragraph(paragraph{style: summary, rtl: c.rtl, spans: []span{{text: c.Made()}}})
	var rows []row
	for _, t := range c.From.Tracks {
		rows = append(rows, row{t.Colour, content.Foreign(t.Name), c.Locale.Count(c.OnTrack(t.ID))})
	}
	if len(rows) > 0 {
		c.table(c.Locale.T("page.tracks"), rows)
	}
	var entries []entry
	for i, s := range c.Sections() {
		e := entry{s.Name, s.Count, sourcesName}
		if i < len(c.Groups) {
			e.place = groupName(i)
		} else if i == len(c.Groups) && len(c.Spans) > 0 {
			e.place = spansName
		}
		entries = append(entries, e)
	}
	c.contents(c.Locale.T("print.contents"), entries)
}

// own writes a line that people wrote at the side where the document begins to read.
func (c *composer) own(of style, text, lang string) {
	rtl := c.directed(text)
	c.paragraph(paragraph{style: of, rtl: rtl, end: rtl != c.rtl, spans: []span{{text: text, lang: lang}}})
}

// directed is the direction of a text: its own, or the document's where it has none.
func (c *composer) directed(text string) bool {
	if rtl := content.RTL(text); rtl || strings.IndexFunc(text, isLTR) >= 0 {
		return rtl
	}
	return c.rtl
}

func isLTR(r rune) bool { return hasLatin([]rune{r}) }

// event writes an event: its heading comes first, so that all of it is moved by that in an
// editor.
func (c *composer) event(e content.Entry) {
	c.own(heading, e.Title, "")
	const dot = " \u00b7 "
	when := []span{{text: e.Days, bold: true}}
	for _, more := range []string{e.Rest, e.Weekday} {
		if more != "" {
			when = append(when, span{text: dot + more})
		}
	}
	if e.Track.Name != "" {
		when = append(when, span{text: dot}, span{text: "\u25cf ", colour: e.Track.Colour}, span{text: content.Foreign(e.Track.Name)})
	}
	if e.Place != "" {
		when = append(when, span{text: dot + e.Place})
	}
	more := len(e.Text) + len(e.Pictures) + len(e.Passages) + len(e.Particulars) + len(e.Notes)
	c.paragraph(paragraph{style: dateline, rtl: c.rtl, keep: more > 0, spans: when})
	for _, p := range e.Text {
		c.paragraph(paragraph{style: body, rtl: c.directed(p), spans: []span{{text: p}}})
	}
	c.pictures(e.Pictures)
	for _, p := range e.Passages {
		for i, line := range p.Lines {
			spans := []span{{text: line, lang: p.Lang}}
			if i == len(p.Lines)-1 {
				spans = append(spans, span{note: c.cited(p.Number)})
			}
			c.paragraph(paragraph{style: quote, rtl: c.directed(line), bar: e.Track.Colour, spans: spans})
		}
	}
	for _, p := range e.Particulars {
		c.paragraph(paragraph{style: particular, rtl: c.rtl, spans: []span{{text: p.Says, link: leads(p.Address)}}})
	}
	for _, n := range e.Notes {
		c.annotation(n, 0)
	}
}

// cited is the footnote of a source: its citation, and its number in the list.
func (c *composer) cited(n int) (spans []span) {
	for _, p := range c.Citation(n) {
		spans = append(spans, span{text: p.Text, italic: p.Italic, link: leads(p.Address)})
	}
	return append(spans, span{text: " [" + c.Locale.Number(int64(n)) + "]", to: sourceName(n)})
}

// leads is the address of a link that documents may have: one of the web, or a mailbox. Word
// takes a document for damaged where an address has signs that none may have (RFC 3986).
func leads(address string) string {
	if rest, mail := strings.CutPrefix(address, "mailto:"); mail && strings.Count(rest, "@") == 1 {
		return signs.Replace(address)
	}
	return signs.Replace(form.WebAddress(address))
}

var signs = strings.NewReplacer(" ", "%20", `"`, "%22", "<", "%3C", ">", "%3E", `\`, "%5C", "^", "%5E", "`", "%60", "{", "%7B", "|", "%7C", "}", "%7D", "\t", "", "\n", "", "\r", "")

// annotation writes a note, and what answers it one step further in.
func (c *composer) annotation(n content.Note, depth int) {
	bar := n.Colour
	if bar == "" {
		bar = noBar
	}
	p := paragraph{style: noteHead, rtl: c.rtl, bar: bar, depth: min(depth, maxDepth), spans: []span{{text: n.Head}}}
	c.paragraph(p)
	p.style = noteText
	add := func(text string, s span) {
		// All of a note is at the side where the document begins to read.
		s.text = text
		p.rtl = c.directed(text)
		p.far = p.rtl != c.rtl
		p.spans = []span{s}
		c.paragraph(p)
	}
	for _, line := range n.Quote {
		add(line, span{italic: true, lang: n.QuoteLang})
	}
	for _, line := range n.Text {
		add(line, span{})
	}
	for _, r := range n.Replies {
		c.annotation(r, depth+1)
	}
}

// source writes an entry of the list of sources.
func (c *composer) source(s content.Source) {
	p := paragraph{style: bibliography, rtl: c.rtl, name: sourceName(s.Number), number: s.Number, spans: []span{{text: content.Isolated(s.Title), lang: s.Lang}}}
	if s.About != "" {
		p.spans = append(p.spans, span{text: " \u00b7 " + s.About, muted: true})
	}
	if link := leads(s.Address); link != "" {
		p.spans = append(p.spans, span{text: " \u00b7 ", muted: true}, span{text: content.Isolated(s.Address), link: link})
	}
	c.paragraph(p)
	c.pictures(s.Pictures)
	for _, n := range s.Notes {
		c.annotation(n, 1)
	}
}
