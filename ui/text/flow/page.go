// Package flow keeps a long column of paragraphs of which most are not laid out
// yet, and the view that scrolls over it.
//
// The one idea behind it: heights are sums in a Fenwick tree, estimates at first
// and replaced one by one, so that learning a height, or asking where a paragraph
// is, costs the logarithm of their number; and the view is anchored to the paragraph
// at its top, not to the distance from the beginning, so that what is being read
// stays in place while estimates above it are replaced. It knows neither fonts nor
// windows.
package flow

// Column is what a Page scrolls over: paragraphs, at least one, below each other.
type Column interface {
	// Paragraphs is their number.
	Paragraphs() int
	// Measure is the height of paragraph i, which is laid out for it if need be. It
	// does not change the heights of others.
	Measure(i int) float64
	// Top is the distance of paragraph i from the top of the first, At the paragraph
	// at a distance, and Height that of all; they count estimates where Measure was
	// not asked.
	Top(i int) float64
	At(y float64) int
	Height() float64
}

// Page is a view of some height on a Column, with space above the first paragraph
// and below the last.
type Page struct {
	// Lead and Tail are the space above the first paragraph and below the last one.
	Lead, Tail float64

	column Column
	view   float64
	at     Place
}

// Place is a height in a column: Shift units below the top of Block. Negative shifts
// are above it.
type Place struct {
	Block int
	Shift float64
}

// NewPage returns a page at the top of a column.
func NewPage(c Column, lead, tail float64) *Page {
	return &Page{column: c, Lead: lead, Tail: tail, at: Place{0, -lead}}
}

// Extent is the height of everything.
func (p *Page) Extent() float64 { return p.Lead + p.column.Height() + p.Tail }

// Top is how far the view's top is from the beginning.
func (p *Page) Top() float64 { return p.distance(p.at) }

// distance is how far a place is from the beginning.
func (p *Page) distance(at Place) float64 { return p.Lead + p.column.Top(at.Block) + at.Shift }

// Between is how far b is below a.
func (p *Page) Between(a, b Place) float64 { return p.distance(b) - p.distance(a) }

// Place is where the view's top is.
func (p *Page) Place() Place { return p.at }

// View is the height of the view.
func (p *Page) View() float64 { return p.view }

// Resize changes the height of the view; its top stays.
func (p *Page) Resize(view float64) {
	p.view = view
	p.Settle()
}

// Move puts the view's top at a place, or as near as the ends allow.
func (p *Page) Move(at Place) {
	p.at = at
	p.Settle()
}

// ScrollBy moves the view down by dy.
func (p *Page) ScrollBy(dy float64) { p.Move(Place{p.at.Block, p.at.Shift + dy}) }

// ScrollTo moves the view's top to a distance from the beginning.
func (p *Page) ScrollTo(top float64) {
	block := p.column.At(top - p.Lead)
	p.Move(Place{block, top - p.Lead - p.column.Top(block)})
}

// Reveal moves the view as little as needed to show the height below a place.
func (p *Page) Reveal(at Place, height float64) {
	p.Settle()
	switch y := p.Between(p.at, at); {
	case y < 0:
		p.Move(at)
	case y+height > p.view:
		p.Move(Place{at.Block, at.Shift + height - p.view})
	}
}

// Each calls yield for every paragraph in view with its top relative to the view's.
func (p *Page) Each(yield func(i int, y float64)) {
	y := -p.at.Shift
	for i := p.at.Block; i < p.column.Paragraphs() && y < p.view; i++ {
		height := p.column.Measure(i)
		yield(i, y)
		y += height
	}
}

// Find is the paragraph at a distance from the view's top, which may be out of view,
// and the distance from the paragraph's top; the first or the last paragraph for a
// point outside the column.
func (p *Page) Find(y float64) (i int, within float64) {
	i = p.at.Block
	for y += p.at.Shift; y < 0 && i > 0; {
		i--
		y += p.column.Measure(i)
	}
	for i < p.column.Paragraphs()-1 && y >= p.column.Measure(i) {
		y -= p.column.Measure(i)
		i++
	}
	return i, y
}

// Settle lays out what is in view and keeps the view within the ends, as after a
// change of the column.
func (p *Page) Settle() {
	if last := p.column.Paragraphs() - 1; p.at.Block > last {
		p.at = Place{last, 0}
	}
	p.anchor()
	y, i := -p.at.Shift, p.at.Block
	for ; i < p.column.Paragraphs() && y < p.view; i++ {
		y += p.column.Measure(i)
	}
	if gap := p.view - y - p.Tail; i == p.column.Paragraphs() && gap > 0 {
		p.at.Shift -= gap
		p.anchor()
	}
}

// anchor expresses the place by the paragraph that the view's top is in. The space
// above belongs to the first paragraph, that below to the last.
func (p *Page) anchor() {
	for p.at.Shift < 0 && p.at.Block > 0 {
		p.at.Block--
		p.at.Shift += p.column.Measure(p.at.Block)
	}
	if p.at.Block == 0 {
		p.at.Shift = max(p.at.Shift, -p.Lead)
	}
	for p.at.Block < p.column.Paragraphs()-1 {
		h := p.column.Measure(p.at.Block)
		if p.at.Shift < h {
			break
		}
		p.at.Shift -= h
		p.at.Block++
	}
}
