package data

import "strings"

// Origin says where a row of the library came from, so that importing its source again
// changes that row instead of adding another. It outlives the row: an Origin of none
// says that the row was deleted here.
type Origin struct {
	ID  ID
	Rev int64
	// Source is the format and the name of the file, "timelinejs:versions.json".
	Source string
	// Foreign names the row in the source. It is unique among the rows of one kind there.
	Foreign string
	Row     ID     // of the library; it may be deleted
	Of      string // the kind of the row: "event", "article" or "annotation"
	// Base has a short hash of each field as it was imported last, by the name of the
	// field: what differs from it was changed here.
	Base map[string]string
	Seen int64 // Unix seconds of the last import that had the row
}

// Own reports whether it is of a library's own file, whose rows have their IDs: it says
// nothing that the row does not, but for the conflicts of the next import.
func (o Origin) Own() bool { return strings.HasPrefix(o.Source, OwnFormat+":") }

// OwnFormat is the name of the program's own format, in the sources of origins.
const OwnFormat = "tarikh-json"

// originKinds are the kinds whose rows have an Origin.
func originKinds() []string {
	return []string{KindEvent.String(), KindArticle.String(), KindAnnotation.String()}
}

// What the Base of an Origin may have: fields, and bytes of a name or hash.
const (
	maxBase     = 64
	maxBaseText = 64
)
