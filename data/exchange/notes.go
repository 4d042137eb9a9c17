package exchange

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/text/markup"
)

// NoteFormat is how notes are written for other programs, and the suffix of a file of it.
type NoteFormat string

// The formats.
const (
	Markdown NoteFormat = "md" // CommonMark
	HTML     NoteFormat = "html"
	Text     NoteFormat = "txt" // plain
)

// TakenNotes are notes that are taken out of a library, in the order in which they are
// written.
type TakenNotes struct {
	Title string
	Lang  string // of the interface, BCP 47
	RTL   bool   // it is written from right to left
	Notes []TakenNote
}

// TakenNote is a note in words, with what it is on. Every part may be empty.
type TakenNote struct {
	Quote   string   // the passage
	Text    string   // as it is stored
	Source  []string // of the article: its title first
	URL     string   // of the article
	About   []string // the event, or the span of time
	Tags    []string
	Signed  []string // who wrote it, and when
	Replies []TakenNote
}

// WriteNotes writes notes in a format. The text of a note is written so that every
// character of it is read as it was typed; the brackets of its links are left out.
func WriteNotes(w io.Writer, as NoteFormat, n TakenNotes) error {
	out := bufio.NewWriter(w)
	switch as {
	case Markdown:
		writeMarkdown(out, n)
	case HTML:
		writeHTML(out, n)
	case Text:
		writeText(out, n)
	default:
		return fmt.Errorf("write notes as %q: there is no such format", string(as))
	}
	return out.Flush()
}

// plain is what a note says without the brackets of its links.
func plain(text string) string {
	shown, _ := markup.Read(strings.TrimSpace(text))
	return shown
}

// webLink is an address that may be followed, "" for any other.
func webLink(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// hashtags are tags as they are typed in a note.
func hashtags(tags []string) []string {
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = "#" + strings.ReplaceAll(t, " ", "_")
	}
	return out
}

// markdownInline are the characters that mean something anywhere in a line of CommonMark,
// markdownStart what does at the beginning of a line.
var (
	markdownInline = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "\\<", "&", "\\&", "~", "\\~", "|", "\\|")
	markdownStart  = regexp.MustCompile(`^(\s*)(#{1,6}(?:\s|$)|>|[-+=](?:\s|$|[-=])|\d{1,9}[.)](?:\s|$))`)
)

// inMarkdown is text that is read as it is, each of its lines behind a prefix.
func inMarkdown(text, prefix string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = markdownInline.Replace(strings.TrimSpace(line))
		if m := markdownStart.FindStringSubmatchIndex(line); m != nil {
			at := m[4]
			for line[at] >= '0' && line[at] <= '9' {
				at++
			}
			line = line[:at] + "\\" + line[at:]
		}
		if line != "" && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
			if before, ok := strings.CutSuffix(line, "\\\\"); ok {
				line = before + "&#92;" // three in a row are read in different ways
			}
			line += "\\" // the line ends here
		}
		lines[i] = strings.TrimRight(prefix+line, " ")
	}
	return strings.Join(lines, "\n")
}

func writeMarkdown(w *bufio.Writer, n TakenNotes) {
	fmt.Fprintf(w, "# %s\n", inMarkdown(n.Title, ""))
	for i, note := range n.Notes {
		if i > 0 {
			w.WriteString("\n---\n")
		}
		markdownNote(w, note, "")
	}
}

// markdownNote writes a note, each line behind a prefix; that of an answer is a quotation.
func markdownNote(w *bufio.Writer, n TakenNote, prefix string) {
	paragraph := func(s string) {
		if s != "" {
			fmt.Fprintf(w, "%s\n%s\n", strings.TrimRight(prefix, " "), s)
		}
	}
	if n.Quote != "" {
		paragraph(inMarkdown(n.Quote, prefix+"> "))
	}
	if n.Text != "" {
		paragraph(inMarkdown(plain(n.Text), prefix))
	}
	var foot []string
	if len(n.Source) > 0 {
		source := make([]string, len(n.Source))
		for i, s := range n.Source {
			source[i] = inMarkdown(oneLine(s), "")
		}
		if link := webLink(n.URL); link != "" {
			source[0] = "[" + source[0] + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E").Replace(link) + ">)"
		}
		foot = append(foot, "— "+strings.Join(source, " · "))
	}
	for _, parts := range [][]string{n.About, append(hashtags(n.Tags), n.Signed...)} {
		parts = slices.Clone(parts)
		for i := range parts {
			parts[i] = inMarkdown(oneLine(parts[i]), "")
			if strings.HasPrefix(parts[i], "#") { // a tag, in which it means nothing
				parts[i] = strings.ReplaceAll(parts[i], `\_`, "_")
			}
		}
		if len(parts) > 0 {
			foot = append(foot, strings.Join(parts, " · "))
		}
	}
	for i := range foot {
		foot[i] = prefix + foot[i]
	}
	paragraph(strings.Join(foot, "\\\n"))
	for _, r := range n.Replies {
		markdownNote(w, r, prefix+"> ")
	}
}

