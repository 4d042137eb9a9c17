package cite

import (
	"slices"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data"
)

// Authors are the people who wrote an article: those of its citation, else those whom its
// byline names. Of a name in Latin letters that looks like that of a person the last word
// is the family name; others are whole.
func Authors(a data.Article) []data.Name {
	if len(a.Citation.Authors) > 0 {
		return a.Citation.Authors
	}
	text := line(a.Byline)
	for _, by := range []string{"By ", "by ", "BY ", "بقلم ", "بقلم: ", "كتب ", "كتبت ", "إعداد: ", "إعداد "} {
		if rest, ok := strings.CutPrefix(text, by); ok {
			text = strings.TrimSpace(strings.TrimPrefix(rest, ":"))
			break
		}
	}
	parts := strings.FieldsFunc(conjunctions.Replace(text), func(r rune) bool { return strings.ContainsRune(",،;؛\n", r) })
	var names []data.Name
	for i := 0; i < len(parts); i++ {
		if part := line(parts[i]); part != "" {
			if i == 0 && len(parts) == 2 && strings.Contains(text, ",") && inverted(part, line(parts[1])) {
				return []data.Name{{Family: part, Given: line(parts[1])}}
			}
			names = append(names, nameOf(part, a.Publisher))
		}
	}
	return names
}

var conjunctions = strings.NewReplacer(" and ", "\n", " & ", "\n", " و ", "\n", " with ", "\n")

// inverted reports whether two parts are one name, "Haddad, Rana": a list of people has
// two words or more of each.
func inverted(family, given string) bool {
	return !strings.Contains(family, " ") && len(strings.Fields(given)) <= 2 && latin(family) && latin(given) && !body(family) && !body(given)
}

// nameOf is a part of a byline as a name.
func nameOf(text, publisher string) data.Name {
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > 5 || !latin(text) || strings.EqualFold(text, line(publisher)) || body(text) {
		return data.Name{Literal: text}
	}
	at := len(words) - 1
	for at > 1 && particle(words[at-1]) {
		at--
	}
	for i, w := range words {
		if !unicode.IsUpper([]rune(w)[0]) && !(i >= at && (particle(w) || strings.ContainsAny(w, "-'’"))) {
			return data.Name{Literal: text}
		}
	}
	return data.Name{Given: strings.Join(words[:at], " "), Family: strings.Join(words[at:], " ")}
}

// latin reports whether a text is of Latin letters, with what names have beside them.
func latin(text string) bool {
	for _, r := range text {
		if !unicode.Is(unicode.Latin, r) && !unicode.IsMark(r) && !strings.ContainsRune(" .-'’", r) {
			return false
		}
	}
	return text != ""
}

func particle(word string) bool {
	return slices.Contains(strings.Fields("van von der den de du da di del della la le bin ibn al el ter ten zu zur"), strings.ToLower(word)) && unicode.IsLower([]rune(word)[0])
}

// bodies are words that names of people do not have.
var bodies = strings.Fields(`agency agencies press news staff team office ministry university institute organization organisation association department committee council bureau editorial
	editors editor board desk service services group company inc ltd times post journal herald tribune gazette correspondents correspondent reporter reporters newsroom center centre commission
	government bank fund union nations world international national associated agence reuters bloomberg the of for`)

// body reports whether a name is that of a body.
func body(text string) bool {
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if slices.Contains(bodies, strings.Trim(w, ".,")) {
			return true
		}
	}
	return false
}

// line is a text in one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
