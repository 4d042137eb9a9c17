package form

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data"
)

// markup is what makes a text HTML: a tag that is one. A plain text may have "<" and its
// lines as well.
var markup = regexp.MustCompile(`(?i)<(?:!--|/?(?:a|abbr|audio|b|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|embed|figure|font|h[1-6]|hr|i|iframe|img|ins|li|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|u|ul|video)(?:[\s/>]|$))`)

// PlainHTML is the text of a fragment of HTML as a timeline has it: paragraphs and line
// breaks as lines, nothing of scripts and styles, and the addresses of its links and
// pictures. Text without any markup comes back as it is, with its entities read.
func PlainHTML(fragment string) (text string, links []Link) {
	if !markup.MatchString(fragment) {
		return Clean(html.UnescapeString(fragment)), nil
	}
	var b strings.Builder
	var open *Link // whose text is being read
	from := 0
	z := html.NewTokenizer(strings.NewReader(fragment))
	z.SetMaxBuf(maxHTMLToken)
	for hidden := 0; ; {
		switch z.Next() {
		case html.ErrorToken:
			return tidy(b.String()), links
		case html.TextToken:
			if hidden == 0 {
				b.WriteString(spaces(string(z.Text())))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.DataAtom {
			case atom.Script, atom.Style, atom.Template, atom.Noscript:
				if t.Type == html.StartTagToken {
					hidden++
				}
			case atom.A:
				if u := WebAddress(attribute(t, "href")); u != "" && len(links) < maxLinks {
					links = append(links, Link{URL: u})
					open, from = &links[len(links)-1], b.Len()
				}
			case atom.Img, atom.Iframe, atom.Video, atom.Audio, atom.Source, atom.Embed:
				if u := WebAddress(attribute(t, "src")); u != "" && len(links) < maxLinks {
					links = append(links, Link{URL: u, Title: Line(attribute(t, "alt"))})
				}
			case atom.Br, atom.Tr:
				b.WriteString("\n")
			case atom.Li:
				b.WriteString("\n• ")
			case atom.P, atom.Div, atom.Blockquote, atom.Ul, atom.Ol, atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Pre:
				b.WriteString("\n\n")
			case atom.Td, atom.Th:
				b.WriteString(" ")
			}
		case html.EndTagToken:
			t := z.Token()
			switch t.DataAtom {
			case atom.Script, atom.Style, atom.Template, atom.Noscript:
				hidden = max(hidden-1, 0)
			case atom.A:
				if open != nil {
					open.Title = Shorten(Line(b.String()[min(from, b.Len()):]), maxDetail)
					open = nil
				}
			case atom.P, atom.Div, atom.Blockquote, atom.Ul, atom.Ol, atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre:
				b.WriteString("\n\n")
			}
		}
	}
}

// Link is an address that a text names, with its words.
type Link = data.Reference

const (
	maxHTMLToken = 1 << 20
	maxLinks     = 100 // of one fragment
)

// WebAddress is an address of the web, "" for anything else.
func WebAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// spaces makes one space of each run of white space, as HTML does.
func spaces(s string) string {
	var b strings.Builder
	in := false
	for _, r := range s {
		space := r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f'
		if !space {
			b.WriteRune(r)
		} else if !in {
			b.WriteByte(' ')
		}
		in = space
	}
	return b.String()
}

// tidy leaves one empty line at most, and no space at the ends of lines.
func tidy(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		if line == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, line)
	}
	return Clean(strings.Join(out, "\n"))
}
