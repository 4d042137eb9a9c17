package data

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// Citation is what citing a source needs beside the title, byline, publisher, address,
// language and date that every article has. The names of its fields follow CSL 1.0.2.
type Citation struct {
	Type           string            `json:"type,omitempty"` // one of CitationTypes; empty if unknown
	Authors        []Name            `json:"authors,omitempty"`
	Editors        []Name            `json:"editors,omitempty"`
	Translators    []Name            `json:"translators,omitempty"`
	Container      string            `json:"container,omitempty"` // the journal, newspaper, site or book that it is in
	Volume         string            `json:"volume,omitempty"`
	Issue          string            `json:"issue,omitempty"`
	Pages          string            `json:"pages,omitempty"` // "12-34"
	Edition        string            `json:"edition,omitempty"`
	PublisherPlace string            `json:"publisher_place,omitempty"`
	DOI            string            `json:"doi,omitempty"`  // as it is said; compare NormalDOI
	ISBN           string            `json:"isbn,omitempty"` // as it is said; compare NormalISBN
	ISSN           string            `json:"issn,omitempty"`
	Accessed       string            `json:"accessed,omitempty"` // EDTF
	Keywords       []string          `json:"keywords,omitempty"` // in the order given, without repeats
	Abstract       string            `json:"abstract,omitempty"`
	Extra          map[string]string `json:"extra,omitempty"` // what has no field of its own, by its name in the source
}

