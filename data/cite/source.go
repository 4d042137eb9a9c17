package cite

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// kind is how a source is cited, which is alike for many types.
type kind int

const (
	paper     kind = iota // a newspaper or magazine
	journal               // with volumes
	page                  // of the web
	post                  // on a network
	chapter               // of a book, of proceedings or a work of reference
	book                  // whole works
	report                // by an institution
	thesis                // at a university
	programme             // of radio, television, a podcast or film
)

var kinds = map[string]kind{
	"article-newspaper": paper, "article-magazine": paper, "interview": paper, "article-journal": journal, "review": journal, "review-book": journal, "article": journal, "periodical": journal,
	"webpage": page, "document": page, "dataset": page, "software": page, "entry": chapter, "entry-dictionary": chapter, "entry-encyclopedia": chapter, "chapter": chapter,
	"paper-conference": chapter, "post": post, "post-weblog": paper, "report": report, "speech": report, "standard": report, "legislation": report, "bill": report, "regulation": report,
	"hearing": report, "manuscript": report, "thesis": thesis, "broadcast": programme, "motion_picture": programme, "song": programme, "performance": programme,
}

// source is what is known of an article, as citations need it.
type source struct {
	kind                         kind
	authors, editors, translated []data.Name
	title, container, publisher  string
	volume, issue, pages         string
	edition, genre, number       string
	address                      string // of the DOI, else of the page
	date, accessed               dates.Date
	issued                       string // a date in words that is none
}

func sourceOf(a data.Article) source {
	c := a.Citation
	s := source{
		authors: Authors(a), editors: c.Editors, translated: c.Translators, title: line(a.Title), volume: line(c.Volume), issue: line(c.Issue),
		pages: line(c.Pages), edition: line(c.Edition), genre: line(c.Extra["genre"]), number: line(c.Extra["number"]), address: strings.TrimSpace(a.URL), date: a.Published,
		issued: line(c.Extra["issued"]),
	}
	of, known := kinds[Type(a)]
	if !known {
		of = book
	}
	s.kind = of
	s.container, s.publisher = In(a)
	if doi := data.NormalDOI(c.DOI); doi != "" {
		s.address = "https://doi.org/" + doi
	}
	s.accessed, _ = dates.Parse(c.Accessed)
	if s.kind == chapter && s.container == "" {
		s.kind = book
	}
	return s
}

// Type is the type of an article by CSL. Most that do not say it are news: one with a
// publisher and a date, or without an address, is an article of a newspaper, else a page of the web.
func Type(a data.Article) string {
	switch {
	case a.Citation.Type != "":
		return a.Citation.Type
	case a.Publisher != "" && (a.URL == "" || !a.Published.IsZero()):
		return "article-newspaper"
	case a.URL != "":
		return "webpage"
	}
	return "document"
}

// In is what a work is in, and the publisher beside that: the name of a newspaper or a
// site is both in an article that was not read from a list.
func In(a data.Article) (container, publisher string) {
	container, publisher = line(a.Citation.Container), line(a.Publisher)
	if Periodical(Type(a)) {
		if container == "" {
			return publisher, ""
		}
		if publisher == container {
			return container, ""
		}
	}
	return container, publisher
}

// Periodical reports whether works of a type are known by what they are in: the newspaper
// or the site is the publisher that readers look for.
func Periodical(of string) bool {
	switch of {
	case "article-newspaper", "article-magazine", "article-journal", "webpage", "post", "post-weblog", "broadcast":
		return true
	}
	return false
}

// byItself reports whether the first author is the publisher, which is said once.
func (s source) byItself(publisher string) bool {
	return len(s.authors) > 0 && strings.EqualFold(s.authors[0].String(), publisher)
}

// by are those with whom a citation begins, and whether they are editors.
func (s source) by() (names []data.Name, editors bool) {
	if len(s.authors) == 0 && len(s.editors) > 0 && (s.kind == book || s.kind == report) {
		return s.editors, true
	}
	return s.authors, false
}
