package propose

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// stampLength is the most characters of a line that is about the text: who wrote it,
// when it was posted, what a picture shows.
const stampLength = 160

// longestStamp is more bytes than the beginning of any stamp has.
const longestStamp = 64

// stamp reports whether a line is a byline, the caption of a picture or a stamp of a
// web page, which report nothing.
func stamp(line string, v *lexicon) bool {
	line = strings.TrimLeftFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && r != '©' })
	if utf8.RuneCountInString(line) > stampLength {
		return false
	}
	head := line
	if len(head) > longestStamp {
		head = head[:longestStamp]
	}
	folded := fold.String(head)
	for _, s := range v.stamps {
		rest, ok := strings.CutPrefix(folded, s)
		if !ok {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(rest); strings.HasSuffix(s, " ") || !unicode.IsLetter(next) {
			return true
		}
	}
	return byline(line)
}

// byline reports "By Jane Doe, 3 March 2019": only names up to the mark.
func byline(line string) bool {
	rest, ok := strings.CutPrefix(line, "By ")
	if !ok {
		return false
	}
	name, _, _ := strings.Cut(strings.Map(func(r rune) rune {
		if strings.ContainsRune(",|–—·-", r) {
			return '|'
		}
		return r
	}, rest), "|")
	names := strings.Fields(name)
	for _, n := range names {
		first, _ := utf8.DecodeRuneInString(n)
		if !unicode.IsUpper(first) && n != "and" {
			return false
		}
	}
	return len(names) >= 2 && len(names) <= 6 && !strings.ContainsFunc(name, unicode.IsDigit)
}

// leadLength returns how long the place, day and agency are that a paragraph of
// news begins with: "BEIJING, Feb 4 (Reuters) - ", «بكين (رويترز) - », or the hour of a
// post: "14:35 - ", «عاجل: ». It is 0 where there are none.
func leadLength(text string, v *lexicon) int {
	n := hourLength(text)
	return n + datelineLength(text[n:], v)
}

// datelineLength is leadLength for places.
func datelineLength(text string, v *lexicon) int {
	const longest = 90
	head := text[:min(len(text), longest)]
	for at, r := range head {
		next := at + utf8.RuneLen(r)
		if r != '-' && r != '–' && r != '—' && r != '_' || next > len(head) || at == 0 {
			continue
		}
		before, after := strings.TrimRightFunc(text[:at], unicode.IsSpace), text[next:]
		if len(before) == at && r == '-' && !strings.HasPrefix(after, "-") && !strings.HasPrefix(after, " ") {
			continue // a hyphen
		}
		if !placed(before, v) {
			return 0
		}
		return next + len(after) - len(strings.TrimLeftFunc(after, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }))
	}
	return 0
}

// placed reports whether what stands before the dash is a place, with a day or agency.
func placed(before string, v *lexicon) bool {
	const words = 7
	n := len(strings.Fields(before))
	bracket := strings.HasSuffix(before, ")")
	first, _, _ := strings.Cut(before, ",") // the place; its country and the day may follow
	capital := strings.ToUpper(first) == first && strings.ToLower(first) != first && len(first) > 2
	place := v.arab && n <= 2 && strings.IndexFunc(before, unicode.IsLetter) >= 0
	return n <= words && (bracket || capital || place)
}

// hourLength is leadLength for the hour of a post in a live blog.
func hourLength(text string) int {
	const update = 60 // "(Update 3:53 p.m. Cairo)"
	if end := strings.IndexByte(text[:min(len(text), update)], ')'); end > 0 && strings.HasPrefix(strings.ToLower(text), "(update") {
		return end + 1 + spaces(text[end+1:])
	}
	digits, words := false, 0
	for at, raw := range fields(text) {
		core := strings.Trim(raw, ":.-–—|[]()•*")
		folded := fold.String(core)
		switch {
		case core == "":
			if digits || words > 0 {
				return at + len(raw) + spaces(text[at+len(raw):])
			}
		case hour(core):
			digits = true
			if strings.HasSuffix(raw, ":") || strings.HasSuffix(raw, "]") {
				return at + len(raw) + spaces(text[at+len(raw):])
			}
		case hourWords()[folded]:
			words++
			if strings.HasSuffix(raw, ":") {
				return at + len(raw) + spaces(text[at+len(raw):])
			}
		case at == 0 && plainHour(raw):
			digits, words = true, 1
		case digits && words > 0 && begins(core): // "1:00 PM The", "2224 The"
			return at + strings.Index(raw, core)
		default:
			return 0
		}
		if at > 40 {
			return 0
		}
	}
	return 0
}

func spaces(text string) int { return len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace)) }

// begins reports whether a word can begin a sentence.
func begins(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// plainHour reports "2224", an hour in four digits that is no year of which people write.
func plainHour(word string) bool {
	h, m := word[:len(word)/2], word[len(word)/2:]
	return len(word) == 4 && strings.Trim(word, "0123456789") == "" && (h < "19" || h > "20" && h < "24") && m < "60"
}

// hour reports "14:35" and the like.
func hour(word string) bool {
	h, m, ok := strings.Cut(word, ":")
	if !ok {
		h, m, ok = strings.Cut(word, ".")
	}
	number := func(s string) bool {
		return len(s) >= 1 && len(s) <= 4 && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	}
	m = strings.TrimRight(strings.ToLower(m), "apm")
	return ok && number(h) && number(m)
}

// hourWords are words that stand with the hour of a post.
var hourWords = sync.OnceValue(func() map[string]bool {
	return set(fold.String("update updated live breaking gmt utc bst est edt et pt ct cet am pm a.m p.m عاجل تحديث مباشر الآن غرينتش توقيت بتوقيت مكة"))
})
