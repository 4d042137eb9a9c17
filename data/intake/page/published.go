package page

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// published is when the article appeared.
func (d *metadata) published(m mainText, lang string) DateField {
	said := []Field{
		{d.graph.article.text("datePublished"), JSONLD},
		{d.property("datePublished"), Microdata},
		{d.said("article:published_time", "og:article:published_time", "og:published_time", "article:published"), OpenGraph},
		{d.said("citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
			"parsely-pub-date", "sailthru.date", "publish-date", "publishdate", "publish_date", "pubdate", "publication_date", "date", "article.published"), Meta},
		{d.graph.article.text("dateCreated"), JSONLD},
	}
	said = append(said, d.stamps(func(s stamp) bool { return s.purpose() == ofPublication })...)
	said = append(said, d.stamps(func(s stamp) bool { return s.purpose() == unnamed && s.after })...)
	if day := firstDated(said, lang); !day.Value.IsZero() {
		return day
	}
	if day := d.beside(m, lang); !day.IsZero() {
		return DateField{day, Beside}
	}
	for i, p := range m.text[:min(len(m.text), 3)] {
		if day := datelineDay(p.text, lang, i == 0); !day.IsZero() {
			return DateField{day, Dateline}
		}
	}
	if day := inAddress(d.base); !day.IsZero() {
		return DateField{day, Address}
	}
	return DateField{}
}

// changed is when the publisher last changed the article.
func (d *metadata) changed(lang string) DateField {
	said := []Field{
		{d.graph.article.text("dateModified"), JSONLD},
		{d.property("dateModified"), Microdata},
		{d.said("article:modified_time", "og:updated_time"), OpenGraph},
		{d.said("dc.date.modified", "dcterms.modified", "last-modified", "lastmod"), Meta},
	}
	said = append(said, d.stamps(func(s stamp) bool { return s.purpose() == ofChange })...)
	return firstDated(said, lang)
}

// firstDated is the first of the fields that is a date.
func firstDated(fields []Field, lang string) DateField {
	for _, f := range fields {
		if day := ParseDay(f.Value, lang); !day.IsZero() {
			return DateField{day, f.From}
		}
	}
	return DateField{}
}

// purpose is what a <time> dates, by its names and the words before it.
func (s stamp) purpose() purpose {
	if s.label != unnamed {
		return s.label
	}
	named := func(word string) bool { return strings.Contains(s.names, word) }
	switch {
	case slices.ContainsFunc([]string{"updat", "modif", "revis"}, named):
		return ofChange
	case slices.ContainsFunc([]string{"publish", "pubdate", "posted", "entry-date", "created", "timestamp"}, named):
		return ofPublication
	}
	return unnamed
}

// stamps are the <time> elements that fit.
func (d *metadata) stamps(fit func(stamp) bool) (out []Field) {
	for _, s := range d.times {
		if fit(s) {
			out = append(out, Field{s.value, Time})
		}
	}
	return out
}

// beside is the day in the lines between the title and the text, or in the two
// above the title. Days farther off are those of the visit.
func (d *metadata) beside(m mainText, lang string) dates.Date {
	from := max(0, len(m.above)-3)
	for i, p := range m.above {
		if d.isTitle(p) {
			from = max(0, i-2)
		}
	}
	for i := len(m.above) - 1; i >= from; i-- {
		if p := m.above[i]; p.words <= 25 && p.inside&foreign == 0 {
			if day := firstDay(p.text, lang); !day.IsZero() {
				return day
			}
		}
	}
	return dates.Date{}
}
