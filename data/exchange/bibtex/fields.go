package bibtex

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// reading is an entry that becomes a work; fields that are read are taken out of left.
type reading struct {
	*works.Work
	left    map[string]string
	options form.Options
	doc     *form.Document
}

// take is a field as text, which is not read again; of several names the first one that is
// there.
func (r *reading) take(names ...string) string { return form.Line(plain(r.raw(names...))) }

func (r *reading) verbatim(names ...string) string { return verbatim(r.raw(names...)) }

func (r *reading) raw(names ...string) string {
	for _, name := range names {
		if tex := r.left[name]; tex != "" {
			delete(r.left, name)
			return tex
		}
	}
	return ""
}

// workOf reads an entry whose fields are its own and those that it inherits.
func workOf(e entry, o form.Options, doc *form.Document) works.Work {
	w := works.Work{Source: form.Source{Key: e.key, Place: form.Place{Line: e.line}}}
	r := &reading{&w, maps.Clone(e.fields), o, doc}
	r.kind(e.of)
	if works.KeyLike(e.key) {
		w.Say(works.ExtraKey, e.key)
	}
	w.Title = joined(": ", r.take("title"), r.take("subtitle"))
	if w.Title == "" {
		w.Title = r.take("maintitle")
	}
	r.container()
	r.people()
	r.numbers()
	r.date()
	r.addresses()
	r.texts()
	r.extra()
	return w
}

// kind is the type of an entry.
func (r *reading) kind(of string) {
	c := &r.Citation
	known := false
	if c.Type, known = types[of]; !known {
		c.Type = "document"
		r.Say("bibtex:@type", of)
	}
	sub := r.take(subtype)
	switch of := firstOf(subtypes[strings.ToLower(sub)], sub); {
	case sub == "":
	case slices.Contains(data.CitationTypes(), of):
		c.Type = of
	default:
		r.Say("bibtex:"+subtype, sub)
	}
	switch of {
	case "phdthesis":
		r.Say("genre", "PhD thesis")
	case "mastersthesis":
		r.Say("genre", "Master’s thesis")
	}
	switch genre := r.take("type"); strings.ToLower(genre) {
	case "":
	case "phdthesis":
		r.Say("genre", "PhD thesis")
	case "mathesis":
		r.Say("genre", "Master’s thesis")
	case "techreport":
		r.Say("genre", "technical report")
	default:
		r.Say("genre", genre)
	}
}

// container reads what the work is in.
func (r *reading) container() {
	c := &r.Citation
	names := map[string][]string{
		"journaltitle": {"journaltitle", "journal"}, "booktitle": {"booktitle", "journaltitle", "journal", "maintitle"}, "maintitle": {"maintitle"},
		"titleaddon": {"titleaddon", "journaltitle", "journal", "booktitle", "maintitle"},
	}[containerOf(c.Type)]
	c.Container = r.take(names...)
	for _, sub := range []string{"journalsubtitle", "booksubtitle"} {
		c.Container = joined(": ", c.Container, r.take(sub))
	}
}

func joined(by string, parts ...string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, by)
}

func (r *reading) people() {
	c := &r.Citation
	for _, role := range []struct {
		field string
		names *[]data.Name
	}{{"author", &c.Authors}, {"editor", &c.Editors}, {"translator", &c.Translators}} {
		names, others := people(r.raw(role.field))
		*role.names = names
		if others {
			*role.names = append(names, data.Name{Literal: "et al."})
		}
	}
	for field, name := range extraNames {
		names, _ := people(r.raw(field))
		r.Say(name, works.InvertedList(names))
	}
}

// dashes are those between numbers of pages.
var dashes = strings.NewReplacer("–", "-", "—", "-", "−", "-")

func (r *reading) numbers() {
	c := &r.Citation
	c.Volume, c.Edition = r.take("volume"), r.take("edition")
	c.Pages = dashes.Replace(r.take("pages", "eid"))
	c.DOI, c.ISBN, c.ISSN = r.verbatim("doi"), r.take("isbn"), r.take("issn")
	if strings.HasPrefix(c.Type, "article") || c.Type == "periodical" {
		c.Issue = r.take("number", "issue")
	} else {
		c.Issue = r.take("issue")
		r.Say("number", r.take("number"))
	}
}

var yearForm = regexp.MustCompile(`^-?\d{1,4}$`)

