package control

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/text"
)

// Field is a line of a form: a caption, by its message key, over what is typed.
func (k *Kit) Field(key string, o fyne.CanvasObject) fyne.CanvasObject {
	return Column(4, k.Muted(k.T(key)), o)
}

// Passage is a passage of a text, cut to a number of characters, as a small secondary
// label.
func (k *Kit) Passage(words string, limit int) *text.Label {
	return k.Written(OneLine(words, limit), text.LabelStyle{Size: SizeSmall, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder})
}

// OneLine is a passage for a line: white space and ends of lines are single spaces,
// and it is cut to a number of characters with an ellipsis.
func OneLine(words string, limit int) string {
	words = strings.Join(strings.Fields(words), " ")
	runes := []rune(words)
	if len(runes) <= limit {
		return words
	}
	return strings.TrimSpace(string(runes[:limit])) + "…"
}

// Bytes is a number of bytes in words.
func (k *Kit) Bytes(bytes int64) string {
	const kilo = 1000
	switch {
	case bytes < kilo:
		return k.Locale.TN("count.bytes", int(bytes))
	case bytes < kilo*kilo:
		return k.T("size.kilobytes", "n", k.Locale.Number((bytes+kilo/2)/kilo))
	}
	return k.T("size.megabytes", "n", k.Locale.Tenths((bytes+kilo*kilo/20)/(kilo*kilo/10)))
}
