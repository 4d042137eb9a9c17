package pane

import (
	"strings"

	"tarikh.org/tarikh/data/text/query"
)

// termWords puts a term of a filter into words, as on a chip: "Track: Sport or
// Trade", "not Tag: war", "since 4 Feb 2022".
func (e *Env) termWords(t query.Term) string {
	k := e.Kit
	words := ""
	switch t.Field {
	case query.Words:
		words = strings.Join(t.Values, " ")
		if t.Phrase {
			words = k.T("filter.phrase", "words", words)
		}
	case query.From, query.To, query.On:
		words = k.T("filter.chip."+string(t.Field), "date", k.Locale.Date(t.Date))
	case query.Has, query.Is:
		words = e.anyOf(t)
	default:
		words = k.T("filter.chip", "field", k.T("filter.field."+string(t.Field)), "value", e.anyOf(t))
	}
	if t.Not {
		words = k.T("filter.chip.not", "what", words)
	}
	return words
}

// anyOf puts the values of a term into words, any of which may hold.
func (e *Env) anyOf(t query.Term) string {
	k := e.Kit
	list := ""
	for i, v := range t.Values {
		word := e.valueWords(t.Field, v)
		if i == 0 {
			list = word
			continue
		}
		list = k.T("filter.or", "list", list, "next", word)
	}
	return list
}

// valueWords is what a value of a field is called.
func (e *Env) valueWords(f query.Field, value string) string {
	switch f {
	case query.Colour:
		return e.Tags.ColourName(value)
	case query.Has, query.Is:
		if key := "filter." + string(f) + "." + value; e.Kit.Locale.Has(key) {
			return e.Kit.T(key)
		}
	}
	return e.Kit.Given(value)
}
