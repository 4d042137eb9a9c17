package data

import (
	"crypto/sha256"
	"iter"
	"maps"
	"reflect"
	"slices"
)

// Row is a pointer to a row of any kind: *Event, *Track.
type Row interface{ Validate() error }

// Shape describes the rows of a kind. It is all that code needs to store rows, journal,
// exchange or repair them: see Shapes.
type Shape struct {
	Kind  Kind
	Since int // the version of a library that brought the kind
	// Fields are those of a row; the first two are its ID and Rev.
	Fields []Field
	// Searched are the fields in which words are found, the most important first:
	// texts, the passage of an anchor, tags, a citation. None for kinds that are not searched.
	Searched []Field
	// Title is what a message calls a row.
	Title func(Row) string

	edits
}

// Field describes a field of the rows of a kind.
type Field struct {
	Name   string // as files have it
	Since  int    // the version of a library that brought it
	Use    Use
	Needed bool // it cannot be zero, or empty
	Max    int  // bytes that a text may have
	// Least and Most bound a number; both 0: any.
	Least, Most int
	Among       []string // the values that a text can have; nil: any
	other       string   // the error message for any other
	Zone        bool     // the text is the name of a time zone, if any
	Refers      bool     // it is the ID of a row of the kind To
	To          Kind

	says string // what errors call it
	at   func(Row) any
}

// Use is what a field is used for, where its type does not say it.
type Use uint8

// The uses.
const (
	UsePlain   Use = iota
	UseProse       // words in a language, of which there can be translations
	UseTime        // Unix seconds
	UseBody        // a long text, which a hash names; stores may keep it apart
	UseHash        // SHA-256 of that text
	UseDerived     // follows from that text, whose length it is
	UsePageRef     // names a Page; zero if there is none
)

// At returns a pointer to the field of a row: *string, *int, *int64, *bool, *ID, *[32]byte,
// *dates.Date, *anchor.Selector, *Doubt, a Composite, or, of lists, *[]string, *[]Link,
// *[]Reference, *[]Block or *map[string]string.
func (f Field) At(row Row) any { return f.at(row) }

// IsZero reports whether the field of a row is zero; an empty list is.
func (f Field) IsZero(row Row) bool {
	if c, ok := f.at(row).(Composite); ok {
		return c.IsZero()
	}
	v := reflect.ValueOf(f.at(row)).Elem()
	return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 || v.Kind() == reflect.Map && v.Len() == 0
}

// Says is what errors call the field, see InvalidError.
func (f Field) Says() string { return f.says }

// Same reports whether two rows have the same in the field.
func (f Field) Same(a, b Row) bool {
	switch x := f.at(a).(type) {
	case *string:
		return *x == *f.at(b).(*string)
	case *[]string:
		return slices.Equal(*x, *f.at(b).(*[]string))
	case *[]Link:
		return slices.Equal(*x, *f.at(b).(*[]Link))
	case *[]Reference:
		return slices.Equal(*x, *f.at(b).(*[]Reference))
	case *[]Block:
		return slices.Equal(*x, *f.at(b).(*[]Block))
	case Composite:
		return sameParts(x, f.at(b).(Composite))
	case *map[string]string:
		return maps.Equal(*x, *f.at(b).(*map[string]string))
	}
	return reflect.ValueOf(f.at(a)).Elem().Equal(reflect.ValueOf(f.at(b)).Elem())
}

// Set copies the field of a row from another one, whose list it then shares.
func (f Field) Set(row, from Row) {
	reflect.ValueOf(f.at(row)).Elem().Set(reflect.ValueOf(f.at(from)).Elem())
}

// ID returns the ID of a row.
func (s *Shape) ID(row Row) ID { return *s.Fields[0].at(row).(*ID) }

// Rev is the Rev of a row.
func (s *Shape) Rev(row Row) *int64 { return s.Fields[1].at(row).(*int64) }

// Page is the hash of the page that a row names; zero if it names none.
func (s *Shape) Page(row Row) [sha256.Size]byte {
	for _, f := range s.Fields {
		if f.Use == UsePageRef {
			return *f.at(row).(*hashOf)
		}
	}
	return hashOf{}
}

// Same reports whether two rows are the same. Of a long text the hash decides.
func (s *Shape) Same(a, b Row) bool {
	for _, f := range s.Fields {
		if f.Use != UseBody && f.Use != UseDerived && !f.Same(a, b) {
			return false
		}
	}
	return true
}

// RowChange is a Change of a kind that is known at run time only; Before or After is
// nil where that of the Change is.
type RowChange struct{ Before, After Row }

// Row is the row after the change, or the one before it that is gone.
func (c RowChange) Row() Row {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// edits are what Shape does with the changes of its kind in an Edit.
type edits struct {
	// New returns an empty row, Copy a copy of one.
	New  func() Row
	Copy func(Row) Row
	// Changes yields those of an edit, in order; Count says how many there are, and
	// Add adds one.
	Changes func(*Edit) iter.Seq[RowChange]
	Count   func(*Edit) int
	Add     func(*Edit, RowChange)

	invert func(from, to *Edit)
}

// editsOf returns them, given the field of an Edit that has the changes of a kind.
func editsOf[T any](list func(*Edit) *[]Change[T]) edits {
	erased := func(row *T) Row {
		if row == nil {
			return nil
		}
		return any(row).(Row)
	}
	typed := func(row Row) *T {
		if row == nil {
			return nil
		}
		return row.(any).(*T)
	}
	return edits{
		New: func() Row { return erased(new(T)) },
		Copy: func(row Row) Row {
			c := *typed(row)
			return erased(&c)
		},
		Changes: func(e *Edit) iter.Seq[RowChange] {
			return func(yield func(RowChange) bool) {
				for _, c := range *list(e) {
					if !yield(RowChange{erased(c.Before), erased(c.After)}) {
						return
					}
				}
			}
		},
		Count: func(e *Edit) int { return len(*list(e)) },
		Add: func(e *Edit, c RowChange) {
			*list(e) = append(*list(e), Change[T]{typed(c.Before), typed(c.After)})
		},
		invert: func(from, to *Edit) {
			for _, c := range slices.Backward(*list(from)) {
				*list(to) = append(*list(to), Change[T]{Before: c.After, After: c.Before})
			}
		},
	}
}

// hashOf is the type of hashes.
type hashOf = [sha256.Size]byte
