package poster

import (
	"image"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Page is how a poster is to look.
type Page struct {
	Width, Height float32 // units; a height of 0 is what all rows take
	Spread        bool    // in as many rows as it takes that each event has room for its label
	Title, Byline string  // above the strip; "" for none
	Lang          string  // of the scale: "en", or "ar", where time runs from right to left
	Dark          bool
	Span          scene.Reading // the time that is shown; zero: where most events are
	Today         *int64        // as the axis shows it; nil: no line
	Second        scene.Second
}

// Set is a poster that was laid out.
type Set struct {
	*scene.List
	Fonts  *layout.Fonts // that its texts are set in
	View   scene.Viewport
	Unseen int // events that are before or after the time that is shown

	picture     func(event int) (data.Picture, bool)
	undescribed string              // words for pictures that are not described
	largest     scene.Rect          // the size of its largest picture
	pixels      map[int]*image.RGBA // by event, see ReadPictures
	unread      form.Dropped        // pictures on the page that cannot be shown
}
