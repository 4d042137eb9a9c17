package page

import (
	"context"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// mainText is the main text of a page.
type mainText struct {
	text []paragraph
	// above and below are the paragraphs next to it, where a page says who wrote
	// it and when; the nearest comes last in above and first in below.
	above, below []paragraph
	whole        bool
}

// Bounds of what is looked at around the main text.
const (
	nearAbove = 12 // paragraphs
	nearBelow = 6
)

// findMain finds the main text of a page. Readability says which paragraphs it
// would keep; the text goes from the first to the last of them.
func (b body) findMain(ctx context.Context, d *metadata) (mainText, error) {
	all := b.paragraphs(b.root)
	if err := ctx.Err(); err != nil {
		return mainText{}, err
	}
	root, err := withinTime(ctx, func() *html.Node { return readable(b.root, d.base) })
	if err != nil {
		return mainText{}, err
	}
	size := 0
	if root != nil {
		size = keep(all, root)
	}
	const least = 300 // bytes, for less may be a notice about cookies
	if size < least {
		return b.everything(all, d), nil
	}
	first, last := reach(all)
	first = b.standfirst(all, first, d)
	m := mainText{above: all[max(0, first-nearAbove):first], below: all[last+1 : min(len(all), last+1+nearBelow)]}
	for i := first; i <= last; i++ {
		if p := all[i]; wanted(all, i) && !d.isTitle(p) && !slogan(p) {
			m.text = append(m.text, p)
		}
	}
	m.text = trim(m.text)
	if len(m.text) == 0 {
		return b.everything(all, d), nil
	}
	return m, nil
}

// maxSearch is how long Readability may take. It cannot be stopped; a page made to
// keep it busy is read without it.
const maxSearch = 10 * time.Second

// withinTime waits for a search that works on data that no longer changes. One that
// takes too long goes on in the background, and its answer is dropped.
func withinTime(ctx context.Context, search func() *html.Node) (*html.Node, error) {
	found := make(chan *html.Node, 1)
	go func() { found <- search() }()
	limit := time.NewTimer(maxSearch)
	defer limit.Stop()
	select {
	case n := <-found:
		return n, nil
	case <-limit.C:
		return nil, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// readable returns the part of a page that Readability takes for its main text,
// or nil. It works on a copy.
func readable(root *html.Node, base *url.URL) (found *html.Node) {
	// A page that breaks it is read without it.
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	r := readability.NewParser()
	r.DisableJSONLD = true
	a, err := r.ParseDocument(root, base)
	if err != nil {
		return nil
	}
	return a.Node
}

// keep marks the paragraphs that are below root too, a copy in which elements
// have been moved and renamed, so by their words. It returns the number of bytes
// in them.
func keep(all []paragraph, root *html.Node) int {
	there := map[string]int{}
	for _, p := range measure(root).paragraphs(root) {
		for run := range runs(p.text) {
			there[run]++
		}
	}
	kept := 0
	for i := range all {
		p := &all[i]
		found, n := 0, 0
		for run := range runs(p.text) {
			n++
			if there[run] > 0 {
				found++
			}
		}
		if p.kept = n > 0 && found*10 >= n*7; p.kept {
			kept += len(p.text)
		}
	}
	return kept
}

// runs yields every run of three words, of a shorter text the whole of it. Words
// end at whatever is no letter and no number, so that a text without spaces, as
// Chinese is, has some too.
func runs(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		const length = 3
		var starts [length]int
		n, end, within := 0, 0, false
		for i, r := range text {
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) {
				if within && n >= length && !yield(text[starts[n%length]:end]) {
					return
				}
				within = false
				continue
			}
			if !within {
				starts[n%length] = i
				n, within = n+1, true
			}
			end = i + utf8.RuneLen(r)
		}
		if n < length && n > 0 || within && n >= length {
			yield(text[starts[max(0, n-length)%length]:end])
		}
	}
}

// reach returns the places of the first and last paragraph of the main text: of
// what was kept and is neither an ornament nor made of links. A few words far
// from the rest do not count; paragraphs do, for a table may be between the
// head of an article and its body.
func reach(all []paragraph) (first, last int) {
	const far = 25 // paragraphs
	type cluster struct{ first, last, size, prose int }
	var clusters []cluster
	sum := 0
	for i, p := range all {
		if !p.kept || p.inside&(junk|foreign|caption) != 0 || p.linked*2 > len(p.text) {
			continue
		}
		if n := len(clusters); n == 0 || i-clusters[n-1].last > far {
			clusters = append(clusters, cluster{first: i})
		}
		c := &clusters[len(clusters)-1]
		c.last, c.size = i, c.size+len(p.text)
		sum += len(p.text)
		if p.words >= 25 {
			c.prose++
		}
	}
	first, last = len(all), -1
	for _, c := range clusters {
		if c.size*8 >= sum || c.prose >= 2 {
			first, last = min(first, c.first), c.last
		}
	}
	return min(first, last+1), last
}

// standfirst moves the beginning up to a standfirst that Readability left out:
// one that is called so, or a sentence right below the title.
func (b body) standfirst(all []paragraph, first int, d *metadata) int {
	found := first
	for i := first - 1; i >= max(0, first-nearAbove); i-- {
		p := all[i]
		if d.isTitle(p) {
			break
		}
		if p.inside&(junk|foreign|caption) == 0 && p.kind == plain && p.linked == 0 && p.lead && p.words >= 4 {
			found = i
		}
	}
	return found
}

// wanted reports whether a paragraph within the reach of the main text belongs
// to it.
func wanted(all []paragraph, i int) bool {
	p := all[i]
	switch {
	case p.inside&(junk|foreign|caption) != 0:
		return false
	case p.linked*10 > len(p.text)*9 && (p.words < 12 || p.kind == item):
		return false // a link to somewhere else, on a line of its own
	case p.kept || p.lead:
		return true
	case p.linked*2 > len(p.text) || !between(all, i):
		return false
	case p.kind != plain:
		return true
	}
	// What reads as a sentence, or is near the length of one, was dropped for its
	// odd place.
	return p.words >= 8 || p.tight || sentence(p.text)
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
		if at < 0 || at >= len(all) || all[at].inside&(junk|foreign|caption) != 0 {
			return false
		}
	}
	return true
}

