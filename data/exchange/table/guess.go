package table

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/exchange/form"
)

// Guess finds what the columns of a table mean: by what o says of them, by their names,
// and by what is in them. An error is of what o says. Where nothing tells the order of a
// column's dates, it is left open: see Ambiguous.
func Guess(t *Table, o form.Options) (Mapping, error) {
	g := &guesser{t: t, lang: o.Lang, fixed: map[int]bool{}}
	g.m.Track = o.Track
	if t.known != nil {
		g.m = t.known.mapping(t)
		g.m.Track = o.Track
	} else {
		g.m.Columns = make([]Meant, len(t.Columns))
	}
	if err := g.told(o.Map); err != nil {
		return g.m, err
	}
	if t.known == nil {
		g.byName()
		g.titles()
		g.byContents()
		g.rest()
	} else if t.known.format == "aeon3" {
		g.entities()
	}
	g.orders(o.DayFirst)
	return g.m, nil
}

type guesser struct {
	t       *Table
	m       Mapping
	lang    string
	fixed   map[int]bool // columns that the reader decided
	foreign bool         // a name is of a language in which days come first
}

// told takes the meanings that the reader gives, by the names of columns.
func (g *guesser) told(meanings map[string]string) error {
	columns := make([]string, 0, len(g.t.Columns))
	for _, c := range g.t.Columns {
		columns = append(columns, c.Name)
	}
	names := make([]string, 0, len(meanings))
	for n := range meanings {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		i := slices.Index(columns, n)
		if i < 0 {
			i = slices.IndexFunc(columns, func(c string) bool { return foldName(c) == foldName(n) })
		}
		if i < 0 {
			return g.t.File.Fail(form.Place{}, "there is no column %q (--map); there are %s", n, strings.Join(columns, ", "))
		}
		meaning := Meaning(strings.ToLower(strings.TrimSpace(meanings[n])))
		if !slices.Contains(Meanings(), meaning) {
			return g.t.File.Fail(form.Place{Column: columns[i]}, "there is no meaning %q (--map); there are %s", meaning, listed(Meanings()))
		}
		if at := g.m.first(meaning); at >= 0 && !meaning.repeats() {
			if g.fixed[at] {
				return g.t.File.Fail(form.Place{Column: columns[i]}, "%q is column %q already (--map)", meaning, columns[at])
			}
			g.m.Columns[at].Means = Keep
		}
		g.m.Columns[i].Means, g.fixed[i] = meaning, true
	}
	return nil
}

func listed(meanings []Meaning) string {
	words := make([]string, len(meanings))
	for i, m := range meanings {
		words[i] = string(m)
	}
	return strings.Join(words, ", ")
}

// candidate is a meaning that a column may have by its name.
type candidate struct {
	column  int
	meaning Meaning
	score   int
}

// byName gives each meaning to the column whose name says it best.
func (g *guesser) byName() {
	var all []candidate
	for i := range g.t.Columns {
		all = append(all, g.candidates(i)...)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Or(b.score-a.score, a.column-b.column) })
	for _, c := range all {
		if g.m.Columns[c.column].Means != "" || !c.meaning.repeats() && g.m.first(c.meaning) >= 0 {
			continue
		}
		if c.meaning.repeats() && c.score < exact && g.m.first(c.meaning) >= 0 {
			continue
		}
		g.m.Columns[c.column].Means = c.meaning
	}
}

// titles decides between several columns whose names say that they have titles: of one
// language the shorter is the title and the longer the text, of several languages one
// stands for the other where it is empty.
func (g *guesser) titles() {
	title := g.m.first(Title)
	if title < 0 || g.fixed[title] {
		return
	}
	for i := range g.t.Columns {
		c := &g.t.Columns[i]
		called, lang := cutLanguage(foldName(plainName(c.Name)))
		if g.m.Columns[i].Means != "" || !c.words() || !slices.ContainsFunc(lexicon()[called], func(n name) bool { return n.meaning == Title }) {
			continue
		}
		t := &g.t.Columns[title]
		_, ours := cutLanguage(foldName(plainName(t.Name)))
		same := g.inOurLanguage(c, lang) == g.inOurLanguage(t, ours)
		switch {
		case same && c.average()*1.5 < t.average() && c.Filled*5 >= t.Filled*4:
			g.m.Columns[i].Means, g.m.Columns[title].Means = Title, OtherTitle
			if g.m.first(Text) < 0 {
				g.m.Columns[title].Means = Text
			}
			title = i
		case same && t.average()*1.5 < c.average() && g.m.first(Text) < 0:
			g.m.Columns[i].Means = Text
		default:
			g.m.Columns[i].Means = OtherTitle
		}
	}
}

// exact is the score of a name that is in the lexicon as a whole, less its rank there.
const exact = 1000

