package data

// Limits in bytes on what a library takes; larger input is refused, not cut.
const (
	MaxTitle   = 4 << 10  // titles, names and other single lines
	MaxText    = 1 << 20  // notes and descriptions
	MaxArticle = 64 << 20 // the text of an article
	MaxForeign = 1000     // the name of a row in another program
	// MaxLinks is how many addresses an event may have.
	MaxLinks = 100
)

// Colours returns the names of the palette that tracks and annotations draw from; the
// theme decides how each looks in light and dark.
func Colours() []string {
	return []string{"red", "blue", "green", "violet", "amber", "teal", "rose", "slate"}
}
