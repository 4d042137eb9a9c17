package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates/find"
)

// maxTitle is the most characters that a line may have to be taken for a title.
const maxTitle = 120

// field is a value with its origin, or nothing at all.
func field(value string, from Origin) Field {
	if value == "" {
		return Field{}
	}
	return Field{Value: value, From: from}
}

// titleLine is the first line that is not blank, unless it is a dateline (then
// the next) or as long as a paragraph (then "").
func titleLine(body string) string {
	for line := range strings.Lines(body) {
		line = clean(line)
		switch {
		case line == "" || dateline(line):
			continue
		case utf8.RuneCountInString(line) > maxTitle:
			return ""
		}
		return line
	}
	return ""
}

// clean joins the words of a line with single spaces and drops control
// characters and invisible marks at its ends.
func clean(line string) string {
	line = strings.Join(strings.Fields(line), " ")
	return strings.TrimFunc(line, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
}

// dateline reports a line that is a date and nothing else ("04-فبراير-2022"), or
// holds no letter at all.
func dateline(line string) bool {
	if strings.IndexFunc(line, unicode.IsLetter) < 0 {
		return true
	}
	_, err := find.Field(line, find.Preferences{})
	return err == nil
}

// Language guesses the language of text by counting letters: "ar" or "en" where
// one of the two scripts has at least two thirds of them, otherwise "".
func Language(text string) string {
	arabic, latin, all := 0, 0, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		all++
		switch {
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	switch {
	case all == 0:
		return ""
	case arabic*3 >= all*2:
		return "ar"
	case latin*3 >= all*2:
		return "en"
	}
	return ""
}
