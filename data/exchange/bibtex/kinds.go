package bibtex

// types are the types of CSL by those of entries.
var types = map[string]string{
	"article": "article-journal", "suppperiodical": "article-journal", "periodical": "periodical", "review": "review", "book": "book", "mvbook": "book", "collection": "book",
	"mvcollection": "book", "proceedings": "book", "mvproceedings": "book", "reference": "book", "mvreference": "book", "inbook": "chapter", "bookinbook": "chapter",
	"suppbook": "chapter", "incollection": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia", "inproceedings": "paper-conference",
	"conference": "paper-conference", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis", "report": "report", "techreport": "report", "manual": "report",
	"online": "webpage", "electronic": "webpage", "www": "webpage", "booklet": "pamphlet", "unpublished": "manuscript", "patent": "patent", "dataset": "dataset", "software": "software",
	"misc": "document", "standard": "standard", "legislation": "legislation", "jurisdiction": "legal_case", "legal": "regulation", "letter": "personal_communication",
	"artwork": "graphic", "image": "graphic", "audio": "song", "music": "song", "movie": "motion_picture", "video": "motion_picture", "performance": "performance",
}

// written are the types of entries by those of CSL. One that reads as another type has its
// own in the field entrysubtype.
var written = map[string]string{
	"article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "periodical": "periodical", "review": "review", "review-book": "review",
	"book": "book", "collection": "collection", "classic": "book", "chapter": "incollection", "entry": "inreference", "entry-dictionary": "inreference",
	"entry-encyclopedia": "inreference", "paper-conference": "inproceedings", "thesis": "thesis", "report": "report", "webpage": "online", "post": "online",
	"post-weblog": "online", "pamphlet": "booklet", "manuscript": "unpublished", "patent": "patent", "dataset": "dataset", "software": "software", "standard": "standard",
	"legislation": "legislation", "bill": "legislation", "legal_case": "jurisdiction", "regulation": "legal", "personal_communication": "letter", "graphic": "artwork",
	"figure": "image", "song": "music", "motion_picture": "movie", "broadcast": "video", "performance": "performance", "article": "misc",
}

// subtypes are words that biblatex has for types of CSL.
var subtypes = map[string]string{"newspaper": "article-newspaper", "magazine": "article-magazine", "blog": "post-weblog"}

const subtype = "entrysubtype"

// extras are the fields of variables of CSL that have no field of their own.
var extras = map[string]string{
	"shorttitle": "title-short", "shortjournal": "container-title-short", "series": "collection-title", "type": "genre", "note": "note", "howpublished": "medium", "pubstate": "status",
	"eventtitle": "event-title", "venue": "event-place", "origtitle": "original-title", "origpublisher": "original-publisher", "pagetotal": "number-of-pages",
	"volumes": "number-of-volumes", "chapter": "chapter-number", "version": "version", "part": "part-number", "library": "call-number",
}

// extraDates and extraNames are those that are dates and names.
var (
	extraDates = map[string]string{"origdate": "original-date", "eventdate": "event-date"}
	extraNames = map[string]string{"bookauthor": "container-author"}
)

// unshared are fields that an entry does not inherit.
var unshared = map[string]bool{
	"crossref": true, "xdata": true, "ids": true, subtype: true, "shorttitle": true, "subtitle": true, "title": true, "titleaddon": true, "abstract": true, "annotation": true, "annote": true,
	"note": true, "keywords": true, "keyword": true, "doi": true, "url": true, "urldate": true, "pages": true, "file": true,
}

// containerOf is the field of what a work is in.
func containerOf(of string) string {
	switch written[of] {
	case "article", "review", "periodical":
		return "journaltitle"
	case "incollection", "inproceedings", "inreference":
		return "booktitle"
	case "book", "collection":
		return "maintitle"
	}
	return "titleaddon"
}

// publisherOf is the field of who published a work.
func publisherOf(of string) string {
	switch written[of] {
	case "report", "thesis":
		return "institution"
	case "online":
		return "organization"
	}
	return "publisher"
}

// langids are the names of languages that biblatex has, by their tags.
var langids = map[string]string{
	"en": "english", "en-US": "american", "en-GB": "british", "ar": "arabic", "fr": "french", "de": "ngerman", "es": "spanish", "it": "italian", "pt": "portuguese",
	"pt-BR": "brazilian", "ru": "russian", "tr": "turkish", "fa": "persian", "he": "hebrew",
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
