package scene

// RelationType says how one event is related to another.
type RelationType uint8

// The types: the first event causes the second, answers it, repeats it, is a part of it, or
// contradicts it.
const (
	RelationCauses RelationType = iota
	RelationAnswers
	RelationRepeats
	RelationPartOf
	RelationContradicts
)

// Relation is an arc from one event of the index to another.
type Relation struct {
	From, To int
	Type     RelationType
}

const (
	// mostArcs is how many arcs a picture has at most.
	mostArcs = 120
	// arcWidth is the width of an arc, arcGap how far it stays from the marks.
	arcWidth, arcGap = 1.3, 2.5
	// arcRise is how high an arc within a row rises at most, arcInk the share of its ink.
	arcRise, arcInk = 34, 0.62
)

// spotOf is where an event is in the picture.
type spotOf struct {
	u, y, reach float32 // its middle, and how far its mark reaches
	known       bool
}

// relations draws arcs between events, over the marks and below the words, a form for each
// type: a line with an arrow (causes), dashes with an arrow (answers), dots with an arrow
// (repeats), a line to a diamond (is part of), long dashes between bars (contradicts).
func (b *Builder) relations(in *Input) {
	if len(in.Relations) == 0 || in.band {
		return
	}
	all := in.Relations[:min(len(in.Relations), mostArcs)]
	b.arcs = b.places(in, all, b.arcs)
	for i, r := range all {
		from, to := b.arcs[r.From], b.arcs[r.To]
		if !from.known || !to.known || r.From == r.To {
			continue
		}
		if from.u < 0 && to.u < 0 || from.u > b.plot && to.u > b.plot {
			continue
		}
		b.arc(in, i, r, from, to)
	}
}

// places finds where the events of relations are: those drawn on their own by their marks,
// those in bars or out of view by their row.
func (b *Builder) places(in *Input, all []Relation, at map[int]spotOf) map[int]spotOf {
	if at == nil {
		at = map[int]spotOf{}
	}
	clear(at)
	for _, r := range all {
		for _, e := range [2]int{r.From, r.To} {
			if e >= 0 && e < in.Index.Len() {
				at[e] = b.rowPlace(in, e)
			}
		}
	}
	for i := range b.strip.Hits {
		h := &b.strip.Hits[i]
		if h.Event < 0 {
			continue
		}
		if _, wanted := at[h.Event]; wanted {
			at[h.Event] = spotOf{u: b.fromEdge((h.M0 + h.M1) / 2), y: (h.Y0 + h.Y1) / 2, reach: min((h.M1-h.M0)/2, pillHeight), known: true}
		}
	}
	return at
}

// fromEdge is how far a place of the picture is from the plot's reading edge.
func (b *Builder) fromEdge(x float32) float32 {
	if b.rtl {
		return b.strip.Plot.X + b.strip.Plot.W - x
	}
	return x - b.strip.Plot.X
}

// rowPlace is where an event is by its time and its row; not known on a hidden track.
func (b *Builder) rowPlace(in *Input, e int) spotOf {
	for _, s := range b.rows {
		if s.track != in.Index.Track(e) {
			continue
		}
		row := min(int(in.Index.row[e]), s.rows-1)
		lo, hi := in.Index.Bounds(e)
		u := (clampFar(in.View.along(lo)) + clampFar(in.View.along(hi))) / 2
		return spotOf{u: min(max(u, -margin), b.plot+margin), y: s.y + (float32(row)+0.5)*rowHeight, known: true}
	}
	return spotOf{}
}

// arc draws one relation.
func (b *Builder) arc(in *Input, n int, r Relation, from, to spotOf) {
	x := func(u float32) float32 { return float32(in.View.mirror(float64(u))) }
	p := [4]Point{{x(from.u), from.y}, {}, {}, {x(to.u), to.y}}
	dx, dy := p[3].X-p[0].X, p[3].Y-p[0].Y
	if max(dy, -dy) < rowHeight/2 { // within a row: over what is between
		rise := min(arcRise, 12+max(dx, -dx)*0.2)
		if from.y-rise*0.8 < b.top {
			rise = -rise // below it, in the first row
		}
		p[1], p[2] = Point{p[0].X + dx*0.2, p[0].Y - rise}, Point{p[3].X - dx*0.2, p[3].Y - rise}
	} else {
		p[1], p[2] = Point{p[0].X + dx*0.12, p[0].Y + dy*0.6}, Point{p[3].X - dx*0.12, p[3].Y - dy*0.6}
	}
	for i, reach := range [2]float32{from.reach, to.reach} {
		end, next := &p[i*3], p[1+i]
		ux, uy := heading(next.X-end.X, next.Y-end.Y)
		away := max(reach, 4) + arcGap
		end.X, end.Y = end.X+ux*min(away, 14), end.Y+uy*min(away, 14)
	}
	c := Curve{P: p, Width: arcWidth, Colour: mix(in.Theme.Ink, in.Theme.Panel, arcInk)}
	switch r.Type {
	case RelationAnswers:
		c.Dash, c.Gap, c.End = 5, 3.5, TipArrow
	case RelationRepeats:
		c.Dash, c.Gap, c.End = 1.5, 3, TipArrow
	case RelationPartOf:
		c.End = TipDiamond
	case RelationContradicts:
		c.Dash, c.Gap, c.Start, c.End = 9, 3, TipBar, TipBar
	default:
		c.End = TipArrow
	}
	b.strip.Curves = append(b.strip.Curves, c)
	s := Spot{Kind: SpotRelation, Event: r.From, N: n, arc: p, X0: p[0].X, X1: p[0].X, Y0: p[0].Y, Y1: p[0].Y}
	for _, q := range p[1:] {
		s.X0, s.X1, s.Y0, s.Y1 = min(s.X0, q.X), max(s.X1, q.X), min(s.Y0, q.Y), max(s.Y1, q.Y)
	}
	s.X0, s.X1, s.Y0, s.Y1 = s.X0-arcReach, s.X1+arcReach, s.Y0-arcReach, s.Y1+arcReach
	b.strip.Spots = append(b.strip.Spots, s)
}
