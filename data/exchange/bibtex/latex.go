package bibtex

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxNested is how deep accents and commands that need the text of their argument are read in
// each other.
const maxNested = 50

// plain is a text with its LaTeX read: accents are letters, ligatures characters, commands
// their arguments; an empty line and \par divide paragraphs.
func plain(tex string) string { return plainIn(tex, 0) }

func plainIn(tex string, nested int) string {
	l := latex{in: tex, nested: nested}
	for l.at < len(l.in) {
		l.step()
	}
	return l.out.String()
}

// latex is a text being read.
type latex struct {
	in     string
	at     int
	out    strings.Builder
	math   bool
	nested int
}

var ligatures = []struct{ tex, text string }{
	{"---", "—"},
	{"--", "–"},
	{"``", "“"},
	{"''", "”"},
	{"`", "‘"},
	{"~", " "},
}

// special are the characters that may mean something.
const special = "\\{}$^_ \n\t\r-`'~"

func (l *latex) step() {
	rest := l.in[l.at:]
	switch c := rest[0]; {
	case c == '\\':
		l.command()
		return
	case c == '{' || c == '}':
	case c == '$':
		l.math = !l.math
	case l.math && (c == '^' || c == '_'):
	case c == ' ' || c == '\n' || c == '\t' || c == '\r':
		l.space()
		return
	case strings.IndexByte(special, c) < 0: // as it is, up to the next one that is not
		run := strings.IndexAny(rest, special)
		if run < 0 {
			run = len(rest)
		}
		l.out.WriteString(rest[:run])
		l.at += run
		return
	default:
		for _, ligature := range ligatures {
			if !l.math && strings.HasPrefix(rest, ligature.tex) {
				l.out.WriteString(ligature.text)
				l.at += len(ligature.tex)
				return
			}
		}
		l.out.WriteByte(c)
	}
	l.at++
}

// space is one of a run of white space, or the end of a paragraph where that has an empty
// line.
func (l *latex) space() {
	lines := 0
	for l.at < len(l.in) && strings.IndexByte(" \n\t\r", l.in[l.at]) >= 0 {
		if l.in[l.at] == '\n' {
			lines++
		}
		l.at++
	}
	if lines > 1 {
		l.out.WriteString("\n\n")
	} else {
		l.out.WriteByte(' ')
	}
}

// command reads what a backslash begins.
func (l *latex) command() {
	l.at++
	if l.at == len(l.in) {
		return
	}
	from := l.at
	for l.at < len(l.in) && isLetter(l.in[l.at]) {
		l.at++
	}
	name := l.in[from:l.at]
	if name == "" {
		r, size := utf8.DecodeRuneInString(l.in[l.at:])
		l.at += size
		l.sign(r)
		return
	}
	for l.at < len(l.in) && strings.IndexByte(" \n\t", l.in[l.at]) >= 0 { // ends the name
		l.at++
	}
	if mark, known := accents[name]; known {
		l.accent(mark)
		return
	}
	if text, known := symbols[name]; known {
		l.out.WriteString(text)
		return
	}
	switch name {
	case "enquote", "mkbibquote", "textquote":
		l.out.WriteString("“" + l.argument() + "”")
	case "href", "foreignlanguage", "textcolor", "noopsort", "SortNoop", "label", "begin", "end": // the first argument is not shown
		l.group()
	case "url", "path":
		l.out.WriteString(verbatim(l.group()))
	}
}

// sign reads a backslash before a character that is no letter.
func (l *latex) sign(r rune) {
	if mark, known := accents[string(r)]; known && !l.math {
		l.accent(mark)
		return
	}
	switch r {
	case '\\':
		l.out.WriteByte('\n')
	case ' ', '\n', '\t', ',', ';', ':':
		l.out.WriteByte(' ')
	case '-', '/', '!', '@', '(', ')', '[', ']':
	default:
		l.out.WriteRune(r)
	}
}

// accent puts a mark on the first letter of the argument.
func (l *latex) accent(mark string) {
	text := l.argument()
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case size == 0:
		return
	case r == 'ı' && mark != "\u0331" && mark != "\u0323":
		r = 'i'
	case r == 'ȷ':
		r = 'j'
	}
	l.out.WriteString(norm.NFC.String(string(r)+mark) + text[size:])
}

// argument is the text of what follows: a group, a command or a character.
func (l *latex) argument() string {
	if l.at == len(l.in) || l.nested == maxNested {
		return ""
	}
	if l.in[l.at] == '{' {
		return plainIn(l.group(), l.nested+1)
	}
	inner := latex{in: l.in, at: l.at, nested: l.nested + 1}
	if inner.in[inner.at] == '\\' {
		inner.step()
	} else {
		_, size := utf8.DecodeRuneInString(inner.in[inner.at:])
		inner.out.WriteString(inner.in[inner.at : inner.at+size])
		inner.at += size
	}
	l.at = inner.at
	return inner.out.String()
}

// group is what stands in the braces that begin here, "" where there are none.
func (l *latex) group() string {
	if l.at == len(l.in) || l.in[l.at] != '{' {
		return ""
	}
	from, depth := l.at+1, 0
	for ; l.at < len(l.in); l.at++ {
		switch l.in[l.at] {
		case '\\':
			l.at++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				l.at++
				return l.in[from : l.at-1]
			}
		}
	}
	l.at = len(l.in)
	return l.in[min(from, len(l.in)):]
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

var (
	urlCommand = regexp.MustCompile(`^\s*\\(?:url|path|nolinkurl)\s*\{(.*)\}\s*$`)
	escapes    = strings.NewReplacer(`\textasciitilde{}`, "~", `{\textasciitilde}`, "~", `\textasciitilde`, "~", `\~{}`, "~", `{\_}`, "_", `\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", `\$`, "$",
		`\{`, "{", `\}`, "}", `\textbackslash{}`, `\`, `\^{}`, "^", `\textasciicircum{}`, "^", `$\sim$`, "~", "{", "", "}", "")
)

// verbatim is a text without LaTeX, as addresses and dates are, with the escapes that
// programs write into them all the same.
func verbatim(tex string) string {
	if m := urlCommand.FindStringSubmatch(tex); m != nil {
		tex = m[1]
	}
	return strings.TrimSpace(escapes.Replace(tex))
}
