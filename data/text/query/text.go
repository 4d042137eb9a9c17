package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// String returns the query as it is typed: Parse gives the same terms for it,
// whatever the options, but for their places in the text.
func (q Query) String() string { return q.Text("en") }

// Text is String with the names of fields in a language, see Name.
func (q Query) Text(lang string) string {
	all := make([]string, len(q.Terms))
	for i, t := range q.Terms {
		all[i] = t.Text(lang)
	}
	return strings.Join(all, " ") + q.end()
}

// end is what keeps the last word from being taken for one that is being typed.
func (q Query) end() string {
	if n := len(q.Terms); n > 0 && q.Terms[n-1].Field == Words && !q.Terms[n-1].Phrase && !q.Terms[n-1].Prefix {
		return " "
	}
	return ""
}

// Text returns the term as it is typed, with the name of the field in a language.
func (t Term) Text(lang string) string {
	text := ""
	if t.Not {
		text = "-"
	}
	switch t.Field {
	case Words:
		star := ""
		if t.Prefix {
			star = "*"
		}
		word := strings.Join(t.Values, " ") + star
		if t.Phrase || !bareWord(word) {
			word = quote(word)
		}
		return text + word
	case From, To, On, Known:
		return text + Name(t.Field, lang) + ":" + bareOrQuoted(t.Date.EDTF)
	}
	values := make([]string, len(t.Values))
	for i, v := range t.Values {
		values[i] = bareOrQuoted(ValueName(t.Field, v, lang))
	}
	return text + Name(t.Field, lang) + ":" + strings.Join(values, "|")
}

// bareWord reports whether words need no quotation marks.
func bareWord(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return !strings.ContainsFunc(s, unicode.IsSpace) && closing(first) == "" && !invisible(first)
}

func bareOrQuoted(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	if s == "" || closing(first) != "" || strings.ContainsFunc(s, func(r rune) bool { return r == '|' || unicode.IsSpace(r) }) {
		return quote(s)
	}
	return s
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// Empty reports whether the query holds nothing: everything matches it.
func (q Query) Empty() bool { return len(q.Terms) == 0 }

// Words returns the terms that are words to find.
func (q Query) Words() []Term { return q.Field(Words) }

// Field returns the terms of one field.
func (q Query) Field(f Field) []Term { return q.where(func(t Term) bool { return t.Field == f }) }

func (q Query) where(keep func(Term) bool) (out []Term) {
	for _, t := range q.Terms {
		if keep(t) {
			out = append(out, t)
		}
	}
	return out
}

// With returns the query with a term more, unless it has it.
func (q Query) With(t Term) Query {
	if slices.ContainsFunc(q.Terms, t.Equal) {
		return q
	}
	t.Start, t.End = 0, 0
	return Query{Terms: append(slices.Clip(q.Terms), t)}
}

// Without returns the query without a term.
func (q Query) Without(t Term) Query {
	return Query{Terms: q.where(func(o Term) bool { return !o.Equal(t) })}
}

// WithoutField returns the query without the terms of a field.
func (q Query) WithoutField(f Field) Query {
	return Query{Terms: q.where(func(t Term) bool { return t.Field != f })}
}

// Equal reports whether two terms say the same, wherever they came from.
func (t Term) Equal(o Term) bool {
	return t.Field == o.Field && t.Not == o.Not && t.Phrase == o.Phrase && t.Prefix == o.Prefix &&
		t.Date == o.Date && slices.Equal(t.Values, o.Values)
}

// Equal reports whether two queries have the same terms in the same order.
func (q Query) Equal(o Query) bool { return slices.EqualFunc(q.Terms, o.Terms, Term.Equal) }

// closing returns the marks that close what a quotation mark opens; "" if it is
// none.
func closing(open rune) string {
	switch open {
	case '"':
		return `"`
	case '«':
		return "»"
	case '“', '”', '„':
		return `“”`
	}
	return ""
}

// invisible reports whether r is a mark of direction, as people paste them.
func invisible(r rune) bool {
	return r == '\u061c' || r == '\u200e' || r == '\u200f' || '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' || r == '\ufeff'
}
