package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// publisher is who published the page; the last source is what its <title> has
// beside the article's.
func (d *metadata) publisher() Field {
	first := func(names []string) string {
		if len(names) > 0 {
			return names[0]
		}
		return ""
	}
	site := ""
	if rest, ok := strings.CutSuffix(d.tag, d.title.Value); ok && d.title.Value != "" {
		site = rest
	} else if rest, ok := strings.CutPrefix(d.tag, d.title.Value); ok && d.title.Value != "" {
		site = rest
	}
	site = strings.Trim(site, " |:-–—»«›·/")
	if len(strings.Fields(site)) > 6 {
		site = ""
	}
	return pick(
		Field{first(d.graph.names("publisher")), JSONLD},
		Field{d.property("publisher"), Microdata},
		Field{d.said("og:site_name"), OpenGraph},
		Field{d.said("citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher", "application-name"), Meta},
		Field{site, TitleTag},
		Field{siteName(d.base), Address},
	)
}

// siteName is the host of an address without "www.", the name of a site that gives
// no other.
func siteName(u *url.URL) string {
	name := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if len(name) > 253 || oneLine(name) != name || strings.ContainsRune(name, utf8.RuneError) {
		return ""
	}
	return name
}

func (d *metadata) language() Field {
	return pick(
		Field{tagOf(d.graph.article.text("inLanguage")), JSONLD},
		Field{tagOf(d.property("inLanguage")), Microdata},
		Field{tagOf(d.lang), Meta},
		Field{tagOf(d.said("content-language", "dc.language", "language")), Meta},
		Field{tagOf(d.said("og:locale")), OpenGraph},
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
func (d *metadata) address() Field {
	for _, f := range []Field{
		{d.canonical, Meta},
		{d.said("og:url"), OpenGraph},
		{d.graph.address(), JSONLD},
	} {
		u, err := d.base.Parse(f.Value)
		if f.Value == "" || err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(u.String()) > maxField {
			continue
		}
		if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && strings.Trim(d.base.Path, "/") != "" {
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
