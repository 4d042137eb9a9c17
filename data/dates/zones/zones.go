// Package zones names time zones as people do: by a city or country, in English or
// Arabic, or by letters such as EST.
//
// The one idea behind it: one table has, for each zone of IANA's database, the names
// that people say, the first of which it is shown by. What a name may mean in more than
// one zone it means in none; letters mean the offset that they stand for.
package zones

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
)

// table has a line for each zone: its name, and names in English and in Arabic, with
// commas between. The zones are those of zone.tab, which is in the public domain.
//
//go:embed zones.tsv
var table string

// zone is a line of the table.
type zone struct {
	id     string
	names  [2][]string // English, Arabic
	folded []string    // all of names, and the id
}

// known is the table, read once.
var known = sync.OnceValue(func() (k struct {
	zones  []zone
	byID   map[string]int
	byName map[string][]int
},
) {
	k.byID, k.byName = map[string]int{}, map[string][]int{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		z := zone{id: cells[0]}
		k.byID[z.id] = len(k.zones)
		for i, cell := range cells[1:] {
			if cell == "" {
				continue
			}
			z.names[i] = strings.Split(cell, ",")
			for _, name := range z.names[i] {
				folded := fold(name)
				z.folded = append(z.folded, folded)
				if at := k.byName[folded]; !slices.Contains(at, len(k.zones)) {
					k.byName[folded] = append(at, len(k.zones))
				}
			}
		}
		z.folded = append(z.folded, fold(z.id))
		k.zones = append(k.zones, z)
	}
	return k
})

// Name is what a zone is called in a language, "en" or "ar": that of its city.
func Name(id, lang string) string {
	k := known()
	if at, ok := k.byID[id]; ok {
		names := k.zones[at].names
		if lang == "ar" && len(names[1]) > 0 {
			return names[1][0]
		}
		return names[0][0]
	}
	return strings.ReplaceAll(id[strings.LastIndexByte(id, '/')+1:], "_", " ")
}

// Names are all names of a zone in a language, the first of which is Name; none where it
// is not in the table.
func Names(id, lang string) []string {
	k := known()
	at, ok := k.byID[id]
	switch {
	case !ok:
		return nil
	case lang == "ar" && len(k.zones[at].names[1]) > 0:
		return k.zones[at].names[1]
	}
	return k.zones[at].names[0]
}

// Search returns the zones that words name or begin to name in either language or as
// IANA does, those that are named whole first; all without words.
func Search(words string) []string {
	asked := fold(words)
	var by [4][]string
	for _, z := range known().zones {
		best := len(by)
		for _, name := range z.folded {
			switch {
			case name == asked:
				best = 0
			case strings.HasPrefix(name, asked):
				best = min(best, 1)
			case strings.Contains(name, " "+asked):
				best = min(best, 2)
			case strings.Contains(name, asked):
				best = min(best, 3)
			}
		}
		if best < len(by) {
			by[best] = append(by[best], z.id)
		}
	}
	return slices.Concat(by[:]...)
}

// Named is a zone that a text names.
type Named struct {
	Zone string
	// Fixed says that the name is of the offset, in seconds east of UTC: EST is 5 hours
	// behind in summer, too.
	Fixed  bool
	Offset int
}

// letters are the zones and offsets that letters name, where they mean the same to all:
// "CST" and "IST" do not.
var letters = map[string]Named{
	"GMT":  {"Etc/GMT", true, 0 * 3600},
	"UTC":  {"Etc/UTC", true, 0 * 3600},
	"EST":  {"America/New_York", true, -5 * 3600},
	"EDT":  {"America/New_York", true, -4 * 3600},
	"CDT":  {"America/Chicago", true, -5 * 3600},
	"MST":  {"America/Denver", true, -7 * 3600},
	"MDT":  {"America/Denver", true, -6 * 3600},
	"PST":  {"America/Los_Angeles", true, -8 * 3600},
	"PDT":  {"America/Los_Angeles", true, -7 * 3600},
	"MSK":  {"Europe/Moscow", true, 3 * 3600},
	"JST":  {"Asia/Tokyo", true, 9 * 3600},
	"KST":  {"Asia/Seoul", true, 9 * 3600},
	"HKT":  {"Asia/Hong_Kong", true, 8 * 3600},
	"PKT":  {"Asia/Karachi", true, 5 * 3600},
	"AEST": {"Australia/Sydney", true, 10 * 3600},
	"AEDT": {"Australia/Sydney", true, 11 * 3600},
	"NZST": {"Pacific/Auckland", true, 12 * 3600},
	"NZDT": {"Pacific/Auckland", true, 13 * 3600},
	"ET":   {Zone: "America/New_York"},
}

// mostWords is how many words a name has at most.
const mostWords = 6

