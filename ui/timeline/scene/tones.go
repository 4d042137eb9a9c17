package scene

import (
	"image/color"
)

// tones are the colours of a track's marks.
type tones struct {
	mark color.NRGBA // dots and outlines
	soft color.NRGBA // ranges that carry ink
	deep color.NRGBA // ranges that carry OnDeep
}

// tonesOf returns the tones of a track.
func tonesOf(in *Input, track int) tones {
	c := trackAt(in.Tracks, track).Colour
	return tones{mark: in.Theme.Track(c), soft: in.Theme.Soft(c), deep: in.Theme.Deep(c)}
}

// dim returns the tones of a track's marks that are not lit.
func (t tones) dim(panel color.NRGBA) tones {
	return tones{mark: mix(t.mark, panel, dimmed), soft: mix(t.soft, panel, dimmed), deep: mix(t.deep, panel, dimmed)}
}
