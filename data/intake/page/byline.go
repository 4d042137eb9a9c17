package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// byline asks who wrote the text.
func (w *witnesses) byline(m main) Field {
	return pick(
		Field{join(people(w.graph.names("author"))), JSONLD},
		Field{join(people(w.items["author"])), Microdata},
		Field{join(people(w.meta["citation_author"])), Meta},
		Field{join(people(w.meta["article:author"])), OpenGraph},
		Field{join(people(w.meta["author"])), Meta},
		Field{join(people(w.meta["dc.creator"])), Meta},
		Field{person(w.nearest()), Beside},
		Field{signed(m), Beside},
	)
}

// nearest is the shortest of the elements that are called the author's, for the
// others hold it and words around it.
func (w *witnesses) nearest() string {
	best := ""
	for _, text := range w.authors {
		if name := person(text); name != "" && (best == "" || len(name) < len(best) && strings.Contains(best, name)) {
			best = name
		}
	}
	return best
}

// signed is the name in a line beside the heading that begins with "By".
func signed(m main) string {
	for i := len(m.above) - 1; i >= 0; i-- {
		if name := after(m.above[i].text); name != "" && m.above[i].inside&foreign == 0 {
			return name
		}
	}
	for _, p := range m.below {
		if name := after(p.text); name != "" && p.inside&foreign == 0 {
			return name
		}
	}
	return ""
}

// after is the name behind the words that announce one, or "".
func after(line string) string {
	lower := strings.ToLower(line)
	for _, word := range []string{
		"by ", "written by ", "words by ", "posted by ", "reported by ", "author: ",
		"بقلم ", "بقلم: ", "بقلم/ ", "كتب ", "كتب: ", "كتبت ", "كتبت: ", "كتبه ", "الكاتب: ", "مرسلة بواسطة ", "تحرير: ",
	} {
		if strings.HasPrefix(lower, word) && len(lower) == len(line) {
			return person(line[len(word):])
		}
	}
	return ""
}

// person is a name cleared of the words around it, or "" for what is too long
// for one, an address, or no name at all.
func person(text string) string {
	text = strings.Trim(oneLine(text), " :|/-–—,،")
	for {
		before := text
		for _, word := range []string{
			"By ", "by ", "BY ", "Author ", "Author: ", "Written by ", "Posted by ", "Words by ",
			"بقلم: ", "بقلم ", "كتب: ", "كتبه ", "الكاتب: ", "مرسلة بواسطة ", "إعداد: ", "تحرير: ",
		} {
			text = strings.TrimSpace(strings.TrimPrefix(text, word))
		}
		if text == before {
			break
		}
	}
	// A date or a number of comments stands behind many a name.
	if at := strings.IndexFunc(text, unicode.IsDigit); at > 0 {
		text = strings.TrimRight(text[:at], " -–—|,،(·•")
		text = strings.TrimSuffix(strings.TrimSuffix(text, " on"), " في")
	}
	if n := utf8.RuneCountInString(text); n < 2 || n > 80 || strings.Contains(text, "://") || strings.Contains(text, "@") {
		return ""
	}
	return text
}

func people(values []string) []string {
	var out []string
	for _, v := range values {
		if name := person(v); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// join lists names, each once.
func join(names []string) string {
	var out []string
	seen := map[string]bool{}
	for _, name := range names {
		if name != "" && !seen[name] && len(out) < 10 {
			seen[name] = true
			out = append(out, name)
		}
	}
	return oneLine(strings.Join(out, ", "))
}
