package page

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"tarikh.org/tarikh/data/dates"
)

// mainText is the main text of a page.
type mainText struct {
	text []paragraph
	// above and below are the paragraphs next to it, where a page says who wrote
	// it and when; the nearest comes last in above and first in below.
	above, below []paragraph
	whole        bool
	short        []string   // the short lines of the page outside of comments and menus
	rights       dates.Date // the year of a copyright
	told         bool       // taken from the page's JSON-LD
	thin         bool       // it has little of what the page says it is about
	refused      int        // paragraphs of prose left out, and candidates for the text
	pictures     []seen     // of the whole page
}

// Bounds of what is looked at around the main text.
const (
	nearAbove = 12 // paragraphs
	nearBelow = 6
)

// findMain finds the main text of a page. There are candidates for it: what Readability
// would keep, what is in the element that says it holds the article, the text that
// the page's JSON-LD has. Each goes from the first to the last paragraph that was
// found. Another than the first is taken where that is empty or elsewhere, or where
// it has under half of the words that the page says its text has.
func (b body) findMain(ctx context.Context, d *metadata) (mainText, error) {
	b.holding = b.holder()
	all, pictures := b.walk(b.root)
	if err := ctx.Err(); err != nil {
		return mainText{}, err
	}
	root, err := withinTime(ctx, func() *html.Node { return readable(b.root, d.base) })
	if err != nil {
		return mainText{}, err
	}
	m := b.chosen(all, root, d)
	m.pictures = pictures
	return m, nil
}

// chosen is the best of the candidates.
func (b body) chosen(all []paragraph, root *html.Node, d *metadata) mainText {
	m := b.firstFound(all, root, d)
	m.refused += b.unseen
	m.short, m.rights = d.shortLines(all), rights(all)
	text, about := d.measures()
	if strings.Count(text, " ") >= measureWords {
		return b.measured(all, m, text, d)
	}
	if about != "" && covers(about, m.text) < least {
		return b.described(all, m, about, d)
	}
	return m
}

// least is the share of its words that a text must have of what the page says of it.
const least = 0.5

// firstFound is the best of the candidates by themselves: what Readability kept, unless
// that is nearly nothing or lies outside of the element that holds the article.
func (b body) firstFound(all []paragraph, root *html.Node, d *metadata) mainText {
	size, within := 0, 0
	if root != nil {
		size = keep(all, root)
	}
	for _, p := range all {
		if p.kept && p.held {
			within += len(p.text)
		}
	}
	held := slices.Clone(all)
	inHolder := keepHeld(held)
	const little = 300 // bytes, for less may be a notice about cookies
	switch {
	case inHolder >= leastText && within*5 < size && b.named(), inHolder > 0 && size < little:
		m := b.selected(held, d)
		if size >= little {
			m.refused++
		}
		return m
	case size < little:
		return b.everything(all, d)
	case within*2 < inHolder && inHolder > leastText*2 && holds(b.holding) <= 2:
		for i := range all {
			all[i].kept = all[i].kept || held[i].kept
		}
	}
	return b.selected(all, d)
}

// measured is the main text measured by the text that the page's JSON-LD gives: where m
// lacks half of it, the element that holds the article, or that text itself.
func (b body) measured(all []paragraph, m mainText, text string, d *metadata) mainText {
	if covers(text, m.text) >= least && !m.whole {
		return m
	}
	held := slices.Clone(all)
	keepHeld(held)
	if other := b.selected(held, d); covers(text, other.text) >= 0.8 && !other.whole {
		other.refused, other.short, other.rights = m.refused+1, m.short, m.rights
		return other
	}
	m.text, m.told, m.whole = told(text), true, false
	return m
}

