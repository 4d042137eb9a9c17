package page

import (
	"strings"

	"tarikh.org/tarikh/data"
)

// citation is what the tags say that pages of journals and publishers have for citing
// them (Highwire Press, PRISM, Dublin Core). What cannot be stored is left out.
func (d *metadata) citation() data.Citation {
	c := data.Citation{
		Container: d.said("citation_journal_title", "prism.publicationname", "citation_inbook_title", "citation_book_title", "citation_conference_title"),
		Volume:    d.said("citation_volume", "prism.volume"),
		Issue:     d.said("citation_issue", "prism.number", "prism.issue"),
		Pages:     d.said("citation_firstpage", "prism.startingpage"),
		ISBN:      d.said("citation_isbn", "prism.isbn"),
		ISSN:      d.said("citation_issn", "prism.issn", "prism.eissn"),
	}
	if last := d.said("citation_lastpage", "prism.endingpage"); c.Pages != "" && last != "" && last != c.Pages {
		c.Pages += "-" + last
	}
	for _, name := range []string{"citation_doi", "prism.doi", "dc.identifier", "dcterms.identifier", "bepress_citation_doi"} {
		for _, value := range d.meta[name] {
			if c.DOI == "" && data.NormalDOI(value) != "" {
				c.DOI = data.NormalDOI(value)
			}
		}
	}
	for _, name := range d.meta["citation_author"] {
		if name := oneLine(name); name != "" {
			c.Authors = append(c.Authors, data.NameOf(name))
		}
	}
	switch {
	case len(d.meta["citation_journal_title"]) > 0:
		c.Type = "article-journal"
	case len(d.meta["citation_dissertation_institution"]) > 0:
		c.Type = "thesis"
	case len(d.meta["citation_technical_report_institution"]) > 0:
		c.Type = "report"
	case strings.TrimSpace(c.Container) != "":
		c.Type = "chapter"
	}
	if c.Validate() != nil {
		return data.Citation{}
	}
	return c
}
