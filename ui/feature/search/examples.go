package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
)

// example is something that can be typed.
type example struct{ text, what string }

// examples show every part of the language of queries, with words of a library.
func examples(l *i18n.Locale, n *library.Snapshot) []example {
	lang := l.Lang()
	field := func(f query.Field, value string) string {
		return query.Term{Field: f, Values: []string{value}}.Text(lang)
	}
	var out []example
	if first, second := titleWords(n.Articles, lang); second != "" {
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
	return append(out,
		example{query.Name(query.From, lang) + ":2020 " + query.Name(query.To, lang) + ":2021", "search.hint.from"},
		example{query.Name(query.On, lang) + ":2022-02-04", "search.hint.on"},
		example{field(query.Has, "note"), "search.hint.has"},
		example{field(query.Is, "uncertain"), "search.hint.is"},
	)
}

// titleWords are two words that follow each other in the title of an article, of one in
// the language if there is one: long enough to be told from others. Empty if there are
// none.
func titleWords(articles []data.Article, lang string) (first, second string) {
	for _, wanted := range []string{lang, ""} {
		for _, a := range articles {
			if wanted != "" && a.Lang != wanted {
				continue
			}
			words := strings.FieldsFunc(a.Title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) })
			for i := 1; i < len(words); i++ {
				before, after := words[i-1], words[i]
				if utf8.RuneCountInString(before) > 3 && utf8.RuneCountInString(after) > 3 && strings.Contains(a.Title, before+" "+after) {
					return before, after
				}
			}
		}
	}
	return "", ""
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
