package fold

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Month is what words name of a calendar: a key that all names of a month share in one
// language. The Arab countries have four sets of names for the months of one calendar;
// English shortens them.
type Month struct {
	Key   string // "" for none
	Words int    // how many words the name takes
}

// monthName is what is known of one word: its month, or those of which it is the first
// word.
type monthName struct {
	key string
	// second are the months by the word that must follow.
	second map[string]string
	// doubtful: the word has other meanings and is the month beside a day or year, after
	// "in", or beside another month.
	doubtful bool
	// apart: it is the month only beside a number, or where all of the text spells it so.
	apart bool
	// joined: something is written together with the name.
	joined bool
}

// arabicMonth and englishMonth are the keys of a month. No word of a text is like them:
// its digits and letters are apart.
func arabicMonth(n int) string  { return strconv.Itoa(n) + "شهر" }
func englishMonth(n int) string { return strconv.Itoa(n) + "month" }

var monthNames = sync.OnceValue(func() map[string]monthName {
	names := map[string]monthName{}
	for i, list := range strings.Split(`يناير جانفي|فبراير شباط فيفري|اذار مارس?|ابريل نيسان افريل|مايو ايار ماي?|يونيو يونيه حزيران جوان?|`+
		`يوليو يوليه تموز جويليه يوليوز|اغسطس غشت اوت? اب!|سبتمبر ايلول شتنبر|اكتوبر|نوفمبر نونبر|ديسمبر دجنبر`, "|") {
		for name := range strings.FieldsSeq(list) {
			name, doubtful := strings.CutSuffix(name, "?")
			name, apart := strings.CutSuffix(name, "!")
			withProclitics(names, name, monthName{key: arabicMonth(i + 1), doubtful: doubtful, apart: apart})
		}
	}
	for first, second := range map[string]map[string]string{
		"كانون": {"الثاني": arabicMonth(1), "ثاني": arabicMonth(1), "ثان": arabicMonth(1), "الاول": arabicMonth(12), "اول": arabicMonth(12)},
		"تشرين": {"الاول": arabicMonth(10), "اول": arabicMonth(10), "الثاني": arabicMonth(11), "ثاني": arabicMonth(11), "ثان": arabicMonth(11)},
	} {
		withProclitics(names, first, monthName{second: second})
	}
	for i, list := range strings.Split("january jan?|february feb?|march? mar?|april apr?|may?|june jun?|july jul?|august? aug?|"+
		"september sept sep?|october oct?|november nov?|december dec?", "|") {
		for name := range strings.FieldsSeq(list) {
			name, doubtful := strings.CutSuffix(name, "?")
			names[name] = monthName{key: englishMonth(i + 1), doubtful: doubtful}
		}
	}
	return names
})

func withProclitics(names map[string]monthName, name string, m monthName) {
	for _, before := range [...]string{"", "و", "ب", "ل", "ف", "ك", "وب", "ول"} {
		m.joined = before != ""
		names[before+name] = m
	}
}

// beforeMonths are words that make the word after them a month.
var beforeMonths = sync.OnceValue(func() map[string]bool {
	return set("شهر شهري في خلال منذ حتي نهايه مطلع بدايه منتصف اوائل اوايل اواخر in since until till early late mid during last next")
})

// MayNameMonth reports whether a folded word is a name of a month or the first word of
// one, whatever is beside it.
func MayNameMonth(word string) bool {
	_, ok := monthNames()[word]
	return ok
}

// MonthAt returns the month that the folded words of a text name at place i. spelt says
// that the text has the word آب, which folded is like the word for father.
func MonthAt(words []string, i int, spelt bool) Month {
	name, ok := monthNames()[words[i]]
	switch {
	case !ok:
		return Month{}
	case name.second != nil:
		if i+1 < len(words) {
			if key, ok := name.second[words[i+1]]; ok {
				return Month{key, 2}
			}
		}
		return Month{}
	case name.apart && !spelt && !besideNumber(words, i), name.doubtful && !besideNumber(words, i) && !amongMonths(words, i):
		return Month{}
	}
	return Month{name.key, 1}
}

// SpellsAugust reports whether a text that is not folded has the word آب.
func SpellsAugust(text string) bool {
	for _, august := range [...]string{"آب", "ا\u0653ب"} {
		for from := 0; ; {
			i := strings.Index(text[from:], august)
			if i < 0 {
				break
			}
			start := from + i
			from = start + len(august)
			before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:start], "وبلفك"))
			after, _ := utf8.DecodeRuneInString(text[from:])
			if classOf(before) != arabic && classOf(after) != arabic {
				return true
			}
		}
	}
	return false
}

func besideNumber(words []string, i int) bool {
	return i > 0 && dayOrYear(words[i-1]) || i+1 < len(words) && dayOrYear(words[i+1])
}

func dayOrYear(word string) bool {
	n, err := strconv.Atoi(word)
	return err == nil && (1 <= n && n <= 31 || len(word) == 4 && n >= 1000)
}

// amongMonths reports whether the word before is such as stands before a month, or the
// name of one is beside it.
func amongMonths(words []string, i int) bool {
	return i > 0 && (beforeMonths()[words[i-1]] || surelyMonth(words[i-1])) || i+1 < len(words) && surelyMonth(words[i+1])
}

func surelyMonth(word string) bool {
	name, ok := monthNames()[word]
	return ok && name.second == nil && !name.doubtful && !name.apart
}

// MonthNames returns the names of the month with a key, each as its folded words and
// without what is written together with it.
func MonthNames(key string) (out [][]string) {
	for word, name := range monthNames() {
		if name.key == key && !name.joined {
			out = append(out, []string{word})
		}
		for second, its := range name.second {
			if its == key && !name.joined {
				out = append(out, []string{word, second})
			}
		}
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

// MonthNamed returns the month that is named by all of some folded words, whatever else
// they may mean.
func MonthNamed(words ...string) string {
	switch name := monthNames()[words[0]]; len(words) {
	case 1:
		return name.key
	case 2:
		return name.second[words[1]]
	}
	return ""
}

// MonthKeys returns the keys of month n, from 1, in all languages.
func MonthKeys(n int) []string { return []string{arabicMonth(n), englishMonth(n)} }
