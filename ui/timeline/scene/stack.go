package scene

// Vertical measures of the strip, in units.
const (
	rowHeight  = 26
	trackPad   = 4 // above and below a track's rows
	axisHeight = 28
	// fewestRows is what a track with more rows keeps, however low the strip is;
	// beyond that the strip scrolls.
	fewestRows = 1
)

// stacked is a track in the strip: its rows from y down, scrolled.
type stacked struct {
	track  int
	y      float32 // of the first row's top
	rows   int     // as shown, at least 1
	folded bool    // the last row holds the events of all further ones
}

// stacking is the tracks from top to bottom, with the rows they are given.
type stacking struct {
	rows   []stacked
	shown  []int   // by track: how many of its own rows are shown
	scroll float32 // how far they are scrolled down
}

// stack lays the tracks out from top to bottom and returns the height they and
// the scale take.
func (b *stacking) stack(in *Input) float32 {
	b.rows, b.shown = b.rows[:0], b.shown[:0]
	for t := range in.Index.tracks {
		b.shown = append(b.shown, natural(in, t))
		if !trackAt(in.Tracks, t).Hidden {
			b.rows = append(b.rows, stacked{track: t, rows: 1})
		}
	}
	b.share(in)
	y := in.scaleHeight()
	for i := range b.rows {
		s := &b.rows[i]
		s.y = y + trackPad
		if s.folded = s.rows < b.shown[s.track]; s.folded {
			b.shown[s.track] = s.rows - 1
		}
		y += float32(s.rows)*rowHeight + 2*trackPad
	}
	height := y
	b.scroll = float32(min(max(finite(float64(in.ScrollY), 0), 0), float64(max(height-in.Height, 0))))
	for i := range b.rows {
		b.rows[i].y -= b.scroll
	}
	return height
}

// share gives the tracks their rows: to those with a number of their own that
// many; to the others all they want where the height allows it, else the most
// that all may have alike, at least fewestRows, and what is left over to the
// first ones.
func (b *stacking) share(in *Input) {
	const rounding = 0.05 // the strip is as high as whole pixels are
	room := int((in.Height-in.scaleHeight()-float32(len(b.rows))*2*trackPad)/rowHeight + rounding)
	for i := range b.rows {
		s := &b.rows[i]
		switch track := trackAt(in.Tracks, s.track); {
		case track.Collapsed:
			s.rows = 1
		case track.Rows > 0:
			s.rows = min(natural(in, s.track), track.Rows)
		default:
			s.rows = min(natural(in, s.track), fewestRows)
		}
		room -= s.rows
	}
	for grown := true; grown; {
		grown = false
		for i := range b.rows {
			s := &b.rows[i]
			track := trackAt(in.Tracks, s.track)
			if room > 0 && !track.Collapsed && track.Rows == 0 && s.rows < natural(in, s.track) {
				s.rows++
				room--
				grown = true
			}
		}
	}
}

// Needed is the height that all tracks take together with the scale where there is
// room for most units: what their events need, or as many whole rows as there is room
// for.
func (x *Index) Needed(tracks []Track, second Second, most float32) float32 {
	var b stacking
	return b.stack(&Input{Index: x, Tracks: tracks, Second: second, Height: most})
}

// Least is the height that the tracks take together with the scale, each in one row.
func (x *Index) Least(tracks []Track, second Second) float32 {
	in := Input{Second: second, Height: bandBelow}
	height := in.scaleHeight()
	for t := range x.tracks {
		if !trackAt(tracks, t).Hidden {
			height += rowHeight + 2*trackPad
		}
	}
	return height
}

// natural is how many rows a track takes when none are folded.
func natural(in *Input, t int) int {
	if trackAt(in.Tracks, t).Pictured {
		return max(len(in.Index.tracks[t]), picturedRows)
	}
	return max(len(in.Index.tracks[t]), 1)
}
