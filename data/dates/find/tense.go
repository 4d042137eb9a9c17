package find

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tenseAt tells by the nearest verb or other sign before token i in its sentence,
// else behind it, whether what is named at i has been or is to come.
func (p *parser) tenseAt(i, end int) tense {
	const back, ahead, beside = 24, 12, 2
	for k := i - 1; k >= 0 && k > i-back && !p.endsSentence(k); k-- {
		t := p.tenseOfWord(k)
		switch {
		case t == unsaid:
		case p.at(k).is(to) && p.hadBehind(end): // Until Thursday, they had not
			return behindUs
		case t == behindUs && reporting(p.word(k)) && i-k > beside: // "said it will": what is said counts
		default:
			return t
		}
	}
	for k := end; k < len(p.tokens) && k < end+ahead && !p.endsSentence(k); k++ {
		if t := p.tenseOfWord(k); t != unsaid && !reporting(p.word(k)) {
			return t
		}
	}
	return unsaid
}

// hadBehind reports whether a clause in the past perfect follows at i.
func (p *parser) hadBehind(i int) bool {
	for k := i; k < i+5; k++ {
		if t := p.at(k); t.is(gone) && strings.EqualFold(p.word(k), "had") {
			return p.at(i).isSign(',')
		}
	}
	return false
}

func (p *parser) endsSentence(k int) bool {
	t, prev := p.at(k), p.at(k-1)
	if t.isSign('.') && (prev.is(noon) || prev.has(short) || prev.kind == tokenWord && prev.end-prev.start == 1) {
		return false // of an abbreviation
	}
	return t.isSign('\n') || t.isSign(';') || t.isSign('.') && (k+1 >= len(p.tokens) || p.at(k+1).spaced && (p.at(k+1).capital || !latin(p.text[p.at(k+1).start])))
}

// tenseOfWord returns the tense that the word at k stands for.
func (p *parser) tenseOfWord(k int) tense {
	t := p.at(k)
	switch {
	case t.kind != tokenWord:
		return unsaid
	case t.is(to) && t.has(strong):
		return aheadOfUs
	case t.is(coming):
		if prev := p.at(k - 1); prev.is(gone) && (arabicPresent(p.word(k)) || pluperfect(p.word(k-1))) { // «كان يزور»
			return behindUs
		}
		return aheadOfUs
	case p.passive(k):
		return aheadOfUs
	case t.is(gone):
		return behindUs
	case t.class == none:
		return p.tenseByForm(k)
	}
	return unsaid
}

// tenseByForm tells the tense of a word that is in no lexicon by its ending or, in
// Arabic, its prefix.
func (p *parser) tenseByForm(k int) tense {
	t, word := p.at(k), p.word(k)
	switch {
	case !latin(p.text[t.start]):
		if p.scanner.arab.arab && arabicFuture(word) {
			return aheadOfUs
		}
	case !t.english:
		return p.scanner.latin.tenseOf(word)
	case !t.capital && pastForm(word):
		if planned(word) && (p.at(k+1).is(to) && p.at(k+2).is(none) || word == "planned" && p.at(k+1).among(the, cardinal) && !p.at(k-1).is(gone)) {
			return aheadOfUs
		}
		return behindUs
	}
	return unsaid
}

// pluperfect reports an auxiliary verb that puts what follows before the past.
func pluperfect(word string) bool {
	switch strings.ToLower(word) {
	case "had", "había", "habían", "avait", "avaient", "tinha", "tinham", "aveva", "avevano":
		return true
	}
	return false
}

// arabicPresent reports a verb of the present by its prefix: «يزور», «تعقد».
func arabicPresent(word string) bool {
	return strings.HasPrefix(word, "ي") || strings.HasPrefix(word, "ت")
}

// passive reports whether the word at k is one of the past behind "will be".
func (p *parser) passive(k int) bool {
	return p.at(k).english && (p.at(k-1).is(coming) || p.word(k-1) == "be" && (p.at(k-2).is(coming) || p.at(k-3).is(coming)))
}

// arabicFuture reports a verb of the future by its prefix: «سيحاكم», «وستوظف».
func arabicFuture(word string) bool {
	const shortest = 5 // letters
	for _, and := range []string{"و", "ف"} {
		word = strings.TrimPrefix(word, and)
	}
	for _, noun := range []string{"سيار", "سياس", "سياح", "سياق", "سياد", "سيد", "سينا", "سينم", "سيطر", "سيره", "سيرة", "سيول", "سنوا", "سنوي", "سنغا", "ستار", "ستال", "ستاد", "ستين", "ستوك"} {
		if strings.HasPrefix(word, noun) {
			return false
		}
	}
	if utf8.RuneCountInString(word) < shortest || strings.HasSuffix(word, "ة") || strings.HasSuffix(word, "ات") {
		return false
	}
	return strings.HasPrefix(word, "سي") || strings.HasPrefix(word, "ست") || strings.HasPrefix(word, "سن") || strings.HasPrefix(word, "سأ")
}

// tenseOf tells the tense of a verb by its ending.
func (l *lexicon) tenseOf(word string) tense {
	const shortest = 5 // bytes, below which an ending says nothing
	if len(word) < shortest {
		return unsaid
	}
	for _, ending := range l.ahead {
		if strings.HasSuffix(word, ending) {
			return aheadOfUs
		}
	}
	for _, ending := range l.over {
		if strings.HasSuffix(word, ending) && !strings.HasPrefix(word, "ge") && !startsWithCapital(word) {
			return behindUs
		}
	}
	return unsaid
}

func startsWithCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// pastForm reports a regular verb of the past.
func pastForm(word string) bool {
	return len(word) > 4 && strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "eed")
}

// planned reports verbs that look ahead when "to" follows: planned to, agreed to.
func planned(word string) bool {
	switch word {
	case "planned", "expected", "scheduled", "agreed", "promised", "hoped", "intended", "vowed", "decided", "prepared", "pledged", "arranged":
		return true
	}
	return false
}

// reporting reports verbs of saying, which stand beside what they report in
// another tense.
func reporting(word string) bool {
	switch strings.ToLower(word) {
	case "said", "told", "announced", "reported", "added", "added that", "قال", "قالت", "أعلن", "أعلنت", "أكد", "أكدت", "أضاف", "أضافت", "أوضح", "ذكر", "ذكرت":
		return true
	}
	return false
}