// candidates are what the name of a column may say, as far as its cells allow.
func (g *guesser) candidates(i int) (found []candidate) {
	c := &g.t.Columns[i]
	if !c.Named {
		return nil
	}
	folded, lang := cutLanguage(foldName(plainName(c.Name)))
	bonus := 0
	if g.inOurLanguage(c, lang) {
		bonus = 100 // of two languages side by side that of the reader
	}
	add := func(called string, score int) {
		for _, n := range lexicon()[called] {
			if g.allows(c, n.meaning) {
				found = append(found, candidate{i, n.meaning, score - n.rank + bonus})
			}
			g.foreign = g.foreign || score == exact && !n.english && n.meaning.dated() && !englishToo(called, n.meaning)
		}
	}
	add(folded, exact)
	if len(found) > 0 || len(strings.Fields(folded)) > 6 {
		return found
	}
	// A name of several words: the more of it is known, the better; a date says more than
	// the event that it is of.
	words := strings.Fields(folded)
	for from := range words {
		for to := from + 1; to <= len(words); to++ {
			called := strings.Join(words[from:to], " ")
			if len(called) < 4 && !(called == "id" || called == "url") {
				continue
			}
			add(called, 300+10*len(called))
		}
	}
	for j := range found {
		if found[j].meaning == Title {
			found[j].score -= 200
		}
	}
	return found
}

// englishToo reports whether a name means the same in English.
func englishToo(called string, meaning Meaning) bool {
	return slices.ContainsFunc(lexicon()[called], func(n name) bool { return n.english && n.meaning == meaning })
}

// inOurLanguage reports whether a column is in the language of the reader, by its name or
// by its letters.
func (g *guesser) inOurLanguage(c *Column, lang string) bool {
	ours, _, _ := strings.Cut(strings.ToLower(g.lang), "-")
	if ours == "" {
		ours = "en"
	}
	if lang != "" {
		return lang == ours
	}
	script := unicode.Latin
	switch ours {
	case "ar", "fa", "ur":
		script = unicode.Arabic
	case "ru":
		script = unicode.Cyrillic
	}
	in, all := 0, 0
	for cell := range c.distinct {
		for _, r := range cell {
			if unicode.IsLetter(r) {
				all++
				if unicode.Is(script, r) {
					in++
				}
			}
		}
	}
	return all > 0 && in*2 > all
}

// allows reports whether the cells of a column can have a meaning at all.
func (g *guesser) allows(c *Column, meaning Meaning) bool {
	if c.Filled == 0 {
		return true
	}
	switch meaning {
	case Start, End, LatestStart, EarliestEnd, Year, EndYear, Day, EndDay, Month, EndMonth, Time, EndTime:
		return c.allowsDate(meaning)
	case Address, Picture:
		return c.share(c.addresses) >= 0.3 || c.share(c.linked) >= 0.3
	case Source, Place, Title, Actors:
		return c.share(c.addresses+c.dates) < 0.5
	case Track: // each of them has several events
		return c.share(c.addresses+c.dates) < 0.5 && c.average() < 60 && (c.Filled < 10 || len(c.distinct)*10 <= min(c.Filled, mostDistinct)*6)
	case Tags:
		return c.share(c.integers) < 0.5
	case Importance:
		return c.share(c.integers) >= 0.5 || c.average() < 20
	case ID:
		return len(c.distinct) >= min(c.Filled, mostDistinct)*9/10
	}
	return true
}

// allowsDate is the same for dates and parts of them.
func (c *Column) allowsDate(meaning Meaning) bool {
	switch meaning {
	case Year, EndYear:
		return c.share(c.dates) < 0.5 && (c.share(c.integers) >= 0.3 || c.human > 0)
	case Day, EndDay:
		return c.share(c.integers) >= 0.5
	case Month, EndMonth:
		return c.share(c.addresses+c.dates) < 0.3
	case Time, EndTime:
		return c.share(c.dates) < 0.3 && c.share(c.clocks+c.integers) >= 0.3
	}
	if c.share(c.addresses) >= 0.3 {
		return false
	}
	return c.dated() >= 0.2 || c.share(c.integers) >= 0.5 && c.share(c.clocks) < 0.5 || c.looked == 0 && !c.words()
}

// byContents finds what the names did not say.
func (g *guesser) byContents() {
	if g.m.first(Start) < 0 && g.m.first(Year) < 0 {
		g.pick(Start, func(c *Column) float64 { return c.dated() })
	}
	if g.m.first(Title) < 0 && g.m.first(EventTitle) < 0 && !g.events() {
		g.title()
	}
	for i := range g.t.Columns {
		c := &g.t.Columns[i]
		if g.m.Columns[i].Means != "" || c.share(c.addresses) < 0.5 {
			continue
		}
		g.m.Columns[i].Means = Address
		if c.pictures*2 > c.addresses {
			g.m.Columns[i].Means = Picture
		}
	}
	// A column of years or parts beside whole dates says nothing more.
	if start := g.m.first(Start); start >= 0 && g.t.Columns[start].share(g.t.Columns[start].dates) >= 0.5 {
		for i, c := range g.m.Columns {
			if !g.fixed[i] && (c.Means == Year || c.Means == Month || c.Means == Day) {
				g.m.Columns[i].Means = Redundant
			}
		}
	}
}

