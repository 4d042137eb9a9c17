// Package palette names every colour of the interface once, by its role, for a
// light and a dark surface.
//
// The idea: nothing else in the program writes a colour down. Widgets, the
// timeline's display list and the headless renderer take the same [Palette], so
// this package imports no widget toolkit; package theme maps it to Fyne's names.
// The test of this package holds every text role to the contrast that WCAG 2.2
// asks for (4.5:1, and 3:1 for graphics) on every surface it may be on.
package palette

import "image/color"

// Palette is a complete set of colours. Values are immutable: Light and Dark
// return fresh ones. Colours are opaque unless their comment says otherwise.
type Palette struct {
	Dark bool // drawn on a dark ground

	Ground   color.NRGBA // the window behind everything: bars, the overview, gaps
	Panel    color.NRGBA // reading surfaces, cards, the timeline
	Raised   color.NRGBA // menus, dialogs, tooltips: over panels
	Input    color.NRGBA // inside of entries
	Chip     color.NRGBA // tags and quiet buttons; carries Ink
	Ink      color.NRGBA // text
	Muted    color.NRGBA // secondary text: dates, bylines, hints
	Faint    color.NRGBA // disabled text and icons; not held to the contrast of text
	Line     color.NRGBA // borders and dividers
	Hair     color.NRGBA // the fainter line: grid of the timeline, inner dividers
	Accent   color.NRGBA // filled buttons, the selection's outline, focus
	OnAccent color.NRGBA // text and icons on Accent
	OnDeep   color.NRGBA // text on the deep variant of a track's colour
	Link     color.NRGBA // the accent as text on Ground and Panel
	Error    color.NRGBA // text of errors, outline of refused input
	Warning  color.NRGBA // text of warnings
	Success  color.NRGBA // text of confirmations
	OnState  color.NRGBA // text on Error, Warning and Success

	Selection color.NRGBA // translucent, behind selected text and rows
	Focus     color.NRGBA // translucent ring around what has the keyboard
	Hover     color.NRGBA // translucent, over what the pointer is on
	Pressed   color.NRGBA // translucent, over what is held down
	Scrim     color.NRGBA // translucent, over everything behind a dialog
	Shadow    color.NRGBA // translucent
	ScrollBar color.NRGBA // translucent

	Find    color.NRGBA // behind words that a search found; carries Ink
	FindNow color.NRGBA // behind those of them that are being looked at; carries Ink

	Today  color.NRGBA // the line of the present day
	Bar    color.NRGBA // the columns of the overview
	Window color.NRGBA // translucent, the part of the overview in view

	AccentSoft color.NRGBA // behind what is selected: halos, rows, the span on the strip
	Marker     color.NRGBA // behind passages; carries Ink
	InView     color.NRGBA // behind the passage that is read; carries Ink

	Sea, Land color.NRGBA // of the map

	colours [8]tones
}

// tones are those of one of the eight colours of tracks and annotations.
type tones struct{ mark, soft, deep color.NRGBA }

// names are those of data.Colours, in its order; the test compares them.
var names = [8]string{"red", "blue", "green", "violet", "amber", "teal", "rose", "slate"}

// Mark returns the strong variant of a colour of data.Colours, for dots, bars
// and outlines: at least 3:1 on Ground and Panel. An unknown name gives slate.
func (p Palette) Mark(name string) color.NRGBA { return p.named(name).mark }

// Soft returns the variant of a colour of data.Colours that is behind text,
// as a highlighter does: Ink on it has at least 4.5:1. An unknown name gives slate.
func (p Palette) Soft(name string) color.NRGBA { return p.named(name).soft }

// Deep returns the variant of a colour of data.Colours that OnDeep is read on, for
// bars with words in them. An unknown name gives slate.
func (p Palette) Deep(name string) color.NRGBA { return p.named(name).deep }

func (p Palette) named(name string) tones {
	for i, n := range names {
		if n == name {
			return p.colours[i]
		}
	}
	return p.colours[len(names)-1]
}

