package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// byline is who wrote the text.
func (d *metadata) byline(m mainText) Field {
	return pick(
		Field{join(people(d.graph.names("author"))), JSONLD},
		Field{join(people(d.items["author"])), Microdata},
		Field{join(people(d.meta["citation_author"])), Meta},
		Field{join(people(d.meta["article:author"])), OpenGraph},
		Field{join(people(d.meta["author"])), Meta},
		Field{join(people(d.meta["dc.creator"])), Meta},
		Field{person(d.nearest()), Beside},
		Field{signed(m), Beside},
	)
}

// nearest is the shortest text of the elements that are named after the author; the
// others contain it and words around it.
func (d *metadata) nearest() string {
	best := ""
	for _, text := range d.authors {
		if name := person(text); name != "" && (best == "" || len(name) < len(best) && strings.Contains(best, name)) {
			best = name
		}
	}
	return best
}

// signed is the name in a line beside the heading that begins with "By".
func signed(m mainText) string {
	for i := len(m.above) - 1; i >= 0; i-- {
		if name := announced(m.above[i].text); name != "" && m.above[i].inside&foreign == 0 {
			return name
		}
	}
	for _, p := range m.below {
		if name := announced(p.text); name != "" && p.inside&foreign == 0 {
			return name
		}
	}
	return ""
}

// announced is the name after the words that announce one, or "".
func announced(line string) string {
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
	// Many names are followed by a date or a number of comments.
	if at := strings.IndexFunc(text, unicode.IsDigit); at > 0 {
		text = strings.TrimRight(text[:at], " -–—|,،(·•")
		text = strings.TrimSuffix(strings.TrimSuffix(text, " on"), " في")
	}
	for _, when := range []string{" yesterday", " today", " أمس", " اليوم"} {
		text = strings.TrimRight(strings.TrimSuffix(text, when), " ,،|-–—")
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
