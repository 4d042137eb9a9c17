package form

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Group is a kind of formats that people look for together.
type Group string

// The groups.
const (
	GroupPage      Group = "page"      // for readers in a browser
	GroupDocument  Group = "document"  // for readers on paper and in an editor
	GroupPicture   Group = "picture"   // of the timeline
	GroupData      Group = "data"      // for other programs
	GroupCitations Group = "citations" // the sources, and what was marked in them
)

// Groups returns all groups, in the order in which they are listed.
func Groups() []Group {
	return []Group{GroupPage, GroupDocument, GroupPicture, GroupData, GroupCitations}
}

// Folder is a new folder that a format writes its files into. It appears when it is whole.
type Folder interface {
	// Write makes a file. name is a path inside the folder, with slashes; folders on the
	// way are made. Errors are those of the disk and of fill.
	Write(name string, fill func(w io.Writer) error) error
}

// Look is how something that is written is to look. A zero field leaves it to the format.
type Look struct {
	Title  string // of the whole, in place of the library's
	About  string // in a few sentences, what it shows
	Byline string // who made it
	Theme  string // "light", "dark", "auto": as the reader's system has it
	Paper  string // see PaperSize
	Scale  float64
	Size   Size   // of a picture, in units: pixels at a scale of 1
	Story  string // the name of the one story that is told; empty: all are
}

// ErrNoStory is that there is no story to tell, or none of the name that was asked for.
var ErrNoStory = errors.New("there is no story to tell")

// Size is a width and a height.
type Size struct{ Width, Height float64 }

// Titled is the title of what is written.
func (t Taken) Titled() string { return cmp.Or(t.Look.Title, t.Library.Title) }

// LookPart is a part of a Look, named as its flag.
type LookPart string

// The parts.
const (
	LookTitle  LookPart = "title"
	LookAbout  LookPart = "about"
	LookByline LookPart = "byline"
	LookTheme  LookPart = "theme"
	LookPaper  LookPart = "paper"
	LookScale  LookPart = "scale"
	LookSize   LookPart = "size"
	LookStory  LookPart = "story"
)

// Parts returns the parts that are set.
func (l Look) Parts() (parts []LookPart) {
	for _, p := range []struct {
		set  bool
		part LookPart
	}{
		{l.Title != "", LookTitle},
		{l.About != "", LookAbout},
		{l.Byline != "", LookByline},
		{l.Theme != "", LookTheme},
		{l.Paper != "", LookPaper},
		{l.Scale != 0, LookScale},
		{l.Size != Size{}, LookSize},
		{l.Story != "", LookStory},
	} {
		if p.set {
			parts = append(parts, p.part)
		}
	}
	return parts
}

// Only returns the parts that a format knows, the others zero.
func (l Look) Only(f Format) (known Look) {
	for _, part := range l.Parts() {
		if !slices.Contains(f.Knows, part) {
			continue
		}
		switch part {
		case LookTitle:
			known.Title = l.Title
		case LookAbout:
			known.About = l.About
		case LookByline:
			known.Byline = l.Byline
		case LookTheme:
			known.Theme = l.Theme
		case LookPaper:
			known.Paper = l.Paper
		case LookScale:
			known.Scale = l.Scale
		case LookSize:
			known.Size = l.Size
		case LookStory:
			known.Story = l.Story
		}
	}
	return known
}

// The least and the most that paper measures in millimetres: PDF has pages of up to 200
// inches (ISO 32000-1, Annex C).
const (
	leastPaper = 50
	mostPaper  = 5080
)

var paperPattern = regexp.MustCompile(`^(\d{1,4}(?:\.\d+)?)[x×](\d{1,4}(?:\.\d+)?)mm$`)

// PaperSize returns the size in millimetres, upright where it has a name, of a paper: A5, A4, A3,
// A2, A1, A0, letter, legal, or WIDTHxHEIGHTmm.
func PaperSize(name string) (Size, error) {
	switch strings.ToLower(name) {
	case "a5":
		return Size{148, 210}, nil
	case "a4":
		return Size{210, 297}, nil
	case "a3":
		return Size{297, 420}, nil
	case "a2":
		return Size{420, 594}, nil
	case "a1":
		return Size{594, 841}, nil
	case "a0":
		return Size{841, 1189}, nil
	case "letter":
		return Size{215.9, 279.4}, nil
	case "legal":
		return Size{215.9, 355.6}, nil
	}
	m := paperPattern.FindStringSubmatch(name)
	if m == nil {
		return Size{}, fmt.Errorf("paper %q: A4, A3, letter and 200x300mm are papers", name)
	}
	width, _ := strconv.ParseFloat(m[1], 64)
	height, _ := strconv.ParseFloat(m[2], 64)
	if min(width, height) < leastPaper || max(width, height) > mostPaper {
		return Size{}, fmt.Errorf("paper %q: want %d to %d mm a side", name, leastPaper, mostPaper)
	}
	return Size{width, height}, nil
}
