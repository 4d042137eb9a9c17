package flow

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// blocks is a column of blocks that are twice as high as they are estimated.
type blocks struct {
	Sums[float64]
	laid map[int]bool
}

func (b *blocks) Paragraphs() int   { return b.Len() }
func (b *blocks) Top(i int) float64 { return b.Before(i) }
func (b *blocks) At(y float64) int  { return b.Find(y) }
func (b *blocks) Height() float64   { return b.Total() }

func (b *blocks) Measure(i int) float64 {
	b.laid[i] = true
	b.Set(i, 20)
	return 20
}

// column is a page of n blocks, and the blocks that were laid out.
func column(n int, view float64) (*Page, map[int]bool) {
	b := &blocks{laid: map[int]bool{}}
	b.Splice(0, 0, slices.Repeat([]float64{10}, n)...)
	p := NewPage(b, 30, 50)
	p.Resize(view)
	return p, b.laid
}

func TestPageLaysOutOnlyItsView(t *testing.T) {
	p, laid := column(10_000, 200)
	if len(laid) != 9 { // 30 above, then 9 blocks of 20
		t.Errorf("%d blocks laid out at first", len(laid))
	}
	p.ScrollTo(50_000)
	if len(laid) > 21 {
		t.Errorf("%d blocks laid out after a jump", len(laid))
	}
}

func TestPageEnds(t *testing.T) {
	p, _ := column(100, 200)
	p.ScrollBy(-1000)
	if p.Top() != 0 {
		t.Errorf("above the beginning: %v", p.Top())
	}
	p.ScrollTo(1e9)
	if got := p.Extent() - p.Top() - p.View(); math.Abs(got) > 1e-9 {
		t.Errorf("%v left below the end", got)
	}
	short, _ := column(2, 200)
	short.ScrollBy(500)
	if short.Top() != 0 {
		t.Errorf("a text shorter than the view scrolled to %v", short.Top())
	}
}

// A line in view stays where it is while everything above it turns out higher than
// estimated, and scrolling by dy moves it by dy.
func TestReadingPlaceIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, _ := column(1000, 200)
		p.ScrollTo(rapid.Float64Range(1000, 9000).Draw(t, "top"))
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			dy := rapid.Float64Range(-150, 150).Draw(t, "dy")
			before := map[int]float64{}
			p.Each(func(i int, y float64) { before[i] = y })
			top, extent := p.Top(), p.Extent()
			if top+dy < 0 || top+dy+200 > extent-500 {
				continue
			}
			p.ScrollBy(dy)
			p.Each(func(i int, y float64) {
				if was, ok := before[i]; ok && math.Abs(was-dy-y) > 1e-6 {
					t.Fatalf("block %d moved from %v to %v, scrolled by %v", i, was, y, dy)
				}
			})
		}
	})
}

func TestBetween(t *testing.T) {
	p, _ := column(10, 100)
	if got := p.Between(Place{0, -5}, Place{1, 3}); got != 28 {
		t.Errorf("got %v", got)
	}
}
