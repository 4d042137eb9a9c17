package page

import "strings"

// wanted reports whether a paragraph within the reach of the main text belongs
// to it.
func wanted(all []paragraph, i int) bool {
	p := all[i]
	switch {
	case p.inside&(junk|foreign) != 0:
		return false
	case p.kind == pictured:
		return p.linked*2 <= len(p.text) && p.words >= 2
	case p.inside&credit != 0 && p.words < 12:
		return false
	case p.clock:
		return posted(all, i)
	case p.linked*10 > len(p.text)*9:
		return linkedWanted(all, i)
	case p.linked*2 > len(p.text) && invites(p.text):
		return false
	case p.kept || p.lead:
		return true
	case p.linked*2 > len(p.text) && !linkedSentence(p) || !between(all, i):
		return false
	case p.kind != plain:
		return true
	}
	// What reads as a sentence, or is near the length of one, was dropped for its
	// odd place.
	return p.words >= 8 || p.tight || sentence(p.text)
}

// posted reports a time above a post: words of the text follow it.
func posted(all []paragraph, i int) bool {
	for at := i + 1; at < min(len(all), i+3); at++ {
		if p := all[at]; !p.clock && p.kind != heading && p.inside&(junk|foreign) == 0 && p.linked*2 <= len(p.text) {
			return p.kept || p.words >= 8
		}
	}
	return false
}

// linkedSentence reports a paragraph that is a link and reads as part of a text.
func linkedSentence(p paragraph) bool {
	return p.words >= 6 && p.kind != heading && sentence(p.text) && !invites(p.text)
}

// linkedWanted reports whether a paragraph that is wholly a link belongs to the text: a
// sentence or a long line, or a heading above some text.
func linkedWanted(all []paragraph, i int) bool {
	p := all[i]
	switch {
	case p.kind == heading:
		return p.kept && i+1 < len(all) && all[i+1].kept && all[i+1].kind != heading && all[i+1].linked*2 <= len(all[i+1].text)
	case linkedSentence(p):
		return beside(all, i)
	}
	return p.kept && p.words >= 12 && p.kind != item && !invites(p.text)
}

// beside reports that text stands right above or below a paragraph that is a link, or on
// both sides of two long ones; more are a list of other texts.
func beside(all []paragraph, i int) bool {
	links, texts := 1, 0
	for _, step := range [...]int{-1, 1} {
		at := i + step
		for ; at >= 0 && at < len(all) && all[at].linked*10 > len(all[at].text)*9; at += step {
			links++
		}
		if at >= 0 && at < len(all) && all[at].kept && all[at].linked*2 <= len(all[at].text) && all[at].inside&(junk|foreign|caption) == 0 {
			texts++
		}
	}
	return links == 1 && texts > 0 || links == 2 && texts == 2 && all[i].words >= 12
}

// invites reports a line that leads to another text.
func invites(text string) bool {
	lower := strings.ToLower(strings.TrimLeft(text[:min(len(text), longestHead)], " \"“«»›→►▶•-–—[("))
	for _, word := range []string{
		"read more", "read also", "also read", "read:", "related", "see also", "see:", "more:", "watch", "listen", "click", "subscribe", "sign up", "follow us", "download",
		"get the", "join ", "recommended", "opinion:", "analysis:", "video:", "photos:", "gallery:", "next:", "previous:", "explainer:", "in pictures", "don't miss", "you may", "also on",
		"اقرأ", "إقرأ", "اقرا", "شاهد", "استمع", "للمزيد", "المزيد", "تابع", "اشترك", "انقر", "اضغط", "طالع", "ذات صلة",
		"lire aussi", "à lire", "voir aussi", "lesen sie", "mehr zum", "siehe auch", "lee también", "lea también", "leggi anche", "leia também", "leia mais", "lees ook", "читайте",
		"oku:", "ayrıca", "بیشتر بخوانید",
	} {
		if strings.HasPrefix(lower, word) {
			return true
		}
	}
	return false
}

// between reports that there are kept paragraphs on both sides, and not much of
// what was not kept in between.
func between(all []paragraph, i int) bool {
	const most = 8
	others := 0
	for _, step := range [...]int{-1, 1} {
		at := i + step
		for ; at >= 0 && at < len(all) && !all[at].kept; at += step {
			if others++; others > most {
				return false
			}
		}
		if at < 0 || at >= len(all) || all[at].inside&(junk|foreign) != 0 {
			return false
		}
	}
	return true
}
