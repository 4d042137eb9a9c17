package flow

// Page is a view of some height on a Flow, with room above the first block and
// below the last. It is held by the block at its top, not by the distance from the
// beginning: what is being read stays in place while estimates above it turn real.
type Page struct {
	*Flow
	// Lead and Tail are the room above the first block and below the last one.
	Lead, Tail float64

	view float64
	at   Place
	lay  func(i int) float32
}

// Place is a height in a flow: Shift units below the top of Block. Negative shifts
// are above it.
type Place struct {
	Block int
	Shift float64
}

// NewPage returns a page at the top of f. What lay returns for a block is learnt as
// its height; it is asked for blocks in view and those passed on the way only.
func NewPage(f *Flow, lead, tail float64, lay func(i int) float32) *Page {
	return &Page{Flow: f, Lead: lead, Tail: tail, lay: lay, at: Place{0, -lead}}
}

// Extent is the height of everything.
func (p *Page) Extent() float64 { return p.Lead + p.Height() + p.Tail }

// Top is how far the view's top is from the beginning.
func (p *Page) Top() float64 { return p.distance(p.at) }

// distance is how far a place is from the beginning.
func (p *Page) distance(at Place) float64 { return p.Lead + p.Y(at.Block) + at.Shift }

// Between is how far b is below a.
func (p *Page) Between(a, b Place) float64 { return p.distance(b) - p.distance(a) }

// Place is where the view's top is.
func (p *Page) Place() Place { return p.at }

// View is the height of the view.
func (p *Page) View() float64 { return p.view }

// Resize changes the height of the view; its top stays.
func (p *Page) Resize(view float64) {
	p.view = view
	p.settle()
}

// Move puts the view's top at a place, or as near as the ends allow.
func (p *Page) Move(at Place) {
	p.at = at
	p.settle()
}

// ScrollBy moves the view down by dy.
func (p *Page) ScrollBy(dy float64) { p.Move(Place{p.at.Block, p.at.Shift + dy}) }

// ScrollTo moves the view's top to a distance from the beginning.
func (p *Page) ScrollTo(top float64) {
	block := p.Find(top - p.Lead)
	p.Move(Place{block, top - p.Lead - p.Y(block)})
}

// Each calls yield for every block in view with its top relative to the view's.
func (p *Page) Each(yield func(i int, y float64)) {
	y := -p.at.Shift
	for i := p.at.Block; i < p.Len() && y < p.view; i++ {
		yield(i, y)
		y += float64(p.learn(i))
	}
}

// learn makes the height of a block known.
func (p *Page) learn(i int) float32 {
	h, known := p.BlockHeight(i)
	if !known {
		h = p.lay(i)
		p.Learn(i, h)
	}
	return h
}

// settle learns what is in view, keeps the view within the ends, and makes the
// block at its top the one that holds it.
func (p *Page) settle() {
	p.hold()
	y, i := -p.at.Shift, p.at.Block
	for ; i < p.Len() && y < p.view; i++ {
		y += float64(p.learn(i))
	}
	if gap := p.view - y - p.Tail; i == p.Len() && gap > 0 {
		p.at.Shift -= gap
		p.hold()
	}
}

// hold walks to the block that the view's top is in. The room above belongs to the
// first block, that below to the last.
func (p *Page) hold() {
	for p.at.Shift < 0 && p.at.Block > 0 {
		p.at.Block--
		p.at.Shift += float64(p.learn(p.at.Block))
	}
	if p.at.Block == 0 {
		p.at.Shift = max(p.at.Shift, -p.Lead)
	}
	for p.at.Block < p.Len()-1 {
		h := float64(p.learn(p.at.Block))
		if p.at.Shift < h {
			break
		}
		p.at.Shift -= h
		p.at.Block++
	}
}
