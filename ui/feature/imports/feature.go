package imports

import (
	"context"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/feature"
)

// Strip is the timeline, which shows what came.
type Strip interface{ GoTo(lo, hi int64) }

// Feature imports files of other programs.
type Feature struct {
	host  *feature.Host
	strip Strip
	// fromWeb gets pictures whose addresses files name, where the reader asks for them.
	fromWeb func(ctx context.Context, address string) ([]byte, error)
}

// New makes the feature.
func New(h *feature.Host, s Strip) *Feature {
	return &Feature{host: h, strip: s, fromWeb: app.PicturesFromWeb()}
}
