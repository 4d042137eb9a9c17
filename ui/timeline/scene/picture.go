package scene

import (
	"cmp"
	"slices"
)

// Measures of the pictures of events, in units.
const (
	largeWidth, largeHeight = 58, 44 // over two rows, of importance 5
	smallWidth, smallHeight = 28, 20 // in one row, of 4
	largeRadius             = 8
	smallRadius             = 4
	pictureGap              = 8 // from a picture to the words
	// largeDrop is from the middle of a mark's row down to that of a large picture; the
	// title is above that, the date below it.
	largeDrop            = rowHeight / 2
	largeTitle, largeDay = 4, 23 // of their middles, from that of the row
	// picturedRows is how many rows a track with large pictures has room for at least.
	picturedRows = 2
)

// Picture is where the picture of an event is: it fills the box, cut where it is of another
// shape. Fill is there while it has no pixels.
type Picture struct {
	Rect
	Event int
}

// pictureSize is how large the picture of an event is drawn.
type pictureSize uint8

const (
	noPicture pictureSize = iota
	smallPicture
	largePicture
)

func (s pictureSize) width() float32 {
	switch s {
	case smallPicture:
		return smallWidth
	case largePicture:
		return largeWidth
	default:
		return 0
	}
}

// pictured is a mark that may have a picture.
type pictured struct {
	row, at int // of the track's lines, of the row's marks
	had     pictureSize
	*mark
}

// pictures gives events of importance 5 and 4 their pictures where room is left after all
// labels of such events: those that had one in the last picture first, so that they keep it
// while they can, then the most important. The words that are less important come after
// them.
func (b *placer) pictures(in *Input) {
	b.shows = b.shows[:0]
	for i := range b.lines {
		for k := range b.lines[i].marks {
			m := &b.lines[i].marks[k]
			if m.count == 1 && m.importance >= landmark && m.label != nil && m.off == 0 && (m.side == after || m.side == ahead) && in.Pictured(int(m.event)) {
				b.shows = append(b.shows, pictured{i, k, b.before[m.event].picture, m})
			}
		}
	}
	slices.SortFunc(b.shows, func(g, h pictured) int {
		return cmp.Or(cmp.Compare(h.had, g.had), cmp.Compare(h.importance, g.importance), cmp.Compare(g.event, h.event))
	})
	for _, p := range b.shows {
		b.picture(in, p)
	}
}

// picture gives a mark its picture: the largest that has room beside it, where the label is,
// else on the other side.
func (b *placer) picture(in *Input, p pictured) {
	sides := [2]side{after, ahead}
	if p.side == ahead {
		sides = [2]side{ahead, after}
	}
	if p.importance > landmark && in.Dates != nil && b.under(p.row) != nil {
		if words := in.Dates(int(p.event)); words != "" {
			p.day = b.words.word(words, sideStyle, maxLabel)
			for _, s := range sides {
				if b.fitPicture(p, largePicture, s) {
					return
				}
			}
			p.day = nil
		}
	}
	for _, s := range sides {
		if b.fitPicture(p, smallPicture, s) {
			return
		}
	}
}

// under is the row below one of the lines, nil where none is in view.
func (b *placer) under(line int) *row {
	if line+1 < len(b.lines) && b.lines[line+1].y == b.lines[line].y+rowHeight {
		return &b.lines[line+1]
	}
	return nil
}

// fitPicture gives a mark a picture of a size on one side, if that has room there.
func (b *placer) fitPicture(p pictured, size pictureSize, s side) bool {
	m, r := p.mark, &b.lines[p.row]
	clear := float32(clearance)
	if p.had == size {
		clear = closeness
	}
	width := size.width() + pictureGap + m.labelWidth()
	below := size.width() // what is in the row below
	if size == largePicture {
		below += pictureGap + m.day.Width
		width = max(width, below)
	}
	u0 := m.tail + m.gap()
	room := u0+width+clear <= m.right
	if s == ahead {
		u0 = m.u0 - m.gap() - width
		room = u0-clear >= m.left
	}
	if !room || u0 < closeness || u0+width > b.plot-closeness || !r.unforced(u0, u0+width) {
		return false
	}
	if size == largePicture {
		in := interval{u0, u0 + below}
		if s == ahead {
			in = interval{u0 + width - below, u0 + width}
		}
		next := b.under(p.row)
		if next.occupied(nil, in.u0-clear, in.u1+clear) || !next.unforced(in.u0, in.u1) {
			return false
		}
		next.forced = append(next.forced, in)
	}
	if s != m.side { // the words go with the picture
		if m.side == after && p.at+1 < len(r.marks) {
			r.marks[p.at+1].left = m.tail
		} else if m.side == ahead && p.at > 0 {
			r.marks[p.at-1].right = m.u0
		}
	}
	m.picture, m.side, m.l0, m.l1 = size, s, u0, u0+width
	r.claim(p.at)
	b.spots[m.event] = spot{side: s, picture: size}
	return true
}

// wordsAt is where the words of a mark begin, beside its picture.
func (m *mark) wordsAt() float32 {
	switch {
	case m.picture == noPicture:
		return m.l0
	case m.side == after:
		return m.l0 + m.picture.width() + pictureGap
	}
	return m.l1 - m.picture.width() - pictureGap - m.labelWidth()
}

// drawPicture draws where the picture of a mark is, with the date below the title of a large
// one.
func (b *placer) drawPicture(in *Input, m *mark, y float32) {
	if m.picture == noPicture {
		return
	}
	u0, width, height, radius := m.l0, m.picture.width(), float32(smallHeight), float32(smallRadius)
	if m.side == ahead {
		u0 = m.l1 - width
	}
	if m.picture == largePicture {
		day := u0 + width + pictureGap
		if m.side == ahead {
			day = u0 - pictureGap - m.day.Width
		}
		b.strip.Texts = append(b.strip.Texts, b.text(&in.View, m.day, day, y+largeDay, in.Theme.Muted))
		b.labels = append(b.labels, drawnLabel{interval{day, day + m.day.Width}, y + largeDay})
		y, height, radius = y+largeDrop, largeHeight, largeRadius
	}
	p := Picture{Rect: b.box(&in.View, u0, u0+width, y-height/2, height), Event: int(m.event)}
	p.Radius, p.Fill = radius, in.Theme.Chip
	if p.Event == in.Selected {
		p.Stroke, p.StrokeWidth = in.Theme.Accent, chosenLine
	}
	b.strip.Pictures = append(b.strip.Pictures, p)
}
