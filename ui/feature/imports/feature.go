package imports

import "tarikh.org/tarikh/ui/feature"

// Strip is the timeline, which shows what came.
type Strip interface{ GoTo(lo, hi int64) }

// Feature imports files of other programs.
type Feature struct {
	host  *feature.Host
	strip Strip
}

// New makes the feature.
func New(h *feature.Host, s Strip) *Feature { return &Feature{host: h, strip: s} }
