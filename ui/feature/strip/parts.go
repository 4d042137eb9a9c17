package strip

import (
	"image"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/feature/settings"
	"tarikh.org/tarikh/ui/text"
)

// Events makes events.
type Events interface {
	// Add asks for an event; zone is that of its date's clock, "" for none.
	Add(date dates.Date, zone string, track data.ID)
}

// Notes makes notes.
type Notes interface {
	Begin(n data.Annotation)
}

// Copier puts pictures of the timeline into the clipboard, and into files.
type Copier interface {
	Picture(picture image.Image)
	SavePicture(picture image.Image, title, name string)
	Formats() bool // whether the clipboard takes pictures
}

// Keyboard takes what is typed while the timeline has the keyboard.
type Keyboard interface {
	KeyTyped(ev *fyne.KeyEvent)
	RuneTyped(r rune)
}

// Pictures are the first pictures of events.
type Pictures interface {
	Any() bool
	Has(event data.ID) bool
	OnTrack(track int) bool                                // by its place: it has a large one
	Thumb(event data.ID) *image.RGBA                       // nil while it is being made
	Subscribe(told func(others bool)) (unsubscribe func()) // true: other events have pictures now
}

// Parts are what the strip needs in addition to the host.
type Parts struct {
	Typesetter *text.Typesetter
	Choices    settings.Choices
	Events     Events
	Notes      Notes
	Copier     Copier
	Keyboard   Keyboard
	Pictures   Pictures // nil for none
}
