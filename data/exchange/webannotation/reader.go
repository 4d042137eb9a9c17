package webannotation

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
)

// reader reads one file.
type reader struct {
	*annotations.Reader
	*form.JSON
	file   form.File
	o      form.Options
	count  int                // annotations
	made   int                // targets, each of which becomes a row
	ids    map[string]bool    // of annotations that were read
	events map[string]data.ID // by their ids in the file
	notes  []note
}

// note is an annotation of which it is known only at the end of the file whether it
// answers another.
type note struct {
	annotations.Annotation
	replying bool
}
