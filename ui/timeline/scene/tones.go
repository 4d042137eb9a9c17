package scene

import (
	"image/color"
)

// tonedFrom and tonedTo are the widths in units between which a range takes on
// the strong tone that a title can be read on; a shorter one covers less.
const tonedFrom, tonedTo = 40, 90

// pill is the tone of a range.
func (t tones) pill(m *mark) color.NRGBA {
	if m.side == inside {
		return t.bold
	}
	return mix(t.bold, t.pale, min(max((m.u1-m.u0-tonedFrom)/(tonedTo-tonedFrom), 0), 1))
}

// dim returns the tones of a track's marks that are not lit.
func (t tones) dim(panel color.NRGBA) tones {
	return tones{mark: mix(t.mark, panel, dimmed), pale: mix(t.pale, panel, dimmed), bold: mix(t.bold, panel, dimmed)}
}
