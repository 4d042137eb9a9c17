// Package exchange brings files of other programs in and takes libraries and notes out.
//
// The one idea behind it: all formats meet in one value, form.Document, and are lines of
// one table, each in a package of its own; what is known already and what has changed
// package merge finds out for all of them.
package exchange

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/exchange/bibtex"
	"tarikh.org/tarikh/data/exchange/csljson"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/hypothesis"
	"tarikh.org/tarikh/data/exchange/ical"
	"tarikh.org/tarikh/data/exchange/markwhen"
	"tarikh.org/tarikh/data/exchange/readwise"
	"tarikh.org/tarikh/data/exchange/ris"
	"tarikh.org/tarikh/data/exchange/table"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
	"tarikh.org/tarikh/data/exchange/timelinejs"
	"tarikh.org/tarikh/data/exchange/timelineproject"
	"tarikh.org/tarikh/data/exchange/webannotation"
	"tarikh.org/tarikh/data/exchange/zoteronote"
	"tarikh.org/tarikh/data/exchange/zoterordf"
)

// Formats returns the table of formats, in which the more special one comes first.
func Formats() []form.Format { return formats }

var formats = slices.Concat([]form.Format{
	tarikhjson.Format(),
	timelinejs.Format(),
	timelineproject.Format(),
	markwhen.Format(),
	ical.Format(),
	csljson.Format(),
	ris.Format(),
	bibtex.Format(),
	zoterordf.Format(),
	webannotation.Format(),
	readwise.Format(),
}, timelines(), hypothesis.Formats(), zoteronote.Formats(), containers(), table.Formats())

// FormatNamed returns the format of that name.
func FormatNamed(name string) (form.Format, error) {
	var names []string
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return form.Format{}, fmt.Errorf("there is no format %q; there are %s", name, strings.Join(names, ", "))
}

// Recognise tells the format of a file by its contents; where they are like several, its
// ending decides. The error is a *form.Error.
func Recognise(file form.File) (form.Format, error) {
	probe := form.NewProbe(file)
	var best form.Format
	most := 0
	for _, f := range formats {
		if f.Likeness == nil {
			continue
		}
		likeness := f.Likeness(probe)
		if likeness > 0 && slices.Contains(f.Endings, probe.Ending) {
			likeness += endingCounts
		}
		if likeness > most {
			best, most = f, likeness
		}
	}
	if most == 0 {
		return best, file.Fail(form.Place{}, "%s", strange(file, probe))
	}
	return best, nil
}

// strange is why a file is of no format.
func strange(file form.File, p *form.Probe) string {
	switch {
	case file.Folder != nil:
		return "there are no notes in it (.md); of folders, those of notes are read"
	case file.Size == 0:
		return "it is empty"
	case bytes.HasPrefix(p.Head, []byte("SQLite format 3\x00")) && len(p.Head) > 72 && string(p.Head[68:72]) == "TRKH":
		return "it is a library of Tarikh; export it as Tarikh JSON (tarikh export), and import that"
	}
	return "it is of no format that is read here"
}

// ByEnding returns the format that has the ending of a file to itself, for a file whose
// contents tell nothing: what is wrong with these its reader says.
func ByEnding(name string) (form.Format, bool) {
	ending := strings.ToLower(path.Ext(name))
	for _, f := range slices.Backward(formats) { // the general one of several
		if f.Read != nil && len(f.Endings) > 0 && f.Endings[0] == ending && ending != jsonEnding {
			return f, true
		}
	}
	return form.Format{}, false
}

// jsonEnding is that of all kinds of files.
const jsonEnding = ".json"

// endingCounts is how much likeness the ending of a name is worth.
const endingCounts = 5
