package search

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
)

// example is something that can be typed.
type example struct{ text, what string }

// examples show every part of the language of queries, with words, names and times of a
// library.
func examples(loc *i18n.Locale, l *library.Library) []example {
	lang, n := loc.Lang(), l.Snapshot()
	field := func(f query.Field, value string) string {
		return query.Term{Field: f, Values: []string{value}}.Text(lang)
	}
	var out []example
	if first, second := titleWords(titles(l), loc.RTL()); second != "" {
		out = append(out, example{second + " " + first, "search.hint.words"},
			example{`"` + first + " " + second + `"`, "search.hint.phrase"},
			example{first + " -" + second, "search.hint.not"})
	}
	if len(n.Tracks) > 0 {
		out = append(out, example{field(query.Track, n.Tracks[0].Name), "search.hint.track"})
	}
	if tag := commonTag(n.Notes); tag != "" {
		out = append(out, example{field(query.Tag, tag), "search.hint.tag"})
	}
	for _, a := range n.Articles {
		if a.Publisher != "" {
			out = append(out, example{field(query.Source, a.Publisher), "search.hint.source"})
			break
		}
	}
	from, to, on := times(n)
	return append(out,
		example{query.Name(query.From, lang) + ":" + from + " " + query.Name(query.To, lang) + ":" + to, "search.hint.from"},
		example{query.Name(query.On, lang) + ":" + on, "search.hint.on"},
		example{field(query.Has, "note"), "search.hint.has"},
		example{field(query.Is, "uncertain"), "search.hint.is"},
	)
}

// times are two years that most events of a library lie between, and a day with one; some
// of our time where there are no events, or from other ages.
func times(n *library.Snapshot) (from, to, on string) {
	events := n.Columns.Len()
	if events == 0 {
		return "2020", "2021", "2022-02-04"
	}
	at := func(i int) time.Time { return time.Unix(n.Columns.Lo[i], 0).UTC() }
	first, middle, last := at(events/4), at(events/2), at(events*3/4)
	if first.Year() < 1000 || last.Year() > 2999 {
		return "2020", "2021", "2022-02-04"
	}
	return first.Format("2006"), last.Format("2006"), middle.Format(time.DateOnly)
}

// mostTitles is how many events are asked for their titles.
const mostTitles = 300

// titles are those of a library's articles, and of its events as far as they are loaded.
func titles(l *library.Library) (all []string) {
	n := l.Snapshot()
	for _, a := range n.Articles {
		all = append(all, a.Title)
	}
	for _, id := range n.Columns.IDs[:min(n.Columns.Len(), mostTitles)] {
		if c, ok := l.Caption(id); ok {
			all = append(all, c.Title)
		}
	}
	return all
}

// titleWords are two words that follow each other in a title: those that are in the most
// titles, names before others, in the script of the interface if there are any. Words that
// say nothing by themselves are left out. Empty if there are none.
func titleWords(titles []string, rtl bool) (first, second string) {
	often := map[string]int{}
	words := make([][]string, len(titles))
	for i, t := range titles {
		words[i] = strings.FieldsFunc(t, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) })
		for _, w := range words[i] {
			often[strings.ToLower(w)]++
		}
	}
	best := 0
	for i, t := range titles {
		for j := 1; j < len(words[i]); j++ {
			before, after := words[i][j-1], words[i][j]
			if !telling(before) || !telling(after) || !strings.Contains(t, before+" "+after) {
				continue
			}
			weight := often[strings.ToLower(before)] + often[strings.ToLower(after)]
			if isName(before) && isName(after) {
				weight += 2
			}
			if unicode.Is(unicode.Arabic, firstLetter(before)) == rtl {
				weight += 1 << 20
			}
			if weight > best {
				best, first, second = weight, before, after
			}
		}
	}
	return first, second
}

// telling reports whether a word says something by itself.
func telling(word string) bool {
	least := 4
	if unicode.Is(unicode.Arabic, firstLetter(word)) {
		least = 3
	}
	return utf8.RuneCountInString(word) >= least && !slices.Contains(empty(), strings.ToLower(word))
}

// empty are words that are in titles of all kinds, and tell none from others.
func empty() []string {
	return strings.Fields(`about after against amid among and are back been before being between both but could does down during each for from
had has have her his how into its like more most much must near not off once only other our out over said same she should since some such than
that the their them then there these they this those through under until upon was were what when where which while who whose why will with
without would you your
أمام أن إن أنه إلى أما أو أي بعد بل بلا بين تحت تلك ثم حتى حول حين خلال دون ذلك سوف ضد عبر عدم على عن عند غير فإن فوق في قبل قد كان كانت كل كما كيف لا لكن
لم لن ليس ماذا مع مما من منذ نحو هذا هذه هل هنا هو هي وفي وقد وهو وهي يكون الذي التي الذين`)
}

// isName reports whether a word looks like a name: with a capital, or with the Arabic
// article.
func isName(word string) bool {
	return unicode.IsUpper(firstLetter(word)) || strings.HasPrefix(word, "ال")
}

func firstLetter(word string) rune {
	r, _ := utf8.DecodeRuneInString(word)
	return r
}

// commonTag is a tag that notes carry, "" if none does.
func commonTag(notes []data.Annotation) string {
	for _, n := range notes {
		if len(n.Tags) > 0 {
			return n.Tags[0]
		}
	}
	return ""
}
