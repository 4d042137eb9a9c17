package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// page asks the witnesses for every field; m is the main text and what is next
// to it.
func (w *witnesses) page(m main) Page {
	m = w.credits(m)
	p := Page{
		Title: w.title, Byline: w.byline(m), Publisher: w.publisher(), Lang: w.language(), URL: w.address(),
		Paywalled: w.graph.closed(), Robots: Requests(strings.Join(w.meta["robots"], ",")),
	}
	p.Published = w.published(m, p.Lang.Value)
	p.Changed = w.changed(p.Lang.Value)
	if p.Changed.Value == p.Published.Value {
		p.Changed = DateField{}
	}
	p.Whole = m.whole
	p.Text, p.Blocks = write(m.text)
	return p
}

// pick is the first of the values that says anything.
func pick(all ...Field) Field {
	for _, f := range all {
		if f.Value != "" {
			return f
		}
	}
	return Field{}
}

// said is the first value of the named <meta> elements.
func (w *witnesses) said(names ...string) string {
	for _, name := range names {
		if values := w.meta[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

func (w *witnesses) property(name string) string {
	if values := w.items[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// decideTitle asks for the title before the text is looked at, from which it is
// left out.
func (w *witnesses) decideTitle() Field {
	above := w.aboveText()
	f := pick(
		Field{w.graph.title(above + w.tag), JSONLD},
		Field{w.property("headline"), Microdata},
		Field{w.said("og:title"), OpenGraph},
		Field{w.said("citation_title", "dc.title", "dcterms.title"), Meta},
		Field{above, Heading},
		Field{w.said("twitter:title", "title"), Meta},
		Field{longest(segments(w.tag)), TitleTag},
	)
	// The same words without the name of the site, or without being cut short, are
	// better.
	if above != "" && f.Value != above {
		short := strings.TrimRight(f.Value, " .…")
		cut := short != f.Value && utf8.RuneCountInString(short) > 20 && strings.HasPrefix(above, short)
		if cut || slices.Contains(segments(f.Value), above) {
			f.Value = above
		}
	}
	if name := w.said("og:site_name"); name != "" {
		for _, s := range separators {
			f.Value = strings.TrimSpace(strings.TrimSuffix(f.Value, s+name))
		}
	}
	return Field{oneLine(f.Value), f.From}
}

// aboveText is the heading that is most likely the article's.
func (w *witnesses) aboveText() string {
	tag := fold.String(w.tag)
	best, text := 1, ""
	for _, h := range w.headings {
		score := 0
		if h.level == 1 {
			score += 2
		}
		if h.named {
			score += 3
		}
		if folded := fold.String(h.text); tag != "" && strings.Contains(tag, folded) && strings.Contains(h.text, " ") {
			score += 3
		}
		if h.home {
			score -= 5
		}
		if h.mark&(junk|foreign) != 0 {
			score -= 4
		}
		if h.mark&article != 0 {
			score++
		}
		if score > best {
			best, text = score, h.text
		}
	}
	return text
}

// separators stand between the parts of a <title>.
var separators = [...]string{" | ", " :: ", " - ", " – ", " — ", " » ", " « ", " › ", " · ", " / ", ": "}

// segments are all runs of parts of a <title>, without the whole of it where it
// has parts.
func segments(tag string) []string {
	type span struct{ start, end int }
	parts := []span{{0, len(tag)}}
	for i := 0; i < len(tag) && len(parts) < 8; i++ {
		for _, s := range separators {
			if strings.HasPrefix(tag[i:], s) {
				parts[len(parts)-1].end = i
				parts = append(parts, span{i + len(s), len(tag)})
				i += len(s) - 1
				break
			}
		}
	}
	if len(parts) == 1 {
		return []string{tag}
	}
	var out []string
	for from := range parts {
		for to := from; to < len(parts) && (from > 0 || to < len(parts)-1); to++ {
			out = append(out, strings.TrimSpace(tag[parts[from].start:parts[to].end]))
		}
	}
	return out
}

// longest is what is left of a <title> when its shortest end is taken for the
// name of the site.
func longest(all []string) string {
	best := ""
	for _, s := range all {
		if utf8.RuneCountInString(s) > utf8.RuneCountInString(best) {
			best = s
		}
	}
	return best
}

// isTitle reports a paragraph that repeats the title.
func (w *witnesses) isTitle(p paragraph) bool {
	return w.title.Value != "" && len(p.text) < 2*maxField && (p.text == w.title.Value || letters(p.text) == letters(w.title.Value))
}

// letters is folded text without what is neither letter nor number.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, fold.String(text))
}

// publisher asks who published the page; the last witness is what its <title>
// holds beside the article's.
func (w *witnesses) publisher() Field {
	first := func(names []string) string {
		if len(names) > 0 {
			return names[0]
		}
		return ""
	}
	site := ""
	if rest, ok := strings.CutSuffix(w.tag, w.title.Value); ok && w.title.Value != "" {
		site = rest
	} else if rest, ok := strings.CutPrefix(w.tag, w.title.Value); ok && w.title.Value != "" {
		site = rest
	}
	site = strings.Trim(site, " |:-–—»«›·/")
	if len(strings.Fields(site)) > 6 {
		site = ""
	}
	return pick(
		Field{first(w.graph.names("publisher")), JSONLD},
		Field{w.property("publisher"), Microdata},
		Field{w.said("og:site_name"), OpenGraph},
		Field{w.said("citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher", "application-name"), Meta},
		Field{site, TitleTag},
		Field{host(w.base), Address},
	)
}

// host is the name of a site for want of a better one.
func host(u *url.URL) string {
	name := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if len(name) > 253 || oneLine(name) != name || strings.ContainsRune(name, utf8.RuneError) {
		return ""
	}
	return name
}

func (w *witnesses) language() Field {
	return pick(
		Field{tagOf(w.graph.article.text("inLanguage")), JSONLD},
		Field{tagOf(w.property("inLanguage")), Microdata},
		Field{tagOf(w.lang), Meta},
		Field{tagOf(w.said("content-language", "dc.language", "language")), Meta},
		Field{tagOf(w.said("og:locale")), OpenGraph},
	)
}

// tagOf is a language tag of BCP 47, from that or a locale ("ar_AE"), or "".
func tagOf(s string) string {
	s = strings.ReplaceAll(s, "_", "-")
	first, _, _ := strings.Cut(s, "-")
	if len(first) < 2 || len(first) > 3 || len(s) > 35 {
		return ""
	}
	for _, r := range s {
		if r != '-' && (r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)) {
			return ""
		}
	}
	return s
}

// address is the canonical address. One that leads to the front page is an old
// mistake of templates.
func (w *witnesses) address() Field {
	for _, f := range []Field{
		{w.canonical, Meta},
		{w.said("og:url"), OpenGraph},
		{w.graph.address(), JSONLD},
	} {
		u, err := w.base.Parse(f.Value)
		if f.Value == "" || err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(u.String()) > maxField {
			continue
		}
		if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && strings.Trim(w.base.Path, "/") != "" {
			continue
		}
		u.Fragment, u.User = "", nil
		return Field{untracked(u), f.From}
	}
	return Field{}
}

// Requests is what the words of a robots tag ask of those that keep pages or
// learn from them, each once: "noarchive, noai".
func Requests(words string) string {
	var out []string
	for word := range strings.FieldsFuncSeq(strings.ToLower(words), func(r rune) bool { return strings.ContainsRune(",:;", r) || unicode.IsSpace(r) }) {
		switch word {
		case "noarchive", "nocache", "noai", "noimageai", "none":
			if !slices.Contains(out, word) {
				out = append(out, word)
			}
		}
	}
	return strings.Join(out, ", ")
}
