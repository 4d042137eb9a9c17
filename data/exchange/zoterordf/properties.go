package zoterordf

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// types are the types of CSL by those of Zotero.
var types = map[string]string{
	"artwork": "graphic", "audioRecording": "song", "bill": "bill", "blogPost": "post-weblog", "book": "book", "bookSection": "chapter", "case": "legal_case",
	"computerProgram": "software", "conferencePaper": "paper-conference", "dataset": "dataset", "dictionaryEntry": "entry-dictionary", "document": "document",
	"email": "personal_communication", "encyclopediaArticle": "entry-encyclopedia", "film": "motion_picture", "forumPost": "post", "hearing": "hearing",
	"instantMessage": "personal_communication", "interview": "interview", "journalArticle": "article-journal", "letter": "personal_communication",
	"magazineArticle": "article-magazine", "manuscript": "manuscript", "map": "map", "newspaperArticle": "article-newspaper", "patent": "patent", "podcast": "broadcast",
	"preprint": "article", "presentation": "speech", "radioBroadcast": "broadcast", "report": "report", "standard": "standard", "statute": "legislation",
	"thesis": "thesis", "tvBroadcast": "broadcast", "videoRecording": "motion_picture", "webpage": "webpage",
}

// elements are the types of items by their elements, containers those of articles by what
// they are in.
var (
	elements = map[string]string{
		"bib:Book": "book", "bib:BookSection": "chapter", "bib:Article": "article-journal", "bib:Thesis": "thesis", "bib:Letter": "personal_communication",
		"bib:Manuscript": "manuscript", "bib:Interview": "interview", "bib:MotionPicture": "motion_picture", "bib:Illustration": "graphic", "bib:Image": "graphic",
		"bib:Document": "document", "bib:Report": "report", "bib:Legislation": "legislation", "bib:Patent": "patent", "bib:Recording": "song",
		"bib:ConferenceProceedings": "paper-conference", "bib:Data": "dataset",
	}
	containers = map[string]string{"bib:Journal": "article-journal", "bib:Periodical": "article-magazine", "bib:Newspaper": "article-newspaper"}
)

// roles are the variables of CSL for people, by their properties; those who made a work
// are its authors.
var roles = map[string]string{
	"bib:authors": "author", "z:authors": "author", "z:artists": "author", "z:cartographers": "author", "z:inventors": "author", "z:presenters": "author", "z:programmers": "author",
	"z:sponsors": "author", "z:podcasters": "author", "z:interviewees": "author", "z:performers": "performer", "bib:editors": "editor", "z:translators": "translator",
	"bib:contributors": "contributor", "z:seriesEditors": "collection-editor", "z:bookAuthors": "container-author", "z:interviewers": "interviewer", "z:directors": "director",
	"z:recipients": "recipient", "z:composers": "composer", "z:producers": "producer", "z:scriptwriters": "script-writer", "z:guests": "guest",
	"z:reviewedAuthors": "reviewed-author",
}

// texts are the variables of CSL by properties that are one text.
var texts = map[string]string{
	"z:shortTitle": "title-short", "z:numPages": "number-of-pages", "z:numberOfVolumes": "number-of-volumes", "z:libraryCatalog": "source", "z:meetingName": "event-title",
	"z:conferenceName": "event-title", "z:place": "event-place", "z:type": "genre", "z:thesisType": "genre", "z:reportType": "genre", "z:websiteType": "genre",
	"z:letterType": "genre", "z:mapType": "genre", "z:manuscriptType": "genre", "z:presentationType": "genre", "z:postType": "genre", "z:genre": "genre",
	"dc:type": "genre", "dc:source": "archive", "dc:coverage": "archive_location", "dc:description": "note", "z:runningTime": "dimensions", "z:medium": "medium",
	"dc:medium": "medium", "z:citationKey": works.ExtraKey, "z:originalDate": "original-date", "prism:section": "section", "dcterms:issued": "original-date",
	"z:status": "status", "z:legalStatus": "status", "z:artworkSize": "dimensions", "z:scale": "scale", "z:versionNumber": "version",
}

// parts is a work being put together of its properties.
type parts struct {
	*works.Work
	reader *reader
}

