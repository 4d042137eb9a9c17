package i18n

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/unicode/bidi"
)

// braces parses messages in which a name in braces stands for a value: {file}
// for one that is isolated where it must be, {file:plain} for one that is put in
// as it is, for names of files. It takes the place of Go templates in go-i18n: a
// catalog is no place for a language, and people who translate know this notation.
type braces struct{}

// Cacheable and Parse make braces a template.Parser.
func (braces) Cacheable() bool { return true }

func (braces) Parse(source, _, _ string) (template.ParsedTemplate, error) {
	var m pattern
	for source != "" {
		open := strings.IndexByte(source, '{')
		end := -1
		if open >= 0 {
			end = strings.IndexByte(source[open:], '}')
		}
		if end < 0 {
			open, end = len(source), 0
		}
		if open > 0 {
			m = append(m, part{text: source[:open]})
		}
		if end > 0 {
			place, bare := strings.CutSuffix(source[open+1:open+end], ":plain")
			m = append(m, part{text: source[open : open+end+1], place: place, plain: bare})
			end++
		}
		source = source[open+end:]
	}
	return m, nil
}

// pattern is a parsed message.
type pattern []part

// part is literal text, or a place with its text in the source.
type part struct {
	text, place string
	plain       bool // the value is not isolated
}

// Execute makes pattern a template.ParsedTemplate; data is of type values.
func (m pattern) Execute(data any) (string, error) {
	if len(m) == 1 && m[0].place == "" {
		return m[0].text, nil
	}
	v, ok := data.(values)
	if !ok {
		return "", fmt.Errorf("values of type %T", data)
	}
	var b strings.Builder
	for _, p := range m {
		if p.place == "" {
			b.WriteString(p.text)
			continue
		}
		switch text, foreign, ok := v.text(p.place); {
		case !ok:
			b.WriteString(p.text)
		case foreign && !p.plain:
			b.WriteString(v.locale.isolate(text))
		default:
			b.WriteString(text)
		}
	}
	return b.String(), nil
}

// values are names and values in turn.
type values struct {
	locale *Locale
	args   []any
}

// text returns what is at a place, and whether it is foreign to the
// catalogs; the first value of that name counts. Upper and lower case are the same.
func (v values) text(place string) (text string, foreign, ok bool) {
	for i := 0; i+1 < len(v.args); i += 2 {
		name, ok := v.args[i].(string)
		if !ok || !strings.EqualFold(name, place) {
			continue
		}
		switch value := v.args[i+1].(type) {
		case int:
			return v.locale.Count(value), false, true
		case int64:
			return v.locale.Count(int(value)), false, true
		case Percent:
			return v.locale.Percent(int(value)), false, true
		case plain:
			return string(value), false, true
		default:
			return fmt.Sprint(value), true, true
		}
	}
	return "", false, false
}

// Percent is a number of hundredths as the value of a message.
type Percent int

// plain is a text of the catalogs' own, which fits in without isolation.
type plain string

// isolate is Isolated in a sentence of the language.
func (l *Locale) isolate(text string) string { return Isolated(text, l.RTL()) }

// Isolated puts a text between FSI and PDI (UAX #9) that would upset the order of
// the sentence around it or be upset by it: one with
// letters of the other direction (a file name in an Arabic sentence, an Arabic title in an
// English one), and in right-to-left sentences one of digits and signs alone, such as
// 2022-02-04, which would be turned round at its hyphens.
func Isolated(text string, rtlSentence bool) string {
	var ltr, rtl, sign bool
	for rest := text; rest != ""; {
		properties, size := bidi.LookupString(rest)
		if size == 0 {
			break
		}
		switch properties.Class() {
		case bidi.L:
			ltr = true
		case bidi.R, bidi.AL:
			rtl = true
		case bidi.EN, bidi.AN, bidi.CS:
		default:
			sign = true
		}
		rest = rest[size:]
	}
	if rtlSentence && (ltr || sign && !rtl) || !rtlSentence && rtl {
		return "\u2068" + text + "\u2069"
	}
	return text
}

// T returns a message with its places filled: args are names and values in
// turn. Numbers are grouped ("1,234"); texts that run against the language's
// direction are isolated (see isolate). A key without a message is returned
// itself, and a place without a value stays as it is, so that both are seen.
func (l *Locale) T(key string, args ...any) string {
	return l.message(&i18n.LocalizeConfig{
		MessageID: key, TemplateData: values{locale: l, args: args}, TemplateParser: braces{},
	})
}

// TN returns the plural form of a message for n things. The place {n} holds n
// unless args name another.
func (l *Locale) TN(key string, n int, args ...any) string {
	return l.message(&i18n.LocalizeConfig{
		MessageID: key, PluralCount: n, TemplateData: values{locale: l, args: append(slices.Clip(args), "n", n)}, TemplateParser: braces{},
	})
}

// message falls back to English, then to the key.
func (l *Locale) message(c *i18n.LocalizeConfig) string {
	text, err := l.localizer.Localize(c)
	if err != nil && text == "" {
		return c.MessageID
	}
	return text
}

// own fills a message with texts that are the catalog's own.
func (l *Locale) own(key string, names ...string) string {
	args := make([]any, len(names))
	for i, name := range names {
		args[i] = plain(name)
		if i%2 == 0 {
			args[i] = name
		}
	}
	return l.T(key, args...)
}