// Light returns the palette of a paper-like, warm white surface.
func Light() Palette {
	return Palette{
		Ground: rgb(0xFAF8F4), Panel: rgb(0xFFFFFF), Raised: rgb(0xFFFFFF), Input: rgb(0xFAF8F4), Chip: rgb(0xEFEAE1),
		Ink: rgb(0x1F2328), Muted: rgb(0x666A71), Faint: rgb(0xA9ACB1),
		Line: rgb(0xE0DACF), Hair: rgb(0xEFEAE1),
		Accent: rgb(0x1F6FEB), OnAccent: rgb(0xFFFFFF), OnDeep: rgb(0xFFFFFF), Link: rgb(0x1B62D6),
		Error: rgb(0xB3261E), Warning: rgb(0x8F5B00), Success: rgb(0x2A7A4B), OnState: rgb(0xFFFFFF),
		Selection: rgba(0x1F6FEB, 0x38), Focus: rgba(0x1F6FEB, 0x66), Hover: rgba(0x1F2328, 0x0D), Pressed: rgba(0x1F2328, 0x1C),
		Scrim: rgba(0x1F2328, 0x52), Shadow: rgba(0x3B3320, 0x24), ScrollBar: rgba(0x1F2328, 0x4D),
		Find: rgb(0xFFDDB0), FindNow: rgb(0xFFA94D),
		Today: rgb(0xC2413A), Bar: rgb(0xB9B9BB), Window: rgba(0x1F6FEB, 0x1F),
		AccentSoft: rgb(0xE4EEFD), Marker: rgb(0xF6F0E2), InView: rgb(0xFCE8A6),
		Sea: rgb(0xE9EEF2), Land: rgb(0xF7F5F0),
		colours: [8]tones{
			{rgb(0xC2413A), rgb(0xF8D9D4), rgb(0xB23932)},
			{rgb(0x2F6DB5), rgb(0xD6E5F6), rgb(0x2A63A6)},
			{rgb(0x2E8B57), rgb(0xCFE8D5), rgb(0x23784A)},
			{rgb(0x8A5BB5), rgb(0xE8DCF3), rgb(0x7C4BAA)},
			{rgb(0x9A6412), rgb(0xFCE8A6), rgb(0x8A5A10)},
			{rgb(0x1E8587), rgb(0xCDE9E8), rgb(0x1A7577)},
			{rgb(0xC24A86), rgb(0xF8D8E6), rgb(0xB03F77)},
			{rgb(0x5F6B7A), rgb(0xE1E5EA), rgb(0x566170)},
		},
	}
}

// Dark returns the palette of a near-black surface with warm white text.
func Dark() Palette {
	return Palette{
		Dark:   true,
		Ground: rgb(0x15171B), Panel: rgb(0x1C1F24), Raised: rgb(0x24282E), Input: rgb(0x15171B), Chip: rgb(0x2C3037),
		Ink: rgb(0xE8E6E1), Muted: rgb(0x9FA5AD), Faint: rgb(0x5E646D),
		Line: rgb(0x363B43), Hair: rgb(0x24282E),
		Accent: rgb(0x6CA8FF), OnAccent: rgb(0x0F1726), OnDeep: rgb(0x15171B), Link: rgb(0x6CA8FF),
		Error: rgb(0xF2857C), Warning: rgb(0xE3B34F), Success: rgb(0x6CCB95), OnState: rgb(0x15171B),
		Selection: rgba(0x6CA8FF, 0x47), Focus: rgba(0x6CA8FF, 0x73), Hover: rgba(0xFFFFFF, 0x0D), Pressed: rgba(0xFFFFFF, 0x1C),
		Scrim: rgba(0x000000, 0x8C), Shadow: rgba(0x000000, 0x66), ScrollBar: rgba(0xFFFFFF, 0x4D),
		Find: rgb(0x5C4020), FindNow: rgb(0x96560C),
		Today: rgb(0xF07F78), Bar: rgb(0x4F545C), Window: rgba(0x6CA8FF, 0x24),
		AccentSoft: rgb(0x22324A), Marker: rgb(0x2A2A29), InView: rgb(0x4A4122),
		Sea: rgb(0x101317), Land: rgb(0x282D34),
		colours: [8]tones{
			{rgb(0xF07F78), rgb(0x4B2A29), rgb(0xF07F78)},
			{rgb(0x7FB2F0), rgb(0x213F61), rgb(0x7FB2F0)},
			{rgb(0x6CCB95), rgb(0x1F4A33), rgb(0x6CCB95)},
			{rgb(0xC39BE8), rgb(0x432F5C), rgb(0xC39BE8)},
			{rgb(0xE3B34F), rgb(0x5A4A12), rgb(0xE3B34F)},
			{rgb(0x5CC6C6), rgb(0x174848), rgb(0x5CC6C6)},
			{rgb(0xF08FBB), rgb(0x57283F), rgb(0xF08FBB)},
			{rgb(0xA3AFBD), rgb(0x38404A), rgb(0xA3AFBD)},
		},
	}
}

func rgb(c uint32) color.NRGBA { return rgba(c, 0xFF) }

func rgba(c uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: alpha}
}
