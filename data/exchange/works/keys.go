package works

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/dates"
)

var (
	keyForm = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_:.+/-]{0,99}$`)
	letters = regexp.MustCompile(`[A-Za-z]`)
)

// KeyLike reports whether a name is one by which people cite: a word with letters.
func KeyLike(name string) bool {
	return keyForm.MatchString(name) && letters.MatchString(name) && !strings.Contains(name, "//") // an address
}

// keysOf are the keys by which articles are cited, each of its own: that which the reader has
// given, else author, year and first word of the title ("haddad2022winters"). A key stays
// the same when others are added later.
func keysOf(articles []data.Article) map[data.ID]string {
	articles = slices.Clone(articles)
	slices.SortFunc(articles, func(a, b data.Article) int { return slices.Compare(a.ID[:], b.ID[:]) })
	keys, taken := make(map[data.ID]string, len(articles)), map[string]bool{}
	take := func(a data.Article, key string) bool {
		folded := strings.ToLower(key)
		if taken[folded] {
			return false
		}
		keys[a.ID], taken[folded] = key, true
		return true
	}
	var rest []data.Article
	for _, a := range articles {
		if own := a.Citation.Extra[ExtraKey]; !KeyLike(own) || !take(a, own) {
			rest = append(rest, a)
		}
	}
	for _, a := range rest {
		key := madeKey(a)
		for n := 0; !take(a, key+suffix(n)); n++ {
		}
	}
	return keys
}

// suffix tells keys apart that are else the same: none, b, c … z, then 27, 28 …
func suffix(n int) string {
	switch {
	case n == 0:
		return ""
	case n < 26:
		return string(rune('a' + n))
	}
	return "-" + strconv.Itoa(n+1)
}

func madeKey(a data.Article) string {
	who := firstName(a)
	if who == "" {
		who = firstWord(firstOf(a.Citation.Container, a.Publisher))
	}
	key := who + yearOf(a.Published) + firstWord(a.Title)
	if !letters.MatchString(key) {
		id := a.ID.String()
		return "ref" + key + id[len(id)-6:]
	}
	return key
}

// firstName is the name by which the first author is listed.
func firstName(a data.Article) string {
	names := slices.Concat(cite.Authors(a), a.Citation.Editors)
	if len(names) == 0 {
		return ""
	}
	n := names[0]
	if n.Family != "" {
		return firstWord(n.Family)
	}
	if words := strings.Fields(n.Literal); Arabic(n.Literal) && len(words) > 0 {
		return firstWord(words[len(words)-1])
	}
	return firstWord(n.Literal)
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// yearOf is the year of a date that is in one.
func yearOf(d dates.Date) string {
	if d.IsZero() || d.Lo == dates.OpenLo || d.Hi == dates.OpenHi {
		return ""
	}
	year := dates.CivilFromUnix(d.Lo).Year
	if year < 0 || dates.CivilFromUnix(d.Hi-1).Year != year {
		return ""
	}
	return strconv.FormatInt(year, 10)
}

// small are words that tell nothing at the beginning of a title.
var small = strings.Fields("a an the of on in at to for and or from with by is are how why what when le la les un une der die das ein eine el los في من على عن إلى الى ما كيف لماذا هل مع")

const longestWord = 20 // of a key

// firstWord is the first word that tells something, in plain letters.
func firstWord(text string) string {
	first := ""
	for _, word := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	}) {
		plain := plainLetters(word)
		if plain == "" {
			continue
		}
		if !slices.Contains(small, strings.ToLower(word)) {
			return plain[:min(len(plain), longestWord)]
		}
		if first == "" {
			first = plain
		}
	}
	return first
}

// plainLetters is a word in small letters from a to z and digits: Latin letters without
// their marks, Arabic ones as they are mostly written, others left out.
func plainLetters(word string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKC.String(word))) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Nd, r):
			b.WriteByte('0' + byte(digit(r)))
		default:
			b.WriteString(plainLetter[r])
		}
	}
	return b.String()
}

// digit is the value of a decimal digit, which Unicode has in runs of ten from 0.
func digit(r rune) int {
	n := 0
	for n < 9 && unicode.Is(unicode.Nd, r-rune(n)-1) {
		n++
	}
	return n
}

var plainLetter = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
	'ا': "a", 'ب': "b", 'ت': "t", 'ث': "th", 'ج': "j", 'ح': "h", 'خ': "kh", 'د': "d", 'ذ': "dh", 'ر': "r", 'ز': "z", 'س': "s", 'ش': "sh", 'ص': "s",
	'ض': "d", 'ط': "t", 'ظ': "z", 'غ': "gh", 'ف': "f", 'ق': "q", 'ك': "k", 'ل': "l", 'م': "m", 'ن': "n", 'ه': "h", 'و': "w", 'ي': "y", 'ى': "a", 'ة': "a",
	'پ': "p", 'چ': "ch", 'ژ': "zh", 'گ': "g", 'ک': "k", 'ی': "y",
}
