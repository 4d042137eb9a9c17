package form

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data"
)

// markup is what makes a text HTML: a tag that is one, with an attribute and its value if
// any. A plain text may have "<" and its lines as well, and "a<b and c>d".
var markup = regexp.MustCompile(`(?i)<(?:!--|/?(?:a|abbr|audio|b|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|embed|figure|font|h[1-6]|hr|i|iframe|img|ins|li|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|u|ul|video)(?:\s*/?>|\s+[\w:-]+\s*=))`)

// PlainHTML is the text of a fragment of HTML as a timeline has it: paragraphs and line
// breaks as lines, nothing of scripts and styles, and the addresses of its links and
// pictures. Text without any markup comes back as it is, with its entities read.
func PlainHTML(fragment string) (text string, links []Link) {
	if !markup.MatchString(fragment) {
		return Clean(html.UnescapeString(fragment)), nil
	}
	var p plain
	z := html.NewTokenizer(strings.NewReader(fragment))
	z.SetMaxBuf(maxHTMLToken)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return tidy(p.String()), p.links
		case html.TextToken:
			if p.hidden == 0 {
				p.WriteString(spaces(string(z.Text())))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			p.begin(z.Token())
		case html.EndTagToken:
			p.end(z.Token().DataAtom)
		}
	}
}

// plain is the text of HTML being put together.
type plain struct {
	strings.Builder
	links  []Link
	open   int // the link whose words are being read, from 1; 0 for none
	from   int // where these begin
	hidden int // how many elements that are not shown are open
}

// breaks are what stands in a text for the beginning and the end of elements.
var breaks = map[atom.Atom][2]string{
	atom.Br: {"\n"}, atom.Tr: {"\n"}, atom.Li: {"\n• "}, atom.Td: {" "}, atom.Th: {" "}, atom.Hr: {"\n\n"},
	atom.P: paragraph, atom.Div: paragraph, atom.Blockquote: paragraph, atom.Ul: paragraph, atom.Ol: paragraph, atom.Table: paragraph, atom.Pre: paragraph,
	atom.H1: paragraph, atom.H2: paragraph, atom.H3: paragraph, atom.H4: paragraph, atom.H5: paragraph, atom.H6: paragraph,
}

var paragraph = [2]string{"\n\n", "\n\n"}

func (p *plain) begin(t html.Token) {
	p.WriteString(breaks[t.DataAtom][0])
	switch t.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript:
		if t.Type == html.StartTagToken {
			p.hidden++
		}
	case atom.A:
		if p.link(attribute(t, "href"), "") {
			p.open, p.from = len(p.links), p.Len()
		}
	case atom.Img, atom.Iframe, atom.Video, atom.Audio, atom.Source, atom.Embed:
		p.link(attribute(t, "src"), attribute(t, "alt"))
	}
}

func (p *plain) end(of atom.Atom) {
	switch of {
	case atom.Script, atom.Style, atom.Template, atom.Noscript:
		p.hidden = max(p.hidden-1, 0)
	case atom.A:
		if p.open > 0 {
			p.links[p.open-1].Title = Shorten(Line(p.String()[p.from:]), maxDetail)
			p.open = 0
		}
	}
	p.WriteString(breaks[of][1])
}

// link notes an address of the web, and reports whether it is one.
func (p *plain) link(address, title string) bool {
	address = WebAddress(address)
	if address == "" || len(p.links) == maxLinks {
		return false
	}
	p.links = append(p.links, Link{URL: address, Title: Line(title)})
	return true
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