// date reads the date, which is EDTF in biblatex, and else a year, a month and a day.
func (r *reading) date() {
	if seen := r.verbatim("urldate"); seen != "" {
		r.Seen(seen, r.options)
	}
	for field, name := range extraDates {
		r.Say(name, r.verbatim(field))
	}
	if date := r.verbatim("date"); date != "" {
		r.Dated(date, r.options)
		if !r.Published.IsZero() {
			delete(r.left, "year")
			delete(r.left, "month")
			delete(r.left, "day")
			return
		}
	}
	year, month, day := strings.Trim(r.take("year"), "[]()"), r.take("month"), r.take("day")
	n, err := strconv.ParseInt(year, 10, 64)
	if err != nil || !yearForm.MatchString(year) {
		r.Dated(joined(" ", day, month, year), r.options)
		return
	}
	edtf := form.Year(n)
	if m, ok := monthOf(edtf, year, month, day, r.options); ok {
		edtf = m
	} else {
		r.Say("bibtex:month", joined(" ", day, month))
	}
	r.Dated(edtf, r.options)
}

// monthOf is a year with what its month says, and whether that can be read: jul, 7, July 4,
// 4 jul, jun/jul, spring.
func monthOf(edtf, year, month, day string, o form.Options) (string, bool) {
	if n, err := strconv.Atoi(month); err == nil && n >= 1 && n <= 12 {
		edtf += "-" + pad(n)
		if d, err := strconv.Atoi(day); err == nil && d >= 1 && d <= 31 {
			edtf += "-" + pad(d)
		}
		return edtf, true
	}
	if month == "" {
		return edtf, day == ""
	}
	if n := works.SeasonNamed(month); n > 0 {
		return edtf + "-" + strconv.Itoa(20+n), true
	}
	said := func(month string) string {
		d, _ := works.Date(joined(" ", day, month, year), o)
		if d.IsZero() {
			d, _ = works.Date(joined(" ", month, day, year), o)
		}
		return d.EDTF
	}
	if both := strings.FieldsFunc(month, func(r rune) bool { return strings.ContainsRune("/-–—&", r) }); len(both) == 2 {
		from, to := said(strings.TrimSpace(both[0])), said(strings.TrimSpace(both[1]))
		if d, err := form.Span(from, to); from != "" && to != "" && err == nil {
			return d.EDTF, true
		}
	}
	text := said(month)
	return text, text != ""
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// howPublished is an address in place of how something was published.
var howPublished = regexp.MustCompile(`^\s*(?:\\url\s*\{|https?://)`)

func (r *reading) addresses() {
	if url := r.verbatim("url"); url != "" {
		r.Address(strings.ReplaceAll(url, " ", "%20"))
	}
	if how := r.left["howpublished"]; howPublished.MatchString(how) {
		r.Address(r.verbatim("howpublished"))
	}
	if r.raw("file") != "" {
		r.doc.Drop("file") // of the computer where the list was made
	}
}

func (r *reading) texts() {
	c := &r.Citation
	publishers := []string{publisherOf(c.Type), "publisher", "institution", "school", "organization"}
	r.Publisher = listed(r.raw(publishers...))
	c.PublisherPlace = listed(r.raw("location", "address"))
	c.Abstract = form.Clean(plain(r.raw("abstract")))
	c.Keywords = works.Keywords(plain(r.raw("keywords", "keyword")))
	for _, name := range []string{"annotation", "annote"} {
		if text := form.Clean(plain(r.raw(name))); text != "" {
			r.Notes = append(r.Notes, works.Note{Text: text})
		}
	}
	if lang := r.take("langid", "hyphenation"); lang != "" {
		r.In(lang)
	}
	if lang := r.take("language"); lang != "" {
		r.In(strings.TrimPrefix(lang, "lang"))
	}
}

// listed is a list of publishers or places in one text.
func listed(tex string) string {
	parts := divided(tex)
	for i, p := range parts {
		parts[i] = form.Line(plain(p))
	}
	return strings.Join(parts, "; ")
}

// extra keeps the rest.
func (r *reading) extra() {
	for name, variable := range extras {
		r.Say(variable, r.take(name))
	}
	for name, tex := range r.left {
		switch name {
		case "crossref", "xdata", "xref", "timestamp", "owner", "bdsk-file-1", "date-added", "date-modified":
		default:
			r.Say("bibtex:"+name, form.Line(plain(tex)))
		}
	}
}
