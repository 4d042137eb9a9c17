package ris

import (
	"regexp"
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// tag is a line of a record, with the lines that continue it.
type tag struct {
	name, text string
}

// record is what stands between TY and ER.
type record struct {
	place form.Place
	of    string // its TY
	tags  []tag
}

// maxTags is how many lines with tags a record may have.
const maxTags = 20_000

var first = regexp.MustCompile(`(?m)^[\t ]*TY( {1,2})-[\t ]*[A-Za-z]+`)

var (
	// strict is a line with a tag; loose is one in files whose first TY has one space.
	strict = regexp.MustCompile(`^([A-Z][A-Z0-9])  -(?: (.*)|\s*)$`)
	loose  = regexp.MustCompile(`^\s*([A-Z][A-Z0-9]) {1,2}-\s*(.*)$`)
	// number is what some programs write before each record.
	number = regexp.MustCompile(`^\s*\[?\d+[.)\]]?\s*$`)
)

// records yields the records of a text. Lines that belong to none are counted.
func records(file form.File, text string, doc *form.Document) func(func(record, error) bool) {
	line := strict
	if m := first.FindStringSubmatchIndex(text); m != nil && (m[3]-m[2] == 1 || text[m[0]] != 'T') {
		line = loose
	}
	return func(yield func(record, error) bool) {
		var rec *record
		blank, n := 0, 0
		for full := range strings.Lines(text) {
			n++
			words := strings.TrimRight(full, " \t\n\r")
			m := line.FindStringSubmatch(words)
			switch {
			case m != nil && m[1] == "TY":
				if rec != nil && !yield(*rec, nil) { // ER is missing
					return
				}
				rec = &record{place: form.Place{Line: n}, of: strings.ToUpper(form.Line(m[2]))}
			case rec == nil:
				if words != "" && !number.MatchString(words) {
					doc.Drop("lines outside references")
				}
			case m != nil && m[1] == "ER":
				if !yield(*rec, nil) {
					return
				}
				rec = nil
			case m != nil:
				if len(rec.tags) == maxTags {
					yield(*rec, file.Fail(form.Place{Line: n}, "the reference that begins in line %d has more than %d tags", rec.place.Line, maxTags))
					return
				}
				rec.tags = append(rec.tags, tag{m[1], strings.TrimSpace(m[2])})
			case words == "":
				blank++
				continue
			case len(rec.tags) > 0:
				last := &rec.tags[len(rec.tags)-1]
				last.text += strings.Repeat("\n", min(blank, 1)+1) + strings.TrimSpace(words)
			default:
				doc.Drop("lines outside references")
			}
			blank = 0
		}
		if rec != nil {
			yield(*rec, nil)
		}
	}
}
