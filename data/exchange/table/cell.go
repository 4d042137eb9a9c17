package table

import (
	"strings"
	"unicode"
)

// tidyCell is a cell without space around it and without the apostrophe by which
// spreadsheets mark a text.
func tidyCell(cell string) string {
	cell = strings.TrimFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200e' || r == '\u200f' })
	if len(cell) > 1 && cell[0] == '\'' && !strings.HasSuffix(cell, "'") {
		cell = cell[1:]
	}
	return cell
}

// latinDigits writes the digits of Arabic and Persian, and the dashes of typesetters, as
// programs do.
func latinDigits(s string) string {
	for i := range len(s) {
		if s[i] < 0x80 {
			continue
		}
		return strings.Map(func(r rune) rune {
			switch {
			case r >= '٠' && r <= '٩':
				return '0' + r - '٠'
			case r >= '۰' && r <= '۹':
				return '0' + r - '۰'
			case r == '−' || r == '‐' || r == '‑':
				return '-'
			case r == '٫':
				return '.'
			case r == '⁄':
				return '/'
			case r == '\u200e' || r == '\u200f' || r == '\u061c':
				return -1
			case r == '\u00a0' || r == '\u202f':
				return ' '
			}
			return r
		}, s)
	}
	return s
}

// integer reports whether a cell is a whole number.
func integer(cell string) bool {
	digits := strings.TrimPrefix(cell, "-")
	return digits != "" && len(digits) <= 20 && strings.Trim(digits, "0123456789") == ""
}

func isPicture(address string) bool {
	address, _, _ = strings.Cut(strings.ToLower(address), "?")
	for _, ending := range []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".tif", ".tiff"} {
		if strings.HasSuffix(address, ending) {
			return true
		}
	}
	return false
}

// none reports whether a cell says that there is nothing.
func none(cell string) bool {
	switch strings.ToLower(cell) {
	case "", "-", "--", "–", "—", "?", "n/a", "na", "nan", "nat", "null", "none", "nil", "unknown", "tbd", "#n/a", "غير معروف", "لا يوجد":
		return true
	}
	return false
}

// lasts reports whether a cell says instead of an end that there is none yet.
func lasts(cell string) bool {
	switch strings.ToLower(strings.Trim(cell, " .()")) {
	case "present", "to present", "the present", "now", "ongoing", "on-going", "current", "currently", "until now", "still", "incumbent",
		"الآن", "حتى الآن", "إلى الآن", "الى الان", "حتى الان", "مستمر", "مستمرة", "جار", "جارية", "الحاضر", "إلى اليوم", "حتى اليوم",
		"présent", "à présent", "aujourd'hui", "aujourd’hui", "en cours", "maintenant",
		"gegenwart", "heute", "bis heute", "laufend", "andauernd", "jetzt",
		"presente", "actualidad", "actual", "hoy", "en curso", "ahora",
		"настоящее время", "по настоящее время", "по н. в", "н. в", "н.в", "сейчас", "наст. время", "по сей день":
		return true
	}
	return false
}

// splitWords divides a cell of several words. between is "[" for lists as programs write
// them, and "" where nothing is known.
func splitWords(cell, between string) []string {
	if strings.HasPrefix(cell, "[") && strings.HasSuffix(cell, "]") {
		var words []string
		for word := range strings.SplitSeq(cell[1:len(cell)-1], ",") {
			if word = strings.Trim(strings.TrimSpace(word), `'"`); word != "" {
				words = append(words, word)
			}
		}
		return words
	}
	switch {
	case between == "" && strings.Contains(cell, "|"):
		between = "|"
	case between == "" || between == "[":
		between = ","
	}
	var words []string
	for word := range strings.SplitSeq(strings.ReplaceAll(cell, "\n", between), between) {
		if between == "," { // as people write it in Arabic
			for part := range strings.SplitSeq(word, "،") {
				words = append(words, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(part), "#")))
			}
			continue
		}
		words = append(words, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(word), "#")))
	}
	kept := words[:0]
	for _, w := range words {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

func yes(cell string) bool {
	switch strings.ToLower(cell) {
	case "yes", "true", "y", "1", "x":
		return true
	}
	return false
}