// oneLine is text in one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func writeText(w *bufio.Writer, n TakenNotes) {
	fmt.Fprintln(w, oneLine(n.Title))
	for _, note := range n.Notes {
		fmt.Fprintln(w)
		textNote(w, note, "")
	}
}

func textNote(w *bufio.Writer, n TakenNote, prefix string) {
	line := func(s string) {
		if s != "" {
			fmt.Fprintln(w, strings.TrimRight(prefix+s, " "))
		}
	}
	if n.Quote != "" {
		for _, l := range strings.Split(strings.TrimSpace(n.Quote), "\n") {
			line("> " + l)
		}
	}
	for _, l := range strings.Split(plain(n.Text), "\n") {
		line(l)
	}
	line(dotted("— ", n.Source))
	line(webLink(n.URL))
	line(dotted("", n.About))
	line(dotted("", append(hashtags(n.Tags), n.Signed...)))
	for _, r := range n.Replies {
		textNote(w, r, prefix+"    ")
	}
}

// dotted are parts in one line, "" where there are none.
func dotted(before string, parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return before + oneLine(strings.Join(parts, " · "))
}

func writeHTML(w *bufio.Writer, n TakenNotes) {
	dir := "ltr"
	if n.RTL {
		dir = "rtl"
	}
	title := html.EscapeString(oneLine(n.Title))
	fmt.Fprintf(w, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1 dir=\"auto\">%s</h1>\n",
		html.EscapeString(n.Lang), dir, title, noteStyle, title)
	for _, note := range n.Notes {
		htmlNote(w, note)
	}
	fmt.Fprint(w, "</body>\n</html>\n")
}

// noteStyle is all that the page looks like.
const noteStyle = `body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 sans-serif; color-scheme: light dark; }
article { border-top: 1px solid #8888; padding: 1rem 0; }
article article { border: 0; margin-inline-start: 1.5rem; padding: .5rem 0; }
blockquote { margin: 0 0 .5rem; padding-inline-start: .75rem; border-inline-start: 3px solid #c90; }
p { margin: 0 0 .5rem; white-space: pre-line; }
footer { font-size: .85rem; opacity: .75; }
`

func htmlNote(w *bufio.Writer, n TakenNote) {
	fmt.Fprint(w, "<article>\n")
	if n.Quote != "" {
		fmt.Fprintf(w, "<blockquote dir=\"auto\"><p>%s</p></blockquote>\n", html.EscapeString(strings.TrimSpace(n.Quote)))
	}
	if n.Text != "" {
		fmt.Fprintf(w, "<p dir=\"auto\">%s</p>\n", html.EscapeString(plain(n.Text)))
	}
	fmt.Fprint(w, "<footer>\n")
	if len(n.Source) > 0 {
		source := isolated(n.Source)
		if link := webLink(n.URL); link != "" {
			source[0] = fmt.Sprintf("<a href=\"%s\">%s</a>", html.EscapeString(link), source[0])
		}
		fmt.Fprintf(w, "<div>%s</div>\n", strings.Join(source, " · "))
	}
	for _, parts := range [][]string{n.About, append(hashtags(n.Tags), n.Signed...)} {
		if len(parts) > 0 {
			fmt.Fprintf(w, "<div>%s</div>\n", strings.Join(isolated(parts), " · "))
		}
	}
	fmt.Fprint(w, "</footer>\n")
	for _, r := range n.Replies {
		htmlNote(w, r)
	}
	fmt.Fprint(w, "</article>\n")
}

// isolated are parts each in its own direction.
func isolated(parts []string) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = "<bdi>" + html.EscapeString(oneLine(p)) + "</bdi>"
	}
	return out
}
