package content

import (
	"cmp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// Moments is when an event begins and ends, half-open: where one of them is not known, it is
// as long as the least that there is beside the other.
func (e Event) Moments() (lo, hi int64) {
	lo, hi = e.Lo, e.Hi
	if lo == dates.OpenLo {
		lo = hi - 1
	}
	if hi == dates.OpenHi {
		hi = lo + 1
	}
	return lo, hi
}

// Moment is when an event begins, or ends where it has no beginning.
func (e Event) Moment() int64 {
	lo, _ := e.Moments()
	return lo
}

// Entry is what there is to say of event i.
func (c *Content) Entry(i int) Entry {
	e := c.Events[i]
	shown := c.Axis.Shown(e.Date)
	entry := Entry{
		Event: e, Title: form.Line(e.Title), Days: c.Locale.DateDays(shown), Track: c.Tracks[e.Track], Place: Foreign(e.Place),
		Text: Paragraphs(e.Description), Pictures: c.picturesOf(e.ID), Passages: c.passages(e), Particulars: c.particulars(e), Notes: c.notesOn(e.ID),
	}
	whole := c.Locale.Date(shown)
	if rest := strings.TrimLeft(strings.TrimPrefix(whole, entry.Days), ",\u060c "); rest != whole {
		entry.Rest = rest
	}
	if day, single := singleDay(e.Date); single {
		entry.Weekday = c.Locale.Weekday(dates.Weekday(day))
	}
	return entry
}

// Sources are the numbers of the sources of its passages, ascending.
func (e Entry) Sources() []int { return numbersOf(e.Passages) }

// SourcesOf are those of event i.
func (c *Content) SourcesOf(i int) []int { return numbersOf(c.passages(c.Events[i])) }

func numbersOf(passages []Passage) (numbers []int) {
	for _, p := range passages {
		numbers = append(numbers, p.Number)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// passages are those of an event in the order of their sources, each once. One that is not
// in its source any more, or whose source is not taken, is left out and counted.
func (c *Content) passages(e Event) (all []Passage) {
	type words struct {
		text   string
		number int
	}
	seen := map[words]bool{}
	for _, x := range e.Excerpts {
		n, taken := c.numbers[x.Article]
		w := words{strings.TrimSpace(x.Anchor.Exact), n}
		if !taken || w.text == "" || x.Doubt.State == data.Orphan {
			c.Lost.Lose(form.LosesExcerpts, 1)
			continue
		}
		if seen[w] {
			continue
		}
		seen[w] = true
		lang := c.articles[x.Article].Lang
		all = append(all, Passage{quoted(w.text, lang), lang, n})
	}
	return all
}

// quoted are the paragraphs of a passage in quotation marks, unless it has some.
func quoted(words, lang string) []string {
	lines := Paragraphs(words)
	for i, line := range lines {
		open, shut := "\u201c", "\u201d"
		if lang == "ar" || lang == "" && RTL(line) {
			open, shut = "\u00ab", "\u00bb"
		}
		if strings.Contains(words, open) { // its look says it, too
			continue
		}
		if i > 0 {
			open = ""
		}
		if i < len(lines)-1 {
			shut = ""
		}
		lines[i] = open + line + shut
	}
	return lines
}

func (c *Content) particulars(e Event) (all []Particular) {
	switch e.Verdict.State {
	case data.StateDisputed, data.StateRefuted: // never more certain than it is
		all = append(all, Particular{Says: joined(c.Locale.T("state."+string(e.Verdict.State)), Foreign(form.Line(e.Verdict.Why)))})
	}
	if e.Source != "" {
		all = append(all, Particular{Says: c.Locale.T("event.source", "source", defused(e.Source))})
	}
	if len(e.Tags) > 0 {
		tags := make([]string, len(e.Tags))
		for i, tag := range e.Tags {
			tags[i] = Foreign("#" + tag)
		}
		all = append(all, Particular{Says: strings.Join(tags, "  ")})
	}
	for _, l := range e.Links {
		all = append(all, Particular{Foreign(cmp.Or(form.Line(l.Title), l.URL)), l.URL})
	}
	return all
}

// joined is a word with what there is to say of it.
func joined(word, more string) string {
	if more == "" {
		return word
	}
	return word + ": " + more
}

// singleDay is the day of a date that is one day, or a time in it.
func singleDay(date dates.Date) (day int64, ok bool) {
	p, _, _ := date.Parts()
	if p.Precision < dates.PrecisionDay || p.Month == 0 || p.Day == 0 || date.Kind() != dates.KindPoint {
		return 0, false
	}
	return dates.DaysFromCivil(p.Year, p.Month, p.Day), true
}
