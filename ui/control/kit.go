// Package control holds the small parts that panes are built from: rows and
// columns that know the height of wrapped text and mirror themselves for
// right-to-left interfaces, buttons, chips, menus and dialogs.
//
// The one idea behind it: all text goes through the labels of package text, so
// that Arabic is right everywhere, and every part takes the Kit, which holds the
// language and direction of the window. A change of language builds new parts.
package control

import (
	"strings"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Sizes of text in units.
const (
	SizeText    = 14
	SizeSmall   = 13
	SizeCaption = 12.5
	SizeHeading = 19
)

// Kit is what every part needs to make text: the typesetter and the language.
type Kit struct {
	Typesetter *text.Typesetter
	Locale     *i18n.Locale
	Dialogs    *Dialogs
	Tips       *Tips // nil: none are shown

	scrolls []weak.Pointer[Scroll] // that were made, see reach
}

// T returns an interface string, see i18n.Locale.T.
func (k *Kit) T(key string, args ...any) string { return k.Locale.T(key, args...) }

// List is words with the comma of the interface's language between them.
func (k *Kit) List(words []string) string {
	list := ""
	for i, next := range words {
		if i == 0 {
			list = next
		} else {
			list = k.T("list.next", "list", list, "next", next)
		}
	}
	return list
}

// RTL reports whether the interface runs from right to left.
func (k *Kit) RTL() bool { return k.Locale.RTL() }

// Start is the alignment to the reading-start side.
func (k *Kit) Start() layout.Align {
	if k.RTL() {
		return layout.AlignRight
	}
	return layout.AlignLeft
}

// End is the alignment to the side where reading ends.
func (k *Kit) End() layout.Align {
	if k.RTL() {
		return layout.AlignLeft
	}
	return layout.AlignRight
}

// Direction is that of the interface's own words.
func (k *Kit) Direction() uax9.Direction {
	if k.RTL() {
		return uax9.RTL
	}
	return uax9.LTR
}

// Bidi controls that keep what is between them apart (UAX #9, X5c).
const (
	leftToRight        = "\u2066"
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

// Given makes a name that people wrote safe in a line of the interface:
// control characters in it cannot turn the line around, and show.
func (k *Kit) Given(name string) string { return layout.Defuse(name) }

// Join sets parts side by side with a dot between; empty ones are left out. Each
// is isolated, so that a name in another script does not turn the line around. Names go through Given first.
func (k *Kit) Join(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(" · ")
		}
		b.WriteString(firstStrongIsolate + p + popIsolate)
	}
	return b.String()
}

// Text makes a wrapping label in the interface's own words: in the interface's
// direction and from its start side, whatever names are in it.
func (k *Kit) Text(words string, style text.LabelStyle) *text.Label {
	if style.Size == 0 {
		style.Size = SizeText
	}
	style.Align, style.Base = k.Start(), k.Direction()
	return text.NewLabel(k.Typesetter, words, style)
}

// Muted is small secondary text.
func (k *Kit) Muted(words string) *text.Label {
	return k.Text(words, text.LabelStyle{Size: SizeSmall, Colour: theme.ColorNamePlaceHolder})
}

// Heading is a bold title.
func (k *Kit) Heading(words string) *text.Label {
	return k.Text(words, text.LabelStyle{Size: SizeHeading, Bold: true, LineHeight: 28})
}

// Name is a title, name or tag that people wrote: aligned by its own direction,
// and control characters in it are shown, not obeyed.
func (k *Kit) Name(words string, style text.LabelStyle) *text.Label {
	style.Marks = true
	return k.Written(words, style)
}

// Written is text that people wrote, aligned by its own direction.
func (k *Kit) Written(words string, style text.LabelStyle) *text.Label {
	if style.Size == 0 {
		style.Size = SizeText
	}
	return text.NewLabel(k.Typesetter, words, style)
}

// Keys is a label with the names of keys, from left to right in every language: in a
// line of Arabic, "Ctrl+," would be ",+Ctrl" and "[" would be "]".
func (k *Kit) Keys(words string, style text.LabelStyle) *text.Label {
	style.Base = uax9.LTR
	return k.Written(words, style)
}

// Measure returns the natural width of a line of text in units.
func (k *Kit) Measure(words string, size float32, bold bool) float32 {
	return k.Typesetter.Shaper.Paragraph(words, layout.Style{Size: size, Bold: bold}, 0).Width
}

// Over returns the point under an object's start corner, for menus.
func (k *Kit) Over(o fyne.CanvasObject) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	return at.AddXY(0, o.Size().Height+4)
}