// trim drops what is left of a page's tools at the end of its text, and headings
// without text below them.
func trim(text []paragraph) []paragraph {
	for len(text) > 0 {
		p := text[len(text)-1]
		if p.kind != heading && !legal(p.text) && p.linked*2 <= len(p.text) {
			break
		}
		text = text[:len(text)-1]
	}
	return text
}

// legal reports a line about rights, which ends the text of many agencies.
func legal(text string) bool {
	start, _ := utf8.DecodeRuneInString(text)
	lower := strings.ToLower(text)
	return start == '©' || strings.HasPrefix(lower, "copyright") || strings.HasPrefix(lower, "(c)") || strings.HasPrefix(text, "جميع الحقوق محفوظة")
}

// everything is the text of a page in which no main text was found.
func (b body) everything(all []paragraph, d *metadata) mainText {
	m := mainText{whole: true}
	for _, p := range all {
		if p.inside&(junk|foreign) == 0 && p.linked*2 <= len(p.text) && !d.isTitle(p) && !slogan(p) && strings.ContainsFunc(p.text, unicode.IsLetter) {
			m.text = append(m.text, p)
		}
	}
	m.above = m.text[:min(len(m.text), nearAbove)]
	return m
}

// slogan reports the lines that pages put between paragraphs of their text.
func slogan(p paragraph) bool {
	if p.words > 6 {
		return false
	}
	switch strings.ToLower(strings.Trim(p.text, " :.…|*-–—<>»«")) {
	case "advertisement", "advertising", "ad", "sponsored", "sponsored content", "promoted", "story continues below advertisement",
		"continue reading", "read more", "more", "share", "share this", "share this article", "save", "print", "related", "related articles",
		"related stories", "see also", "also read", "read also", "recommended", "loading", "skip advertisement", "article continues below",
		"sign up", "subscribe", "subscribe now", "follow us", "back to top", "click here",
		"إعلان", "إعلانات", "اقرأ أيضا", "اقرأ أيضًا", "إقرأ أيضا", "اقرأ المزيد", "للمزيد", "المزيد", "شارك", "شارك المقال", "شارك الخبر",
		"مواضيع ذات صلة", "مقالات ذات صلة", "أخبار ذات صلة", "ذات صلة", "تابعنا", "طباعة", "تابع القراءة", "شاهد أيضا", "شاهد أيضًا":
		return true
	}
	return false
}