// Behind reads the name of a zone at the head of a text, as it follows a time, and
// returns its length in bytes: "Beijing time", "(Kyiv time)", "Europe/Kyiv", "EST",
// «بتوقيت القاهرة», "heure de Paris".
func Behind(text string) (n int, named Named, ok bool) {
	rest := strings.TrimLeft(text, " \u00a0")
	if inner, bracket := strings.CutPrefix(rest, "("); bracket {
		n, named, ok = behind(inner)
		if !ok || !strings.HasPrefix(inner[n:], ")") {
			return 0, Named{}, false
		}
		return len(text) - len(inner) + n + 1, named, true
	}
	n, named, ok = behind(rest)
	return len(text) - len(rest) + n, named, ok
}

func behind(text string) (n int, named Named, ok bool) {
	words := split(text)
	if len(words) == 0 {
		return 0, named, false
	}
	first := text[words[0].start:words[0].end]
	if dates.IsZone(first) && dates.AxisIn(first).Zone() != "" {
		return words[0].end, Named{Zone: first}, true
	}
	if named, ok = letters[first]; ok {
		// GMT+3 is another offset.
		if after := strings.TrimLeft(text[words[0].end:], " "); named.Offset == 0 && named.Fixed && after != "" && strings.ContainsRune("+-\u2212\u2013", firstRune(after)) {
			return 0, Named{}, false
		}
		return words[0].end, named, true
	}
	from := 0
	switch strings.ToLower(first) {
	case "بتوقيت", "توقيت":
		from = 1
	case "heure", "hora":
		if from = 2; len(words) < 2 || text[words[1].start:words[1].end] != "de" {
			return 0, named, false
		}
	}
	for k := min(len(words), from+mostWords); k > from; k-- {
		at := known().byName[fold(text[words[from].start:words[k-1].end])]
		if len(at) != 1 {
			continue
		}
		named.Zone = known().zones[at[0]].id
		if from > 0 {
			return words[k-1].end, named, true
		}
		if end, said := timeBehind(text, words[k:]); said {
			return end, named, true
		}
	}
	return 0, named, false
}

// timeBehind reads the word "time", with "standard" and the like before it.
func timeBehind(text string, words []span) (end int, ok bool) {
	for _, w := range words[:min(len(words), 2)] {
		switch strings.ToLower(text[w.start:w.end]) {
		case "time":
			return w.end, true
		case "standard", "daylight", "summer", "winter", "local":
		default:
			return 0, false
		}
	}
	return 0, false
}

type span struct{ start, end int }

// split returns the first words of a text, up to a sign that no name has.
func split(text string) (words []span) {
	for at := 0; at < len(text) && len(words) < mostWords+3; {
		start := at
		for at < len(text) {
			r, size := utf8.DecodeRuneInString(text[at:])
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune("/_-'.ʻ’+", r) && !(at > start && unicode.IsDigit(r)) {
				break
			}
			at += size
		}
		end := at
		for end > start && (text[end-1] == '.' && !strings.Contains(text[start:end-1], ".") || strings.ContainsRune("-+/'", rune(text[end-1]))) {
			end--
		}
		if end == start {
			break
		}
		if words = append(words, span{start, end}); end != at {
			break
		}
		if !strings.HasPrefix(text[at:], " ") && !strings.HasPrefix(text[at:], "\u00a0") {
			break
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return words
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// In returns the dates that a date without an offset may be in the zone, and the name to
// keep: none where the letters mean an offset that the zone does not have then. See
// [dates.Date.In].
func (n Named) In(d dates.Date) ([]dates.Date, string) {
	in, err := d.In(n.Zone)
	if err != nil {
		return []dates.Date{d}, ""
	}
	if !n.Fixed {
		return in, n.Zone
	}
	fixed := d.At(n.Offset)
	if slices.Contains(in, fixed) {
		return []dates.Date{fixed}, n.Zone
	}
	return []dates.Date{fixed}, ""
}

// Now returns the offset of a zone at an instant, in seconds east of UTC; false where it
// is not known.
func Now(id string, t time.Time) (offset int, ok bool) {
	a := dates.AxisIn(id)
	return int(a.Now(t) - t.Unix()), a.Zone() != ""
}

// fold is how names are compared: without case, accents, harakat and the like.
func fold(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(s)) {
		switch {
		case strings.ContainsRune("أإآٱ", r):
			r = 'ا'
		case r == 'ة':
			r = 'ه'
		case r == 'ى':
			r = 'ي'
		case r == '_' || r == '-' || r == '\u00a0':
			r = ' '
		case unicode.IsMark(r) || strings.ContainsRune("'.ʻ’\u0640", r):
			continue
		}
		if i := strings.IndexRune(accented, r); i >= 0 {
			r = rune(plain[utf8.RuneCountInString(accented[:i])])
		}
		b.WriteRune(r)
	}
	return b.String()
}

// accented are the letters with marks that names have, plain the same without.
const (
	accented = "áãçéíîóôöúüâåèêëñșț"
	plain    = "aaceiiooouuaaeeenst"
)
