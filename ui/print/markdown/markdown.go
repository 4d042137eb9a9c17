// Package markdown writes what is taken of a library as one file of Markdown: CommonMark with
// footnotes, as GitHub, Pandoc and most editors of notes read it.
//
// The one idea behind it: what people wrote is text. Whatever in it could be a mark, in
// CommonMark or in a usual extension of it, has a backslash before it (see escape), so that it
// reads everywhere as it was written, and nothing in it is a link, a picture or HTML.
package markdown

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/print/content"
)

// Format is the line of Markdown in the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "markdown", Title: "Markdown", Endings: []string{".md", ".markdown"}, Group: form.GroupDocument,
		Speaks: i18n.Languages(),
		Knows:  []form.LookPart{form.LookTitle, form.LookAbout, form.LookByline},
		Loses:  []string{form.LosesArticles, form.LosesColours},
		Write: func(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
			c, err := content.New(from)
			if err == nil {
				out := &writer{Writer: bufio.NewWriterSize(w, 1<<16), Content: c}
				if err = out.all(ctx); err == nil {
					err = out.Flush()
				}
				c.Lost.Lose(form.LosesColours, len(from.Tracks))
				c.Lost.Lose(form.LosesControls, out.dropped)
			}
			if err != nil {
				return nil, fmt.Errorf("markdown: %w", err)
			}
			return c.Lost, nil
		},
	}
}

// writer is a chronology that is being written.
type writer struct {
	*bufio.Writer
	*content.Content
	dropped int
}

// isolates are those without others in them.
var isolates = regexp.MustCompile("\u2068[^\u2066-\u2069]*\u2069")

// text is a line of text as Markdown.
func (w *writer) text(line string) string { return strings.TrimSpace(w.words(line)) }

// words are a part of a line as Markdown, with isolates only where they change something.
func (w *writer) words(part string) string {
	part, dropped := escape(isolates.ReplaceAllStringFunc(part, func(inner string) string {
		return i18n.Isolated(strings.Trim(inner, "\u2068\u2069"), w.Locale.RTL())
	}))
	w.dropped += dropped
	return part
}

// block writes a block: its text, which is Markdown already, each line behind the marks of
// what it is in.
func (w *writer) block(in, text string) {
	fmt.Fprintf(w, "%s%s\n%s\n", in, text, strings.TrimRight(in, " "))
}

// all writes all of a chronology.
func (w *writer) all(ctx context.Context) error {
	w.front()
	for _, g := range w.Groups {
		w.block("", "## "+w.text(g.Name))
		for i := g.From; i < g.To; i++ {
			if i%100 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			w.event(w.Entry(i))
		}
	}
	if len(w.Spans) > 0 {
		w.block("", "## "+w.text(w.SpansTitle()))
		for _, n := range w.Spans {
			w.block("", "**"+w.text(n.Date)+"**")
			w.note("", n)
		}
	}
	if len(w.From.Articles) > 0 {
		w.block("", "## "+w.text(w.SourcesTitle()))
	}
	cited := w.cited()
	for i := range w.From.Articles {
		if i%100 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w.source(w.Source(i))
	}
	for i := range w.From.Articles {
		if cited[i+1] {
			w.block("", fmt.Sprintf("[^%d]: %s", i+1, w.citation(i+1)))
		}
	}
	return ctx.Err()
}

// front writes what is before the events.
func (w *writer) front() {
	w.block("", "# "+w.text(w.Title))
	for _, p := range w.About {
		w.block("", w.text(p))
	}
	w.block("", w.text(w.Told()))
	w.block("", w.text(w.Made()))
	w.block("", "**"+w.text(w.Locale.T("print.contents"))+"**")
	for _, s := range w.Sections() {
		fmt.Fprintf(w, "- [%s](#%s) \u00b7 %s\n", w.text(s.Name), slug(s.Name), w.text(s.Count))
	}
	w.WriteString("\n")
}

// event writes an event.
func (w *writer) event(e content.Entry) {
	w.block("", "### "+w.text(e.Title))
	line := "**" + w.text(e.Days) + "**"
	for _, more := range []string{e.Rest, e.Weekday, content.Foreign(e.Track.Name), e.Place} {
		if more != "" {
			line += " \u00b7 " + w.text(more)
		}
	}
	w.block("", line)
	for _, p := range e.Text {
		w.block("", w.text(p))
	}
	for _, p := range e.Passages {
		for i, line := range p.Lines {
			line = w.text(line)
			if i == len(p.Lines)-1 {
				line += fmt.Sprintf("[^%d]", p.Number)
				fmt.Fprintf(w, "> %s\n\n", line)
				continue
			}
			w.block("> ", line)
		}
	}
	for _, p := range e.Particulars {
		w.block("", w.link(p.Says, p.Address))
	}
	for _, n := range e.Notes {
		w.note("", n)
	}
}

// link is a text that leads to an address of the web.
func (w *writer) link(text, address string) string {
	if address = form.WebAddress(address); address == "" {
		return w.text(text)
	}
	return "[" + w.text(text) + "](<" + encoded.Replace(address) + ">)"
}

// encoded are the signs that end an address, or change it.
var encoded = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", " ", "%20")

// note writes a note, and what answers it, as quotations in each other.
func (w *writer) note(in string, n content.Note) {
	in += "> "
	w.block(in, "**"+w.text(n.Head)+"**")
	for _, line := range n.Quote {
		w.block(in, "*"+w.text(strings.TrimSpace(line))+"*")
	}
	for _, line := range n.Text {
		w.block(in, w.text(line))
	}
	for _, r := range n.Replies {
		w.note(in, r)
	}
	if in == "> " {
		w.WriteString("\n")
	}
}

// source writes an entry of the list of sources.
func (w *writer) source(s content.Source) {
	line := fmt.Sprintf("%d. %s", s.Number, w.link(s.Title, s.Address))
	if s.About != "" {
		line += " \u00b7 " + w.text(s.About)
	}
	w.block("", line)
	for _, n := range s.Notes {
		w.note("   ", n)
	}
}

// cited are the numbers of the sources of all passages.
func (w *writer) cited() map[int]bool {
	all := map[int]bool{}
	for i := range w.Events {
		for _, n := range w.SourcesOf(i) {
			all[n] = true
		}
	}
	return all
}

// citation is a source as a footnote cites it.
func (w *writer) citation(n int) string {
	var b strings.Builder
	for _, p := range w.Citation(n) {
		text := w.words(p.Text)
		if p.Address != "" {
			text = "<" + encoded.Replace(p.Address) + ">"
		} else if inner := strings.TrimSpace(text); p.Italic && inner != "" {
			text = strings.Replace(text, inner, "*"+inner+"*", 1)
		}
		b.WriteString(text)
	}
	return b.String()
}

// slug is how GitHub and most others name a heading.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || r == '-' || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}