// described is the main text measured by what the page says it is about. A description is
// often in other words; those that the page has elsewhere decide.
func (b body) described(all []paragraph, m mainText, about string, d *metadata) mainText {
	held := slices.Clone(all)
	keepHeld(held)
	if other := b.selected(held, d); !other.whole && covers(about, other.text) > max(least, covers(about, m.text)) {
		other.refused, other.short, other.rights = m.refused+1, m.short, m.rights
		return other
	}
	m.thin = m.thin || covers(about, all) >= 0.8
	return m
}

// shortLines are the lines of few words that may hold a date, below the title: those above
// it have the day of the visit.
func (d *metadata) shortLines(all []paragraph) (lines []string) {
	from := max(0, slices.IndexFunc(all, d.isTitle))
	for _, p := range all[from:] {
		few := p.words <= 12 || p.words <= 40 && labelled(p.text) != unnamed
		if few && p.kind != row && p.inside&(foreign|caption) == 0 && p.linked*2 <= len(p.text) && strings.ContainsFunc(p.text, unicode.IsDigit) {
			lines = append(lines, p.text)
		}
	}
	return lines
}

// rights is the year of the copyright that stands last in the page.
func rights(all []paragraph) (year dates.Date) {
	for _, p := range all {
		if len(p.text) <= 1000 {
			if y := yearOfCopyright(p.text); !y.IsZero() {
				year = y
			}
		}
	}
	return year
}

// told are the paragraphs of a text from JSON-LD, which is plain or HTML.
func told(text string) []paragraph {
	if strings.Contains(text, "</") {
		if doc, err := html.Parse(strings.NewReader(text)); err == nil {
			b := measure(doc)
			b.strip(b.root)
			return b.paragraphs(b.root)
		}
	}
	var all []paragraph
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			all = append(all, paragraph{text: line, words: strings.Count(line, " ") + 1, kept: true})
		}
	}
	return all
}

// selected is the text between the first and the last of the kept paragraphs.
func (b body) selected(all []paragraph, d *metadata) mainText {
	first, last := reach(all)
	first = b.standfirst(all, first, d)
	first, last = captioned(all, first, last)
	m := mainText{above: all[max(0, first-nearAbove):first], below: all[last+1 : min(len(all), last+1+nearBelow)]}
	for i := first; i <= last; i++ {
		p := all[i]
		if !wanted(all, i) {
			if (p.words >= 20 && sentence(p.text) || p.words >= 8 && linkedSentence(p) && p.linked*2 > len(p.text)) && p.inside&(junk|foreign) == 0 {
				m.refused++
			}
			continue
		}
		if !d.isTitle(p) && (!slogan(p) || elsewhere(p)) {
			m.text = append(m.text, p)
		}
	}
	m.text = trim(m.text)
	if len(m.text) == 0 {
		return b.everything(all, d)
	}
	return m
}

// captioned moves the ends out over the captions of pictures right beside the text.
func captioned(all []paragraph, first, last int) (int, int) {
	is := func(i int) bool {
		return all[i].kind == pictured && all[i].inside&(junk|foreign) == 0 && all[i].linked*2 <= len(all[i].text)
	}
	for at := first - 1; at >= max(0, first-4) && all[at].kind != heading; at-- {
		if is(at) {
			first = at
		}
	}
	for last+1 < len(all) && is(last+1) && all[last+1].held {
		last++
	}
	return first, last
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
		if !p.kept || p.inside&(junk|foreign|caption) != 0 || p.linked*2 > len(p.text) && !linkedSentence(p) {
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

// everything is the text of a page in which no main text was found.
func (b body) everything(all []paragraph, d *metadata) mainText {
	m := mainText{whole: true}
	for _, p := range all {
		if p.inside&(junk|foreign) == 0 && p.linked*2 <= len(p.text) && !d.isTitle(p) && !slogan(p) && (p.clock || strings.ContainsFunc(p.text, unicode.IsLetter)) {
			m.text = append(m.text, p)
		}
	}
	m.above = m.text[:min(len(m.text), nearAbove)]
	return m
}
