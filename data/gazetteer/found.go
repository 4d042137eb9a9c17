package gazetteer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// Found is a place that a text names.
type Found struct {
	Start, End int     // bytes of the text, half-open
	Dateline   bool    // it is where the report comes from
	Places     []Place // what the name may mean, the likeliest first
}

// leastProposed is how many people a city has at least whose name is taken for it in a
// running text: names of small towns are words, and people, far more often.
const leastProposed = 100_000

// In returns the places that a passage names, in its order, each name once. A name is
// longest match; in Latin letters it begins with a capital.
func (g *Gazetteer) In(passage string) []Found {
	t := g.tables()
	tokens := slices.Collect(fold.Tokens(passage))
	var all []Found
	seen := map[int32]bool{}
	for i := 0; i < len(tokens); i++ {
		places, n := t.starting(passage, tokens[i:])
		if n == 0 {
			continue
		}
		if !seen[places[0]] {
			seen[places[0]] = true
			all = append(all, Found{Start: tokens[i].Start, End: tokens[i+n-1].End, Places: t.listed(places)})
		}
		i += n - 1
	}
	return all
}

// starting returns the places that the first of some words name, as many words as can
// be, and how many these are.
func (t *tables) starting(text string, tokens []fold.Token) ([]int32, int) {
	first, _ := utf8.DecodeRuneInString(text[tokens[0].Start:])
	latin := first < 0x250
	if latin && !unicode.IsUpper(first) {
		return nil, 0
	}
	for n := min(t.longest, len(tokens), 5); n > 0; n-- {
		if strings.ContainsAny(text[tokens[0].Start:tokens[n-1].End], ".!?؟\n") && n > 1 {
			continue
		}
		rest := ""
		for _, w := range tokens[1:n] {
			rest += " " + w.Word
		}
		starts := []string{tokens[0].Word}
		if !latin {
			starts = fold.Readings(tokens[0].Word)
		}
		for _, start := range starts {
			name := start + rest
			if utf8.RuneCountInString(name) < 3 || n == 1 && ordinary(name) {
				continue
			}
			if places := t.likely(name, latin); len(places) > 0 {
				return places, n
			}
		}
	}
	return nil, 0
}

// likely returns the places that a name in a running text may mean.
func (t *tables) likely(name string, latin bool) []int32 {
	all := t.exactly(name)
	slices.SortStableFunc(all, func(a, b int32) int { return cmp.Compare(t.places[b].Weight(), t.places[a].Weight()) })
	if len(all) == 0 {
		return nil
	}
	p := t.places[all[0]]
	if p.Kind != City || p.Population >= leastProposed {
		return all
	}
	return nil
}

// ordinary reports whether a folded name is a common word or a name of people, too, far
// more often than that of a place.
func ordinary(name string) bool {
	switch name {
	case "of", "most", "nice", "reading", "mobile", "bath", "batman", "man", "split", "along", "best", "male", "may", "march", "august", "un", "us", "and", "the",
		"george", "victoria", "santiago", "jackson", "lincoln", "houston", "salem", "surprise", "enterprise", "independence", "orange", "bari", "buy", "bam", "as",
		"jersey", "chad", "jordan", "hamilton", "austin", "dali", "taiping", "central", "union", "union city", "eu", "asia", "america",
		"الي", "علي", "من", "عن", "مع", "بعد", "قبل", "حتي", "عند", "بين", "منذ", "كل", "غير", "هذا", "هذه", "ذلك", "التي", "الذي", "كانت", "قال", "قالت", "اول", "امس",
		"اليوم", "امام", "تحت", "فوق", "ضد", "خلال", "حول", "نحو", "دون", "عين", "قم", "صور", "سرت", "حي", "سلا", "اب", "باري", "مالي", "سيدي", "كان", "نيس", "باب", "بني", "شبه", "بان", "لا", "ما", "هو", "هي", "ان",
		"تل", "ابو", "ام", "بيت", "جبل", "عمر", "احمد", "محمد", "حسن", "سعيد", "خالد", "ناصر", "مروي", "اريد", "بير", "ليل", "الليل", "الفجر", "مدينه", "شرق", "غرب":
		return true
	}
	return false
}

// Dateline returns the place that a report says it comes from, at its beginning: "CAIRO
// (Reuters) -", "GENEVA, 13 February", «القاهرة - أ ش أ:».
func (g *Gazetteer) Dateline(text string) (Found, bool) {
	t := g.tables()
	head := text[:min(len(text), 200)]
	var tokens []fold.Token
	for token := range fold.Tokens(head) {
		if tokens = append(tokens, token); len(tokens) == 6 {
			break
		}
	}
	for n := min(len(tokens), 4); n > 0; n-- {
		end := tokens[n-1].End
		after := strings.TrimLeftFunc(head[end:], unicode.IsSpace)
		if !beforeReport(after) || strings.ContainsAny(head[tokens[0].Start:end], "(:—–") {
			continue
		}
		name := ""
		for _, w := range tokens[:n] {
			name += " " + w.Word
		}
		all := t.exactly(strings.TrimSpace(name))
		if len(all) == 0 {
			continue
		}
		slices.SortStableFunc(all, func(a, b int32) int { return cmp.Compare(t.places[b].Weight(), t.places[a].Weight()) })
		return Found{Start: tokens[0].Start, End: end, Dateline: true, Places: t.listed(all)}, true
	}
	return Found{}, false
}

// beforeReport reports whether what follows a name at the beginning makes a dateline of
// it: an agency or a date, then a dash or a colon, soon.
func beforeReport(after string) bool {
	r, size := utf8.DecodeRuneInString(after)
	switch r {
	case '—', '–', ':', '-':
		return true
	case '(', '/':
		return true
	case ',', '،':
		rest := after[size:]
		for i, r := range rest {
			if i > 60 {
				return false
			}
			if r == '—' || r == '–' || r == '(' || r == ':' || r == '-' && strings.HasPrefix(rest[i+1:], " ") {
				return true
			}
		}
	}
	return false
}
