package zoteronote

import (
	"context"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
)

var (
	// link is a link to a place of a file: words, library, key of the file, parameters.
	link = regexp.MustCompile(`\(?\[((?:[^\[\]\\]|\\.)*)\]\(zotero://open(?:-pdf)?/((?:library|groups/\d+)/items/\w+)\?([^)\s]*)\)\)?`)
	// itemLink is a link to an item: words, library and key.
	itemLink = regexp.MustCompile(`\(?\[((?:[^\[\]\\]|\\.)*)\]\(zotero://select/((?:library|groups/\d+)/items/\w+)[^)\s]*\)\)?`)
	// marked are words in the colour of an annotation: attributes, words; background is the
	// colour in the attributes.
	marked     = regexp.MustCompile(`(?s)<mark([^>]*)>(.*?)</mark>`)
	background = regexp.MustCompile(`background(?:-color)?:\s*([^;"']+)`)
	// escaped is a character that would mean something in Markdown.
	escaped = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)
	// prefix is what stands before the words of a line: of a quotation, a list.
	prefix = regexp.MustCompile(`(?m)^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+|>)*`)
	// heading is one.
	heading = regexp.MustCompile(`^#{1,6}[ \t]+(.*)$`)
)

func readMarkdown(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	r, text, err := newReader(ctx, file, o)
	if err != nil {
		return form.Document{}, err
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	line := 1
	if rest, ok := strings.CutPrefix(text, "---\n"); ok { // what other programs say of the note
		if front, body, ok := strings.Cut(rest, "\n---\n"); ok {
			line += strings.Count(front, "\n") + 3
			text = body
			r.Drop("front matter")
		}
	}
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if err := r.paragraph(paragraph, form.Place{Line: line + leading(paragraph)}); err != nil {
			return form.Document{}, err
		}
		line += strings.Count(paragraph, "\n") + 2
	}
	return r.finish()
}

// leading is how many lines are empty before a text.
func leading(s string) int { return strings.Count(s[:len(s)-len(strings.TrimLeft(s, "\n"))], "\n") }

// paragraph reads a paragraph, whose annotations are embedded as HTML or are links.
func (r *reader) paragraph(text string, place form.Place) error {
	if strings.Contains(text, "data-annotation=") {
		root, err := html.Parse(strings.NewReader(text))
		if err != nil {
			return r.file.Fail(place, "it is not HTML: %w", err)
		}
		return r.block(root, place)
	}
	links := link.FindAllStringSubmatchIndex(text, -1)
	if len(links) == 0 {
		text = plain(text)
		if h := heading.FindStringSubmatch(text); h != nil && r.Title == "" {
			r.Title = form.Shorten(form.Line(h[1]), maxTitle)
			return nil
		}
		r.free(text, place)
		return nil
	}
	pieces, before, at := make([]piece, len(links)), "", 0
	for i, m := range links {
		part := func(n int) string { return text[m[2*n]:m[2*n+1]] }
		p := &pieces[i]
		said := text[at:m[0]]
		words := unescape(part(1))
		values, _ := url.ParseQuery(part(3))
		p.key, p.page = values.Get("annotation"), values.Get("page")
		p.source = annotations.Page{Name: "zotero://" + part(2)}
		rest, source := cutCitation(said)
		if source.Title != "" {
			p.source = source
			said = rest
		}
		if unquoted(words) != words { // the words themselves lead to their place
			p.quote = words
		} else {
			said, p.quote, p.colour = lastQuote(said)
		}
		if i > 0 {
			pieces[i-1].comment = said
		} else {
			before = said
		}
		at = m[1]
	}
	last := &pieces[len(pieces)-1]
	last.comment = text[at:]
	pieces[0].comment = strings.TrimSpace(plain(before) + "\n" + pieces[0].comment)
	for i := range pieces {
		p := &pieces[i]
		rest, source := cutCitation(p.comment)
		if source.Title != "" && p.source.Title == "" {
			p.source = source
		}
		p.comment = plain(rest)
		if p.picture = p.quote == "" && strings.Contains(p.comment, "!["); p.picture {
			p.comment = ""
		}
		if err := r.add(*p, place); err != nil {
			return err
		}
	}
	return nil
}

// cutCitation takes the first citation out of a text.
func cutCitation(text string) (rest string, source annotations.Page) {
	m := itemLink.FindStringSubmatchIndex(text)
	if m == nil {
		return text, source
	}
	return text[:m[0]] + text[m[1]:], cited(unescape(text[m[2]:m[3]]), "zotero://"+text[m[4]:m[5]])
}

// lastQuote takes the quotation at the end of a text out of it: what is marked or in marks
// of quotation, else all of it.
func lastQuote(text string) (rest, quote, colour string) {
	if all := marked.FindAllStringSubmatchIndex(text, -1); all != nil {
		m := all[len(all)-1]
		if said := background.FindStringSubmatch(text[m[2]:m[3]]); said != nil {
			colour = said[1]
		}
		return text[:m[0]] + text[m[1]:], plain(text[m[4]:m[5]]), colour
	}
	end := strings.TrimRight(text, " \t\n")
	for _, q := range quotes {
		if !strings.HasSuffix(end, q[1]) {
			continue
		}
		inner := strings.TrimSuffix(end, q[1])
		start := strings.Index(inner, q[0])
		if q[0] == q[1] {
			start = strings.LastIndex(inner, q[0])
		}
		if start >= 0 {
			return text[:start], plain(inner[start+len(q[0]):]), ""
		}
	}
	return "", plain(text), ""
}

// plain is a text of Markdown without what stands before its lines and with its escaped
// characters; the rest stays as it was typed.
func plain(text string) string { return unescape(strings.TrimSpace(prefix.ReplaceAllString(text, ""))) }

func unescape(text string) string { return escaped.ReplaceAllString(text, "$1") }
