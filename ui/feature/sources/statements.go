package sources

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
)

// statement is a line of the table: who says what of one thing.
type statement struct {
	subject  claims.Subject
	name     string
	values   []value
	span     string // the value from the first to the last, "" for none
	open     string // what leaving it open carries
	kept     string // in words
	why      string // it was kept
	disputed bool
	whole    dates.Date // of the row of dates: the span
	oneOf    dates.Date
}

// value is what some passages say.
type value struct {
	words string
	by    []int
	date  dates.Date
}

// mostValues is how many values of a statement are shown: as many as there are keys.
const mostValues = 9

// statements are the lines of the table: the date, then what the passages claim.
func statements(k *control.Kit, c *comparison) []statement {
	lines := []statement{ofDates(k, c)}
	for _, t := range c.topics {
		if l := ofTopic(k, c, t); len(l.values) > 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// ofDates is the line of the dates that passages give.
func ofDates(k *control.Kit, c *comparison) statement {
	all, by := c.dates()
	day := statement{subject: claims.Day, name: k.T("field.date"), disputed: len(all) > 1, kept: k.Locale.Date(c.event.Date), why: c.carried(claims.Day).Why}
	for i, d := range all {
		day.values = append(day.values, value{k.Locale.Date(d), by[i], d})
	}
	if len(all) > 1 {
		if d, err := app.Spanning(all); err == nil {
			day.whole, day.span = d, k.Locale.Date(d)
		}
		if d, err := app.OneOf(all); err == nil {
			day.oneOf, day.open = d, k.Locale.Date(d)
		}
	}
	return day
}

// ofTopic is the line of a topic.
func ofTopic(k *control.Kit, c *comparison, t claims.Topic) statement {
	l := statement{subject: t.Subject, name: k.Locale.ClaimSubject(t.Subject), disputed: t.Differ()}
	for _, v := range t.Variants() {
		first := t.Claims[v[0]].Value
		one := value{words: k.Locale.Claim(t.Subject, first)}
		if first.Name != "" {
			one.words = c.called[first.Name]
		}
		for _, i := range v {
			if p := t.Claims[i].Passage; !slices.Contains(one.by, p) {
				one.by = append(one.by, p)
			}
		}
		if one.words != "" {
			l.values = append(l.values, one)
		}
	}
	l.sum(k, t)
	kept := c.carried(t.Subject)
	if t.Subject == claims.Place && kept.Value == "" {
		kept.Value = c.event.Place
	}
	switch l.why = kept.Why; {
	case kept.Open:
		l.kept = k.T("compare.left.open", "value", k.Given(kept.Value))
	default:
		l.kept = k.Given(kept.Value)
	}
	return l
}

// sum is what the values amount to: a span, where none of them says that, and what leaving
// the statement open carries, where they differ.
func (l *statement) sum(k *control.Kit, t claims.Topic) {
	if len(l.values) < 2 {
		return
	}
	all, figures := t.Summary()
	said := k.Locale.Claim(t.Subject, all)
	if !figures {
		said = between(k, l.values)
	} else if !slices.ContainsFunc(l.values, func(v value) bool { return v.words == said }) {
		l.span = said
	}
	if l.disputed {
		l.open = said
	}
}

// mostBetween is how many names are said to be left open.
const mostBetween = 4

// between are values that are left open.
func between(k *control.Kit, values []value) string {
	var words []string
	for _, v := range values[:min(len(values), mostBetween)] {
		words = append(words, v.words)
	}
	return k.Locale.Either(words)
}

// mostLetters is how many reports are named that say one thing.
const mostLetters = 8

// letters name some reports.
func letters(k *control.Kit, by []int) string {
	var words []string
	for _, p := range by[:min(len(by), mostLetters)] {
		words = append(words, letter(p))
	}
	if n := len(by) - mostLetters; n > 0 {
		words = append(words, k.T("compare.others", "n", k.Locale.Count(n)))
	}
	return strings.Join(words, " ")
}
