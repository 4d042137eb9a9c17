package cite

import "strings"

// Style is a style of citing.
type Style string

// The styles. Chicago has an entry for the bibliography, and a note.
const (
	Chicago     Style = "chicago"
	ChicagoNote Style = "chicago-note"
	APA         Style = "apa"
	MLA         Style = "mla"
	Harvard     Style = "harvard"
)

// Styles returns all styles.
func Styles() []Style { return []Style{Chicago, ChicagoNote, APA, MLA, Harvard} }

// Options are a style and the usage of a language.
type Options struct {
	Style Style
	Lang  string // "ar" for Arabic usage; any other is English
	// Month names a month, 1 to 12, in Arabic usage; nil: as in Egypt.
	Month func(int) string
	// Indic writes numbers in Arabic usage with the digits U+0660 to U+0669.
	Indic bool
}

// Run is a part of a citation in one face.
type Run struct {
	Text   string
	Italic bool
}

// Text is a citation, of which no two runs beside each other have the same face.
type Text []Run

// String is the citation as plain text.
func (t Text) String() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Text)
	}
	return b.String()
}
