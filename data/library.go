package data

import (
	"slices"

	"tarikh.org/tarikh/data/dates"
)

// Library is what a library file says of itself.
type Library struct {
	ID      ID
	Rev     int64
	Title   string
	Created int64 // Unix seconds
	// ColourNames are what the reader calls the colours of the palette ("red" ->
	// "to check"); a colour without a name is not in it.
	ColourNames map[string]string
	// Zone is the time zone of the timeline's axis, by its IANA name; where it is
	// empty, each event stands there by its own clock.
	Zone string
}

// Axis is the clock of the timeline's axis.
func (l Library) Axis() dates.Axis { return dates.AxisIn(l.Zone) }

// Counts are the numbers of rows in a library.
type Counts struct {
	Tracks, Events, Articles, Excerpts, Annotations int
}

// Access says how a library is open.
type Access struct {
	ReadOnly bool
	Holder   string // the process that holds it for writing, in words; empty if there is none or not read-only
	// Synced is the program that copies its folder to other machines ("Dropbox"),
	// empty if none is known to.
	Synced string
	Linked bool // the file has more than one name; see ErrLinked
	// Unlocked: its file system accepts locks and does not keep them.
	Unlocked bool
	// Aside is where a copy was kept of what was not taken: after a crash it could not
	// be told for certain which state of the file was the right one. "" otherwise.
	Aside string
	// Moved and Overwritten: nothing can be saved in it since it was opened, see ErrMoved,
	// which can be over, and ErrOverwritten, which cannot.
	Moved, Overwritten bool

	Damaged bool // the file is known to be damaged; see Store.Health
	// Reason says why it is read-only, as the end of a sentence: "held by …",
	// "the disk is full", "the file or its folder is not writable", "the file has more
	// than one name (hard links) …", "damaged", "written over …",
	// "opened for reading only". Empty if it is not.
	Reason string
}

// OfLibrary is an edit whose row of the library has another ID: that of a copy.
func (e Edit) OfLibrary(id ID) Edit {
	e.Library = slices.Clone(e.Library)
	for i, change := range e.Library {
		for _, row := range []**Library{&change.Before, &change.After} {
			if *row != nil {
				of := **row
				of.ID = id
				*row = &of
			}
		}
		e.Library[i] = change
	}
	return e
}

// NameColour returns the edit that gives a colour of the palette a name of the
// reader's; an empty one removes it.
func NameColour(l Library, colour, name string) Edit {
	after := l
	after.ColourNames = map[string]string{}
	for _, c := range Colours() {
		if was, ok := l.ColourNames[c]; ok {
			after.ColourNames[c] = was
		}
	}
	after.ColourNames[colour] = name
	if blank(name) {
		delete(after.ColourNames, colour)
	}
	return Edit{Label: "edit.colour.name", Library: []Change[Library]{Update(l, after)}}
}

// SetZone returns the edit that gives the timeline's axis the clock of a zone, ""
// that of each event.
func SetZone(l Library, zone string) Edit {
	after := l
	after.Zone = zone
	return Edit{Label: "edit.zone", Library: []Change[Library]{Update(l, after)}}
}