func (p parts) property(n *node) {
	c := &p.Citation
	switch n.name {
	case "z:itemType", "rdf:type", "link:link":
	case "dc:title", "dcterms:title":
		p.Title = firstOf(p.Title, n.text)
	case "dcterms:abstract":
		c.Abstract = form.Paragraphs(c.Abstract, n.text)
	case "dc:date":
		p.Dated(n.text, p.reader.options)
	case "dcterms:dateSubmitted":
		p.Seen(n.text, p.reader.options)
	case "z:language", "dc:language":
		p.In(n.text)
	case "bib:pages":
		c.Pages = strings.NewReplacer("–", "-", "—", "-").Replace(n.text)
	case "dc:identifier", "dcterms:identifier":
		p.identified(n)
	case "dcterms:isPartOf":
		p.in(p.reader.at(n), 0)
	case "dc:publisher":
		p.publisher(p.reader.at(n), n.text)
	case "bib:presentedAt":
		if at := p.reader.at(n); at != nil {
			p.Say("event-title", at.get("dc:title"))
		}
	case "dcterms:isReferencedBy":
		p.note(p.reader.at(n))
	case "dc:subject":
		p.subject(n)
	case "dc:relation", "dcterms:relation", "dcterms:hasPart", "rdf:value":
		p.reader.doc.Drop(n.name)
	default:
		p.rest(n)
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// rest reads what is alike in many properties: numbers, people, texts.
func (p parts) rest(n *node) {
	if p.numbered(n) {
		return
	}
	if role := roles[n.name]; role != "" {
		p.people(role, p.reader.names(n))
		return
	}
	switch name := texts[n.name]; {
	case name != "":
		p.Say(name, n.text)
	case n.text == "":
		p.reader.doc.Drop(n.name)
	default:
		p.Say("zotero:"+n.name[strings.IndexByte(n.name, ':')+1:], n.text)
	}
}

// numbered reads the numbers that a work or what it is in may have.
func (p parts) numbered(n *node) bool {
	c := &p.Citation
	switch n.name {
	case "prism:volume":
		c.Volume = firstOf(c.Volume, n.text)
	case "prism:number", "prism:issueIdentifier":
		if strings.HasPrefix(c.Type, "article") {
			c.Issue = firstOf(c.Issue, n.text)
		} else {
			p.Say("number", n.text)
		}
	case "prism:edition":
		c.Edition = firstOf(c.Edition, n.text)
	default:
		return false
	}
	return true
}

// people adds those of a role.
func (p parts) people(role string, names []data.Name) {
	c := &p.Citation
	switch role {
	case "author":
		c.Authors = append(c.Authors, names...)
	case "editor":
		c.Editors = append(c.Editors, names...)
	case "translator":
		c.Translators = append(c.Translators, names...)
	default:
		p.Say(role, works.InvertedList(names))
	}
}

// names are the people of a list.
func (r *reader) names(list *node) (names []data.Name) {
	if list.text != "" && len(list.children) == 0 {
		return []data.Name{data.NameOf(list.text)}
	}
	for _, seq := range list.children {
		people := []*node{seq}
		if seq.name == "rdf:Seq" || seq.name == "rdf:Bag" {
			people = people[:0]
			for _, li := range seq.children {
				if at := r.at(li); at != nil {
					people = append(people, at)
				} else if li.text != "" {
					names = append(names, data.NameOf(li.text))
				}
			}
		}
		for _, person := range people {
			n := data.Name{
				Family: person.get("foaf:surname", "foaf:familyName", "foaf:lastName", "foaf:family_name"),
				Given:  person.get("foaf:givenName", "foaf:givenname", "foaf:firstName"), Literal: person.get("foaf:name"),
			}
			if n.Given == "" && n.Literal == "" { // as a name of one field is written
				n.Family, n.Literal = "", n.Family
			}
			names = append(names, n)
		}
	}
	return names
}

// in reads what the work is in: a section, a journal or a book, and its series.
func (p parts) in(container *node, depth int) {
	if container == nil || depth == maxIn {
		return
	}
	c := &p.Citation
	for _, n := range container.children {
		switch n.name {
		case "dc:title":
			switch container.name {
			case "bib:Part":
				p.Say("section", n.text)
			case "bib:Series":
				p.Say("collection-title", n.text)
			default:
				c.Container = firstOf(c.Container, n.text)
			}
		case "dcterms:alternative":
			p.Say("container-title-short", n.text)
		case "dc:identifier":
			if container.name == "bib:Series" {
				p.Say("collection-number", n.text)
			} else {
				p.identified(n)
			}
		case "dcterms:isPartOf":
			p.in(p.reader.at(n), depth+1)
		default:
			p.numbered(n)
		}
	}
}

// identified reads an address or a number by which the work is known.
func (p parts) identified(n *node) {
	c := &p.Citation
	if at := p.reader.at(n); at != nil {
		p.Address(firstOf(at.get("rdf:value"), at.about))
		return
	}
	kind, number, _ := strings.Cut(n.text, " ")
	switch kind {
	case "DOI":
		c.DOI = firstOf(c.DOI, number)
	case "ISBN":
		c.ISBN = firstOf(c.ISBN, number)
	case "ISSN":
		c.ISSN = firstOf(c.ISSN, number)
	default:
		if address := firstOf(n.text, n.resource); form.WebAddress(address) != "" {
			p.Address(address)
		} else {
			p.Say("number", address)
		}
	}
}

func (p parts) publisher(organization *node, text string) {
	if organization == nil {
		p.Publisher = firstOf(p.Publisher, text)
		return
	}
	p.Publisher = firstOf(p.Publisher, organization.get("foaf:name"))
	for adr := range organization.all("vcard:adr") {
		if at := p.reader.at(adr); at != nil {
			p.Citation.PublisherPlace = firstOf(p.Citation.PublisherPlace, at.get("vcard:locality"))
		}
	}
}

func (p parts) note(memo *node) {
	if memo == nil || p.reader.used[memo.about] {
		return
	}
	p.reader.used[memo.about] = memo.about != ""
	text, tags := p.reader.memo(memo)
	p.Notes = append(p.Notes, works.Note{Key: memo.about, Text: text, Tags: tags})
}

// subject reads a tag, or a call number.
func (p parts) subject(n *node) {
	switch at := p.reader.at(n); {
	case at == nil:
		p.Citation.Keywords = append(p.Citation.Keywords, n.text)
	case at.name == "z:AutomaticTag":
		p.Citation.Keywords = append(p.Citation.Keywords, at.get("rdf:value"))
	case at.get("rdf:value") != "":
		p.Say("call-number", at.get("rdf:value"))
	}
}

// attached takes the address of an attached page for a work that has none.
func (p parts) attached(attachment *node) {
	if attachment == nil {
		return
	}
	if attachment.name != "z:Attachment" && attachment.get("z:itemType") != "attachment" {
		return
	}
	for id := range attachment.all("dc:identifier") {
		if at := p.reader.at(id); at != nil && p.URL == "" {
			p.Address(at.get("rdf:value"))
		}
	}
}