// pick gives a meaning to the column without one that looks most like it, if half of its
// cells do.
func (g *guesser) pick(meaning Meaning, like func(*Column) float64) {
	best, most := -1, 0.5
	for i := range g.t.Columns {
		if g.m.Columns[i].Means == "" && g.t.Columns[i].Filled > 0 {
			if l := like(&g.t.Columns[i]); l > most || l == most && best < 0 {
				best, most = i, l
			}
		}
	}
	if best >= 0 {
		g.m.Columns[best].Means = meaning
	}
}

// wordy are the columns without a meaning that have words.
func (g *guesser) wordy() (columns []int) {
	for i := range g.t.Columns {
		if g.m.Columns[i].Means == "" && g.t.Columns[i].words() {
			columns = append(columns, i)
		}
	}
	return columns
}

// events recognises a table with a column of events for each track: in many of its rows
// not all of them have one, and their names say nothing.
func (g *guesser) events() bool {
	if g.m.first(Start) < 0 && g.m.first(Year) < 0 || g.m.first(Text) >= 0 {
		return false
	}
	var columns []int
	for _, i := range g.wordy() {
		c := &g.t.Columns[i]
		if c.Filled*10 > g.t.Rows*9 {
			return false // a title, rather
		}
		if c.Named && len(c.distinct) > min(c.Filled, mostDistinct)/2 && len(g.candidates(i)) == 0 {
			columns = append(columns, i)
		}
	}
	if len(columns) < 2 {
		return false
	}
	for _, i := range columns {
		g.m.Columns[i].Means = EventTitle
	}
	return true
}

// title takes the shorter of two columns of words for titles; a text alone has to serve.
func (g *guesser) title() {
	columns := g.wordy()
	if len(columns) == 0 {
		for _, instead := range []Meaning{Text, Track} { // "Topic" may be either
			if i := g.m.first(instead); i >= 0 && !g.fixed[i] && len(g.t.Columns[i].distinct)*2 > min(g.t.Columns[i].Filled, mostDistinct) {
				g.m.Columns[i].Means = Title
				return
			}
		}
		return
	}
	if g.m.first(Text) >= 0 && g.t.Columns[columns[0]].share(g.t.Rows) > 2 {
		// Few rows have it: rather the text, which Headline shortens.
		g.m.Columns[g.m.first(Text)].Means = Title
		return
	}
	best := columns[0]
	for _, i := range columns[1:] {
		if c, b := &g.t.Columns[i], &g.t.Columns[best]; b.average() > 100 && c.average() < b.average()/2 && c.Filled*2 > b.Filled {
			best = i
		}
	}
	g.m.Columns[best].Means = Title
	for _, i := range columns {
		if i > best && g.m.first(Text) < 0 && !g.t.Columns[i].Named {
			g.m.Columns[i].Means = Text
		}
	}
}

// rest keeps the words of the other columns.
func (g *guesser) rest() {
	for i := range g.m.Columns {
		if g.m.Columns[i].Means != "" {
			continue
		}
		c := &g.t.Columns[i]
		switch {
		case c.Named || c.words():
			g.m.Columns[i].Means = Keep
		case c.integers == c.Filled && len(c.distinct) >= min(c.Filled, mostDistinct):
			g.m.Columns[i].Means = Redundant // the numbers of the rows
		default:
			g.m.Columns[i].Means = Ignore
		}
	}
}

// entities finds columns of Aeon Timeline 3 that name its people and places, which are
// rows of their own.
func (g *guesser) entities() {
	kind, label := g.m.first(RowType), g.m.first(Title)
	if kind < 0 || label < 0 {
		return
	}
	for i := range g.t.Columns {
		c := &g.t.Columns[i]
		if g.m.Columns[i].Means != Keep || g.fixed[i] || len(c.distinct) == 0 {
			continue
		}
		known := 0
		for cell := range c.distinct {
			named := true
			for _, word := range splitWords(cell, "") {
				named = named && g.t.Columns[label].distinct[word]
			}
			if named {
				known++
			}
		}
		if known*2 > len(c.distinct) && !strings.HasPrefix(foldName(c.Name), "parent") {
			g.m.Columns[i].Means = Entity
		}
	}
}

// orders decides how dates in numbers are read: as the reader says, as the column tells,
// as the other columns tell, as the program does that wrote the table, as the language of
// the names does.
func (g *guesser) orders(said form.Order) {
	others := form.ByContents
	for i, c := range g.m.Columns {
		if o := g.t.Columns[i].Order; c.Means.dated() && o != form.ByContents {
			others = o
		}
	}
	if others == form.ByContents && g.t.known != nil {
		others = g.t.known.order
	}
	if others == form.ByContents && g.foreign {
		others = form.DayFirst
	}
	for i := range g.m.Columns {
		g.m.Columns[i].Order = cmp.Or(said, g.t.Columns[i].Order, others)
	}
}
