package uax9

import (
	"sort"

	"golang.org/x/text/unicode/bidi"
)

// Class is a bidirectional class (UAX #9, table 4).
type Class uint8

const (
	L   = Class(bidi.L)
	R   = Class(bidi.R)
	AL  = Class(bidi.AL)
	EN  = Class(bidi.EN)
	ES  = Class(bidi.ES)
	ET  = Class(bidi.ET)
	AN  = Class(bidi.AN)
	CS  = Class(bidi.CS)
	NSM = Class(bidi.NSM)
	BN  = Class(bidi.BN)
	B   = Class(bidi.B)
	S   = Class(bidi.S)
	WS  = Class(bidi.WS)
	ON  = Class(bidi.ON)
	LRE = Class(bidi.LRE)
	LRO = Class(bidi.LRO)
	RLE = Class(bidi.RLE)
	RLO = Class(bidi.RLO)
	PDF = Class(bidi.PDF)
	LRI = Class(bidi.LRI)
	RLI = Class(bidi.RLI)
	FSI = Class(bidi.FSI)
	PDI = Class(bidi.PDI)
)

// classes is a set of Class, one bit each.
type classes uint32

func (c Class) in(m classes) bool { return 1<<c&m != 0 }

const (
	isolates = classes(1<<LRI | 1<<RLI | 1<<FSI)
	// removed are the classes of rule X9.
	removed = classes(1<<LRE | 1<<LRO | 1<<RLE | 1<<RLO | 1<<PDF | 1<<BN)
	// neutral is NI of the rules N0 to N2.
	neutral = classes(1<<B|1<<S|1<<WS|1<<ON|1<<PDI) | isolates
	// bidirectional are the classes without which a left-to-right paragraph is
	// all of level 0.
	bidirectional = classes(1<<R|1<<AL|1<<AN|1<<PDI) | isolates | removed&^(1<<BN)
)

// lowClasses are the classes of U+0000 to U+07FF: Latin, Hebrew and Arabic.
var lowClasses = func() (low [0x800]Class) {
	for r := range low {
		low[r] = lookup(rune(r))
	}
	return low
}()

// ClassOf is the bidirectional class of a character in Unicode 17, with the
// defaults of UAX #44 for unassigned ones.
func ClassOf(r rune) Class {
	if uint32(r) < uint32(len(lowClasses)) {
		return lowClasses[r]
	}
	return lookup(r)
}

func lookup(r rune) Class {
	if r >= newerClasses[0].first && r <= newerClasses[len(newerClasses)-1].last {
		i := sort.Search(len(newerClasses), func(i int) bool { return newerClasses[i].last >= r })
		if newerClasses[i].first <= r {
			return newerClasses[i].class
		}
	}
	p, _ := bidi.LookupRune(r)
	return Class(p.Class())
}

// newerRange is an inclusive range of characters.
type newerRange struct {
	first, last rune
	class       Class
}

// newerClasses are what Unicode 17 (DerivedBidiClass-17.0.0.txt) says other than
// Unicode 15, whose tables golang.org/x/text has under Go 1.26; sorted.
var newerClasses = [...]newerRange{
	{0x088F, 0x088F, AL},
	{0x0897, 0x0897, NSM},
	{0x1ACF, 0x1ADD, NSM},
	{0x1AE0, 0x1AEB, NSM},
	{0x2427, 0x2429, ON},
	{0x2B96, 0x2B96, ON},
	{0x2FFC, 0x2FFF, ON},
	{0x31E4, 0x31E5, ON},
	{0x31EF, 0x31EF, ON},
	{0xFBC3, 0xFBD2, ON},
	{0xFD90, 0xFD91, ON},
	{0xFDC8, 0xFDCE, ON},
	{0x10D40, 0x10D49, AN},
	{0x10D69, 0x10D6D, NSM},
	{0x10D6E, 0x10D6E, ON},
	{0x10EC2, 0x10EC7, AL},
	{0x10ED0, 0x10ED8, ON},
	{0x10EFA, 0x10EFC, NSM},
	{0x113BB, 0x113C0, NSM},
	{0x113CE, 0x113CE, NSM},
	{0x113D0, 0x113D0, NSM},
	{0x113D2, 0x113D2, NSM},
	{0x113E1, 0x113E2, NSM},
	{0x1171E, 0x1171E, L},
	{0x11B60, 0x11B60, NSM},
	{0x11B62, 0x11B64, NSM},
	{0x11B66, 0x11B66, NSM},
	{0x11F5A, 0x11F5A, NSM},
	{0x1611E, 0x16129, NSM},
	{0x1612D, 0x1612F, NSM},
	{0x1CC00, 0x1CCD5, ON},
	{0x1CCF0, 0x1CCF9, EN},
	{0x1CCFA, 0x1CCFC, ON},
	{0x1CD00, 0x1CEB3, ON},
	{0x1CEBA, 0x1CED0, ON},
	{0x1CEE0, 0x1CEF0, ON},
	{0x1D6C1, 0x1D6C1, ON},
	{0x1D6FB, 0x1D6FB, ON},
	{0x1D735, 0x1D735, ON},
	{0x1D76F, 0x1D76F, ON},
	{0x1D7A9, 0x1D7A9, ON},
	{0x1E5EE, 0x1E5EF, NSM},
	{0x1E6E3, 0x1E6E3, NSM},
	{0x1E6E6, 0x1E6E6, NSM},
	{0x1E6EE, 0x1E6EF, NSM},
	{0x1E6F5, 0x1E6F5, NSM},
	{0x1F6D8, 0x1F6D8, ON},
	{0x1F777, 0x1F77A, ON},
	{0x1F8B2, 0x1F8BB, ON},
	{0x1F8C0, 0x1F8C1, ON},
	{0x1F8D0, 0x1F8D8, ON},
	{0x1FA54, 0x1FA57, ON},
	{0x1FA89, 0x1FA8A, ON},
	{0x1FA8E, 0x1FA8F, ON},
	{0x1FABE, 0x1FABE, ON},
	{0x1FAC6, 0x1FAC6, ON},
	{0x1FAC8, 0x1FAC8, ON},
	{0x1FACD, 0x1FACD, ON},
	{0x1FADC, 0x1FADC, ON},
	{0x1FADF, 0x1FADF, ON},
	{0x1FAE9, 0x1FAEA, ON},
	{0x1FAEF, 0x1FAEF, ON},
	{0x1FBCB, 0x1FBEF, ON},
	{0x1FBFA, 0x1FBFA, ON},
}
