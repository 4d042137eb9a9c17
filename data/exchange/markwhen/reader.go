package markwhen

import (
	"context"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

type reader struct {
	context.Context
	file form.File
	o    form.Options
	doc  form.Document
	day  dates.Civil // today

	text string
	at   int // in the text: where the line begins that is next
	line int // its number, from 1
	head head

	about      []string // of the whole
	described  bool     // with its description before the rest
	zone       zone
	zones      zones
	dateFormat string
	colours    map[string]string // of tags
	older      bool              // sections of the older way count
	ended      bool              // and are ended by lines of their own

	inside []section
	around *surroundings
	tracks map[string]data.ID

	entries  []*entry
	most     int            // of these
	ids      map[string]int // of entries
	dayFirst bool
	next     int // the entry whose time is being found
	last     int // the last one before it that has one; -1 for none
	expanded int // events that repeat, in all
}

// entry is an event of the file.
type entry struct {
	place form.Place
	when  when
	event form.Event
	clock clocks
	said  string // a date in a property

	state
	span  span
	fault error
}

type state uint8

const (
	unread state = iota
	resolving
	resolved
	failed
)

// head is what a line begins: an event or a section, if anything.
type head struct {
	at      int // of that line
	when    when
	size    int // of the date in the line; 0 if it begins no event
	section *section
	ends    bool // the line ends the text before it
}

// more reports whether there is another line.
func (r *reader) more() bool { return r.at < len(r.text) }

// peek is the next line.
func (r *reader) peek() string {
	line, _, _ := strings.Cut(r.text[r.at:], "\n")
	return line
}

// skip goes over a line.
func (r *reader) skip() {
	end := strings.IndexByte(r.text[r.at:], '\n')
	if end < 0 {
		end = len(r.text) - r.at - 1
	}
	r.at += end + 1
	r.line++
}

func (r *reader) wanted(done float64) error {
	if err := r.Err(); err != nil {
		return fmt.Errorf("import %s: %w", r.file.Name, err)
	}
	if r.o.Progress != nil {
		r.o.Progress(done)
	}
	return nil
}

// span is the time of an event: the walls between which it is, the second excluded, and
// how precise each is said. Of a time both may be the same.
type span struct {
	lo, hi         wall
	from, to       unit
	open           bool // it goes on
	offset, ending string
	date           dates.Date // instead, where it was read as one
}

// section is a part of a file: by its level, 1 to 6, of the newer way to write it, or
// between two words of the older one.
type section struct {
	level int  // 0 for one of the older way
	group bool // of the older way: a group, which may be in a section
	end   bool // a line that ends one of the older way

	title string
	tags  []string
	zone  *zone
}

// surroundings are what an event has of the sections in which it is.
type surroundings struct {
	track  string
	colour string // of that
	tags   []string
	zone   zone
}

// outside notes text that belongs to no event.
func (r *reader) outside(at form.Place, text string) {
	if text = form.Line(withoutComments(text)); text != "" {
		r.doc.Skip(at, form.NotAnEvent, text)
	}
}
