package ris

import (
	"regexp"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// types are the types of CSL by those of RIS. written is the inverse: of several, the one
// that is listed in it.
var types = map[string]string{
	"ABST": "article-journal", "ADVS": "broadcast", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic", "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book",
	"CASE": "legal_case", "CHAP": "chapter", "CHART": "figure", "CLSWK": "classic", "COMP": "software", "CONF": "book", "CPAPER": "paper-conference", "CTLG": "book",
	"DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage",
	"ENCYC": "entry-encyclopedia", "FIGURE": "figure", "GEN": "document", "GOVDOC": "report", "GRANT": "document", "HEAR": "hearing", "ICOMM": "post", "INPR": "article-journal",
	"INTV": "interview", "JFULL": "periodical", "JOUR": "article-journal", "LEGAL": "regulation", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine",
	"MPCT": "motion_picture", "MULTI": "webpage", "MUSIC": "musical_score", "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication",
	"RPRT": "report", "SER": "book", "SLIDE": "speech", "SOUND": "song", "STAND": "standard", "STAT": "legislation", "THES": "thesis", "UNBILL": "bill", "UNPB": "manuscript",
	"UNPD": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}

var written = map[string]string{
	"article-journal": "JOUR", "broadcast": "ADVS", "dataset": "DATA", "classic": "CLSWK", "graphic": "ART", "bill": "BILL", "post-weblog": "BLOG", "book": "BOOK",
	"legal_case": "CASE", "chapter": "CHAP", "figure": "FIGURE", "software": "COMP", "paper-conference": "CPAPER", "entry-dictionary": "DICT", "webpage": "ELEC",
	"entry-encyclopedia": "ENCYC", "document": "GEN", "report": "RPRT", "hearing": "HEAR", "post": "ICOMM", "interview": "INTV", "periodical": "JFULL", "regulation": "LEGAL",
	"manuscript": "MANSCPT", "map": "MAP", "article-magazine": "MGZN", "motion_picture": "MPCT", "musical_score": "MUSIC", "article-newspaper": "NEWS", "pamphlet": "PAMP",
	"patent": "PAT", "personal_communication": "PCOMM", "speech": "SLIDE", "song": "SOUND", "standard": "STAND", "legislation": "STAT", "thesis": "THES",
}

// Names of tags that are read in a way of their own, or written.
const (
	tagAuthor, tagEditor, tagTranslator, tagSeriesEditor = "AU", "A2", "A4", "A3"
	tagTitle, tagIn, tagSeries                           = "TI", "T2", "T3"
	tagYear, tagDate, tagSeen                            = "PY", "DA", "Y2"
	tagFirst, tagLast, tagNumber                         = "SP", "EP", "SN"
	tagAddress, tagKeyword, tagNote, tagID               = "UR", "KW", "N1", "ID"
)

// extras are the tags of variables of CSL that have no field of their own.
var extras = map[string]string{
	"ST": "title-short", "J2": "container-title-short", tagSeries: "collection-title", "M3": "genre", "M1": "number", "SE": "section", "NV": "number-of-volumes", "CN": "call-number",
	"DB": "archive", "DP": "source", "AV": "archive_location", "OP": "original-title", "RI": "reviewed-title",
}

// old are names of tags that mean the same as others.
var old = map[string]string{
	"A1": tagAuthor, "ED": tagEditor, "T1": tagTitle, "CT": tagTitle, "JF": tagIn, "JO": tagIn, "J1": "J2", "JA": "J2", "Y1": tagYear, "CP": "IS", "PP": "CY", "AB": "N2",
	"L1": "L2", "LK": tagAddress, "RN": tagNote,
}

// parts is a work being read, with what is put together of several tags.
type parts struct {
	*works.Work
	options                    form.Options
	doc                        *form.Document
	year, day, pageOne, pageTo string
}

func (p *parts) tag(name, text string) {
	if said, known := old[name]; known {
		name = said
	}
	c := &p.Citation
	lines := map[string]*string{"VL": &c.Volume, "IS": &c.Issue, "PB": &p.Publisher, "CY": &c.PublisherPlace, "ET": &c.Edition, "DO": &c.DOI, tagID: &p.Key}
	switch {
	case lines[name] != nil && *lines[name] == "":
		*lines[name] = form.Line(text)
	case name == tagAuthor:
		c.Authors = append(c.Authors, data.NameOf(text))
	case name == tagEditor:
		c.Editors = append(c.Editors, data.NameOf(text))
	case name == tagTranslator:
		c.Translators = append(c.Translators, data.NameOf(text))
	case name == tagSeriesEditor:
		p.Say("collection-editor", works.InvertedList(append(works.NamesIn(c.Extra["collection-editor"]), data.NameOf(text))))
	case name == tagKeyword:
		for line := range strings.SplitSeq(text, "\n") {
			c.Keywords = append(c.Keywords, strings.FieldsFunc(line, func(r rune) bool { return r == ';' })...)
		}
	case extras[name] != "":
		p.Say(extras[name], form.Line(text))
	default:
		p.rest(name, text)
	}
}

func (p *parts) rest(name, text string) {
	c := &p.Citation
	switch name {
	case tagTitle:
		p.titled(&p.Title, "original-title", text)
	case "BT":
		if c.Type == "book" && p.Title == "" {
			p.Title = form.Line(text)
		} else if form.Line(text) != p.Title {
			p.titled(&c.Container, "ris:BT", text)
		}
	case tagIn:
		if c.Type == "book" {
			p.Say("collection-title", form.Line(text))
		} else {
			p.titled(&c.Container, "ris:T2", text)
		}
	case tagYear, tagDate, tagSeen:
		p.dated(name, text)
	case tagFirst:
		p.pageOne = form.Line(text)
	case tagLast:
		p.pageTo = form.Line(text)
	case tagNumber:
		p.numbered(text)
	case tagAddress:
		p.Address(text)
	case "L2", "L3", "L4":
		if form.WebAddress(text) == "" {
			p.doc.Drop(name)
		} else {
			p.Address(text)
		}
	case "N2":
		c.Abstract = form.Paragraphs(c.Abstract, text)
	case tagNote:
		text, _ := form.PlainHTML(text)
		p.Notes = append(p.Notes, works.Note{Text: text})
	case "LA":
		p.In(text)
	default:
		p.Say("ris:"+name, text)
	}
}

// dated takes a date.
func (p *parts) dated(name, text string) {
	switch name {
	case tagYear:
		p.year = firstOf(p.year, text)
	case tagDate:
		p.day = firstOf(p.day, text)
	case tagSeen:
		if d := dateOf(text, p.options); d.IsZero() {
			p.Say("ris:Y2", text)
		} else {
			p.Citation.Accessed = d.EDTF
		}
	}
}

// titled takes a title where there is none yet, and keeps another one by a name.
func (p *parts) titled(title *string, name, text string) {
	switch text = form.Line(text); {
	case *title == "":
		*title = text
	case *title != text:
		p.Say(name, text)
	}
}

var issn = regexp.MustCompile(`^(?:ISSN[: ]*)?\d{4}-?\d{3}[\dXx]\b`)

// numbered takes an ISBN or ISSN.
func (p *parts) numbered(text string) {
	c := &p.Citation
	to := &c.ISBN
	if data.NormalISBN(text) == "" && (issn.MatchString(text) || strings.HasPrefix(c.Type, "article")) {
		to = &c.ISSN
	}
	*to = strings.TrimSpace(*to + " " + form.Line(text))
}

// finish puts together what several tags say.
func (p *parts) finish() {
	c := &p.Citation
	c.Pages = p.pageOne
	if p.pageTo != "" && p.pageTo != p.pageOne {
		c.Pages = strings.TrimPrefix(p.pageOne+"-"+p.pageTo, "-")
	}
	year, day := dateOf(p.year, p.options), dateOf(p.day, p.options)
	switch {
	case !day.IsZero() && (year.IsZero() || day.Lo < year.Hi && day.Hi > year.Lo && (inWords(p.day) || day.Hi-day.Lo <= year.Hi-year.Lo)):
		p.Published = day
	case !year.IsZero():
		p.Published = year
		if p.day != "" {
			p.Say(works.ExtraIssued, p.day)
		}
	default:
		p.Say(works.ExtraIssued, firstOf(p.day, p.year))
	}
	for _, text := range []string{p.year, p.day} {
		if m := slashed.FindStringSubmatch(text); m != nil && !p.Published.IsZero() && other(m[4]) {
			p.Say(works.ExtraIssued, m[4])
		}
	}
	if p.Key != "" && works.KeyLike(p.Key) {
		p.Say(works.ExtraKey, p.Key)
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// slashed is a date of RIS: year, month, day and something else, each of which may be empty.
var slashed = regexp.MustCompile(`^(\d{0,4})/(\d{0,2})(?:/(\d{0,2})(?:/\s*(.*))?)?$`)

// inWords reports whether a date has a fourth part, which says more than the others.
func inWords(text string) bool {
	m := slashed.FindStringSubmatch(text)
	return m != nil && m[4] != ""
}

// dateOf reads a date, zero if it is none.
func dateOf(text string, o form.Options) dates.Date {
	text = form.Line(text)
	m := slashed.FindStringSubmatch(text)
	if m == nil {
		d, _ := works.Date(text, o)
		return d
	}
	if d, err := dates.Parse(m[4]); err == nil {
		return d
	}
	year, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		return dates.Date{}
	}
	edtf := form.Year(year)
	if n := works.SeasonNamed(m[4]); n > 0 && m[2] == "" {
		edtf = works.Season(year, n)
	}
	for _, n := range m[2:4] {
		if strings.Trim(n, "0") == "" {
			break
		}
		edtf += "-" + ("0" + n)[len(n)-1:]
	}
	if circa.MatchString(m[4]) {
		edtf += "~"
	}
	d, _ := dates.Parse(edtf)
	return d
}

var circa = regexp.MustCompile(`(?i)^(?:c|ca|circa|about|نحو|حوالي)\.?$`)

// other reports whether the fourth part of a date is words that no date has.
func other(words string) bool {
	_, err := dates.Parse(words)
	return words != "" && err != nil && works.SeasonNamed(words) == 0 && !circa.MatchString(words)
}

// tagName is the name in Extra of a tag that has none in CSL.
var tagName = regexp.MustCompile(`^ris:[A-Z][A-Z0-9]+$`)
