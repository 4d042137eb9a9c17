package filter

import (
	"strings"

	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/feature"
)

// Colours names the colours of notes.
type Colours interface {
	ColourName(colour string) string
}

// words puts a filter into words.
type words struct {
	host    *feature.Host
	colours Colours
}

// term puts a term into words, as on a chip: "Track: Sport or Trade", "not Tag: war",
// "since 4 Feb 2022".
func (w words) term(t query.Term) string {
	k := w.host.Kit()
	said := ""
	switch t.Field {
	case query.Words:
		said = k.Given(strings.Join(t.Values, " "))
		if t.Phrase {
			said = k.T("filter.phrase", "words", said)
		}
	case query.From, query.To, query.On, query.Known:
		said = k.T("filter.chip."+string(t.Field), "date", k.Locale.Date(t.Date))
	case query.Has, query.Is:
		said = w.anyOf(t)
	default:
		said = k.T("filter.chip", "field", k.T("filter.field."+string(t.Field)), "value", w.anyOf(t))
	}
	if t.Not {
		said = k.T("filter.chip.not", "what", said)
	}
	return said
}

// anyOf puts the values of a term into words, any of which may hold.
func (w words) anyOf(t query.Term) string {
	list := ""
	for i, v := range t.Values {
		word := w.value(t.Field, v)
		if i == 0 {
			list = word
			continue
		}
		list = w.host.Kit().T("filter.or", "list", list, "next", word)
	}
	return list
}

// value is what a value of a field is called.
func (w words) value(f query.Field, value string) string {
	k := w.host.Kit()
	switch f {
	case query.Colour:
		return w.colours.ColourName(value)
	case query.Status:
		return k.T("state." + strings.TrimSuffix(value, "-source"))
	case query.Has, query.Is:
		if key := "filter." + string(f) + "." + value; k.Locale.Has(key) {
			return k.T(key)
		}
	}
	return k.Given(value)
}