// Name is the name of a person, in parts or, of a body or where the parts are not
// known, whole.
type Name struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`   // what comes after the name stands behind a comma: "Edwin, Jr."
	Literal string `json:"literal,omitempty"` // without Family and Given
}

// Limits of a citation: people in one role, other fields, and bytes of all of it.
const (
	MaxNames    = 5000
	MaxExtra    = 200
	MaxCitation = 1 << 20
)

// CitationTypes returns the kinds of sources that CSL 1.0.2 knows.
func CitationTypes() []string {
	return []string{
		"article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "classic", "collection",
		"dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
		"legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
		"performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software",
		"song", "speech", "standard", "thesis", "treaty", "webpage",
	}
}

// String is the name as a person reads it: "Given Family", and what comes after it.
func (n Name) String() string {
	given, after, _ := strings.Cut(n.Given, ", ")
	return cmp.Or(n.Literal, strings.Join(strings.Fields(given+" "+n.Family+" "+after), " "))
}

// NameOf reads a name as it is written in a line: "Family, Given", with an Arabic comma, too; braces, as in BibTeX,
// keep one with a comma whole. Any other is whole, since no rule tells its parts.
func NameOf(line string) Name {
	line = strings.Join(strings.Fields(line), " ")
	if inner, ok := strings.CutPrefix(line, "{"); ok && strings.HasSuffix(inner, "}") {
		return Name{Literal: strings.TrimSuffix(inner, "}")}
	}
	family, given, parts := strings.Cut(strings.Replace(line, "،", ",", 1), ",")
	if family, given = strings.TrimSpace(family), strings.TrimSpace(given); !parts || given == "" || family == "" {
		return Name{Literal: strings.Trim(line, ",، ")}
	}
	return Name{Family: family, Given: given}
}

// Line is the name as NameOf reads it.
func (n Name) Line() string {
	switch {
	case n.Literal != "" && NameOf(n.Literal).Literal != n.Literal:
		return "{" + n.Literal + "}"
	case n.Literal != "":
		return n.Literal
	case n.Family == "" || n.Given == "":
		return cmp.Or(n.Family, n.Given)
	}
	return n.Family + ", " + n.Given
}

// Fill takes over from another citation the fields that this one does not have.
func (c Citation) Fill(from Citation) Citation {
	into, by := c.lines(), from.lines()
	for i := range into {
		if *into[i].text == "" {
			*into[i].text = *by[i].text
		}
	}
	people, others := c.people(), from.people()
	for i := range people {
		if len(*people[i].names) == 0 {
			*people[i].names = *others[i].names
		}
	}
	if len(c.Keywords) == 0 {
		c.Keywords = from.Keywords
	}
	extra := maps.Clone(from.Extra)
	if extra == nil {
		return c
	}
	maps.Copy(extra, c.Extra)
	c.Extra = extra
	return c
}

// IsZero reports whether nothing is said.
func (c Citation) IsZero() bool {
	for range c.Parts() {
		return false
	}
	return true
}

// Equal reports whether two citations say the same.
func (c Citation) Equal(d Citation) bool {
	return slices.Equal(c.Authors, d.Authors) && slices.Equal(c.Editors, d.Editors) && slices.Equal(c.Translators, d.Translators) &&
		slices.Equal(c.Keywords, d.Keywords) && maps.Equal(c.Extra, d.Extra) && slices.EqualFunc(c.lines(), d.lines(), func(a, b line) bool { return *a.text == *b.text })
}

// line is a field of a citation that is one text.
type line struct {
	name string // as in JSON
	text *string
}

func (c *Citation) lines() []line {
	return []line{
		{"type", &c.Type},
		{"container", &c.Container},
		{"volume", &c.Volume},
		{"issue", &c.Issue},
		{"pages", &c.Pages},
		{"edition", &c.Edition},
		{"publisher_place", &c.PublisherPlace},
		{"doi", &c.DOI},
		{"isbn", &c.ISBN},
		{"issn", &c.ISSN},
		{"accessed", &c.Accessed},
		{"abstract", &c.Abstract},
	}
}

// people are those of a citation by their role.
func (c *Citation) people() []role {
	return []role{{"authors", &c.Authors}, {"editors", &c.Editors}, {"translators", &c.Translators}}
}

type role struct {
	name  string // as in JSON
	names *[]Name
}

// Parts yields what is said, in a fixed order, by the names of the fields in JSON:
// a text, three for each person (family, given, literal), all keywords, or name and
// text of each Extra field, by name.
func (c Citation) Parts() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for _, r := range c.people() {
			var texts []string
			for _, n := range *r.names {
				texts = append(texts, n.Family, n.Given, n.Literal)
			}
			if len(texts) > 0 && !yield(r.name, texts) {
				return
			}
		}
		for _, l := range c.lines() {
			if *l.text != "" && !yield(l.name, []string{*l.text}) {
				return
			}
		}
		if len(c.Keywords) > 0 && !yield("keywords", c.Keywords) {
			return
		}
		var extra []string
		for _, name := range slices.Sorted(maps.Keys(c.Extra)) {
			extra = append(extra, name, c.Extra[name])
		}
		if len(extra) > 0 {
			yield("extra", extra)
		}
	}
}

// Called are the ways in which the authors are called: whole, as Name.Line writes them, and
// by the family alone.
func (c Citation) Called() (names []string) {
	for _, n := range c.Authors {
		names = append(names, n.String(), n.Line())
		if n.Family != "" {
			names = append(names, n.Family)
		}
	}
	return names
}

// Words are the texts in which words are found: people, what it is in, keywords, the
// abstract, and the numbers by which it is known.
func (c Citation) Words() (texts []string) {
	for _, r := range c.people() {
		for _, n := range *r.names {
			texts = append(texts, n.String())
		}
	}
	for _, text := range append([]string{c.Container, c.DOI, c.ISBN}, c.Keywords...) {
		if text != "" {
			texts = append(texts, text)
		}
	}
	if c.Abstract != "" {
		texts = append(texts, c.Abstract)
	}
	return texts
}

// Validate returns an *InvalidError or nil.
func (c Citation) Validate() error {
	const kind, field = "article", "citation"
	size := 0
	for name, texts := range c.Parts() {
		for _, text := range texts {
			size += len(text)
			most := MaxTitle
			if name == "abstract" || name == "extra" {
				most = MaxCitation
			}
			if err := validText(kind, field+" "+name, text, most); err != nil {
				return err
			}
		}
	}
	if size > MaxCitation {
		return invalid(kind, field, "is too long")
	}
	if err := c.validPeople(); err != nil {
		return err
	}
	if c.Type != "" && !slices.Contains(CitationTypes(), c.Type) {
		return invalid(kind, field+" type", "is not one of CSL")
	}
	if c.Accessed != "" {
		if _, err := dates.Parse(c.Accessed); err != nil {
			return invalid(kind, field+" accessed", "is not an EDTF date")
		}
	}
	if len(c.Extra) > MaxExtra {
		return invalid(kind, field+" extra", fmt.Sprintf("has more than %d fields", MaxExtra))
	}
	for name, text := range c.Extra {
		if blank(name) || len(name) > MaxTitle || text == "" {
			return invalid(kind, field+" extra", "holds a field without a name or a text, or a long name")
		}
	}
	return validTags(kind, c.Keywords)
}

// validPeople returns an *InvalidError or nil.
func (c Citation) validPeople() error {
	const kind, field = "article", "citation"
	for _, r := range c.people() {
		if len(*r.names) > MaxNames {
			return invalid(kind, field+" "+r.name, fmt.Sprintf("are more than %d", MaxNames))
		}
		for _, n := range *r.names {
			if blank(n.String()) || n.Literal != "" && n.Family+n.Given != "" {
				return invalid(kind, field+" "+r.name, "hold a name that is empty, or both whole and in parts")
			}
		}
	}
	return nil
}

// CitationFields are those of a citation, each as a field of articles: what compares
// articles field by field compares these in place of "citation".
func CitationFields() []Field {
	fields := []Field{
		fieldOf("citation.authors", func(a *Article) *[]Name { return &a.Citation.Authors }),
		fieldOf("citation.editors", func(a *Article) *[]Name { return &a.Citation.Editors }),
		fieldOf("citation.translators", func(a *Article) *[]Name { return &a.Citation.Translators }),
		fieldOf("citation.keywords", func(a *Article) *[]string { return &a.Citation.Keywords }),
		fieldOf("citation.extra", func(a *Article) *map[string]string { return &a.Citation.Extra }),
	}
	for i, l := range new(Citation).lines() {
		fields = append(fields, fieldOf("citation."+l.name, func(a *Article) *string { return a.Citation.lines()[i].text }))
	}
	return fields
}

// NormalDOI is a DOI as it is compared: without the address or the word before it, in
// lower case (DOI handbook, 2.4: case does not tell two apart). "" for what is none.
func NormalDOI(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, before := range []string{"https://", "http://", "www.", "dx.", "doi.org/", "doi:"} {
		text = strings.TrimSpace(strings.TrimPrefix(text, before))
	}
	prefix, suffix, _ := strings.Cut(text, "/")
	if !strings.HasPrefix(prefix, "10.") || suffix == "" || strings.ContainsAny(text, " \t\n") {
		return ""
	}
	return text
}

// NormalISBN is the first ISBN of a text as it is compared: its thirteen digits. "" for
// what is none, by its check digit.
func NormalISBN(text string) string {
	text = strings.ToUpper(strings.NewReplacer("-", "", "\u2010", "", "\u2011", "", "\u2013", "").Replace(text))
	words := strings.FieldsFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != 'X' })
	// One that is written with spaces is the whole text.
	for _, word := range append(words, strings.Join(words, "")) {
		switch {
		case len(word) == 13 && !strings.Contains(word, "X") && isbn13(word[:12]) == word:
			return word
		case len(word) == 10 && isbn10(word):
			return isbn13("978" + word[:9])
		}
	}
	return ""
}

// isbn13 adds the check digit to twelve digits.
func isbn13(twelve string) string {
	sum := 0
	for i, d := range twelve {
		sum += int(d-'0') * (1 + 2*(i%2))
	}
	return twelve + string(rune('0'+(10-sum%10)%10))
}

func isbn10(ten string) bool {
	sum := 0
	for i, d := range ten {
		n := int(d - '0')
		if d == 'X' {
			if i != 9 {
				return false
			}
			n = 10
		}
		sum += n * (10 - i)
	}
	return sum%11 == 0
}
