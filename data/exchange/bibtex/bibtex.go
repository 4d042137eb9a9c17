// Package bibtex reads and writes lists of references in the format BibTeX, as BibTeX and biblatex
// have it (.bib).
//
//	@article{haddad2022winters,
//	  author       = {Haddad, Rana and {Reuters}},
//	  title        = {The winters that were},
//	  journaltitle = {Example Times},
//	  date         = {2022-02-04},
//	  url          = {https://example.org/winters},
//	}
//
// The one idea behind it: a file is read in two steps that know nothing of each other. The
// first one divides it into entries with fields in LaTeX, by braces, strings and what an
// entry inherits; the second one makes text of the LaTeX and a work of the fields. An entry
// that is not closed ends where the next one begins, and costs no other. Written is
// biblatex, in UTF-8; its dates are EDTF.
package bibtex

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/works"
)

// Format is the line of the table of formats.
func Format() form.Format {
	return form.Format{
		Name: "bibtex", Title: "BibTeX, BibLaTeX", Endings: []string{".bib", ".bibtex"},
		Likeness: likeness, Read: read, Group: form.GroupCitations, Write: write, Loses: append(works.Loses(), form.LosesFields),
	}
}

// entryForm is an entry with its first field, or a string.
var entryForm = regexp.MustCompile(`(?mi)^[ \t]*@[ \t]*(?:string[ \t]*[{(]\s*\w+\s*=|[a-z]+[ \t]*[{(]\s*[^\s,{}"=]*\s*,\s*[\w-]+\s*=)`)

func likeness(p *form.Probe) int {
	switch {
	case entryForm.Match(p.Head):
		return 90
	case p.Is(".bib", ".bibtex") && strings.Contains(string(p.Head), "@"):
		return 50
	}
	return 0
}

func read(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(works.MaxFile)
	if err != nil {
		return form.Document{}, err
	}
	text, err := works.Text(file, raw)
	if err != nil {
		return form.Document{}, err
	}
	doc := form.Document{}
	entries, err := entriesOf(ctx, file, text, &doc, o)
	if err != nil {
		return form.Document{}, err
	}
	f := family{entries: map[string]entry{}, left: times*len(text) + spare}
	for _, e := range entries {
		if _, taken := f.entries[strings.ToLower(e.key)]; !taken {
			f.entries[strings.ToLower(e.key)] = e
		}
	}
	for n, e := range entries {
		if n%1000 == 0 {
			if err := ctx.Err(); err != nil {
				return form.Document{}, fmt.Errorf("import %s: %w", file.Name, err)
			}
			if o.Progress != nil {
				o.Progress(0.3 + 0.7*float64(n)/float64(len(entries)))
			}
		}
		if e.of == "xdata" { // fields for others alone
			continue
		}
		e, missing := f.inherited(e)
		if missing != "" {
			doc.Skip(form.Place{Line: e.line}, form.Unknown, missing)
		}
		works.Add(&doc, workOf(e, o, &doc), o)
	}
	if len(doc.Articles)+len(doc.Skipped) == 0 {
		return form.Document{}, file.Fail(form.Place{}, "it has no references")
	}
	return doc, nil
}

// entriesOf are all entries of a text.
func entriesOf(ctx context.Context, file form.File, text string, doc *form.Document, o form.Options) ([]entry, error) {
	s := newScanner(text, doc)
	var entries []entry
	for e, ok := s.next(); ok; e, ok = s.next() {
		if len(entries) == works.MaxWorks {
			return nil, file.Fail(form.Place{Line: e.line}, "it has more than %d references", works.MaxWorks)
		}
		if len(entries)%1000 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, fmt.Errorf("import %s: %w", file.Name, err)
			}
			if o.Progress != nil {
				o.Progress(0.3 * float64(s.at) / float64(len(text)))
			}
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// family are the entries that others inherit from, by their keys in lower case.
type family struct {
	entries map[string]entry
	left    int // bytes that may still be inherited
}

// maxAncestors is how far fields are inherited.
const maxAncestors = 5

// inherited is an entry with the fields of those that it names with crossref and xdata, for
// what it does not say itself: the title of a book is the booktitle of what is in it. missing
// is a key that no entry has.
func (f *family) inherited(e entry) (whole entry, missing string) {
	whole = e
	for n, at := 0, e; n < maxAncestors; n++ {
		key := strings.TrimSpace(at.fields["crossref"])
		all := at.fields["xdata"] != ""
		if key == "" {
			key, _, _ = strings.Cut(at.fields["xdata"], ",")
			key = strings.TrimSpace(key)
		}
		if key == "" {
			return whole, missing
		}
		parent, ok := f.entries[strings.ToLower(key)]
		if !ok {
			return whole, key
		}
		if n == 0 {
			whole.fields = maps.Clone(e.fields)
		}
		f.add(&whole, parent, all && at.fields["crossref"] == "")
		at = parent
	}
	return whole, missing
}

// add puts the fields of a parent into an entry. all are even those that belong to one
// entry alone.
func (f *family) add(e *entry, parent entry, all bool) {
	give := func(name, tex string) {
		if _, said := e.fields[name]; !said && tex != "" && f.left >= len(tex) && len(e.fields) < maxFields {
			e.fields[name] = tex
			f.left -= len(tex)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(parent.fields)) {
		switch tex := parent.fields[name]; {
		case all && name != "xdata" && name != "crossref":
			give(name, tex)
		case name == "title" && (parent.of == "periodical" || e.of == "article"):
			give("journaltitle", tex)
		case name == "title":
			give("booktitle", tex)
		case name == "subtitle":
			give("booksubtitle", tex)
		case name == "author" && e.of == "inbook":
			give("author", tex)
			give("bookauthor", tex)
		case !unshared[name] && name != "author":
			give(name, tex)
		}
	}
}
